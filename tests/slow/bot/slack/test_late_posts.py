"""Slack carries a post out, or shows it, later than it says, and its clock is five minutes ahead: one reply stays."""

import asyncio
import time
from email.utils import formatdate
from functools import partial

import pytest
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import select

import bot.slack
from bot import checks as machine
from bot.sandbox.faults import Fault
from bot.sandbox.slack import BOT_TOKEN, PRODUCT_DESIGN, Workspace
from bot.slack.clients import open_clients
from bot.storage.tables import checks
from tests.app import drawn

PNG = ("mug.png", drawn.PNG)
SETTLE_S = 0.5
AHEAD_S = 300.0
SILENCE_S = 4.0
"""After so long the app gives a call up; in production after 30 s."""


class SlackClock:
    """What Slack gives as the time of its answers: it stands still until somebody sets it on."""

    def __init__(self) -> None:
        self.now = time.time() + AHEAD_S

    def answers(self) -> Fault:
        """Looks into a thread that are answered now."""
        headers = {"Date": formatdate(self.now, usegmt=True)}
        return Fault(target="slack", endpoint="conversations.replies", headers=headers, times=None)


@pytest.fixture
def slack_clock() -> SlackClock:
    return SlackClock()


@pytest.fixture
def workspace() -> Workspace:
    return Workspace(limits=None, clock=lambda: time.time() + AHEAD_S)


@pytest.fixture(autouse=True)
def patience(monkeypatch):
    monkeypatch.setattr(machine, "_SETTLE_S", SETTLE_S)
    monkeypatch.setattr(bot.slack, "open_clients", partial(open_clients, timeout_s=SILENCE_S))


@pytest.fixture
def task_s():
    return (600.0, 600.0)


@pytest.fixture
async def asked(world, app, slack_clock) -> str:
    """A post whose report is about to be ready; its ts. From now on Slack's clock stands still."""
    ts = await world.post(PNG)
    await world.wait_for(lambda: world.progress(ts))
    await world.until(lambda: world.patsnap.calls["submit"])
    world.sandbox.faults.add(slack_clock.answers())
    return ts


async def looks(world, count: int) -> None:
    """Wait until the app has looked into the thread so many times more."""
    before = world.slack.calls["conversations.replies"]
    await world.until(lambda: world.slack.calls["conversations.replies"] >= before + count)


async def carried_out(world, app, ts) -> str:
    """What the app posted, as Slack carries it out at last; its ts."""
    async with app.checks.worker.repository.database.connect() as connection:
        check_id = (await connection.execute(select(checks.c.id))).scalar_one()
    metadata = {"event_type": "lookalike_reply", "event_payload": {"check_id": check_id}}
    client = AsyncWebClient(token=BOT_TOKEN, base_url=f"{world.url}/slack/api/")
    answer = await client.chat_postMessage(channel=PRODUCT_DESIGN, thread_ts=ts, text="High risk", metadata=metadata)
    return str(answer["ts"])


async def test_reply_that_slack_carries_out_after_its_504_is_not_posted_again(world, app, asked):
    world.sandbox.faults.add(Fault(target="slack", endpoint="chat.postMessage", status=504))
    world.patsnap.finish_tasks()
    await looks(world, 3)  # in vain
    late_ts = await carried_out(world, app, asked)
    await world.wait_for_replies(asked)
    await looks(world, 1)  # for a second one
    assert [reply.ts for reply in world.replies(asked)] == [late_ts]


async def test_reply_that_slack_carries_out_after_another_was_posted_is_deleted(world, app, asked, slack_clock):
    world.sandbox.faults.add(Fault(target="slack", endpoint="chat.postMessage", status=504))
    world.patsnap.finish_tasks()
    await looks(world, 2)
    assert not world.replies(asked)
    slack_clock.now += 2
    world.sandbox.faults.clear()
    world.sandbox.faults.add(slack_clock.answers())
    await world.wait_for_replies(asked)
    late_ts = await carried_out(world, app, asked)
    await world.wait_for(lambda: late_ts not in [reply.ts for reply in world.replies(asked)])
    assert len(world.replies(asked)) == 1


def is_reply(call) -> bool:
    return "chat.postMessage" in call.path and b"lookalike_reply" in call.body


async def test_reply_that_slack_carries_out_after_its_silence_is_not_posted_again(world, asked):
    go = asyncio.Event()

    async def say_nothing(_call):
        await go.wait()

    world.tripwire.arm(is_reply, "before", say_nothing, answered=True)
    world.patsnap.finish_tasks()
    await looks(world, 2)  # the app has given the call up, and misses its reply
    assert not world.replies(asked)
    go.set()
    await world.wait_for_replies(asked)
    await looks(world, 1)  # for a second one
    assert len(world.replies(asked)) == 1


async def test_reply_that_slack_shows_late_is_not_posted_again(world, asked):
    hidden = []

    async def hide(_call):
        (reply,) = world.replies(asked)
        hidden.append(world.slack.state.remove_message(PRODUCT_DESIGN, reply.ts))

    world.tripwire.arm(is_reply, "after", hide)
    world.patsnap.finish_tasks()
    await looks(world, 2)
    world.slack.state.add_message(hidden[0])
    await world.wait_for_replies(asked)
    await looks(world, 1)  # for a second one
    assert [reply.ts for reply in world.replies(asked)] == [hidden[0].ts]
