"""What is on hold stays, whatever is deleted around it or gets old; at the release goes what would have gone."""

import asyncio

import pytest
from sqlalchemy import func, select

from bot.checks.holds import By, HoldNotices, HoldStore
from bot.checks.retractions import Retractions
from bot.checks.transition import LeaseLostError, Transition
from bot.exports import ExportStore
from bot.exports.store import Begun
from bot.model import ENGLISH, Engine, Report, Stage
from bot.model.hold import DeletedWith, Which
from bot.sheets import SheetStore
from bot.storage.tables import checks, posts, reports, sheets, views

from .scripted import slack_error

TS = "1700000000.000100"
HERE = {"team_id": "T1", "channel_id": "C1"}
DAY_S = 86_400.0
ANN, BOB = By(user_id="UANN", reason="Litigation"), By(user_id="UBOB", reason="Settled")


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request):
    return request.param


@pytest.fixture
def holds(store, clock, deletion):
    return HoldStore(store.database, clock, deletion)


@pytest.fixture
def retractions(store, outside):
    return Retractions(store.database, outside)


class Notes:
    """Threads by script."""

    def __init__(self):
        self.told, self.script = [], []

    async def tell(self, post, held):
        answer = self.script.pop(0) if self.script else True
        if isinstance(answer, Exception):
            raise answer
        self.told.append((post.thread_ts, [each.check.name for each in held], held[0].hold.released_at is not None))
        return answer


@pytest.fixture
def notes():
    return Notes()


@pytest.fixture
def notices(holds, notes):
    return HoldNotices(holds, notes)


async def replied(store, post, *, reply_ts="9.9"):
    """A post whose checks have all been answered; the checks' ids, by the name of their file."""
    await store.add(post, engine=Engine.V2)
    found = {}
    for number, claim in enumerate(await store.claim_checks(owner="a", limit=9)):
        ends = Transition(stage=Stage.FINISHED, due_in_s=0, report=Report(countries=("US",)))
        ended = await store.apply(claim, ends)
        ts = reply_ts if not number else f"{reply_ts}{number}"
        await store.apply(ended, Transition(stage=Stage.FINISHED, due_in_s=None, reply_ts=ts))
        found[claim.check.name.removesuffix(".png")] = claim.check.id
    return found


async def count(store, *tables):
    async with store.database.connect() as connection:
        return [(await connection.execute(select(func.count()).select_from(table))).scalar() for table in tables]


DELETIONS = {
    DeletedWith.MESSAGE: lambda deletion: deletion.forget_message(**HERE, message_ts=TS),
    DeletedWith.FILE: lambda deletion: deletion.forget_file(team_id="T1", file_id="F1"),
    DeletedWith.CHANNEL: lambda deletion: deletion.forget_channel(**HERE),
    DeletedWith.APP: lambda deletion: deletion.forget_team(team_id="T1"),
}


@pytest.mark.parametrize("gone", DELETIONS)
async def test_held_check_outlives_what_is_deleted_in_slack_and_goes_at_its_release(
    store, holds, deletion, queries, retractions, outside, new_post, gone
):
    ids = await replied(store, new_post("F1"))
    await SheetStore(store.database).keep(ids["F1"], "F-sheet")
    (held,), before = await holds.place(Which(check_id=ids["F1"]), ANN, **HERE)
    assert (held.hold.held_by, held.hold.reason, before) == ("UANN", "Litigation", [])
    await DELETIONS[gone](deletion)
    assert await count(store, posts, checks, views, reports, sheets) == [1, 1, 1, 1, 1]
    assert await queries.report_of(ids["F1"])
    await retractions.run()
    is_edited = gone in {DeletedWith.MESSAGE, DeletedWith.FILE}
    assert outside.kept == ([("C1", "9.9", ENGLISH, ids["F1"])] if is_edited else [])
    assert outside.retracted == outside.sheets_deleted == []

    (released,) = await holds.release(Which(check_id=ids["F1"]), BOB, team_id="T1")
    assert (released.hold.released_by, released.hold.deleted_with) == ("UBOB", gone)
    # As without a hold: a post stays that had a second picture, or might have had.
    assert await count(store, posts, checks, views, reports, sheets) == [gone is DeletedWith.FILE, 0, 0, 0, 0]
    await retractions.run()
    assert outside.retracted == ([("C1", "9.9", ENGLISH)] if is_edited else [])
    assert outside.sheets_deleted == (["F-sheet"] if is_edited else [])
    assert [(held.hold.held_by, held.hold.released_by, held.check) for held in await holds.record(team_id="T1")] == [
        ("UANN", "UBOB", None)
    ], "the record stays"


