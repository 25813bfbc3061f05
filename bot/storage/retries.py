"""Retries for a database that is out of order for a while: locked, full, restarting, out of reach."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from sqlalchemy.exc import (
    DataError,
    DBAPIError,
    IntegrityError,
    NotSupportedError,
    ProgrammingError,
    SQLAlchemyError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from bot.net.backoff import backoff_s

logger = logging.getLogger(__name__)

_Outcome = TypeVar("_Outcome")

_FIRST_WAIT_S = 0.1
_LONGEST_WAIT_S = 5.0
_OUR_FAULT = (DataError, IntegrityError, NotSupportedError, ProgrammingError)


def is_outage(error: BaseException) -> bool:
    """Whether the same statement may go through later, with nothing changed about it."""
    return isinstance(error, PoolTimeoutError) or (isinstance(error, DBAPIError) and not isinstance(error, _OUR_FAULT))


async def outlast(run: Callable[[], Awaitable[_Outcome]]) -> _Outcome:
    """Retry something, with back-off and without end, while the database is out of order.

    For what must not get lost, such as the id of a task that has been paid for. What is run has to be idempotent: it
    may have been stored although the answer was lost.

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
