"""What Patsnap would only refuse again is not sent, until it has had time to change its mind."""

import itertools

import httpx
import pytest

from bot.errors import BadCredentials, DailyLimit, OutcomeUnknown, QuotaExceeded, RateLimited
from bot.model import Engine
from bot.patsnap import circuit_breaker, daily_limit

from .conftest import start_check

EIGHT_IN_THE_MORNING = 1000.0  # of 1 January 1970 in China, where the scripted time begins
FIRST_MIDNIGHT = 16 * 3600.0


@pytest.fixture
def submit(patsnap):
    return lambda: start_check(patsnap)


@pytest.fixture
def poll(patsnap):
    return lambda: patsnap.engine(Engine.V2).poll("t-1")


@pytest.fixture
def upload(patsnap):
    return lambda: patsnap.upload_image(b"x", "image/png", "mug.png")


@pytest.fixture(autouse=True)
def healthy(server, success, reply):
    server.script("submit", success({"task_id": "t-1"}))
    server.script("report", reply("running_bare"))
    server.script("image-upload", success({"url": "https://images.test/1.png"}))


@pytest.mark.parametrize(
    ("code", "error", "stopped", "going_on"),
    [
        (67200005, QuotaExceeded, {"submit", "upload"}, {"poll"}),
        (67200006, QuotaExceeded, {"submit", "upload", "poll"}, set()),
        (67200003, BadCredentials, {"submit", "upload", "poll"}, set()),
        (67200009, BadCredentials, {"submit", "upload", "poll"}, set()),
        (67200004, BadCredentials, {"submit"}, {"upload", "poll"}),
        (67200101, BadCredentials, {"submit"}, {"upload", "poll"}),
        (67200007, DailyLimit, {"submit"}, {"upload", "poll"}),
    ],
)
async def test_refusal_stops_the_calls_it_speaks_for_and_no_others(
    submit, poll, upload, server, time, refusal, code, error, stopped, going_on
):
    server.script("submit", refusal(code))
    for _ in range(2):  # a token is replaced first
        await time.run(submit())
    before = server.calls.copy()
    calls = {"submit": submit, "poll": poll, "upload": upload}

    outcomes = {name: (await time.run(calls[name]()))[0] for name in calls}

    assert {name for name, outcome in outcomes.items() if type(outcome) is error} == stopped
    assert {name for name, outcome in outcomes.items() if not isinstance(outcome, Exception)} == going_on
    for endpoint, name in (("submit", "submit"), ("report", "poll"), ("image-upload", "upload")):
        assert server.calls[endpoint] == before[endpoint] + (name in going_on)


async def test_balance_missing_for_a_poll_says_nothing_of_submits(submit, poll, server, time, refusal):
    server.script("report", refusal(67200005))
    await time.run(poll())

    [again, task_id] = await time.run(poll(), submit())

    assert type(again) is QuotaExceeded
    assert task_id == "t-1"
    assert server.calls["report"] == 1


async def test_refused_token_stops_every_call(submit, poll, server, time, refusal):
    server.script("token", refusal(67200003))
    await time.run(submit())

    errors = await time.run(poll(), submit(), poll())

    assert {type(error) for error in errors} == {BadCredentials}
    assert server.calls.total() == 1


async def test_calls_go_out_again_after_a_minute_and_success_closes_the_circuit(
    patsnap, submit, server, time, refusal, success
):
    server.script("submit", refusal(67200005), success({"task_id": "t-2"}))
    await time.run(submit())
    time.now += circuit_breaker.FIRST_OPEN_S

    assert await time.run(*(submit() for _ in range(5))) == ["t-2"] * 5
    assert await patsnap.trouble() is None


async def test_calls_that_queue_behind_the_first_refused_one_are_not_sent(connected, server, time, refusal):
    server.script("submit", refusal(67200005))
    async with connected(server, PATSNAP_QPS=1) as patsnap:
        await time.run(start_check(patsnap))
        time.now += circuit_breaker.FIRST_OPEN_S

        outcomes = await time.run(*(start_check(patsnap) for _ in range(5)))

    assert {type(outcome) for outcome in outcomes} == {QuotaExceeded}
    assert server.calls["submit"] == 2


async def test_calls_refused_together_open_the_circuit_once(submit, server, time, refusal):
    async def refuse_slowly(request):
        await time.sleep(5)
        return refusal(67200005)

    server.script("submit", refuse_slowly)
    await time.run(*(submit() for _ in range(5)))
    assert server.calls["submit"] == 5
    time.now += circuit_breaker.FIRST_OPEN_S

    await time.run(submit())

    assert server.calls["submit"] == 6


async def test_call_that_was_under_way_when_a_circuit_opened_does_not_close_it(
    submit, poll, server, time, refusal, reply
):
    async def answer_slowly(request):
        await time.sleep(5)
        return reply("running_bare")

    server.script("report", answer_slowly)
    server.script("submit", refusal(67200006))
    await time.run(poll(), submit())

    [error] = await time.run(poll())

    assert type(error) is QuotaExceeded
    assert server.calls["report"] == 1


