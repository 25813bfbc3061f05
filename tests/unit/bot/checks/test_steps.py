"""The state machine against scripted outsides and a real database, its clock moved by hand."""

import asyncio
import hashlib
import itertools
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.checks.requests import NewCheck, NewView
from bot.checks.rows import load_rows
from bot.checks.transition import Transition
from bot.errors import (
    BadCredentials,
    BadResponse,
    FileError,
    ImageError,
    OutcomeUnknown,
    QuotaExceeded,
    Rejected,
    Unavailable,
)
from bot.model import Comparison, Engine, Patent, Problem, ProblemKind, Report, Risk, Stage
from bot.model.file import File
from bot.storage.tables import checks
from tests.unit.bot.checks.scripted import NO_ANSWER, REPORT, Picture, slack_error


async def test_check_runs_from_the_post_to_one_reply(store, new_post, outside, run, only_check):
    outside.script = {"poll": [None, None, REPORT]}
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(20)
    assert [call for call in outside.calls if "progress" not in call and call not in {"close", "require_submit"}] == [
        "download", "normalise", "upload", "wait_turn", "submit", "poll", "poll", "poll", "deliver",
    ]  # fmt: skip
    assert outside.calls.count("close") == 1
    check = await only_check()
    assert (check.stage, check.reply_ts) == (Stage.FINISHED, "9.9")


async def test_digests_of_what_was_posted_and_of_what_was_sent_are_kept(store, new_post, outside, run, only_check):
    outside.script = {"normalise": [Picture(b"upload form")], "poll": [REPORT]}
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(20)
    (view,) = (await only_check()).views
    assert view.posted_sha256 == hashlib.sha256(b"pixels").hexdigest()
    assert view.sent_sha256 == hashlib.sha256(b"upload form").hexdigest()


async def test_first_poll_comes_two_seconds_after_the_submit(store, new_post, outside, run):
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(1.9)
    assert "poll" not in outside.calls
    await run(0.2)
    assert outside.calls.count("poll") == 1


async def test_polls_keep_to_two_to_five_seconds(store, new_post, outside, run, clock):
    polled_at = []
    answer = outside.answer

    def noting(call, default):
        if call == "poll":
            polled_at.append(clock.now)
        return answer(call, default)

    outside.answer = noting
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(60)
    gaps = [after - before for before, after in itertools.pairwise(polled_at)]
    assert len(gaps) > 8
    assert all(1.99 <= gap <= 5.01 for gap in gaps)


async def test_check_expires_after_its_timeout_with_a_last_poll(store, new_post, outside, run, only_check):
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(110)
    check = await only_check()
    assert check.stage is Stage.EXPIRED
    assert check.problem == Problem(ProblemKind.EXPIRED, {"timeout_s": "100"})
    assert outside.calls.count("deliver") == 1
    assert outside.calls.count("submit") == 1


@pytest.mark.parametrize(
    ("call", "error"),
    [
        ("download", FileError.of(ProblemKind.FILE_DELETED, name="a")),
        ("normalise", ImageError.of(ProblemKind.BROKEN_IMAGE, name="a")),
        ("upload", Rejected.of(ProblemKind.IMAGE_REFUSED, name="a")),
        ("submit", QuotaExceeded.of(ProblemKind.QUOTA_EXCEEDED)),
        ("submit", BadCredentials.of(ProblemKind.BAD_CREDENTIALS, code=67200003)),
        ("submit", OutcomeUnknown.of(ProblemKind.SUBMIT_UNKNOWN)),
        ("poll", Rejected.of(ProblemKind.TASK_FAILED)),
        ("poll", BadResponse.of(ProblemKind.EMPTY_REPORT)),
    ],
)
async def test_final_error_ends_the_check_with_its_problem_and_one_reply(
    store, new_post, outside, run, only_check, call, error
):
    outside.script = {call: [error]}
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(30)
    check = await only_check()
    assert (check.stage, check.problem) == (Stage.FAILED, error.problem)
    assert outside.calls.count(call) == 1
    assert outside.calls.count("deliver") == 1


