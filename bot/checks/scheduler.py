"""The schedule: when the worker is called. The only importer of APScheduler.

``advance_due`` is one job that beats once a second, and runs at once when somebody wakes it. APScheduler goes by the
wall clock: set back by an hour, its jobs would all wait for that hour. So a timer of the event loop, whose clock is
monotonic, looks at every beat whether a job waits for longer than it may, and runs it.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

logger = logging.getLogger(__name__)

_HEARTBEAT_S = 1.0
_RENEW_S = 20.0
_MISFIRE_GRACE_S = 60
"""A run that is late by less still runs; by more, the next beat does its work anyway."""

_STALE_BEAT_S = 30.0
"""After so long without a run, checks do not move on."""

_STUCK_S = 120.0
"""After so long without the end of a run, be it a failure, only a new process helps."""

_TELL_AGAIN_S = 60.0
"""A failure that lasts is logged so often."""

_COALESCE_S = 0.02
"""Wakes within this time share one run, so that a thousand checks do not claim one by one."""

_CLOCK_SET_S = 1.0
"""A job that is farther away than its interval and this has been left there by a wall clock that was set."""


class Work(Protocol):
    async def advance_due(self) -> None: ...
    async def renew_leases(self) -> None: ...
    async def stop(self) -> None: ...


class _Every(IntervalTrigger):  # type: ignore[misc] # APScheduler has no types
    """Every so many seconds. What was missed is one run.

    APScheduler lists each missed run before it drops all but the last: 34 million after a clock was set 400 days ahead,
    which took minutes and gigabytes.
    """

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds=seconds, timezone=UTC)

    def get_next_fire_time(self, previous: datetime | None, now: datetime) -> datetime | None:
        return _next_fire_time(super().get_next_fire_time, previous, now, longest=self.interval)


class _EveryHour(CronTrigger):  # type: ignore[misc]
    """Once an hour. What was missed is one run, as above."""

    def get_next_fire_time(self, previous: datetime | None, now: datetime) -> datetime | None:
        return _next_fire_time(super().get_next_fire_time, previous, now, longest=timedelta(hours=1))


def _next_fire_time(
    ask: Callable[[datetime | None, datetime], datetime | None],
    previous: datetime | None,
    now: datetime,
    *,
    longest: timedelta,
) -> datetime | None:
    if previous is not None:
        previous = max(previous, now - longest)
    return ask(previous, now)


class Scheduler:
    """Calls a worker from ``start`` to ``stop``.

    Args:
        retention: deletes what is too old, and what else is done every hour.
        heartbeat_s: between two runs that nobody asked for.
        clock: monotonic, in seconds.
    """

    def __init__(
        self,
        *,
        retention: Callable[[], Awaitable[object]],
        heartbeat_s: float = _HEARTBEAT_S,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._retention = retention
        self._heartbeat_s = heartbeat_s
        self._clock = clock
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._work: Work | None = None
        self._runs: set[asyncio.Task[object]] = set()
        self._watch: asyncio.TimerHandle | None = None
        self._stopping = False
        self._is_advancing = False
        self._again = False
        self._last_beat = self._told_at = float("-inf")
        self._last_end = clock()

    def start(self, work: Work) -> None:
        """Call this worker from now on."""
        self._work = work
        # misfire_grace_time: the default of one second would drop a run whenever the machine hiccups.
        common = {"coalesce": True, "max_instances": 1, "misfire_grace_time": _MISFIRE_GRACE_S}
        add = self._scheduler.add_job
        beat, renewal, hourly = _Every(self._heartbeat_s), _Every(_RENEW_S), _EveryHour(minute=17, timezone=UTC)
        add(self._advance, beat, id="advance_due", **common)
        add(self._run, renewal, args=[work.renew_leases], id="renew_leases", **common)
        add(self._run, hourly, args=[self._retention], id="retention", **common)
        self._scheduler.start()
        self._watch_clock()
        self.wake(0.0)

    async def stop(self) -> None:
        """Start no further run, and let the worker finish what is under way."""
        self._stopping = True
        if self._watch:
            self._watch.cancel()
        if self._scheduler.running:
            self._scheduler.pause()
            # First: at its end APScheduler cancels runs half way through, in the middle of a transaction.
            await asyncio.gather(*self._runs, return_exceptions=True)
            self._scheduler.shutdown(wait=False)
        if self._work:
            await self._work.stop()

    async def trouble(self) -> str | None:
        """A sentence for the operator while the worker has not done its work lately, else None."""
        if self._clock() - self._last_beat <= _STALE_BEAT_S:
            return None
        return "The schedule has not run lately; checks do not move on."

    def is_stuck(self) -> bool:
        """Whether no run has come to an end for so long that the process is not worth keeping."""
        return self._clock() - self._last_end > _STUCK_S

    def wake(self, in_s: float) -> None:
        """Ask for a run in so many seconds; the soonest wish counts."""
        if self._stopping:
            return
        if self._is_advancing and in_s <= 0:
            self._again = True  # APScheduler would skip it, since the job runs already
            return
        at = datetime.now(UTC) + timedelta(seconds=max(in_s, _COALESCE_S))
        job = self._scheduler.get_job("advance_due")
        if job and at < job.next_run_time:
            job.modify(next_run_time=at)

    def _watch_clock(self) -> None:
        """Run the jobs that wait for longer than they may: the wall clock has been set."""
        for name, every_s in (("advance_due", self._heartbeat_s), ("renew_leases", _RENEW_S)):
            now, job = datetime.now(UTC), self._scheduler.get_job(name)
            away_s = (job.next_run_time - now).total_seconds()
            if abs(away_s) > every_s + _CLOCK_SET_S:
                logger.warning("the clock was set", extra={"job": name, "seconds": round(away_s)})
                job.modify(next_run_time=now)
        self._watch = asyncio.get_running_loop().call_later(self._heartbeat_s, self._watch_clock)

    async def _advance(self) -> None:
        if self._work is None:
            raise AssertionError("start sets it")
        self._is_advancing = self._again = True
        try:
            while self._again and not self._stopping:
                self._again = False
                went_well = await self._run(self._work.advance_due)
                self._last_end = self._clock()
                if went_well:
                    self._last_beat = self._last_end
                await asyncio.sleep(0)
        finally:
            self._is_advancing = False

    async def _run(self, work: Callable[[], Awaitable[object]]) -> bool:
        """Whether it went well. A failure is not left to APScheduler, which would log an outage of an hour every second
        of it: the next beat tries again.
        """
        run: asyncio.Task[object] | None = asyncio.current_task()
        if run and run not in self._runs:
            self._runs.add(run)
            run.add_done_callback(self._runs.discard)
        try:
            await work()
        except Exception as error:
            if self._told_at == float("-inf"):
                logger.exception("the schedule could not do its work, and will try again")
                self._told_at = self._clock()
            elif self._clock() - self._told_at >= _TELL_AGAIN_S:
                logger.error("the schedule still cannot do its work: %s", type(error).__name__)  # noqa: TRY400
                self._told_at = self._clock()
            return False
        self._told_at = float("-inf")
        return True
