"""When the worker is called, on APScheduler's real clock: what is waited for is awaited, never slept for."""

import asyncio

import pytest

from bot.checks.scheduler import Scheduler


class CountingWorker:
    """Counts calls; each can be held open."""

    def __init__(self) -> None:
        self.calls = 0
        self.called = asyncio.Condition()
        self.gate = asyncio.Event()
        self.gate.set()
        self.stopped_with_run_under_way = None
        self.under_way = False
        self.error: Exception | None = None

    async def advance_due(self) -> None:
        self.under_way = True
        self.calls += 1
        async with self.called:
            self.called.notify_all()
        await self.gate.wait()
        self.under_way = False
        if self.error:
            raise self.error

    async def renew_leases(self) -> None: ...

    async def stop(self) -> None:
        self.stopped_with_run_under_way = self.under_way

    async def until(self, calls: int) -> None:
        async with asyncio.timeout(10), self.called:
            await self.called.wait_for(lambda: self.calls >= calls)


@pytest.fixture
async def worker():
    return CountingWorker()


@pytest.fixture
async def schedule(worker):
    async def retention() -> None: ...

    built = Scheduler(worker, retention=retention)
    built.start()
    yield built
    if built._scheduler.running:
        await built.stop()


async def test_start_runs_at_once_and_keeps_beating(schedule, worker):
    await worker.until(2)


async def test_wake_during_a_run_makes_it_go_round_once_more(schedule, worker, caplog):
    worker.gate.clear()
    await worker.until(1)
    schedule.wake(0.0)
    schedule.wake(0.0)
    worker.gate.set()
    await worker.until(2)
    assert "maximum number of running instances" not in caplog.text


async def test_wake_comes_sooner_than_the_next_beat(schedule, worker):
    await worker.until(1)
    loop = asyncio.get_running_loop()
    before = loop.time()
    schedule.wake(0.05)
    await worker.until(2)
    assert loop.time() - before < 0.9


async def test_run_that_raises_is_logged_and_the_next_one_comes(schedule, worker, caplog):
    worker.error = RuntimeError("boom")
    await worker.until(1)
    await worker.until(2)
    assert "will try again" in caplog.text


async def test_stop_waits_for_the_run_under_way(schedule, worker):
    worker.gate.clear()
    await worker.until(1)
    stopping = asyncio.create_task(schedule.stop())
    await asyncio.sleep(0)
    worker.gate.set()
    await stopping
    assert worker.stopped_with_run_under_way is False
    calls = worker.calls
    schedule.wake(0.0)
    assert worker.calls == calls
