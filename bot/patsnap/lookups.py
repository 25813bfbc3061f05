"""Look-ups by patent number, and the search for similar designs that answers at once.

All of them are billed, per call or per hit: none is repeated once its answer may have been on the way.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from bot.errors import BadResponse
from bot.model import ProblemKind
from bot.model.lookup import (
    Bibliography,
    Drawing,
    LegalState,
    LocalText,
    Party,
    PatentHits,
    PatentState,
    PatentType,
    SearchFilters,
    SimilarDesigns,
)
from bot.patsnap.client import PatsnapClient
from bot.patsnap.endpoints import (
    ABSTRACT_IMAGE,
    BIBLIOGRAPHY,
    LEGAL_STATUS,
    PATENT_SEARCH_PN,
    Endpoint,
)
from bot.patsnap.http import Content
from bot.patsnap.patents import with_countries
from bot.patsnap.payloads import (
    BibliographyPayload,
    DrawingPayload,
    FoundPayload,
    HitsPayload,
    LegalStatePayload,
    LocalTextPayload,
    PartyPayload,
)
from bot.patsnap.similar_designs import SimilarDesignsSearch

MAX_PATENTS = 100
"""How many patents one look-up takes."""

_STATES = {
    "active": PatentState.ACTIVE,
    "pending": PatentState.PENDING,
    "inactive": PatentState.INACTIVE,
    "undetermined": PatentState.UNDETERMINED,
    "pct designated period": PatentState.PCT_DESIGNATED,
    "pct designated expiration": PatentState.PCT_EXPIRED,
    "有效": PatentState.ACTIVE,
    "审中": PatentState.PENDING,
    "失效": PatentState.INACTIVE,
    "无效": PatentState.INACTIVE,
    "未确认": PatentState.UNDETERMINED,
    "pct指定期内": PatentState.PCT_DESIGNATED,
    "pct指定期满": PatentState.PCT_EXPIRED,
}

_TYPES = {kind.value: kind for kind in PatentType}

_Item = TypeVar("_Item", bound=FoundPayload)
_Result = TypeVar("_Result")


class Lookups:
    """Every method raises PatsnapError when the call failed."""

    def __init__(self, client: PatsnapClient) -> None:
        self._client = client
        self._similar = SimilarDesignsSearch(client)

    async def find_patents(
        self,
        *,
        number: str = "",
        application_number: str = "",
        countries: Sequence[str] = (),
        limit: int = 10,
        offset: int = 0,
    ) -> PatentHits:
        """Patents by a publication or application number, which may be partial (P069).

        Args:
            limit: 1 to 1,000.
        """
        body: dict[str, Any] = {"limit": limit, "offset": offset}
        if number:
            body["pn"] = number
        if application_number:
            body["apno"] = application_number
        if countries:
            body["authority"] = list(countries)
        return await self._client.call(PATENT_SEARCH_PN, Content(json=body), _parse_hits)

    async def bibliographies(
        self, *, patent_ids: Sequence[str] = (), numbers: Sequence[str] = ()
    ) -> tuple[Bibliography, ...]:
        """Front pages of up to a hundred patents, by id or by number (P011).

        They come in Patsnap's order, and one that was asked for may be missing.
        """
        return await self._by_patent(BIBLIOGRAPHY, BibliographyPayload, _bibliography, patent_ids, numbers)

    async def legal_states(
        self, *, patent_ids: Sequence[str] = (), numbers: Sequence[str] = ()
    ) -> tuple[LegalState, ...]:
        """Simple legal states (P041), asked for and answered like ``bibliographies``."""
        return await self._by_patent(LEGAL_STATUS, LegalStatePayload, _legal_state, patent_ids, numbers)

    async def drawings(self, *, patent_ids: Sequence[str] = (), numbers: Sequence[str] = ()) -> tuple[Drawing, ...]:
        """Drawings (P021), asked for and answered like ``bibliographies``; those without an address are left out."""
        found = await self._by_patent(ABSTRACT_IMAGE, DrawingPayload, _drawing, patent_ids, numbers)
        return tuple(drawing for drawing in found if drawing.url)

    async def similar_designs(
        self, image_url: str, *, filters: SearchFilters | None = None, limit: int = 10
    ) -> SimilarDesigns:
        """The designs nearest to an image (P009, or P060): the first page.

        Args:
            limit: 1 to 100.
        """
        return await self._similar.first_page(image_url, filters or SearchFilters(), limit)

    async def more_designs(
        self, search_id: str, *, image_url: str, filters: SearchFilters | None = None, limit: int = 10, offset: int
    ) -> SimilarDesigns:
        """A later page of ``similar_designs``, with the same image and filters.

        Args:
            offset: 0 to 1,000.
        """
        return await self._similar.later_page(search_id, image_url, filters or SearchFilters(), limit, offset)

    async def _by_patent(
        self,
        endpoint: Endpoint,
        payload: type[_Item],
        convert: Callable[[_Item], _Result],
        patent_ids: Sequence[str],
        numbers: Sequence[str],
    ) -> tuple[_Result, ...]:
        asked = patent_ids or numbers
        if not 1 <= len(asked) <= MAX_PATENTS or (patent_ids and numbers):
            raise ValueError(f"one to {MAX_PATENTS} patents, by id or by number")
        name = "patent_id" if patent_ids else "patent_number"

        def parse(data: Any) -> tuple[_Result, ...]:
            items = [] if data is None else data
            if not isinstance(items, list):
                raise BadResponse.of(ProblemKind.BAD_RESPONSE, api=endpoint.api, cause="no list")
            return tuple(convert(payload.model_validate(item)) for item in items if isinstance(item, dict) and item)

        return await self._client.call(endpoint, Content(params={name: ",".join(asked)}), parse)


def _parse_hits(data: Any) -> PatentHits:
    payload = HitsPayload.model_validate(_object(data, PATENT_SEARCH_PN))
    return PatentHits(
        patents=with_countries(payload.results),
        total_found=payload.total_search_result_count,
    )


def _object(data: Any, endpoint: Endpoint) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise BadResponse.of(ProblemKind.BAD_RESPONSE, api=endpoint.api, cause="no data")
    return data


def _bibliography(payload: BibliographyPayload) -> Bibliography:
    page = payload.bibliographic_data
    return Bibliography(
        patent_id=payload.patent_id,
        publication_number=payload.pn,
        patent_type=_TYPES.get(page.patent_type.lower(), PatentType.UNKNOWN),
        titles=_texts(page.invention_title),
        abstracts=_texts(page.abstracts),
        assignees=_parties(page.parties.assignees),
        applicants=_parties(page.parties.applicants),
        inventors=_parties(page.parties.inventors),
        application_number=page.application_reference.apno,
        filed=page.application_reference.date,
        published=page.publication_reference.date,
        locarno=page.classification_data.loc or page.classification_data.classification_loc,
    )


def _texts(items: Iterable[LocalTextPayload]) -> tuple[LocalText, ...]:
    return tuple(LocalText(item.lang.lower(), item.text) for item in items if item.text)


def _parties(items: Iterable[PartyPayload]) -> tuple[Party, ...]:
    """By their sequence; those without one follow in the order they came."""
    ordered = sorted(items, key=lambda item: math.inf if item.sequence is None else item.sequence)
    return tuple(Party(name=item.name, lang=item.lang.lower(), address=item.address) for item in ordered if item.name)


def _legal_state(payload: LegalStatePayload) -> LegalState:
    sent = payload.simple_legal_status
    return LegalState(patent_id=payload.patent_id, publication_number=payload.pn, states=states_of(sent), sent=sent)


def states_of(sent: Iterable[str]) -> tuple[PatentState, ...]:
    """Simple legal states, as Patsnap sends them in either language."""
    return tuple(_STATES.get(state.lower().strip(), PatentState.UNKNOWN) for state in sent)


def _drawing(payload: DrawingPayload) -> Drawing:
    return Drawing(patent_id=payload.patent_id, publication_number=payload.pn, url=payload.abstract_drawing.path)
