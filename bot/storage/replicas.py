"""The heartbeat of replicas: each counts the others, so that together they keep to one rate limit."""

import secrets

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage.clock import Clock, now_by
from bot.storage.database import is_shared
from bot.storage.tables import replicas
from bot.storage.upserts import insert_into

_SEEN_S = 20.0
"""A replica that has been silent for so long has gone, or has nothing to do."""

_GONE_S = 86_400.0


class Replicas:
    """One process among those that share a database.

    Args:
        clock: seconds since the epoch; None for the database's own clock.
    """

    def __init__(self, database: AsyncEngine, *, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._owner = secrets.token_hex(8)

    async def count(self) -> int:
        """How many there are, at least 1; the others see this one as alive from now on."""
        if not is_shared(self._database):
            return 1
        now = now_by(self._clock)
        seen = insert_into(self._database, replicas).values(owner=self._owner, seen_at=now)
        async with self._database.begin() as connection:
            await connection.execute(
                seen.on_conflict_do_update(index_elements=["owner"], set_={"seen_at": seen.excluded.seen_at})
            )
            # Long after it stopped counting, so that two replicas never wait for each other's row.
            await connection.execute(delete(replicas).where(replicas.c.seen_at < now - _GONE_S))
            result = await connection.execute(
                select(func.count()).select_from(replicas).where(replicas.c.seen_at >= now - _SEEN_S)
            )
            return max(int(result.scalar_one()), 1)

    async def leave(self) -> None:
        """Tell the others that this one has gone, so that they need not wait for its silence."""
        if is_shared(self._database):
            async with self._database.begin() as connection:
                await connection.execute(delete(replicas).where(replicas.c.owner == self._owner))
