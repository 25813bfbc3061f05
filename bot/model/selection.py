"""Which comparisons of a report somebody looks at, and in which order."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from bot.model.design import owner_of
from bot.model.report import Comparison, LegalStatus, Report, Risk


class Facet(StrEnum):
    """What comparisons can be narrowed by."""

    COUNTRY = "country"
    RISK = "risk"
    STATUS = "status"
    OWNER = "owner"


class Order(StrEnum):
    RISK = "risk"
    """As a report lists them, see ``Comparison.urgency``."""
    SCORE = "score"
    NEWEST = "newest"
    OLDEST = "oldest"
    """Both by the day of filing."""
    EXPIRES_FIRST = "expires_first"
    EXPIRES_LAST = "expires_last"


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet.

    Attributes:
        key: what its comparisons have in common; empty for those of which nothing is known.
        name: the key as the report spells it first.
        count: how many comparisons there are.
    """

    key: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Selection:
    """
    Attributes:
        chosen: facet -> the places of what was chosen among its ``choices_of``; of a facet that is not there, all.
    """

    chosen: Mapping[Facet, tuple[int, ...]] = field(default_factory=dict)
    order: Order = Order.RISK


_KEYS: Final[Mapping[Facet, Callable[[Comparison], str]]] = {
    Facet.COUNTRY: lambda comparison: comparison.patent.country.strip(),
    Facet.RISK: lambda comparison: comparison.risk,
    Facet.STATUS: lambda comparison: comparison.legal_status,
    Facet.OWNER: owner_of,
}
_RANKS: Final[Mapping[str, int]] = {
    **{risk.value: -risk.severity for risk in Risk},
    **{status.value: rank for rank, status in enumerate(LegalStatus)},
}


def choices_of(report: Report, facet: Facet) -> tuple[Choice, ...]:
    """What occurs in a report, always in the same order: ratings and states in theirs, else the most frequent first."""
    counts: dict[str, int] = {}
    names: dict[str, str] = {}
    key_of = _KEYS[facet]
    for comparison in report.comparisons:
        key = key_of(comparison)
        counts[key] = counts.get(key, 0) + 1
        names.setdefault(key, comparison.patent.owner if facet is Facet.OWNER else key)
    has_order = facet in {Facet.RISK, Facet.STATUS}
    keys = sorted(counts, key=lambda key: _RANKS[key] if has_order else -counts[key])
    return tuple(Choice(key, names[key], counts[key]) for key in keys)


def chosen_of(report: Report, selection: Selection, facet: Facet) -> tuple[Choice, ...]:
    """What is chosen of a facet; places that the report has not are left out."""
    places = selection.chosen.get(facet, ())
    choices = choices_of(report, facet) if places else ()
    return tuple(choices[place] for place in dict.fromkeys(places) if 0 <= place < len(choices))


def select(report: Report, selection: Selection, expiries: Mapping[str, date]) -> tuple[int, ...]:
    """The places among the report's comparisons of those that are chosen, in the chosen order.

    Args:
        expiries: patent_id -> the day it expires. What has none comes last, and so does what lacks a score or a day.
    """
    wanted = {facet: {choice.key for choice in chosen_of(report, selection, facet)} for facet in Facet}
    wanted = {facet: keys for facet, keys in wanted.items() if keys}

    def is_wanted(place: int) -> bool:
        return all(_KEYS[facet](report.comparisons[place]) in keys for facet, keys in wanted.items())

    def rank(place: int) -> tuple[bool, float]:
        value = _value(report.comparisons[place], selection.order, expiries)
        return value is None, value or 0.0

    places = sorted(range(len(report.comparisons)), key=lambda place: report.comparisons[place].urgency)
    found = filter(is_wanted, places)
    return tuple(found if selection.order is Order.RISK else sorted(found, key=rank))


def _value(comparison: Comparison, order: Order, expiries: Mapping[str, date]) -> float | None:
    """What an order goes by, the first lowest; None if it is not known."""
    match order:
        case Order.SCORE:
            score = comparison.known_score
            return None if score is None else -score
        case Order.NEWEST | Order.OLDEST:
            day, sign = comparison.patent.filed, 1 if order is Order.OLDEST else -1
        case _:
            day, sign = expiries.get(comparison.patent.patent_id), -1 if order is Order.EXPIRES_LAST else 1
    return None if day is None else sign * day.toordinal()