async def test_tries_come_ever_more_seldom_and_at_least_every_ten_minutes(submit, server, time, refusal):
    server.script("submit", refusal(67200005))
    tried_at, start = [], time.now
    while time.now < start + 3 * 3600:
        before = server.calls["submit"]
        await time.run(submit())
        tried_at += [time.now] * (server.calls["submit"] - before)
        time.now += 10

    gaps = [after - before for before, after in itertools.pairwise(tried_at)]
    assert 60 <= gaps[0] <= 70
    assert 120 <= gaps[1] <= 130
    assert all(600 <= gap <= 610 for gap in gaps[4:])
    assert len(gaps) > 15


async def test_call_that_finds_nothing_out_leaves_the_circuit_as_it_is(submit, server, time, refusal, success):
    server.script("submit", refusal(67200005), httpx.ReadTimeout("silent"), success({"task_id": "t-2"}))
    await time.run(submit())
    time.now += 70

    outcomes = [(await time.run(submit()))[0] for _ in range(2)]

    assert type(outcomes[0]) is OutcomeUnknown
    assert outcomes[1] == "t-2"


@pytest.mark.parametrize("answers_in_s", [0.0, 0.5])
async def test_calls_that_queue_for_the_pace_are_stopped_too(connected, server, time, refusal, answers_in_s):
    async def refuse(request):
        await time.sleep(answers_in_s)
        return refusal(67200005)

    server.script("submit", refuse)
    async with connected(server, PATSNAP_QPS=1) as patsnap:
        errors = await time.run(*(start_check(patsnap) for _ in range(30)))

    assert {type(error) for error in errors} == {QuotaExceeded}
    assert server.calls["submit"] == 1


async def test_nothing_is_called_to_find_out_whether_a_check_could_be_submitted(patsnap, submit, server, time, refusal):
    await patsnap.require_submit(Engine.V2)
    server.script("submit", refusal(67200005))
    await time.run(submit())
    before = server.calls.total()

    with pytest.raises(QuotaExceeded):
        await patsnap.require_submit(Engine.V2)

    assert server.calls.total() == before


async def test_daily_limit_lasts_until_the_next_day_in_china(submit, server, time, refusal):
    server.script("submit", refusal(67200007))
    [first] = await time.run(submit())
    time.now = FIRST_MIDNIGHT - 1
    [last] = await time.run(submit())

    until = FIRST_MIDNIGHT + daily_limit.MARGIN_S
    assert server.calls["submit"] == 1
    assert first.retry_after_s == pytest.approx(until - EIGHT_IN_THE_MORNING, abs=1)
    assert last.retry_after_s == pytest.approx(1 + daily_limit.MARGIN_S)
    assert last.problem.details == {"api": "AI39-1", "until": f"{until:.0f}", "day": "1970-01-01"}


async def test_limit_that_still_stands_on_the_next_day_is_tried_every_hour(submit, server, time, refusal, success):
    server.script("submit", refusal(67200007), refusal(67200007), refusal(67200007), success({"task_id": "t-2"}))
    await time.run(submit())
    time.now = FIRST_MIDNIGHT + daily_limit.MARGIN_S + 5
    [early] = await time.run(submit())
    time.now += 3590
    await time.run(submit())
    assert server.calls["submit"] == 2
    time.now += 20
    await time.run(submit())
    assert server.calls["submit"] == 3
    time.now += 3610

    assert await time.run(submit()) == ["t-2"]
    assert early.retry_after_s == pytest.approx(3600, abs=1)
    assert early.problem.details["day"] == "1970-01-01"


async def test_limit_of_another_day_begins_anew(submit, server, time, refusal, success):
    server.script("submit", refusal(67200007), success({"task_id": "t-2"}), refusal(67200007))
    await time.run(submit())
    time.now = FIRST_MIDNIGHT + daily_limit.MARGIN_S + 5
    await time.run(submit())
    [error] = await time.run(submit())

    assert error.problem.details["day"] == "1970-01-02"
    assert error.retry_after_s > 20 * 3600


async def test_daily_limit_lasts_as_long_though_the_clock_is_set_back(connected, server, time, refusal, success):
    server.script("submit", refusal(67200007), success({"task_id": "t-2"}))
    offset = [0.0]
    async with connected(server, wall_clock=lambda: time() + offset[0]) as patsnap:
        [error] = await time.run(start_check(patsnap))
        offset[0] = -3600.0
        time.now += error.retry_after_s + 1

        assert await time.run(start_check(patsnap)) == ["t-2"]


async def test_trouble_is_told_until_a_call_succeeds(patsnap, submit, server, time, refusal, success):
    assert await patsnap.trouble() is None
    server.script("submit", refusal(67200005), success({"task_id": "t-2"}))
    await time.run(submit())
    assert "no calls left (code 67200005)" in await patsnap.trouble()
    time.now += 70
    assert await patsnap.trouble()
    await time.run(submit())
    assert await patsnap.trouble() is None


async def test_daily_limit_that_is_over_is_told_no_longer(patsnap, submit, server, time, refusal):
    server.script("submit", refusal(67200007))
    await time.run(submit())
    assert "limit of AI39-1 for today is spent; it is called again after 1970-01-01 16:02" in await patsnap.trouble()
    time.now = FIRST_MIDNIGHT + daily_limit.MARGIN_S
    assert await patsnap.trouble() is None


async def test_rate_refusal_opens_nothing(patsnap, poll, server, time, refusal):
    server.script("report", refusal(67200002))
    [error] = await time.run(poll())
    assert type(error) is RateLimited
    assert await patsnap.trouble() is None
