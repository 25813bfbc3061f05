"""The tables. Times are seconds since the epoch (UTC), so that both databases compare them alike.

A row with work to do has a ``due_at``. Claiming it writes a ``lease`` (whose), ``leased_until``, and moves ``due_at``
to the lease's end: a worker that dies leaves a row that simply comes due again, and whoever sets ``due_at`` back
meanwhile asks for another turn once the lease is given back. One partial index serves every claim, however many
finished rows lie beside it: ``ix_posts_due`` and ``ix_checks_due`` hold the rows whose ``due_at`` is not null. Only
migration 0001, which makes them, says so: a condition in the words of PostgreSQL and SQLite would have each start load
SQLAlchemy's dialects of both, 3 MB for one that is not used.

Migration 0006 left more than stands here, which only older replicas use: ``hold_notices``, ``patsnap_holds`` and
``checks.held_day``. A migration only adds, so they stay until no replica of that age can run beside this version.
"""

from bot.storage.tables.base import metadata
from bot.storage.tables.checks import (
    checks,
    deliveries,
    fingerprints,
    forgotten,
    holds,
    posts,
    reports,
    retractions,
    searches,
    sheets,
    sightings,
    view_reports,
    views,
)
from bot.storage.tables.patents import numbers, patent_details, patent_parts, patents, similar_searches
from bot.storage.tables.workspaces import (
    channel_settings,
    paid_calls,
    pictures,
    replicas,
    shared_channels,
    shares,
    workspaces,
)

__all__ = [
    "channel_settings",
    "checks",
    "deliveries",
    "fingerprints",
    "forgotten",
    "holds",
    "metadata",
    "numbers",
    "paid_calls",
    "patent_details",
    "patent_parts",
    "patents",
    "pictures",
    "posts",
    "replicas",
    "reports",
    "retractions",
    "searches",
    "shared_channels",
    "shares",
    "sheets",
    "sightings",
    "similar_searches",
    "view_reports",
    "views",
    "workspaces",
]
