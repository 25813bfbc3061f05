"""The worker: claims what is due and moves it on, many at once up to a limit."""

import asyncio
import logging
import os
import secrets
import time
from collections.abc import Callable, Collection, Coroutine
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from bot.checks.consent import Consent
from bot.checks.polling.planner import PollPlanner
from bot.checks.prepared import NotAPictureError
from bot.checks.progress import ProgressSteps
from bot.checks.queries import CheckQueries
from bot.checks.reply import ThreadGoneError
from bot.checks.repository import CheckRepository
from bot.checks.spending import ENDPOINTS, payer_of, settled
from bot.checks.steps import Steps
from bot.checks.transition import Claim, LeaseLostError, PostClaim, Transition
from bot.costs import paid_by
from bot.errors import SlackError
from bot.logs import about
from bot.model import Engine, Post, Report, Stage
from bot.monitoring.metrics import Metrics
from bot.storage.deletion import Deletion
from bot.storage.retries import is_outage, outlast

logger = logging.getLogger(__name__)

_STOP_S = 8.0
_STOP_PAYING_S = 17.0
"""A call that is paid for is waited for until its own time-out, so that its answer is stored."""

_STEPS = 64
_REFILL_S = 0.1
"""A worker whose places were all taken claims again so long after one is free: several will be by then."""

_LOCKED_S = 0.2
"""What is due and could not be claimed is locked by somebody else: it is asked for again so long after."""

_REPEATABLE = frozenset({Stage.RECEIVED, Stage.PREPARED, Stage.SUBMITTED})
_MOST_CHANNELS = 10_000


def new_owner() -> str:
    """A name for this process that no other has."""
    return f"{os.getpid()}-{secrets.token_hex(4)}"


