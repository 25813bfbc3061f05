"""What goes wrong at Slack: a result waits until it can be delivered, once; whatever is only ornament gives way."""

import httpx
import pytest
from sqlalchemy import func, select

from bot.sandbox.faults import Fault
from bot.sandbox.slack import PRODUCT_DESIGN
from bot.sandbox.slack.web.dispatch import METHODS
from bot.storage.tables import checks, posts
from tests.app import drawn

PNG = ("mug.png", drawn.PNG)

PASSING = {
    "too fast": {"status": 429, "headers": {"retry-after": "1"}},
    "an outage": {"error": "internal_error"},
    "a gateway's page": {"status": 502, "body": "html"},
    "posted, and the answer never came": {"cut": "after"},
    "posted, and half an answer came": {"body": "truncated"},
}
"""One case for each meaning; each code and each broken answer is in ``tests/unit/bot/slack/test_web_api.py``."""


def slack_fault(endpoint: str, **what) -> Fault:
    return Fault(target="slack", endpoint=endpoint, **what)


async def ready(world, ts):
    """Let the task end once the progress message stands, so that the next message posted is the reply."""
    await world.wait_for(lambda: world.progress(ts))
    await world.until(lambda: world.patsnap.calls["submit"])


async def count(app, table) -> int:
    async with app.checks.worker.repository.database.connect() as connection:
        return (await connection.execute(select(func.count()).select_from(table))).scalar()


async def health(app) -> dict:
    async with httpx.AsyncClient() as client:
        return (await client.get(f"http://127.0.0.1:{app.port}/healthz")).json()


async def held(world, app, ts, code):
    """Wait until the reply has been refused and put by."""
    await world.until(lambda: refusals(app, code))
    assert not world.replies(ts)


def refusals(app, code, method="chat.postMessage") -> float:
    labels = {"method": method, "outcome": code}
    return app.metrics.registry.get_sample_value("lookalike_slack_calls_total", labels) or 0


@pytest.fixture
def task_s():
    return (600.0, 600.0)


@pytest.mark.parametrize("name", PASSING)
async def test_reply_outlives_a_fault_and_is_posted_once(world, app, name):
    ts = await world.post(PNG)
    await ready(world, ts)
    world.sandbox.faults.add(slack_fault("chat.postMessage", **PASSING[name]))
    world.patsnap.finish_tasks()
    assert len(await world.wait_for_replies(ts)) == 1
    assert not world.sandbox.faults.list()
    assert world.patsnap.calls["submit"] == 1


async def test_reply_whose_search_fails_too_is_still_posted_once(world, app):
    ts = await world.post(PNG)
    await ready(world, ts)
    world.sandbox.faults.add(slack_fault("chat.postMessage", cut="after"))
    world.sandbox.faults.add(slack_fault("conversations.replies", error="ratelimited"))
    world.patsnap.finish_tasks()
    assert len(await world.wait_for_replies(ts)) == 1
    assert not world.sandbox.faults.list()


async def test_rate_limit_on_every_method_delays_and_loses_nothing(world, running):
    for method in METHODS:
        world.sandbox.faults.add(slack_fault(method, status=429, headers={"retry-after": "1"}))
    async with running():
        ts = await world.post(PNG)
        await world.until(lambda: world.patsnap.calls["submit"])
        world.patsnap.finish_tasks()
        await world.wait_for(lambda: world.replies(ts))
    assert len(world.replies(ts)) == 1
    assert world.patsnap.calls["submit"] == 1


@pytest.mark.parametrize("what", [{"status": 429, "headers": {"retry-after": "600"}}, {"error": "missing_scope"}])
async def test_ornaments_that_fail_for_good_hold_up_no_reply(world, running, what):
    for method in ("reactions.add", "reactions.remove", "chat.update", "chat.delete", "files.getUploadURLExternal"):
        world.sandbox.faults.add(slack_fault(method, times=None, **what))
    async with running() as app:
        ts = await world.post(PNG)
        await ready(world, ts)
        world.patsnap.finish_tasks()
        await world.wait_for(lambda: world.replies(ts))
        assert await count(app, checks) == 1
    assert len(world.replies(ts)) == 1


async def test_refused_blocks_end_in_a_plainer_reply(world, app):
    ts = await world.post(PNG)
    await ready(world, ts)
    world.sandbox.faults.add(slack_fault("chat.postMessage", error="msg_blocks_too_long", times=2))
    world.patsnap.finish_tasks()
    (reply,) = await world.wait_for_replies(ts)
    assert "image" not in {block["type"] for block in reply.blocks}
    assert reply.text


