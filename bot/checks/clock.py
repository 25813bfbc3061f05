"""What time it is, as the database sees it."""

from collections.abc import Callable

from sqlalchemy import ColumnElement, Double, cast, extract, func, literal


def now_by(clock: Callable[[], float] | None) -> ColumnElement[float]:
    """Seconds since the epoch by this clock; without one, by the database's own, which replicas share."""
    if clock is None:
        # The same wherever one statement says it: a lease's end and the row's next turn are compared for equality.
        return cast(extract("epoch", func.statement_timestamp()), Double)
    return literal(clock())
