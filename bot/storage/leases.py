"""Leases: who may move a row, and until when. The same SQL for checks and posts, on both databases."""

import secrets
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Table, case, func, or_, select, true, update
from sqlalchemy.ext.asyncio import AsyncConnection

LEASE_S = 60.0
"""How long a claim holds unless it is renewed; a dead worker's rows wait as long."""

SURELY_HELD_S = LEASE_S / 2
"""For so long after the database has confirmed a lease its holder may post without asking the database again."""


async def claim(
    connection: AsyncConnection,
    table: Table,
    *,
    now: ColumnElement[float],
    owner: str,
    limit: int,
    but: Collection[str] = (),
) -> Sequence[RowMapping]:
    """Take up to ``limit`` rows that are due, the longest due first; their columns, and ``now``.

    Args:
        but: ids of rows that the owner is at work on, whose leases may have run out meanwhile.
    """
    columns = table.c
    due = (
        select(columns.id)
        .where(columns.due_at <= now, or_(columns.leased_until.is_(None), columns.leased_until <= now))
        .where(columns.id.not_in(but) if but else true())
        .order_by(columns.due_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    result = await connection.execute(
        update(table)
        .where(columns.id.in_(due.scalar_subquery()))
        .values(lease=f"{owner}:{secrets.token_hex(8)}", leased_until=now + LEASE_S, due_at=now + LEASE_S)
        .returning(*columns, now.label("now"))
    )
    return result.mappings().all()


def _asked_for(table: Table) -> ColumnElement[bool]:
    """Whether somebody made a leased row due: until then it is due when its lease ends, and at no other time.

    That may have been before the lease ended, or after, if nobody has claimed the row since.
    """
    return table.c.due_at != table.c.leased_until


def kept(table: Table, now: ColumnElement[float]) -> dict[str, Any]:
    """Column values that prolong a lease; the row is due sooner if somebody asked for it meanwhile."""
    due_at = case((_asked_for(table), table.c.due_at), else_=now + LEASE_S)
    return {"leased_until": now + LEASE_S, "due_at": due_at}


def given_back(table: Table, due: Any) -> dict[str, Any]:
    """Column values that end a lease: the row is next due at ``due``, or sooner if somebody asked for it meanwhile."""
    return {"lease": None, "leased_until": None, "due_at": case((_asked_for(table), table.c.due_at), else_=due)}


async def renew(connection: AsyncConnection, table: Table, *, now: ColumnElement[float], leases: Sequence[str]) -> None:
    """Prolong leases that are held."""
    columns = table.c
    await connection.execute(
        update(table)
        .where(columns.lease.in_(leases), columns.due_at.is_not(None))  # by the index of what has work to do
        .values(kept(table, now))
    )


async def release(
    connection: AsyncConnection, table: Table, *, now: ColumnElement[float], owner: str | None, but: Collection[str]
) -> None:
    """Give back the leases of one owner, or with None those of all at the start of the only process there is."""
    columns = table.c
    await connection.execute(
        update(table)
        .where(columns.due_at.is_not(None), columns.lease.startswith(f"{owner}:" if owner else ""))
        .where(columns.lease.not_in(but) if but else true())
        .values(lease=None, leased_until=None, due_at=now)
    )
    if owner is None:
        # The clock may have been set back while nothing ran: nobody waits for it to come so far again.
        soon = now + 2 * LEASE_S
        await connection.execute(update(table).where(columns.due_at > soon).values(due_at=soon))


async def seconds_until_due(connection: AsyncConnection, table: Table, *, now: ColumnElement[float]) -> float | None:
    """How long until the next unleased row is due; negative when it is late, None without one."""
    columns = table.c
    result = await connection.execute(
        select(func.min(columns.due_at) - now).where(
            columns.due_at.is_not(None), or_(columns.leased_until.is_(None), columns.leased_until <= now)
        )
    )
    seconds = result.scalar()
    return None if seconds is None else float(seconds)
