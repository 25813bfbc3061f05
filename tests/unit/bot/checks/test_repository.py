"""Intake, claims and transitions on a real database."""

import asyncio
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from bot.checks import repository
from bot.checks.repository import CheckRepository
from bot.checks.requests import NewCheck, NewPost, NewView
from bot.checks.transition import LeaseLostError, Transition
from bot.model import CHINESE, CheckOptions, Engine, Problem, ProblemKind, Report, Stage, View
from bot.storage import leases
from bot.storage.leases import LEASE_S
from bot.storage.tables import checks


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request):
    return request.param


async def claim_one(store, owner="a"):
    (claim,) = await store.claim_checks(owner=owner, limit=10)
    return claim


async def test_add_stores_nothing_twice_when_slack_delivers_again(store, new_post):
    assert await store.add(new_post("F1", "F2"), engine=Engine.V2)
    assert not await store.add(new_post("F1", "F2"), engine=Engine.V2)
    assert len(await store.claim_checks(owner="a", limit=10)) == 2


async def test_add_brings_no_check_of_a_deleted_file_back(store, deletion, new_post):
    await store.add(new_post("F1", "F2"), engine=Engine.V2)
    await deletion.forget_file(team_id="T1", file_id="F1")
    assert not await store.add(new_post("F1", "F2"), engine=Engine.V2)
    (left,) = await store.claim_checks(owner="a", limit=10)
    assert (left.check.views[0].file_id, left.check.position) == ("F2", 1)


async def test_add_of_a_post_whose_only_file_is_deleted_leaves_nothing(store, deletion, new_post):
    await deletion.forget_file(team_id="T1", file_id="F1")
    assert not await store.add(new_post("F1"), engine=Engine.V2)
    assert await store.claim_posts(owner="a", limit=10) == []
    assert await store.add(new_post("F1", team_id="T2"), engine=Engine.V2)


async def test_add_stores_one_check_when_deliveries_race(store, new_post):
    added = await asyncio.gather(*(store.add(new_post("F1"), engine=Engine.V2) for _ in range(5)))
    assert sorted(added) == [False, False, False, False, True]
    assert len(await store.claim_checks(owner="a", limit=10)) == 1


async def test_add_stores_a_command_once_before_and_after_its_thread_is_opened(store):
    def command(trigger_id):
        checks = (NewCheck(views=(NewView(name="mug.png", web_url="https://example.com/mug.png"),)),)
        options = CheckOptions(countries=("US",))
        return NewPost.for_command(
            trigger_id=trigger_id, team_id="T1", channel_id="C1", user_id="U1", options=options, checks=checks
        )

    added = await asyncio.gather(*(store.add(command("1.2.a"), engine=Engine.V2) for _ in range(3)))
    assert sorted(added) == [False, False, True]
    (post,) = await store.claim_posts(owner="a", limit=10)
    await store.save_post(post, due_in_s=None, root_ts="9.9")
    assert not await store.add(command("1.2.a"), engine=Engine.V2)
    assert await store.claim_posts(owner="a", limit=10) == []
    assert await store.add(command("1.3.b"), engine=Engine.V2)
    assert len(await store.claim_posts(owner="a", limit=10)) == 1
    assert len(await store.claim_checks(owner="a", limit=10)) == 2


async def test_add_tells_posts_apart_when_many_come_at_once(store, new_post):
    await store.add(new_post("F0", message_ts="0.0"), engine=Engine.V2)
    added = await asyncio.gather(
        store.add(new_post("F0", message_ts="0.0"), engine=Engine.V2),
        store.add(new_post("F1", "F2", message_ts="1.0"), engine=Engine.V1),
        store.add(new_post("F0", "F3", message_ts="0.0"), engine=Engine.V2),
        store.add(new_post(message_ts="2.0"), engine=Engine.V2),
        store.add(new_post(message_ts="3.0", problem=Problem(ProblemKind.NO_IMAGE)), engine=Engine.V2),
        store.add(new_post(message_ts="3.0"), engine=Engine.V2),
    )
    assert added == [False, True, True, False, True, False]
    claims = await store.claim_checks(owner="a", limit=10)
    stored = {
        (claim.check.name or claim.check.stage, claim.check.post.message_ts, claim.check.engine) for claim in claims
    }
    assert stored == {
        ("F0.png", "0.0", Engine.V2),
        ("F3.png", "0.0", Engine.V2),
        ("F1.png", "1.0", Engine.V1),
        ("F2.png", "1.0", Engine.V1),
        ("failed", "3.0", Engine.V2),
    }
    assert {claim.post.message_ts for claim in await store.claim_posts(owner="a", limit=10)} == {"0.0", "1.0", "3.0"}


