"""What is remembered of a workspace: whether it refuses container blocks."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage.deletion import is_wanted
from bot.storage.tables import workspaces
from bot.storage.upserts import insert_where


@dataclass(frozen=True, slots=True)
class Workspaces:
    """The workspaces of one database."""

    database: AsyncEngine

    async def refuses_containers(self, team_id: str) -> bool:
        async with self.database.connect() as connection:
            result = await connection.execute(
                select(workspaces.c.refuses_containers).where(workspaces.c.team_id == team_id)
            )
            return bool(result.scalar())

    async def note_containers_refused(self, team_id: str) -> None:
        values = {"team_id": team_id, "refuses_containers": True}
        statement = insert_where(self.database, workspaces, values, is_wanted(team_id))
        async with self.database.begin() as connection:
            await connection.execute(
                statement.on_conflict_do_update(index_elements=["team_id"], set_={"refuses_containers": True})
            )
