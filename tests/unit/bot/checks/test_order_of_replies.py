"""Replies to a post of several pictures come in the order of the pictures, and none waits long for that."""

from dataclasses import dataclass, field

import pytest

from bot.model import Engine, Problem, ProblemKind, Stage
from tests.unit.bot.checks.scripted import REPORT, slack_error


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request):
    return request.param


@dataclass
class Told:
    """What Patsnap has done, and which pictures have been told of, in that order."""

    done: set[str] = field(default_factory=set)
    numbers: list[int | None] = field(default_factory=list)
    refused: set[int] = field(default_factory=set)
    checks: dict[int, str] = field(default_factory=dict)


@pytest.fixture
async def told(store, new_post, outside, run):
    """A post of three pictures, whose tasks run; a task has its picture's name."""
    state = Told()

    async def submit(image_urls, options, *, turn, found=""):
        outside.answer("submit", None)
        return image_urls[0].rpartition("/")[2].removesuffix(".png")

    async def poll(task_id, *, found=""):
        return REPORT if task_id in state.done else None

    async def deliver(check, report, *, not_after):
        if check.number in state.refused:
            raise slack_error("is_archived")
        state.numbers.append(check.number)
        state.checks[check.number] = check.id
        return f"9.{check.number}"

    outside.submit, outside.poll, outside.deliver = submit, poll, deliver
    await store.add(new_post("F1", "F2", "F3"), engine=Engine.V2)
    await run(1)
    return state


async def test_reply_waits_for_those_of_the_pictures_before_its_own(told, run):
    told.done = {"F3"}
    await run(20)
    assert told.numbers == []
    told.done |= {"F1"}
    await run(20)
    assert told.numbers == [1]
    told.done |= {"F2"}
    await run(20)
    assert told.numbers == [1, 2, 3]


async def test_reply_waits_a_minute_at_most(told, run):
    told.done = {"F2"}
    await run(80)
    assert told.numbers == [2]
    told.done |= {"F1"}
    await run(15)
    assert told.numbers == [2, 1]


async def test_reply_that_slack_refuses_holds_up_those_after_it_for_a_minute_at_most(told, run):
    told.refused = {1}
    told.done = {"F1", "F2", "F3"}
    await run(100)
    assert told.numbers == [2, 3]


async def test_picture_that_has_failed_at_once_is_told_in_its_turn(store, new_post, outside, run, told):
    told.done = {"F1", "F2", "F3"}
    await run(100)
    told.numbers.clear()
    problem = Problem(ProblemKind.NOT_AN_IMAGE, {"name": "a.pdf"})
    await store.add(new_post("F4", problem=problem, message_ts="1700000000.000200"), engine=Engine.V2)
    await run(20)
    assert told.numbers == []
    told.done |= {"F4"}
    await run(20)
    assert told.numbers == [1, 2]


async def test_cancelled_pictures_are_told_at_once_and_in_order(store, told, run, queries):
    (check,) = [
        check
        for check in await queries.checks_on(team_id="T1", channel_id="C1", message_ts="1700000000.000100")
        if check.position == 0
    ]
    await store.cancel(check.post.id, team_id="T1", channel_id="C1", user_id="U1")
    await run(5)
    assert told.numbers == [1, 2, 3]


async def test_another_try_of_a_later_picture_waits_for_nobody(store, told, run, queries):
    told.done = {"F1", "F2", "F3"}
    await run(100)
    retried = await queries.find_check(told.checks[2], team_id="T1", channel_id="C1")
    first = await queries.find_check(told.checks[1], team_id="T1", channel_id="C1")
    assert retried.stage is Stage.FINISHED
    told.done.clear()
    await store.add_retry(first, engine=Engine.V1)
    await store.add_retry(retried, engine=Engine.V1)
    told.numbers.clear()
    await run(1)
    told.done = {"F2"}
    await run(20)
    assert told.numbers == [2]


async def test_reply_of_a_single_picture_waits_for_nobody(store, new_post, told, run):
    await store.add(new_post("F9", message_ts="1700000000.000300"), engine=Engine.V2)
    told.done = {"F9"}
    await run(20)
    assert told.numbers == [None]
