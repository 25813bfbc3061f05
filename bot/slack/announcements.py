"""Messages that a press of a button posts once: announced first, and looked for if nobody knows if they stand."""

import asyncio
import logging
import time
from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.errors import SlackError
from bot.model import Message
from bot.slack.messages import Marker, Posted
from bot.storage.clock import Clock, now_by
from bot.storage.deletion import is_wanted
from bot.storage.tables import shares
from bot.storage.upserts import insert_where

logger = logging.getLogger(__name__)

_TRY_S = 50.0
"""One try takes no longer …"""

_ANNOUNCED_S = 60.0
"""… and so nobody is at work any more on what was announced so long ago."""


_SETTLE_S = 60.0
"""Slack may carry a post out, or show it, later than it says: one that is missing so long after was not posted."""


class Outcome(Enum):
    """What became of one press."""

    POSTED = auto()
    STANDS = auto()
    """It was posted before."""
    UNDER_WAY = auto()
    UNKNOWN = auto()
    """Slack may have posted it or not; the next press finds out."""


class Messages(Protocol):
    """Implemented by ``bot.slack.messages.SlackMessages``; both raise SlackError."""

    async def post(
        self, channel_id: str, thread_ts: str | None, message: Message, *, marker: Marker, not_after: float
    ) -> Posted: ...

    async def find(self, channel_id: str, thread_ts: str | None, *, marker: Marker, since: float) -> str | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is to be posted once.

    Attributes:
        key: team, channel, the message that it belongs to, and what tells it from others, with ``/`` between them.
        kind: the event type of its marker.
        thread_ts: None for the channel itself.
    """

    key: str
    kind: str
    channel_id: str
    thread_ts: str | None
    message: Message

    @property
    def marker(self) -> Marker:
        return Marker(self.kind, "key", self.key)


@dataclass(frozen=True, slots=True)
class _Try:
    """Attributes: at, since: when this try was announced, and the first of all, in seconds since the epoch."""

    at: float
    since: float
    is_first: bool


@dataclass(frozen=True, slots=True)
class Announcements:
    """What was announced in one database.

    A row with ``announced_at`` is a message of which nobody knows yet whether it stands; without, one that does.
    """

    database: AsyncEngine
    clock: Clock
    messages: Messages

    async def post(self, draft: Draft) -> Outcome:
        """Post a message, unless it stands already.

        Raises:
            SlackError: it was not posted, and may be posted by another press.
        """
        not_after = time.monotonic() + _TRY_S
        begun = await self._announce(draft.key)
        if isinstance(begun, Outcome):
            return begun
        try:
            async with asyncio.timeout(_TRY_S):
                outcome = await self._try(draft, begun, not_after)
        except TimeoutError:
            outcome = Outcome.UNKNOWN
        if outcome is Outcome.UNKNOWN:
            await self._doubt(draft.key, begun)
        else:
            await self._settle(draft.key)
        return outcome

    async def stands(self, key: str) -> bool:
        """Whether a message is known to have been posted."""
        async with self.database.connect() as connection:
            result = await connection.execute(
                select(shares.c.key).where(shares.c.key == key, shares.c.announced_at.is_(None))
            )
            return result.first() is not None

    async def _try(self, draft: Draft, begun: _Try, not_after: float) -> Outcome:
        """Raises SlackError: nothing was posted, and the announcement is taken back."""
        place = draft.channel_id, draft.thread_ts
        try:
            if not begun.is_first and await self.messages.find(*place, marker=draft.marker, since=begun.since):
                return Outcome.STANDS
        except SlackError as error:
            logger.warning("whether a message stands is not known", extra={"code": error.code})
            return Outcome.UNKNOWN
        if not begun.is_first:
            if begun.at - begun.since < _SETTLE_S:
                return Outcome.UNKNOWN
            await self._begin_anew(draft.key, begun)
        try:
            await self.messages.post(*place, draft.message, marker=draft.marker, not_after=not_after)
        except SlackError as error:
            if error.may_have_acted:
                logger.warning("whether a message was posted is not known", extra={"code": error.code})
                return Outcome.UNKNOWN
            await self._take_back(draft.key, begun)
            raise
        return Outcome.POSTED

    async def _announce(self, key: str) -> _Try | Outcome:
        """Begin a try, or say why there is none to begin; nothing is announced of a message that was deleted."""
        now, place = now_by(self.clock), key.split("/")[:3]
        values = {"key": key, "created_at": now, "announced_at": now}
        times = (shares.c.announced_at, shares.c.created_at)
        async with self.database.begin() as connection:
            new = insert_where(self.database, shares, values, is_wanted(*place)).on_conflict_do_nothing()
            row = (await connection.execute(new.returning(*times))).one_or_none()
            if row is not None:
                return _Try(at=row[0], since=row[1], is_first=True)
            stale = shares.c.announced_at <= now - _ANNOUNCED_S
            again = update(shares).where(shares.c.key == key, stale).values(announced_at=now).returning(*times)
            row = (await connection.execute(again)).one_or_none()
            if row is not None:
                return _Try(at=row[0], since=row[1], is_first=False)
            result = await connection.execute(select(shares.c.announced_at).where(shares.c.key == key))
        return Outcome.STANDS if result.scalar() is None else Outcome.UNDER_WAY

    async def _settle(self, key: str) -> None:
        """The message stands."""
        async with self.database.begin() as connection:
            await connection.execute(update(shares).where(shares.c.key == key).values(announced_at=None))

    async def _begin_anew(self, key: str, begun: _Try) -> None:
        """What was tried before was not posted: from now on this try is the first that may have been."""
        async with self.database.begin() as connection:
            await connection.execute(update(shares).where(*_held(key, begun)).values(created_at=begun.at))

    async def _doubt(self, key: str, begun: _Try) -> None:
        """Nobody is at work on it any more: the next press looks for it at once."""
        async with self.database.begin() as connection:
            await connection.execute(update(shares).where(*_held(key, begun)).values(announced_at=0.0))

    async def _take_back(self, key: str, begun: _Try) -> None:
        """It was not posted: the next press need not look."""
        async with self.database.begin() as connection:
            await connection.execute(delete(shares).where(*_held(key, begun)))


def _held(key: str, begun: _Try) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """The row, as long as no later try has announced itself."""
    return shares.c.key == key, shares.c.announced_at == begun.at
