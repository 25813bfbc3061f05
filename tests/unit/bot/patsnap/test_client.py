import asyncio
from dataclasses import replace

import httpx
import pytest

from bot.errors import BadResponse, DailyLimit, OutcomeUnknown, RateLimited, ServiceFailed, Unavailable
from bot.model import CheckOptions, Engine, ProblemKind
from bot.patsnap import engines
from bot.patsnap.client import RETRY_BUDGET_S, TURN_LIFE_S

from .conftest import start_check

HTML = httpx.Response(200, html="<html>please log in</html>")
CUT_OFF = httpx.Response(200, content=b'{"status": true, "error_code": 0, "data": {"task')
EMPTY = httpx.Response(200, content=b"")

NOT_SENT = [httpx.ConnectError("refused"), httpx.ConnectTimeout("slow"), httpx.PoolTimeout("full")]
LOST = [
    httpx.ReadTimeout("silent"),
    httpx.ReadError("reset"),
    httpx.WriteError("reset"),
    httpx.WriteTimeout("stuck"),
    httpx.RemoteProtocolError("Server disconnected without sending a response."),
]
UNREADABLE = [HTML, CUT_OFF, EMPTY, httpx.DecodingError("not gzip")]


def name_of(reply):
    return type(reply).__name__ if isinstance(reply, Exception) else reply.content[:12].decode()


@pytest.fixture
def submit(patsnap):
    return lambda: start_check(patsnap)


@pytest.fixture
def poll(patsnap):
    task_id = "a1b2c3d4-e5f6-7890-abcd-ef1234567890"  # that of the stored report
    return lambda: patsnap.engine(Engine.V2).poll(task_id)


@pytest.mark.parametrize("broken", NOT_SENT + LOST + UNREADABLE, ids=name_of)
async def test_a_poll_is_repeated_after_whatever_may_pass(poll, server, time, reply, broken):
    server.script("report", broken, broken, reply("report_v2"))

    [report] = await time.run(poll())

    assert report.total_found == 156
    assert server.calls["report"] == 3


@pytest.mark.parametrize("broken", NOT_SENT + LOST, ids=name_of)
async def test_a_poll_is_unavailable_when_the_connection_keeps_breaking(poll, server, time, broken):
    server.script("report", broken)

    [error] = await time.run(poll())

    assert type(error) is Unavailable
    assert error.problem.details["cause"] == type(broken).__name__
    assert server.calls["report"] == 3


@pytest.mark.parametrize("broken", UNREADABLE, ids=name_of)
async def test_a_poll_has_no_answer_when_the_reply_stays_unreadable(poll, server, time, broken):
    server.script("report", broken)

    [error] = await time.run(poll())

    assert type(error) is BadResponse
    assert error.problem.kind is ProblemKind.BAD_RESPONSE


@pytest.mark.parametrize("broken", LOST + UNREADABLE, ids=name_of)
async def test_a_submit_whose_answer_was_lost_is_never_repeated(submit, server, time, success, broken):
    server.script("submit", broken, success({"task_id": "second"}))

    [error] = await time.run(submit())

    assert type(error) is OutcomeUnknown
    assert error.problem.kind is ProblemKind.SUBMIT_UNKNOWN
    assert server.calls["submit"] == 1


@pytest.mark.parametrize("data", [None, {}, {"task_id": None}, {"task_id": ""}, {"task_id": ["t"]}, [], "t-1"])
async def test_a_submit_that_succeeds_without_a_task_is_never_repeated(submit, server, time, success, data):
    server.script("submit", success(data))

    [error] = await time.run(submit())

    assert type(error) is OutcomeUnknown
    assert server.calls["submit"] == 1


@pytest.mark.parametrize("broken", NOT_SENT, ids=name_of)
async def test_submit_that_never_left_is_unavailable_and_left_to_the_caller(submit, server, time, success, broken):
    server.script("submit", broken, success({"task_id": 42}))

    assert [type(error) for error in await time.run(submit())] == [Unavailable]
    assert server.calls["submit"] == 1
    assert await time.run(submit()) == ["42"]


async def test_submit_turned_down_for_now_is_unavailable_and_left_to_the_caller(submit, server, time, refusal):
    server.script("submit", refusal(68300008))

    assert [type(error) for error in await time.run(submit())] == [ServiceFailed]
    assert server.calls["submit"] == 1


async def test_submit_whose_turn_is_too_old_is_not_sent(patsnap, server, time):
    [turn] = await time.run(patsnap.wait_turn(Engine.V2))
    time.now += TURN_LIFE_S + 1

    [error] = await time.run(
        patsnap.engine(Engine.V2).submit(["https://x.test/a.png"], CheckOptions(countries=("US",)), turn=turn)
    )

    assert type(error) is Unavailable
    assert server.calls["submit"] == 0


async def test_a_submit_that_hangs_is_cut_off_as_unknown(submit, server, time, monkeypatch):
    async def hang(request):
        await asyncio.Event().wait()

    monkeypatch.setattr(engines, "SUBMIT", replace(engines.SUBMIT, deadline_s=0.01))
    server.script("submit", hang)

    [error] = await time.run(submit())

    assert type(error) is OutcomeUnknown
    assert error.problem.details["cause"] == "TimeoutError"


