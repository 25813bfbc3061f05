"""Patsnap's day, by which it counts what a credential may use."""

from datetime import UTC, datetime, timedelta, timezone

ZONE = timezone(timedelta(hours=8))
"""Undocumented: nothing says when a day of Patsnap's begins. Taken as midnight in China, where it runs."""

MARGIN_S = 120.0
"""Clocks differ: one that is ahead must not find the old day still running."""

STILL_SPENT_S = 3600.0
"""How long to wait when the limit still stands on the new day by ``ZONE``: should that be wrong, this mends it."""


def day_of(now: float) -> str:
    """Patsnap's day at a time in seconds since the epoch, as ``2026-11-22``."""
    return f"{datetime.fromtimestamp(now, ZONE):%Y-%m-%d}"


def next_day(now: float) -> float:
    """When the day after that one has begun for certain, in seconds since the epoch."""
    midnight = datetime.fromtimestamp(now, ZONE).replace(hour=0, minute=0, second=0, microsecond=0)
    return (midnight + timedelta(days=1)).astimezone(UTC).timestamp() + MARGIN_S
