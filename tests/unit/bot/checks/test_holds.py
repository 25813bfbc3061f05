"""A spent daily limit: nothing fails, nothing is called, each thread is told once, and all goes on the next day."""

import pytest
from sqlalchemy import select

from bot.checks.notices import HoldNotices
from bot.errors import DailyLimit, SlackError, Unavailable
from bot.model import Engine, Hold, Problem, ProblemKind, Stage
from bot.storage.tables import checks, hold_notices
from tests.unit.bot.checks.scripted import REPORT, slack_error

NIGHT_S = 8 * 3600.0


class Limit:
    """A daily limit that ends at a time of the test's clock."""

    def __init__(self, clock, *, lasts_s=NIGHT_S, day="2027-01-15"):
        self.clock, self.until, self.day = clock, clock() + lasts_s, day

    def error(self):
        left_s = self.until - self.clock()
        details = {"api": "AI39-1", "until": f"{self.until:.0f}", "day": self.day}
        return DailyLimit(Problem(ProblemKind.DAILY_LIMIT, details), code=67200007, retry_after_s=left_s)

    @property
    def is_over(self):
        return self.clock() >= self.until


@pytest.fixture
def limit(clock):
    return Limit(clock)


@pytest.fixture
def limited(outside, limit):
    """Patsnap refuses these calls while the limit lasts."""

    def arrange(*calls):
        answer = outside.answer

        def refuse(call, default):
            if call in calls and not limit.is_over:
                outside.calls.append(call)
                raise limit.error()
            return answer(call, default)

        outside.answer = refuse

    return arrange


async def stored(store, table):
    async with store._database.connect() as connection:
        return (await connection.execute(select(table))).mappings().all()


async def test_check_waits_for_the_next_day_and_finishes_then(
    store, new_post, outside, run, only_check, limited, clock
):
    limited("submit")
    outside.script = {"poll": [REPORT]}
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(60)
    check = await only_check()
    assert (check.stage, check.problem) == (Stage.PREPARED, None)
    assert check.hold == Hold(until=check.hold.until, day="2027-01-15")
    assert check.hold.until.timestamp() == pytest.approx(clock() + NIGHT_S, abs=120)
    await run(NIGHT_S - 120, step=600)
    assert outside.calls.count("submit") == 1
    await run(1200, step=10)
    assert (await only_check()).stage is Stage.FINISHED
    assert (outside.calls.count("submit"), outside.calls.count("tell_hold")) == (2, 1)
    assert (await only_check()).hold is None


async def test_new_post_during_the_limit_is_told_without_an_upload(store, new_post, outside, run, limited):
    limited("require_submit")
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(10)
    assert outside.calls.count("tell_hold") == 1
    assert not {"upload", "submit"} & set(outside.calls)


async def test_picture_that_cannot_be_checked_is_told_of_during_the_limit(
    store, new_post, outside, run, only_check, limited
):
    from bot.errors import ImageError

    limited("require_submit")
    outside.script = {"normalise": [ImageError.of(ProblemKind.BROKEN_IMAGE, name="a")]}
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(10)
    assert (await only_check()).problem.kind is ProblemKind.BROKEN_IMAGE
    assert "tell_hold" not in outside.calls


async def test_thread_is_told_once_for_all_its_pictures_and_posts(store, new_post, outside, run, limited):
    limited("require_submit")
    await store.add(new_post("F1", "F2", "F3"), engine=Engine.V2)
    await store.add(new_post("F4", message_ts="1700000001.000100", thread_ts="1700000000.000100"), engine=Engine.V2)
    await store.add(new_post("F5", message_ts="1700000002.000100"), engine=Engine.V2)
    await run(300, step=5)
    assert outside.calls.count("tell_hold") == 2


async def test_limit_of_another_day_is_told_again_and_an_hour_more_is_not(
    store, new_post, outside, run, limited, limit, clock
):
    limited("require_submit")
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(10)
    clock.now, limit.until = limit.until + 600, limit.until + 4000
    await run(30)
    assert outside.calls.count("tell_hold") == 1
    clock.now, limit.until, limit.day = limit.until + 600, limit.until + 90_000, "2027-01-16"
    await run(30)
    assert outside.calls.count("tell_hold") == 2


async def test_running_task_outlives_its_timeout_and_is_polled_before_it_expires(
    store, new_post, outside, run, only_check, limited
):
    limited("poll")
    outside.script = {"poll": [Unavailable.of(ProblemKind.UNAVAILABLE), REPORT]}
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(10)
    await run(NIGHT_S + 700, step=60)  # the timeout is 100 s
    await run(30)
    assert (await only_check()).stage is Stage.FINISHED
    assert outside.calls.count("submit") == 1


