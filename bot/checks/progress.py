"""The progress message of a post: shown while its checks run; when all is told, the summary of several, or removed."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial

from bot.checks.consent import Consent
from bot.checks.ports import Announcer
from bot.checks.queries import CheckQueries
from bot.checks.repository import CheckRepository
from bot.checks.spending import Budget, payer_of
from bot.checks.transition import LeaseLostError, PostClaim
from bot.errors import SlackError
from bot.model import Check, Post, PostState, Report, Stage
from bot.model.costs import Cost
from bot.net.backoff import backoff_s, delivery_wait_s
from bot.storage.retries import outlast

logger = logging.getLogger(__name__)

_FIRST_EDIT_S = 5.0
"""Then the picture is at Patsnap, and the message says so."""

_EDIT_INTERVAL_S = 10.0
_EDITS_PER_MINUTE = 40
"""For a workspace: Slack allows some 50, and the ones that replicas do not know of each other have to fit in."""

_COUNT_LIFE_S = 10.0
_MAX_TRIES = 5
_LONGEST_WAIT_S = 60.0
_SETTLE_S = 60.0
_LOOK_S = 3600.0
"""However long a daily limit lasts, a post that waits for its end is looked at so often."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressSteps:
    """Cosmetic, and so the first to give way: a failure here never touches a check.

    Some things are retried for as long as it takes: to say that checks wait for another day or for a person's word,
    which people can learn from nothing else, and to tidy up, since nobody comes back to what is left standing.
    """

    repository: CheckRepository
    queries: CheckQueries
    consent: Consent
    announcer: Announcer
    budget: Budget
    clock: Callable[[], float] = time.monotonic
    _counted: dict[str, tuple[float, int]] = field(default_factory=dict)

    async def advance(self, claim: PostClaim, *, expected_s: float | None) -> float | None:
        """One turn of a claimed post; seconds until the next, None for none unless a check asks for it.

        Raises:
            LeaseLostError: somebody else has the post now.
        """
        try:
            return await self._advance(claim, expected_s=expected_s)
        except LeaseLostError:
            await self._withdraw_eyes(claim.post)
            raise
        except SlackError as error:
            tries = claim.attempts + 1
            logger.warning("progress not shown", extra={"post": claim.post.id, "error": str(error)})
            wait_s: float | None = max(backoff_s(tries, longest_s=_LONGEST_WAIT_S), error.retry_after_s or 0.0)
            is_told = all(check.delivered_at for check in claim.checks)
            if not claim.post.thread_ts or _waits(claim) or (is_told and error.may_pass):
                # Without a thread the replies have nowhere to go.
                wait_s = delivery_wait_s(claim.attempts, error)
            elif claim.post.ask_until:
                wait_s = min(delivery_wait_s(claim.attempts, error), _patience_s(claim) or _LONGEST_WAIT_S)
            elif tries >= _MAX_TRIES or not error.may_pass:
                wait_s = None
            # If it may have been posted all the same, the next turn looks for it.
            posting = not claim.post.progress_ts and (claim.posting or error.may_have_acted)
            try:
                # However long the database is away: eyes may stand that somebody has to take back.
                await outlast(
                    partial(self.repository.save_post, claim, due_in_s=wait_s, posting=posting, attempts=tries)
                )
            except LeaseLostError:
                await self._withdraw_eyes(claim.post)
                raise
            return wait_s

    async def _advance(self, claim: PostClaim, *, expected_s: float | None) -> float | None:
        if not claim.post.thread_ts:
            opened = await self._open_thread(claim)
            if isinstance(opened, float):
                await self.repository.save_post(claim, due_in_s=opened, posting=True, attempts=claim.attempts)
                return opened
            claim = opened
        claim = await self._ask_no_longer(claim)
        if all(check.delivered_at for check in claim.checks):
            if claim.posting and not claim.post.progress_ts:
                found = await self.announcer.find_progress(claim.post)
                claim = replace(claim, post=replace(claim.post, progress_ts=found or ""))
            kept_ts = await self.announcer.close(claim.post, claim.checks, await self._reports(claim.checks))
            await self.repository.save_post(claim, due_in_s=None, progress_ts=kept_ts)
            return None
        if all(check.stage.is_end for check in claim.checks):
            # The last replies are on their way, and each asks for another turn when it is there.
            await self.repository.save_post(claim, due_in_s=None, posting=claim.posting)
            return None
        post = claim.post
        if not post.progress_ts:
            if claim.posting:
                post = replace(post, progress_ts=await self.announcer.find_progress(post) or "")
                if not post.progress_ts and (wait_s := _may_come_for_s(claim)):
                    await self.repository.save_post(claim, due_in_s=wait_s, posting=True, attempts=claim.attempts)
                    return wait_s
            else:
                await self.repository.save_post(claim, due_in_s=0, posting=True)
        progress_ts = await self.announcer.show_progress(
            post,
            claim.checks,
            reports=await self._reports(claim.checks) if len(claim.checks) > 1 else {},
            expected_s=expected_s,
            is_first=not (claim.attempts or claim.posting),
            near_cap=await self.budget.nearest_cap(payer_of(claim.post), Cost.SUBMIT),
        )
        try:
            # However long the database is away: it may turn out that somebody has to remove this message.
            return await outlast(partial(self._save_shown, claim, progress_ts))
        except LeaseLostError:
            await self._withdraw_spare(post, progress_ts, is_root=False)
            raise

    async def _save_shown(self, claim: PostClaim, progress_ts: str) -> float:
        """Store where the progress message stands; seconds until it is edited."""
        open_posts = await self._open_posts(claim.post.team_id)
        interval_s = edit_in_s(is_first=not claim.post.progress_ts, open_posts=open_posts)
        due_in_s = _patience_s(claim) or _due_in_s(claim, interval_s)
        await self.repository.save_post(claim, due_in_s=due_in_s, progress_ts=progress_ts)
        return due_in_s

    async def _ask_no_longer(self, claim: PostClaim) -> PostClaim:
        """The claim without what waits for an answer, once the time for that is over."""
        if claim.post.state is PostState.ASKING and not _patience_s(claim):
            return await self.consent.give_up(claim)
        return claim

    async def _open_thread(self, claim: PostClaim) -> PostClaim | float:
        """A command has no thread yet: post the message that opens it, once. Or how long one may still come."""
        post, root_ts = claim.post, None
        if claim.posting:
            root_ts = await self.announcer.find_thread(post)
            if root_ts is None and (wait_s := _may_come_for_s(claim)):
                return wait_s
        else:
            await self.repository.save_post(claim, due_in_s=0, posting=True)
        if root_ts is None:
            try:
                root_ts = await self.announcer.open_thread(post, claim.checks)
            except SlackError as error:
                if not (error.thread_is_gone and post.root_thread_ts):
                    raise
                root_ts = post.message_ts  # the reply meets the same, and then the post is forgotten
        try:
            await self.repository.save_post(claim, due_in_s=0, root_ts=root_ts)
        except LeaseLostError:
            await self._withdraw_spare(post, root_ts, is_root=True)
            raise
        opened = replace(post, message_ts=root_ts, thread_ts=post.root_thread_ts or root_ts)
        return replace(claim, post=opened, posting=False)

    async def _withdraw_spare(self, post: Post, ts: str, *, is_root: bool) -> None:
        """Remove a message that came too late: the post has been deleted, or shows another one, or none any more.

        Whoever is posting just now may have found this one instead. Replies may go to the thread that it opens, so
        that it stays; a progress message is worth less than one that stands for good, which two of them come to.
        """
        shown = await outlast(partial(self.queries.messages_of, post.id))
        if shown is None or (ts not in shown and not (is_root and shown[2])):
            await self.announcer.withdraw(post, ts)

    async def _withdraw_eyes(self, post: Post) -> None:
        """Take back eyes that came late: whoever has the post now may have closed it, and nobody comes after that."""
        try:
            await self.announcer.withdraw_eyes(post)
        except SlackError as error:
            logger.info("eyes were left behind", extra={"post": post.id, "error": str(error)})

    async def _open_posts(self, team_id: str) -> int:
        now = self.clock()
        counted_at, count = self._counted.get(team_id, (-_COUNT_LIFE_S, 1))
        if now - counted_at >= _COUNT_LIFE_S:
            count = await self.repository.count_open_posts(team_id)
            self._counted[team_id] = (now, count)
        return count

    async def _reports(self, checks: tuple[Check, ...]) -> dict[str, Report]:
        """The reports that stand, by the check's id: not those of a try that a later one replaced."""
        replaced = {check.retry_of for check in checks}
        finished = [check for check in checks if check.stage is Stage.FINISHED and check.id not in replaced]
        found = {check.id: await self.queries.report_of(check.id) for check in finished}
        return {check_id: report for check_id, report in found.items() if report is not None}


