"""What is deleted in Slack, uninstalled or too old leaves nothing in the database, also not by what was under way."""

import time

import pytest
from sqlalchemy import inspect, text

from bot.sandbox.faults import Fault
from bot.sandbox.patsnap.catalogue import load_catalogue
from bot.sandbox.slack import ADA, PRODUCT_DESIGN, TEAM_ID
from bot.storage.deletion import Deletion
from tests.app import drawn

NAME = "unreleased-kettle.png"
KETTLE = (NAME, drawn.PNG)
MUG = ("mug.png", drawn.PNG)


def engine_of(app):
    return app.checks.worker.repository.database


async def stored(engine) -> dict[str, list[str]]:
    """Every row of every table that the database has, whoever made it, as text."""
    async with engine.connect() as connection:
        names = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
        assert {"posts", "checks", "views", "reports", "similar_searches", "forgotten"} <= set(names)
        return {name: [str(row) for row in await connection.execute(text(f'SELECT * FROM "{name}"'))] for name in names}


async def found(engine, *words: str) -> list[tuple[str, str]]:
    """Where any of these words stands: table and word."""
    tables = await stored(engine)
    return [(name, word) for name, rows in tables.items() for row in rows for word in words if word in row]


async def found_beside_the_bill(engine, *words: str) -> list[tuple[str, str]]:
    """The same without the ledger's workspace and channel: what was paid for stays known, and not for whom."""
    kept = {("paid_calls", TEAM_ID), ("paid_calls", PRODUCT_DESIGN)}
    return [where for where in await found(engine, *words) if where not in kept]


async def idle(world, app):
    """Wait until no step is under way."""
    await world.until(lambda: not app.checks.worker._tasks)


def file_of(world, ts):
    return world.slack.message(PRODUCT_DESIGN, ts).file_ids[0]


async def similar(world, ts):
    """Look for similar designs from the message's menu, until those to each picture stand in its thread."""
    pictures = len(world.slack.message(PRODUCT_DESIGN, ts).file_ids)
    await world.slack.message_shortcut(ADA, PRODUCT_DESIGN, ts, "similar_message")
    await world.wait_for(lambda: len(similar_pages(world, ts)) >= pictures)


def similar_pages(world, ts):
    thread = world.slack.thread(PRODUCT_DESIGN, ts)
    return [message for message in thread if (message.metadata or {}).get("event_type") == "lookalike_similar"]


async def busy_life(world) -> tuple[str, str]:
    """A post with all that can follow from it; its ts and that of its reply."""
    ts = await world.post(KETTLE)
    (reply,) = await world.wait_for_replies(ts)
    await similar(world, ts)
    number = load_catalogue().filings[0].number
    await world.slack.command(ADA, PRODUCT_DESIGN, "/patent", number)
    card = await world.until(lambda: next((m for m in told(world) if "patent_share" in str(m.blocks)), None))
    await world.slack.click(ADA, PRODUCT_DESIGN, card.ts, "patent_share")
    await world.wait_for(lambda: "lookalike_patent" in str([m.metadata for m in world.slack.messages(PRODUCT_DESIGN)]))
    return ts, reply.ts


def told(world):
    return [message for message in world.slack.state.messages(PRODUCT_DESIGN) if message.ephemeral_to == ADA]


async def test_deleted_message_leaves_nothing(world, app):
    ts, reply_ts = await busy_life(world)
    file_id = file_of(world, ts)
    assert {table for table, _ in await found(engine_of(app), ts, file_id)} >= {"posts", "views", "similar_searches"}
    await world.slack.delete_message(PRODUCT_DESIGN, ts)
    await world.until(lambda: acked(world, "message"))
    await idle(world, app)
    assert await found(engine_of(app), ts, reply_ts, file_id, NAME) == []
    assert "has deleted the report" in world.slack.message(PRODUCT_DESIGN, reply_ts).text
    assert NAME not in str(world.slack.message(PRODUCT_DESIGN, reply_ts).blocks)


