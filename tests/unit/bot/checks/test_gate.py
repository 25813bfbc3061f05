"""Polls are let through as the event loop carries them."""

import asyncio
import contextlib
import time

import pytest

from bot.checks.gate import IN_A_ROW, LATE_S, PROBE_S, PollGate

LATE, IN_TIME = 2 * LATE_S, 0.0


class Polls:
    """Polls that last until they are told to end."""

    def __init__(self, gate):
        self.gate = gate
        self.under_way = []
        self.tasks = []

    async def _poll(self):
        async with self.gate.admitted():
            end = asyncio.Event()
            self.under_way.append(end)
            await end.wait()

    async def start(self, count):
        self.tasks += [asyncio.create_task(self._poll()) for _ in range(count)]
        await self.settle()

    async def end(self, count=1):
        for _ in range(count):
            self.under_way.pop(0).set()
        await self.settle()

    async def settle(self):
        for _ in range(5):
            await asyncio.sleep(0)


@pytest.fixture
async def polls():
    polls = Polls(PollGate(20))
    yield polls
    for task in polls.tasks:
        task.cancel()
    await asyncio.gather(*polls.tasks, return_exceptions=True)


async def test_no_more_than_the_most_are_under_way_at_once(polls):
    await polls.start(25)
    assert len(polls.under_way) == 20
    await polls.end(2)
    assert len(polls.under_way) == 20


async def test_fewer_are_let_through_while_the_loop_is_late_and_more_once_it_is_not(polls):
    await polls.start(60)
    for _ in range(2 * IN_A_ROW):
        polls.gate.observe(LATE)
    assert polls.gate.allowed == 11
    await polls.end(9)
    assert len(polls.under_way) == 11
    await polls.end()
    assert len(polls.under_way) == 11
    polls.gate.observe(IN_TIME)
    await polls.settle()
    assert len(polls.under_way) == 12


async def test_some_are_let_through_however_late_the_loop_is_and_never_more_than_the_most(polls):
    for _ in range(50):
        polls.gate.observe(LATE)
    assert polls.gate.allowed == 4
    await polls.start(10)
    assert len(polls.under_way) == 4
    for _ in range(50):
        polls.gate.observe(IN_TIME)
    await polls.start(30)
    assert len(polls.under_way) == 20


async def test_a_loop_that_is_late_now_and_then_changes_nothing(polls):
    for _ in range(100):
        for _ in range(IN_A_ROW - 1):
            polls.gate.observe(LATE)
        polls.gate.observe(IN_TIME)
    assert polls.gate.allowed == 20


async def test_poll_that_gives_up_waiting_takes_nobodys_place(polls):
    await polls.start(21)
    polls.tasks[20].cancel()
    await polls.settle()
    await polls.start(1)
    await polls.end()
    assert len(polls.under_way) == 20


async def test_a_loop_that_is_kept_busy_is_noticed_while_polls_are_under_way(polls):
    await polls.start(1)
    async with asyncio.timeout(30):
        while polls.gate.allowed == 20:
            time.sleep(PROBE_S + 2 * LATE_S)  # noqa: ASYNC251 - the point
            await asyncio.sleep(0)


async def test_nobody_probes_an_idle_loop(polls):
    await polls.start(1)
    await polls.end()
    loop = asyncio.get_running_loop()
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(2 * PROBE_S):
            await asyncio.Event().wait()
    assert not [timer for timer in loop._scheduled if not timer.cancelled()]
