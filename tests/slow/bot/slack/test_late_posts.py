"""Slack carries a post out after it has answered 504: one reply stays."""

import pytest
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import select

from bot import checks as machine
from bot.sandbox.faults import Fault
from bot.sandbox.slack import BOT_TOKEN, PRODUCT_DESIGN
from bot.storage.tables import checks
from tests.app import drawn

PNG = ("mug.png", drawn.PNG)
SETTLE_S = 2.0


@pytest.fixture(autouse=True)
def settle(monkeypatch):
    monkeypatch.setattr(machine, "_SETTLE_S", SETTLE_S)


@pytest.fixture
def task_s():
    return (600.0, 600.0)


async def carried_out(world, app, ts) -> str:
    """What the app posted, as Slack carries it out at last; its ts."""
    async with app.checks.worker.repository.database.connect() as connection:
        check_id = (await connection.execute(select(checks.c.id))).scalar_one()
    metadata = {"event_type": "lookalike_reply", "event_payload": {"check_id": check_id}}
    client = AsyncWebClient(token=BOT_TOKEN, base_url=f"{world.url}/slack/api/")
    answer = await client.chat_postMessage(channel=PRODUCT_DESIGN, thread_ts=ts, text="High risk", metadata=metadata)
    return str(answer["ts"])


@pytest.mark.parametrize("is_late", [False, True], ids=["before it is missing", "after another was posted"])
async def test_reply_that_slack_carries_out_after_its_504_stands_once(world, app, is_late):
    ts = await world.post(PNG)
    await world.wait_for(lambda: world.progress(ts))
    await world.until(lambda: world.patsnap.calls["submit"])
    looks = world.slack.calls["conversations.replies"]
    world.sandbox.faults.add(Fault(target="slack", endpoint="chat.postMessage", status=504))
    world.patsnap.finish_tasks()
    await world.until(lambda: world.slack.calls["conversations.replies"] > looks)
    if is_late:
        await world.wait_for_replies(ts)
    late_ts = await carried_out(world, app, ts)
    if is_late:
        await world.wait_for(lambda: late_ts not in [reply.ts for reply in world.replies(ts)])
    else:
        await world.wait_for_replies(ts)
        looks = world.slack.calls["conversations.replies"]
        await world.until(lambda: world.slack.calls["conversations.replies"] > looks)  # for a second one
    (reply,) = world.replies(ts)
    assert (reply.ts == late_ts) is not is_late
