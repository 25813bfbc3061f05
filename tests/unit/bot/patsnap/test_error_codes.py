"""Every code of Patsnap's table, and every plain HTTP status, comes to the error it means."""

import httpx
import pytest

from bot.errors import (
    BadCredentials,
    BadResponse,
    DailyLimit,
    OutcomeUnknown,
    PatsnapError,
    QuotaExceeded,
    RateLimited,
    Rejected,
    ServiceFailed,
    Unavailable,
)
from bot.model import Engine, ProblemKind
from bot.patsnap.endpoints import REPORT, SUBMIT
from bot.patsnap.envelope import read_response
from bot.patsnap.error_codes import ERROR_CODES

from .conftest import start_check

Kind = ProblemKind


def read(response, endpoint):
    return read_response(response, response.content, endpoint, secrets=())


# code, error, kind, attempts of a call that may be repeated
DOCUMENTED = [
    (68300004, Rejected, Kind.REJECTED, 1),
    (68300005, ServiceFailed, Kind.UNAVAILABLE, 3),
    (68300006, ServiceFailed, Kind.UNAVAILABLE, 3),
    (68300007, Rejected, Kind.REJECTED, 1),
    (68300008, ServiceFailed, Kind.UNAVAILABLE, 3),
    (68300010, Rejected, Kind.IMAGE_REFUSED, 1),
    (67200000, RateLimited, Kind.UNAVAILABLE, 3),
    (67200001, RateLimited, Kind.UNAVAILABLE, 3),
    (67200002, RateLimited, Kind.UNAVAILABLE, 3),
    (67200003, BadCredentials, Kind.BAD_CREDENTIALS, 2),
    (67200004, BadCredentials, Kind.NO_PERMISSION, 1),
    (67200005, QuotaExceeded, Kind.QUOTA_EXCEEDED, 1),
    (67200006, QuotaExceeded, Kind.CLIENT_EXPIRED, 1),
    (67200007, DailyLimit, Kind.DAILY_LIMIT, 1),
    (67200008, Rejected, Kind.REJECTED, 1),
    (67200009, BadCredentials, Kind.BAD_CREDENTIALS, 2),
    (67200012, Rejected, Kind.REJECTED, 1),
    (67200100, ServiceFailed, Kind.UNAVAILABLE, 3),
    (67200101, BadCredentials, Kind.NO_PERMISSION, 1),
]
UNDOCUMENTED = [
    (68399999, Rejected, Kind.REJECTED, 1),
    (-1, Rejected, Kind.REJECTED, 1),
    (1, Rejected, Kind.REJECTED, 1),
    (429, RateLimited, Kind.UNAVAILABLE, 3),
    (500, Unavailable, Kind.UNAVAILABLE, 3),
    (503, Unavailable, Kind.UNAVAILABLE, 3),
]
# status, error, kind, attempts of a poll, error of a submit
STATUSES = [
    (400, Rejected, Kind.REJECTED, 1, Rejected),
    (401, BadCredentials, Kind.BAD_CREDENTIALS, 2, Unavailable),
    (403, BadCredentials, Kind.NO_PERMISSION, 1, BadCredentials),
    (404, BadCredentials, Kind.NO_PERMISSION, 1, BadCredentials),
    (408, Unavailable, Kind.UNAVAILABLE, 3, OutcomeUnknown),
    (413, Rejected, Kind.REJECTED, 1, Rejected),
    (429, RateLimited, Kind.UNAVAILABLE, 3, RateLimited),
    (500, Unavailable, Kind.UNAVAILABLE, 3, OutcomeUnknown),
    (502, Unavailable, Kind.UNAVAILABLE, 3, OutcomeUnknown),
    (503, Unavailable, Kind.UNAVAILABLE, 3, OutcomeUnknown),
    (504, Unavailable, Kind.UNAVAILABLE, 3, OutcomeUnknown),
    (520, Unavailable, Kind.UNAVAILABLE, 3, OutcomeUnknown),
    (302, BadResponse, Kind.BAD_RESPONSE, 3, OutcomeUnknown),
]


async def outcome(time, call) -> PatsnapError:
    [error] = await time.run(call)
    assert isinstance(error, PatsnapError), error
    return error


def test_the_table_of_the_code_is_the_documented_one():
    assert {code for code, *_ in DOCUMENTED} == set(ERROR_CODES)


@pytest.mark.parametrize(("code", "expected", "kind", "attempts"), DOCUMENTED + UNDOCUMENTED)
@pytest.mark.parametrize("as_text", [False, True])
async def test_an_error_code_comes_to_its_error(
    patsnap, server, time, refusal, code, expected, kind, attempts, as_text
):
    server.script("report", refusal(str(code) if as_text else code))

    error = await outcome(time, patsnap.engine(Engine.V2).poll("t-1"))

    assert type(error) is expected
    assert error.problem.kind is kind
    assert error.code == code
    assert server.calls["report"] == attempts


@pytest.mark.parametrize(("code", "expected", "kind", "attempts"), DOCUMENTED + UNDOCUMENTED)
async def test_a_submit_with_an_error_code_is_sent_once(patsnap, server, time, refusal, code, expected, kind, attempts):
    server.script("submit", refusal(code))

    error = await outcome(time, start_check(patsnap))

    # A token that is refused is replaced before the next submit: that one may go through. What a gateway says in an
    # envelope says as little of the task as its page does.
    instead = {67200003: Unavailable, 67200009: Unavailable, 500: OutcomeUnknown, 503: OutcomeUnknown}
    assert type(error) is instead.get(code, expected)
    assert server.calls["submit"] == 1


