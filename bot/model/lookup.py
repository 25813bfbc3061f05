"""What a look-up by number and a search for similar designs give."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from bot.model.report import Patent


class PatentType(StrEnum):
    APPLICATION = "application"
    PATENT = "patent"
    UTILITY = "utility"
    DESIGN = "design"
    UNKNOWN = "unknown"


class PatentState(StrEnum):
    """The simple legal status of a patent."""

    ACTIVE = "active"
    PENDING = "pending"
    INACTIVE = "inactive"
    UNDETERMINED = "undetermined"
    PCT_DESIGNATED = "pct_designated"
    PCT_EXPIRED = "pct_expired"
    UNKNOWN = "unknown"


class SortField(StrEnum):
    """By which date hits are sorted; without one, by similarity."""

    PUBLISHED = "PBD"
    FILED = "APD"
    ISSUED = "ISD"


LEGAL_CODES: Final = (1, 2, 3, 8, *range(11, 26), 30, 222, 223, 224, 225)
"""Patsnap's codes of legal states."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Younger:
    """The patent whose older look-alikes are searched for.

    Attributes:
        filed: its day; what is older was filed before.
        family: publication numbers of its family; None if that is not known.
    """

    patent_id: str
    publication_number: str
    filed: date
    family: tuple[str, ...] | None = None

    def is_kin(self, patent: Patent) -> bool:
        """Whether a patent is this one, or belongs to its family."""
        if self.patent_id and patent.patent_id == self.patent_id:
            return True
        own = {_bare(number) for number in (self.publication_number, *(self.family or ()))}
        return _bare(patent.publication_number) in own - {""}

    def is_after(self, patent: Patent) -> bool:
        """Whether a patent was filed earlier, as far as its day is known."""
        return patent.filed is None or patent.filed < self.filed


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchFilters:
    """What a search for similar designs is narrowed to; everything empty searches all designs.

    Attributes:
        locarno: an expression of classes with AND, OR and NOT, such as ``(21-01 OR 21-03)``.
        legal_statuses: Patsnap's codes, such as 3 for authorization.
        patent_type: designs, or utility models.
        by_line_drawing: Patsnap makes a line drawing of the picture, and searches with that.
        older_than: only what was filed before this patent, less its family.
    """

    countries: tuple[str, ...] = ()
    locarno: str = ""
    assignee: str = ""
    legal_statuses: tuple[int, ...] = ()
    states: tuple[PatentState, ...] = ()
    keyword: str = ""
    filed_from: date | None = None
    filed_to: date | None = None
    published_from: date | None = None
    published_to: date | None = None
    sort: SortField | None = None
    ascending: bool = False
    patent_type: PatentType = PatentType.DESIGN
    by_line_drawing: bool = False
    older_than: Younger | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarDesigns:
    """One page of a search.

    Attributes:
        search_id: asks for the next pages, for twenty minutes; empty if none came.
        total_found: how many designs matched in all; None if no count came.
    """

    search_id: str
    patents: tuple[Patent, ...] = ()
    total_found: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PatentHits:
    """The patents that a number, or a part of one, may mean."""

    patents: tuple[Patent, ...] = ()
    total_found: int | None = None


@dataclass(frozen=True, slots=True)
class LocalText:
    """A text and its language's code in lower case such as ``en``."""

    lang: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    name: str
    lang: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bibliography:
    """A patent's front page; parties stand in their own order."""

    patent_id: str
    publication_number: str
    patent_type: PatentType = PatentType.UNKNOWN
    titles: tuple[LocalText, ...] = ()
    abstracts: tuple[LocalText, ...] = ()
    assignees: tuple[Party, ...] = ()
    applicants: tuple[Party, ...] = ()
    inventors: tuple[Party, ...] = ()
    application_number: str = ""
    filed: date | None = None
    published: date | None = None
    locarno: tuple[str, ...] = ()

    def title(self, *langs: str) -> str:
        """The title in the first of these languages that has one, or else the first title; empty for none."""
        known = {title.lang: title.text for title in reversed(self.titles)}
        first = self.titles[0].text if self.titles else ""
        return next((known[lang] for lang in langs if lang in known), first)


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalState:
    """Attributes: sent: the states in Patsnap's words, for the day when one is none of ours."""

    patent_id: str
    publication_number: str
    states: tuple[PatentState, ...] = ()
    sent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A patent's drawing; the address lives nine hours."""

    patent_id: str
    publication_number: str
    url: str = field(default="", repr=False)


def _bare(number: str) -> str:
    """A publication number without the signs between its letters and digits."""
    return "".join(filter(str.isalnum, number.upper()))
