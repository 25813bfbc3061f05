"""In a channel shared with another organisation nothing is said, and nothing done, until somebody switches it on."""

import pytest

from bot.sandbox.faults import Fault
from bot.sandbox.patsnap.catalogue import load_catalogue
from bot.sandbox.slack import ADA, BOT_USER_ID, DANA, INDUSTRIAL_DESIGN, PRODUCT_DESIGN
from tests.app import drawn

PNG = ("mug.png", drawn.PNG)
MENTION = f"<@{BOT_USER_ID}>"


@pytest.fixture
async def shared(world):
    world.slack.set_connect_channel(PRODUCT_DESIGN)
    return PRODUCT_DESIGN


def from_app(world, channel=PRODUCT_DESIGN):
    return [message for message in world.slack.state.messages(channel) if message.is_from_app]


def told(world, user, channel=PRODUCT_DESIGN):
    return [message.text for message in world.slack.state.messages(channel) if message.ephemeral_to == user]


async def command(world, text, user=ADA, channel=PRODUCT_DESIGN):
    outcome = await world.slack.command(user, channel, "/lookalike", text)
    assert outcome.status == "ok", outcome
    return told(world, user, channel)[-1]


async def heard(world):
    """Everything that happened so far has come in, and a check elsewhere has had the time to come to its end."""
    await world.until(lambda: all(attempt.acked for attempt in world.slack.delivery.attempts))
    await world.wait_for_replies(await world.post(PNG, channel=INDUSTRIAL_DESIGN), channel=INDUSTRIAL_DESIGN)


async def test_shared_channel_is_left_alone(world, app, shared):
    mine = await world.post(PNG, text="countries:US")
    theirs = await world.slack.post(DANA, shared, f"{MENTION} check this", files=[PNG])
    await world.slack.edit(shared, theirs, "never mind")
    await heard(world)
    assert from_app(world) == []
    assert not world.reactions(mine)
    assert not world.reactions(theirs)
    assert world.slack.calls["files.info"] == 0
    assert world.patsnap.calls["submit"] == 1  # of the other channel
    assert world.slack.calls["files"] == 2  # for that check, and for its sheet


async def test_own_mention_is_told_how_to_switch_it_on_and_nobody_else_sees_it(world, app, shared):
    ts = await world.post(PNG, text=f"{MENTION} check this")
    await world.wait_for(lambda: told(world, ADA))
    await world.slack.redeliver(next(e.id for e in world.slack.delivery.events.values() if e.type == "app_mention"))
    await heard(world)
    (sentence,) = told(world, ADA)
    assert "/lookalike on" in sentence
    assert len(from_app(world)) == 1
    assert not world.reactions(ts)


async def test_switched_on_it_checks_what_both_sides_post_until_it_is_switched_off(world, app, shared):
    assert "is on" in await command(world, "on")
    assert "is on" in await command(world, "ON")
    for user in (ADA, DANA):
        ts = await world.slack.post(user, shared, files=[PNG])
        (reply,) = await world.wait_for_replies(ts)
        assert reply.blocks[0]["type"] == "header"
    assert "is off" in await command(world, "off")
    before = len(from_app(world))
    after = await world.post(PNG)
    await heard(world)
    assert len(from_app(world)) == before
    assert not world.reactions(after)


async def test_switch_outlives_a_restart(world, running, shared):
    async with running():
        await command(world, "on")
    async with running():
        assert len(await world.wait_for_replies(await world.post(PNG))) == 1


async def test_other_organisation_can_neither_switch_nor_start(world, app, shared):
    ts = await world.slack.post(DANA, shared, files=[PNG])
    assert (await world.slack.command(DANA, shared, "/lookalike", "on")).status == "invalid"
    assert (await world.slack.message_shortcut(DANA, shared, ts, "check_message")).status == "invalid"
    await heard(world)
    assert from_app(world) == []


async def test_buttons_from_before_do_nothing_for_the_other_organisation_and_say_why_to_ones_own(world, app):
    world.sandbox.faults.add(Fault(target="slack", endpoint="files", status=403))
    ts = await world.post(PNG)
    (reply,) = await world.wait_for_replies(ts)
    world.slack.set_connect_channel(PRODUCT_DESIGN)
    await world.until(lambda: all(attempt.acked for attempt in world.slack.delivery.attempts))
    await world.slack.click(DANA, PRODUCT_DESIGN, reply.ts, "retry_check")
    await world.slack.click(ADA, PRODUCT_DESIGN, reply.ts, "retry_check")
    (sentence,) = await world.wait_for(lambda: told(world, ADA))
    assert "/lookalike on" in sentence
    await heard(world)
    assert told(world, DANA) == []
    assert len(world.replies(ts)) == 1
    await command(world, "on")
    await world.slack.click(DANA, PRODUCT_DESIGN, reply.ts, "retry_check")
    await world.wait_for_replies(ts, count=2)


async def test_shortcuts_and_checks_by_command_say_why_nothing_starts(world, app, shared):
    ts = await world.post(PNG)
    for number, shortcut in enumerate(("check_message", "similar_message"), start=1):
        await world.slack.message_shortcut(ADA, shared, ts, shortcut)
        await world.wait_for(lambda number=number: len(told(world, ADA)) == number)
    picture = f"{world.url}/patsnap/images/full/{load_catalogue().filings[0].number}.png"
    await command(world, f"check {picture}")
    assert all("/lookalike on" in sentence for sentence in told(world, ADA))
    await heard(world)
    assert world.patsnap.calls["submit"] == 1
    assert all(message.ephemeral_to == ADA for message in from_app(world))


async def test_channel_that_slack_says_nothing_of_is_left_alone(world, app):
    world.sandbox.faults.add(Fault(target="slack", endpoint="conversations.info", status=500, times=None))
    picture = f"{world.url}/patsnap/images/full/{load_catalogue().filings[0].number}.png"
    for text in ("on", f"check {picture}"):
        assert "did not say whether" in await command(world, text, channel=INDUSTRIAL_DESIGN)
    await heard(world)
    assert world.patsnap.calls["submit"] == 1


async def test_channel_that_is_shared_anew_is_silent_anew(world, app, shared):
    await command(world, "on")
    world.slack.set_connect_channel(shared, is_connect=False)
    await world.wait_for_replies(await world.post(PNG))
    world.slack.set_connect_channel(shared)
    await world.until(lambda: all(attempt.acked for attempt in world.slack.delivery.attempts))
    ts = await world.post(PNG)
    await heard(world)
    assert not world.replies(ts)
    assert not world.reactions(ts)


async def test_channel_of_ones_own_needs_no_switch(world, app):
    assert "your workspace alone" in await command(world, "on")
    assert "your workspace alone" in await command(world, "off")
    assert len(await world.wait_for_replies(await world.post(PNG))) == 1
    assert "/lookalike on" in await command(world, "help")


async def test_deletion_in_a_silent_channel_is_heard(world, app, shared):
    await command(world, "on")
    ts = await world.post(PNG)
    (reply,) = await world.wait_for_replies(ts)
    await command(world, "off")
    await world.slack.delete_message(shared, ts)
    await heard(world)
    await world.wait_for(lambda: "has deleted the report" in world.slack.message(shared, reply.ts).text)