async def test_blocks_refused_whatever_they_are_end_in_text(world, app):
    ts = await world.post(PNG)
    await ready(world, ts)
    world.sandbox.faults.add(slack_fault("chat.postMessage", error="invalid_blocks", times=5))
    world.patsnap.finish_tasks()
    (reply,) = await world.wait_for_replies(ts)
    assert reply.text
    assert {block["type"] for block in reply.blocks} <= {"section", "rich_text"}


async def test_result_waits_while_the_app_is_not_in_the_channel_and_comes_when_it_is_invited_back(world, app):
    ts = await world.post(PNG)
    await ready(world, ts)
    world.slack.remove(PRODUCT_DESIGN)
    world.patsnap.finish_tasks()
    await held(world, app, ts, "not_in_channel")
    assert refusals(app, "not_in_channel") == 1
    world.slack.invite(PRODUCT_DESIGN)
    await world.wait_for(lambda: world.replies(ts))
    assert len(world.replies(ts)) == 1
    assert world.patsnap.calls["submit"] == 1


async def test_result_waits_while_the_channel_is_archived_and_comes_when_it_is_back(world, app):
    ts = await world.post(PNG)
    await ready(world, ts)
    world.slack.archive(PRODUCT_DESIGN)
    world.patsnap.finish_tasks()
    await held(world, app, ts, "is_archived")
    world.slack.unarchive(PRODUCT_DESIGN)
    await world.wait_for(lambda: world.replies(ts))
    assert len(world.replies(ts)) == 1


async def test_result_that_was_refused_follows_the_next_one_that_goes_through(world, app):
    code = "channel_not_found"
    first = await world.post(PNG)
    await ready(world, first)
    world.sandbox.faults.add(slack_fault("chat.postMessage", error=code))
    world.patsnap.finish_tasks()
    await held(world, app, first, code)
    second = await world.post(PNG)
    await world.until(lambda: world.patsnap.calls["submit"] == 2)
    world.patsnap.finish_tasks()
    await world.wait_for(lambda: world.replies(first) and world.replies(second))
    assert len(world.replies(first)) == len(world.replies(second)) == 1


@pytest.mark.parametrize("code", ["token_revoked", "missing_scope"])
async def test_refused_token_keeps_the_result_for_the_next_start_and_is_told_by_the_health_check(world, running, code):
    async with running() as app:
        ts = await world.post(PNG)
        await ready(world, ts)
        world.sandbox.faults.add(slack_fault("chat.postMessage", error=code, times=None))
        world.patsnap.finish_tasks()
        await held(world, app, ts, code)
        told = await health(app)
        assert told["status"] == "degraded"
        assert code in " ".join(told["reasons"])
        assert "install the app again" in " ".join(told["reasons"])
        assert refusals(app, code) == 1
    world.sandbox.faults.clear()
    async with running():
        assert len(await world.wait_for_replies(ts)) == 1
    assert world.patsnap.calls["submit"] == 1


async def test_check_whose_thread_is_gone_is_dropped_with_its_data(world, app):
    ts = await world.post(PNG)
    await ready(world, ts)
    world.sandbox.faults.add(slack_fault("chat.postMessage", error="thread_not_found"))
    world.patsnap.finish_tasks()
    await world.wait_for(lambda: not world.progress(ts))
    assert await count(app, posts) == await count(app, checks) == 0
    assert not world.replies(ts)


async def test_file_that_slack_does_not_hand_out_gets_one_sentence(world, app):
    for what, words in (
        ({"status": 403}, "does not let Lookalike read"),
        ({"status": 410}, "was deleted"),
        ({"body": "html"}, "does not let Lookalike read"),
    ):
        world.sandbox.faults.add(slack_fault("files", **what))
        (reply,) = await world.wait_for_replies(await world.post(PNG))
        assert words in reply.text, what
    assert not world.patsnap.calls["submit"]


async def test_download_that_fails_is_tried_again(world, app):
    for what in ({"status": 503}, {"cut": "after"}, {"status": 429}):
        world.sandbox.faults.add(slack_fault("files", **what))
    ts = await world.post(PNG)
    await ready(world, ts)
    world.patsnap.finish_tasks()
    (reply,) = await world.wait_for_replies(ts)
    assert reply.blocks[0]["type"] == "header"
