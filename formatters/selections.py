"""What the comparisons of a report are narrowed to and sorted by, in words."""

from bot.languages import Translator
from bot.model import LegalStatus, Report, Risk
from bot.model.countries import country_flag
from bot.model.selection import Choice, Facet, Order, Selection, chosen_of
from formatters.countries import list_within
from formatters.patents import legal_status_name
from formatters.risk import RISK_EMOJI, risk_name
from formatters.text import escape, shorten_plain

_NAME = 40
_FILTERS = 300


def choice_name(tr: Translator, facet: Facet, choice: Choice) -> str:
    """``🇺🇸 United States``, ``🔴 High``, ``In force``, ``Northpole Ltd``: plain text, short."""
    match facet:
        case Facet.COUNTRY:
            name = shorten_plain(tr.country(choice.name), _NAME)
            return f"{country_flag(choice.name)} {name}" if name else tr("comparisons-no-country")
        case Facet.RISK:
            risk = Risk(choice.key)
            return f"{RISK_EMOJI[risk]} {risk_name(tr, risk)}"
        case Facet.STATUS:
            return legal_status_name(tr, LegalStatus(choice.key))
        case Facet.OWNER:
            return shorten_plain(choice.name, _NAME) or tr("comparisons-no-owner")


def order_name(tr: Translator, order: Order) -> str:
    """``Highest rating first``."""
    return tr(f"comparisons-order-{order.replace('_', '-')}")


def selection_lines(tr: Translator, report: Report, selection: Selection) -> list[str]:
    """What is chosen and how it is sorted, escaped, a line each; none if all is shown as the report lists it."""
    named = [
        escape(choice_name(tr, facet, choice)) for facet in Facet for choice in chosen_of(report, selection, facet)
    ]
    lines = [tr("comparisons-only", filters=list_within(tr, named, str, limit=_FILTERS))] if named else []
    if selection.order is not Order.RISK:
        lines.append(tr("comparisons-sorted", order=order_name(tr, selection.order)))
    return lines