async def test_other_checks_of_a_deleted_message_go_and_its_progress_message_is_told(
    store, holds, deletion, new_post, worker, run, only_check
):
    ids = await replied(store, new_post("F1", "F2", "F3"))
    (claim,) = await store.claim_posts(owner="a", limit=1)
    await store.save_post(claim, due_in_s=None, progress_ts="8.8")
    await holds.place(Which(check_id=ids["F2"]), ANN)
    assert await deletion.forget_message(**HERE, message_ts=TS) == "8.8"
    assert (await only_check()).id == ids["F2"]
    assert await store.claim_posts(owner="a", limit=1) == []
    assert await deletion.forget_message(**HERE, message_ts=TS) == ""


async def test_held_check_outlives_the_retention_and_goes_with_the_next_run_after_its_release(
    store, holds, deletion, new_post, clock, only_check
):
    ids = await replied(store, new_post("F1", "F2"))
    await replied(store, new_post("F3", message_ts="2.0"))
    await holds.place(Which(check_id=ids["F1"]), ANN)
    clock.tick(400 * DAY_S)
    assert await deletion.forget_older(days=365) == 1
    assert (await only_check()).id == ids["F1"]
    assert await deletion.forget_older(days=365) == 0
    await holds.release(Which(check_id=ids["F1"]), ANN)
    assert await count(store, posts, checks) == [1, 1]
    assert await deletion.forget_older(days=365) == 1
    assert await count(store, posts, checks, views, reports) == [0, 0, 0, 0]


async def test_two_who_hold_at_once_leave_one_hold_and_both_see_it(store, holds, new_post):
    ids = await replied(store, new_post("F1"))
    which = Which(check_id=ids["F1"])
    results = await asyncio.gather(*(holds.place(which, by, **HERE) for by in (ANN, BOB)))
    assert sorted(len(new) for new, _ in results) == [0, 1]
    assert {held.hold.id for new, before in results for held in [*new, *before]} == {
        held.hold.id for held in await holds.record()
    }


async def test_two_who_release_at_once_leave_one_release(store, holds, new_post):
    ids = await replied(store, new_post("F1"))
    which = Which(check_id=ids["F1"])
    await holds.place(which, ANN)
    results = await asyncio.gather(*(holds.release(which, by) for by in (ANN, BOB)))
    assert sorted(map(len, results)) == [0, 1]
    assert await holds.release(which, BOB) == []


@pytest.mark.parametrize("gone", DELETIONS)
async def test_hold_and_deletion_at_once_leave_both_or_neither(store, holds, deletion, new_post, gone):
    ids = await replied(store, new_post("F1"))
    which = Which(check_id=ids["F1"])
    (new, _), _ = await asyncio.gather(holds.place(which, ANN, **HERE), DELETIONS[gone](deletion))
    assert (await count(store, checks)) == [len(new)]
    assert [held.hold.deleted_with for held in await holds.standing(which, team_id="T1")] == [gone for _ in new]


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
@pytest.mark.parametrize("gone", DELETIONS)
async def test_deletion_waits_for_a_hold_that_is_being_stored(store, holds, deletion, new_post, gone):
    ids = await replied(store, new_post("F1"))
    stored, go_on = asyncio.Event(), asyncio.Event()
    insert = HoldStore._insert

    async def slow(self, connection, place, by):
        added = await insert(self, connection, place, by)
        stored.set()
        await go_on.wait()
        return added

    HoldStore._insert = slow
    try:
        placing = asyncio.create_task(holds.place(Which(check_id=ids["F1"]), ANN))
        await stored.wait()
        deleting = asyncio.create_task(DELETIONS[gone](deletion))
        done, _ = await asyncio.wait([deleting], timeout=0.3)
        assert not done
        go_on.set()
        await asyncio.gather(placing, deleting)
    finally:
        HoldStore._insert = insert
    assert await count(store, checks) == [1]


