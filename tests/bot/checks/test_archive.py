"""Reads by team and channel, and what deletes data."""

import pytest
from sqlalchemy import func, select

from bot.checks.tables import metadata
from bot.checks.transition import Transition
from bot.model import Engine, Report, Stage


async def finish(store, new_post, clock, *, seconds=10.0, **changes):
    await store.add(new_post("F1", **changes), engine=Engine.V2)
    (claim,) = await store.claim_checks(owner="a", limit=1)
    claim = await store.apply(claim, Transition(stage=Stage.SUBMITTED, due_in_s=0))
    clock.tick(seconds)
    claim = await store.apply(claim, Transition(stage=Stage.FINISHED, due_in_s=0, report=Report(countries=("US",))))
    return (await store.apply(claim, Transition(stage=Stage.FINISHED, due_in_s=None, reply_ts="5.5"))).check


async def rows_left(store):
    async with store._engine.connect() as connection:
        return {
            table.name: count
            for table in metadata.sorted_tables
            if (count := (await connection.execute(select(func.count()).select_from(table))).scalar())
        }


async def test_check_is_found_only_in_its_own_team_and_channel(store, archive, new_post, clock):
    check = await finish(store, new_post, clock)
    assert await archive.find_check(check.id, team_id="T1", channel_id="C1") == check
    assert await archive.find_check(check.id, team_id="T1", channel_id=None) == check
    assert await archive.find_check(check.id, team_id="T1", channel_id="C2") is None
    assert await archive.find_check(check.id, team_id="T2", channel_id="C1") is None
    assert await archive.find_check(check.id, team_id="T2", channel_id=None) is None


async def test_expected_time_is_the_median_of_finished_checks(store, archive, new_post, clock):
    assert await archive.expected_s(Engine.V2) is None
    for number, seconds in enumerate((10, 500, 20)):
        await finish(store, new_post, clock, seconds=seconds, message_ts=f"{number}.0")
    assert await archive.expected_s(Engine.V2) == pytest.approx(20)
    assert await archive.expected_s(Engine.V1) is None


async def test_forgotten_message_leaves_nothing_in_any_table(store, archive, new_post, clock):
    await finish(store, new_post, clock)
    here = {"team_id": "T1", "channel_id": "C1", "message_ts": "1700000000.000100"}
    assert await archive.forget_message(**{**here, "team_id": "T2"}) == ""
    assert (await rows_left(store))["reports"] == 1
    await archive.forget_message(**here)
    assert await rows_left(store) == {}


async def test_forgotten_message_names_its_progress_message(store, archive, new_post):
    await store.add(new_post("F1"), engine=Engine.V2)
    (post,) = await store.claim_posts(owner="a", limit=1)
    await store.save_post(post, due_in_s=5, progress_ts="7.7")
    here = {"team_id": "T1", "channel_id": "C1", "message_ts": "1700000000.000100"}
    assert await archive.forget_message(**here) == "7.7"


async def test_forgotten_file_takes_its_checks_and_leaves_the_others(store, archive, new_post, clock):
    await store.add(new_post("F1", "F2"), engine=Engine.V2)
    assert not await archive.forget_file(team_id="T2", file_id="F1", now=clock())
    assert await archive.forget_file(team_id="T1", file_id="F1", now=clock())
    (left,) = await store.claim_checks(owner="a", limit=10)
    assert left.check.name == "F2.png"


async def test_retention_deletes_what_is_older(store, archive, new_post, clock):
    await finish(store, new_post, clock, message_ts="1.0")
    clock.tick(10 * 86_400)
    await finish(store, new_post, clock, message_ts="2.0")
    await archive.keep_pictures("T1", {"p": "F9"}, now=clock() - 11 * 86_400)
    assert await archive.forget_older(now=clock(), days=5) == 1
    assert await rows_left(store) == {"posts": 1, "checks": 1, "views": 1, "reports": 1}


async def test_pictures_are_kept_by_workspace(archive):
    await archive.keep_pictures("T1", {"p1": "F1", "p2": "F2"}, now=0)
    await archive.keep_pictures("T1", {"p1": "F3"}, now=0)
    assert await archive.pictures_of("T1", ["p1", "p3"]) == {"p1": "F1"}
    assert await archive.pictures_of("T2", ["p1"]) == {}


async def test_refused_containers_are_remembered_by_workspace(archive):
    assert not await archive.refuses_containers("T1")
    await archive.note_containers_refused("T1")
    await archive.note_containers_refused("T1")
    assert await archive.refuses_containers("T1")
    assert not await archive.refuses_containers("T2")
