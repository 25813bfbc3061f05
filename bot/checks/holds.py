"""Holds: who keeps the data of a check from deletion, since when and why, and who released it."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Row, RowMapping, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.checks.ports import HoldNotes
from bot.checks.rows import load_rows
from bot.errors import SlackError
from bot.model.hold import DeletedWith, Held, Hold, Which
from bot.model.text import storable
from bot.storage.clock import Clock, now_by
from bot.storage.database import empty_log
from bot.storage.deletion import Deletion
from bot.storage.ids import new_id
from bot.storage.tables import checks, holds, posts
from bot.storage.upserts import insert_into

logger = logging.getLogger(__name__)

_LONGEST_REASON = 1000
_AT_ONCE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class By:
    """Who holds or releases, and why. Attributes: user_id: Slack's; empty for an operator."""

    user_id: str = ""
    reason: str = ""

    @property
    def kept_reason(self) -> str:
        return storable(" ".join(self.reason.split()))[:_LONGEST_REASON]


@dataclass(frozen=True, slots=True)
class HoldStore:
    """Each call that writes is one transaction; asked again, it changes nothing."""

    database: AsyncEngine
    clock: Clock
    deletion: Deletion

    async def place(
        self, which: Which, by: By, *, team_id: str | None = None, channel_id: str | None = None
    ) -> tuple[list[Held], list[Held]]:
        """Put checks on hold: those that are from now on, and those that were before.

        None of either if nothing is known here of what was named.

        Args:
            team_id: only there; None for an operator, who may do so anywhere.
            channel_id: likewise.
        """
        async with self.database.begin() as connection:
            places = await self._lock(connection, *_meant(which), *_within(team_id, channel_id))
            new = [await self._insert(connection, place, by) for place in places]
            found = await self._held(connection, holds.c.held_check_id.in_([place.id for place in places]))
        added = [held for held in found if held.hold.id in new]
        for held in added:
            logger.info("check put on hold", extra={"check": held.hold.check_id})
        return added, [held for held in found if held not in added]

    async def release(self, which: Which, by: By, *, team_id: str | None = None) -> list[Held]:
        """Release checks, and delete what has been deleted in Slack meanwhile; the holds that were released."""
        async with self.database.begin() as connection:
            places = await self._lock(connection, *_meant(which), *_within(team_id, None))
            ended = await connection.execute(
                update(holds)
                .where(holds.c.held_check_id.in_([place.id for place in places]))
                .values(
                    held_check_id=None,
                    released_by=by.user_id,
                    released_at=now_by(self.clock),
                    release_reason=by.kept_reason,
                    untold=holds.c.deleted_at.is_(None),
                )
                .returning(holds.c.id)
            )
            released = await self._held(connection, holds.c.id.in_(ended.scalars().all()))
            for held in released:
                if held.hold.deleted_with:
                    await self.deletion.forget_released(connection, held.hold.check_id, held.hold.deleted_with)
        for held in released:
            logger.info("check released", extra={"check": held.hold.check_id})
        if any(held.hold.deleted_with for held in released):
            await empty_log(self.database)
        return released

    async def standing(self, which: Which, *, team_id: str) -> list[Held]:
        """The holds on what is named, wherever in a workspace it is."""
        named = select(checks.c.id).join(posts, posts.c.id == checks.c.post_id)
        ids = named.where(*_meant(which), *_within(team_id, None)).scalar_subquery()
        async with self.database.connect() as connection:
            return await self._held(connection, holds.c.held_check_id.in_(ids))

    async def record(self, *, team_id: str | None = None) -> list[Held]:
        """Every hold of a workspace, or of all; first those that stand, then the released ones, the newest first."""
        of_team = [] if team_id is None else [holds.c.team_id == team_id]
        async with self.database.connect() as connection:
            found = await self._held(connection, *of_team)
        found.sort(key=lambda held: held.hold.released_at or held.hold.held_at, reverse=True)
        return sorted(found, key=lambda held: held.hold.released_at is not None)

    async def on_check(self, check_id: str) -> Hold | None:
        """The hold that stands on a check."""
        async with self.database.connect() as connection:
            found = await connection.execute(select(holds).where(holds.c.held_check_id == check_id))
            row = found.mappings().one_or_none()
        return load_hold(row) if row else None

    async def untold(self) -> list[Held]:
        """Those of which the thread has yet to be told, some at a time."""
        some = select(holds.c.id).where(holds.c.untold).order_by(holds.c.held_at).limit(_AT_ONCE)
        async with self.database.connect() as connection:
            ids = (await connection.execute(some)).scalars().all()
            return await self._held(connection, holds.c.id.in_(ids))

    async def note_told(self, held: Iterable[Held]) -> None:
        """The thread knows how these stand, unless they have been released meanwhile."""
        async with self.database.begin() as connection:
            for hold in (each.hold for each in held):
                is_same = holds.c.released_at.is_(None) if hold.released_at is None else holds.c.id == hold.id
                await connection.execute(update(holds).where(holds.c.id == hold.id, is_same).values(untold=False))

    async def _lock(self, connection: AsyncConnection, *which: ColumnElement[bool]) -> Sequence[Row[Any]]:
        """The checks that are named, with their place and the time. Whoever deletes one of them waits from here on, and
        sees what is stored until then.
        """
        shared = {"read": True, "key_share": True}
        joined = select(posts.c.id).join(checks, checks.c.post_id == posts.c.id).where(*which)
        # The posts first, as a deletion locks them.
        locked = await connection.execute(joined.with_for_update(**shared, of=posts))
        ids = locked.scalars().all()
        columns = checks.c.id, posts.c.team_id, posts.c.channel_id, now_by(self.clock).label("now")
        joined = select(*columns).join(posts, posts.c.id == checks.c.post_id).where(posts.c.id.in_(ids), *which)
        return (await connection.execute(joined.with_for_update(**shared, of=checks))).all()

    async def _insert(self, connection: AsyncConnection, place: Row[Any], by: By) -> str:
        values = {
            "id": new_id(),
            "team_id": place.team_id,
            "channel_id": place.channel_id,
            "check_id": place.id,
            "held_check_id": place.id,
            "held_by": by.user_id,
            "held_at": place.now,
            "reason": by.kept_reason,
            "untold": True,
        }
        added = insert_into(self.database, holds).values(values).on_conflict_do_nothing()
        return (await connection.execute(added.returning(holds.c.id))).scalar() or ""

    async def _held(self, connection: AsyncConnection, *which: ColumnElement[bool]) -> list[Held]:
        rows = (await connection.execute(select(holds).where(*which).order_by(holds.c.held_at))).mappings().all()
        about = select(checks).where(checks.c.id.in_([row["check_id"] for row in rows]))
        loaded = await load_rows(connection, (await connection.execute(about)).mappings().all())
        by_id = {check.id: check for check in loaded}
        return [Held(hold=load_hold(row), check=by_id.get(row["check_id"])) for row in rows]


