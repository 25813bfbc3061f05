"""Workers that lose their lease and go on: frozen, cut off from the database, or overtaken by a clock."""

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy.exc import OperationalError

from bot.checks import worker as worker_module
from bot.checks.repository import CheckRepository
from bot.checks.requests import NewCheck, NewView
from bot.checks.retry_policy import failed
from bot.checks.rows import load_rows
from bot.checks.transition import LeaseLostError, Transition
from bot.errors import Rejected, ServiceFailed
from bot.model import Engine, Problem, ProblemKind, Stage
from bot.storage.tables import checks
from tests.unit.bot.checks.scripted import REPORT, slack_error

UNKNOWN = failed(Problem(ProblemKind.SUBMIT_UNKNOWN))


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request):
    return request.param


@pytest.fixture
def claim(store, clock):
    async def claim_after_the_lease(owner):
        clock.tick(61)
        (claim,) = await store.claim_checks(owner=owner, limit=1)
        return claim

    return claim_after_the_lease


@pytest.fixture
async def submitting(store, new_post, claim):
    """A claim whose worker has stored that it submits, and is frozen."""
    await store.add(new_post("F1"), engine=Engine.V2)
    return await store.apply(await claim("frozen"), Transition(stage=Stage.SUBMITTING, due_in_s=0))


def submitted(claim):
    return Transition(stage=Stage.SUBMITTED, due_in_s=2, view=replace(claim.check.views[0], task_id="task-1"))


async def test_late_task_id_is_stored_while_another_worker_is_in_doubt(store, submitting, claim, only_check):
    other = await claim("other")
    with pytest.raises(LeaseLostError):
        await store.apply(submitting, submitted(submitting))
    await store.apply_late(submitting, submitted(submitting))
    for offer in (store.apply, store.apply_late):
        with pytest.raises(LeaseLostError):
            await offer(other, UNKNOWN)
    check = await only_check()
    assert (check.stage, check.views[0].task_id) == (Stage.SUBMITTED, "task-1")


async def test_worker_in_doubt_overrules_no_task_id_with_a_lease_that_it_gets_meanwhile(
    store, submitting, claim, only_check
):
    other = await claim("other")
    await store.apply_late(submitting, submitted(submitting))
    anew = await claim("other")  # the same worker claims what is due, and takes it for what it is busy with
    with pytest.raises(LeaseLostError):
        await store.apply(replace(other, lease=anew.lease), UNKNOWN)
    assert (await only_check()).stage is Stage.SUBMITTED


async def test_late_task_id_is_kept_for_the_next_try_once_the_check_has_failed(store, submitting, claim, only_check):
    await store.apply(await claim("other"), UNKNOWN)
    with pytest.raises(LeaseLostError):
        await store.apply_late(submitting, submitted(submitting))
    check = await only_check()
    assert (check.stage, check.views[0].task_id) == (Stage.FAILED, "task-1")


async def test_late_report_is_stored_while_another_worker_still_polls(store, submitting, claim, only_check):
    polling = await store.apply(submitting, replace(submitted(submitting), due_in_s=0))
    await claim("other")
    await store.apply_late(polling, Transition(stage=Stage.FINISHED, due_in_s=0, report=REPORT, delivering=True))
    assert (await only_check()).stage is Stage.FINISHED


async def test_late_reply_counts_while_another_worker_has_not_posted_its_own(store, submitting, claim, only_check):
    told = await store.apply(submitting, UNKNOWN)
    other = await claim("other")
    await store.apply_late(told, Transition(stage=Stage.FAILED, due_in_s=None, reply_ts="1.1"))
    with pytest.raises(LeaseLostError):
        await store.apply_late(other, Transition(stage=Stage.FAILED, due_in_s=None, reply_ts="2.2"))
    assert (await only_check()).reply_ts == "1.1"


async def test_submit_that_outlasts_its_lease_in_this_process_is_stored(
    store, worker, new_post, outside, clock, run, only_check
):
    submit = outside.submit

    async def slow(*args, **values):
        clock.tick(61)
        await worker.advance_due()
        return await submit(*args, **values)

    outside.submit = slow
    outside.script = {"poll": [REPORT]}
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(80)
    assert (await only_check()).stage is Stage.FINISHED
    assert outside.calls.count("submit") == outside.calls.count("deliver") == 1


async def test_reply_that_is_the_second_is_withdrawn(store, new_post, outside, claim, run, only_check):
    outside.script, withdrawn = {"poll": [REPORT]}, []

    async def while_another_posts(check, report, *, not_after):
        other = await claim("other")
        await store.apply(other, Transition(stage=check.stage, due_in_s=None, reply_ts="7.7"))
        return "9.9"

    async def withdraw(post, ts):
        withdrawn.append(ts)

    outside.deliver, outside.withdraw = while_another_posts, withdraw
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(20)
    assert withdrawn == ["9.9"]
    assert (await only_check()).reply_ts == "7.7"


