"""How much is under way, and how many processes share the credential's calls."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.model import Stage
from bot.storage.clock import now_by
from bot.storage.tables import checks, replicas
from bot.storage.upserts import insert_into

_LATELY_S = 30.0
_SEEN_S = 20.0
"""A replica that has not counted for so long has gone, or has nothing to do."""

_GONE_S = 86_400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """Of all replicas together.

    Attributes:
        in_flight: tasks at Patsnap whose end has not been seen.
        submits_per_s: how often one was started, lately.
        replicas: processes that share the credential, at least 1.
    """

    in_flight: int
    submits_per_s: float
    replicas: int


class Traffic:
    """Counts for one process, and lets the others see that it is there.

    Args:
        clock: as the CheckRepository's.
    """

    def __init__(self, database: AsyncEngine, *, clock: Callable[[], float] | None) -> None:
        self._database = database
        self._clock = clock
        self._owner = secrets.token_hex(8)

    async def count(self) -> Load:
        """The load now. Looks only at rows with work to do, however many lie finished beside them."""
        now = now_by(self._clock)
        lately = func.count().filter(checks.c.submitted_at > now - _LATELY_S)
        async with self._database.connect() as connection:
            result = await connection.execute(
                select(func.count(), lately).where(checks.c.due_at.is_not(None), checks.c.stage == Stage.SUBMITTED)
            )
            in_flight, submitted = result.one()
        return Load(in_flight=in_flight, submits_per_s=submitted / _LATELY_S, replicas=await self._count_replicas(now))

    async def leave(self) -> None:
        """The others may have this process's calls."""
        if self._has_replicas:
            async with self._database.begin() as connection:
                await connection.execute(delete(replicas).where(replicas.c.owner == self._owner))

    async def _count_replicas(self, now: ColumnElement[float]) -> int:
        if not self._has_replicas:
            return 1
        seen = insert_into(self._database, replicas).values(owner=self._owner, seen_at=now)
        async with self._database.begin() as connection:
            await connection.execute(
                seen.on_conflict_do_update(index_elements=["owner"], set_={"seen_at": seen.excluded.seen_at})
            )
            # Long after it was counted out, so that two replicas never wait for each other's row.
            await connection.execute(delete(replicas).where(replicas.c.seen_at < now - _GONE_S))
            result = await connection.execute(
                select(func.count()).select_from(replicas).where(replicas.c.seen_at >= now - _SEEN_S)
            )
            return max(result.scalar_one(), 1)

    @property
    def _has_replicas(self) -> bool:
        """One process owns an SQLite file."""
        return self._database.dialect.name != "sqlite"
