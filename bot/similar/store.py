"""Stored searches: what was asked, what Patsnap sent last, how far people have paged."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from pydantic import TypeAdapter
from sqlalchemy import RowMapping, or_, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.model import ENGLISH, Language, Patent, Stage
from bot.model.lookup import SearchFilters
from bot.storage.deletion import is_wanted
from bot.storage.ids import new_id
from bot.storage.tables import checks, posts, similar_searches, views
from bot.storage.upserts import insert_where

_FILTERS = TypeAdapter(SearchFilters)
_PATENTS = TypeAdapter(tuple[Patent, ...])
_TURN_S = 60.0
"""A page that has been asked for is not asked for again for so long, unless it came, or failed."""

_UPLOAD_MARGIN_S = 600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredSearch:
    """
    Attributes:
        thread_ts: where its pages are posted; empty if only the asker sees them.
        message_ts: the message that holds the picture; empty for one on the web.
        file_id: Slack's id of the picture; empty for one on the web.
        source_url: where Slack keeps the picture; empty if it has to be asked.
        image_url: the picture as Patsnap gets at it; for one in Slack, until ``image_expires_at`` (epoch seconds).
        patsnap_id: Patsnap's own id of the search, good for twenty minutes from ``searched_at``.
        fetched: what the last call sent, from ``fetched_offset`` on.
        next_offset: where the next page begins.
        lang: of its pages, whoever turns them.
    """

    id: str
    team_id: str
    channel_id: str
    user_id: str
    thread_ts: str
    message_ts: str
    file_id: str
    source_url: str
    name: str
    filters: SearchFilters
    limit: int
    image_url: str = ""
    image_expires_at: float | None = None
    patsnap_id: str = ""
    searched_at: float = 0.0
    total: int | None = None
    fetched_offset: int = 0
    fetched: tuple[Patent, ...] = ()
    next_offset: int = 0
    lang: Language = ENGLISH


class SearchStore:
    def __init__(self, database: AsyncEngine, *, clock: Callable[[], float]) -> None:
        self._database = database
        self._clock = clock

    async def add(self, search: StoredSearch) -> StoredSearch:
        """Store a search that has been answered, unless its picture was deleted meanwhile; with its id."""
        added = replace(search, id=new_id())
        async with self._database.begin() as connection:
            values = _row(added) | {"created_at": self._clock()}
            wanted = is_wanted(search.team_id, search.channel_id, search.message_ts, file_id=search.file_id)
            await connection.execute(insert_where(self._database, similar_searches, values, wanted))
        return added

    async def find(self, search_id: str, *, team_id: str, channel_id: str) -> StoredSearch | None:
        """A search of this channel; None for any other."""
        table = similar_searches
        async with self._database.connect() as connection:
            result = await connection.execute(
                select(table).where(
                    table.c.id == search_id, table.c.team_id == team_id, table.c.channel_id == channel_id
                )
            )
            row = result.mappings().one_or_none()
        return _search(row) if row is not None else None

    async def claim_turn(self, search_id: str, *, offset: int) -> bool:
        """Take the page that begins at ``offset``: False if somebody has it, or had it already."""
        table, now = similar_searches, self._clock()
        async with self._database.begin() as connection:
            result = await connection.execute(
                update(table)
                .where(
                    table.c.id == search_id,
                    table.c.next_offset == offset,
                    or_(table.c.turning_until.is_(None), table.c.turning_until <= now),
                )
                .values(turning_until=now + _TURN_S)
            )
        return result.rowcount > 0

    async def end_turn(self, search: StoredSearch) -> None:
        """Store what a turn changed, or, with the search as it was, that it failed and may be tried again."""
        table = similar_searches
        async with self._database.begin() as connection:
            await connection.execute(
                update(table).where(table.c.id == search.id).values(_row(search) | {"turning_until": None})
            )

    async def turn_back(self, search_id: str, *, offset: int) -> None:
        """Let the next page begin at ``offset`` once more."""
        table = similar_searches
        async with self._database.begin() as connection:
            await connection.execute(update(table).where(table.c.id == search_id).values(next_offset=offset))

    async def upload_of(self, team_id: str, file_id: str) -> tuple[str, float] | None:
        """Where Patsnap keeps this file already, and until when: an upload is paid for once."""
        until = self._clock() + _UPLOAD_MARGIN_S
        of_check = (
            select(views.c.upload_url, views.c.upload_expires_at)
            .join(checks, checks.c.id == views.c.check_id)
            .join(posts, posts.c.id == checks.c.post_id)
            .where(posts.c.team_id == team_id, views.c.file_id == file_id, views.c.upload_expires_at > until)
            .limit(1)
        )
        table = similar_searches
        of_search = (
            select(table.c.image_url, table.c.image_expires_at)
            .where(table.c.team_id == team_id, table.c.file_id == file_id, table.c.image_expires_at > until)
            .limit(1)
        )
        async with self._database.connect() as connection:
            for query in (of_check, of_search):
                if (row := (await connection.execute(query)).one_or_none()) is not None:
                    return str(row[0]), float(row[1])
        return None

    async def is_being_uploaded(self, team_id: str, file_id: str) -> bool:
        """Whether a check is about to upload this file."""
        async with self._database.connect() as connection:
            result = await connection.execute(
                select(checks.c.id)
                .join(views, views.c.check_id == checks.c.id)
                .join(posts, posts.c.id == checks.c.post_id)
                .where(
                    posts.c.team_id == team_id,
                    views.c.file_id == file_id,
                    checks.c.stage == Stage.RECEIVED,
                    checks.c.attempts == 0,
                )
                .limit(1)
            )
            return result.first() is not None


def _row(search: StoredSearch) -> dict[str, object]:
    return {
        "id": search.id,
        "team_id": search.team_id,
        "channel_id": search.channel_id,
        "user_id": search.user_id,
        "thread_ts": search.thread_ts,
        "message_ts": search.message_ts,
        "file_id": search.file_id,
        "source_url": search.source_url,
        "name": search.name,
        "filters": _FILTERS.dump_json(search.filters).decode(),
        "page_limit": search.limit,
        "image_url": search.image_url,
        "image_expires_at": search.image_expires_at,
        "patsnap_id": search.patsnap_id,
        "searched_at": search.searched_at,
        "total": search.total,
        "fetched_offset": search.fetched_offset,
        "fetched": _PATENTS.dump_json(search.fetched).decode(),
        "next_offset": search.next_offset,
        "lang": search.lang,
    }


def _search(row: RowMapping) -> StoredSearch:
    columns = (
        "id team_id channel_id user_id thread_ts message_ts file_id source_url name image_url image_expires_at "
        "patsnap_id searched_at total fetched_offset next_offset"
    )
    return StoredSearch(
        **{name: row[name] for name in columns.split()},
        filters=_FILTERS.validate_json(row["filters"]),
        limit=row["page_limit"],
        lang=Language(row["lang"]) or ENGLISH,
        fetched=_PATENTS.validate_json(row["fetched"]),
    )