@pytest.mark.parametrize(("status", "expected", "kind", "polls", "of_submit"), STATUSES)
async def test_a_plain_status_comes_to_its_error(connected, server, time, status, expected, kind, polls, of_submit):
    page = httpx.Response(status, html="<h1>gateway</h1>", headers={"Location": "https://elsewhere"})
    server.script("report", page)
    server.script("submit", page)

    async with connected(server) as patsnap:
        error = await outcome(time, patsnap.engine(Engine.V2).poll("t-1"))
    async with connected(server) as patsnap:
        of_a_submit = await outcome(time, start_check(patsnap))

    assert (type(error), error.problem.kind) == (expected, kind)
    assert type(of_a_submit) is of_submit
    assert (server.calls["report"], server.calls["submit"]) == (polls, 1)


async def test_the_details_of_an_error_say_which_api_and_code(patsnap, server, time, refusal):
    server.script("report", refusal(67200004, "no permission"))

    error = await outcome(time, patsnap.engine(Engine.V2).poll("t-1"))

    assert error.problem.details == {"api": "AI39-2", "code": "67200004"}


async def test_a_refusal_carries_the_reason(patsnap, server, time, refusal):
    server.script("report", refusal(68300004, "country:\n\n is \x07wrong"))

    error = await outcome(time, patsnap.engine(Engine.V2).poll("t-1"))

    assert error.problem.details == {"api": "AI39-2", "code": "68300004", "reason": "country: is wrong"}


@pytest.mark.parametrize("message", [None, "", {"a": 1}, ["x"], "\x00"])
async def test_a_refusal_without_a_reason_names_none(patsnap, server, time, refusal, message):
    server.script("report", refusal(68300004, message))

    error = await outcome(time, patsnap.engine(Engine.V2).poll("t-1"))

    assert "reason" not in error.problem.details


async def test_a_reason_is_bounded(patsnap, server, time, refusal):
    server.script("report", refusal(68300004, "long " * 5000))

    error = await outcome(time, patsnap.engine(Engine.V2).poll("t-1"))

    assert len(error.problem.details["reason"]) == 200


@pytest.mark.parametrize("http", [400, 401, 403, 429, 500, 503])
def test_a_documented_code_counts_more_than_the_http_status_around_it(refusal, http):
    answer = read(refusal(67200005, http=http), SUBMIT)

    assert type(answer.error) is QuotaExceeded
    assert answer.settled


@pytest.mark.parametrize(
    "body",
    [
        {"status": False, "error_code": 0, "data": {"task_id": "t"}},
        {"status": "false", "error_code": "0", "data": {"task_id": "t"}},
        {"status": 1, "error_code": 0, "data": {"task_id": "t"}},
        {"status": True, "data": {"task_id": "t"}},
        {"status": True, "error_code": None, "data": {"task_id": "t"}},
        {"status": True, "error_code": False, "data": {"task_id": "t"}},
        {"error_code": 0, "data": {"task_id": "t"}},
        {"task_id": "t"},
        {},
        [],
        None,
        "ok",
    ],
)
def test_nothing_less_than_status_true_and_code_zero_is_a_success(body):
    answer = read(httpx.Response(200, json=body), REPORT)

    assert type(answer.error) is BadResponse
    assert answer.data is None
    assert not answer.settled


@pytest.mark.parametrize(("status", "code"), [(True, 0), ("true", "0"), ("True", 0.0)])
def test_success_is_read_with_booleans_and_numbers_as_strings(status, code):
    answer = read(httpx.Response(200, json={"status": status, "error_code": code, "data": {"task_id": "t"}}), SUBMIT)

    assert (answer.error, answer.data) == (None, {"task_id": "t"})


def test_status_true_beside_an_error_code_is_an_error(refusal):
    body = {"status": True, "error_code": 68300007, "data": {"task_id": "t"}}

    assert type(read(httpx.Response(200, json=body), REPORT).error) is Rejected


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "7"}, 7),
        ({"Retry-After": "0.5"}, 0.5),
        ({"Retry-After": "-3"}, 0),
        ({"Retry-After": "Sat, 01 Nov 2025 10:00:30 GMT", "Date": "Sat, 01 Nov 2025 10:00:00 GMT"}, 30),
        ({"Retry-After": "Sat, 01 Nov 2025 10:00:30 GMT"}, 0),
        ({"Retry-After": "Sat, 01 Nov 2025 10:00:30 GMT", "Date": "no date"}, None),
        ({"Retry-After": "later"}, None),
        ({"Retry-After": "nan"}, None),
        ({"Retry-After": "1e300"}, 86_400),
        ({"Retry-After": "Fri, 31 Dec 9999 23:59:59 GMT"}, 86_400),
        ({}, None),
    ],
)
def test_retry_after_is_read_in_seconds_and_as_a_time(headers, seconds):
    error = read(httpx.Response(429, headers=headers), REPORT).error

    assert isinstance(error, RateLimited)
    assert error.retry_after_s == seconds
