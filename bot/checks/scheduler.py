"""When the worker is called: the only importer of APScheduler.

One job, ``advance_due``, beats once a second, and runs at once when somebody wakes it. APScheduler would only log an
overlapping run as skipped, so a wake during a run is remembered and makes the run go round once more.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol

from apscheduler.schedulers.asyncio import AsyncIOScheduler

logger = logging.getLogger(__name__)

_HEARTBEAT_S = 1.0
_RENEW_S = 20.0
_RETENTION_S = 3600.0
_MISFIRE_GRACE_S = 60
"""A run that is late by less still runs; by more, the next beat does its work anyway."""

_STALE_BEAT_S = 30.0
"""After so long without a run, checks do not move on."""

_TELL_AGAIN_S = 60.0
"""A trouble that lasts is told so often."""

_BATCH_S = 0.02
"""Wakes within this time share one run, so that a thousand checks do not claim one by one."""


class Work(Protocol):
    async def advance_due(self) -> None: ...
    async def renew_leases(self) -> None: ...
    async def stop(self) -> None: ...


class Scheduler:
    """Runs a worker until it is stopped.

    Args:
        retention: deletes what is too old; called every hour.
    """

    def __init__(self, worker: Work, *, retention: Callable[[], Awaitable[object]]) -> None:
        self._worker = worker
        self._retention = retention
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._runs: set[asyncio.Future[object]] = set()
        self._stopping = False
        self._running = False
        self._again = False
        self._next: datetime | None = None
        self._told_at: datetime | None = None
        self.last_beat: datetime | None = None
        """When the worker last did its work; not when it only tried."""

    def start(self) -> None:
        # misfire_grace_time: the default of one second would drop a run whenever the machine hiccups.
        common = {"coalesce": True, "max_instances": 1, "misfire_grace_time": _MISFIRE_GRACE_S}
        self._scheduler.add_job(self._beat, "interval", seconds=_HEARTBEAT_S, id="advance_due", **common)
        self._scheduler.add_job(self._guarded, "interval", seconds=_RENEW_S, args=[self._worker.renew_leases], **common)
        self._scheduler.add_job(self._guarded, "interval", seconds=_RETENTION_S, args=[self._retention], **common)
        self._scheduler.start()
        self.wake(0.0)

    async def stop(self) -> None:
        """Stop claiming, and let the worker finish what is under way."""
        self._scheduler.pause()
        # APScheduler would cancel a run half way through, in the middle of a transaction.
        self._stopping = True
        await asyncio.gather(*self._runs, return_exceptions=True)
        await self._worker.stop()
        self._scheduler.shutdown(wait=False)

    async def trouble(self) -> str | None:
        """One sentence while the worker has not been called for too long."""
        if self.last_beat and datetime.now(UTC) - self.last_beat <= timedelta(seconds=_STALE_BEAT_S):
            return None
        return "The schedule has not run lately; checks do not move on."

    def wake(self, in_s: float) -> None:
        """Ask for a run in so many seconds; the soonest wish counts."""
        if self._stopping or not self._scheduler.running:
            return
        if self._running and in_s <= 0:
            self._again = True
            return
        if in_s >= _HEARTBEAT_S:
            return  # the heartbeat is there sooner
        at = datetime.now(UTC) + timedelta(seconds=max(in_s, _BATCH_S if self._recent() else 0.0))
        if self._next is None or at < self._next or self._next < datetime.now(UTC):
            self._next = at
            self._scheduler.modify_job("advance_due", next_run_time=at)

    def _recent(self) -> bool:
        return self.last_beat is not None and datetime.now(UTC) - self.last_beat < timedelta(seconds=_BATCH_S)

    async def _beat(self) -> None:
        self._running = True
        self._next = None
        try:
            while True:
                self._again = False
                if await self._guarded(self._worker.advance_due):
                    self.last_beat = datetime.now(UTC)
                if not self._again or self._stopping:
                    return
                await asyncio.sleep(0)
        finally:
            self._running = False

    async def _guarded(self, run: Callable[[], Awaitable[object]]) -> bool:
        """Whether it went well. A job's exception must not end with APScheduler's log line alone: the next beat tries
        again, and an outage of an hour is not told every second.
        """
        under_way = asyncio.ensure_future(run())
        self._runs.add(under_way)
        try:
            await asyncio.shield(under_way)
        except Exception as error:
            now = datetime.now(UTC)
            if self._told_at is None:
                logger.exception("the schedule could not do its work, and will try again")
                self._told_at = now
            elif now - self._told_at >= timedelta(seconds=_TELL_AGAIN_S):
                logger.error("the schedule still cannot do its work: %s", type(error).__name__)  # noqa: TRY400
                self._told_at = now
            return False
        else:
            self._told_at = None
            return True
        finally:
            self._runs.discard(under_way)
