"""Gathers all that is stored of a check into one value, from which every format is made."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version

from bot.checks import FoundReport
from bot.checks.holds import HoldStore
from bot.lookups import DetailStore, LookupStore
from bot.model.evidence import Evidence, ExpiryLookedUp, FamilyLookedUp, LookedUp
from bot.model.lookup import LegalState
from bot.model.patent_card import PatentPart
from bot.model.patent_details import DetailPart, Family, PatentDates
from bot.patsnap import sent_parameters


@dataclass(frozen=True, slots=True, kw_only=True)
class Gatherer:
    """
    Attributes:
        default_countries: searched if nobody says otherwise.
    """

    lookups: LookupStore
    details: DetailStore
    holds: HoldStore
    default_countries: tuple[str, ...]
    retention_days: int

    async def gather(self, found: FoundReport, *, at: datetime) -> Evidence:
        """Args: at: the date of the export, aware."""
        check, report = found.check, found.report
        compared = [item.patent.patent_id for item in report.comparisons if item.patent.patent_id]
        sent = sent_parameters(check.engine, check.options)
        if check.options.against:  # what it stood for was found out before, and no report of another is taken
            sent["patent_number"] = next((item.patent.publication_number for item in report.comparisons), "")
        return Evidence(
            check=check,
            report=report,
            parameters={name: json.dumps(value, ensure_ascii=False) for name, value in sent.items()},
            default_countries=self.default_countries,
            retention_days=self.retention_days,
            version=version("lookalike"),
            exported_at=at,
            hold=await self.holds.on_check(check.id),
            looked_up=await self._looked_up(compared),
            expiries=await self._expiries(compared),
            families=await self._families(compared),
        )

    async def _expiries(self, patent_ids: list[str]) -> dict[str, ExpiryLookedUp]:
        stored = await self.details.part_of(patent_ids, DetailPart.DATES)
        return {
            patent_id: ExpiryLookedUp(
                expires=part.content.expires if isinstance(part.content, PatentDates) else None, at=_at(part.fetched_at)
            )
            for patent_id, part in stored.items()
        }

    async def _families(self, patent_ids: list[str]) -> dict[str, FamilyLookedUp]:
        stored = await self.details.part_of(patent_ids, DetailPart.FAMILY)
        return {
            patent_id: FamilyLookedUp(
                members=part.content.members if isinstance(part.content, Family) else (), at=_at(part.fetched_at)
            )
            for patent_id, part in stored.items()
        }

    async def _looked_up(self, patent_ids: list[str]) -> dict[str, LookedUp]:
        parts = await self.lookups.parts_of(patent_ids)
        return {
            patent_id: LookedUp(state=stored.content, at=_at(stored.fetched_at))
            for (patent_id, part), stored in parts.items()
            if part is PatentPart.LEGAL_STATE and isinstance(stored.content, LegalState)
        }


def _at(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