async def test_progress_message_that_comes_after_all_is_told_is_withdrawn(store, new_post, outside, clock, run):
    outside.script = {"poll": [REPORT]}

    async def while_another_closes(*_, **__):
        clock.tick(61)
        [other] = await store.claim_posts(owner="other", limit=10)
        await store.save_post(other, due_in_s=None, progress_ts="")
        return "9.9"

    outside.show_progress = while_another_closes
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(4)
    assert outside.calls.count("withdraw") == 1


async def test_eyes_that_come_after_all_is_told_are_taken_back(store, new_post, outside, clock, run):
    outside.script = {"poll": [REPORT]}

    async def while_another_closes(*_, **__):
        clock.tick(61)
        [other] = await store.claim_posts(owner="other", limit=10)
        await store.save_post(other, due_in_s=None, progress_ts="")
        raise slack_error("unreachable")

    outside.show_progress = while_another_closes
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(4)
    assert outside.calls.count("withdraw_eyes") == 1


async def test_progress_message_that_comes_while_another_posts_one_is_withdrawn(store, new_post, outside, clock, run):
    outside.script = {"poll": [REPORT]}

    async def while_another_posts(*_, **__):
        clock.tick(61)
        [other] = await store.claim_posts(owner="other", limit=10)
        await store.save_post(other, due_in_s=0, posting=True)
        return "9.9"

    outside.show_progress = while_another_posts
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(4)
    assert outside.calls.count("withdraw") == 1


@pytest.mark.parametrize("query", ["count_open_posts", "save_post"])
async def test_late_progress_message_is_withdrawn_after_an_outage_of_the_database(
    store, new_post, outside, clock, run, monkeypatch, query
):
    outside.script, answered = {"poll": [REPORT]}, getattr(CheckRepository, query)

    async def out_of_order(*_, **__):
        monkeypatch.setattr(CheckRepository, query, answered)
        raise OperationalError("", {}, Exception())

    async def while_another_closes(*_, **__):
        clock.tick(61)
        [other] = await store.claim_posts(owner="other", limit=10)
        await store.save_post(other, due_in_s=None, progress_ts="")
        monkeypatch.setattr(CheckRepository, query, out_of_order)
        return "9.9"

    outside.show_progress = while_another_closes
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(4)
    assert outside.calls.count("withdraw") == 1


async def test_what_is_known_of_eyes_is_forgotten_once_another_has_the_post(store, new_post, outside, clock, run):
    outside.script = {"poll": [REPORT]}

    async def while_another_shows_eyes(*_, **__):
        clock.tick(61)
        [other] = await store.claim_posts(owner="other", limit=10)
        await store.save_post(other, due_in_s=60, attempts=1)
        return "9.9"

    outside.show_progress = while_another_shows_eyes
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(4)
    assert outside.calls.count("withdraw_eyes") == 1


async def test_stop_waits_for_a_paid_call_longer_than_for_others(
    store, worker, new_post, outside, only_check, monkeypatch
):
    monkeypatch.setattr(worker_module, "_STOP_S", 0.0)
    sent, answered = asyncio.Event(), asyncio.Event()

    async def slow(*_, **__):
        sent.set()
        await answered.wait()
        return "task-1"

    outside.submit = slow
    await store.add(new_post("F1"), engine=Engine.V2)
    await worker.advance_due()
    await sent.wait()
    stopping = asyncio.create_task(worker.stop())
    await asyncio.sleep(0.01)
    answered.set()
    await stopping
    check = await only_check()
    assert (check.stage, check.views[0].task_id) == (Stage.SUBMITTED, "task-1")


async def test_reply_goes_out_at_once_if_its_thread_was_opened_after_the_claim(
    store, worker, new_post, outside, only_check
):
    outside.script = {"poll": [REPORT]}
    await store.add(new_post("F1", thread_ts=""), engine=Engine.V2)
    (claim,) = await store.claim_checks(owner="w", limit=1)
    claim = await store.apply(claim, Transition(stage=Stage.FINISHED, due_in_s=0, report=REPORT))
    (post,) = await store.claim_posts(owner="w", limit=1)
    await store.save_post(post, due_in_s=None, root_ts="5.5")
    await worker._run_check(claim)
    assert (await only_check()).reply_ts == "9.9"


async def test_submit_refused_by_trouble_at_patsnap_is_sent_twice_more_minutes_apart(
    store, new_post, outside, run, only_check
):
    outside.script = {"submit": [ServiceFailed.of(ProblemKind.UNAVAILABLE)] * 9}
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(100)
    assert outside.calls.count("submit") == 1
    await run(100)
    assert outside.calls.count("submit") == 2
    await run(1000)
    assert outside.calls.count("submit") == 3
    check = await only_check()
    assert (check.stage, check.problem.kind) == (Stage.FAILED, ProblemKind.UNAVAILABLE)


