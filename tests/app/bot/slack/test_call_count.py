"""What the app asks of Slack for an answer, counted at Slack."""

from collections import Counter

import pytest

from bot.sandbox.faults import Fault
from tests.app import drawn

PNG = ("mug.png", drawn.PNG)
UPLOADS = {"files.getUploadURLExternal", "upload", "files.completeUploadExternal"}


@pytest.fixture
async def calls(world, app):
    """The calls from here on, beside edits and what brings drawings and sheets to Slack."""
    await world.wait_for_replies(await world.post(PNG))
    before = Counter(world.slack.calls)
    return lambda: {
        method: count
        for method, count in (world.slack.calls - before).items()
        if method not in {*UPLOADS, "chat.update"}
    }


async def test_a_quiet_picture_takes_five_calls_and_one_for_its_sheet(world, calls):
    await world.wait_for_replies(await world.post(PNG))
    assert calls() == {"files": 2, "chat.postMessage": 2, "reactions.add": 1, "chat.delete": 1}


async def test_the_pictures_of_a_post_share_all_but_their_replies(world, calls):
    pictures = [(f"mug-{number}.png", drawn.PNG) for number in range(3)]
    await world.wait_for_replies(await world.post(*pictures), 3)
    assert calls() == {"files": 6, "chat.postMessage": 4, "reactions.add": 1}


async def test_drawings_that_slack_has_are_not_sent_again(world, calls):
    before = {method: world.slack.calls[method] for method in UPLOADS}
    await world.wait_for_replies(await world.post(PNG))
    # Those of the sheet alone.
    assert {method: world.slack.calls[method] - before[method] for method in UPLOADS} == dict.fromkeys(UPLOADS, 1)
    assert before["files.completeUploadExternal"] == 2


@pytest.mark.parametrize("task_s", [(3.0, 3.0)])
async def test_eyes_say_that_a_post_was_seen_while_its_progress_message_has_to_wait(world, app):
    headers = {"Retry-After": "1"}
    world.sandbox.faults.add(Fault(target="slack", endpoint="chat.postMessage", status=429, headers=headers))
    ts = await world.post(PNG)
    await world.wait_for(lambda: "eyes" in world.reactions(ts))
    assert not world.progress(ts)
    await world.wait_for(lambda: world.progress(ts))
    await world.wait_for_replies(ts)
    assert world.slack.calls["reactions.remove"] == 1


@pytest.mark.parametrize("task_s", [(3.0, 3.0)])
async def test_eyes_that_an_earlier_process_set_are_taken_back_in_the_end(world, running):
    headers = {"Retry-After": "2"}
    world.sandbox.faults.add(Fault(target="slack", endpoint="chat.postMessage", status=429, headers=headers))
    async with running():
        ts = await world.post(PNG)
        await world.wait_for(lambda: "eyes" in world.reactions(ts))
    assert not world.progress(ts)
    async with running():
        await world.wait_for(lambda: world.progress(ts))
        await world.wait_for_replies(ts)
    assert world.reactions(ts) == {"large_orange_circle"}