async def test_claim_gives_back_what_was_asked_for(store, new_post):
    options = CheckOptions(
        countries=("EU",), lang=CHINESE, filed_after=date(2020, 1, 31), locarno=("21-01",), keyword="mug"
    )
    await store.add(new_post("F1", options=options), engine=Engine.V1)
    check = (await claim_one(store)).check
    assert check.options == options
    assert check.engine is Engine.V1
    assert (check.stage, check.name, check.post.channel_id) == (Stage.RECEIVED, "F1.png", "C1")


async def test_problem_is_born_ended_and_due(store, new_post):
    problem = Problem(ProblemKind.INVALID_OPTION, {"option": "since", "value": "x", "accepted": "a year"})
    await store.add(new_post(problem=problem), engine=Engine.V2)
    check = (await claim_one(store)).check
    assert (check.stage, check.problem, check.views) == (Stage.FAILED, problem, ())
    assert check.ended_at is not None


async def test_claim_is_exclusive_until_the_lease_runs_out(store, new_post, clock):
    await store.add(new_post("F1"), engine=Engine.V2)
    first = await claim_one(store, "a")
    assert await store.claim_checks(owner="b", limit=10) == []
    clock.tick(LEASE_S)
    second = await claim_one(store, "b")
    assert second.check.id == first.check.id
    with pytest.raises(LeaseLostError):
        await store.apply(first, Transition(stage=Stage.PREPARED, due_in_s=0))
    assert (await store.apply(second, Transition(stage=Stage.PREPARED, due_in_s=0))).check.stage is Stage.PREPARED


async def test_renewed_lease_outlives_its_first_end(store, new_post, clock):
    await store.add(new_post("F1"), engine=Engine.V2)
    claim = await claim_one(store)
    clock.tick(LEASE_S - 1)
    await store.renew([claim.lease])
    clock.tick(LEASE_S - 1)
    assert await store.claim_checks(owner="b", limit=10) == []


@pytest.mark.parametrize("database", ["postgresql"])
async def test_turn_that_a_step_asks_for_comes_then_on_the_clock_of_the_database(engine, new_post):
    store = CheckRepository(engine, None)
    await store.add(new_post("F1"), engine=Engine.V2)
    (post,) = await store.claim_posts(owner="a", limit=1)
    await store.save_post(post, due_in_s=None)
    await store.apply(await claim_one(store), Transition(stage=Stage.SUBMITTED, due_in_s=5.0))
    assert 0 < await store.seconds_until_due() <= 5


async def test_release_makes_work_due_for_the_next_worker_at_once(store, new_post):
    await store.add(new_post("F1"), engine=Engine.V2)
    await claim_one(store, "a")
    await store.release("b")
    assert await store.claim_checks(owner="b", limit=10) == []
    await store.release("a")
    assert len(await store.claim_checks(owner="b", limit=10)) == 1


async def test_release_of_all_gives_back_what_a_dead_process_held(store, new_post):
    await store.add(new_post("F1"), engine=Engine.V2)
    await claim_one(store, "a")
    await store.claim_posts(owner="a", limit=1)
    await store.release(None)
    assert len(await store.claim_checks(owner="b", limit=10)) == 1
    assert len(await store.claim_posts(owner="b", limit=10)) == 1


async def test_release_of_all_waits_for_no_hour_that_the_clock_was_set_back(store, new_post, clock):
    await store.add(new_post("F1"), engine=Engine.V2)
    await store.apply(await claim_one(store), Transition(stage=Stage.SUBMITTED, due_in_s=5.0))
    clock.tick(-3600)
    await store.release(None)
    clock.tick(120)
    assert len(await store.claim_checks(owner="b", limit=10)) == 1
    assert len(await store.claim_posts(owner="b", limit=10)) == 1


