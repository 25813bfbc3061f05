"""What was looked up, and which checks came across it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Table, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.checks.rows import load_rows
from bot.model import Patent, Risk
from bot.model.lookup import Bibliography, Drawing, LegalState, PatentHits
from bot.model.patent_card import PatentPart, Sighting
from bot.storage.holds import is_kept_only
from bot.storage.tables import checks, numbers, patent_parts, patents, posts, sightings
from bot.storage.upserts import insert_into

Content = Bibliography | LegalState | Drawing

_HITS = TypeAdapter(PatentHits)
_PATENT = TypeAdapter(Patent)
_CONTENT: Mapping[PatentPart, TypeAdapter[Any]] = {
    PatentPart.BIBLIOGRAPHY: TypeAdapter(Bibliography),
    PatentPart.LEGAL_STATE: TypeAdapter(LegalState),
    PatentPart.DRAWING: TypeAdapter(Drawing),
}
_MAX_NUMBER = 64
"""As wide as the columns: what Patsnap sends is cut, not refused by the database."""

_SIGHTINGS = 5
"""Earlier checks that one card names."""


@dataclass(frozen=True, slots=True)
class StoredHits:
    hits: PatentHits
    found_at: float


@dataclass(frozen=True, slots=True)
class StoredPatent:
    patent: Patent
    found_at: float


@dataclass(frozen=True, slots=True)
class StoredPart:
    """Attributes: content: None if Patsnap was asked and said nothing of this patent."""

    content: Content | None
    fetched_at: float


@dataclass(frozen=True, slots=True)
class LookupStore:
    """Times are seconds since the epoch. Patents are public, and kept for all workspaces alike; checks are not."""

    database: AsyncEngine

    async def hits_of(self, number: str) -> StoredHits | None:
        async with self.database.connect() as connection:
            result = await connection.execute(select(numbers).where(numbers.c.number == number))
            row = result.one_or_none()
        return StoredHits(_HITS.validate_json(row.hits), row.found_at) if row else None

    async def keep_hits(self, number: str, hits: PatentHits, *, now: float) -> None:
        """Remember what a number stood for, and each of the patents by itself."""
        stored = {"number": number, "hits": _HITS.dump_json(hits).decode(), "found_at": now}
        unique = {patent.patent_id: patent for patent in hits.patents if patent.patent_id}
        found = [_row(patent, now) for patent in unique.values()]
        async with self.database.begin() as connection:
            await self._upsert(connection, numbers, [stored])
            await self._upsert(connection, patents, found)

    async def remember(self, patent: Patent, *, now: float) -> None:
        """Keep a patent that nobody has looked up; one that is kept already stays as it is."""
        row = _row(patent, now)
        async with self.database.begin() as connection:
            await connection.execute(insert_into(self.database, patents).values(row).on_conflict_do_nothing())

    async def patent(self, patent_id: str) -> StoredPatent | None:
        return await self._patent(patents.c.patent_id == patent_id)

    async def patent_of(self, publication_number: str) -> StoredPatent | None:
        """The patent that bears a whole number."""
        return await self._patent(patents.c.number == publication_number.upper()[:_MAX_NUMBER])

    async def parts_of(self, patent_ids: Sequence[str]) -> dict[tuple[str, PatentPart], StoredPart]:
        """What is kept of these patents, by patent id and part."""
        async with self.database.connect() as connection:
            result = await connection.execute(select(patent_parts).where(patent_parts.c.patent_id.in_(patent_ids)))
            rows = result.all()
        stored = {}
        for row in rows:
            part = PatentPart(row.part)
            content = None if row.content is None else _CONTENT[part].validate_json(row.content)
            stored[row.patent_id, part] = StoredPart(content, row.fetched_at)
        return stored

    async def keep_parts(self, part: PatentPart, contents: Mapping[str, Content | None], *, now: float) -> None:
        """Remember what a call said, and of which patents it said nothing (None)."""
        rows = [
            {
                "patent_id": patent_id,
                "part": part,
                "content": None if content is None else _CONTENT[part].dump_json(content).decode(),
                "fetched_at": now,
            }
            for patent_id, content in contents.items()
        ]
        async with self.database.begin() as connection:
            await self._upsert(connection, patent_parts, rows)

    async def sightings_of(
        self, publication_number: str, *, team_id: str, channel_id: str, user_id: str | None
    ) -> tuple[Sighting, ...]:
        """Checks that compared a patent, the latest first: those of this channel, and those this person asked for."""
        visible = posts.c.channel_id == channel_id
        if user_id is not None:
            visible = or_(visible, posts.c.user_id == user_id)
        async with self.database.connect() as connection:
            result = await connection.execute(
                select(checks, sightings.c.risk)
                .join(sightings, sightings.c.check_id == checks.c.id)
                .join(posts, posts.c.id == checks.c.post_id)
                .where(
                    sightings.c.number == publication_number.strip().upper()[:_MAX_NUMBER],
                    posts.c.team_id == team_id,
                    visible,
                    checks.c.reply_ts != "",
                    ~is_kept_only(checks.c.id),
                )
                .order_by(checks.c.ended_at.desc())
                .limit(_SIGHTINGS)
            )
            rows = result.mappings().all()
            loaded = await load_rows(connection, rows)
        return tuple(Sighting(check=check, risk=Risk(row["risk"])) for row, check in zip(rows, loaded, strict=True))

    async def _patent(self, condition: ColumnElement[bool]) -> StoredPatent | None:
        async with self.database.connect() as connection:
            result = await connection.execute(
                select(patents).where(condition).order_by(patents.c.found_at.desc()).limit(1)
            )
            row = result.one_or_none()
        return StoredPatent(_PATENT.validate_json(row.patent), row.found_at) if row else None

    async def _upsert(self, connection: AsyncConnection, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
        keys = [column.name for column in table.primary_key]
        for row in rows:
            statement = insert_into(self.database, table).values(row)
            changed = {name: statement.excluded[name] for name in row if name not in keys}
            await connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=changed))


def _row(patent: Patent, now: float) -> dict[str, Any]:
    return {
        "patent_id": patent.patent_id,
        "number": patent.publication_number.upper()[:_MAX_NUMBER],
        "patent": _PATENT.dump_json(patent).decode(),
        "found_at": now,
    }
