"""What channels have settled, as rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import RowMapping, case, or_, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage.clock import Clock, now_by
from bot.storage.deletion import is_wanted
from bot.storage.tables import channel_settings as table
from bot.storage.tables import posts
from bot.storage.upserts import insert_where

WORKSPACE = ""
"""In place of a channel: the row of the whole workspace."""

_WELCOME_AGAIN_S = 86_400.0
"""Invited again within this time, the app does not say once more what it does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One channel's row, or the workspace's.

    Attributes:
        settings: what it has settled itself, as JSON.
        revision: counts the changes; 0 before the first.
        changed_by: who made the last; empty for an operator.
    """

    settings: str = "{}"
    revision: int = 0
    changed_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A row of the table as operators see it. Attributes: channel_id: empty for the workspace."""

    team_id: str
    channel_id: str
    row: Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """What a channel has yet to be told.

    Attributes:
        told: the settings that it knows of, as JSON.
        is_changed: the settings are newer than that.
        invited_at: since when a welcome is due, in seconds since the epoch; None for none.
    """

    team_id: str
    channel_id: str
    row: Row
    told: str
    is_changed: bool
    invited_at: float | None


@dataclass(frozen=True, slots=True)
class ChannelStore:
    database: AsyncEngine
    clock: Clock

    async def load(self, *, team_id: str, channel_id: str) -> tuple[Row, Row]:
        """The rows of the workspace and of a channel; what is not there is empty. One query."""
        of_both = table.c.team_id == team_id, table.c.channel_id.in_({WORKSPACE, channel_id})
        async with self.database.connect() as connection:
            found = (await connection.execute(select(table).where(*of_both))).mappings().all()
        by_channel = {row["channel_id"]: _row(row) for row in found}
        return by_channel.get(WORKSPACE, Row()), by_channel.get(channel_id, Row())

    async def save(
        self, settings: str, *, team_id: str, channel_id: str, revision: int, user_id: str, is_told: bool = False
    ) -> bool:
        """Store the settings of a channel unless they are not at ``revision`` any more; whether they were.

        Args:
            is_told: nobody has to be told of it.
        """
        values = {
            "settings": settings,
            "revision": revision + 1,
            "changed_by": user_id,
            **({"told": settings, "told_revision": revision + 1} if is_told else {}),
        }
        key = {"team_id": team_id, "channel_id": channel_id}
        async with self.database.begin() as connection:
            if revision == 0:
                new = insert_where(self.database, table, key, is_wanted(team_id, channel_id)).on_conflict_do_nothing()
                await connection.execute(new)
            here = table.c.team_id == team_id, table.c.channel_id == channel_id
            changed = await connection.execute(update(table).where(*here, table.c.revision == revision).values(values))
        return bool(changed.rowcount)

    async def invite(self, *, team_id: str, channel_id: str) -> None:
        """Note that the app has been invited; a welcome is due unless there has been one lately."""
        now = now_by(self.clock)
        key = {"team_id": team_id, "channel_id": channel_id}
        here = table.c.team_id == team_id, table.c.channel_id == channel_id
        is_long_ago = or_(table.c.invited_at.is_(None), table.c.invited_at < now - _WELCOME_AGAIN_S)
        async with self.database.begin() as connection:
            new = insert_where(self.database, table, key, is_wanted(team_id, channel_id)).on_conflict_do_nothing()
            await connection.execute(new)
            await connection.execute(update(table).where(*here, is_long_ago).values(invited_at=now))

    async def pending(self, *, team_id: str | None = None, channel_id: str | None = None) -> list[Pending]:
        """The channels that have yet to be told something: of one channel, or of all."""
        now = now_by(self.clock)
        is_changed = table.c.told_revision < table.c.revision
        is_welcome = table.c.invited_at > now - _WELCOME_AGAIN_S
        is_unwelcomed = is_welcome & or_(table.c.welcomed_at.is_(None), table.c.welcomed_at < table.c.invited_at)
        here = [
            column == wanted
            for column, wanted in ((table.c.team_id, team_id), (table.c.channel_id, channel_id))
            if wanted is not None
        ]
        invited = case((is_unwelcomed, table.c.invited_at)).label("welcome_due")
        query = select(table, invited).where(*here, table.c.channel_id != WORKSPACE, is_changed | is_unwelcomed)
        async with self.database.connect() as connection:
            found = (await connection.execute(query)).mappings().all()
        return [
            Pending(
                team_id=row["team_id"],
                channel_id=row["channel_id"],
                row=_row(row),
                told=row["told"],
                is_changed=row["told_revision"] < row["revision"],
                invited_at=row["welcome_due"],
            )
            for row in found
        ]

    async def note_told(self, pending: Pending) -> None:
        """The channel knows of the settings as they were then."""
        here = table.c.team_id == pending.team_id, table.c.channel_id == pending.channel_id
        values = {"told": pending.row.settings, "told_revision": pending.row.revision}
        async with self.database.begin() as connection:
            older = table.c.told_revision < pending.row.revision
            await connection.execute(update(table).where(*here, older).values(values))

    async def note_welcomed(self, pending: Pending) -> None:
        """The app has said what it does."""
        here = table.c.team_id == pending.team_id, table.c.channel_id == pending.channel_id
        async with self.database.begin() as connection:
            await connection.execute(update(table).where(*here).values(welcomed_at=pending.invited_at))

    async def listed(self) -> list[Listed]:
        """Everything that anybody has settled, by workspace and channel."""
        query = select(table).where(table.c.revision > 0).order_by(table.c.team_id, table.c.channel_id)
        async with self.database.connect() as connection:
            found = (await connection.execute(query)).mappings().all()
        return [Listed(team_id=row["team_id"], channel_id=row["channel_id"], row=_row(row)) for row in found]

    async def teams(self) -> Sequence[str]:
        """The workspaces that anything is known of."""
        async with self.database.connect() as connection:
            found = await connection.execute(select(table.c.team_id).union(select(posts.c.team_id)))
            return sorted(found.scalars().all())


def _row(row: RowMapping) -> Row:
    return Row(settings=row["settings"], revision=row["revision"], changed_by=row["changed_by"])