async def test_claim_takes_the_longest_due_first_and_no_more_than_the_limit(store, new_post, clock):
    for number in range(3):
        await store.add(new_post(f"F{number}", message_ts=f"{number}.0"), engine=Engine.V2)
        clock.tick(1)
    claims = await store.claim_checks(owner="a", limit=2)
    assert {claim.check.name for claim in claims} == {"F0.png", "F1.png"}


async def test_transition_is_due_only_when_its_time_has_come(store, new_post, clock):
    await store.add(new_post("F1"), engine=Engine.V2)
    await store.apply(await claim_one(store), Transition(stage=Stage.SUBMITTED, due_in_s=2.0, attempts=3))
    assert await store.claim_checks(owner="a", limit=10) == []
    clock.tick(2)
    claim = await claim_one(store)
    assert claim.check.stage is Stage.SUBMITTED
    assert claim.attempts == 3
    assert claim.check.submitted_at == datetime.fromtimestamp(clock.now - 2, UTC)


async def test_submitted_at_stays_that_of_the_submit_when_polls_follow(store, new_post, clock):
    await store.add(new_post("F1"), engine=Engine.V2)
    claim = await store.apply(await claim_one(store), Transition(stage=Stage.SUBMITTED, due_in_s=0))
    clock.tick(5)
    later = await store.apply(claim, Transition(stage=Stage.SUBMITTED, due_in_s=0))
    assert later.check.submitted_at == claim.check.submitted_at


async def test_finish_stores_report_view_and_delivery_in_one_transition(store, queries, new_post, clock):
    await store.add(new_post("F1"), engine=Engine.V2)
    claim = await claim_one(store)
    expires_at = datetime.fromtimestamp(clock.now + 60, UTC)
    view = View(
        position=0, file_id="F1", name="F1.png", upload_url="https://p/1", upload_expires_at=expires_at, task_id="t"
    )
    report = Report(countries=("US",), high_risk_countries=("US",), operated_at=expires_at, line_drawing="data:x")
    claim = await store.apply(
        claim, Transition(stage=Stage.FINISHED, due_in_s=0, view=view, report=report, delivering=True)
    )
    assert claim.is_delivering
    claim = await store.apply(claim, Transition(stage=Stage.FINISHED, due_in_s=None, reply_ts="5.5"))
    assert claim.check.views == (view,)
    stored = await queries.find_check(claim.check.id, team_id="T1", channel_id="C1")
    assert stored == claim.check
    assert (stored.reply_ts, stored.delivered_at) == ("5.5", datetime.fromtimestamp(clock.now, UTC))
    assert await queries.report_of(claim.check.id) == report
    clock.tick(1e6)
    assert await store.claim_checks(owner="a", limit=10) == []


async def test_post_asked_for_during_its_lease_is_due_again_when_given_back(store, new_post):
    await store.add(new_post("F1"), engine=Engine.V2)
    (post,) = await store.claim_posts(owner="a", limit=10)
    check = await claim_one(store)
    await store.apply(check, Transition(stage=Stage.FINISHED, due_in_s=None, reply_ts="5.5"))
    assert await store.claim_posts(owner="b", limit=10) == []
    await store.save_post(post, due_in_s=None, progress_ts="9.9")
    (again,) = await store.claim_posts(owner="b", limit=10)
    assert again.post.progress_ts == "9.9"
    assert again.checks[0].reply_ts == "5.5"


@pytest.mark.parametrize("is_renewed", [False, True])
async def test_post_asked_for_after_its_lease_ran_out_is_due_again_when_given_back(store, new_post, clock, is_renewed):
    await store.add(new_post("F1"), engine=Engine.V2)
    (post,) = await store.claim_posts(owner="a", limit=10)
    check = await claim_one(store)
    clock.tick(LEASE_S + 1)
    await store.apply(check, Transition(stage=Stage.FINISHED, due_in_s=None, reply_ts="5.5"))
    if is_renewed:
        await store.renew([post.lease])
    await store.save_post(post, due_in_s=None)
    (again,) = await store.claim_posts(owner="b", limit=10)
    assert again.checks[0].reply_ts == "5.5"


async def test_post_nobody_asks_for_is_not_due_again(store, new_post, clock):
    await store.add(new_post("F1"), engine=Engine.V2)
    (post,) = await store.claim_posts(owner="a", limit=10)
    await store.save_post(post, due_in_s=None)
    clock.tick(1e6)
    assert await store.claim_posts(owner="a", limit=10) == []


