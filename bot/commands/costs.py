"""``lookalike costs``: what a month's calls were, by the ledger, and beside it what Patsnap states."""

import asyncio
import json
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot import logs
from bot.commands.statement import why_not
from bot.commands.terminal import say
from bot.costs.sums import Sums, read_sums
from bot.errors import PatsnapError, SettingsError
from bot.languages import Translator
from bot.model.costs import CallSum, Period, end_of
from bot.model.statement import Statement
from bot.patsnap import connect
from bot.patsnap.daily_limit import ZONE
from bot.patsnap.endpoints import COUNTED
from bot.settings import Settings, load_settings
from bot.storage import read_database
from formatters.sentences import in_words
from formatters.statement import days_of, money
from formatters.text import plain

SHOWN = 0

_WIDTH = 120


@dataclass(frozen=True, slots=True)
class Compared:
    """One service: how often it was called by Patsnap's statement, and by the ledger in the same days."""

    endpoint: str
    stated: int
    written: int


def run(tr: Translator, typed: str | None, *, as_json: bool) -> int:
    """Print a month's paid calls.

    Args:
        typed: the month, such as 2026-11, by UTC; None for the one that runs.

    Raises:
        SettingsError: the month is none, or the database cannot be read.
    """
    logs.configure("text", level=logging.ERROR)
    now = datetime.now(UTC)
    begin = read_month(typed, now=now)
    return asyncio.run(_run(tr, load_settings(), begin, now=now, as_json=as_json))


def read_month(typed: str | None, *, now: datetime) -> datetime:
    """When the month began. Raises SettingsError: it is none, or has not begun."""
    if typed is None:
        return datetime(now.year, now.month, 1, tzinfo=UTC)
    try:
        begin = datetime.strptime(typed.strip(), "%Y-%m").replace(tzinfo=UTC)
    except ValueError:
        raise SettingsError.of("costs-no-month", value=plain(typed)[:40]) from None
    if begin > now:
        raise SettingsError.of("costs-month-to-come", month=f"{begin:%Y-%m}")
    return begin


async def _run(tr: Translator, settings: Settings, begin: datetime, *, now: datetime, as_json: bool) -> int:
    async with read_database(settings) as database:
        sums = await read_sums(database, since=begin, until=end_of(Period.MONTH, begin))
        statement, why = await _stated(tr, settings, begin, now=now)
        compared: list[Compared] = []
        if statement:
            first, last = (_midnight(day) for day in (statement.first_day, statement.last_day + timedelta(days=1)))
            same_days = await read_sums(database, since=first, until=last)
            compared = compare(statement, same_days.by_endpoint)
    if as_json:
        print_json(begin, sums, statement, compared, why)
    else:
        _print(tr, begin, sums)
        _print_statement(tr, statement, compared, why)
    return SHOWN


async def _stated(
    tr: Translator, settings: Settings, begin: datetime, *, now: datetime
) -> tuple[Statement | None, str]:
    """Patsnap's statement of the month's days that are over by its calendar, or why there is none."""
    yesterday = now.astimezone(ZONE).date() - timedelta(days=1)
    first, last = begin.date(), min(yesterday, end_of(Period.MONTH, begin).date() - timedelta(days=1))
    if last < first:
        return None, tr("costs-no-day-over")
    try:
        return await ask(settings, first, last), ""
    except SettingsError as error:
        return None, " ".join(in_words(tr, sentence) for sentence in error.sentences)
    except PatsnapError as error:
        return None, why_not(tr, error)


async def ask(settings: Settings, first: date, last: date) -> Statement:
    """Raises SettingsError: there is nothing to ask with; PatsnapError: Patsnap does not give it."""
    async with connect(settings, ledger=None) as patsnap:
        return await patsnap.statement(first, last)