async def test_deleted_file_leaves_nothing_and_the_other_of_the_post_stays(world, app):
    ts = await world.post(KETTLE, MUG)
    replies = await world.wait_for_replies(ts, count=2)
    await similar(world, ts)
    file_id, other = world.slack.message(PRODUCT_DESIGN, ts).file_ids
    await world.slack.delete_file(file_id)
    await world.until(lambda: acked(world, "file_deleted"))
    await idle(world, app)
    assert await found(engine_of(app), file_id, NAME) == []
    assert {table for table, _ in await found(engine_of(app), other)} >= {"checks", "views", "similar_searches"}
    left = ["has deleted the report" in world.slack.message(PRODUCT_DESIGN, reply.ts).text for reply in replies]
    assert sorted(left) == [False, True]


async def test_deleted_channel_leaves_nothing(world, app):
    await busy_life(world)
    world.slack.delete_channel(PRODUCT_DESIGN)
    await world.until(lambda: acked(world, "channel_deleted"))
    await idle(world, app)
    assert await found_beside_the_bill(engine_of(app), PRODUCT_DESIGN, NAME) == []
    assert ("paid_calls", ADA) not in await found(engine_of(app), ADA)


async def test_uninstalled_app_leaves_nothing_of_the_workspace(world, app):
    world.slack.rules.refuse_containers = True
    ts, _ = await busy_life(world)
    tables = {table for table, _ in await found(engine_of(app), TEAM_ID)}
    assert tables >= {"posts", "pictures", "similar_searches", "shares", "workspaces"}
    world.slack.uninstall()
    await world.until(lambda: acked(world, "app_uninstalled") and acked(world, "tokens_revoked"))
    await idle(world, app)
    assert await found_beside_the_bill(engine_of(app), TEAM_ID, ADA, ts, file_of(world, ts), NAME) == []
    assert await found(engine_of(app), PRODUCT_DESIGN) == []


async def test_app_installed_again_keeps_what_is_asked_for_from_then_on(world, running):
    async with running() as app:
        await world.wait_for_replies(await world.post(MUG))
        world.slack.uninstall()
        await world.until(lambda: acked(world, "app_uninstalled"))
        assert await found_beside_the_bill(engine_of(app), TEAM_ID) == []
    world.slack.is_installed = True
    async with running() as app:
        ts = await world.post(MUG)
        assert len(await world.wait_for_replies(ts)) == 1
        assert await found(engine_of(app), ts)


async def test_what_is_past_the_retention_leaves_nothing(world, app):
    ts, reply_ts = await busy_life(world)
    later = Deletion(engine_of(app), lambda: time.time() + 366 * 86_400)
    await later.forget_older(days=367)
    assert await found(engine_of(app), ts)
    await later.forget_older(days=365)
    number = load_catalogue().filings[0].number
    assert await found(engine_of(app), ts, reply_ts, ADA, file_of(world, ts), NAME, number) == []
    left = {name for name, rows in (await stored(engine_of(app))).items() if rows}
    assert left <= {"alembic_version", "workspaces", "forgotten", "replicas", "paid_calls"}


SLOW = {
    "download": Fault(target="slack", endpoint="files", delay_s=1.0),
    "upload": Fault(target="patsnap", endpoint="image-upload", delay_s=1.0),
    "submit": Fault(target="patsnap", endpoint="submit", delay_s=1.0),
    "drawings": Fault(target="slack", endpoint="files.completeUploadExternal", delay_s=1.0),
    "reply": Fault(target="slack", endpoint="chat.postMessage", delay_s=1.0),
}
CALLS = {
    "download": lambda world: world.slack.calls["files"],
    "upload": lambda world: world.patsnap.calls["image-upload"],
    "submit": lambda world: world.patsnap.calls["submit"],
    "drawings": lambda world: world.slack.calls["files.completeUploadExternal"],
    "reply": lambda world: world.slack.calls["chat.postMessage"] > 1,
}