@pytest.mark.parametrize("call", ["download", "upload", "submit", "poll"])
async def test_passing_error_is_tried_again_and_the_check_finishes(store, new_post, outside, run, only_check, call):
    outside.script = {call: [NO_ANSWER, slack_error(), NO_ANSWER]}
    if call == "poll":
        outside.script[call].append(REPORT)
    else:
        outside.script["poll"] = [REPORT]
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(60)
    assert (await only_check()).stage is Stage.FINISHED
    assert outside.calls.count(call) == 4
    assert outside.calls.count("upload") == (4 if call == "upload" else 1)


async def test_submit_that_never_goes_through_fails_after_bounded_tries(store, new_post, outside, run, only_check):
    outside.script = {"submit": [NO_ANSWER] * 50}
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(1000, step=20)
    check = await only_check()
    assert (check.stage, check.problem.kind) == (Stage.FAILED, ProblemKind.UNAVAILABLE)
    assert outside.calls.count("submit") == 8


async def test_retry_waits_as_long_as_patsnap_asks(store, new_post, outside, run):
    error = Unavailable(Problem(ProblemKind.UNAVAILABLE), retry_after_s=40)
    outside.script = {"submit": [error]}
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(39)
    assert outside.calls.count("submit") == 1
    await run(2)
    assert outside.calls.count("submit") == 2


async def test_running_task_is_polled_through_an_outage(store, new_post, outside, run, only_check):
    outside.script = {"poll": [NO_ANSWER] * 6 + [REPORT]}
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(99)
    assert (await only_check()).stage is Stage.FINISHED
    assert outside.calls.count("submit") == 1


async def test_unforeseen_error_ends_with_an_id_that_is_logged_too(store, new_post, outside, run, only_check, caplog):
    outside.script = {"normalise": [RuntimeError("boom")] * 3}
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(10)
    check = await only_check()
    assert check.problem.kind is ProblemKind.INTERNAL
    assert check.problem.details["error_id"] in caplog.text


async def test_unforeseen_error_during_the_submit_leaves_its_outcome_open(store, new_post, outside, run, only_check):
    outside.script = {"submit": [RuntimeError("boom")]}
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(30)
    assert (await only_check()).problem.kind is ProblemKind.SUBMIT_UNKNOWN
    assert outside.calls.count("submit") == 1


async def test_worker_killed_during_the_submit_never_submits_again(store, new_post, outside, run, clock, only_check):
    await store.add(new_post("F1"), engine=Engine.V2)
    (claim,) = await store.claim_checks(owner="killed", limit=1)
    await store.apply(claim, Transition(stage=Stage.SUBMITTING, due_in_s=0))
    clock.tick(61)
    await run(5)
    check = await only_check()
    assert (check.stage, check.problem.kind) == (Stage.FAILED, ProblemKind.SUBMIT_UNKNOWN)
    assert "submit" not in outside.calls


async def test_check_waiting_for_its_turn_is_in_no_doubt_when_the_worker_dies(
    store, new_post, worker, outside, run, clock, only_check
):
    asked = asyncio.Event()
    wait_turn = outside.wait_turn

    async def wait_for_ever(_engine):
        asked.set()
        await asyncio.Future()

    outside.wait_turn = wait_for_ever
    await store.add(new_post("F1"), engine=Engine.V2)
    await worker.advance_due()
    await asked.wait()
    for task in worker._tasks:
        task.cancel()
    outside.wait_turn = wait_turn
    clock.tick(61)
    await run(30)
    assert (await only_check()).problem is None
    assert outside.calls.count("submit") == 1


async def test_submit_is_stored_before_it_is_sent(store, new_post, outside, run, only_check):
    stages = []
    submit = outside.submit

    async def look(*arguments, **options):
        stages.append((await only_check()).stage)
        return await submit(*arguments, **options)

    outside.submit = look
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(2)
    assert stages == [Stage.SUBMITTING]


async def test_check_cancelled_while_it_waits_for_its_turn_is_not_submitted(store, new_post, outside, run, only_check):
    async def cancel(_engine):
        check = await only_check()
        await store.cancel(check.post.id, team_id="T1", channel_id="C1", user_id="U2")
        return object()

    outside.wait_turn = cancel
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(2)
    assert "submit" not in outside.calls
    assert (await only_check()).stage is Stage.CANCELLED


