"""Keeps the plan of the polls up to date: how long tasks take, how many run, and what calls are left for them."""

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from typing import Protocol

from sqlalchemy.exc import SQLAlchemyError

from bot.checks.polling.durations import Durations, Sample, learn
from bot.checks.polling.schedule import RECOMMENDED, Intervals, Plan, pace_of
from bot.checks.polling.traffic import Load
from bot.model import Engine

logger = logging.getLogger(__name__)

REFRESH_S = 5.0
_LEARN_S = 30.0
_CALLS_PER_SUBMIT = 2
_POLLS_AT_LEAST = 0.25
"""Of the rate: however many checks are being submitted, those that run are asked for too."""


class Samples(Protocol):
    async def samples(self, engine: Engine) -> Sequence[Sample]: ...


class Loads(Protocol):
    async def count(self) -> Load: ...


class Limiter(Protocol):
    @property
    def rate(self) -> float:
        """Calls per second of this process, now."""
        ...

    def share(self, callers: int) -> None: ...


class PollPlanner:
    """One process's plans, one for each engine.

    Attributes:
        intervals: what the vendor recommends.
    """

    def __init__(
        self,
        samples: Samples,
        loads: Loads,
        limiter: Limiter,
        *,
        intervals: Intervals = RECOMMENDED,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.intervals = intervals
        self._samples = samples
        self._loads = loads
        self._limiter = limiter
        self._clock = clock
        self._turn = asyncio.Lock()
        self._load: tuple[float, Load] | None = None
        self._learned: dict[Engine, tuple[float, Durations]] = {}
        self._plans: dict[Engine, tuple[float, Plan]] = {}

    async def plan(self, engine: Engine) -> Plan:
        """What holds now, or held a moment ago; never fails, and waits for the database only the first time."""
        kept = self._plans.get(engine)
        if kept is None or (kept[0] <= self._clock() and not self._turn.locked()):
            async with self._turn:
                kept = self._plans.get(engine)
                if kept is None or kept[0] <= self._clock():
                    kept = self._clock() + REFRESH_S, await self._renew(engine)
                    self._plans[engine] = kept
        return kept[1]

    async def _renew(self, engine: Engine) -> Plan:
        try:
            durations, load = await self._durations(engine), await self._count()
        except (SQLAlchemyError, OSError) as error:
            logger.warning("the poll plan is not up to date", extra={"error": type(error).__name__})
            kept = self._plans.get(engine)
            return kept[1] if kept else Plan(durations=Durations(), pace=pace_of(Durations()))
        rate = self._limiter.rate * load.replicas
        left = max(rate - _CALLS_PER_SUBMIT * load.submits_per_s, _POLLS_AT_LEAST * rate)
        pace = pace_of(durations, intervals=self.intervals, mean_interval_s=load.in_flight / left)
        return Plan(durations=durations, pace=pace)

    async def _durations(self, engine: Engine) -> Durations:
        kept = self._learned.get(engine)
        if kept is None or kept[0] <= self._clock():
            kept = self._clock() + _LEARN_S, learn(await self._samples.samples(engine))
            self._learned[engine] = kept
        return kept[1]

    async def _count(self) -> Load:
        if self._load is None or self._load[0] <= self._clock():
            self._load = self._clock() + REFRESH_S, await self._loads.count()
            self._limiter.share(self._load[1].replicas)
        return self._load[1]
