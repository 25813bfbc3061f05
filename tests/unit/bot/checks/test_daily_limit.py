"""A spent daily limit: nothing fails, nothing is called, the progress message says so, and all goes on the next day."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from bot.errors import DailyLimit, ImageError, Unavailable
from bot.model import Engine, Problem, ProblemKind, Stage
from bot.storage.tables import checks
from tests.unit.bot.checks.scripted import REPORT, slack_error

NIGHT_S = 8 * 3600.0


class Limit:
    """A daily limit that ends at a time of the test's clock."""

    def __init__(self, clock, *, lasts_s=NIGHT_S):
        self.clock, self.until = clock, clock() + lasts_s

    def error(self):
        left_s = self.until - self.clock()
        details = {"api": "AI39-1", "until": f"{self.until:.0f}"}
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


@pytest.fixture
def shown_as_waiting(outside, clock):
    """Whether the post's check waited for a daily limit, each time that its progress was shown."""
    shown = []
    show_progress = outside.show_progress

    async def look(post, checks, **options):
        shown.append(all(check.is_waiting(datetime.fromtimestamp(clock(), UTC)) for check in checks))
        return await show_progress(post, checks, **options)

    outside.show_progress = look
    return shown


async def stored(store, table):
    async with store.database.connect() as connection:
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
    assert check.waits_until.timestamp() == pytest.approx(clock() + NIGHT_S, abs=120)
    await run(NIGHT_S - 120, step=60)
    assert outside.calls.count("submit") == 1
    await run(1200)
    assert (await only_check()).stage is Stage.FINISHED
    assert outside.calls.count("submit") == 2
    assert (await only_check()).waits_until is None


async def test_new_post_during_the_limit_is_shown_as_waiting_without_an_upload(
    store, new_post, outside, run, limited, shown_as_waiting
):
    limited("require_submit")
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(10)
    assert shown_as_waiting[-1]
    assert not {"upload", "submit"} & set(outside.calls)


async def test_picture_that_cannot_be_checked_is_told_of_during_the_limit(
    store, new_post, outside, run, only_check, limited
):
    limited("require_submit")
    outside.script = {"normalise": [ImageError.of(ProblemKind.BROKEN_IMAGE, name="a")]}
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(10)
    assert (await only_check()).problem.kind is ProblemKind.BROKEN_IMAGE


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
    await run(3000)
    assert outside.calls.count("show_progress") == shown


async def test_progress_that_says_so_is_tried_for_as_long_as_it_takes(
    store, new_post, outside, run, limited, shown_as_waiting
):
    limited("require_submit")
    outside.script = {"show_progress": [slack_error("ratelimited", retry_after_s=2)] * 7}
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(3600)
    assert outside.calls.count("show_progress") >= 8
    assert shown_as_waiting[-1]
