"""Checks whose task still runs, into the table: any number of them in the same two statements."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, bindparam, case, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.checks import leases
from bot.checks.transition import Claim, Transition
from bot.model import Stage
from bot.storage.tables import checks

# A statement is made once: to make one anew takes longer than to run it.

_WAITING = (
    update(checks)
    .where(checks.c.id == bindparam("wanted"))
    .values(
        attempts=0,
        held_until=None,
        held_day="",
        running_at=case((checks.c.running_at.is_not(None), bindparam("asked_at", type_=checks.c.running_at.type))),
        **leases.given_back(checks, bindparam("due", type_=checks.c.due_at.type)),
    )
)


def goes_on_waiting(claim: Claim, transition: Transition) -> bool:
    """Whether all that a poll brought is that the task still runs: what nearly every poll brings."""
    return (
        claim.check.stage is Stage.SUBMITTED
        and bool(transition.due_in_s)
        and transition == Transition(stage=Stage.SUBMITTED, due_in_s=transition.due_in_s, running=True)
    )


async def keep_waiting(
    connection: AsyncConnection, waiting: Sequence[tuple[Claim, Transition]], *, now: ColumnElement[float]
) -> list[bool]:
    """Store such transitions; of each, whether it was. It was not where its lease is lost, or its row is locked.

    Rows that somebody else has locked are left out rather than waited for: who locks several at once, in any order,
    and waits for others can end up waiting for somebody who waits for them.
    """
    held = (
        select(checks.c.id, checks.c.lease, now.label("now"))
        .where(checks.c.id.in_([claim.check.id for claim, _ in waiting]))
        .with_for_update(skip_locked=True)
    )
    rows = {row.id: row for row in await connection.execute(held)}
    found = [claim.check.id in rows and rows[claim.check.id].lease == claim.lease for claim, _ in waiting]
    if any(found):
        await connection.execute(
            _WAITING,
            [
                {
                    "wanted": claim.check.id,
                    "asked_at": claim.now,
                    "due": rows[claim.check.id].now + transition.due_in_s,
                }
                for (claim, transition), is_held in zip(waiting, found, strict=True)
                if is_held
            ],
        )
    return found
