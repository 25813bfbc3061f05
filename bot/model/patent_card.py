"""A patent as a look-up shows it, and what a typed number stood for."""

from dataclasses import dataclass
from enum import StrEnum

from bot.model.check import Check
from bot.model.lookup import Bibliography, LegalState
from bot.model.number import ParsedNumber
from bot.model.problem import Problem
from bot.model.report import Patent, Risk


class PatentPart(StrEnum):
    """What a card is filled with, each by a call of its own."""

    BIBLIOGRAPHY = "bibliography"
    LEGAL_STATE = "legal_state"
    DRAWING = "drawing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """An earlier check whose report compared the patent; its reply stands in Slack."""

    check: Check
    risk: Risk


@dataclass(frozen=True, slots=True, kw_only=True)
class PatentCard:
    """What is known of one patent.

    Attributes:
        patent: as the search by number listed it.
        file_id: Slack's id of its drawing; empty without one.
        missing: the parts that could not be had this time.
        problem: a cap of the app's own that held some of them back.
        sightings: the latest first, and only those that whoever asked may see.
    """

    patent: Patent
    bibliography: Bibliography | None = None
    legal_state: LegalState | None = None
    file_id: str = ""
    missing: tuple[PatentPart, ...] = ()
    problem: Problem | None = None
    sightings: tuple[Sighting, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberAnswer:
    """What became of one typed number: a card, hits to choose from, nothing, or a problem.

    Attributes:
        card: if the number stands for one patent.
        hits: if it does not, those to choose from, maybe none.
        is_exact: whether the hits bear this very number; otherwise it is a part of theirs.
        total_found: how many there are in all; None if no count came.
        problem: why nobody knows.
    """

    number: ParsedNumber
    card: PatentCard | None = None
    hits: tuple[Patent, ...] = ()
    is_exact: bool = False
    total_found: int | None = None
    problem: Problem | None = None