async def test_worker_that_stops_pays_for_nothing_any_more(store, new_post, worker, outside, only_check):
    asked, turn = asyncio.Event(), asyncio.Event()

    async def wait_turn(_engine):
        asked.set()
        await turn.wait()
        return object()

    outside.wait_turn = wait_turn
    await store.add(new_post("F1"), engine=Engine.V2)
    await worker.advance_due()
    await asked.wait()
    stopping = asyncio.create_task(worker.stop())
    await asyncio.sleep(0)
    turn.set()
    await stopping
    assert (await only_check()).stage is Stage.PREPARED
    assert "submit" not in outside.calls


@pytest.mark.parametrize("found", ["7.7", None])
async def test_worker_killed_during_the_reply_looks_for_it_first(
    store, new_post, outside, run, clock, only_check, found
):
    await store.add(new_post("F1"), engine=Engine.V2)
    (claim,) = await store.claim_checks(owner="killed", limit=1)
    await store.apply(claim, Transition(stage=Stage.FINISHED, due_in_s=0, report=REPORT, delivering=True))
    clock.tick(61)
    outside.script = {"look_for_reply": [found]}
    await run(70)
    assert outside.calls.count("deliver") == (0 if found else 1)
    assert (await only_check()).reply_ts == (found or "9.9")


async def test_reply_whose_outcome_is_unknown_is_looked_for_and_not_posted_twice(
    store, new_post, outside, run, only_check
):
    outside.script = {"poll": [REPORT], "deliver": [slack_error("unreachable")], "look_for_reply": ["6.6"]}
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(20)
    assert outside.calls.count("deliver") == 1
    assert (await only_check()).reply_ts == "6.6"


async def test_reply_waits_out_a_long_outage_of_slack(store, new_post, outside, run, only_check):
    outside.script = {"poll": [REPORT], "deliver": [slack_error()] * 12}
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(6000, step=100)
    check = await only_check()
    assert (check.stage, check.reply_ts) == (Stage.FINISHED, "9.9")


async def test_file_that_is_no_picture_is_dropped_without_a_reply(store, new_post, outside, run):
    outside.script = {"download": [File("a.pdf", None)]}
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(10)
    assert "deliver" not in outside.calls
    assert outside.calls.count("close") == 1


async def test_cancelled_check_is_answered_once_and_never_submitted(store, new_post, outside, run, only_check):
    await store.add(new_post("F1"), engine=Engine.V2)
    check = await only_check()
    await store.cancel(check.post.id, team_id="T1", channel_id="C1", user_id="U2")
    await run(10)
    assert [call for call in outside.calls if call != "close"] == ["deliver"]
    assert (await only_check()).stage is Stage.CANCELLED


async def test_retry_of_an_expired_check_takes_the_finished_task_for_free(store, new_post, outside, run, queries):
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(110)
    outside.calls.clear()
    outside.script = {"poll": [REPORT]}
    async with store.database.connect() as connection:
        check_id = (await connection.execute(checks.select())).mappings().one()["id"]
    await store.add_retry(await queries.find_check(check_id, team_id="T1", channel_id="C1"), engine=Engine.V2)
    await run(5)
    assert [call for call in outside.calls if "progress" not in call and call != "close"] == ["poll", "deliver"]


async def test_progress_is_posted_once_when_its_first_outcome_was_lost(store, new_post, outside, run):
    outside.script = {"show_progress": [slack_error("unreachable")], "find_progress": ["5.1"]}
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(4)
    assert outside.calls.count("show_progress") == 2
    assert outside.calls.count("find_progress") == 1


async def test_progress_that_cannot_be_shown_never_holds_up_the_reply(store, new_post, outside, run, only_check):
    outside.script = {"show_progress": [slack_error("not_in_channel")] * 99, "poll": [REPORT]}
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(30)
    assert (await only_check()).reply_ts == "9.9"


async def test_stop_finishes_the_step_under_way_and_releases_the_rest(store, new_post, outside, worker, only_check):
    await store.add(new_post("F1"), engine=Engine.V2)
    await worker.advance_due()
    await worker.stop()
    check = await only_check()
    assert check.stage in {Stage.PREPARED, Stage.SUBMITTED, Stage.RECEIVED}
    assert len(await store.claim_posts(owner="next", limit=5)) <= 1
    await worker.advance_due()
    assert not worker._tasks


