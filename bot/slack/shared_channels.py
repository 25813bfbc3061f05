"""In which channels shared with another organisation somebody has let the app speak."""

from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage.clock import Clock, now_by
from bot.storage.deletion import is_wanted
from bot.storage.tables import shared_channels
from bot.storage.upserts import insert_where


@dataclass(frozen=True, slots=True)
class Switches:
    """One switch for each channel; off until somebody turns it on."""

    database: AsyncEngine
    clock: Clock

    async def is_on(self, *, team_id: str, channel_id: str) -> bool:
        table = shared_channels.c
        async with self.database.connect() as connection:
            result = await connection.execute(
                select(table.team_id).where(table.team_id == team_id, table.channel_id == channel_id)
            )
            return result.first() is not None

    async def turn_on(self, *, team_id: str, channel_id: str) -> None:
        values = {"team_id": team_id, "channel_id": channel_id, "switched_on_at": now_by(self.clock)}
        statement = insert_where(self.database, shared_channels, values, is_wanted(team_id, channel_id))
        async with self.database.begin() as connection:
            await connection.execute(statement.on_conflict_do_nothing())

    async def turn_off(self, *, team_id: str, channel_id: str) -> None:
        table = shared_channels.c
        async with self.database.begin() as connection:
            await connection.execute(
                delete(shared_channels).where(table.team_id == team_id, table.channel_id == channel_id)
            )