@pytest.mark.parametrize("here", [{"team_id": "T2", "channel_id": "C1"}, {"team_id": "T1", "channel_id": "C2"}])
async def test_check_of_another_place_is_not_there(store, holds, new_post, here):
    ids = await replied(store, new_post("F1"))
    assert await holds.place(Which(check_id=ids["F1"]), ANN, **here) == ([], [])
    assert await holds.place(Which(channel_id="C2", ts=TS), ANN, team_id="T1") == ([], [])
    await holds.place(Which(check_id=ids["F1"]), ANN)
    assert await holds.release(Which(check_id=ids["F1"]), ANN, team_id="T2") == []
    assert await holds.record(team_id="T2") == []


async def test_link_to_a_reply_names_its_check_and_one_to_the_post_all_of_it(store, holds, new_post):
    ids = await replied(store, new_post("F1", "F2"))
    (held,), _ = await holds.place(Which(channel_id="C1", ts="9.9"), ANN, **HERE)
    assert held.hold.check_id == ids["F1"]
    new, before = await holds.place(Which(channel_id="C1", ts=TS), BOB, **HERE)
    assert ([held.hold.check_id for held in new], [held.hold.held_by for held in before]) == ([ids["F2"]], ["UANN"])
    assert len(await holds.release(Which(channel_id="C1", ts=TS), BOB, team_id="T1")) == 2


async def test_check_under_way_goes_on_under_a_hold(store, holds, new_post, run, outside, only_check):
    await store.add(new_post("F1"), engine=Engine.V2)
    await holds.place(Which(channel_id="C1", ts=TS), ANN, **HERE)
    outside.script["poll"] = [Report(countries=("US",))]
    await run(60)
    assert (await only_check()).stage is Stage.FINISHED


async def test_held_check_under_way_ends_with_its_message_and_its_worker_stores_and_posts_nothing_more(
    store, holds, deletion, new_post, run, outside, only_check
):
    await store.add(new_post("F1"), engine=Engine.V2)
    await holds.place(Which(channel_id="C1", ts=TS), ANN)
    (claim,) = await store.claim_checks(owner="a", limit=1)
    await deletion.forget_message(**HERE, message_ts=TS)
    with pytest.raises(LeaseLostError):
        await store.apply(claim, Transition(stage=Stage.PREPARED, due_in_s=0))
    with pytest.raises(LeaseLostError):
        await store.apply_late(claim, Transition(stage=Stage.PREPARED, due_in_s=0))
    await run(600)
    assert outside.calls == []
    assert (await only_check()).stage is Stage.CANCELLED


async def test_reply_that_went_out_while_its_message_was_deleted_is_withdrawn(
    store, holds, deletion, worker, outside, new_post, run
):
    await store.add(new_post("F1"), engine=Engine.V2)
    await holds.place(Which(channel_id="C1", ts=TS), ANN)
    outside.script["poll"] = [Report(countries=("US",))]
    deliver = outside.deliver

    async def deleting(check, report, *, not_after):
        await deletion.forget_message(**HERE, message_ts=TS)
        return await deliver(check, report, not_after=not_after)

    outside.deliver = deleting
    await run(60)
    assert outside.withdrawn == ["9.9"]
    assert await count(store, reports) == [1]


async def test_event_that_comes_again_and_a_second_try_start_nothing_beside_what_is_held(
    store, holds, deletion, new_post, queries
):
    await store.add(new_post("F1", "F2"), engine=Engine.V2)
    for claim in await store.claim_checks(owner="a", limit=9):
        await store.apply(claim, Transition(stage=Stage.FAILED, due_in_s=None, reply_ts=f"9.{claim.check.name}"))
    (held,), _ = await holds.place(Which(channel_id="C1", ts="9.F1.png"), ANN)
    await deletion.forget_message(**HERE, message_ts=TS)
    assert not await store.add(new_post("F1", "F2"), engine=Engine.V2)
    assert not await store.add_retry(held.check, engine=Engine.V2)
    assert await count(store, checks) == [1]
    assert await queries.checks_by(team_id="T1", user_id="U1", limit=9) == []
    assert await queries.checks_in(**HERE, limit=9) == []
    assert await queries.checks_on(**HERE, message_ts=TS) == ()


