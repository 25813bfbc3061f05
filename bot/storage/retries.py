"""A database that does not answer for a while: locked, full, restarting, out of reach."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from sqlalchemy import text
from sqlalchemy.exc import (
    DataError,
    DBAPIError,
    IntegrityError,
    NotSupportedError,
    ProgrammingError,
    SQLAlchemyError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.net.backoff import backoff_s

logger = logging.getLogger(__name__)

_Outcome = TypeVar("_Outcome")

_FIRST_WAIT_S = 0.1
_LONGEST_WAIT_S = 5.0
_ANSWER_S = 2.0
_OUR_FAULT = (DataError, IntegrityError, NotSupportedError, ProgrammingError)


def is_outage(error: BaseException) -> bool:
    """Whether the same statement may go through later, with nothing changed about it."""
    return isinstance(error, PoolTimeoutError) or (isinstance(error, DBAPIError) and not isinstance(error, _OUR_FAULT))


async def outlast(run: Callable[[], Awaitable[_Outcome]]) -> _Outcome:
    """Do something again and again until the database takes part.

    For what must not get lost, such as the id of a task that has been paid for. It may have been stored although the
    answer was lost: what is run has to bear being repeated.

    Raises:
        Exception: what is no outage.
    """
    attempts = 0
    while True:
        try:
            return await run()
        except SQLAlchemyError as error:
            if not is_outage(error):
                raise
            if not attempts:
                logger.warning("the database is out of order, waiting for it", extra={"error": type(error).__name__})
        await asyncio.sleep(backoff_s(attempts, first_s=_FIRST_WAIT_S, longest_s=_LONGEST_WAIT_S))
        attempts += 1


class Probe:
    """Asks the database whether it takes a write, for whoever wants to know how the app is.

    A question that hangs is left to hang, since a connection that is cut off in the middle helps nobody; meanwhile the
    answer is that there is none.
    """

    def __init__(self, database: AsyncEngine) -> None:
        self._database = database
        self._asking: asyncio.Task[str | None] | None = None

    async def trouble(self) -> str | None:
        """One sentence while the database does not answer, or takes no write."""
        asking = self._asking = self._asking or asyncio.create_task(self._ask())
        await asyncio.wait({asking}, timeout=_ANSWER_S)
        if not asking.done():
            return "The database does not answer."
        self._asking = None
        return asking.result()

    async def close(self) -> None:
        if self._asking:
            self._asking.cancel()
            await asyncio.gather(self._asking, return_exceptions=True)

    async def _ask(self) -> str | None:
        try:
            async with self._database.begin() as connection:
                # Reading works on a disk that is full, too: the row is written as it was.
                await connection.execute(text("UPDATE alembic_version SET version_num = version_num"))
        except (SQLAlchemyError, OSError) as error:
            return f"The database does not work ({type(error).__name__}): look at its disk, its locks and its log."
        return None
