"""Typed numbers -> patents: what is kept is shown again, and only what is not is paid for."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.errors import CapReached, PatsnapError
from bot.lookups.ports import NumberSource, Pictures
from bot.lookups.single_flight import Flights
from bot.lookups.store import Content, LookupStore, StoredPart
from bot.model import Patent, Problem
from bot.model.costs import Payer
from bot.model.lookup import Bibliography, Drawing, LegalState, PatentHits
from bot.model.number import NumberField, NumberQuery, ParsedNumber
from bot.model.patent_card import NumberAnswer, PatentCard, PatentPart
from bot.storage.ids import digest_of

logger = logging.getLogger(__name__)

FRESH_S = 24 * 3600.0
"""How long what was found is shown again without a call."""

NOTHING_FRESH_S = 3600.0
"""How long nobody asks again for what was not there: long enough for a second look, short enough for news."""

DRAWING_FRESH_S = 8.5 * 3600.0
"""A drawing's address lives nine hours."""

MAX_HITS = 10
"""Patents that are offered to choose from."""

_LONGEST_KEY = 255


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Who asks, and where: that is what they may see of earlier checks.

    Attributes:
        user_id: None if the answer is for the whole channel.
    """

    team_id: str
    channel_id: str
    user_id: str | None

    @property
    def payer(self) -> Payer:
        """For whom the look-ups are made that it asks for."""
        return Payer(team_id=self.team_id, channel_id=self.channel_id, user_id=self.user_id or "")


class LookupService:
    """Args: clock: seconds since the epoch."""

    def __init__(
        self,
        *,
        source: NumberSource,
        store: LookupStore,
        pictures: Pictures,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._source = source
        self._store = store
        self._pictures = pictures
        self._clock = clock
        self._flights = Flights()

    async def find(self, numbers: Sequence[ParsedNumber], asker: Asker) -> tuple[NumberAnswer, ...]:
        """An answer for each number, in their order; what goes wrong with one of them is part of its answer.

        Nothing is paid for a number that can be read in several ways: its answer is the question which is meant.
        """
        answers = await asyncio.gather(*(self._resolve(number) for number in numbers))
        patents = [answer.hits[0] for answer in answers if _is_one(answer)]
        cards = iter(await self._cards(patents, asker))
        return tuple(replace(answer, card=next(cards), hits=()) if _is_one(answer) else answer for answer in answers)

    async def find_card(self, patent_id: str, asker: Asker) -> PatentCard | None:
        """The card of a patent that was found before; None if it is not kept any more."""
        stored = await self._store.patent(patent_id)
        if stored is None:
            return None
        (card,) = await self._cards([stored.patent], asker)
        return card

    async def _resolve(self, number: ParsedNumber) -> NumberAnswer:
        if number.is_ambiguous:
            return NumberAnswer(number=number)
        key = _key(number)
        async with self._flights.alone([f"number {key}"]):
            found = await self._kept(number, key)
            if found is None:
                try:
                    found = await self._search(number)
                except PatsnapError as error:
                    logger.warning("a number could not be looked up", extra={"error": str(error)})
                    return NumberAnswer(number=number, problem=error.problem)
                await self._store.keep_hits(key, found, now=self._clock())
        exact = _exact(number, found)
        total = found.total_found
        if exact:
            total = None if _may_be_others(number, found) else len(exact)
        return NumberAnswer(
            number=number, hits=(exact or found.patents)[:MAX_HITS], is_exact=bool(exact), total_found=total
        )

    async def _kept(self, number: ParsedNumber, key: str) -> PatentHits | None:
        stored = await self._store.hits_of(key)
        if stored and self._is_fresh(stored.found_at, FRESH_S if stored.hits.patents else NOTHING_FRESH_S):
            return stored.hits
        if number.publication_number:
            patent = await self._store.patent_of(number.publication_number)
            if patent and self._is_fresh(patent.found_at, FRESH_S):
                return PatentHits(patents=(patent.patent,), total_found=1)
        return None

    async def _search(self, number: ParsedNumber) -> PatentHits:
        """The hits of the first spelling that somebody bears, or else of the first that is part of a number."""
        near = PatentHits()
        for query in number.candidates:
            if not any(char.isdigit() for char in query.value):
                continue  # a button's forged value: without a number every patent would be found, and billed
            found = await self._ask(query, number.country)
            if _exact(number, found):
                return found
            if found.patents and not near.patents:
                near = found
        return near

    async def _ask(self, query: NumberQuery, country: str) -> PatentHits:
        countries = (country,) if country else ()
        if query.field is NumberField.APPLICATION:
            return await self._source.find_patents(
                application_number=query.value, countries=countries, limit=2 * MAX_HITS
            )
        return await self._source.find_patents(number=query.value, countries=countries, limit=2 * MAX_HITS)

    async def _cards(self, patents: Sequence[Patent], asker: Asker) -> list[PatentCard]:
        unique = {patent.patent_id: patent for patent in patents if patent.patent_id}
        async with self._flights.alone(f"patent {patent_id}" for patent_id in unique):
            shown = await self._pictures.known(asker.team_id, unique.values())
            parts, problem = await self._fill(unique, shown)
            pictures = {**shown, **await self._show(unique, parts, shown, asker.team_id)}
        cards = [await self._card(patent, parts, pictures, asker) for patent in patents]
        return [replace(card, problem=problem) if card.missing else card for card in cards]

    async def _card(
        self,
        patent: Patent,
        parts: Mapping[tuple[str, PatentPart], StoredPart],
        pictures: Mapping[str, str],
        asker: Asker,
    ) -> PatentCard:
        contents = {part: stored.content for part in PatentPart if (stored := parts.get((patent.patent_id, part)))}
        bibliography, legal_state = contents.get(PatentPart.BIBLIOGRAPHY), contents.get(PatentPart.LEGAL_STATE)
        had = {part for part, content in contents.items() if content is not None} - {PatentPart.DRAWING}
        if file_id := pictures.get(patent.patent_id, ""):
            had.add(PatentPart.DRAWING)
        sightings = await self._store.sightings_of(
            patent.publication_number, team_id=asker.team_id, channel_id=asker.channel_id, user_id=asker.user_id
        )
        return PatentCard(
            patent=patent,
            bibliography=bibliography if isinstance(bibliography, Bibliography) else None,
            legal_state=legal_state if isinstance(legal_state, LegalState) else None,
            file_id=file_id,
            missing=tuple(part for part in PatentPart if part not in had),
            sightings=sightings,
        )

    async def _fill(
        self, patents: Mapping[str, Patent], shown: Mapping[str, str]
    ) -> tuple[dict[tuple[str, PatentPart], StoredPart], Problem | None]:
        """All parts of some patents: those that are kept, and one call for all that are missing of a kind; and the cap
        that held calls back.

        A drawing that Slack shows already is not asked for.
        """
        stored = await self._store.parts_of(list(patents))
        fresh = {key: part for key, part in stored.items() if self._is_fresh(part.fetched_at, _life_s(key[1], part))}
        wanted = {
            part: [
                patent_id
                for patent_id in patents
                if (patent_id, part) not in fresh and not (part is PatentPart.DRAWING and patent_id in shown)
            ]
            for part in PatentPart
        }
        fetched = await asyncio.gather(
            *(self._fetch(part, [patents[patent_id] for patent_id in ids]) for part, ids in wanted.items() if ids)
        )
        capped = None
        for contents in fetched:
            if isinstance(contents, Problem):
                capped = contents
            else:
                fresh |= contents
        return fresh, capped

    async def _fetch(
        self, part: PatentPart, patents: Sequence[Patent]
    ) -> dict[tuple[str, PatentPart], StoredPart] | Problem:
        """One part of some patents, none if it could not be had; the cap, if one held the call back."""
        calls: Mapping[PatentPart, Callable[..., Awaitable[Sequence[Content]]]] = {
            PatentPart.BIBLIOGRAPHY: self._source.bibliographies,
            PatentPart.LEGAL_STATE: self._source.legal_states,
            PatentPart.DRAWING: self._source.drawings,
        }
        try:
            answered = await calls[part](patent_ids=[patent.patent_id for patent in patents])
        except CapReached as error:
            return error.problem
        except PatsnapError as error:
            logger.warning("a card goes without one of its parts", extra={"part": part.value, "error": str(error)})
            return {}
        # Whatever the order, and whatever else it holds: by the id, or, if it names none, by the number.
        by_id = {content.patent_id: content for content in answered if content.patent_id}
        by_number = {
            content.publication_number.upper(): content
            for content in answered
            if content.publication_number and not content.patent_id
        }
        contents = {
            patent.patent_id: by_id.get(patent.patent_id) or by_number.get(patent.publication_number.upper())
            for patent in patents
        }
        now = self._clock()
        await self._store.keep_parts(part, contents, now=now)
        return {(patent_id, part): StoredPart(content, now) for patent_id, content in contents.items()}

    async def _show(
        self,
        patents: Mapping[str, Patent],
        parts: Mapping[tuple[str, PatentPart], StoredPart],
        shown: Mapping[str, str],
        team_id: str,
    ) -> Mapping[str, str]:
        """Bring to Slack the drawings that are not there yet; patent id -> Slack's file id."""
        drawn = []
        for patent_id, patent in patents.items():
            stored = parts.get((patent_id, PatentPart.DRAWING))
            if patent_id not in shown and stored and isinstance(stored.content, Drawing):
                drawn.append(replace(patent, image_url=stored.content.url))
        return await self._pictures.ensure(team_id, drawn)

    def _is_fresh(self, since: float, life_s: float) -> bool:
        return self._clock() - since < life_s


def _is_one(answer: NumberAnswer) -> bool:
    return answer.is_exact and answer.total_found == 1


def _may_be_others(number: ParsedNumber, found: PatentHits) -> bool:
    """Whether another country's patent may bear the number too, among the hits that did not come."""
    return not number.country and not number.publication_number and (found.total_found or 0) > len(found.patents)


def _exact(number: ParsedNumber, found: PatentHits) -> tuple[Patent, ...]:
    return tuple(
        patent for patent in found.patents if number.matches(patent.publication_number, patent.application_number)
    )


def _life_s(part: PatentPart, stored: StoredPart) -> float:
    if stored.content is None:
        return NOTHING_FRESH_S
    return DRAWING_FRESH_S if part is PatentPart.DRAWING else FRESH_S


def _key(number: ParsedNumber) -> str:
    """The same for every way of typing the same number."""
    queries = (f"{query.field}={query.value}" for query in number.candidates)
    key = " ".join((number.country or "?", number.kind or "?", *queries))
    return key if len(key) <= _LONGEST_KEY else f"{key[: _LONGEST_KEY - 33]} {digest_of(key)}"
