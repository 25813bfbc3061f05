"""Whether the checks of a post may run: decided after Slack's ack, by the settings of its channel and by people.

A check that waits for this is stored like any other and due at no time, so that no worker claims it: nothing is
downloaded, uploaded or paid for. The post itself is due, and its turn decides.
"""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.checks import rows
from bot.checks.requests import NewPost
from bot.checks.transition import LeaseLostError, PostClaim
from bot.model import ChannelSettings, Mode, PostState
from bot.storage.clock import Clock, now_by
from bot.storage.tables import checks, posts, views

logger = logging.getLogger(__name__)

_PATIENCE_S = 86_400.0
"""A question that nobody has answered for so long goes away."""

_UNDECIDED = (PostState.UNDECIDED, PostState.WANTED)

SettingsOf = Callable[[str, str], Awaitable[ChannelSettings]]
"""Team and channel -> what is settled there."""


async def take(connection: AsyncConnection, post_id: str, new: NewPost) -> bool:
    """Make room for what is asked for of a post that is stored already, and locked; whether it may be added.

    What waits for a decision gives way to a person's own request, which may have other options.
    """
    if new.state is PostState.OPEN:
        return True
    stored = await connection.execute(select(posts.c.state).where(posts.c.id == post_id))
    state = stored.scalar()
    if new.state is PostState.WANTED:
        await connection.execute(delete(checks).where(*_waiting(post_id)))
    elif state != PostState.OPEN:
        return False  # the message was delivered again: its post is in hand, or has been declined
    return True


def reopened(new: NewPost) -> dict[str, object]:
    """The columns of a stored post to which checks have been added."""
    return {} if new.state is PostState.OPEN else {"state": new.state, "ask_until": None}


