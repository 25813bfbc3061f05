"""What waits, what is due, and for how long: the queue as operators see it."""

import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy import case, func, or_, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.model import Stage
from bot.storage.clock import Clock, now_by
from bot.storage.tables import checks

SAMPLE_INTERVAL_S = 5.0
"""However often it is asked for, the database is asked no more often."""

DUE, IN_FLIGHT, WAITING = "due", "in_flight", "waiting"
"""A check whose turn has come, one that a worker has in hand, and one whose turn is still to come."""


@dataclass(frozen=True, slots=True)
class Backlog:
    """All replicas' checks that are not told and done.

    Attributes:
        counts: by stage and state.
        oldest_due_s: how long the check has waited whose turn came first and was not taken; 0 without one.
    """

    counts: Mapping[tuple[Stage, str], int]
    oldest_due_s: float


class BacklogSampler:
    """Looks at the queue now and then.

    Args:
        clock: seconds since the epoch; None for the database's own clock.
        observe: gets every sample; None if the database does not answer.
        monotonic: seconds.
    """

    def __init__(
        self,
        database: AsyncEngine,
        *,
        clock: Clock,
        observe: Callable[[Backlog | None], None],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database = database
        self._clock = clock
        self._observe = observe
        self._monotonic = monotonic
        self._again_at = float("-inf")

    async def sample(self) -> None:
        """Take a sample, unless there was one a moment ago."""
        now = self._monotonic()
        if now < self._again_at:
            return
        self._again_at = now + SAMPLE_INTERVAL_S
        try:
            backlog = await self._read()
        except (SQLAlchemyError, OSError, TimeoutError):
            backlog = None
        self._observe(backlog)

    async def _read(self) -> Backlog:
        now, columns = now_by(self._clock), checks.c
        is_free = or_(columns.leased_until.is_(None), columns.leased_until <= now)
        state = case((~is_free, IN_FLIGHT), (columns.due_at <= now, DUE), else_=WAITING).label("state")
        rows = (
            select(columns.stage, state, (now - columns.due_at).label("late_s"))
            .where(columns.due_at.is_not(None))
            .subquery()
        )
        async with self._database.connect() as connection:
            found = await connection.execute(
                select(rows.c.stage, rows.c.state, func.count().label("checks"), func.max(rows.c.late_s)).group_by(
                    rows.c.stage, rows.c.state
                )
            )
            counts: Counter[tuple[Stage, str]] = Counter()
            oldest_due_s = 0.0
            for stage, name, count, late_s in found.all():
                counts[Stage(stage), name] += count
                if name == DUE:
                    oldest_due_s = max(oldest_due_s, float(late_s))
        return Backlog(counts, oldest_due_s)
