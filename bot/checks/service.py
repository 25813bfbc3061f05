"""The service that handlers call: requests by people and by Slack. Each is one short transaction, and nothing slow."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace

from bot.checks.consent import Consent
from bot.checks.queries import CheckQueries
from bot.checks.repository import CheckRepository
from bot.checks.requests import NewCheck, NewComparison, NewPost, NewView
from bot.checks.retractions import Retractions
from bot.checks.rows import dump_options
from bot.model import Check, CheckOptions, Engine, Language, Report
from bot.storage.deletion import Deletion
from bot.storage.ids import is_id

_RETRACT_S = 1.5
"""Slack waits three seconds for the ack of a deletion, whose data is gone before this."""

_HISTORY = 10
_COMPARABLE = 25


@dataclass(frozen=True, slots=True)
class FoundReport:
    check: Check
    report: Report


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckService:
    """Requests by people, each in its own team and channel.

    Attributes:
        engine: runs the searches that are asked for from now on.
        wake: makes the worker look at once.
    """

    repository: CheckRepository
    queries: CheckQueries
    deletion: Deletion
    retractions: Retractions
    consent: Consent
    engine: Engine
    wake: Callable[[float], None]

    async def receive(self, post: NewPost) -> bool:
        """Store what a post asks for; asked again, it changes nothing. Whether anything was new."""
        is_new = await self.repository.add(post, engine=self._engine(post.options))
        if is_new:
            self.wake(0.0)
        return is_new

    async def checks_on(self, *, team_id: str, channel_id: str, message_ts: str) -> tuple[Check, ...] | None:
        """What a message has led to so far; None if nothing is known of it."""
        return await self.queries.checks_on(team_id=team_id, channel_id=channel_id, message_ts=message_ts)

    async def language_of_thread(self, *, team_id: str, channel_id: str, thread_ts: str) -> Language | None:
        """The language in which a thread began; None if nothing has been checked in it."""
        return await self.queries.language_of_thread(team_id=team_id, channel_id=channel_id, thread_ts=thread_ts)

    async def checks_of(self, post_id: str, *, team_id: str, channel_id: str) -> tuple[Check, ...]:
        """All checks of a post; none for a post of another channel."""
        if not is_id(post_id):
            return ()
        return await self.queries.checks_of(post_id, team_id=team_id, channel_id=channel_id)

    async def history(self, *, team_id: str, user_id: str) -> list[tuple[Check, Report | None]]:
        """A person's last checks, the newest first."""
        return await self.queries.checks_by(team_id=team_id, user_id=user_id, limit=_HISTORY)

    async def approve(self, value: str, *, team_id: str, channel_id: str) -> bool:
        """Run what waits for a person's word; whether anything did.

        Args:
            value: a post's id, or that and one check's: ``post/check``.
        """
        post_id, _, check_id = value.partition("/")
        if not is_id(post_id) or (check_id and not is_id(check_id)):
            return False
        approved = await self.consent.approve(post_id, check_id, team_id=team_id, channel_id=channel_id)
        self.wake(0.0)
        return approved

    async def decline(self, post_id: str, *, team_id: str, channel_id: str) -> bool:
        """Forget what waits for a person's word, of a post; whether anything did."""
        if not is_id(post_id):
            return False
        declined = await self.consent.decline(post_id, team_id=team_id, channel_id=channel_id)
        self.wake(0.0)
        return declined

    async def cancel(self, post_id: str, *, team_id: str, channel_id: str, user_id: str) -> int:
        """Cancel what has not ended of a post; how many checks that was."""
        if not is_id(post_id):
            return 0
        cancelled = await self.repository.cancel(post_id, team_id=team_id, channel_id=channel_id, user_id=user_id)
        self.wake(0.0)
        return cancelled

    async def retry(self, check_id: str, *, team_id: str, channel_id: str) -> Check | None:
        """Try an ended check again, once however often the button is pressed; the check, None if it is not here."""
        if not is_id(check_id):
            return None
        check = await self.queries.find_check(check_id, team_id=team_id, channel_id=channel_id)
        if check is None or not check.stage.is_end:
            return None
        if await self.repository.add_retry(check, engine=self._engine(check.options)):
            self.wake(0.0)
        return check

    async def find_report(self, check_id: str, *, team_id: str, channel_id: str) -> FoundReport | None:
        """A finished check of this channel and its report."""
        if not is_id(check_id):
            return None
        check = await self.queries.find_check(check_id, team_id=team_id, channel_id=channel_id)
        report = await self.queries.report_of(check_id) if check else None
        return FoundReport(check, report) if check and report else None

    async def comparable(self, *, team_id: str, channel_id: str) -> list[Check]:
        """The last checks of a channel whose picture can be compared with one patent, the newest first."""
        found = await self.queries.checks_in(team_id=team_id, channel_id=channel_id, limit=_COMPARABLE)
        return [check for check in found if not any(view.is_out_of_reach for view in check.views)]

    async def compare(self, asked: NewComparison, *, form_id: str) -> bool:
        """Compare the picture of an earlier check with one patent, in the thread of that check.

        Whether the picture is still there. A form that is delivered again changes nothing.
        """
        here = {"team_id": asked.team_id, "channel_id": asked.channel_id}
        check = await self.queries.find_check(asked.check_id, **here) if is_id(asked.check_id) else None
        if check is None or not 0 <= asked.view < len(check.views) or not check.post.thread_ts:
            return False
        view = check.views[asked.view]
        picture = NewView(
            file_id=view.file_id,
            name=view.name,
            source_url=view.source_url,
            web_url=view.upload_url if view.is_on_web else "",
        )
        await self.receive(
            NewPost.for_command(
                team_id=asked.team_id,
                channel_id=asked.channel_id,
                trigger_id=form_id,
                user_id=asked.user_id,
                options=replace(check.options, against=asked.against, views_together=False),
                checks=(NewCheck(views=(picture,)),),
                root_thread_ts=check.post.thread_ts,
            )
        )
        return True

    async def ask_again(self, check: Check, options: CheckOptions, *, user_id: str) -> bool:
        """Check the pictures of an ended check with other options, in its thread; its uploads are used while they live.

        Whether that is new: the same question about the same check is asked once, whoever asks it, however often.
        """
        views = tuple(map(NewView.again, check.views))
        return await self.receive(
            NewPost.for_command(
                team_id=check.post.team_id,
                channel_id=check.post.channel_id,
                trigger_id=f"again/{check.id}/{dump_options(replace(options, given=()))}",
                user_id=user_id,
                options=options,
                checks=(NewCheck(views=views, asked_before=check.options),),
                root_thread_ts=check.post.thread_ts,
            )
        )

    async def let_in(self, *, team_id: str, channel_id: str) -> None:
        """The app may post in a channel again: what waited for that is delivered."""
        if await self.repository.retry_undelivered(team_id=team_id, channel_id=channel_id):
            self.wake(0.0)

    async def forget_message(
        self, *, team_id: str, channel_id: str, message_ts: str, may_come_again: bool = True
    ) -> str:
        """A message is gone: delete all it led to. The ts of its progress message, if one still stands."""
        progress_ts = await self.deletion.forget_message(
            team_id=team_id, channel_id=channel_id, message_ts=message_ts, may_come_again=may_come_again
        )
        await self._retract()
        return progress_ts

    async def forget_file(self, *, team_id: str, file_id: str) -> None:
        """A file is gone: delete every check of it."""
        if await self.deletion.forget_file(team_id=team_id, file_id=file_id):
            self.wake(0.0)
            await self._retract()

    async def forget_channel(self, *, team_id: str, channel_id: str) -> None:
        """A channel is gone: delete all that was asked for there."""
        await self.deletion.forget_channel(team_id=team_id, channel_id=channel_id)

    async def forget_team(self, *, team_id: str) -> None:
        """The app was uninstalled: delete all that is known of the workspace."""
        await self.deletion.forget_team(team_id=team_id)

    async def _retract(self) -> None:
        """Edit the replies of what was deleted; what takes longer is left to the next hour."""
        with suppress(TimeoutError):
            async with asyncio.timeout(_RETRACT_S):
                await self.retractions.run()

    def _engine(self, options: CheckOptions) -> Engine:
        return Engine.ONE_TO_ONE if options.against else self.engine
