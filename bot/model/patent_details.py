"""One patent in depth: figures, dates, family, legal events, and the records of how it was enforced."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from bot.model.lookup import LocalText, PatentState
from bot.model.problem import Problem
from bot.model.report import Patent


class DetailPart(StrEnum):
    """What is known of a patent in depth, each by a paid call of its own."""

    FIGURES = "figures"
    DATES = "dates"
    FAMILY = "family"
    EVENTS = "events"
    LITIGATION = "litigation"
    INVALIDATION = "invalidation"
    CUSTOMS = "customs"
    LICENCES = "licences"


BASIC_PARTS: Final = (DetailPart.FIGURES, DetailPart.DATES, DetailPart.FAMILY, DetailPart.EVENTS)
"""What the first click asks for."""

RECORD_PARTS: Final = (DetailPart.LITIGATION, DetailPart.INVALIDATION, DetailPart.CUSTOMS, DetailPart.LICENCES)
"""What a further click asks for, as far as the events speak of it."""

SERVICES: Final[Mapping[DetailPart, str]] = {
    DetailPart.FIGURES: "P042",
    DetailPart.DATES: "P012",
    DetailPart.FAMILY: "P014",
    DetailPart.EVENTS: "P013",
    DetailPart.LITIGATION: "P034",
    DetailPart.INVALIDATION: "P027",
    DetailPart.CUSTOMS: "P031",
    DetailPart.LICENCES: "P028",
}
"""Patsnap's names of the calls, which an operator finds in the account's list of permissions."""


class LegalEvent(StrEnum):
    TRANSFER = "transfer"
    LICENCE = "licence"
    PLEDGE = "pledge"
    TRUST = "trust"
    OPPOSITION = "opposition"
    REEXAMINATION = "reexamination"
    CUSTOMS = "customs"
    LITIGATION = "litigation"
    PRESERVATION = "preservation"
    INVALIDATION = "invalidation"
    ORAL_PROCEDURE = "oral_procedure"
    DECLASSIFICATION = "declassification"
    DOUBLE_APPLICATION = "double_application"
    UNKNOWN = "unknown"


ENFORCEMENT: Final[Mapping[LegalEvent, DetailPart]] = {
    LegalEvent.LITIGATION: DetailPart.LITIGATION,
    LegalEvent.INVALIDATION: DetailPart.INVALIDATION,
    LegalEvent.CUSTOMS: DetailPart.CUSTOMS,
    LegalEvent.LICENCE: DetailPart.LICENCES,
}
"""Events that raise the enforcement flag, and the records that tell more of each."""


class ProcedureState(StrEnum):
    """The legal status of a patent, which is finer than ``PatentState``."""

    PUBLISHED = "published"
    EXAMINING = "examining"
    GRANTED = "granted"
    DOUBLE = "double"
    ABANDONED = "abandoned"
    ABANDONED_VOLUNTARILY = "abandoned_voluntarily"
    ABANDONED_DEEMED = "abandoned_deemed"
    WITHDRAWN = "withdrawn"
    WITHDRAWN_VOLUNTARILY = "withdrawn_voluntarily"
    WITHDRAWN_DEEMED = "withdrawn_deemed"
    REJECTED = "rejected"
    REVOKED = "revoked"
    EXPIRED = "expired"
    NON_PAYMENT = "non_payment"
    RESTORATION = "restoration"
    CEASED = "ceased"
    PARTLY_REVOKED = "partly_revoked"
    DISCONTINUED = "discontinued"
    PCT_PUBLISHED = "pct_published"
    PCT_DESIGNATED = "pct_designated"
    PCT_EXPIRED = "pct_expired"
    NOT_ENTERED = "not_entered"
    UNKNOWN = "unknown"


class FamilyKind(StrEnum):
    """How closely the members of a family belong together, the closest first."""

    SIMPLE = "simple"
    INPADOC = "inpadoc"
    PATSNAP = "patsnap"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure; its address lives some hours or days."""

    url: str = field(repr=False)
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Attributes: total: how many Patsnap has; None if no count came."""

    listed: tuple[Figure, ...] = ()
    total: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Priority:
    country: str
    number: str
    filed: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PatentDates:
    """Attributes: expires: as Patsnap estimates it; None if it does not."""

    titles: tuple[LocalText, ...] = ()
    expires: date | None = None
    granted: date | None = None
    priorities: tuple[Priority, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyMember:
    """Attributes: kind: the closest family that it belongs to."""

    country: str
    number: str
    kind: FamilyKind = FamilyKind.SIMPLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    members: tuple[FamilyMember, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordedEvent:
    """Attributes: sent: in Patsnap's words, for the day when it is none of ours."""

    event: LegalEvent
    sent: str = ""


