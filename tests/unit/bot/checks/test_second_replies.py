"""Messages whose post had no answer: Slack may carry one out, or show it, later than it says. And what is in hand."""

import pytest

from bot.model import Engine, Stage
from tests.unit.bot.checks.scripted import REPORT, slack_error

CARRIED_OUT = [slack_error("unreachable")]
"""A gateway's 504, or half a minute of silence: the post may have been carried out."""


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request):
    return request.param


@pytest.fixture
def ahead_s():
    """How far Slack's clock is ahead."""
    return 0.0


@pytest.fixture
async def in_doubt(store, new_post, outside, run, ahead_s):
    """A check whose reply had no answer, and which one look did not find."""
    outside.clock_ahead_s = ahead_s
    outside.script = {"poll": [REPORT], "deliver": list(CARRIED_OUT)}
    await store.add(new_post("F1"), engine=Engine.V2)
    while "look_for_reply" not in outside.calls:
        await run(1)


@pytest.mark.parametrize("late_s", [4, 33, 55])
async def test_reply_that_comes_late_is_found_and_not_posted_again(in_doubt, outside, run, clock, only_check, late_s):
    comes_at = clock.now + late_s
    look = outside.look_for_reply

    async def late(check, *, since):
        outside.script["look_for_reply"] = ["6.6"] if clock.now >= comes_at else []
        return await look(check, since=since)

    outside.look_for_reply = late
    await run(500)
    assert outside.calls.count("deliver") == 1
    assert (await only_check()).reply_ts == "6.6"


@pytest.mark.parametrize("ahead_s", [-300.0, 0.0, 300.0])
async def test_reply_that_is_missing_for_a_minute_of_slacks_clock_is_posted_once_more(
    in_doubt, outside, run, only_check
):
    await run(50)
    assert outside.calls.count("deliver") == 1
    await run(20)
    assert outside.calls.count("deliver") == 2
    assert (await only_check()).reply_ts == "9.9"


async def test_minute_goes_by_slacks_clock_and_not_by_one_that_jumps(in_doubt, outside, run, clock):
    slack_now = clock.now
    outside.clock = lambda: slack_now
    clock.tick(120)
    await run(5)
    assert outside.calls.count("deliver") == 1
    slack_now += 61
    await run(61)
    assert outside.calls.count("deliver") == 2


async def test_second_reply_that_shows_later_is_deleted(in_doubt, outside, run, only_check):
    await run(70)
    outside.script["look_for_reply"] = [("6.6", "9.9")]
    await run(400)
    assert outside.withdrawn == ["6.6"]
    assert outside.calls.count("deliver") == 2
    assert (await only_check()).reply_ts == "9.9"


async def test_two_replies_that_stand_become_one(in_doubt, outside, run, only_check):
    outside.script["look_for_reply"] = [("6.6", "7.7")]
    await run(70)
    assert outside.withdrawn == ["7.7"]
    assert (await only_check()).reply_ts == "6.6"


async def test_look_for_a_second_reply_is_given_up_and_asks_for_no_further_turn(in_doubt, outside, run, store):
    await run(70)
    outside.script["look_for_reply"] = [slack_error("ratelimited")] * 99
    closed = outside.calls.count("close")
    await run(10_000)
    assert await store.seconds_until_due() is None
    assert outside.calls.count("close") == closed


@pytest.mark.parametrize("call", ["normalise", "submit", "poll", "deliver", "show_progress", "close"])
async def test_work_in_hand_is_not_begun_again_when_the_clock_jumps_two_minutes(
    store, worker, new_post, outside, clock, run, only_check, call
):
    outside.script = {"poll": [REPORT]}
    original, jumps = getattr(outside, call), [120.0]

    async def in_hand(*args, **values):
        if jumps:
            clock.tick(jumps.pop())
            await worker.advance_due()
            await worker.renew_leases()
            await worker.advance_due()
        return await original(*args, **values)

    setattr(outside, call, in_hand)
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(190)
    made = {name: outside.calls.count(name) for name in ("download", "submit", "deliver", "withdraw")}
    assert made == {"download": 1, "submit": 1, "deliver": 1, "withdraw": 0}
    assert (await only_check()).stage is Stage.FINISHED


@pytest.mark.parametrize(("call", "thread_ts"), [("show_progress", "1700000000.000100"), ("open_thread", "")])
async def test_message_that_slack_may_still_show_is_not_posted_again_at_once(
    store, new_post, outside, run, call, thread_ts
):
    outside.script = {call: [slack_error("unreachable")]}
    await store.add(new_post("F1", thread_ts=thread_ts), engine=Engine.V2)
    await run(59)
    assert outside.calls.count(call) == 1
    await run(3)
    assert outside.calls.count(call) == 2
