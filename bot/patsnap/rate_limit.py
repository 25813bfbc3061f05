"""A rate limiter for every call of one credential, which slows down when Patsnap says so."""

import asyncio
import math
import time
from collections.abc import Awaitable, Callable

from bot.errors import RateLimited
from bot.model import Problem, ProblemKind

PATIENCE_S = 10.0
"""Longer pauses than this are not waited out here: the caller is told, and can come back."""
MAX_PAUSE_S = 3600.0
_FULL_RECOVERY_S = 60.0
_SLOWEST = 1 / 16
_ROUNDING_S = 1e-9

Clock = Callable[[], float]
Sleep = Callable[[float], Awaitable[None]]


class Limiter:
    """Lets calls start at least ``1 / rate`` apart, in the order they came.

    Calls are paced rather than counted in windows: a window lets twice its number through at its boundary.
    Patsnap's refusals halve the rate for every caller; it grows back by itself, evenly, within a minute.
    """

    def __init__(
        self,
        rate: float,
        *,
        clock: Clock = time.monotonic,
        sleep: Sleep = asyncio.sleep,
        on_wait: Callable[[float], None] | None = None,
    ) -> None:
        """
        Args:
            rate: calls per second.
            on_wait: told how many seconds a call waited, once per call that had to.
        """
        self._whole_rate = self._full_rate = rate
        self._clock = clock
        self._sleep = sleep
        self._on_wait = on_wait
        self._queue = asyncio.Lock()
        self._urgent = 0
        self._last_start = -math.inf
        self._paused_until = -math.inf
        self._slowed_at = -math.inf
        self._slowed_rate = rate

    @property
    def rate(self) -> float:
        """Calls per second right now."""
        if self._slowed_at == -math.inf:
            return self._full_rate
        regained = self._full_rate * (self._clock() - self._slowed_at) / _FULL_RECOVERY_S
        return min(self._full_rate, self._slowed_rate + regained)

    def share(self, callers: int) -> None:
        """From now on the rate is for so many limiters together, each of which takes an equal part."""
        self._full_rate = self._whole_rate / max(callers, 1)

    async def acquire(self, *, urgent: bool = False) -> float:
        """Wait for a turn to start one call now; returns the clock at the start, for ``slow_down``.

        Args:
            urgent: take the next turn ahead of those who queue (they wait for what this call brings).

        Raises:
            RateLimited: Patsnap asked for a pause that lasts longer than ``PATIENCE_S``.
        """
        entered = self._clock()
        if urgent:
            self._urgent += 1
            try:
                start = await self._turn(urgent=True)
            finally:
                self._urgent -= 1
        else:
            async with self._queue:
                start = await self._turn(urgent=False)
        if self._on_wait and start > entered:
            self._on_wait(start - entered)
        return start

    def slow_down(self, start: float, *, retry_after_s: float | None = None) -> None:
        """Patsnap refused the call that started at ``start`` as too fast.

        Calls that were under way together are refused together: only the first of them halves the rate.
        """
        now = self._clock()
        if retry_after_s is not None:
            self._paused_until = max(self._paused_until, now + min(retry_after_s, MAX_PAUSE_S))
        if start > self._slowed_at:
            self._slowed_rate = max(self.rate / 2, self._full_rate * _SLOWEST)
            self._slowed_at = now

    async def _turn(self, *, urgent: bool) -> float:
        # The head of the queue and urgent calls may sleep here together. Whoever finds the turn due takes it; between
        # that look and taking it nothing is awaited, so the others see it taken and sleep on.
        while True:
            due, now = self._due_at(), self._clock()
            if now < due - _ROUNDING_S:
                await self._sleep(due - now)
            elif self._urgent and not urgent:
                await self._sleep(1 / self.rate)
            else:
                self._last_start = now
                return now

    def _due_at(self) -> float:
        pause_s = self._paused_until - self._clock()
        if pause_s > PATIENCE_S:
            raise RateLimited(Problem(ProblemKind.UNAVAILABLE, {"cause": "pause"}), retry_after_s=pause_s)
        return max(self._last_start + 1 / self.rate, self._paused_until)
