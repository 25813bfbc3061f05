"""What is known of patents in depth."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.model.patent_details import (
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
)
from bot.storage.tables import patent_details
from bot.storage.upserts import insert_into

_CONTENT: Mapping[DetailPart, TypeAdapter[Any]] = {
    DetailPart.FIGURES: TypeAdapter(Figures),
    DetailPart.DATES: TypeAdapter(PatentDates),
    DetailPart.FAMILY: TypeAdapter(Family),
    DetailPart.EVENTS: TypeAdapter(LegalEvents),
    DetailPart.LITIGATION: TypeAdapter(Litigation),
    DetailPart.INVALIDATION: TypeAdapter(Invalidations),
    DetailPart.CUSTOMS: TypeAdapter(Customs),
    DetailPart.LICENCES: TypeAdapter(Licences),
}


@dataclass(frozen=True, slots=True)
class StoredDetail:
    """Attributes: content: None if Patsnap was asked and had nothing on this patent."""

    content: DetailContent | None
    fetched_at: float


@dataclass(frozen=True, slots=True)
class DetailStore:
    """Times are seconds since the epoch. Patents are public, and kept for all workspaces alike."""

    database: AsyncEngine

    async def parts_of(self, patent_id: str) -> dict[DetailPart, StoredDetail]:
        """All that is kept of a patent."""
        async with self.database.connect() as connection:
            result = await connection.execute(select(patent_details).where(patent_details.c.patent_id == patent_id))
            rows = result.all()
        return {DetailPart(row.part): _stored(row) for row in rows}

    async def part_of(self, patent_ids: Sequence[str], part: DetailPart) -> dict[str, StoredDetail]:
        """One part of several patents, by the patent's id, as far as it is kept."""
        columns = patent_details.c
        async with self.database.connect() as connection:
            result = await connection.execute(
                select(patent_details).where(columns.patent_id.in_(patent_ids), columns.part == part)
            )
            return {row.patent_id: _stored(row) for row in result}

    async def ages_of(self, patent_ids: Sequence[str]) -> dict[tuple[str, DetailPart], tuple[bool, float]]:
        """Of the parts that are kept of these patents: whether Patsnap had anything, and since when they are kept."""
        columns = patent_details.c
        has_content = columns.content.is_not(None).label("has_content")
        async with self.database.connect() as connection:
            result = await connection.execute(
                select(columns.patent_id, columns.part, has_content, columns.fetched_at).where(
                    columns.patent_id.in_(patent_ids)
                )
            )
            return {(row.patent_id, DetailPart(row.part)): (bool(row.has_content), row.fetched_at) for row in result}

    async def keep(self, patent_id: str, contents: Mapping[DetailPart, DetailContent | None], *, now: float) -> None:
        """Remember what the calls said, and which of them said nothing (None)."""
        async with self.database.begin() as connection:
            for part, content in contents.items():
                said = None if content is None else _CONTENT[part].dump_json(content).decode()
                statement = insert_into(self.database, patent_details).values(
                    patent_id=patent_id, part=part, content=said, fetched_at=now
                )
                changed = {name: statement.excluded[name] for name in ("content", "fetched_at")}
                await connection.execute(
                    statement.on_conflict_do_update(index_elements=["patent_id", "part"], set_=changed)
                )


def _stored(row: Row[Any]) -> StoredDetail:
    content = None if row.content is None else _CONTENT[DetailPart(row.part)].validate_json(row.content)
    return StoredDetail(content, row.fetched_at)
