"""What a finished check found."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Risk(StrEnum):
    """How likely a design patent stands in the way, as rated by Patsnap."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    UNRATED = "unrated"
    """A level that was absent or that this version does not know."""

    @property
    def severity(self) -> int:
        """Sort key, the most urgent highest.

        Unrated stands above low: what nobody rated may be anything, and must not hide below what was cleared.
        """
        return _SEVERITY[self]


_SEVERITY = {Risk.HIGH: 3, Risk.MEDIUM: 2, Risk.UNRATED: 1, Risk.LOW: 0}


class LegalStatus(StrEnum):
    VALID = "valid"
    INVALID = "invalid"
    PENDING = "pending"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Patent:
    """One design patent as an image search lists it.

    Attributes:
        score: visual similarity from 0 to 1; None if none came.
        country: authority code such as ``US`` or ``EU``; empty if none came.
        image_url: full drawing; lives nine hours from the report.
        thumbnail_url: the same at 120 px, with the same life.
        rerank_score: 0 to 1, from the model that re-ranks (V2's fused list only).
    """

    patent_id: str
    publication_number: str
    title: str = ""
    country: str = ""
    score: float | None = None
    risk: Risk = Risk.UNRATED
    image_id: str = ""
    image_url: str = ""
    thumbnail_url: str = ""
    filed: date | None = None
    published: date | None = None
    application_number: str = ""
    inventors: tuple[str, ...] = ()
    current_assignee: str = ""
    original_assignee: str = ""
    locarno: tuple[str, ...] = ()
    locarno_match: bool | None = None
    rrf_score: float | None = None
    rerank_rank: int | None = None
    rerank_score: float | None = None
    traditional_rank: int | None = None
    traditional_score: float | None = None

    @property
    def key(self) -> str:
        """What tells it from the other patents of a report."""
        return self.patent_id or self.publication_number

    @property
    def owner(self) -> str:
        """Whose it is now, or else whose it was at first; empty if no name came."""
        return self.current_assignee.strip() or self.original_assignee.strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The product beside one patent, in the words of the report.

    Attributes:
        patent: what is known of the patent, joined from the report's lists if they hold it.
        risk_level: the level as it was sent, for the day when it is none of ours.
        views: which of the check's images (from 0) this comparison came from.
    """

    patent: Patent
    risk: Risk
    risk_level: str = ""
    score: float | None = None
    legal_status: LegalStatus = LegalStatus.UNKNOWN
    similar: str = ""
    difference: str = ""
    confusion: str = ""
    risk_description: str = ""
    suggestion: str = ""
    views: tuple[int, ...] = (0,)

    @property
    def known_score(self) -> float | None:
        """The comparison's score, or else that of the search which found the patent; from 0 to 1."""
        return self.patent.score if self.score is None else self.score

    @property
    def risk_text(self) -> str:
        """The level in Patsnap's own words, if this version does not know it; such as ``Very High``."""
        return self.risk_level if self.risk is Risk.UNRATED else ""

    @property
    def urgency(self) -> tuple[bool, bool, int, float]:
        """Sort key, the most urgent lowest: unknown levels, which may be above high; then by risk; then by score.

        What is no longer in force stands behind all of these.
        """
        lapsed = self.legal_status is LegalStatus.INVALID
        return lapsed, not self.risk_text, -self.risk.severity, 1.0 if self.score is None else -self.score


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything Patsnap sent for one check, so that no later feature needs a second call.

    Attributes:
        comparisons: the most urgent first, see ``Comparison.urgency``.
        unreadable: how many more comparisons were sent, and could not be read.
        countries: the markets that were searched.
        high_risk_countries: those Patsnap named, and those of every comparison rated high.
        medium_risk_countries: likewise for medium, less those already high.
        suspected_count: suspected infringements as counted by Patsnap.
        locarno: classes as sent, such as ``21-01`` or ``21 Games, toys``.
        filed_after: only patents filed after this day were searched.
        ranked: the image search's own list; ``total_found`` counts what it matched in all.
        fused: both searches fused (V2 only).
        line_drawing: a ``data:`` URL of the product as a line drawing; empty if none came.
    """

    comparisons: tuple[Comparison, ...] = ()
    unreadable: int = 0
    countries: tuple[str, ...] = ()
    high_risk_countries: tuple[str, ...] = ()
    medium_risk_countries: tuple[str, ...] = ()
    suspected_countries: tuple[str, ...] = ()
    suspected_count: int = 0
    locarno: tuple[str, ...] = ()
    filed_after: date | None = None
    operated_at: datetime | None = None
    ranked: tuple[Patent, ...] = ()
    total_found: int | None = None
    fused: tuple[Patent, ...] = ()
    fusion_k: int | None = None
    rerank_count: int | None = None
    traditional_count: int | None = None
    line_drawing: str = field(default="", repr=False)

    @property
    def verdict(self) -> Risk:
        """The most urgent risk that was rated, or else unrated if something was not; never a promise of safety.

        A comparison counts even if it names no country.
        """
        if self.high_risk_countries or self.count(Risk.HIGH):
            return Risk.HIGH
        if self.medium_risk_countries or self.count(Risk.MEDIUM):
            return Risk.MEDIUM
        return Risk.LOW if self.is_settled else Risk.UNRATED

    @property
    def is_settled(self) -> bool:
        """Whether nothing in it may be worse than what was rated.

        A comparison that is unrated or could not be read may be, and so may infringements that are suspected without
        a comparison or a country to rate them by, and patents that are rated in a list alone.
        """
        return not (self.unreadable or self.count(Risk.UNRATED) or self.is_only_suspected or self.rated_in_lists)

    @property
    def rated_in_lists(self) -> tuple[Patent, ...]:
        """Patents that the lists rate medium or high and no comparison speaks of, each once."""
        compared = {comparison.patent.key for comparison in self.comparisons}
        listed = {patent.key: patent for patent in (*self.fused, *self.ranked)}
        rated = {Risk.HIGH, Risk.MEDIUM}
        return tuple(patent for key, patent in listed.items() if patent.risk in rated and key not in compared)

    @property
    def is_only_suspected(self) -> bool:
        """Whether infringements are suspected, and no comparison and no country says how serious they are."""
        rated = self.compared or self.high_risk_countries or self.medium_risk_countries
        return not rated and bool(self.suspected_count or self.suspected_countries)

    @property
    def compared(self) -> int:
        """How many comparisons were sent, those that could not be read among them."""
        return len(self.comparisons) + self.unreadable

    def count(self, risk: Risk) -> int:
        return sum(comparison.risk is risk for comparison in self.comparisons)
