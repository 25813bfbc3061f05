"""Which drawings of patents lie in Slack already: patent id -> Slack's file id, by workspace."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage.clock import Clock, now_by
from bot.storage.deletion import is_wanted
from bot.storage.tables import pictures
from bot.storage.upserts import insert_where


@dataclass(frozen=True, slots=True)
class DrawingStore:
    """Uploads of drawings, so that each is uploaded once per workspace."""

    database: AsyncEngine
    clock: Clock

    async def files_of(self, team_id: str, patent_ids: Sequence[str]) -> dict[str, str]:
        """Patent id -> Slack's id of its drawing, for those uploaded before."""
        async with self.database.connect() as connection:
            result = await connection.execute(
                select(pictures.c.patent_id, pictures.c.file_id).where(
                    pictures.c.team_id == team_id, pictures.c.patent_id.in_(patent_ids)
                )
            )
            return {row.patent_id: row.file_id for row in result}

    async def keep(self, team_id: str, files: Mapping[str, str]) -> None:
        """Remember uploads: patent id -> Slack's file id."""
        async with self.database.begin() as connection:
            for patent_id, file_id in files.items():
                values = {
                    "team_id": team_id,
                    "patent_id": patent_id,
                    "file_id": file_id,
                    "created_at": now_by(self.clock),
                }
                await connection.execute(
                    insert_where(self.database, pictures, values, is_wanted(team_id)).on_conflict_do_nothing()
                )