async def test_running_task_that_still_runs_after_the_limit_expires(store, new_post, outside, run, only_check, limited):
    limited("poll")
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(10)
    await run(NIGHT_S + 700, step=60)
    assert (await only_check()).stage is Stage.EXPIRED
    assert outside.calls.count("poll") == 2


async def test_what_was_held_up_does_not_come_back_together(store, new_post, outside, run, limited):
    limited("require_submit")
    for number in range(30):
        await store.add(new_post("F1", message_ts=f"17000000{number:02}.000100"), engine=Engine.V2)
    await run(10)
    due = sorted(row["due_at"] for row in await stored(store, checks))
    assert 200 < due[-1] - due[0] <= 600
    assert len({round(at) for at in due}) > 20


async def test_check_that_waits_is_cancelled_with_one_reply(store, new_post, outside, run, only_check, limited):
    limited("require_submit")
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(10)
    check = await only_check()
    await store.cancel(check.post.id, team_id="T1", channel_id="C1", user_id="U1")
    await run(10)
    assert (await only_check()).stage is Stage.CANCELLED
    assert outside.calls.count("deliver") == 1
    assert outside.calls.count("close") == 1


async def test_post_that_waits_is_hardly_looked_at(store, new_post, outside, run, worker, limited):
    limited("require_submit")
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(10)
    shown = outside.calls.count("show_progress")
    await run(3000, step=5)
    assert outside.calls.count("show_progress") == shown


async def test_refused_notice_is_posted_later_without_a_look_for_it_and_for_as_long_as_need_be(
    store, new_post, outside, run, limited
):
    limited("require_submit")
    outside.script = {"tell_hold": [slack_error("ratelimited", retry_after_s=2)] * 7}
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(3600, step=20)
    assert outside.calls.count("tell_hold") == 8
    assert "find_hold" not in outside.calls


@pytest.mark.parametrize("found", ["5.5", None])
async def test_notice_whose_outcome_is_unknown_is_looked_for_first(store, new_post, outside, run, limited, found):
    limited("require_submit")
    outside.script = {"tell_hold": [slack_error("unreachable")], "find_hold": [found]}
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(300, step=5)
    assert outside.calls.count("tell_hold") == (1 if found else 2)
    assert outside.calls.count("find_hold") == 1


async def test_worker_killed_while_it_told_a_thread_leaves_the_next_one_to_look(
    store, new_post, outside, run, limited, clock
):
    limited("require_submit")
    killed = SlackError(Problem(ProblemKind.SLACK_REFUSED, {}), code="unreachable")

    async def dies(post, hold):
        outside.calls.append("tell_hold")
        raise KeyboardInterrupt  # nothing after it runs

    tell_hold, outside.tell_hold = outside.tell_hold, dies
    await store.add(new_post("F1"), engine=Engine.V2)
    notices = HoldNotices(store._database, outside)
    (claim,) = await store.claim_posts(owner="killed", limit=1)
    hold = Hold(until=killed and claim.post.created_at, day="2027-01-15")
    with pytest.raises(KeyboardInterrupt):
        await notices.tell(claim.post, hold)
    outside.tell_hold = tell_hold
    outside.script = {"find_hold": ["5.5"]}
    clock.tick(61)
    await run(10)
    assert outside.calls.count("tell_hold") == 1
    (row,) = await stored(store, hold_notices)
    assert row["message_ts"] == "5.5"


async def test_two_workers_tell_a_thread_once(store, new_post, outside):
    await store.add(new_post("F1"), engine=Engine.V2)
    await store.add(new_post("F2", message_ts="1700000001.000100", thread_ts="1700000000.000100"), engine=Engine.V2)
    claims = await store.claim_posts(owner="w", limit=2)
    hold = Hold(until=claims[0].post.created_at, day="2027-01-15")
    for claim in claims:
        await HoldNotices(store._database, outside).tell(claim.post, hold)
    assert outside.calls == ["tell_hold"]


async def test_notice_to_a_post_deleted_meanwhile_is_withdrawn_and_leaves_no_row(
    store, deletion, new_post, outside, run, limited
):
    limited("require_submit")

    async def while_it_goes_out(post, hold):
        await deletion.forget_message(team_id="T1", channel_id="C1", message_ts="1700000000.000100")
        return outside.answer("tell_hold", "5.5")

    outside.tell_hold = while_it_goes_out
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(10)
    assert outside.calls.count("withdraw") == 1
    assert not await stored(store, hold_notices)
