"""Holds in SQL: what deletion passes by, and what it notes of it.

A hold is placed under a lock on the check and its post that a deletion waits for, and a deletion locks both before it
looks for holds: whichever of the two comes first, nobody is told of a hold on data that is gone.
"""

from sqlalchemy import ColumnElement, Select, case, delete, exists, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Stage
from bot.model.hold import DeletedWith
from bot.storage.tables import checks, holds, posts

_NOTHING_DUE = {"due_at": None, "lease": None, "leased_until": None}


def is_held(check_id: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether a hold stands on a check."""
    return exists(select(holds.c.id).where(holds.c.held_check_id == check_id))


def is_kept_only(check_id: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether a hold is all that keeps a check: for everything but exports it has been deleted."""
    return exists(select(holds.c.id).where(holds.c.held_check_id == check_id, holds.c.deleted_at.is_not(None)))


def has_held() -> ColumnElement[bool]:
    """Whether a hold stands on a check of the post that the statement is about."""
    held = select(checks.c.id).join(holds, holds.c.held_check_id == checks.c.id)
    return exists(held.where(checks.c.post_id == posts.c.id).correlate(posts))


async def lock(connection: AsyncConnection, some: Select[tuple[str]]) -> int:
    """Wait for whoever is just putting one of these rows on hold, and keep others from it; how many rows there are.

    Args:
        some: the ids of posts or of checks.
    """
    # One order for all, so that no two transactions wait for each other.
    rows = some.order_by(*some.selected_columns).with_for_update().subquery()
    return int((await connection.execute(select(func.count()).select_from(rows))).scalar_one())


async def discard(connection: AsyncConnection, *which: ColumnElement[bool], now: ColumnElement[float]) -> None:
    """Delete a check that nobody need be told of; on hold, it ends in silence instead."""
    await lock(connection, select(checks.c.id).where(*which))
    await connection.execute(delete(checks).where(*which, ~is_held(checks.c.id)))
    ended = {"stage": Stage.CANCELLED, "ended_at": now, "delivered_at": now, **_NOTHING_DUE}
    await connection.execute(update(checks).where(*which).values(ended))


async def keep_held(
    connection: AsyncConnection, gone: DeletedWith, *which: ColumnElement[bool], now: ColumnElement[float]
) -> None:
    """Note what was deleted in Slack under checks that are on hold. What had not ended ends: nobody waits for it.

    Args:
        which: of all checks.
    """
    found = await connection.execute(select(checks.c.id).where(*which, is_held(checks.c.id)))
    ids = found.scalars().all()
    if not ids:
        return
    # A file is the least of it: with the message, the whole post goes at the release.
    what = case((holds.c.deleted_with == "", gone), else_=holds.c.deleted_with) if gone is DeletedWith.FILE else gone
    await connection.execute(
        update(holds)
        .where(holds.c.held_check_id.in_(ids))
        .values(deleted_with=what, deleted_at=func.coalesce(holds.c.deleted_at, now))
    )
    await connection.execute(
        update(checks)
        .where(checks.c.id.in_(ids))
        .values(
            stage=case((checks.c.ended_at.is_(None), Stage.CANCELLED), else_=checks.c.stage),
            ended_at=func.coalesce(checks.c.ended_at, now),
            **_NOTHING_DUE,
        )
    )
