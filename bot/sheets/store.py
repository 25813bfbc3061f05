"""Which file in Slack is the sheet of a check."""

from dataclasses import dataclass

from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage.tables import checks, sheets
from bot.storage.upserts import insert_where


@dataclass(frozen=True, slots=True)
class SheetStore:
    """Deleted with its check, see ``bot.storage.deletion``."""

    database: AsyncEngine

    async def file_of(self, check_id: str) -> str:
        """Slack's id of a check's sheet; empty if there is none."""
        async with self.database.connect() as connection:
            found = await connection.execute(select(sheets.c.file_id).where(sheets.c.check_id == check_id))
            return str(found.scalar_one_or_none() or "")

    async def keep(self, check_id: str, file_id: str) -> bool:
        """Remember a sheet; False if the check has been deleted meanwhile, or has one."""
        values = {"check_id": check_id, "file_id": file_id}
        is_there = exists(select(checks.c.id).where(checks.c.id == check_id))
        async with self.database.begin() as connection:
            done = await connection.execute(
                insert_where(self.database, sheets, values, is_there).on_conflict_do_nothing()
            )
            return bool(done.rowcount)