async def retried(store, check, run):
    """The other try of a check, ten seconds after somebody asked for it."""
    assert await store.add_retry(check, engine=Engine.V2)
    await run(10)
    async with store.database.connect() as connection:
        rows = (await connection.execute(checks.select().where(checks.c.retry_of == check.id))).mappings().all()
        (again,) = await load_rows(connection, rows)
    return again


async def test_task_that_was_kept_is_waited_for_by_the_next_try_and_not_paid_for_again(
    store, submitting, claim, outside, run, only_check
):
    await store.apply(await claim("other"), UNKNOWN)
    with pytest.raises(LeaseLostError):
        await store.apply_late(submitting, submitted(submitting))
    again = await retried(store, await only_check(), run)
    assert (again.stage, again.views[0].task_id) == (Stage.SUBMITTED, "task-1")
    assert "submit" not in outside.calls


async def test_task_that_another_try_pays_for_has_all_of_its_time(store, new_post, outside, clock, run, only_check):
    outside.script = {"poll": [Rejected.of(ProblemKind.TASK_FAILED)]}
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(10)
    clock.tick(1000)  # the first try's time is over by now
    again = await retried(store, await only_check(), run)
    assert again.stage is Stage.SUBMITTED
    assert outside.calls.count("submit") == 2


async def test_late_task_of_one_view_takes_no_submit_of_another_view_over(store, new_post, claim):
    two = NewCheck(views=(NewView(file_id="F1", name="front.png"), NewView(file_id="F2", name="back.png")))
    await store.add(new_post(checks=(two,)), engine=Engine.V2)
    late = await store.apply(await claim("late"), Transition(stage=Stage.SUBMITTING, due_in_s=0))
    first = Transition(stage=Stage.PREPARED, due_in_s=0, view=replace(late.check.views[0], task_id="task-1"))
    await store.apply(late, first)  # its answer is lost
    paying = await store.apply(await claim("other"), Transition(stage=Stage.SUBMITTING, due_in_s=0))
    with pytest.raises(LeaseLostError):
        await store.apply_late(late, first)
    await store.apply(paying, Transition(stage=Stage.SUBMITTED, due_in_s=2))


@pytest.mark.parametrize("call", ["wait_turn", "normalise", "poll"])
async def test_cancel_during_a_step_is_answered_without_waiting_for_it(
    store, worker, new_post, outside, run, only_check, call
):
    step, answered_during_the_step = getattr(outside, call), []

    async def cancelled_meanwhile(*args, **values):
        check = await only_check()
        if check.stage is not Stage.CANCELLED:
            await store.cancel(check.post.id, team_id="T1", channel_id="C1", user_id="U2")
            await worker.advance_due()
            async with asyncio.timeout(60):
                while not (await only_check()).reply_ts:  # noqa: ASYNC110 - another task of this loop posts it
                    await asyncio.sleep(0)
            answered_during_the_step.append(call)
        return await step(*args, **values)

    setattr(outside, call, cancelled_meanwhile)
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(20)
    assert answered_during_the_step == [call]
    assert (await only_check()).stage is Stage.CANCELLED
    assert outside.calls.count("deliver") == 1
    assert outside.calls.count("submit") == (1 if call == "poll" else 0)


async def test_reply_about_a_file_that_was_deleted_meanwhile_is_withdrawn(store, deletion, new_post, outside, run):
    outside.script, withdrawn = {"poll": [REPORT]}, []

    async def while_it_is_deleted(check, report, *, not_after):
        await deletion.forget_file(team_id="T1", file_id="F1")
        return "9.9"

    async def withdraw(post, ts):
        withdrawn.append(ts)

    outside.deliver, outside.withdraw = while_it_is_deleted, withdraw
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(20)
    assert "9.9" in withdrawn


async def test_reply_that_is_delivered_while_somebody_invites_the_app_is_not_looked_at_again(
    store, new_post, outside, run
):
    outside.script = {"poll": [REPORT], "deliver": [slack_error("not_in_channel")]}
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(5)
    deliver = outside.deliver

    async def while_invited(*args, **values):
        await store.retry_undelivered(team_id="T1", channel_id="C1")
        return await deliver(*args, **values)

    outside.deliver = while_invited
    await store.retry_undelivered(team_id="T1", channel_id="C1")
    await run(5)
    assert outside.calls.count("deliver") == 2
    assert "look_for_reply" not in outside.calls


async def test_submit_whose_turn_came_as_the_app_was_stopped_is_not_sent(
    store, worker, new_post, outside, only_check, monkeypatch
):
    apply = type(store).apply

    async def stopped_meanwhile(self, claim, transition):
        if transition.turn:
            worker._stopping = True
        return await apply(self, claim, transition)

    monkeypatch.setattr(type(store), "apply", stopped_meanwhile)
    await store.add(new_post("F1"), engine=Engine.V2)
    await worker.advance_due()
    await asyncio.gather(*worker._tasks)
    assert "submit" not in outside.calls
    assert (await only_check()).stage is Stage.PREPARED