@dataclass(frozen=True, slots=True)
class RecordedState:
    """Attributes: sent: in Patsnap's words, for the day when it is none of ours."""

    state: ProcedureState
    sent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalEvents:
    """Attributes: updated: when Patsnap's record last changed."""

    events: tuple[RecordedEvent, ...] = ()
    procedure: tuple[RecordedState, ...] = ()
    states: tuple[PatentState, ...] = ()
    updated: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LitigationCase:
    title: str = ""
    number: str = ""
    court: str = ""
    country: str = ""
    plaintiffs: tuple[str, ...] = ()
    defendants: tuple[str, ...] = ()
    filed: date | None = None
    decided: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InvalidationCase:
    """A re-examination or an invalidation. Attributes: kind: in Patsnap's code, such as ``WX`` for an invalidation."""

    kind: str = ""
    country: str = ""
    applicants: tuple[str, ...] = ()
    number: str = ""
    grounds: tuple[str, ...] = ()
    decided: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomsRecord:
    number: str = ""
    country: str = ""
    status: str = ""
    opinion: str = ""
    product: str = ""
    starts: date | None = None
    ends: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    country: str = ""
    licensors: tuple[str, ...] = ()
    licensees: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    status: str = ""
    number: str = ""
    effective: date | None = None


@dataclass(frozen=True, slots=True)
class Litigation:
    cases: tuple[LitigationCase, ...] = ()


@dataclass(frozen=True, slots=True)
class Invalidations:
    cases: tuple[InvalidationCase, ...] = ()


@dataclass(frozen=True, slots=True)
class Customs:
    records: tuple[CustomsRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class Licences:
    licences: tuple[Licence, ...] = ()


DetailContent = Figures | PatentDates | Family | LegalEvents | Litigation | Invalidations | Customs | Licences


@dataclass(frozen=True, slots=True, kw_only=True)
class PatentDetails:
    """What is known of one patent in depth; a part is None if it is not known, or Patsnap had nothing.

    Attributes:
        file_id: Slack's id of its drawing; empty without one.
        fetched: when each part was asked for that is known, or of which Patsnap had nothing.
        problems: why a part could not be had this time.
        refused: parts whose service Patsnap does not grant the account.
        reloadable: whether the addresses of its figures are old enough to be asked for once more.
    """

    patent: Patent
    file_id: str = ""
    figures: Figures | None = None
    dates: PatentDates | None = None
    family: Family | None = None
    events: LegalEvents | None = None
    litigation: Litigation | None = None
    invalidations: Invalidations | None = None
    customs: Customs | None = None
    licences: Licences | None = None
    fetched: Mapping[DetailPart, datetime] = field(default_factory=dict)
    problems: Mapping[DetailPart, Problem] = field(default_factory=dict)
    refused: frozenset[DetailPart] = frozenset()
    reloadable: bool = False

    @property
    def older_calls(self) -> int:
        """How many calls a search for older look-alikes takes; 0 if it cannot be made: no drawing, no day of filing.

        The search alone while the figures' addresses live. Else its drawing in Slack is uploaded, or its figures are
        asked for once more.
        """
        if self.patent.filed is None:
            return 0
        if self.figures and self.figures.listed and not self.reloadable:
            return 1
        return 2 if self.file_id or self.may_bring_figures else 0

    @property
    def may_bring_figures(self) -> bool:
        """Whether a call may bring addresses of figures that live."""
        is_asked = DetailPart.FIGURES in self.fetched
        return DetailPart.FIGURES not in self.refused and (self.reloadable or not is_asked)

    @property
    def missing(self) -> tuple[DetailPart, ...]:
        """The parts of the first click that a call may still bring."""
        return self._lacking(BASIC_PARTS)

    @property
    def enforced(self) -> tuple[DetailPart, ...]:
        """The kinds of records that the events speak of: the enforcement flag."""
        named = {recorded.event for recorded in self.events.events} if self.events else set()
        return tuple(part for event, part in ENFORCEMENT.items() if event in named)

    @property
    def records(self) -> tuple[DetailPart, ...]:
        """The kinds of records worth asking for: those that the events speak of, or all if no events are known."""
        return self.enforced if self.events else RECORD_PARTS

    @property
    def missing_records(self) -> tuple[DetailPart, ...]:
        """Those of them that a call may still bring."""
        return self._lacking(self.records)

    def _lacking(self, parts: tuple[DetailPart, ...]) -> tuple[DetailPart, ...]:
        return tuple(part for part in parts if part not in self.fetched and part not in self.refused)
