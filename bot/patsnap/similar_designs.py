"""The search for designs similar to a picture, which answers at once: P009, or P060 for accounts without it.

What P009 cannot do goes to P060 at once: utility models, and days of filing beside what was found. A search by line
drawing goes to the version of P060 that makes one of the picture.
"""

import logging
from collections.abc import Callable
from datetime import date
from typing import Any

from bot.errors import BadCredentials, BadResponse
from bot.model import Problem, ProblemKind
from bot.model.lookup import PatentState, PatentType, SearchFilters, SimilarDesigns
from bot.patsnap.client import PatsnapClient
from bot.patsnap.endpoints import (
    IMAGE_SEARCH,
    IMAGE_SINGLE,
    LINE_DRAWING_SEARCH,
    RESULTS,
    SEARCH_ID,
    Endpoint,
)
from bot.patsnap.http import Content
from bot.patsnap.patents import with_countries
from bot.patsnap.payloads import SimilarDesignsPayload

BY_OFFSET = "P060"
"""The ``search_id`` of a search by P060, which has none: its pages are asked for by picture and offset."""

_SMART_RECOMMENDATION, _SHAPE_AND_COLOUR = 1, 4
"""The models that Patsnap recommends, for designs and for utility models."""

_MAX_COUNT = 2**31 - 1

_STATE_CODES = {
    PatentState.INACTIVE: "0",
    PatentState.ACTIVE: "1",
    PatentState.PENDING: "2",
    PatentState.PCT_EXPIRED: "220",
    PatentState.PCT_DESIGNATED: "221",
    PatentState.UNDETERMINED: "999",
}

logger = logging.getLogger(__name__)


class SimilarDesignsSearch:
    """Remembers for the life of the process that an account has P009 no more."""

    def __init__(self, client: PatsnapClient) -> None:
        self._client = client
        self._refusal: BadCredentials | None = None

    async def first_page(self, image_url: str, filters: SearchFilters, limit: int) -> SimilarDesigns:
        if endpoint := _beyond_p009(filters):
            return await self._page_of_p060(endpoint, image_url, filters, limit, 0)
        if self._refusal is None:
            params = {"url": image_url, "limit": str(limit), **_filters(filters)}
            try:
                return await self._client.call(SEARCH_ID, Content(params=params), _parser(SEARCH_ID))
            except BadCredentials as error:
                self._remember(error)
        return await self._page_without_p009(image_url, filters, limit, 0)

    async def later_page(
        self, search_id: str, image_url: str, filters: SearchFilters, limit: int, offset: int
    ) -> SimilarDesigns:
        if endpoint := _beyond_p009(filters):
            return await self._page_of_p060(endpoint, image_url, filters, limit, offset)
        if search_id != BY_OFFSET and self._refusal is None:
            params = {"search_id": search_id, "limit": str(limit), "offset": str(offset), **_filters(filters)}
            try:
                return await self._client.call(RESULTS, Content(params=params), _parser(RESULTS, search_id))
            except BadCredentials as error:
                self._remember(error)
        return await self._page_without_p009(image_url, filters, limit, offset)

    def _remember(self, error: BadCredentials) -> None:
        if error.problem.kind is not ProblemKind.NO_PERMISSION:
            raise error
        self._refusal = error
        logger.warning("Patsnap does not grant this account P009: similar designs are searched by P060")

    async def _page_without_p009(
        self, image_url: str, filters: SearchFilters, limit: int, offset: int
    ) -> SimilarDesigns:
        try:
            return await self._page_of_p060(IMAGE_SINGLE, image_url, filters, limit, offset)
        except BadCredentials as error:
            if self._refusal is None or error.problem.kind is not ProblemKind.NO_PERMISSION:
                raise
            refusal, code = self._refusal, error.code
        details = {**refusal.problem.details, "api": f"{SEARCH_ID.api} or {IMAGE_SINGLE.api}"}
        raise BadCredentials(Problem(ProblemKind.NO_PERMISSION, details), code=code)

    async def _page_of_p060(
        self, endpoint: Endpoint, image_url: str, filters: SearchFilters, limit: int, offset: int
    ) -> SimilarDesigns:
        is_utility = filters.patent_type is PatentType.UTILITY
        body: dict[str, Any] = {
            **_filters(filters),
            "url": image_url,
            "limit": limit,
            "offset": offset,
            "patent_type": "U" if is_utility else "D",
            "model": _SHAPE_AND_COLOUR if is_utility else _SMART_RECOMMENDATION,
            "is_https": 1,
        }
        if filters.countries:
            body["country"] = list(filters.countries)
        return await self._client.call(endpoint, Content(json=body), _parser(endpoint, BY_OFFSET))


def _beyond_p009(filters: SearchFilters) -> Endpoint | None:
    """The call for a search that P009 does not make; None for any other."""
    if filters.by_line_drawing:
        return LINE_DRAWING_SEARCH
    if filters.older_than or filters.patent_type is PatentType.UTILITY:
        return IMAGE_SEARCH
    return None


def _filters(filters: SearchFilters) -> dict[str, str]:
    params = {
        "country": ",".join(filters.countries),
        "loc": filters.locarno,
        "assignees": filters.assignee,
        "legal_status": ",".join(map(str, filters.legal_statuses)),
        "simple_legal_status": ",".join(_STATE_CODES[state] for state in filters.states if state in _STATE_CODES),
        "main_field": filters.keyword,
        "apply_start_time": _digits(filters.filed_from),
        "apply_end_time": _digits(filters.filed_to),
        "public_start_time": _digits(filters.published_from),
        "public_end_time": _digits(filters.published_to),
        "field": filters.sort.value if filters.sort else "",
        "order": ("asc" if filters.ascending else "desc") if filters.sort else "",
    }
    return {name: value for name, value in params.items() if value}


def _digits(day: date | None) -> str:
    return f"{day:%Y%m%d}" if day else ""


def _parser(endpoint: Endpoint, search_id: str = "") -> Callable[[Any], SimilarDesigns]:
    def parse(data: Any) -> SimilarDesigns:
        if not isinstance(data, dict):
            raise BadResponse.of(ProblemKind.BAD_RESPONSE, api=endpoint.api, cause="no data")
        payload = SimilarDesignsPayload.model_validate(data)
        return SimilarDesigns(
            search_id=payload.search_id or search_id,
            patents=with_countries(payload.patent_messages),
            total_found=_count(payload.total_search_result_count),
        )

    return parse


def _count(total: int | None) -> int | None:
    """A count that the database's 32 bits hold; how many millions there are changes nothing."""
    return None if total is None else min(max(total, 0), _MAX_COUNT)
