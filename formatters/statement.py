"""Patsnap's statement of account in words: what the calls of some days cost."""

from bot.model.statement import CallUsage, PlanUsage, Statement
from formatters.text import count_of, day, plain

UNKNOWN = "–"
_LISTED = 8


def summarise(statement: Statement) -> str:
    """One sentence, such as ``on 26 Nov 2026 Patsnap charged 12.50: AI39-1 12.50 (2 calls), P010 0.00 (2 calls).``"""
    when = days_of(statement)
    items = [*map(_charged, statement.usage), *map(_by_plan, statement.plan_usage)]
    if not items:
        return f"no calls are listed {when}."
    more = f" and {len(items) - _LISTED:,} more" if len(items) > _LISTED else ""
    total = "an unknown sum" if statement.money is None else money(statement.money)
    return f"{when} Patsnap charged {total}: {', '.join(items[:_LISTED])}{more}."


def days_of(statement: Statement) -> str:
    """``on 26 Nov 2026``, or ``from 1 Nov 2026 to 26 Nov 2026``."""
    first, last = day(statement.first_day), day(statement.last_day)
    return f"on {first}" if first == last else f"from {first} to {last}"


def service_of(usage: CallUsage | PlanUsage) -> str:
    """The serial number, or else the path."""
    return plain(usage.api) or plain(usage.path) or UNKNOWN


def number(count: int | None) -> str:
    return UNKNOWN if count is None else f"{count:,}"


def money(amount: float | None) -> str:
    """In the account's currency, which Patsnap does not name."""
    return UNKNOWN if amount is None else f"{amount:,.2f}"


def _charged(usage: CallUsage) -> str:
    return f"{service_of(usage)} {money(usage.money)}{_calls(usage.calls)}"


def _by_plan(usage: PlanUsage) -> str:
    return f"{service_of(usage)} by plan{_calls(usage.calls)}"


def _calls(count: int | None) -> str:
    return "" if count is None else f" ({count_of(count, 'call')})"
