"""A design, told from its registrations: one shape that its owner may have registered in several offices."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from bot.model.report import Comparison, LegalStatus, Report, Risk

_PRIORITY = timedelta(days=190)
"""How far apart the filings of one design may be: the six months of priority of the Paris Convention, and some days for
an end on a holiday."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """One design of a report.

    Attributes:
        comparisons: at least one, the highest rating first; one for each office that registered the design.
    """

    comparisons: tuple[Comparison, ...]

    @property
    def lead(self) -> Comparison:
        """The comparison with the highest rating: it speaks for the others."""
        return self.comparisons[0]

    @property
    def risk(self) -> Risk:
        """The highest rating."""
        return self.lead.risk

    @property
    def is_lapsed(self) -> bool:
        """Whether the report says of every registration that it is not in force any more."""
        return all(comparison.legal_status is LegalStatus.INVALID for comparison in self.comparisons)


def designs_of(report: Report) -> tuple[Design, ...]:
    """The comparisons of a report as designs, the most urgent first, those no longer in force last.

    Comparisons are one design if the report itself says so: the same owner and the same drawing, or the same owner,
    title, similarity and search score, and filings within the time of priority; and no office stands among them twice.
    A report tells nothing of families. If there is any doubt they stay apart: two cards for one design cost a reader
    a moment, one card for two designs could cost more.
    """
    groups = _grouped(report.comparisons, _drawing)
    known = [group for group in groups if len(group) > 1]
    rest = [comparison for group in groups if len(group) == 1 for comparison in group]
    designs = [_design(group) for group in (*known, *_grouped(rest, _likeness))]
    return tuple(sorted(designs, key=lambda design: (design.is_lapsed, _rating(design.lead))))


def _design(group: Iterable[Comparison]) -> Design:
    return Design(comparisons=tuple(sorted(group, key=_rating)))


def _rating(comparison: Comparison) -> tuple[bool, int, float, bool]:
    """Sort key: the highest rating first, and of the same one what is in force."""
    lapsed, is_known, severity, score = comparison.urgency
    return is_known, severity, score, lapsed


def _grouped(
    comparisons: Iterable[Comparison], key_of: Callable[[Comparison], Hashable | None]
) -> list[list[Comparison]]:
    """Those with one key together if they can be one design, and each of the others by itself."""
    found: dict[Hashable, list[Comparison]] = {}
    for number, comparison in enumerate(comparisons):
        key = key_of(comparison)
        found.setdefault((number,) if key is None else key, []).append(comparison)
    groups: list[list[Comparison]] = []
    for group in found.values():
        groups += [group] if _is_one_design(group) else [[comparison] for comparison in group]
    return groups


def _drawing(comparison: Comparison) -> Hashable | None:
    owner, image = owner_of(comparison), comparison.patent.image_id
    return (owner, image) if owner and image else None


def _likeness(comparison: Comparison) -> Hashable | None:
    """What two registrations of one design have in common: the models that score them see the same drawing."""
    patent, owner = comparison.patent, owner_of(comparison)
    title = " ".join(patent.title.split()).casefold()
    scored = comparison.score is not None and patent.score is not None
    return (owner, title, comparison.score, patent.score, comparison.views) if owner and title and scored else None


def owner_of(comparison: Comparison) -> str:
    """Its owner, whatever the spaces and capitals of the name; empty if no name came."""
    return " ".join(comparison.patent.owner.split()).casefold()


def _is_one_design(group: list[Comparison]) -> bool:
    offices = [comparison.patent.country for comparison in group]
    days = [comparison.patent.filed for comparison in group if comparison.patent.filed]
    is_close = not days or max(days) - min(days) <= _PRIORITY
    return is_close and all(offices) and len(set(offices)) == len(offices)
