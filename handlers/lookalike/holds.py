"""``/lookalike hold`` and ``/lookalike release``, and the word in the thread."""

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from bot.checks.holds import By, HoldNotices, HoldStore
from bot.checks.retractions import Retractions
from bot.languages import Translator, translator
from bot.model import Message, Post
from bot.model.hold import Held, MayHold, Which
from bot.slack.announcements import Announcements, Draft, Outcome
from bot.slack.permalinks import Permalinks, read_permalink
from bot.storage.ids import is_id
from formatters.holds import (
    format_hold_elsewhere,
    format_hold_note,
    format_hold_refused,
    format_hold_usage,
    format_not_on_hold,
    format_placed,
    format_record,
    format_released,
)
from handlers.channels.access import ChannelAccess
from handlers.checks.shortcuts import links_of
from handlers.origin import Origin
from handlers.shared_channels.filter import SharedChannels

logger = logging.getLogger(__name__)

_TELL_S = 30.0


@dataclass(frozen=True, slots=True)
class ThreadNotes:
    """Says each thing once. Implements ``bot.checks.ports.HoldNotes``."""

    announcements: Announcements

    async def tell(self, post: Post, held: Sequence[Held]) -> bool:
        """Say in a post's thread how holds on its checks stand; whether it is said. Raises SlackError."""
        hold = held[0].hold
        check = held[0].check
        if check is None:
            return True
        what = "released" if hold.released_at else "held"
        draft = Draft(
            key=f"{post.team_id}/{post.channel_id}/{post.message_ts}/{what}-{hold.id}",
            kind="lookalike_hold",
            channel_id=post.channel_id,
            thread_ts=post.thread_ts,
            message=format_hold_note(translator(check.options.lang), held),
        )
        return await self.announcements.post(draft) in {Outcome.POSTED, Outcome.STANDS}


@dataclass(frozen=True, slots=True)
class HoldCommands:
    """
    Attributes:
        rights: asked before anything is said of a check.
    """

    store: HoldStore
    notices: HoldNotices
    retractions: Retractions
    access: ChannelAccess
    shared: SharedChannels
    permalinks: Permalinks

    async def answer(self, tr: Translator, word: str, typed: str, origin: Origin) -> Message:
        """Hold, release, or list; what is asked for is stored by then. Args: word: ``hold`` or ``release``."""
        may = await self.access.may_hold(origin.user_id, team_id=origin.team_id, channel_id=origin.channel_id)
        if may is not MayHold.YES:
            return format_hold_refused(tr, may)
        if not typed.strip():
            return await self._record(tr, origin) if word == "hold" else format_hold_usage(tr)
        # The thread is told, and in it a partner's people too.
        if refusal := await self.shared.refusal(tr, team_id=origin.team_id, channel_id=origin.channel_id):
            return refusal
        named, *rest = typed.split(maxsplit=1)
        which, by = read_which(named), By(user_id=origin.user_id, reason="".join(rest))
        if which is None:
            return format_hold_usage(tr)
        return await (self._hold if word == "hold" else self._release)(tr, which, by, origin)

    async def tell(self) -> None:
        """Tell threads and edit replies, as far as that takes no longer; the rest is left to the next hour."""
        with suppress(TimeoutError):
            async with asyncio.timeout(_TELL_S):
                await self.notices.run()
                await self.retractions.run()

    async def _hold(self, tr: Translator, which: Which, by: By, origin: Origin) -> Message:
        if which.channel_id not in {"", origin.channel_id}:
            return format_hold_elsewhere(tr)
        new, before = await self.store.place(which, by, team_id=origin.team_id, channel_id=origin.channel_id)
        return format_placed(tr, new, before) if new or before else format_hold_elsewhere(tr)

    async def _release(self, tr: Translator, which: Which, by: By, origin: Origin) -> Message:
        # Wherever it is: its channel may be deleted, and who may hold there sees it in the list.
        standing = await self.store.standing(which, team_id=origin.team_id)
        for channel_id in {held.hold.channel_id for held in standing} - {origin.channel_id}:
            if (
                await self.access.may_hold(origin.user_id, team_id=origin.team_id, channel_id=channel_id)
                is not MayHold.YES
            ):
                return format_not_on_hold(tr)
        released = await self.store.release(which, by, team_id=origin.team_id)
        return format_released(tr, released) if released else format_not_on_hold(tr)

    async def _record(self, tr: Translator, origin: Origin) -> Message:
        record = await self.store.record(team_id=origin.team_id)
        return format_record(tr, record, links_of([held.check for held in record if held.check], self.permalinks))


def read_which(named: str) -> Which | None:
    """A check's id, or the link to a message, as typed; None for anything else."""
    if is_id(named.lower()):
        return Which(check_id=named.lower())
    if place := read_permalink(named):
        channel_id, ts = place
        return Which(channel_id=channel_id, ts=ts)
    return None