@dataclass(slots=True, kw_only=True)
class Worker:
    """One process's share of the work.

    Attributes:
        wake: asks for a call of ``advance_due`` in so many seconds.
        limit: steps under way at once.
    """

    repository: CheckRepository
    queries: CheckQueries
    deletion: Deletion
    steps: Steps
    progress: ProgressSteps
    consent: Consent
    planner: PollPlanner
    metrics: Metrics
    wake: Callable[[float], None]
    limit: int = _STEPS
    owner: str = field(default_factory=new_owner)
    _tasks: dict[asyncio.Task[None], str] = field(default_factory=dict)
    """What is under way, and the row that it moves: a check's or a post's id."""
    _leases: dict[str, str] = field(default_factory=dict)
    """The last lease on each of these rows."""
    _paying: set[str] = field(default_factory=set)
    """Checks for which a paid call is out, or its answer not stored yet."""
    _stopping: bool = False
    _has_lost_leases: bool = False
    _refused_in: set[tuple[str, str]] = field(default_factory=set)
    """Channels (team, channel) in which Slack has refused a reply."""

    async def advance_due(self) -> None:
        """Claim what is due and start its steps; returns without waiting for them."""
        if self._stopping:
            return
        if self._has_lost_leases:
            self._has_lost_leases = False  # first: what is lost meanwhile is for the next time
            try:
                await self.repository.release(self.owner, but=list(self._leases.values()))
            except SQLAlchemyError:
                self._has_lost_leases = True
                raise
        try:
            in_hand = list(self._leases)
            claimed_posts = await self.repository.claim_posts(owner=self.owner, limit=self._free(), but=in_hand)
            for claim_post in claimed_posts:
                with about(post=claim_post.post.id):
                    self._start(self._run_post(claim_post), claim_post.post.id, claim_post.lease)
            claimed_checks = await self.repository.claim_checks(owner=self.owner, limit=self._free())
            for claim in claimed_checks:
                if claim.check.id in self._leases and claim.check.stage is not Stage.CANCELLED:
                    # Its lease ran out in an outage while its step went on here: the step goes on with the new lease.
                    self._leases[claim.check.id] = claim.lease
                    continue
                with about(check=claim.check.id):
                    self._start(self._run_check(claim), claim.check.id, claim.lease)
        except SQLAlchemyError:
            self._has_lost_leases = True  # what was claimed may have been stored, and only the answer lost
            raise
        due_in_s = await self.repository.seconds_until_due()
        if due_in_s is not None and self._free() > 0:
            at_once_s = 0.0 if claimed_posts or claimed_checks else _LOCKED_S
            self.wake(due_in_s if due_in_s > 0 else at_once_s)

    async def renew_leases(self) -> None:
        """Prolong the leases of what is under way: a step may take longer than a lease."""
        await self.repository.renew(list(self._leases.values()))

    async def stop(self) -> None:
        """Finish the steps under way, for some seconds, and give back every lease."""
        self._stopping = True
        await self._finish(_STOP_S, but=self._paying)
        await self._finish(_STOP_PAYING_S - _STOP_S)
        try:
            await self.repository.release(self.owner)
        except SQLAlchemyError as error:
            logger.warning("leases were not given back, and run out", extra={"error": type(error).__name__})

    async def _finish(self, within_s: float, *, but: Collection[str] = ()) -> None:
        """Wait for what is under way, and cancel what takes longer.

        Args:
            but: rows whose steps are not cancelled.
        """
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=within_s)
        late = [task for task, row_id in self._tasks.items() if row_id not in but]
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    def _free(self) -> int:
        """Places for further steps."""
        return max(self.limit - len(self._tasks), 0)

    def _start(self, steps: Coroutine[Any, Any, None], row_id: str, lease: str) -> None:
        task = asyncio.create_task(steps)
        self._tasks[task] = row_id
        self._leases[row_id] = lease
        self.metrics.steps_under_way.set(len(self._tasks))
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        row_id = self._tasks.pop(task)
        if row_id not in self._tasks.values():  # a post may be claimed again while its last turn ends
            self._leases.pop(row_id, None)
            self._paying.discard(row_id)
        self.metrics.steps_under_way.set(len(self._tasks))
        if not task.cancelled() and (error := task.exception()):
            # The lease is given back, or runs out, and what is stored says how to go on.
            if is_outage(error):
                self._has_lost_leases = True
                logger.warning("a step's outcome could not be stored", extra={"error": type(error).__name__})
            else:
                logger.error("a step's outcome could not be stored", exc_info=error)
        if not self._stopping and self._free() == 1:
            self.wake(_REFILL_S)

    async def _run_check(self, claim: Claim) -> None:
        """Move one check on until it has to wait."""
        report: Report | None = None
        if claim.check.stage is Stage.FINISHED:
            report = await outlast(partial(self.queries.report_of, claim.check.id))
        previous: Transition | None = None
        while True:
            started = time.monotonic()
            try:
                transition = await outlast(partial(self._step, claim, previous, report))
            except NotAPictureError:
                await self.repository.discard(claim)
                self.wake(0.0)
                return
            except ThreadGoneError:
                await self._forget(claim.check.post)
                return
            if transition.turn and self._stopping:
                return  # the process is cut short soon: nothing may be paid for any more
            try:
                after = await self._store(claim, transition)
            except LeaseLostError:
                self._has_lost_leases = True  # it may have been claimed anew in here, for this step
                await self._withdraw(claim, transition)
                return
            self._note_answer(claim, transition)
            self._record(claim, after, transition, time.monotonic() - started)
            claim, previous, report = after, transition, transition.report or report
            await self._retry_undelivered(claim.check.post, transition)
            if transition.due_in_s != 0:
                self.wake(transition.due_in_s or 0.0)
                return
            if self._stopping and transition.turn:  # since then: nothing has been sent, and nothing is in doubt
                with suppress(LeaseLostError):
                    await self._store(claim, Transition(stage=Stage.PREPARED, due_in_s=0, attempts=claim.attempts))
            # What is about to be posted is stored as such: stopping here would leave it in doubt.
            if self._stopping and not claim.is_delivering:
                return

    def _note_answer(self, claim: Claim, transition: Transition) -> None:
        """What has been stored is not in doubt any more, unless it is that a paid call goes out now."""
        if not transition.turn:
            self._paying.discard(claim.check.id)

    async def _store(self, claim: Claim, transition: Transition) -> Claim:
        """Store a step's outcome, however long the database is away, and whoever holds the lease when it is back.

        Raises:
            LeaseLostError: somebody else has got further.
        """
        if transition.turn:
            self._paying.add(claim.check.id)  # first: a stop cuts nothing short between the row and the call
        while True:
            claim = replace(claim, lease=self._leases.get(claim.check.id, claim.lease))
            try:
                return await outlast(partial(self.repository.apply, claim, transition))
            except LeaseLostError:
                if self._leases.get(claim.check.id, claim.lease) == claim.lease:
                    break  # else it has been claimed anew in here
        if not transition.is_worth_keeping(claim.check.stage):
            raise LeaseLostError
        return await outlast(partial(self.repository.apply_late, claim, transition))

    async def _step(self, claim: Claim, previous: Transition | None, report: Report | None) -> Transition:
        try:
            plan = await self.planner.plan(claim.check.engine)
            with paid_by(payer_of(claim.check.post, claim.check)):
                return await self.steps.advance(claim, plan, previous=previous, report=report)
        except (NotAPictureError, ThreadGoneError):
            raise
        except Exception as error:
            # Before a paid call and before a reply a step may begin again; once they may be out it may not.
            if is_outage(error) and claim.check.stage in _REPEATABLE:
                raise
            return self.steps.after_error(claim, error)

    async def _retry_undelivered(self, post: Post, transition: Transition) -> None:
        """When a reply has gone through, those that Slack refused in the channel before may go through too."""
        channel = post.team_id, post.channel_id
        if transition.refused and len(self._refused_in) < _MOST_CHANNELS:
            self._refused_in.add(channel)
        elif transition.reply_ts and channel in self._refused_in:
            self._refused_in.discard(channel)
            if await self.repository.retry_undelivered(team_id=post.team_id, channel_id=post.channel_id):
                self.wake(0.0)

    async def _forget(self, post: Post) -> None:
        """The message that asked is gone from Slack, and with it goes all that it led to."""
        logger.info("a post was forgotten: its thread is gone", extra={"post": post.id})
        progress_ts = await self.deletion.forget_message(
            team_id=post.team_id, channel_id=post.channel_id, message_ts=post.message_ts
        )
        if progress_ts:
            try:
                await self.steps.replies.announcer.withdraw(post, progress_ts)
            except SlackError as error:
                logger.info("a progress message was left behind", extra={"error": str(error)})

    async def _withdraw(self, claim: Claim, transition: Transition) -> None:
        """Take back a reply to a post that was deleted while it went out, or one that is the second."""
        post = claim.check.post
        if not transition.reply_ts:
            return
        told = await outlast(partial(self.queries.reply_of, claim.check.id))
        if told is None or told not in {"", transition.reply_ts}:
            try:
                await self.steps.replies.announcer.withdraw(post, transition.reply_ts)
            except SlackError as error:
                logger.warning(
                    "a reply to a deleted post, or a second one, was left behind", extra={"error": str(error)}
                )

    async def _run_post(self, claim: PostClaim) -> None:
        try:
            decided = await self.consent.decide(claim)
            if decided is not claim:
                self.wake(0.0)  # its checks may run
            if decided is None:
                return
            claim = decided
            engine = claim.checks[0].engine if claim.checks else Engine.V2
            plan = await self.planner.plan(engine)
            wait_s = await self.progress.advance(claim, expected_s=plan.expected_s)
        except LeaseLostError:
            return
        if wait_s is not None:
            self.wake(wait_s)

    def _record(self, before: Claim, after: Claim, transition: Transition, seconds: float) -> None:
        stage, check = before.check.stage, after.check
        if stage is Stage.SUBMITTING and (payment := settled(transition)):
            self.metrics.observe_paid(ENDPOINTS[check.engine], payment)
        self.metrics.observe_step(stage, seconds, failed=transition.attempts > before.attempts)
        if check.stage is not stage:
            self.metrics.observe_transition(check.stage, transition.problem)
            logger.info("check advanced", extra={"check": check.id, "stage": check.stage, "seconds": round(seconds, 3)})
        if transition.reply_ts:
            ended_at = check.ended_at or check.created_at
            self.metrics.observe_reply(
                check.stage,
                since_post_s=after.now - check.created_at.timestamp(),
                since_end_s=after.now - ended_at.timestamp(),
            )
            logger.info(
                "reply delivered", extra={"check": check.id, "stage": check.stage, "seconds": round(seconds, 3)}
            )