def _waits(claim: PostClaim) -> list[datetime]:
    """When the daily limits end that checks of this post wait for."""
    now = datetime.fromtimestamp(claim.now, UTC)
    return [check.waits_until for check in claim.checks if check.waits_until and check.is_waiting(now)]


def _patience_s(claim: PostClaim) -> float:
    """How long the question of a post still stands; 0 without one, or if nothing waits for the answer any more."""
    if claim.post.ask_until is None or not any(check.needs_word for check in claim.checks):
        return 0.0
    return max(claim.post.ask_until.timestamp() - claim.now, 0.0)


def _may_come_for_s(claim: PostClaim) -> float:
    """How long a message that is not there may still come, after Slack gave no answer to its post; 0 for no more."""
    if not claim.attempts:
        return 0.0  # nobody heard from that post: its process died, and Slack has had time for it since
    return max(claim.post.created_at.timestamp() + _SETTLE_S - claim.now, 0.0)


def _due_in_s(claim: PostClaim, interval_s: float) -> float:
    """When there may be something new to show; whatever happens sooner asks for a turn."""
    waits, running = _waits(claim), [check for check in claim.checks if not check.stage.is_end]
    if not waits or len(waits) < len(running):
        return interval_s
    return min(max(min(waits).timestamp() - claim.now, interval_s), _LOOK_S)


def edit_in_s(*, is_first: bool, open_posts: int) -> float:
    """Seconds until a progress message is edited again: the more posts a workspace has under way, the more seldom.

    Their edits together stay within Slack's rate limit for a workspace, so that none of them delays a reply.

    Args:
        is_first: the message has just been posted.
        open_posts: of the workspace, this one among them.
    """
    return max(_FIRST_EDIT_S if is_first else _EDIT_INTERVAL_S, open_posts * 60 / _EDITS_PER_MINUTE)
