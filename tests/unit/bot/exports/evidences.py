"""Evidence for tests: a check that is complete, and one in which everything is hostile."""

from dataclasses import replace
from datetime import UTC, date, datetime

from bot.model import CHINESE, CheckOptions, Engine, Patent, Report, Risk, View
from bot.model.evidence import Evidence, ExpiryLookedUp, FamilyLookedUp, LookedUp
from bot.model.lookup import LegalState, PatentState
from bot.model.patent_details import FamilyKind, FamilyMember
from bot.numbers import parse_number
from tests.unit.formatters.builders import CHECK, HIGH, SANTA, comparison

EXPORTED = datetime(2026, 11, 28, 8, tzinfo=UTC)

VIEW = View(
    position=0,
    file_id="F1",
    name="mug.png",
    task_id="task-1",
    posted_sha256="ab" * 32,
    sent_sha256="cd" * 32,
)

OPTIONS = CheckOptions(
    countries=("US", "CN", "JP", "EU"), filed_after=date(2020, 1, 1), locarno=("21-01",), keyword="hat"
)


FAMILY = (
    FamilyMember(country="US", number="USD1055174S1"),
    FamilyMember(country="EU", number="EU0040356240003S"),
    FamilyMember(country="CN", number="CN307654321S", kind=FamilyKind.INPADOC),
    FamilyMember(country="", number="JP1700001S", kind=FamilyKind.PATSNAP),
)


def evidence_of(report: Report = HIGH, **changes: object) -> Evidence:
    """Evidence of a check in which nothing is missing."""
    values = {
        "check": replace(CHECK, views=(VIEW,), options=OPTIONS),
        "report": report,
        "parameters": {"country": '["US", "CN", "JP", "EU"]', "main_field": '"hat"'},
        "default_countries": ("US", "CN", "JP", "KR", "AU", "EU"),
        "retention_days": 365,
        "version": "0.1.0",
        "exported_at": EXPORTED,
        "looked_up": {
            "p-1": LookedUp(
                state=LegalState(patent_id="p-1", publication_number="USD1", states=(PatentState.INACTIVE,)),
                at=datetime(2026, 2, 3, tzinfo=UTC),
            )
        },
        "expiries": {
            "p-1": ExpiryLookedUp(expires=date(2035, 1, 15), at=datetime(2026, 2, 4, tzinfo=UTC)),
            "p-2": ExpiryLookedUp(expires=None, at=datetime(2026, 2, 5, tzinfo=UTC)),
        },
        "families": {
            "p-1": FamilyLookedUp(members=FAMILY, at=datetime(2026, 2, 4, tzinfo=UTC)),
            "p-2": FamilyLookedUp(members=(), at=datetime(2026, 2, 5, tzinfo=UTC)),
        },
    }
    return Evidence(**{**values, **changes})


def many(count: int) -> Report:
    """A report of so many comparisons."""
    return replace(HIGH, comparisons=(SANTA, *(comparison(number, Risk.LOW) for number in range(2, count + 1))))


def against_one() -> Evidence:
    """Of a comparison with one patent, for which nothing was searched."""
    options = replace(OPTIONS, against=parse_number("USD1055174S1"), filed_after=None, locarno=(), keyword="")
    check = replace(CHECK, views=(VIEW,), options=options, engine=Engine.ONE_TO_ONE)
    return evidence_of(Report(comparisons=(SANTA,)), check=check, parameters={"patent_number": '"USD1055174S1"'})


def in_chinese(evidence: Evidence) -> Evidence:
    return replace(evidence, check=replace(evidence.check, options=replace(evidence.check.options, lang=CHINESE)))


LISTED = Patent(patent_id="p-9", publication_number="USD1055174S1", risk=Risk.HIGH)
