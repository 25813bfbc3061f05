"""The poll planner: how long tasks take, how many run, and what the rate limit leaves make the plan of polls."""

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy.exc import SQLAlchemyError

from bot.checks.polling.durations import Durations, Sample, learn
from bot.checks.polling.next_poll import RECOMMENDED, Intervals, Plan, pace_of
from bot.model import Engine

logger = logging.getLogger(__name__)

REFRESH_S = 5.0
_LEARN_S = 30.0
_CALLS_PER_SUBMIT = 2
_POLLS_AT_LEAST = 0.25
"""Of the rate: however many checks are being submitted, those that run are asked for too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """The work of all replicas together.

    Attributes:
        in_flight: tasks at Patsnap whose end has not been seen.
        submits_per_s: how often one was started, lately.
    """

    in_flight: int
    submits_per_s: float


class Stored(Protocol):
    """What the database knows."""

    async def samples(self, engine: Engine) -> Sequence[Sample]: ...

    async def load(self) -> Load: ...


class Replicas(Protocol):
    async def count(self) -> int:
        """Processes that share the credential, at least 1."""
        ...


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
        stored: Stored,
        replicas: Replicas,
        limiter: Limiter,
        *,
        intervals: Intervals = RECOMMENDED,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.intervals = intervals
        self._stored = stored
        self._replicas = replicas
        self._limiter = limiter
        self._clock = clock
        self._renewing = asyncio.Lock()
        self._counted: tuple[float, Load, int] | None = None
        self._learned: dict[Engine, tuple[float, Durations]] = {}
        self._plans: dict[Engine, tuple[float, Plan]] = {}

    async def plan(self, engine: Engine) -> Plan:
        """What holds now, or held a moment ago; never fails, and waits for the database only the first time."""
        kept = self._plans.get(engine)
        if kept is None or (kept[0] <= self._clock() and not self._renewing.locked()):
            async with self._renewing:
                kept = self._plans.get(engine)
                if kept is None or kept[0] <= self._clock():
                    kept = self._clock() + REFRESH_S, await self._renew(engine)
                    self._plans[engine] = kept
        return kept[1]

    async def _renew(self, engine: Engine) -> Plan:
        try:
            durations, (load, replicas) = await self._durations(engine), await self._count()
        except (SQLAlchemyError, OSError) as error:
            logger.warning("the poll plan is not up to date", extra={"error": type(error).__name__})
            kept = self._plans.get(engine)
            return kept[1] if kept else Plan(durations=Durations(), pace=pace_of(Durations()))
        rate = self._limiter.rate * replicas
        left = max(rate - _CALLS_PER_SUBMIT * load.submits_per_s, _POLLS_AT_LEAST * rate)
        pace = pace_of(durations, intervals=self.intervals, mean_interval_s=load.in_flight / left)
        return Plan(durations=durations, pace=pace)

    async def _durations(self, engine: Engine) -> Durations:
        kept = self._learned.get(engine)
        if kept is None or kept[0] <= self._clock():
            kept = self._clock() + _LEARN_S, learn(await self._stored.samples(engine))
            self._learned[engine] = kept
        return kept[1]

    async def _count(self) -> tuple[Load, int]:
        """The load and the number of replicas, with which the limiter shares its rate from now on."""
        if self._counted is None or self._counted[0] <= self._clock():
            replicas = await self._replicas.count()
            self._counted = self._clock() + REFRESH_S, await self._stored.load(), replicas
            self._limiter.share(replicas)
        return self._counted[1:]
