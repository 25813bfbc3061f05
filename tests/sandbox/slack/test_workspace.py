"""The workspace without HTTP: what people see, and how a test waits for it."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from bot.manifest import bot_scopes, optional_scopes
from bot.sandbox.slack import (
    ADA,
    BEN,
    BOT_USER_ID,
    CHEN,
    PRIVATE_LAUNCH,
    PRODUCT_DESIGN,
    RANDOM,
    ChangeKind,
    NoSuchThing,
    Workspace,
    load_manifest,
)


async def test_the_app_is_everywhere_but_in_random() -> None:
    workspace = Workspace()
    outside = [channel.id for channel in workspace.channels() if BOT_USER_ID not in channel.members]
    assert outside == [RANDOM]
    assert PRIVATE_LAUNCH not in {channel.id for channel in workspace.channels(CHEN)}


async def test_timestamps_are_unique_and_increase_while_the_clock_stands() -> None:
    workspace = Workspace(clock=lambda: 1_800_000_000.0)
    stamps = [await workspace.post(ADA, PRODUCT_DESIGN, str(number)) for number in range(3)]
    assert stamps == ["1800000000.000000", "1800000000.000001", "1800000000.000002"]


async def test_who_is_not_in_a_channel_cannot_post_there() -> None:
    with pytest.raises(NoSuchThing):
        await Workspace().post(CHEN, PRIVATE_LAUNCH, "hello")


async def test_waiting_ends_with_the_change_that_makes_it_true() -> None:
    workspace = Workspace()
    waiting = asyncio.create_task(workspace.wait_for(lambda: workspace.messages(PRODUCT_DESIGN), timeout_s=5))
    await asyncio.sleep(0)
    await workspace.post(BEN, PRODUCT_DESIGN, "here")
    assert [message.text for message in await waiting] == ["here"]


async def test_waiting_in_vain_shows_what_was_there_instead() -> None:
    workspace = Workspace()
    ts = await workspace.post(BEN, PRODUCT_DESIGN, "a mug", [("mug.png", b"x")])
    await workspace.post(ADA, PRODUCT_DESIGN, "nice", thread_ts=ts)
    with pytest.raises(TimeoutError) as caught:
        await workspace.wait_for(lambda: False, timeout_s=0.01)
    shown = str(caught.value)
    assert "#product-design" in shown
    assert f"  {ts} ben: a mug [file mug.png]" in shown
    assert "ada: nice" in shown


async def test_a_stream_tells_each_change_and_ends_with_the_workspace() -> None:
    workspace = Workspace()
    async with workspace.watch() as stream:
        ts = await workspace.post(ADA, PRODUCT_DESIGN, "one")
        await workspace.edit(PRODUCT_DESIGN, ts, "two")
        await workspace.delete_message(PRODUCT_DESIGN, ts)
        await workspace.close()
        kinds = [(change.kind, change.ts) async for change in stream if change.ts]
    assert kinds == [(ChangeKind.POSTED, ts), (ChangeKind.CHANGED, ts), (ChangeKind.DELETED, ts)]


async def test_a_manifest_says_what_is_granted_and_heard(tmp_path: Path) -> None:
    path = tmp_path / "manifest.yml"
    path.write_text(
        "oauth_config: {scopes: {bot: ['chat:write']}}\n"
        "settings: {event_subscriptions: {bot_events: [message.im]}}\n"
        "features:\n"
        "  slash_commands: [{command: /patent}]\n"
        "  shortcuts: [{name: Check, type: message, callback_id: check}]\n"
    )
    manifest = load_manifest(path)
    assert manifest.scopes == {"chat:write"}
    assert manifest.commands == {"/patent"}
    assert manifest.shortcuts == {"check"}
    assert manifest.message_shortcuts == {"check": "Check"}
    assert not manifest.home_tab
    workspace = Workspace(manifest=manifest)
    await workspace.post(ADA, PRODUCT_DESIGN, "not subscribed")
    await workspace.post(ADA, next(c.id for c in workspace.channels(ADA) if c.kind == "im"), "subscribed")
    assert [event.inner["text"] for event in workspace.delivery.events.values()] == ["subscribed"]


def test_the_manifest_is_the_apps_own_where_no_other_is_named() -> None:
    assert load_manifest().scopes == bot_scopes() | optional_scopes()


async def test_opening_the_home_tab_is_told_to_an_app_that_asked_for_it() -> None:
    deaf, hearing = Workspace(), Workspace(manifest=replace(load_manifest(), events=frozenset({"app_home_opened"})))
    for workspace in (deaf, hearing):
        await workspace.open_home(ADA)
    (event,) = hearing.delivery.events.values()
    assert (event.payload["event"]["type"], event.payload["event"]["user"]) == ("app_home_opened", ADA)
    assert not deaf.delivery.events
