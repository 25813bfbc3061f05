"""Daily limits that are spent, kept in the database: for the other replicas, and for the next start."""

import logging
from collections.abc import Mapping

from sqlalchemy import delete, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.patsnap.circuit_breaker import DailyHold
from bot.storage.tables import patsnap_holds
from bot.storage.upserts import insert_into

logger = logging.getLogger(__name__)

_OUT_OF_REACH = (SQLAlchemyError, OSError, TimeoutError)


class HoldStore:
    """The holds of one account. Implements ``bot.patsnap.circuit_breaker.SharedHolds``.

    A database that cannot be reached costs a refused call in each replica, and nothing else: it is logged, no more.
    """

    def __init__(self, database: AsyncEngine, account: str) -> None:
        self._database = database
        self._account = account

    async def load(self) -> Mapping[str, DailyHold] | None:
        holds = patsnap_holds.c
        try:
            async with self._database.connect() as connection:
                result = await connection.execute(
                    select(holds.api, holds.until, holds.day).where(holds.account == self._account)
                )
                return {row.api: DailyHold(until=row.until, day=row.day) for row in result}
        except _OUT_OF_REACH as error:
            logger.warning("daily limits could not be read", extra={"error": type(error).__name__})
            return None

    async def save(self, api: str, hold: DailyHold) -> None:
        values = {"until": hold.until, "day": hold.day}
        statement = insert_into(self._database, patsnap_holds).values(account=self._account, api=api, **values)
        try:
            async with self._database.begin() as connection:
                await connection.execute(
                    statement.on_conflict_do_update(index_elements=["account", "api"], set_=values)
                )
        except _OUT_OF_REACH as error:
            logger.warning("a daily limit could not be kept", extra={"error": type(error).__name__})

    async def clear(self, api: str) -> None:
        holds = patsnap_holds.c
        try:
            async with self._database.begin() as connection:
                await connection.execute(delete(patsnap_holds).where(holds.account == self._account, holds.api == api))
        except _OUT_OF_REACH as error:
            logger.warning("a daily limit could not be cleared", extra={"error": type(error).__name__})
