"""Reads by team and channel, and what deletes data."""

import math
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from bot.checks.polling.durations import Sample
from bot.checks.transition import Transition
from bot.drawings import DrawingStore
from bot.model import CHINESE, ENGLISH, Engine, Report, Stage
from bot.storage.tables import forgotten, metadata


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request):
    return request.param


async def finish(store, new_post, clock, *, seconds=10.0, **changes):
    await store.add(new_post("F1", **changes), engine=Engine.V2)
    (claim,) = await store.claim_checks(owner="a", limit=1)
    claim = await store.apply(claim, Transition(stage=Stage.SUBMITTED, due_in_s=0))
    clock.tick(seconds)
    claim = await store.apply(claim, Transition(stage=Stage.FINISHED, due_in_s=0, report=Report(countries=("US",))))
    return (await store.apply(claim, Transition(stage=Stage.FINISHED, due_in_s=None, reply_ts="5.5"))).check


async def rows_left(store):
    """By table; traces of what was deleted are not data."""
    async with store.database.connect() as connection:
        return {
            table.name: count
            for table in metadata.sorted_tables
            if table is not forgotten
            and (count := (await connection.execute(select(func.count()).select_from(table))).scalar())
        }


async def test_check_is_found_only_in_its_own_team_and_channel(store, queries, new_post, clock):
    check = await finish(store, new_post, clock)
    assert await queries.find_check(check.id, team_id="T1", channel_id="C1") == check
    assert await queries.find_check(check.id, team_id="T1", channel_id="C2") is None
    assert await queries.find_check(check.id, team_id="T2", channel_id="C1") is None


async def test_language_of_a_thread_is_the_one_of_its_first_check(store, queries, new_post, clock):
    here = {"team_id": "T1", "channel_id": "C1", "thread_ts": "1.0"}
    assert await queries.language_of_thread(**here) is None
    for ts, lang in (("1.0", CHINESE), ("2.0", ENGLISH)):
        clock.tick(1)
        post = new_post("F1", message_ts=ts)
        await store.add(replace(post, thread_ts="1.0", options=replace(post.options, lang=lang)), engine=Engine.V2)
    assert await queries.language_of_thread(**here) == CHINESE
    assert await queries.language_of_thread(**(here | {"channel_id": "C2"})) is None
    assert await queries.language_of_thread(**(here | {"thread_ts": "2.0"})) is None


async def submit(store, new_post, **changes):
    await store.add(new_post("F1", **changes), engine=Engine.V2)
    (claim,) = await store.claim_checks(owner="a", limit=1)
    claim = await store.apply(claim, Transition(stage=Stage.SUBMITTING, due_in_s=0))
    return await store.apply(claim, Transition(stage=Stage.SUBMITTED, due_in_s=0, running=True))


async def end(store, claim, stage=Stage.FINISHED):
    report = Report(countries=("US",)) if stage is Stage.FINISHED else None
    await store.apply(claim, Transition(stage=stage, due_in_s=None, report=report))


async def poll(store, claim, clock, seconds):
    """A poll that finds the task running, and whose answer takes a second."""
    clock.tick(seconds)
    claim = replace(claim, now=clock())
    clock.tick(1)
    return await store.apply(claim, Transition(stage=Stage.SUBMITTED, due_in_s=0, running=True))


async def test_samples_say_between_which_polls_each_task_ended_newest_first(store, queries, new_post, clock):
    found_at_once = await submit(store, new_post, message_ts="1.0")
    clock.tick(30)
    await end(store, found_at_once)
    found_later = await submit(store, new_post, message_ts="2.0")
    found_later = await poll(store, found_later, clock, 20)
    found_later = await poll(store, found_later, clock, 4)
    clock.tick(5)
    await end(store, found_later)
    never_found = await poll(store, await submit(store, new_post, message_ts="3.0"), clock, 99)
    clock.tick(1)
    await end(store, never_found, Stage.EXPIRED)
    assert await queries.samples(Engine.V2) == [Sample(99, math.inf), Sample(25, 31), Sample(0, 30)]
    assert await queries.samples(Engine.V1) == []


@pytest.mark.parametrize("stage", [Stage.FAILED, Stage.CANCELLED])
async def test_task_that_ended_otherwise_is_no_sample(store, queries, new_post, stage):
    await end(store, await submit(store, new_post), stage)
    assert await queries.samples(Engine.V2) == []


async def test_check_of_several_tasks_is_no_sample(store, queries, new_post, clock):
    await finish(store, new_post, clock)  # never said to run: so its submits are recorded
    assert await queries.samples(Engine.V2) == []


async def test_forgotten_message_leaves_nothing_in_any_table(store, deletion, new_post, clock):
    await finish(store, new_post, clock)
    here = {"team_id": "T1", "channel_id": "C1", "message_ts": "1700000000.000100"}
    assert await deletion.forget_message(**{**here, "team_id": "T2"}) == ""
    assert (await rows_left(store))["reports"] == 1
    await deletion.forget_message(**here)
    assert await rows_left(store) == {"retractions": 1}  # where the reply stands, until it says so


async def test_forgotten_message_names_its_progress_message(store, deletion, new_post):
    await store.add(new_post("F1"), engine=Engine.V2)
    (post,) = await store.claim_posts(owner="a", limit=1)
    await store.save_post(post, due_in_s=5, progress_ts="7.7")
    here = {"team_id": "T1", "channel_id": "C1", "message_ts": "1700000000.000100"}
    assert await deletion.forget_message(**here) == "7.7"


async def test_forgotten_file_takes_its_checks_and_leaves_the_others(store, deletion, new_post, clock):
    await store.add(new_post("F1", "F2"), engine=Engine.V2)
    assert not await deletion.forget_file(team_id="T2", file_id="F1")
    assert await deletion.forget_file(team_id="T1", file_id="F1")
    (left,) = await store.claim_checks(owner="a", limit=10)
    assert left.check.name == "F2.png"


async def test_retention_deletes_what_is_older(store, queries, deletion, new_post, clock):
    await finish(store, new_post, clock, message_ts="1.0")
    await DrawingStore(queries.database, clock).keep("T1", {"p": "F9"})
    clock.tick(10 * 86_400)
    await finish(store, new_post, clock, message_ts="2.0")
    assert await deletion.forget_older(days=5) == 1
    assert await rows_left(store) == {"posts": 1, "checks": 1, "views": 1, "reports": 1}


async def test_drawings_are_kept_by_workspace(queries, clock):
    drawings = DrawingStore(queries.database, clock)
    await drawings.keep("T1", {"p1": "F1", "p2": "F2"})
    await drawings.keep("T1", {"p1": "F3"})
    assert await drawings.files_of("T1", ["p1", "p3"]) == {"p1": "F1"}
    assert await drawings.files_of("T2", ["p1"]) == {}
