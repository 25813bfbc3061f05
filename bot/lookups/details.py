"""One patent in depth: each of its parts is paid for on a click, kept for a month, and shown again without a call."""

import asyncio
import logging
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from bot.errors import BadCredentials, PatsnapError
from bot.lookups.detail_store import DetailStore, StoredDetail
from bot.lookups.ports import DetailSource, Pictures
from bot.lookups.service import DRAWING_FRESH_S, FRESH_S, NOTHING_FRESH_S
from bot.lookups.single_flight import Flights
from bot.lookups.store import LookupStore
from bot.model import Patent, Problem, ProblemKind
from bot.model.patent_details import (
    BASIC_PARTS,
    Customs,
    DetailContent,
    DetailPart,
    Family,
    Figures,
    Invalidations,
    LegalEvents,
    Licences,
    Litigation,
    PatentDates,
    PatentDetails,
)

logger = logging.getLogger(__name__)

DETAILS_FRESH_S = 30 * 24 * 3600.0
"""How long what was paid for is shown again without a call; its day is said beside it."""

REFUSED_S = 3600.0
"""How long a service that Patsnap does not grant the account is not asked for again."""

_IDS_AT_ONCE = 500
"""Patents in one question to the database, which takes only so many parameters."""

_LONGEST_ID = 120
"""Of a patent's id in a figure's key, which the database's column of 128 characters has to hold. Theirs have 36."""