def together(new_post, *files):
    views = tuple(NewView(file_id=file, name=f"{file}.png") for file in files)
    return new_post(checks=(NewCheck(views=views),))


def compared(patent_id, risk, score=0.5, country="US"):
    return Comparison(
        patent=Patent(patent_id=patent_id, publication_number="", country=country), risk=risk, score=score
    )


@pytest.fixture
def last_check(store):
    async def read():
        async with store.database.connect() as connection:
            rows = (await connection.execute(checks.select().order_by(checks.c.created_at))).mappings().all()
            return (await load_rows(connection, rows))[-1]

    return read


async def test_views_together_run_one_task_each_and_end_in_one_merged_report(
    store, queries, new_post, outside, run, only_check
):
    front = Report(countries=("US",), comparisons=(compared("p1", Risk.LOW), compared("p2", Risk.MEDIUM)))
    side = Report(countries=("US",), comparisons=(compared("p1", Risk.HIGH),), high_risk_countries=("US",))
    outside.script = {"poll": [None, None, front, None, side]}
    await store.add(together(new_post, "F1", "F2"), engine=Engine.V2)
    await run(30)
    assert outside.sent == [(["https://patsnap/F1.png"], ""), (["https://patsnap/F2.png"], "")]
    assert outside.calls.count("deliver") == 1
    report = await queries.report_of((await only_check()).id)
    assert [(item.patent.patent_id, item.risk, item.views) for item in report.comparisons] == [
        ("p1", Risk.HIGH, (1,)),
        ("p2", Risk.MEDIUM, (0,)),
    ]


async def test_retry_after_one_view_failed_pays_for_that_view_alone(
    store, queries, new_post, outside, run, only_check, last_check
):
    failed = Rejected.of(ProblemKind.TASK_FAILED)
    outside.script = {"poll": [REPORT, failed]}
    await store.add(together(new_post, "F1", "F2"), engine=Engine.V2)
    await run(30)
    check = await only_check()
    assert check.problem.kind is ProblemKind.TASK_FAILED
    outside.calls.clear()
    outside.script = {"poll": [REPORT]}
    await store.add_retry(check, engine=Engine.V2)
    await run(30)
    assert (await last_check()).stage is Stage.FINISHED
    assert (outside.calls.count("submit"), outside.calls.count("upload")) == (1, 0)
    assert outside.sent[-1] == (["https://patsnap/F2.png"], "")


async def test_worker_killed_between_two_submits_goes_on_with_the_second(store, new_post, outside, run, clock):
    await store.add(together(new_post, "F1", "F2"), engine=Engine.V2)
    (claim,) = await store.claim_checks(owner="killed", limit=1)
    for view in claim.check.views:
        uploaded = replace(
            view,
            upload_url=f"https://patsnap/{view.name}",
            upload_expires_at=datetime.fromtimestamp(clock() + 9e4, UTC),
        )
        claim = await store.apply(claim, Transition(stage=Stage.PREPARED, due_in_s=0, view=uploaded))
    claim = await store.apply(claim, Transition(stage=Stage.SUBMITTING, due_in_s=0))
    first = replace(claim.check.views[0], task_id="task-0")
    await store.apply(claim, Transition(stage=Stage.PREPARED, due_in_s=0, view=first))
    clock.tick(61)
    await run(5)
    assert outside.sent == [(["https://patsnap/F2.png"], "")]


async def test_older_engine_searches_once_and_compares_all_views_in_one_task(
    store, queries, new_post, outside, run, only_check
):
    outside.takes_views, outside.searches_first = 4, True
    outside.script = {
        "submit": [NO_ANSWER, NO_ANSWER],
        "poll": [Report(countries=("US",), comparisons=(compared("p", Risk.HIGH),))],
    }
    await store.add(together(new_post, "F1", "F2", "F3"), engine=Engine.V1)
    await run(60)
    assert outside.calls.count("search") == 1
    assert outside.sent == [([f"https://patsnap/F{n}.png" for n in (1, 2, 3)], "found")] * 3
    report = await queries.report_of((await only_check()).id)
    assert report.comparisons[0].views == (0, 1, 2)


