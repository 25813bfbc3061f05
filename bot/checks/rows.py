"""Checks as rows: loaded with their posts and views, and changed by transitions."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Table, case, delete, insert, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.checks import codec, leases
from bot.checks.transition import Claim, Transition
from bot.model import Check, Report, Risk, Stage, View
from bot.storage.tables import checks, posts, reports, searches, sightings, view_reports, views
from bot.storage.upserts import insert_into


async def load_rows(connection: AsyncConnection, rows: Sequence[RowMapping]) -> tuple[Check, ...]:
    """Rows of ``checks`` with their posts and views."""
    if not rows:
        return ()
    post_rows = await connection.execute(select(posts).where(posts.c.id.in_({row["post_id"] for row in rows})))
    post_by_id = {row["id"]: codec.load_post(row) for row in post_rows.mappings()}
    view_rows = await connection.execute(select(views).where(views.c.check_id.in_([row["id"] for row in rows])))
    views_by_check: dict[str, list[RowMapping]] = defaultdict(list)
    for row in view_rows.mappings():
        views_by_check[row["check_id"]].append(row)
    return tuple(codec.load_check(row, post_by_id[row["post_id"]], views_by_check[row["id"]]) for row in rows)


async def load_checks_of(connection: AsyncConnection, post_ids: Sequence[str]) -> tuple[Check, ...]:
    """All checks of some posts, in the order in which they were asked for."""
    result = await connection.execute(
        select(checks).where(checks.c.post_id.in_(post_ids)).order_by(checks.c.position, checks.c.created_at)
    )
    return await load_rows(connection, result.mappings().all())


def changed_columns(claim: Claim, transition: Transition, now: ColumnElement[float]) -> dict[str, Any]:
    """The columns of ``checks`` that a transition sets."""
    before, after = claim.check.stage, transition.stage
    hold = transition.hold
    values: dict[str, Any] = {
        "stage": after,
        "attempts": transition.attempts,
        "held_until": hold and hold.until.timestamp(),
        "held_day": hold.day if hold else "",
    }
    if transition.due_in_s != 0:
        values |= leases.given_back(checks, None if transition.due_in_s is None else now + transition.due_in_s)
    if transition.problem:
        values["problem"] = codec.dump_problem(transition.problem)
    # With the first paid task, also where other views have yet to be submitted: it marks the tasks as this try's own.
    is_paid = before is Stage.SUBMITTING and transition.view is not None and bool(transition.view.task_id)
    if (is_paid or after is Stage.SUBMITTED) and claim.check.submitted_at is None:
        values["submitted_at"] = now
    if after.is_end and not before.is_end:
        values["ended_at"] = now
    if transition.running and before is Stage.SUBMITTING:
        values["running_at"] = now
    elif transition.running:
        values["running_at"] = case((checks.c.running_at.is_not(None), claim.now))
    if transition.delivering is not None:
        values["delivering_at"] = now if transition.delivering else None
    if transition.reply_ts:
        values |= {"delivered_at": now, "reply_ts": transition.reply_ts}
    return values


async def save_view(connection: AsyncConnection, check_id: str, view: View) -> None:
    await connection.execute(
        update(views)
        .where(views.c.check_id == check_id, views.c.position == view.position)
        .values(
            name=view.name,
            upload_url=view.upload_url,
            upload_expires_at=view.upload_expires_at and view.upload_expires_at.timestamp(),
            task_id=view.task_id,
            reported=view.reported,
        )
    )


async def copy_rows(connection: AsyncConnection, table: Table, from_check: str, to_check: str) -> None:
    others = [column for column in table.c if column.name != "check_id"]
    rows = select(literal(to_check), *others).where(table.c.check_id == from_check)
    await connection.execute(insert(table).from_select(["check_id", *(column.name for column in others)], rows))


async def save_results(connection: AsyncConnection, check_id: str, transition: Transition) -> None:
    """Store what a transition brings; what an earlier try of the same has stored stays."""
    rows: list[tuple[Table, list[dict[str, Any]]]] = []
    if transition.found is not None:
        rows.append((searches, [{"check_id": check_id, "found": transition.found}]))
    if transition.view and transition.view_report:
        report = codec.dump_report(transition.view_report)
        rows.append((view_reports, [{"check_id": check_id, "position": transition.view.position, "report": report}]))
    if transition.report:
        rows.append((reports, [{"check_id": check_id, "report": codec.dump_report(transition.report)}]))
        if compared := _sightings(transition.report):
            seen = [{"check_id": check_id, "number": number, "risk": risk} for number, risk in compared.items()]
            rows.append((sightings, seen))
    for table, values in rows:
        await connection.execute(insert_into(connection, table).on_conflict_do_nothing(), values)
    if transition.report:
        await connection.execute(delete(view_reports).where(view_reports.c.check_id == check_id))


def _sightings(report: Report) -> dict[str, Risk]:
    """Each patent that was compared, by its number, with the highest risk it was given."""
    compared: dict[str, Risk] = {}
    for comparison in report.comparisons:
        number = comparison.patent.publication_number.strip().upper()[:64]
        if number and comparison.risk.severity > compared.get(number, Risk.LOW).severity:
            compared[number] = comparison.risk
        elif number:
            compared.setdefault(number, comparison.risk)
    return compared
