"""Commands and presses that some replica has taken: Slack delivers again, to any of them, what it got no ack for."""

import asyncio
import logging
from dataclasses import dataclass

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage.clock import Clock, now_by
from bot.storage.ids import digest_of
from bot.storage.tables import deliveries
from bot.storage.upserts import insert_into

logger = logging.getLogger(__name__)

_ASK_S = 1.0
"""A press that opens a modal is good for three seconds: the database does not keep it from being answered."""


@dataclass(frozen=True, slots=True)
class Deliveries:
    """Kept for a day, as digests from which nothing can be read."""

    database: AsyncEngine
    clock: Clock

    async def is_first(self, delivery: str) -> bool:
        """Whether nobody has taken this before. If the database does not say, it is answered, maybe a second time."""
        values = {"digest": digest_of(delivery), "came_at": now_by(self.clock)}
        new = insert_into(self.database, deliveries).values(values).on_conflict_do_nothing()
        try:
            async with asyncio.timeout(_ASK_S), self.database.begin() as connection:
                return (await connection.execute(new.returning(deliveries.c.digest))).first() is not None
        except (SQLAlchemyError, OSError) as error:  # TimeoutError is one
            logger.warning("whether another replica answers is not known", extra={"error": type(error).__name__})
            return True
