"""The queries of the ledger, as parts of whoever's transaction."""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime

from sqlalchemy import Column, ColumnElement, case, delete, exists, func, literal, or_, select, true, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import CapReached
from bot.model import Problem, ProblemKind
from bot.model.costs import CallSum, Cap, Caps, CapUse, Cost, Payer, Payment, Scope, begin_of, end_of
from bot.storage.deletion import is_wanted
from bot.storage.tables import checks, paid_calls
from bot.storage.upserts import insert_into

_LOCK = 7_465_202
"""Any fixed number: the first half of the advisory lock under which the calls of one workspace are counted."""

_COLUMNS: Mapping[Scope, Column[str]] = {Scope.PERSON: paid_calls.c.user_id, Scope.CHANNEL: paid_calls.c.channel_id}

_calls = paid_calls.c


def submit_id(check_id: str, position: int) -> str:
    """The id of the call that submits one view of a check, the first one of those that go together."""
    return f"{check_id}/{position}"


async def require_room(
    connection: AsyncConnection, payer: Payer, caps: Caps, wanted: Mapping[Cost, int], *, now: float
) -> None:
    """Make sure that so many more calls are within all caps; whoever counts meanwhile waits for this transaction.

    Args:
        wanted: kind -> how many.
        now: seconds since the epoch.

    Raises:
        CapReached: they are not; names the cap that lasts longest.
    """
    counting = caps.on(*(cost for cost, count in wanted.items() if count), payer=payer)
    if not counting:
        return
    await _lock(connection, payer.team_id)
    uses = await uses_of(connection, payer, counting, now=now)
    if full := [use for use in uses if use.used + wanted[use.cap.cost] > use.cap.limit]:
        raise CapReached(_problem(max(full, key=lambda use: use.until)))


async def uses_of(connection: AsyncConnection, payer: Payer, caps: Sequence[Cap], *, now: float) -> list[CapUse]:
    """How much of each cap is used at a time in seconds since the epoch."""
    if not caps:
        return []
    moment = datetime.fromtimestamp(now, UTC)
    begins = [begin_of(cap.period, moment) for cap in caps]
    counts = [_count(cap, payer, begin) for cap, begin in zip(caps, begins, strict=True)]
    here = _calls.team_id == payer.team_id, _calls.at >= min(begins).timestamp(), _is_live()
    row = (await connection.execute(select(*counts).where(*here))).one()
    return [
        CapUse(cap=cap, used=int(used), until=end_of(cap.period, moment)) for cap, used in zip(caps, row, strict=True)
    ]


async def add(
    connection: AsyncConnection,
    call_id: str,
    payer: Payer,
    *,
    endpoint: str,
    cost: Cost,
    payment: Payment,
    now: float | ColumnElement[float],
) -> None:
    """Write one call into the ledger, over what stands there of it; without a person where all was deleted just now."""
    is_known = is_wanted(payer.team_id, payer.channel_id)
    values = {
        "endpoint": endpoint,
        "cost": cost,
        "team_id": payer.team_id,
        "channel_id": payer.channel_id,
        "user_id": case((is_known, payer.user_id), else_=""),
        "check_id": case((is_known, payer.check_id), else_=""),
        "payment": payment,
        "at": now,
    }
    statement = insert_into(connection, paid_calls).values(id=call_id, **values)
    await connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=values))


async def settle(connection: AsyncConnection, call_id: str, payment: Payment | None) -> None:
    """Write what became of a call; None for one that was not made, or refused: it leaves the ledger."""
    here = _calls.id == call_id
    if payment is None:
        await connection.execute(delete(paid_calls).where(here))
    else:
        await connection.execute(update(paid_calls).where(here).values(payment=payment))


async def free(connection: AsyncConnection, check_id: str, positions: Collection[int]) -> None:
    """Give back the places that are kept for the submits of these views."""
    kept = [submit_id(check_id, position) for position in positions]
    await connection.execute(delete(paid_calls).where(_calls.id.in_(kept), _calls.payment == Payment.RESERVED))


async def reserve(
    connection: AsyncConnection, payer: Payer, positions: Collection[int], *, endpoint: str, now: float
) -> None:
    """Keep a place for the submits of these views of the payer's check."""
    for position in positions:
        call_id = submit_id(payer.check_id, position)
        await add(connection, call_id, payer, endpoint=endpoint, cost=Cost.SUBMIT, payment=Payment.RESERVED, now=now)


async def sums_by(
    connection: AsyncConnection, column: Column[str], *, since: float, until: float, team_id: str | None = None
) -> list[CallSum]:
    """The calls made in a time, by what stands in a column, the most first.

    Args:
        since: in seconds since the epoch; ``until`` is the first moment that is not counted.
        team_id: None for all workspaces.
    """
    unknown = func.count().filter(_calls.payment.in_((Payment.SENT, Payment.UNKNOWN)))
    count = func.count()
    result = await connection.execute(
        select(column, _calls.cost, count, unknown)
        .where(_calls.at >= since, _calls.at < until, _calls.payment != Payment.RESERVED)
        .where(true() if team_id is None else _calls.team_id == team_id)
        .group_by(column, _calls.cost)
        .order_by(count.desc(), column, _calls.cost)
    )
    return [CallSum(name=name, cost=Cost(cost), calls=calls, unknown=lost) for name, cost, calls, lost in result]


def _count(cap: Cap, payer: Payer, begin: datetime) -> ColumnElement[int]:
    here = [_calls.cost == cap.cost, _calls.at >= begin.timestamp()]
    if cap.scope is not Scope.WORKSPACE:
        here.append(_COLUMNS[cap.scope] == (payer.user_id if cap.scope is Scope.PERSON else payer.channel_id))
    return func.count().filter(*here)


def _is_live() -> ColumnElement[bool]:
    """Whether a call counts: made, or reserved by a check that has not ended."""
    is_under_way = exists(select(checks.c.id).where(checks.c.id == _calls.check_id, checks.c.ended_at.is_(None)))
    return or_(_calls.payment != Payment.RESERVED, is_under_way)


async def _lock(connection: AsyncConnection, team_id: str) -> None:
    """Have whoever counts calls of this workspace meanwhile wait for the end of the transaction; on SQLite all do."""
    if connection.dialect.name == "postgresql":
        await connection.execute(select(func.pg_advisory_xact_lock(_LOCK, func.hashtext(literal(team_id)))))


def _problem(use: CapUse) -> Problem:
    cap = use.cap
    details = {
        "scope": cap.scope,
        "counted": cap.cost,
        "period": cap.period,
        "limit": str(cap.limit),
        "setting": cap.setting,
        "until": f"{use.until.timestamp():.0f}",
    }
    return Problem(ProblemKind.CAP_REACHED, details)