async def test_seconds_until_due_counts_what_nobody_holds(store, new_post, clock):
    assert await store.seconds_until_due() is None
    await store.add(new_post("F1"), engine=Engine.V2)
    (post,) = await store.claim_posts(owner="a", limit=10)
    await store.save_post(post, due_in_s=None)
    await store.apply(await claim_one(store), Transition(stage=Stage.SUBMITTED, due_in_s=3))
    clock.tick(1)
    assert await store.seconds_until_due() == pytest.approx(2)


async def test_cancel_ends_what_runs_and_takes_it_from_its_worker(store, new_post):
    await store.add(new_post("F1", "F2"), engine=Engine.V2)
    first, second = await store.claim_checks(owner="a", limit=10)
    await store.apply(first, Transition(stage=Stage.FINISHED, due_in_s=None, reply_ts="5.5"))
    here = {"team_id": "T1", "channel_id": "C1", "user_id": "U9"}
    assert await store.cancel(first.check.post.id, **here) == 1
    with pytest.raises(LeaseLostError):
        await store.apply(second, Transition(stage=Stage.PREPARED, due_in_s=0))
    cancelled = (await claim_one(store)).check
    assert cancelled.stage is Stage.CANCELLED
    assert cancelled.problem == Problem(ProblemKind.CANCELLED, {"user_id": "U9"})


@pytest.mark.parametrize(("team_id", "channel_id"), [("T0", "C1"), ("T2", "C1"), ("T1", "C0"), ("T1", "C2")])
async def test_cancel_from_elsewhere_changes_nothing(store, new_post, team_id, channel_id):
    await store.add(new_post("F1"), engine=Engine.V2)
    claim = await claim_one(store)
    assert await store.cancel(claim.check.post.id, team_id=team_id, channel_id=channel_id, user_id="U9") == 0
    await store.apply(claim, Transition(stage=Stage.PREPARED, due_in_s=0))


async def test_claim_is_good_for_as_long_as_its_lease_is_surely_held(store, new_post, monkeypatch):
    monotonic = {"now": 1000.0}
    monkeypatch.setattr(repository.time, "monotonic", lambda: monotonic["now"])
    await store.add(new_post("F1"), engine=Engine.V2)
    claim = await claim_one(store)
    assert claim.good_until == 1000.0 + leases.SURELY_HELD_S
    monotonic["now"] = 1005.0
    moved = await store.apply(claim, Transition(stage=Stage.PREPARED, due_in_s=0))
    assert moved.good_until == 1005.0 + leases.SURELY_HELD_S


async def test_apply_of_a_reply_shows_its_own_post_and_no_other(store, new_post):
    for ts in ("1.0", "2.0"):
        await store.add(new_post("F1", message_ts=ts), engine=Engine.V2)
    for post in await store.claim_posts(owner="a", limit=10):
        await store.save_post(post, due_in_s=None)
    told, _ = await store.claim_checks(owner="a", limit=10)
    await store.apply(told, Transition(stage=Stage.FINISHED, due_in_s=None, reply_ts="5.5"))
    assert [claim.post.id for claim in await store.claim_posts(owner="a", limit=10)] == [told.check.post.id]


async def test_retry_brings_along_what_was_paid_for_and_happens_once(store, queries, new_post, clock):
    await store.add(new_post("F1"), engine=Engine.V2)
    expires_at = datetime.fromtimestamp(clock.now + 9000, UTC)
    view = View(
        position=0, file_id="F1", name="F1.png", upload_url="https://p/1", upload_expires_at=expires_at, task_id="t"
    )
    claim = await store.apply(
        await claim_one(store),
        Transition(stage=Stage.EXPIRED, due_in_s=None, view=view, reply_ts="5.5", problem=Problem(ProblemKind.EXPIRED)),
    )
    assert await store.add_retry(claim.check, engine=Engine.V2)
    assert not await store.add_retry(claim.check, engine=Engine.V2)
    retry = (await claim_one(store)).check
    assert retry.retry_of == claim.check.id
    assert retry.views == (view,)
    assert retry.problem is None


