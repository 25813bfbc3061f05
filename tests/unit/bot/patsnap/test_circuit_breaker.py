"""What Patsnap would only refuse again is not sent, until it has had time to change its mind."""

import asyncio
import itertools

import httpx
import pytest

from bot.errors import BadCredentials, DailyLimit, OutcomeUnknown, QuotaExceeded, RateLimited
from bot.model import Engine
from bot.patsnap import circuit_breaker, daily_limit

EIGHT_IN_THE_MORNING = 1000.0  # of 1 January 1970 in China, where the scripted time begins
FIRST_MIDNIGHT = 16 * 3600.0


@pytest.fixture
def submit(patsnap, settings):
    return lambda: patsnap.engine(Engine.V2).submit(["https://image"], settings.default_options())


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


async def test_one_call_tries_after_a_minute_and_success_lets_the_others_through(
    submit, server, time, refusal, success
):
    server.script("submit", refusal(67200005), success({"task_id": "t-2"}))
    await time.run(submit())
    time.now += circuit_breaker.FIRST_OPEN_S * 1.1

    outcomes = await time.run(*(submit() for _ in range(5)))

    assert outcomes == ["t-2"] * 5
    assert server.calls["submit"] == 6


async def test_others_wait_for_the_call_that_tries_and_make_none_where_it_is_refused(submit, server, time, refusal):
    async def refuse_slowly(request):
        await time.sleep(5)
        return refusal(67200005)

    server.script("submit", refusal(67200005), refuse_slowly)
    await time.run(submit())
    time.now += circuit_breaker.FIRST_OPEN_S * 1.1

    outcomes = await time.run(*(submit() for _ in range(5)))

    assert {type(outcome) for outcome in outcomes} == {QuotaExceeded}
    assert server.calls["submit"] == 2


async def test_tries_come_ever_more_seldom_and_at_least_every_ten_minutes(submit, server, time, refusal):
    server.script("submit", refusal(67200005))
    tried_at, start = [], time.now
    while time.now < start + 3 * 3600:
        before = server.calls["submit"]
        await time.run(submit())
        tried_at += [time.now] * (server.calls["submit"] - before)
        time.now += 5

    gaps = [after - before for before, after in itertools.pairwise(tried_at)]
    assert 60 <= gaps[0] <= 75
    assert 120 <= gaps[1] <= 140
    assert all(600 <= gap <= 670 for gap in gaps[4:])
    assert len(gaps) > 15


async def test_try_that_finds_nothing_out_leaves_the_next_call_to_try(submit, server, time, refusal, success):
    server.script("submit", refusal(67200005), httpx.ReadTimeout("silent"), success({"task_id": "t-2"}))
    await time.run(submit())
    time.now += 70

    outcomes = [(await time.run(submit()))[0] for _ in range(2)]

    assert type(outcomes[0]) is OutcomeUnknown
    assert outcomes[1] == "t-2"


async def test_cancelled_try_leaves_the_next_call_to_try(submit, server, time, refusal, success):
    async def hang(request):
        await asyncio.Event().wait()

    server.script("submit", refusal(67200005), hang, success({"task_id": "t-2"}))
    await time.run(submit())
    time.now += 70
    trying = asyncio.ensure_future(submit())
    for _ in range(100):
        await asyncio.sleep(0)
    waiting = asyncio.ensure_future(submit())
    for _ in range(100):
        await asyncio.sleep(0)
    assert server.calls["submit"] == 2
    trying.cancel()

    _, task_id = await time.run(trying, waiting)

    assert task_id == "t-2"


@pytest.mark.parametrize("answers_in_s", [0.0, 0.5])
async def test_calls_that_queue_for_the_pace_are_stopped_too(connected, server, time, settings, refusal, answers_in_s):
    async def refuse(request):
        await time.sleep(answers_in_s)
        return refusal(67200005)

    server.script("submit", refuse)
    async with connected(server, PATSNAP_QPS=1) as patsnap:
        engine = patsnap.engine(Engine.V2)
        errors = await time.run(*(engine.submit(["https://i"], settings.default_options()) for _ in range(30)))

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