async def test_file_that_is_no_picture_ends_in_silence_under_a_hold(store, holds, new_post, only_check):
    await store.add(new_post("F1", "F2"), engine=Engine.V2)
    first, second = await store.claim_checks(owner="a", limit=9)
    await holds.place(Which(check_id=first.check.id), ANN)
    await store.discard(first)
    await store.discard(second)
    check = await only_check()
    assert (check.id, check.stage, check.reply_ts) == (first.check.id, Stage.CANCELLED, "")
    assert await store.claim_checks(owner="a", limit=9) == []


async def test_message_deleted_after_the_file_takes_the_whole_post_at_the_release(store, holds, deletion, new_post):
    ids = await replied(store, new_post("F1"))
    await holds.place(Which(check_id=ids["F1"]), ANN)
    for gone in (DeletedWith.FILE, DeletedWith.MESSAGE, DeletedWith.FILE):
        await DELETIONS[gone](deletion)
    await holds.release(Which(check_id=ids["F1"]), ANN)
    assert await count(store, posts, checks) == [0, 0]


async def test_what_a_hold_keeps_can_be_exported(store, holds, deletion, new_post, clock, only_check):
    ids = await replied(store, new_post("F1"))
    await holds.place(Which(check_id=ids["F1"]), ANN)
    await deletion.forget_message(**HERE, message_ts=TS)
    exports = ExportStore(store.database, clock)
    (found,) = await exports.recent(**HERE, limit=9)
    assert await exports.begin(found.check.post, "export-pdf") is Begun.YES
    assert (await holds.on_check(ids["F1"])).reason == "Litigation"
    await holds.release(Which(check_id=ids["F1"]), ANN)
    assert await exports.begin(found.check.post, "export-csv") is Begun.GONE
    assert await holds.on_check(ids["F1"]) is None


async def test_record_of_released_holds_goes_with_the_app(store, holds, deletion, new_post):
    ids = await replied(store, new_post("F1", "F2"))
    await holds.place(Which(check_id=ids["F1"]), ANN)
    await holds.place(Which(check_id=ids["F2"]), ANN)
    await holds.release(Which(check_id=ids["F1"]), BOB)
    await deletion.forget_message(**HERE, message_ts=TS)
    assert [held.hold.check_id for held in await holds.record()] == [ids["F2"], ids["F1"]]
    await deletion.forget_team(team_id="T1")
    assert [held.hold.check_id for held in await holds.record()] == [ids["F2"]]


async def test_thread_is_told_of_a_hold_and_of_its_release_once_in_one_message_for_one_command(
    store, holds, notices, notes, new_post
):
    await replied(store, new_post("F1", "F2"))
    which = Which(channel_id="C1", ts=TS)
    await holds.place(which, ANN)
    notes.script = [slack_error("ratelimited"), False]
    for _ in range(4):
        await notices.run()
    await holds.release(which, BOB)
    for _ in range(2):
        await notices.run()
    assert notes.told == [(TS, ["F1.png", "F2.png"], False)] * 2 + [(TS, ["F1.png", "F2.png"], True)]


async def test_thread_that_takes_no_word_or_is_gone_is_told_nothing_and_asked_no_more(
    store, holds, deletion, notices, notes, new_post
):
    ids = await replied(store, new_post("F1"))
    await replied(store, new_post("F2", message_ts="2.0"))
    await holds.place(Which(check_id=ids["F1"]), ANN)
    await deletion.forget_channel(**HERE)
    await holds.release(Which(check_id=ids["F1"]), ANN)
    await notices.run()
    ids = await replied(store, new_post("F3", channel_id="C2"))
    await holds.place(Which(check_id=ids["F3"]), ANN)
    notes.script = [slack_error("not_in_channel")]
    for _ in range(2):
        await notices.run()
    assert notes.told == []
    assert await holds.untold() == []


async def test_reason_is_stored_as_one_line_that_every_database_takes(store, holds, new_post):
    ids = await replied(store, new_post("F1"))
    (held,), _ = await holds.place(Which(check_id=ids["F1"]), By(user_id="U1", reason="a\x00 \ud800\n b" + "x" * 2000))
    assert held.hold.reason.startswith("a \ufffd b")
    assert len(held.hold.reason) == 1000
