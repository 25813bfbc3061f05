"""What steps bring beside the check itself: tasks, searches, reports, and which patents were seen."""

from sqlalchemy import ColumnElement, Table, delete, insert, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.checks.fingerprints import fingerprint_row
from bot.checks.rows import Row, dump_report
from bot.checks.transition import Transition
from bot.model import Check, Report, Risk, View
from bot.storage.tables import checks, fingerprints, reports, searches, sightings, view_reports, views
from bot.storage.upserts import insert_into


async def copy_rows(connection: AsyncConnection, table: Table, from_check: str, to_check: str) -> None:
    """Copy what a table holds of one check to another."""
    others = [column for column in table.c if column.name != "check_id"]
    copied = select(literal(to_check), *others).where(table.c.check_id == from_check)
    await connection.execute(insert(table).from_select(["check_id", *(column.name for column in others)], copied))


async def save_results(connection: AsyncConnection, check: Check, transition: Transition) -> None:
    """Store what a transition brings; what an earlier try of the same has stored stays."""
    check_id, found = check.id, list[tuple[Table, list[Row]]]()
    if transition.fingerprint:
        found.append((fingerprints, [fingerprint_row(check, transition.fingerprint)]))
    if transition.found is not None:
        found.append((searches, [{"check_id": check_id, "found": transition.found}]))
    if transition.view and transition.view_report:
        report = dump_report(transition.view_report)
        found.append((view_reports, [{"check_id": check_id, "position": transition.view.position, "report": report}]))
    if transition.report:
        found.append((reports, [{"check_id": check_id, "report": dump_report(transition.report)}]))
        if seen := sighting_rows(check_id, transition.report):
            found.append((sightings, seen))
    for table, values in found:
        await connection.execute(insert_into(connection, table).on_conflict_do_nothing(), values)
    if transition.report:
        await connection.execute(delete(view_reports).where(view_reports.c.check_id == check_id))


def sighting_rows(check_id: str, report: Report) -> list[Row]:
    """Each patent that a report compares, by its number, with the highest risk it was given."""
    risks: dict[str, Risk] = {}
    for comparison in report.comparisons:
        number = comparison.patent.publication_number.strip().upper()[:64]
        if number and comparison.risk.severity > risks.get(number, Risk.LOW).severity:
            risks[number] = comparison.risk
        elif number:
            risks.setdefault(number, comparison.risk)
    return [{"check_id": check_id, "number": number, "risk": risk} for number, risk in risks.items()]


def has_no_task(check_id: str, view: View) -> ColumnElement[bool]:
    """Whether no task of this view is stored."""
    return select(views.c.check_id).where(*_without_task(check_id, view)).exists()


def _without_task(check_id: str, view: View) -> tuple[ColumnElement[bool], ...]:
    return views.c.check_id == check_id, views.c.position == view.position, views.c.task_id == ""


async def keep_task(connection: AsyncConnection, check_id: str, view: View, now: ColumnElement[float]) -> None:
    """Store the id of a view's task unless there is one, and since when it runs: another try waits for it."""
    kept = await connection.execute(update(views).where(*_without_task(check_id, view)).values(task_id=view.task_id))
    if kept.rowcount:
        await connection.execute(update(checks).where(checks.c.id == check_id).values(submitted_at=now))
