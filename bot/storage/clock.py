"""The clock that leases and due times go by: one for all who write to a database."""

import time
from collections.abc import Callable

from sqlalchemy import ColumnElement, Double, cast, extract, func, literal
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage.database import is_shared

Clock = Callable[[], float] | None
"""Seconds since the epoch; None for the database's own clock, which replicas share (PostgreSQL only)."""


def clock_of(database: AsyncEngine) -> Clock:
    """Replicas share the database's clock; SQLite has one process, and no clock of its own worth asking."""
    return None if is_shared(database) else time.time


def now_by(clock: Clock) -> ColumnElement[float]:
    """The time of a statement, as SQL."""
    if clock is None:
        # The same wherever one statement says it: a lease's end and the row's next turn are compared for equality.
        return cast(extract("epoch", func.statement_timestamp()), Double)
    return literal(clock())