@dataclass(frozen=True, slots=True)
class Consent:
    """Decides on posts, and keeps what people say to them. Each call but ``decide`` is one short transaction.

    Attributes:
        settings_of: what a channel has settled.
    """

    database: AsyncEngine
    clock: Clock
    settings_of: SettingsOf

    async def decide(self, claim: PostClaim) -> PostClaim | None:
        """Decide on a claimed post by the settings of its channel; None if nothing is left of it.

        Raises:
            LeaseLostError: somebody else has the post, or it is gone.
        """
        post = claim.post
        if post.state not in _UNDECIDED:
            return claim
        settings = await self.settings_of(post.team_id, post.channel_id)
        now = now_by(self.clock)
        async with self.database.begin() as connection:
            held = posts.c.id == post.id, posts.c.lease == claim.lease, posts.c.state.in_(_UNDECIDED)
            found = await connection.execute(select(posts.c.state).where(*held).with_for_update())
            wanted = found.scalar()
            if wanted is None:
                raise LeaseLostError
            mode = Mode.EVERY if wanted == PostState.WANTED else settings.mode
            if mode is Mode.ASKED:
                left = await self._drop(connection, post.id)
            else:
                left = True
                is_asked = mode is Mode.ASK and await _has_picture(connection, post.id)
                await self._settle(connection, post.id, settings, due_at=None if is_asked else now)
                values = {"state": PostState.ASKING, "ask_until": now + _PATIENCE_S} if is_asked else _OPEN
                await connection.execute(update(posts).where(posts.c.id == post.id).values(values))
            return await self._claim_again(connection, claim) if left else None

    async def approve(self, post_id: str, check_id: str, *, team_id: str, channel_id: str) -> bool:
        """Run what waits for a person's word: one check, or with no id all of the post's. Whether any did wait."""
        now = now_by(self.clock)
        async with self.database.begin() as connection:
            if not await self._asks(connection, post_id, team_id=team_id, channel_id=channel_id):
                return False
            which = (*_waiting(post_id), *((checks.c.id == check_id,) if check_id else ()))
            started = await connection.execute(update(checks).where(*which).values(due_at=now))
            left = await connection.execute(select(func.count()).select_from(checks).where(*_waiting(post_id)))
            values = {"due_at": now, **({} if left.scalar() else _OPEN)}
            await connection.execute(update(posts).where(posts.c.id == post_id).values(values))
        return bool(started.rowcount)

    async def decline(self, post_id: str, *, team_id: str, channel_id: str) -> bool:
        """Nobody wants what still waits: the question goes away. Whether there was one."""
        now = now_by(self.clock)
        async with self.database.begin() as connection:
            if not await self._asks(connection, post_id, team_id=team_id, channel_id=channel_id):
                return False
            await connection.execute(
                update(posts).where(posts.c.id == post_id).values(ask_until=now, due_at=now, attempts=0)
            )
        return True

    async def give_up(self, claim: PostClaim) -> PostClaim:
        """Nobody wants what still waits: it goes, and what was asked for before goes on; the question still stands.

        Raises:
            LeaseLostError: somebody else has the post, or somebody has asked for a check meanwhile.
        """
        post_id = claim.post.id
        async with self.database.begin() as connection:
            held = posts.c.id == post_id, posts.c.lease == claim.lease, posts.c.state == PostState.ASKING
            await connection.execute(delete(checks).where(*_waiting(post_id)))
            remaining = select(checks.c.id).where(checks.c.post_id == post_id).exists()
            state = PostState.OPEN if (await connection.execute(select(remaining))).scalar() else PostState.DECLINED
            result = await connection.execute(update(posts).where(*held).values(state=state, ask_until=None))
            if result.rowcount == 0:
                raise LeaseLostError
            return await self._claim_again(connection, claim)

    async def _drop(self, connection: AsyncConnection, post_id: str) -> bool:
        """Nobody has asked: nothing is kept of the post; whether older checks of it remain."""
        await connection.execute(delete(checks).where(*_waiting(post_id)))
        remaining = select(checks.c.id).where(checks.c.post_id == post_id).exists()
        if (await connection.execute(select(remaining))).scalar():
            await connection.execute(update(posts).where(posts.c.id == post_id).values(_OPEN))
            return True
        await connection.execute(delete(posts).where(posts.c.id == post_id))
        return False

    async def _settle(
        self,
        connection: AsyncConnection,
        post_id: str,
        settings: ChannelSettings,
        *,
        due_at: ColumnElement[float] | None,
    ) -> None:
        """Store the options that count, and when the checks are due; None: once somebody says so."""
        found = await connection.execute(select(checks.c.id, checks.c.options).where(*_waiting(post_id)))
        for row in found.all():
            options = settings.options_for(rows.load_options(row.options))
            values = {"options": rows.dump_options(options), "due_at": due_at}
            await connection.execute(update(checks).where(checks.c.id == row.id).values(values))

    async def _asks(self, connection: AsyncConnection, post_id: str, *, team_id: str, channel_id: str) -> bool:
        here = posts.c.id == post_id, posts.c.team_id == team_id, posts.c.channel_id == channel_id
        asking = posts.c.state == PostState.ASKING
        found = await connection.execute(select(posts.c.id).where(*here, asking).with_for_update())
        return found.scalar() is not None

    async def _claim_again(self, connection: AsyncConnection, claim: PostClaim) -> PostClaim:
        """The claim with what is stored now."""
        found = await connection.execute(select(posts).where(posts.c.id == claim.post.id))
        row = found.mappings().one()
        loaded = await rows.load_checks_of(connection, [claim.post.id])
        return replace(claim, post=rows.load_post(row), checks=loaded, posting=row["progress_posting"])


_OPEN = {"state": PostState.OPEN, "ask_until": None}


def _waiting(post_id: str) -> tuple[ColumnElement[bool], ...]:
    """The checks of a post that wait until it is decided, those that have failed and wait to be told among them."""
    return checks.c.post_id == post_id, checks.c.due_at.is_(None), checks.c.delivered_at.is_(None)


async def _has_picture(connection: AsyncConnection, post_id: str) -> bool:
    """Whether a check that waits has a picture: a wrong option alone is told at once, which costs nothing."""
    with_view = select(views.c.check_id).where(views.c.check_id == checks.c.id).exists()
    found = await connection.execute(select(checks.c.id).where(*_waiting(post_id), with_view).limit(1))
    return found.scalar() is not None
