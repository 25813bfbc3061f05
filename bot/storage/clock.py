"""The clock that leases and due times go by: one for all who write to a database."""

import time
from collections.abc import Callable
from functools import partial

from sqlalchemy import ColumnElement, Double, cast, extract, func, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.storage.database import is_shared

Clock = Callable[[], float] | None
"""Seconds since the epoch; None for the database's own clock, which replicas share (PostgreSQL only)."""


def clock_of(database: AsyncEngine) -> Clock:
    """Replicas share the database's clock; SQLite has one process, and no clock of its own worth asking."""
    return None if is_shared(database) else steady_clock()


def steady_clock() -> Callable[[], float]:
    """The time of day as it was at the start, and monotonic from then on: what is due does not wait for an hour because
    somebody sets the clock back.
    """
    running_s = time.monotonic
    if hasattr(time, "CLOCK_BOOTTIME"):  # it goes on while the machine sleeps
        running_s = partial(time.clock_gettime, time.CLOCK_BOOTTIME)
    offset_s = time.time() - running_s()
    return lambda: running_s() + offset_s


async def read_clock(connection: AsyncConnection, clock: Clock) -> float:
    """The time, in seconds since the epoch."""
    return clock() if clock else float((await connection.execute(select(now_by(None)))).scalar_one())


def now_by(clock: Clock) -> ColumnElement[float]:
    """The time of a statement, as SQL."""
    if clock is None:
        # The same wherever one statement says it: a lease's end and the row's next turn are compared for equality.
        return cast(extract("epoch", func.statement_timestamp()), Double)
    return literal(clock())
