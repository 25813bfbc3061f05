"""Cards shared in a channel: announced, posted once, and looked for where nobody knows whether one was posted."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import Enum, auto

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.errors import SlackError
from bot.storage.clock import Clock, now_by
from bot.storage.deletion import is_wanted
from bot.storage.tables import shares
from bot.storage.upserts import insert_where

_TRY_S = 50.0
"""One try takes no longer …"""

_ANNOUNCED_S = 60.0
"""… and so nobody is at work any more on what was announced so long ago."""


class Shared(Enum):
    """What became of a press on the button."""

    NOW = auto()
    BEFORE = auto()
    UNDER_WAY = auto()
    UNKNOWN = auto()
    """Slack may have posted it or not; the next press finds out."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """One try to share a card.

    Attributes:
        at: when it was announced, in seconds since the epoch.
        since: when the first of all tries was.
        is_first: no try before it can have posted anything.
    """

    key: str
    at: float
    since: float
    is_first: bool


@dataclass(frozen=True, slots=True)
class Shares:
    """The shared cards of one database. A key is team, channel, message and patent, with ``/`` between them.

    A row with ``announced_at`` is a card of which nobody knows yet whether it stands; without, one that does.
    """

    database: AsyncEngine
    clock: Clock

    async def share(
        self, key: str, *, post: Callable[[float], Awaitable[object]], find: Callable[[float], Awaitable[object]]
    ) -> Shared:
        """Post a card, unless it stands already.

        Args:
            post: posts it, but not after then (``time.monotonic``); raises SlackError.
            find: whether it was posted since then (seconds since the epoch); raises SlackError.

        Raises:
            SlackError: it was not posted, and may be shared again.
        """
        not_after = time.monotonic() + _TRY_S
        announced = await self._announce(key)
        if isinstance(announced, Shared):
            return announced
        try:
            async with asyncio.timeout(_TRY_S):
                outcome = await self._try(announced, lambda: post(not_after), find)
        except TimeoutError:
            outcome = Shared.UNKNOWN
        if outcome is Shared.UNKNOWN:
            await self._doubt(announced)
        else:
            await self._settle(key)
        return outcome

    async def _try(
        self,
        announced: Announcement,
        post: Callable[[], Awaitable[object]],
        find: Callable[[float], Awaitable[object]],
    ) -> Shared:
        """Raises SlackError: nothing was posted, and the announcement is taken back."""
        try:
            if not announced.is_first and await find(announced.since):
                return Shared.BEFORE
        except SlackError:
            return Shared.UNKNOWN
        try:
            await post()
        except SlackError as error:
            if error.may_have_acted:
                return Shared.UNKNOWN
            await self._take_back(announced)
            raise
        return Shared.NOW

    async def _announce(self, key: str) -> Announcement | Shared:
        """Begin a try, or say why there is none to begin; nothing is announced of a message that was deleted."""
        now, place = now_by(self.clock), key.split("/")[:3]
        values = {"key": key, "created_at": now, "announced_at": now}
        times = (shares.c.announced_at, shares.c.created_at)
        async with self.database.begin() as connection:
            new = insert_where(self.database, shares, values, is_wanted(*place)).on_conflict_do_nothing()
            row = (await connection.execute(new.returning(*times))).one_or_none()
            if row is not None:
                return Announcement(key, at=row[0], since=row[1], is_first=True)
            stale = shares.c.announced_at <= now - _ANNOUNCED_S
            again = update(shares).where(shares.c.key == key, stale).values(announced_at=now).returning(*times)
            row = (await connection.execute(again)).one_or_none()
            if row is not None:
                return Announcement(key, at=row[0], since=row[1], is_first=False)
            result = await connection.execute(select(shares.c.announced_at).where(shares.c.key == key))
        return Shared.BEFORE if result.scalar() is None else Shared.UNDER_WAY

    async def _settle(self, key: str) -> None:
        """The card stands."""
        async with self.database.begin() as connection:
            await connection.execute(update(shares).where(shares.c.key == key).values(announced_at=None))

    async def _doubt(self, announced: Announcement) -> None:
        """Nobody is at work on it any more: the next press looks for it at once."""
        async with self.database.begin() as connection:
            await connection.execute(update(shares).where(*_held(announced)).values(announced_at=0.0))

    async def _take_back(self, announced: Announcement) -> None:
        """It was not posted: the next press need not look."""
        async with self.database.begin() as connection:
            await connection.execute(delete(shares).where(*_held(announced)))


def _held(announced: Announcement) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """The row, as long as no later try has announced itself."""
    return shares.c.key == announced.key, shares.c.announced_at == announced.at