async def test_turn_waits_for_the_rate_limit_and_the_submit_goes_out_at_once(connected, server, time, success, reply):
    server.script("submit", success({"task_id": "t-1"}))
    server.script("report", reply("running_bare"))
    async with connected(server, PATSNAP_QPS=1) as patsnap:
        await time.run(patsnap.engine(Engine.V2).poll("t-0"))
        before = time.now
        [turn] = await time.run(patsnap.wait_turn(Engine.V2))
        assert time.now - before == pytest.approx(1 / 0.95)
        assert server.calls["submit"] == 0

        submit = patsnap.engine(Engine.V2).submit
        options = CheckOptions(countries=("US",))
        assert await time.run(submit(["https://image"], options, turn=turn)) == ["t-1"]
        assert server.starts[-1] == pytest.approx(before + 1 / 0.95)


async def test_turn_shows_nothing_of_what_authorises_it(patsnap, time):
    [turn] = await time.run(patsnap.wait_turn(Engine.V2))
    assert "token-1" not in repr(turn)


async def test_a_cancelled_call_stays_cancelled(poll, server, time):
    entered = asyncio.Event()

    async def hang(request):
        entered.set()
        await asyncio.Event().wait()

    async def leave(caller):
        await entered.wait()
        caller.cancel()

    server.script("report", hang)
    calling = asyncio.ensure_future(poll())

    error, _ = await time.run(calling, leave(calling))

    assert isinstance(error, asyncio.CancelledError)
    assert server.calls["report"] == 1


async def test_nothing_goes_on_after_the_daily_limit(poll, server, time, refusal):
    server.script("report", refusal(67200007))

    [error] = await time.run(poll())

    assert type(error) is DailyLimit
    assert server.calls["report"] == 1


async def test_retries_wait_a_moment_and_stay_within_seconds(poll, server, time, refusal):
    server.script("report", refusal(68300008))

    await time.run(poll())

    first, second, third = server.starts[1:]
    assert 0.25 <= second - first <= 4
    assert 0.25 <= third - second <= 4


async def test_no_attempt_follows_when_the_budget_is_spent(poll, server, time):
    async def slow(request):
        time.now += RETRY_BUDGET_S + 1
        raise httpx.ReadTimeout("silent")

    server.script("report", slow)

    [error] = await time.run(poll())

    assert type(error) is Unavailable
    assert server.calls["report"] == 1


async def test_a_short_retry_after_is_waited_out(poll, server, time, reply):
    server.script("report", httpx.Response(503, headers={"Retry-After": "4"}), reply("report_v2"))

    [report] = await time.run(poll())

    assert report is not None
    assert server.starts[-1] - server.starts[-2] >= 4


async def test_a_long_retry_after_is_left_to_the_caller(poll, server, time):
    server.script("report", httpx.Response(503, headers={"Retry-After": "120"}))

    [error] = await time.run(poll())

    assert error.retry_after_s == 120
    assert server.calls["report"] == 1


@pytest.mark.parametrize("code", [67200000, 67200001, 67200002])
async def test_a_rate_refusal_slows_every_caller_down(connected, server, time, reply, refusal, code):
    async with connected(server, PATSNAP_QPS=10) as patsnap:
        engine = patsnap.engine(Engine.V2)
        server.script("report", refusal(code), reply("running_bare"))

        await time.run(*(engine.poll("t-1") for _ in range(6)))

    gaps = [later - earlier for earlier, later in zip(server.starts, server.starts[1:], strict=False)]
    assert gaps[0] == pytest.approx(0.1 / 0.95)
    assert min(gaps[2:]) > 0.19


async def test_a_long_pause_asked_for_once_stops_the_other_callers_too(connected, server, time):
    async with connected(server, PATSNAP_QPS=10) as patsnap:
        engine = patsnap.engine(Engine.V2)
        server.script("report", httpx.Response(429, headers={"Retry-After": "60"}))

        await time.run(engine.poll("t-1"))
        [error] = await time.run(engine.poll("t-2"))

    assert isinstance(error, RateLimited)
    assert error.retry_after_s == pytest.approx(60)
    assert server.calls["report"] == 1


async def test_all_calls_share_one_pace_the_token_included(connected, server, time, reply, success):
    async with connected(server, PATSNAP_QPS=4) as patsnap:
        engine = patsnap.engine(Engine.V2)
        server.script("report", reply("running_bare"))
        server.script("image-upload", success({"url": "https://image"}))

        await time.run(
            *(engine.poll("t-1") for _ in range(5)), *(patsnap.upload_image(b"x", "image/png", "x") for _ in "123")
        )

    gaps = [later - earlier for earlier, later in zip(server.starts, server.starts[1:], strict=False)]
    assert len(gaps) == 8
    assert all(gap == pytest.approx(0.25 / 0.95) for gap in gaps)


async def test_every_request_is_observed_with_its_outcome(poll, server, time, observed, reply, refusal):
    server.script("report", refusal(67200002), httpx.ReadTimeout("silent"), reply("report_v2"))

    await time.run(poll())

    assert observed == [("token", "ok"), ("report", "rate_limited"), ("report", "unavailable"), ("report", "ok")]


async def test_an_unknown_outcome_is_observed_as_one(submit, server, time, observed):
    server.script("submit", HTML)

    await time.run(submit())

    assert observed[-1] == ("submit", "outcome_unknown")


async def test_a_redirect_is_not_followed(poll, server, time):
    server.script("report", httpx.Response(302, headers={"Location": "http://elsewhere.test/login"}))

    [error] = await time.run(poll())

    assert type(error) is BadResponse
    assert {request.url.host for request in server.requests} == {"patsnap.test"}


async def test_json_of_any_content_type_is_read(poll, server, time, reply):
    body = reply("report_v2").content
    server.script("report", httpx.Response(200, content=body, headers={"Content-Type": "text/html; charset=gbk"}))

    [report] = await time.run(poll())

    assert report.total_found == 156