async def test_retry_on_another_engine_leaves_the_task_behind(store, new_post):
    await store.add(new_post("F1"), engine=Engine.V2)
    view = View(position=0, file_id="F1", name="F1.png", task_id="t")
    claim = await store.apply(
        await claim_one(store), Transition(stage=Stage.FAILED, due_in_s=None, view=view, reply_ts="5.5")
    )
    await store.add_retry(claim.check, engine=Engine.V1)
    retry = (await claim_one(store)).check
    assert (retry.engine, retry.views[0].task_id) == (Engine.V1, "")


async def test_discard_leaves_no_check_and_lets_the_post_close(store, new_post):
    await store.add(new_post("F1"), engine=Engine.V2)
    (post,) = await store.claim_posts(owner="a", limit=10)
    await store.discard(await claim_one(store))
    await store.save_post(post, due_in_s=None)
    (again,) = await store.claim_posts(owner="a", limit=10)
    assert again.checks == ()


async def poll_by_poll(store, new_post, count):
    """Checks that were submitted, and are claimed to be polled."""
    for number in range(count):
        await store.add(new_post(f"F{number}", message_ts=f"{number}.0"), engine=Engine.V2)
    claims = [
        await store.apply(claim, Transition(stage=Stage.SUBMITTED, due_in_s=0, running=True))
        for claim in await store.claim_checks(owner="a", limit=10)
    ]
    return sorted(claims, key=lambda claim: claim.check.name)


RUNNING = Transition(stage=Stage.SUBMITTED, due_in_s=5.0, running=True)


async def test_polls_that_end_together_are_each_due_again_in_their_own_time(store, new_post, clock):
    claims = await poll_by_poll(store, new_post, 3)
    waits = [Transition(stage=Stage.SUBMITTED, due_in_s=float(number), running=True) for number in (2, 3, 4)]
    await asyncio.gather(*(store.apply(claim, wait) for claim, wait in zip(claims, waits, strict=True)))
    due = []
    for _ in range(5):
        due.append([claim.check.id for claim in await store.claim_checks(owner="a", limit=10)])
        clock.tick(1)
    assert due == [[], [], *([claim.check.id] for claim in claims)]


async def test_poll_that_finds_the_task_running_ends_a_wait_for_the_daily_limit(store, new_post, clock):
    (claim,) = await poll_by_poll(store, new_post, 1)
    until = datetime.fromtimestamp(clock.now + 60, UTC)
    waiting = Transition(stage=Stage.SUBMITTED, due_in_s=60.0, attempts=2, waits_until=until)
    await store.apply(claim, waiting)
    clock.tick(60)
    claim = await claim_one(store)
    assert (claim.attempts, claim.check.waits_until) == (2, until)
    claim = await store.apply(claim, RUNNING)
    assert (claim.attempts, claim.check.waits_until, claim.check.stage) == (0, None, Stage.SUBMITTED)


async def test_transition_whose_lease_is_lost_takes_no_other_along(store, new_post, clock):
    claims = await poll_by_poll(store, new_post, 3)
    clock.tick(LEASE_S)
    (taken,) = await store.claim_checks(owner="b", limit=1)
    results = await asyncio.gather(*(store.apply(claim, RUNNING) for claim in claims), return_exceptions=True)
    lost = [claim.check.id for claim, result in zip(claims, results, strict=True) if isinstance(result, LeaseLostError)]
    assert lost == [taken.check.id]
    assert await store.apply(taken, RUNNING)


async def test_check_asked_for_during_its_lease_is_due_at_once(store, new_post, clock):
    (claim,) = await poll_by_poll(store, new_post, 1)
    async with store.database.begin() as connection:
        await connection.execute(checks.update().values(due_at=clock.now))
    await store.apply(claim, RUNNING)
    assert [again.check.id for again in await store.claim_checks(owner="b", limit=10)] == [claim.check.id]


@pytest.mark.parametrize("database", ["postgresql"])
async def test_row_that_is_locked_keeps_only_its_own_transition_waiting(store, new_post, engine):
    claims = await poll_by_poll(store, new_post, 3)
    async with engine.connect() as connection:
        await connection.execute(select(checks.c.id).where(checks.c.id == claims[0].check.id).with_for_update())
        waiting = asyncio.ensure_future(store.apply(claims[0], RUNNING))
        await asyncio.gather(*(store.apply(claim, RUNNING) for claim in claims[1:]))
        assert not waiting.done()
        await connection.rollback()
    assert (await waiting).check.id == claims[0].check.id
