"""What exports read and write: checks with their reports, and which file was asked for a moment ago."""

from dataclasses import dataclass
from enum import Enum, auto

from sqlalchemy import ColumnElement, delete, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.checks import FoundReport
from bot.checks.rows import load_report, load_rows
from bot.model import Post
from bot.storage.clock import Clock, now_by
from bot.storage.deletion import is_wanted
from bot.storage.holds import is_held
from bot.storage.tables import checks, posts, reports, shares
from bot.storage.upserts import insert_where

AGAIN_S = 60.0
"""So long one request for a file stands for all: a second press, and somebody else's, gets no second file."""


class Begun(Enum):
    YES = auto()
    UNDER_WAY = auto()
    GONE = auto()
    """What would be exported has been deleted."""


@dataclass(frozen=True, slots=True)
class ExportStore:
    database: AsyncEngine
    clock: Clock

    async def find(self, check_id: str) -> FoundReport | None:
        """A finished check, wherever it was asked for: for operators, not for people in Slack."""
        found = await self._found(checks.c.id == check_id, limit=1)
        return found[0] if found else None

    async def recent(self, *, team_id: str, channel_id: str, limit: int) -> list[FoundReport]:
        """The last reports of a channel, the newest first."""
        return await self._found(
            posts.c.team_id == team_id, posts.c.channel_id == channel_id, checks.c.reply_ts != "", limit=limit
        )

    async def begin(self, post: Post, what: str) -> Begun:
        """Ask for a file, unless somebody did within the last minute."""
        key, now = _key(post, what), now_by(self.clock)
        place = post.team_id, post.channel_id, post.message_ts
        row = {"key": key, "created_at": now}
        async with self.database.begin() as connection:
            # What a hold keeps can be exported all the same.
            is_kept = exists(select(checks.c.id).where(checks.c.post_id == post.id, is_held(checks.c.id)))
            may_begin = or_(is_wanted(*place), is_kept)
            new = insert_where(self.database, shares, row, may_begin).on_conflict_do_nothing()
            if (await connection.execute(new.returning(shares.c.key))).first():
                return Begun.YES
            stale = shares.c.key == key, shares.c.created_at <= now - AGAIN_S
            again = update(shares).where(*stale).values(created_at=now).returning(shares.c.key)
            if (await connection.execute(again)).first():
                return Begun.YES
            there = (await connection.execute(select(shares.c.key).where(shares.c.key == key))).first()
        return Begun.UNDER_WAY if there else Begun.GONE

    async def take_back(self, post: Post, what: str) -> None:
        """No file came of it: the next press need not wait."""
        async with self.database.begin() as connection:
            await connection.execute(delete(shares).where(shares.c.key == _key(post, what)))

    async def _found(self, *conditions: ColumnElement[bool], limit: int) -> list[FoundReport]:
        query = (
            select(checks)
            .join(posts, posts.c.id == checks.c.post_id)
            .where(select(reports.c.check_id).where(reports.c.check_id == checks.c.id).exists(), *conditions)
            .order_by(checks.c.created_at.desc(), checks.c.position.desc())
            .limit(limit)
        )
        async with self.database.connect() as connection:
            loaded = await load_rows(connection, (await connection.execute(query)).mappings().all())
            # Apart: the database would sort the reports of a whole channel, for ten of them.
            of_these = select(reports).where(reports.c.check_id.in_([check.id for check in loaded]))
            texts = {row.check_id: row.report for row in await connection.execute(of_these)}
        return [FoundReport(check, load_report(texts[check.id])) for check in loaded if check.id in texts]


def _key(post: Post, what: str) -> str:
    return f"{post.team_id}/{post.channel_id}/{post.message_ts}/{what}"