class Shared:
    """What replicas share, in memory."""

    def __init__(self):
        self.holds = {}
        self.loads = 0
        self.is_down = False

    async def load(self):
        self.loads += 1
        return None if self.is_down else dict(self.holds)

    async def save(self, api, hold):
        self.holds[api] = hold

    async def clear(self, api):
        self.holds.pop(api, None)


async def test_hold_that_one_replica_met_stops_the_others_without_a_call(connected, server, time, settings, refusal):
    shared = Shared()
    server.script("submit", refusal(67200007))
    async with connected(server, holds=lambda _: shared) as one, connected(server, holds=lambda _: shared) as other:
        for patsnap in (one, other):
            [error] = await time.run(patsnap.engine(Engine.V2).submit(["https://i"], settings.default_options()))
            assert type(error) is DailyLimit
        assert server.calls["submit"] == 1
        assert type(error) is DailyLimit
        assert error.retry_after_s > 50_000


async def test_success_of_one_replica_ends_the_hold_for_the_others(connected, server, time, settings, refusal, success):
    shared = Shared()
    server.script("submit", refusal(67200007), success({"task_id": "t-2"}), refusal(67200007))
    async with connected(server, holds=lambda _: shared) as one, connected(server, holds=lambda _: shared) as other:

        def submit(patsnap):
            return patsnap.engine(Engine.V2).submit(["https://i"], settings.default_options())

        await time.run(submit(one))
        await time.run(submit(other))
        time.now = FIRST_MIDNIGHT + daily_limit.MARGIN_S + 5
        await time.run(submit(one))
        assert not shared.holds
        time.now += circuit_breaker.SHARED_LIFE_S
        [error] = await time.run(submit(other))
    assert error.problem.details["day"] == "1970-01-02"  # a new limit, not the old one an hour longer


async def test_shared_holds_are_asked_for_seldom_and_may_be_out_of_reach(connected, server, time, settings, refusal):
    shared = Shared()
    server.script("submit", refusal(67200007))
    async with connected(server, holds=lambda _: shared) as patsnap:
        engine = patsnap.engine(Engine.V2)
        await time.run(*(engine.poll("t-1") for _ in range(100)))
        assert shared.loads == 1
        await time.run(engine.submit(["https://i"], settings.default_options()))
        shared.is_down = True
        time.now += circuit_breaker.SHARED_LIFE_S
        [error] = await time.run(engine.submit(["https://i"], settings.default_options()))
    assert type(error) is DailyLimit
    assert server.calls["submit"] == 1


async def test_two_accounts_keep_their_holds_apart_and_unnamed(connected, server, time):
    accounts = []

    def holds(account):
        accounts.append(account)
        return Shared()

    async with connected(server, holds=holds), connected(server, holds=holds, PATSNAP_CLIENT_ID="another"):
        pass
    assert len(set(accounts)) == 2
    assert "another" not in str(accounts)


async def test_open_circuits_are_told_until_a_call_succeeds(patsnap, submit, server, time, refusal, success):
    assert patsnap.breaker.open_errors() == ()
    server.script("submit", refusal(67200005), success({"task_id": "t-2"}))
    await time.run(submit())
    [error] = patsnap.breaker.open_errors()
    assert (type(error), error.code) == (QuotaExceeded, 67200005)
    time.now += 70
    await time.run(submit())
    assert patsnap.breaker.open_errors() == ()


async def test_hold_that_is_over_is_told_no_longer(patsnap, submit, server, time, refusal):
    server.script("submit", refusal(67200007))
    await time.run(submit())
    assert [type(error) for error in patsnap.breaker.open_errors()] == [DailyLimit]
    time.now = FIRST_MIDNIGHT + daily_limit.MARGIN_S
    assert patsnap.breaker.open_errors() == ()


async def test_rate_refusal_opens_nothing(patsnap, poll, server, time, refusal):
    server.script("report", refusal(67200002))
    [error] = await time.run(poll())
    assert type(error) is RateLimited
    assert patsnap.breaker.open_errors() == ()
