"""Several views of one product as one check, on both engines."""

import pytest

from bot.patsnap import circuit_breaker
from bot.sandbox.faults import Fault
from bot.sandbox.slack import ADA, PRODUCT_DESIGN
from tests.app import drawn

VIEWS = tuple((f"view-{number}.png", drawn.encoded("PNG", size=(480 + number, 480))) for number in range(3))


async def test_current_engine_runs_one_task_a_view_and_merges_the_reports(world, app):
    ts = await world.post(*VIEWS, text="views:together")
    (reply,) = await world.wait_for_replies(ts)
    assert reply.blocks[0]["type"] == "header"
    assert "Found with image" in str(reply.blocks)
    assert world.patsnap.calls["image-upload"] == world.patsnap.calls["submit"] == 3


async def test_older_engine_compares_all_views_in_one_task(world, running):
    async with running(PATSNAP_ENGINE="v1"):
        ts = await world.post(*VIEWS, text="views:together")
        (reply,) = await world.wait_for_replies(ts)
    assert reply.blocks[0]["type"] == "header"
    assert "slack_file" in str(reply.blocks)
    calls = world.patsnap.calls
    assert (calls["image-multiple"], calls["creation"], calls["submit"]) == (1, 1, 0)


async def test_older_engine_searches_once_however_often_its_task_is_tried(world, running, monkeypatch):
    monkeypatch.setattr(circuit_breaker, "FIRST_OPEN_S", 0.01)
    world.sandbox.faults.add(Fault(target="patsnap", endpoint="creation", error=67200005))
    async with running(PATSNAP_ENGINE="v1"):
        ts = await world.post(VIEWS[0])
        (failure,) = await world.wait_for_replies(ts)
        await world.slack.click(ADA, PRODUCT_DESIGN, failure.ts, "retry_check")
        replies = await world.wait_for_replies(ts, count=2)
    assert replies[1].blocks[0]["type"] == "header"
    calls = world.patsnap.calls
    assert (calls["image-upload"], calls["image-single"], calls["creation"]) == (1, 1, 1)


@pytest.mark.parametrize("count", [1, 5])
async def test_too_few_or_too_many_views_get_a_sentence(world, app, count):
    ts = await world.post(*((f"{number}.png", drawn.PNG) for number in range(count)), text="views:together")
    (reply,) = await world.wait_for_replies(ts)
    assert "two to four" in reply.text
    assert not world.patsnap.calls["submit"]
