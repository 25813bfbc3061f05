"""A search for similar designs as it is shown, a page at a time."""

from dataclasses import dataclass

from bot.model.language import Language
from bot.model.lookup import SearchFilters
from bot.model.report import Patent

PAGE_SIZE = 10
"""Designs shown at once."""

MAX_OFFSET = 1000
"""Patsnap pages no further."""

SEARCH_LIFE_S = 20 * 60.0
"""How long Patsnap pages on through a search."""

DEFAULT_LIMIT = 10
MAX_LIMIT = 100
"""Designs that Patsnap sends in one call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarPage:
    """
    Attributes:
        search_id: ours, of the stored search; not Patsnap's.
        name: what a person calls the picture.
        limit: designs asked of Patsnap in one call.
        lang: of the answer.
        offset: how many came before this page.
        next_offset: where the next page begins; None after the last one.
        left_out: of this page, those of the family whose older look-alikes are searched for.
        again: the earlier search had run out, so this page is of a new one.
    """

    search_id: str
    name: str
    filters: SearchFilters
    limit: int
    lang: Language
    patents: tuple[Patent, ...]
    offset: int
    total: int | None
    next_offset: int | None
    again: bool = False
    left_out: int = 0