async def test_upload_that_ran_out_is_made_again_before_the_submit(store, new_post, outside, run, clock):
    outside.script = {"submit": [Unavailable(Problem(ProblemKind.UNAVAILABLE), retry_after_s=40_000)]}
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(5)
    clock.tick(40_000)
    await run(10)
    assert outside.calls.count("upload") == 2
    assert outside.calls.count("submit") == 2


NO_ACCESS = [
    BadCredentials.of(ProblemKind.BAD_CREDENTIALS, code=67200003),
    BadCredentials.of(ProblemKind.NO_PERMISSION, api="AI39-2"),
    QuotaExceeded.of(ProblemKind.QUOTA_EXCEEDED),
    QuotaExceeded.of(ProblemKind.CLIENT_EXPIRED),
]


async def test_running_task_waits_for_access_and_ends_with_the_report_that_was_paid_for(
    store, new_post, outside, run, only_check
):
    outside.script = {"poll": [*NO_ACCESS, REPORT]}
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(80)
    assert (await only_check()).stage is Stage.FINISHED
    assert outside.calls.count("submit") == 1


async def test_task_without_access_expires_and_another_try_goes_on_with_it(
    store, new_post, outside, run, only_check, last_check
):
    outside.script = {"poll": NO_ACCESS * 10}
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(110)
    check = await only_check()
    assert (check.stage, check.problem.kind) == (Stage.EXPIRED, ProblemKind.EXPIRED)
    assert outside.calls.count("deliver") == 1
    outside.script = {"poll": [REPORT]}
    await store.add_retry(check, engine=Engine.V2)
    await run(10)
    assert (await last_check()).stage is Stage.FINISHED
    assert outside.calls.count("submit") == 1


TASK_UNKNOWN = Rejected(Problem(ProblemKind.REJECTED, {"code": "68300004", "reason": "no such task"}), code=68300004)
ILLEGAL = Rejected(Problem(ProblemKind.REJECTED, {"code": "67200012", "reason": "illegal"}), code=67200012)


async def test_task_that_vanished_ends_the_check_and_another_try_pays_for_another_one(
    store, new_post, outside, run, only_check, last_check
):
    outside.script = {"poll": [TASK_UNKNOWN, REPORT]}
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(10)
    check = await only_check()
    assert check.problem == Problem(ProblemKind.TASK_FAILED, {"code": "68300004"})
    await store.add_retry(check, engine=Engine.V2)
    await run(10)
    assert (await last_check()).stage is Stage.FINISHED
    assert outside.calls.count("submit") == 2


async def test_refusal_that_is_not_about_the_task_leaves_it_for_another_try(
    store, new_post, outside, run, only_check, last_check
):
    outside.script = {"poll": [ILLEGAL, REPORT]}
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(10)
    check = await only_check()
    assert check.problem.kind is ProblemKind.BAD_RESPONSE
    await store.add_retry(check, engine=Engine.V2)
    await run(10)
    assert (await last_check()).stage is Stage.FINISHED
    assert outside.calls.count("submit") == 1


@pytest.mark.parametrize("stage", ["submit", "poll"])
async def test_wait_that_patsnap_asks_for_never_keeps_a_check_from_its_end(
    store, new_post, outside, run, only_check, stage
):
    outside.script = {stage: [Unavailable(Problem(ProblemKind.UNAVAILABLE), retry_after_s=1e9)] * 50}
    await store.add(new_post("F1"), engine=Engine.V2)
    await (run(120) if stage == "poll" else run(8.5 * 3600, step=600))
    assert (await only_check()).stage is (Stage.EXPIRED if stage == "poll" else Stage.FAILED)


@pytest.mark.parametrize("call", ["show_progress", "deliver"])
async def test_message_to_a_post_deleted_meanwhile_is_withdrawn(store, deletion, new_post, outside, run, call):
    outside.script = {"poll": [REPORT]}
    answer = outside.answer

    async def forget():
        await deletion.forget_message(team_id="T1", channel_id="C1", message_ts="1700000000.000100")

    async def while_it_goes_out(*_, **__):
        await forget()
        return answer(call, "9.9")

    setattr(outside, call, while_it_goes_out)
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(20)
    assert outside.calls.count("withdraw") == 1