def compare(statement: Statement, written: Iterable[CallSum]) -> list[Compared]:
    """Each service that either of them names, of those that the ledger counts."""
    names = {endpoint.path: name for name, endpoint in COUNTED.items()}
    stated: dict[str, int] = {}
    listed = [(usage.path, usage.calls) for usage in statement.usage]
    listed += [(planned.path, planned.calls) for planned in statement.plan_usage]
    for path, calls in listed:
        if name := names.get(path):
            stated[name] = stated.get(name, 0) + (calls or 0)
    in_ledger = {one.name: one.calls for one in written}
    return [
        Compared(name, stated.get(name, 0), in_ledger.get(name, 0))
        for name in COUNTED
        if name in stated or name in in_ledger
    ]


def print_json(
    begin: datetime, sums: Sums, statement: Statement | None, compared: Sequence[Compared], why: str
) -> None:
    """The same for a program. ``unknown`` are those of ``calls`` whose answer was lost."""
    data: dict[str, Any] = {
        "month": f"{begin:%Y-%m}",
        "time_zone": "UTC",
        "by_endpoint": [_as_json("endpoint", one) for one in sums.by_endpoint],
        "by_channel": [_as_json("channel", one) for one in sums.by_channel],
        "by_person": [_as_json("person", one) for one in sums.by_person],
        "statement": None,
        "no_statement_because": why or None,
    }
    if statement:
        data["statement"] = {
            "first_day": f"{statement.first_day}",
            "last_day": f"{statement.last_day}",
            "money": statement.money,
            "services": [{"endpoint": one.endpoint, "stated": one.stated, "ledger": one.written} for one in compared],
        }
    say(json.dumps(data, indent=2))


def _as_json(name: str, one: CallSum) -> dict[str, Any]:
    return {name: one.name, "counted": one.cost.value, "calls": one.calls, "unknown": one.unknown}


def _print(tr: Translator, begin: datetime, sums: Sums) -> None:
    month = f"{begin:%Y-%m}"
    if not sums.by_endpoint:
        say(tr("costs-none", month=month))
        return
    say(tr("costs-heading", month=month))
    for column, found in (
        ("endpoint", sums.by_endpoint),
        ("channel", sums.by_channel),
        ("person", sums.by_person),
    ):
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
        table.add_column(tr(f"costs-column-{column}"))
        table.add_column(tr("costs-column-counted"))
        for number in ("calls", "unknown"):
            table.add_column(tr(f"costs-column-{number}"), justify="right")
        for one in found:
            name = _service(one.name) if column == "endpoint" else one.name or tr("costs-nobody")
            counted = tr(f"costs-counted-{one.cost}")
            table.add_row(*map(Text, (plain(name), counted, tr.number(one.calls), tr.number(one.unknown))))
        _console().print(table)
    unknown = sum(one.unknown for one in sums.by_endpoint)
    say(tr("costs-total", calls=sum(one.calls for one in sums.by_endpoint), unknown=unknown))


def _print_statement(tr: Translator, statement: Statement | None, compared: Sequence[Compared], why: str) -> None:
    if statement is None:
        say(tr("costs-no-statement", why=why))
        return
    say(tr("costs-statement", when=days_of(tr, statement), money=money(tr, statement.money)))
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(tr("costs-column-endpoint"))
    for name in ("stated", "ledger"):
        table.add_column(tr(f"costs-column-{name}"), justify="right")
    for one in compared:
        table.add_row(*map(Text, (_service(one.endpoint), tr.number(one.stated), tr.number(one.written))))
    if compared:
        _console().print(table)
    different = [_service(one.endpoint) for one in compared if one.stated != one.written]
    if different:
        say(tr("costs-differ", services=tr("list-separator").join(different)))
    else:
        say(tr("costs-agree"))


def _service(endpoint: str) -> str:
    """``P011 simple-bibliography``; the name alone of one that this version does not call."""
    known = COUNTED.get(endpoint)
    return f"{known.api} {endpoint}" if known else endpoint


def _console() -> Console:
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = max(console.width, _WIDTH)
    return console


def _midnight(day: date) -> datetime:
    """When a day of Patsnap's calendar began."""
    return datetime.combine(day, time(), ZONE)