class DetailService:
    """Args: clock: seconds since the epoch."""

    def __init__(
        self,
        *,
        source: DetailSource,
        store: DetailStore,
        patents: LookupStore,
        pictures: Pictures,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._source = source
        self._store = store
        self._patents = patents
        self._pictures = pictures
        self._clock = clock
        self._flights = Flights()
        self._refused_at: dict[DetailPart, float] = {}

    async def costs(self, patent_ids: Iterable[str]) -> Mapping[str, int]:
        """Patent id -> how many calls its details would take now."""
        wanted = list(patent_ids)
        ages = await self._store.ages_of(wanted) if wanted else {}
        refused = self._refused()

        def is_known(patent_id: str, part: DetailPart) -> bool:
            age = ages.get((patent_id, part))
            return age is not None and self._is_fresh(*age)

        return {
            patent_id: sum(part not in refused and not is_known(patent_id, part) for part in BASIC_PARTS)
            for patent_id in wanted
        }

    async def expiries(self, patent_ids: Iterable[str]) -> Mapping[str, date]:
        """Patent id -> the day it expires, of those for which that has been looked up and is known."""
        wanted = [patent_id for patent_id in dict.fromkeys(patent_ids) if patent_id]
        found: dict[str, date] = {}
        for first in range(0, len(wanted), _IDS_AT_ONCE):
            stored = await self._store.part_of(wanted[first : first + _IDS_AT_ONCE], DetailPart.DATES)
            for patent_id, detail in stored.items():
                expires = detail.content.expires if isinstance(detail.content, PatentDates) else None
                if expires and self._is_fresh(True, detail.fetched_at):
                    found[patent_id] = expires
        return found

    async def find(self, patent_id: str, *, team_id: str) -> PatentDetails | None:
        """Figures, dates, family and events, a call for each that is not known; None for a patent not found before.

        What goes wrong with one of them is part of the answer.
        """
        return await self._find(patent_id, team_id, lambda known: known.missing)

    async def remember(self, patent: Patent) -> None:
        """Let a patent that a report compared be found; what the report says of it beside a product is not kept."""
        public = Patent(
            patent_id=patent.patent_id,
            publication_number=patent.publication_number,
            title=patent.title,
            country=patent.country,
            filed=patent.filed,
            published=patent.published,
        )
        await self._patents.remember(public, now=self._clock() - FRESH_S)

    async def known(self, patent_id: str, *, team_id: str) -> PatentDetails | None:
        """The same as far as it is known, without a call."""
        return await self._find(patent_id, team_id, lambda _: ())

    async def find_records(self, patent_id: str, *, team_id: str) -> PatentDetails | None:
        """The records of enforcement too, a call for each kind that the events speak of."""
        return await self._find(patent_id, team_id, lambda known: known.missing_records)

    async def renew_figures(self, patent_id: str, *, team_id: str) -> PatentDetails | None:
        """Ask for the figures once more, one call, if their addresses are old enough to be dead, or never came."""
        return await self._find(
            patent_id, team_id, lambda known: (DetailPart.FIGURES,) if known.may_bring_figures else ()
        )

    async def known_figures(self, details: PatentDetails, positions: Iterable[int], *, team_id: str) -> dict[int, str]:
        """Position of a figure -> Slack's file id, for those that are there already."""
        wanted = _figures(details, positions)
        files = await self._pictures.known(team_id, wanted.values())
        return {position: files[figure.patent_id] for position, figure in wanted.items() if figure.patent_id in files}

    async def bring_figures(self, details: PatentDetails, positions: Iterable[int], *, team_id: str) -> dict[int, str]:
        """The same, bringing to Slack what is not there yet and can be had in time."""
        wanted = _figures(details, positions)
        async with self._flights.alone(f"figure {team_id} {figure.patent_id}" for figure in wanted.values()):
            files = await self._pictures.ensure(team_id, wanted.values())
        return {position: files[figure.patent_id] for position, figure in wanted.items() if figure.patent_id in files}

    async def _find(
        self, patent_id: str, team_id: str, wanted: Callable[[PatentDetails], Sequence[DetailPart]]
    ) -> PatentDetails | None:
        """What is known of a patent, after a call for each part that is wanted."""
        found = await self._patents.patent(patent_id)
        if found is None:
            return None
        async with self._flights.alone([f"details {patent_id}"]):
            parts = await self._fresh_parts(patent_id)
            details = self._details(found.patent, parts, {})
            if missing := wanted(details):
                fetched, problems = await self._fetch(found.patent, missing)
                details = self._details(found.patent, {**parts, **fetched}, problems)
        shown = await self._pictures.known(team_id, [found.patent])
        return replace(details, file_id=shown.get(patent_id, ""))

    async def _fresh_parts(self, patent_id: str) -> dict[DetailPart, StoredDetail]:
        stored = await self._store.parts_of(patent_id)
        return {
            part: detail
            for part, detail in stored.items()
            if self._is_fresh(detail.content is not None, detail.fetched_at)
        }

    async def _fetch(
        self, patent: Patent, parts: Sequence[DetailPart]
    ) -> tuple[dict[DetailPart, StoredDetail], dict[DetailPart, Problem]]:
        """A call for each part, side by side; what was paid for is kept, whatever becomes of the others."""
        answers = await asyncio.gather(*(self._call(patent, part) for part in parts))
        contents = {part: said for part, said in zip(parts, answers, strict=True) if not isinstance(said, Problem)}
        problems = {part: said for part, said in zip(parts, answers, strict=True) if isinstance(said, Problem)}
        now = self._clock()
        await self._store.keep(patent.patent_id, contents, now=now)
        return {part: StoredDetail(content, now) for part, content in contents.items()}, problems

    async def _call(self, patent: Patent, part: DetailPart) -> DetailContent | Problem | None:
        try:
            said = await self._source.fetch(part, patent_id=patent.patent_id, number=patent.publication_number)
        except PatsnapError as error:
            logger.warning("a part of a patent could not be had", extra={"part": part.value, "error": str(error)})
            if isinstance(error, BadCredentials) and error.problem.kind is ProblemKind.NO_PERMISSION:
                self._refused_at[part] = self._clock()
            return error.problem
        self._refused_at.pop(part, None)
        return said

    def _details(
        self, patent: Patent, parts: Mapping[DetailPart, StoredDetail], problems: Mapping[DetailPart, Problem]
    ) -> PatentDetails:
        contents = {part: detail.content for part, detail in parts.items()}
        figures, dates = contents.get(DetailPart.FIGURES), contents.get(DetailPart.DATES)
        family, events = contents.get(DetailPart.FAMILY), contents.get(DetailPart.EVENTS)
        litigation, invalidations = contents.get(DetailPart.LITIGATION), contents.get(DetailPart.INVALIDATION)
        customs, licences = contents.get(DetailPart.CUSTOMS), contents.get(DetailPart.LICENCES)
        listed = parts.get(DetailPart.FIGURES)
        return PatentDetails(
            patent=patent,
            figures=figures if isinstance(figures, Figures) else None,
            dates=dates if isinstance(dates, PatentDates) else None,
            family=family if isinstance(family, Family) else None,
            events=events if isinstance(events, LegalEvents) else None,
            litigation=litigation if isinstance(litigation, Litigation) else None,
            invalidations=invalidations if isinstance(invalidations, Invalidations) else None,
            customs=customs if isinstance(customs, Customs) else None,
            licences=licences if isinstance(licences, Licences) else None,
            fetched={part: datetime.fromtimestamp(detail.fetched_at, UTC) for part, detail in parts.items()},
            problems=problems,
            refused=self._refused(),
            reloadable=listed is not None and self._clock() - listed.fetched_at >= DRAWING_FRESH_S,
        )

    def _refused(self) -> frozenset[DetailPart]:
        now = self._clock()
        return frozenset(part for part, since in self._refused_at.items() if now - since < REFUSED_S)

    def _is_fresh(self, has_content: bool, fetched_at: float) -> bool:
        return self._clock() - fetched_at < (DETAILS_FRESH_S if has_content else NOTHING_FRESH_S)


def _figures(details: PatentDetails, positions: Iterable[int]) -> dict[int, Patent]:
    """Position of a figure -> the figure as ``Drawings`` takes it, under a key of its own beside the patent's."""
    patent, listed = details.patent, details.figures.listed if details.figures else ()
    return {
        position: Patent(
            patent_id=f"{patent.patent_id[:_LONGEST_ID]}/{position + 1}",
            publication_number=f"{patent.publication_number}-{position + 1}",
            image_url=listed[position].url,
        )
        for position in positions
        if 0 <= position < len(listed)
    }