@dataclass(frozen=True, slots=True)
class HoldNotices:
    """Tells threads of holds, as soon as Slack takes it; ``HoldNotes`` sees to it that each is told once."""

    store: HoldStore
    notes: HoldNotes

    async def run(self) -> None:
        """Tell what is untold; what Slack does not take for now stays so."""
        untold = await self.store.untold()
        for _, same in groupby(sorted(untold, key=_together), key=_together):
            held = sorted(same, key=lambda each: each.check.position if each.check else 0)
            try:
                is_told = await self._tell(held)
            except SlackError as error:
                logger.info("a thread was not told of a hold", extra={"code": error.code})
                is_told = not error.may_pass
            if is_told:
                await self.store.note_told(held)

    async def _tell(self, held: Sequence[Held]) -> bool:
        check = held[0].check
        if check is None:
            return True  # nothing is left to tell of
        return bool(check.post.thread_ts) and await self.notes.tell(check.post, held)


def load_hold(row: RowMapping) -> Hold:
    return Hold(
        id=row["id"],
        team_id=row["team_id"],
        channel_id=row["channel_id"],
        check_id=row["check_id"],
        held_by=row["held_by"],
        held_at=datetime.fromtimestamp(row["held_at"], UTC),
        reason=row["reason"],
        released_by=row["released_by"],
        released_at=None if row["released_at"] is None else datetime.fromtimestamp(row["released_at"], UTC),
        release_reason=row["release_reason"],
        deleted_with=DeletedWith(row["deleted_with"]) if row["deleted_with"] else None,
    )


def _together(held: Held) -> tuple[str, str, datetime]:
    """What one command did to checks of one post is told in one message."""
    hold, post_id = held.hold, held.check.post.id if held.check else held.hold.id
    return post_id, hold.released_by if hold.released_at else hold.held_by, hold.released_at or hold.held_at


def _meant(which: Which) -> list[ColumnElement[bool]]:
    """Conditions on checks and their posts."""
    if which.check_id:
        return [checks.c.id == which.check_id]
    stands = or_(checks.c.reply_ts == which.ts, posts.c.message_ts == which.ts, posts.c.progress_ts == which.ts)
    return [posts.c.channel_id == which.channel_id, stands]


def _within(team_id: str | None, channel_id: str | None) -> list[ColumnElement[bool]]:
    wanted = (posts.c.team_id, team_id), (posts.c.channel_id, channel_id)
    return [column == value for column, value in wanted if value is not None]
