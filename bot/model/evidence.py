"""Everything that is known of a finished check, gathered for an export."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.model.check import Check
from bot.model.hold import Hold
from bot.model.lookup import LegalState
from bot.model.patent_details import FamilyMember
from bot.model.report import Patent, Report


class ExportFormat(StrEnum):
    PDF = "pdf"
    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedUp:
    """A patent's legal state, as somebody looked it up after or before the check.

    Attributes:
        at: when Patsnap was asked, aware.
    """

    state: LegalState
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpiryLookedUp:
    """When a patent expires, as Patsnap estimates it.

    Attributes:
        expires: None if Patsnap was asked and gave no date.
        at: when Patsnap was asked, aware.
    """

    expires: date | None
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyLookedUp:
    """The family of a patent.

    Attributes:
        members: empty if Patsnap was asked and had none.
        at: when Patsnap was asked, aware.
    """

    members: tuple[FamilyMember, ...]
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What was asked, with what it was searched, what Patsnap answered. Nothing in it is the app's own conclusion.

    Attributes:
        parameters: what the search was told beside the pictures, under Patsnap's names, each value as JSON.
        default_countries: the markets that this installation searches if nobody says otherwise, when it was exported.
        retention_days: how long the check's data is kept, from the day of the post.
        looked_up: legal states that are known apart from the report, by the patent's id.
        expiries: likewise.
        families: likewise.
        hold: that stands on the check; None if none does.
        version: of the app that exported it.
        exported_at: aware; the one thing in which two exports of the same check differ.
    """

    check: Check
    report: Report
    parameters: Mapping[str, str]
    default_countries: tuple[str, ...]
    retention_days: int
    version: str
    exported_at: datetime
    looked_up: Mapping[str, LookedUp] = field(default_factory=dict)
    expiries: Mapping[str, ExpiryLookedUp] = field(default_factory=dict)
    families: Mapping[str, FamilyLookedUp] = field(default_factory=dict)
    hold: Hold | None = None

    @property
    def searched(self) -> tuple[str, ...]:
        """The markets as the report names them, or else as they were asked for; none if nothing was searched."""
        if self.check.options.against:
            return ()
        return self.report.countries or self.check.options.countries

    @property
    def not_searched(self) -> tuple[str, ...]:
        """Default markets that were left out of this search."""
        if self.check.options.against:
            return ()
        return tuple(country for country in self.default_countries if country not in self.searched)

    @property
    def kept_until(self) -> datetime:
        return self.check.post.created_at + timedelta(days=self.retention_days)

    @property
    def reported_at(self) -> datetime | None:
        """When Patsnap made the report: what it says of legal status is as of then."""
        return self.report.operated_at or self.check.ended_at

    def status_of(self, patent: Patent) -> LookedUp | None:
        return self.looked_up.get(patent.patent_id) if patent.patent_id else None

    def expiry_of(self, patent: Patent) -> ExpiryLookedUp | None:
        return self.expiries.get(patent.patent_id) if patent.patent_id else None

    def family_of(self, patent: Patent) -> FamilyLookedUp | None:
        return self.families.get(patent.patent_id) if patent.patent_id else None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidencePictures:
    """The pictures that could be had for an export; what is missing leaves a gap that says so.

    Attributes:
        posted: the view's position -> the picture, JPEG or PNG.
        drawings: the patent's id -> its drawing, likewise.
        sheet: of the report, JPEG, as it was drawn for the reply; empty if there is none.
        were_sought: False if nobody could look for them, as without a token of Slack's.
    """

    posted: Mapping[int, bytes] = field(default_factory=dict, repr=False)
    drawings: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    sheet: bytes = field(default=b"", repr=False)
    were_sought: bool = True
