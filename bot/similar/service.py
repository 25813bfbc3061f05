"""Searches for similar designs. Each call of Patsnap is billed: none is made for what is stored already."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Protocol

from bot.checks.ports import Files, Normaliser, Picture, Upload
from bot.costs import paid_by
from bot.errors import ImageError, Rejected
from bot.model import ENGLISH, Language, Patent, ProblemKind, View
from bot.model.address import has_lost_query
from bot.model.costs import Payer
from bot.model.lookup import SearchFilters, SimilarDesigns
from bot.model.similar import DEFAULT_LIMIT, MAX_LIMIT, MAX_OFFSET, PAGE_SIZE, SEARCH_LIFE_S, SimilarPage
from bot.similar.store import SearchStore, StoredSearch
from bot.storage.ids import is_id

_MARGIN_S = 15.0
"""What a call may take: so long before its end a search is not paged through any more."""

_UPLOAD_WAITS = 20
_UPLOAD_WAIT_S = 0.25
"""How long a search waits for the upload of a check that has just begun, rather than pay for a second one."""


class Lookups(Protocol):
    """Patsnap's part; every method raises PatsnapError."""

    async def similar_designs(
        self, image_url: str, *, filters: SearchFilters | None = None, limit: int = 10
    ) -> SimilarDesigns: ...

    async def more_designs(
        self, search_id: str, *, image_url: str, filters: SearchFilters | None = None, limit: int = 10, offset: int
    ) -> SimilarDesigns: ...


