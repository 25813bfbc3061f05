"""``lookalike statement``: what the calls of a day cost, by service, as Patsnap states it."""

import asyncio
import logging
from datetime import date, datetime, timedelta

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot import logs
from bot.commands.terminal import say
from bot.errors import BadCredentials, PatsnapError, SettingsError
from bot.languages import Translator
from bot.model.statement import Statement
from bot.patsnap import connect
from bot.patsnap.daily_limit import ZONE
from bot.settings import Settings, load_settings
from formatters.problems import describe
from formatters.statement import days_of, money, number, service_of
from formatters.text import plain

SHOWN = 0
NOT_SHOWN = 1

_WIDTH = 120


def run(tr: Translator, typed: str | None) -> int:
    """Print the statement of a day; ``NOT_SHOWN`` with a sentence if Patsnap does not give it.

    Args:
        typed: the day, such as 2026-11-26; None for yesterday by Patsnap's calendar.

    Raises:
        SettingsError: the day is none, or there are no client id and secret to ask with.
    """
    logs.configure("text", level=logging.ERROR)
    day = read_day(typed, today=datetime.now(ZONE).date())
    settings = load_settings()
    settings.require_patsnap()
    try:
        statement = asyncio.run(ask(settings, day))
    except PatsnapError as error:
        say(why_not(tr, error), is_complaint=True)
        return NOT_SHOWN
    _print(tr, statement)
    return SHOWN


def yesterday() -> date:
    """The last day that is over by Patsnap's calendar."""
    return read_day(None, today=datetime.now(ZONE).date())


async def ask(settings: Settings, day: date) -> Statement:
    async with connect(settings, ledger=None) as patsnap:
        return await patsnap.statement(day, day)


def read_day(typed: str | None, *, today: date) -> date:
    """Raises SettingsError: a sentence that says what is wrong with it."""
    if typed is None:
        return today - timedelta(days=1)
    try:
        day = date.fromisoformat(typed.strip())
    except ValueError:
        raise SettingsError.of("statement-no-day", value=plain(typed)[:40]) from None
    if day >= today:
        raise SettingsError.of("statement-day-not-over", day=day.isoformat())
    return day


def why_not(tr: Translator, error: PatsnapError) -> str:
    """Why there is no statement, for an operator."""
    if isinstance(error, BadCredentials):
        code = error.problem.details.get("code") or tr("detail-code")
        return tr("statement-not-given", code=plain(str(code)))
    return describe(tr, error.problem)


def _print(tr: Translator, statement: Statement) -> None:
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = max(console.width, _WIDTH)
    when = days_of(tr, statement)
    if not statement.usage and not statement.plan_usage:
        console.print(Text(tr("statement-empty", when=when)))
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in ("service", "name"):
        table.add_column(tr(f"statement-column-{name}"))
    for name in ("calls", "charged", "cost"):
        table.add_column(tr(f"statement-column-{name}"), justify="right")
    for usage in statement.usage:
        calls, charged = number(tr, usage.calls), number(tr, usage.billed_calls)
        table.add_row(*map(_cell, (service_of(usage), usage.name, calls, charged, money(tr, usage.money))))
    for planned in statement.plan_usage:
        by_plan = tr("statement-by-plan")
        table.add_row(*map(_cell, (service_of(planned), planned.name, number(tr, planned.calls), by_plan, "")))
    console.print(table)
    console.print(Text(tr("statement-total", when=when, money=money(tr, statement.money))))


def _cell(text: str) -> Text:
    return Text(plain(text))
