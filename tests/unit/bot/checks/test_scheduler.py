"""When the worker is called, on APScheduler's real clock: what is waited for is awaited, never slept for."""

import asyncio
import time
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

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
        async with asyncio.timeout(120), self.called:
            await self.called.wait_for(lambda: self.calls >= calls)


@pytest.fixture
async def worker():
    return CountingWorker()


@pytest.fixture
async def schedule(worker):
    async def retention() -> None: ...

    built = Scheduler(retention=retention, heartbeat_s=0.05)
    built.start(worker)
    yield built
    worker.gate.set()
    if built._scheduler.running:
        await built.stop()


async def test_scheduler_started_runs_at_once_and_keeps_beating(schedule, worker):
    await worker.until(3)


async def test_wake_during_a_run_makes_it_go_round_once_more(worker):
    async def retention() -> None: ...

    schedule = Scheduler(retention=retention, heartbeat_s=600.0)
    worker.gate.clear()
    schedule.start(worker)
    await worker.until(1)
    schedule.wake(0.0)
    schedule.wake(0.0)
    worker.gate.set()
    await worker.until(2)
    await schedule.stop()
    assert worker.calls == 2


async def test_wake_comes_sooner_than_the_next_beat(worker):
    async def retention() -> None: ...

    schedule = Scheduler(retention=retention, heartbeat_s=600.0)
    schedule.start(worker)
    await worker.until(1)
    schedule.wake(0.05)
    schedule.wake(300.0)
    await worker.until(2)
    await schedule.stop()


@pytest.mark.parametrize("name", ["advance_due", "renew_leases", "retention"])
async def test_clock_that_jumps_400_days_ahead_leaves_one_run_of_each_job_to_catch_up_on(schedule, name):
    job = schedule._scheduler.get_job(name)
    in_400_days, missed = datetime.now(UTC) + timedelta(days=400), []
    due = job.next_run_time
    while due <= in_400_days and len(missed) < 100:
        missed.append(due)
        due = job.trigger.get_next_fire_time(due, in_400_days)
    assert len(missed) <= 3  # APScheduler runs the last of them, and drops the others
    assert in_400_days < due <= in_400_days + timedelta(hours=1)


@pytest.mark.parametrize("hours", [-1, 1, 400 * 24])
async def test_clock_set_by_an_hour_does_not_stop_the_beat(schedule, worker, hours):
    await worker.until(2)
    with time_machine.travel(time.time() + hours * 3600, tick=True):
        await worker.until(worker.calls + 3)
        schedule.wake(0.0)
        await worker.until(worker.calls + 2)
    await worker.until(worker.calls + 3)  # and the other way round


async def test_clock_set_forward_and_back_between_two_looks_does_not_stop_the_beat(schedule, worker):
    await worker.until(2)
    in_an_hour = datetime.now(UTC) + timedelta(hours=1)  # where the first beat of the wrong time left the next one
    schedule._scheduler.modify_job("advance_due", next_run_time=in_an_hour)
    await worker.until(worker.calls + 3)


async def test_trouble_is_a_sentence_while_the_last_good_run_is_long_ago_by_the_monotonic_clock(worker):
    async def retention() -> None: ...

    now = 1000.0
    schedule = Scheduler(retention=retention, heartbeat_s=0.05, clock=lambda: now)
    assert "not run lately" in await schedule.trouble()
    schedule.start(worker)
    await worker.until(2)
    worker.error = RuntimeError("boom")
    await worker.until(worker.calls + 2)
    assert await schedule.trouble() is None
    now += 31
    assert "not run lately" in await schedule.trouble()
    worker.error = None
    await worker.until(worker.calls + 2)
    assert await schedule.trouble() is None
    await schedule.stop()


async def test_schedule_is_stuck_after_two_minutes_without_the_end_of_a_run(worker):
    async def retention() -> None: ...

    now = 1000.0
    schedule = Scheduler(retention=retention, heartbeat_s=0.05, clock=lambda: now)
    schedule.start(worker)
    worker.error = RuntimeError("boom")
    await worker.until(2)
    now += 121
    await worker.until(worker.calls + 2)  # a run that fails has ended, too
    assert not schedule.is_stuck()
    worker.gate.clear()
    await worker.until(worker.calls + 1)
    now += 121
    assert schedule.is_stuck()
    worker.gate.set()
    await schedule.stop()


async def test_run_that_raises_is_logged_once_and_the_next_ones_come(schedule, worker, caplog):
    worker.error = RuntimeError("boom")
    await worker.until(4)
    assert caplog.text.count("will try again") == 1


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