class Uploads(Protocol):
    async def upload_image(self, data: bytes, content_type: str, name: str) -> Upload:
        """Raises PatsnapError."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSearch:
    """A picture (a file of Slack's, or ``web_url``), who asks, and where the answer goes; see ``StoredSearch``.

    Attributes:
        image_url: where Patsnap has a file of Slack's already, until ``image_expires_at``; empty for nowhere.
    """

    team_id: str
    channel_id: str
    user_id: str
    name: str
    thread_ts: str = ""
    message_ts: str = ""
    file_id: str = ""
    source_url: str = ""
    web_url: str = ""
    image_url: str = ""
    image_expires_at: float | None = None
    filters: SearchFilters = field(default_factory=SearchFilters)
    limit: int = DEFAULT_LIMIT
    lang: Language = ENGLISH


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarService:
    store: SearchStore
    lookups: Lookups
    uploads: Uploads
    files: Files
    normaliser: Normaliser
    clock: Callable[[], float] = time.time
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep

    async def start(self, new: NewSearch) -> SimilarPage:
        """Search, and store what was found: the first page.

        Raises:
            PatsnapError, FileError, ImageError, SlackError: nothing was found out, and nothing is stored.
        """
        search = StoredSearch(
            id="",
            team_id=new.team_id,
            channel_id=new.channel_id,
            user_id=new.user_id,
            thread_ts=new.thread_ts,
            message_ts=new.message_ts,
            file_id=new.file_id,
            source_url=new.source_url,
            name=new.name,
            filters=new.filters,
            limit=new.limit,
            lang=new.lang,
            image_url=new.web_url or new.image_url,
            image_expires_at=new.image_expires_at,
        )
        with paid_by(Payer(team_id=new.team_id, channel_id=new.channel_id, user_id=new.user_id)):
            search = await self._search(search, limit=new.limit)
        page = _page(search, 0)
        search = await self.store.add(replace(search, next_offset=page.next_offset or 0))
        return replace(page, search_id=search.id)

    async def find(self, search_id: str, *, team_id: str, channel_id: str, user_id: str) -> StoredSearch | None:
        """A search of this channel; None for any other, and for one whose answers only somebody else sees."""
        if not is_id(search_id):
            return None
        search = await self.store.find(search_id, team_id=team_id, channel_id=channel_id)
        is_theirs = search is not None and (search.thread_ts or search.user_id == user_id)
        return search if is_theirs else None

    async def more(self, search: StoredSearch, *, offset: int) -> SimilarPage | None:
        """The page that begins at ``offset``, paid for by who asks now; None if it was shown, or is on its way.

        Raises:
            PatsnapError, FileError, ImageError, SlackError: the page may be asked for again.
        """
        if not 0 < offset <= MAX_OFFSET or not await self.store.claim_turn(search.id, offset=offset):
            return None
        turned, again = search, False
        try:
            if _fetched(search, offset) is None:
                turned, again = await self._fetch(search, offset)
            page = _page(turned, offset)
            turned = replace(turned, next_offset=page.next_offset or 0)
        finally:
            await self.store.end_turn(turned)
        return replace(page, again=again)

    def turned_last(self, search: StoredSearch, *, offset: int) -> SimilarPage | None:
        """The page that begins at ``offset``, as it is stored; None for any but the one that was turned last."""
        begins_here = offset > 0 and (offset - search.fetched_offset) % PAGE_SIZE == 0
        if not begins_here or _fetched(search, offset) is None:
            return None
        page = _page(search, offset)
        return page if (page.next_offset or 0) == search.next_offset else None

    async def turn_back(self, search: StoredSearch, *, offset: int) -> None:
        """A page that was found could not be shown: it may be asked for again, and costs nothing then."""
        await self.store.turn_back(search.id, offset=offset)

    async def _fetch(self, search: StoredSearch, offset: int) -> tuple[StoredSearch, bool]:
        """The search with the designs from ``offset`` on, and whether it had to be made anew."""
        lives = search.patsnap_id and self.clock() - search.searched_at < SEARCH_LIFE_S - _MARGIN_S
        if lives:
            try:
                return await self._page_on(search, offset), False
            except Rejected as error:
                if error.problem.kind is not ProblemKind.REJECTED:
                    raise
        # A hundred come in one call: the first ones once more, which were paid for and are not shown again.
        search = await self._search(search, limit=min(offset + search.limit, MAX_LIMIT))
        if _fetched(search, offset) is None and offset < (search.total or MAX_OFFSET):
            search = await self._page_on(search, offset)
        return search, True

    async def _page_on(self, search: StoredSearch, offset: int) -> StoredSearch:
        found = await self.lookups.more_designs(
            search.patsnap_id, image_url=search.image_url, filters=search.filters, limit=search.limit, offset=offset
        )
        total = search.total if found.total_found is None else found.total_found
        return replace(search, total=total, fetched_offset=offset, fetched=found.patents)

    async def _search(self, search: StoredSearch, *, limit: int) -> StoredSearch:
        search = await self._with_image(search)
        found = await self.lookups.similar_designs(search.image_url, filters=search.filters, limit=limit)
        return replace(
            search,
            patsnap_id=found.search_id,
            searched_at=self.clock(),
            total=found.total_found,
            fetched_offset=0,
            fetched=found.patents,
        )

    async def _with_image(self, search: StoredSearch) -> StoredSearch:
        """The search with an address of its picture that Patsnap can fetch now."""
        if not search.file_id and has_lost_query(search.image_url):
            raise ImageError.of(ProblemKind.ADDRESS_NOT_KEPT)
        if not search.file_id:
            return search
        if search.image_url and (search.image_expires_at or 0.0) - _MARGIN_S > self.clock():
            return search
        for _ in range(_UPLOAD_WAITS):
            if uploaded := await self.store.upload_of(search.team_id, search.file_id):
                return replace(search, image_url=uploaded[0], image_expires_at=uploaded[1])
            if not await self.store.is_being_uploaded(search.team_id, search.file_id):
                break
            await self.sleep(_UPLOAD_WAIT_S)
        name, picture = await self._normalised(
            View(position=0, file_id=search.file_id, name=search.name, source_url=search.source_url)
        )
        upload = await self.uploads.upload_image(picture.data, picture.content_type, name)
        expires_at = self.clock() + upload.expires_in_s
        return replace(search, name=name, image_url=upload.url, image_expires_at=expires_at)

    async def _normalised(self, view: View) -> tuple[str, Picture]:
        async with self.files.downloaded(view) as file:
            if file.data is None:
                raise ImageError.of(ProblemKind.NOT_AN_IMAGE, name=file.name)
            return file.name, await self.normaliser.normalise(file.data, name=file.name)


def _fetched(search: StoredSearch, offset: int) -> tuple[Patent, ...] | None:
    """What is stored of the page that begins at ``offset``; None if it has yet to be fetched."""
    start = offset - search.fetched_offset
    return search.fetched[start : start + PAGE_SIZE] if 0 <= start < len(search.fetched) else None


def _page(search: StoredSearch, offset: int) -> SimilarPage:
    fetched = shown = _fetched(search, offset) or ()
    after, kin = offset + len(fetched), 0
    if younger := search.filters.older_than:
        kin = sum(map(younger.is_kin, fetched))
        shown = tuple(patent for patent in fetched if not younger.is_kin(patent) and younger.is_after(patent))
    is_full = after - search.fetched_offset < len(search.fetched) or len(search.fetched) >= search.limit
    more = after < search.total if search.total is not None else is_full
    return SimilarPage(
        search_id=search.id,
        name=search.name,
        filters=search.filters,
        limit=search.limit,
        lang=search.lang,
        patents=shown,
        offset=offset,
        total=search.total,
        left_out=kin,
        next_offset=after if fetched and more and after <= MAX_OFFSET else None,
    )
