import asyncio
import itertools
from collections import Counter

import pytest

from bot.errors import RateLimited
from bot.patsnap.rate_limit import MAX_PAUSE_S, PATIENCE_S, Limiter


@pytest.fixture
def limiter(time):
    return Limiter(5, clock=time, sleep=time.sleep)


async def starts_of(limiter, time, count):
    return await time.run(*(limiter.acquire() for _ in range(count)))


async def test_calls_start_evenly_apart_when_many_come_at_once(limiter, time):
    starts = await starts_of(limiter, time, 20)

    gaps = [later - earlier for earlier, later in itertools.pairwise(starts)]
    assert starts[0] == 1000
    assert all(gap == pytest.approx(0.2) for gap in gaps)


async def test_no_window_of_a_second_holds_more_than_the_rate_wherever_it_begins(limiter, time):
    starts = await starts_of(limiter, time, 12)
    time.now += 0.9
    starts += await starts_of(limiter, time, 12)

    assert max(sum(0 <= other - start < 1 - 1e-6 for other in starts) for start in starts) == 5


async def test_a_late_riser_does_not_crowd_the_next_call(time):
    async def oversleep(seconds):
        await time.sleep(seconds + 0.15)

    starts = await starts_of(Limiter(5, clock=time, sleep=oversleep), time, 6)

    assert min(later - earlier for earlier, later in itertools.pairwise(starts)) >= 0.2 - 1e-6


async def test_calls_start_in_the_order_they_came(limiter, time):
    order = []

    async def call(number):
        await limiter.acquire()
        order.append(number)

    await time.run(*(call(number) for number in range(10)))

    assert order == list(range(10))


async def test_a_rate_below_one_spaces_calls_by_seconds(time):
    assert await starts_of(Limiter(0.5, clock=time, sleep=time.sleep), time, 3) == [1000, 1002, 1004]


async def test_an_idle_limiter_saves_nothing_up(limiter, time):
    await starts_of(limiter, time, 1)
    time.now += 60

    starts = await starts_of(limiter, time, 3)

    assert starts == pytest.approx([1060, 1060.2, 1060.4])


async def test_an_urgent_call_takes_the_next_turn_but_none_of_its_own(limiter, time):
    order = []

    async def call(name, *, urgent=False):
        order.append((name, await limiter.acquire(urgent=urgent)))

    await time.run(*(call(number) for number in range(6)), call("urgent", urgent=True))

    names = [name for name, _ in order]
    starts = [start for _, start in order]
    assert names.index("urgent") <= 2
    assert min(later - earlier for earlier, later in itertools.pairwise(starts)) >= 0.2 - 1e-6


async def test_slow_down_halves_the_rate_of_those_who_already_wait(limiter, time):
    first = await limiter.acquire()
    waiting = [asyncio.ensure_future(limiter.acquire()) for _ in range(2)]
    await asyncio.sleep(0)
    limiter.slow_down(first)

    second, third = await time.run(*waiting)

    assert limiter.rate == pytest.approx(2.5, rel=0.05)
    assert second - first == pytest.approx(0.4, rel=0.05)
    assert third - second == pytest.approx(0.4, rel=0.05)


async def test_calls_refused_together_halve_the_rate_once(limiter, time):
    starts = await starts_of(limiter, time, 5)

    for start in starts:
        limiter.slow_down(start)

    assert limiter.rate == 2.5


async def test_a_call_refused_after_the_slowing_halves_the_rate_again(limiter, time):
    limiter.slow_down(await limiter.acquire())
    [start] = await starts_of(limiter, time, 1)

    limiter.slow_down(start)

    assert limiter.rate == pytest.approx(1.25, rel=0.05)


async def test_the_rate_grows_back_evenly_and_never_above_the_setting(limiter, time):
    limiter.slow_down(await limiter.acquire())

    rates = []
    for _ in range(5):
        rates.append(limiter.rate)
        time.now += 15

    assert rates == pytest.approx([2.5, 3.75, 5, 5, 5])


async def test_the_rate_never_sinks_to_nothing_however_often_it_is_halved(limiter, time):
    for _ in range(40):
        [start] = await starts_of(limiter, time, 1)
        limiter.slow_down(start)

    assert limiter.rate >= 5 / 16


async def test_a_short_pause_holds_every_caller(limiter, time):
    limiter.slow_down(await limiter.acquire(), retry_after_s=4)

    starts = await starts_of(limiter, time, 2)

    assert starts[0] == pytest.approx(1004)


async def test_a_long_pause_is_told_rather_than_waited_out(limiter, time):
    limiter.slow_down(await limiter.acquire(), retry_after_s=PATIENCE_S + 20)

    [error] = await starts_of(limiter, time, 1)

    assert isinstance(error, RateLimited)
    assert error.retry_after_s == pytest.approx(PATIENCE_S + 20)
    assert time.now == 1000


async def test_calls_go_on_when_a_long_pause_is_over(limiter, time):
    limiter.slow_down(await limiter.acquire(), retry_after_s=30)
    time.now += 30

    [start] = await starts_of(limiter, time, 1)

    assert start == 1030


async def test_an_absurd_pause_ends_within_the_hour(limiter, time):
    limiter.slow_down(await limiter.acquire(), retry_after_s=1e9)

    [error] = await starts_of(limiter, time, 1)

    assert error.retry_after_s == MAX_PAUSE_S


async def test_a_cancelled_caller_costs_the_others_no_turn(limiter, time):
    await limiter.acquire()
    leaving = asyncio.ensure_future(limiter.acquire())
    staying = asyncio.ensure_future(limiter.acquire())
    await asyncio.sleep(0)
    leaving.cancel()

    _, start = await time.run(leaving, staying)

    assert start == pytest.approx(1000.2)


async def test_waits_are_counted_with_their_seconds_and_turns_at_once_are_not(time):
    waits = []
    limiter = Limiter(2, clock=time, sleep=time.sleep, on_wait=waits.append)

    await starts_of(limiter, time, 3)

    assert waits == pytest.approx([0.5, 1.0])
    assert Counter(waits).total() == 2