async def test_refused_reply_is_posted_later_without_a_look_for_it(store, new_post, outside, run, only_check):
    outside.script = {"poll": [REPORT], "deliver": [slack_error("ratelimited", retry_after_s=3)]}
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(20)
    assert (await only_check()).reply_ts == "9.9"
    assert "look_for_reply" not in outside.calls


async def test_reply_in_a_busy_channel_waits_for_its_turn_however_often_and_no_longer(
    store, new_post, outside, run, only_check
):
    outside.script = {"poll": [REPORT], "deliver": [slack_error("ratelimited", retry_after_s=3)] * 20}
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(120)
    check = await only_check()
    assert check.reply_ts == "9.9"
    assert 60 <= (check.delivered_at - check.ended_at).total_seconds() <= 90
    assert "find_reply" not in outside.calls


@pytest.mark.parametrize("not_posted", [slack_error("too_late"), slack_error("ratelimited", retry_after_s=3)])
async def test_reply_that_was_missed_long_enough_is_not_missed_anew_when_it_comes_before_its_turn_or_too_late(
    store, new_post, outside, run, only_check, worker, not_posted
):
    outside.script = {"poll": [REPORT], "deliver": [slack_error("unreachable"), *[not_posted] * 3]}
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(600)
    check = await only_check()
    assert (check.delivered_at - check.ended_at).total_seconds() < 2 * worker.steps.replies.settle_s


async def test_reply_whose_outcome_is_unknown_again_is_missed_anew(store, new_post, outside, run, only_check, worker):
    outside.script = {"poll": [REPORT], "deliver": [slack_error("unreachable")] * 2}
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(600)
    check = await only_check()
    assert (check.delivered_at - check.ended_at).total_seconds() >= 2 * worker.steps.replies.settle_s


async def test_reply_that_came_too_late_is_posted_once_the_lease_is_confirmed(
    store, new_post, outside, run, only_check
):
    outside.script = {"poll": [REPORT], "deliver": [slack_error("too_late")] * 9}
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(20)
    check = await only_check()
    assert (check.reply_ts, check.delivered_at) == ("9.9", check.ended_at)
    assert "find_reply" not in outside.calls


async def test_reply_that_came_too_late_leaves_the_wait_after_an_outage_as_it_was(store, new_post, outside, worker):
    await store.add(new_post("F1"), engine=Engine.V2)
    (claim,) = await store.claim_checks(owner="this", limit=1)
    claim = await store.apply(claim, Transition(stage=Stage.FINISHED, due_in_s=0, attempts=3, delivering=True))
    outside.script = {"deliver": [slack_error("too_late")]}
    transition = await worker.steps.advance(
        claim, None, previous=Transition(stage=Stage.FINISHED, due_in_s=0), report=REPORT
    )
    assert (transition.due_in_s, transition.attempts, transition.delivering) == (0, 3, False)


async def test_reply_that_came_too_late_is_left_to_the_worker_that_has_the_lease_now(
    store, new_post, outside, run, clock, only_check
):
    other = []

    async def while_another_claims(check, report, *, not_after):
        outside.calls.append("deliver")
        if other:
            return "9.9"
        clock.tick(61)
        other.extend(await store.claim_checks(owner="other", limit=1))
        raise slack_error("too_late")

    outside.deliver = while_another_claims
    outside.script = {"poll": [REPORT]}
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(20)
    assert outside.calls.count("deliver") == 1
    assert (await only_check()).reply_ts == ""


async def test_refused_progress_is_posted_later_without_a_look_for_it(store, new_post, outside, run):
    outside.script = {"show_progress": [slack_error("ratelimited", retry_after_s=3)]}
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(8)
    assert outside.calls.count("show_progress") >= 2
    assert "find_progress" not in outside.calls


async def test_progress_message_is_cleared_away_however_long_slack_is_busy(store, new_post, outside, run):
    outside.script = {"poll": [REPORT], "close": [slack_error("ratelimited", retry_after_s=30)] * 9}
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(1500, step=30)
    assert outside.calls.count("close") == 10
    assert await store.seconds_until_due() is None


async def test_post_that_cannot_be_tidied_up_is_left_alone(store, new_post, outside, run):
    outside.script = {"poll": [REPORT], "close": [slack_error("is_archived")] * 9}
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(1500, step=30)
    assert outside.calls.count("close") == 1
