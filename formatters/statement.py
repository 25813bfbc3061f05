"""Patsnap's statement of account in words: what the calls of some days cost."""

from bot.languages import Translator
from bot.model.statement import CallUsage, PlanUsage, Statement
from formatters.text import shorten_plain

UNKNOWN = "–"
_LISTED = 8
_MOST = 1e15
"""No sum of money; nor is what is no number."""


def summarise(tr: Translator, statement: Statement) -> str:
    """One sentence, such as ``on 26 Nov 2026 Patsnap charged 12.50: AI39-1 12.50 (2 calls), P010 0.00 (2 calls).``"""
    when = days_of(tr, statement)
    items = [
        *(_charged(tr, usage) for usage in statement.usage),
        *(_by_plan(tr, usage) for usage in statement.plan_usage),
    ]
    if not items:
        return tr("statement-none", when=when)
    listed = tr("list-separator").join(items[:_LISTED])
    if len(items) > _LISTED:
        listed = tr("list-more", listed=listed, more=len(items) - _LISTED)
    total = tr("statement-unknown-sum") if statement.money is None else money(tr, statement.money)
    return tr("statement-charged", when=when, total=total, items=listed)


def days_of(tr: Translator, statement: Statement) -> str:
    """``on 26 Nov 2026``, or ``from 1 Nov 2026 to 26 Nov 2026``."""
    first, last = tr.day(statement.first_day), tr.day(statement.last_day)
    return tr("statement-day", day=first) if first == last else tr("statement-days", first=first, last=last)


def service_of(usage: CallUsage | PlanUsage) -> str:
    """The serial number, or else the path."""
    return shorten_plain(usage.api, 80) or shorten_plain(usage.path, 80) or UNKNOWN


def number(tr: Translator, count: int | None) -> str:
    return UNKNOWN if count is None else tr.number(count)


def money(tr: Translator, amount: float | None) -> str:
    """In the account's currency, which Patsnap does not name."""
    return tr("statement-money", amount=amount) if amount is not None and abs(amount) < _MOST else UNKNOWN


def _charged(tr: Translator, usage: CallUsage) -> str:
    service, charged = service_of(usage), money(tr, usage.money)
    if usage.calls is None:
        return tr("statement-item", service=service, money=charged)
    return tr("statement-item-calls", service=service, money=charged, calls=usage.calls)


def _by_plan(tr: Translator, usage: PlanUsage) -> str:
    service = service_of(usage)
    if usage.calls is None:
        return tr("statement-plan", service=service)
    return tr("statement-plan-calls", service=service, calls=usage.calls)
