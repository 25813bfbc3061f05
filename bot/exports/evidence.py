"""Gathers all that is stored of a check into one value, from which every format is made."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version

from bot.checks import FoundReport
from bot.lookups import LookupStore
from bot.model.evidence import Evidence, LookedUp
from bot.model.lookup import LegalState
from bot.model.patent_card import PatentPart
from bot.patsnap import sent_parameters


@dataclass(frozen=True, slots=True, kw_only=True)
class Gatherer:
    """
    Attributes:
        default_countries: searched if nobody says otherwise.
    """

    lookups: LookupStore
    default_countries: tuple[str, ...]
    retention_days: int

    async def gather(self, found: FoundReport, *, at: datetime) -> Evidence:
        """Args: at: the date of the export, aware."""
        check, report = found.check, found.report
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
            looked_up=await self._looked_up([item.patent.patent_id for item in report.comparisons]),
        )

    async def _looked_up(self, patent_ids: list[str]) -> dict[str, LookedUp]:
        parts = await self.lookups.parts_of([patent_id for patent_id in patent_ids if patent_id])
        return {
            patent_id: LookedUp(state=stored.content, at=datetime.fromtimestamp(stored.fetched_at, UTC))
            for (patent_id, part), stored in parts.items()
            if part is PatentPart.LEGAL_STATE and isinstance(stored.content, LegalState)
        }
