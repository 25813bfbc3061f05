"""Tells each thread, once, that its checks wait for another day."""

from dataclasses import dataclass
from enum import Enum, auto

from sqlalchemy import ColumnElement, and_, delete, literal, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.checks.ports import Announcer
from bot.checks.transition import LeaseLostError
from bot.errors import SlackError
from bot.model import Hold, Post
from bot.storage.tables import hold_notices, posts
from bot.storage.upserts import insert_into


class _Turn(Enum):
    OURS = auto()
    """Nobody has told this thread, and we are about to."""
    IN_DOUBT = auto()
    """We were about to, and nobody knows what came of it."""
    NOT_OURS = auto()
    """It has been told, or another post of this thread is about to."""


@dataclass(frozen=True, slots=True)
class HoldNotices:
    """One message for each thread and spent day, however many posts, checks and replicas it has.

    That it is about to be posted is stored first, as for the reply that ends a check; where the post's outcome is
    unknown, the thread is read for the message before it is posted again.
    """

    database: AsyncEngine
    announcer: Announcer

    async def tell(self, post: Post, hold: Hold) -> None:
        """Tell the post's thread of a hold unless it has been told.

        Raises:
            SlackError: it has not been told, or that is not known; to be tried again.
            LeaseLostError: the post was deleted meanwhile.
        """
        turn = await self._claim(post, hold)
        if turn is _Turn.NOT_OURS:
            return
        ts = await self.announcer.find_hold(post, hold) if turn is _Turn.IN_DOUBT else None
        if ts is None:
            try:
                ts = await self.announcer.tell_hold(post, hold)
            except SlackError as error:
                if not error.may_have_acted:
                    await self._give_back(post, hold)
                raise
        if not await self._note(post, hold, ts):
            await self.announcer.withdraw(post, ts)
            raise LeaseLostError

    async def _claim(self, post: Post, hold: Hold) -> _Turn:
        columns = hold_notices.c
        still_there = select(
            *(literal(part) for part in (post.team_id, post.channel_id, post.thread_ts, hold.day)), posts.c.id
        ).where(posts.c.id == post.id)
        statement = insert_into(self.database, hold_notices).from_select(
            ["team_id", "channel_id", "thread_ts", "day", "post_id"], still_there
        )
        async with self.database.begin() as connection:
            added = await connection.execute(statement.on_conflict_do_nothing().returning(columns.post_id))
            if added.scalar() is not None:
                return _Turn.OURS
            found = await connection.execute(select(columns.post_id, columns.message_ts).where(_of(post, hold)))
            row = found.one_or_none()
        return _Turn.IN_DOUBT if row and row.post_id == post.id and not row.message_ts else _Turn.NOT_OURS

    async def _note(self, post: Post, hold: Hold, ts: str) -> bool:
        """Whether there was still something to note it for."""
        async with self.database.begin() as connection:
            result = await connection.execute(update(hold_notices).where(_of(post, hold)).values(message_ts=ts))
        return result.rowcount > 0

    async def _give_back(self, post: Post, hold: Hold) -> None:
        async with self.database.begin() as connection:
            await connection.execute(delete(hold_notices).where(_of(post, hold)))


def _of(post: Post, hold: Hold) -> ColumnElement[bool]:
    columns = hold_notices.c
    return and_(
        columns.team_id == post.team_id,
        columns.channel_id == post.channel_id,
        columns.thread_ts == post.thread_ts,
        columns.day == hold.day,
    )