async def step_under_way(world, step) -> str:
    """A post whose check is in the middle of this step, for a second."""
    if step == "reply":
        ts = await world.post(KETTLE)
        await world.wait_for(lambda: world.progress(ts))
        world.sandbox.faults.add(SLOW[step])
    else:
        world.sandbox.faults.add(SLOW[step])
        ts = await world.post(KETTLE)
    await world.until(lambda: CALLS[step](world))
    return ts


@pytest.mark.parametrize("step", SLOW)
async def test_step_under_way_brings_no_deleted_message_back(world, app, step):
    ts = await step_under_way(world, step)
    file_id = file_of(world, ts)
    await world.slack.delete_message(PRODUCT_DESIGN, ts)
    await world.until(lambda: acked(world, "message"))
    await idle(world, app)
    assert await found(engine_of(app), ts, file_id, NAME) == []
    await world.until(lambda: not world.replies(ts))


@pytest.mark.parametrize("step", ["download", "submit", "drawings"])
async def test_step_under_way_brings_no_uninstalled_workspace_back(world, app, step):
    ts = await step_under_way(world, step)
    world.slack.uninstall()
    await world.until(lambda: acked(world, "app_uninstalled") and acked(world, "tokens_revoked"))
    await idle(world, app)
    assert await found_beside_the_bill(engine_of(app), TEAM_ID, ADA, ts, NAME) == []
    assert await found(engine_of(app), PRODUCT_DESIGN) == []


async def test_search_under_way_brings_no_deleted_message_back(world, app):
    ts = await world.post(KETTLE)
    await world.wait_for_replies(ts)
    file_id = file_of(world, ts)
    world.sandbox.faults.add(Fault(target="patsnap", endpoint="search-id", delay_s=1.0))
    await world.slack.message_shortcut(ADA, PRODUCT_DESIGN, ts, "similar_message")
    await world.until(lambda: world.patsnap.calls["search-id"])
    await world.slack.delete_message(PRODUCT_DESIGN, ts)
    await world.wait_for(lambda: similar_pages(world, ts))
    assert await found(engine_of(app), ts, file_id, NAME) == []


async def test_message_delivered_once_more_after_it_was_deleted_starts_nothing(world, app):
    ts = await world.post(KETTLE)
    await world.wait_for_replies(ts)
    (event,) = [event for event in world.slack.delivery.events.values() if event.inner.get("subtype") == "file_share"]
    await world.slack.delete_message(PRODUCT_DESIGN, ts)
    await world.until(lambda: acked(world, "message"))
    await world.slack.redeliver(event.id, 1)
    await world.until(lambda: acked(world, "message"))
    assert await found(engine_of(app), ts, NAME) == []
    assert world.patsnap.calls["submit"] == 1


async def test_message_delivered_once_more_after_its_file_was_deleted_starts_nothing_and_its_reply_says_so(world, app):
    ts = await world.post(KETTLE)
    (reply,) = await world.wait_for_replies(ts)
    (event,) = [event for event in world.slack.delivery.events.values() if event.inner.get("subtype") == "file_share"]
    await world.slack.delete_file(file_of(world, ts))
    await world.until(lambda: acked(world, "file_deleted"))
    await world.wait_for(lambda: "deleted" in world.slack.message(PRODUCT_DESIGN, reply.ts).text)
    before = [(message.ts, message.text, message.reactions) for message in world.slack.thread(PRODUCT_DESIGN, ts)]
    await world.slack.redeliver(event.id, 1)
    await world.until(lambda: acked(world, "message"))
    await idle(world, app)
    after = [(message.ts, message.text, message.reactions) for message in world.slack.thread(PRODUCT_DESIGN, ts)]
    assert after == before
    assert await found(engine_of(app), NAME) == []
    assert world.patsnap.calls["submit"] == world.patsnap.calls["image-upload"] == 1


def acked(world, kind) -> bool:
    attempts = [attempt for attempt in world.slack.delivery.attempts if attempt.event.type == kind]
    return bool(attempts) and all(attempt.acked for attempt in attempts)
