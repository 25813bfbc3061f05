"""Claims what is due and moves it on, many at once up to a limit."""

import asyncio
import logging
import os
import secrets
import time
from collections.abc import Callable, Coroutine
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from bot.checks.gate import PollGate
from bot.checks.polling.planner import PollPlanner
from bot.checks.progress import ProgressSteps
from bot.checks.queries import CheckQueries
from bot.checks.repository import CheckRepository
from bot.checks.steps import NotAPictureError, Steps, ThreadGoneError
from bot.checks.transition import Claim, LeaseLostError, PostClaim, Transition
from bot.errors import SlackError
from bot.logs import about
from bot.model import Engine, Post, Report, Stage
from bot.monitoring.metrics import Metrics
from bot.storage.deletion import Deletion
from bot.storage.retries import is_outage, outlast

logger = logging.getLogger(__name__)

_STOP_S = 8.0
_STEPS = 64
_REFILL = 8
"""A worker whose places were all taken claims again once one in so many of them is free …"""

_REFILL_S = 0.1
"""… or after so long: to claim for each place by itself takes more than the step that ends there."""

_REPEATABLE = frozenset({Stage.RECEIVED, Stage.PREPARED, Stage.SUBMITTED})
_MOST_HELD = 10_000


class _StoppingError(Exception):
    """The process stops; the check stays where it is, and goes on at the next start."""


@dataclass(slots=True)
class _Moving:
    """A check on its way: the claim as it stands after the last transition, and since when."""

    claim: Claim
    since: float = field(default_factory=time.monotonic)


def new_owner() -> str:
    """A name for this process that no other has."""
    return f"{os.getpid()}-{secrets.token_hex(4)}"


@dataclass(slots=True, kw_only=True)
class Worker:
    """One process's share of the work.

    Attributes:
        limit: steps under way at once.
        gate: lets the polls among them through.
        wake: asks for a call of ``advance_due`` in so many seconds.
    """

    repository: CheckRepository
    queries: CheckQueries
    deletion: Deletion
    steps: Steps
    progress: ProgressSteps
    planner: PollPlanner
    metrics: Metrics
    limit: int = _STEPS
    gate: PollGate = field(default_factory=lambda: PollGate(_STEPS))
    wake: Callable[[float], None] = field(default=lambda _seconds: None)
    owner: str = field(default_factory=new_owner)
    _tasks: dict[asyncio.Task[None], str] = field(default_factory=dict)
    _stopping: bool = False
    _has_lost_leases: bool = False
    _held: set[tuple[str, str]] = field(default_factory=set)

    async def advance_due(self) -> None:
        """Claim what is due and start its steps; returns without waiting for them."""
        if self._stopping:
            return
        if self._has_lost_leases:
            self._has_lost_leases = False  # first: what is lost meanwhile is for the next time
            try:
                await self.repository.release(self.owner, but=list(self._tasks.values()))
            except SQLAlchemyError:
                self._has_lost_leases = True
                raise
        try:
            for claim_post in await self.repository.claim_posts(owner=self.owner, limit=self._free()):
                with about(post=claim_post.post.id):
                    self._start(self._run_post(claim_post), claim_post.lease)
            for claim in await self.repository.claim_checks(owner=self.owner, limit=self._free()):
                with about(check=claim.check.id):
                    self._start(self._run_check(claim), claim.lease)
        except SQLAlchemyError:
            self._has_lost_leases = True  # what was claimed may have been stored, and only the answer lost
            raise
        due_in_s = await self.repository.seconds_until_due()
        if due_in_s is not None and self._free() > 0:
            self.wake(max(due_in_s, 0.0))

    async def renew_leases(self) -> None:
        """Keep what is under way; a step may take longer than a lease."""
        await self.repository.renew(list(self._tasks.values()))

    async def stop(self) -> None:
        """Finish the steps under way, for some seconds, and give back every lease."""
        self._stopping = True
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=_STOP_S)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        try:
            await self.repository.release(self.owner)
        except SQLAlchemyError as error:
            logger.warning("leases were not given back, and run out", extra={"error": type(error).__name__})

    def _free(self) -> int:
        return max(self.limit - len(self._tasks), 0)

    def _start(self, steps: Coroutine[Any, Any, None], lease: str) -> None:
        task = asyncio.create_task(steps)
        self._tasks[task] = lease
        self.metrics.steps_under_way.set(len(self._tasks))
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        del self._tasks[task]
        self.metrics.steps_under_way.set(len(self._tasks))
        if not task.cancelled() and (error := task.exception()):
            # The lease is given back, or runs out, and what is stored says how to go on.
            if is_outage(error):
                self._has_lost_leases = True
                logger.warning("a step's outcome could not be stored", extra={"error": type(error).__name__})
            else:
                logger.error("a step's outcome could not be stored", exc_info=error)
        if not self._stopping:
            if self._free() == max(self.limit // _REFILL, 1):
                self.wake(0.0)
            elif self._free() == 1:
                self.wake(_REFILL_S)

    async def _run_check(self, claim: Claim) -> None:
        """Move one check on until it has to wait."""
        report: Report | None = None
        if claim.check.stage is Stage.FINISHED:
            report = await outlast(partial(self.queries.report_of, claim.check.id))
        fresh = False
        moving = _Moving(claim)
        while True:
            try:
                transition = await outlast(partial(self._step, moving, fresh=fresh, report=report))
            except NotAPictureError:
                await self.repository.discard(moving.claim)
                self.wake(0.0)
                return
            except ThreadGoneError:
                await self._forget(claim.check.post)
                return
            except (LeaseLostError, _StoppingError):
                return
            try:
                await outlast(partial(self._apply, moving, transition))
            except LeaseLostError:
                await self._withdraw(moving.claim, transition)
                return
            claim = moving.claim
            await self._wake_held(claim, transition)
            report = transition.report or report
            fresh = True
            if transition.due_in_s != 0:
                self.wake(transition.due_in_s or 0.0)
                return
            # What is about to be posted is stored as such: stopping here would leave it in doubt.
            if self._stopping and not claim.delivering:
                return

    async def _apply(self, moving: "_Moving", transition: Transition) -> None:
        before, started = moving.claim, moving.since
        moving.claim, moving.since = await self.repository.apply(before, transition), time.monotonic()
        self._record(before, moving.claim, transition, moving.since - started)

    async def _wake_held(self, claim: Claim, transition: Transition) -> None:
        """Where a reply has gone through, those that Slack refused before may go through too."""
        post = claim.check.post
        if transition.refused and len(self._held) < _MOST_HELD:
            self._held.add((post.team_id, post.channel_id))
        elif transition.reply_ts and (post.team_id, post.channel_id) in self._held:
            self._held.discard((post.team_id, post.channel_id))
            if await self.repository.wake_held(team_id=post.team_id, channel_id=post.channel_id):
                self.wake(0.0)

    async def _forget(self, post: Post) -> None:
        """The message that asked is gone from Slack, and with it goes all that it led to."""
        logger.info("a post was forgotten: its thread is gone", extra={"post": post.id})
        progress_ts = await self.deletion.forget_message(
            team_id=post.team_id, channel_id=post.channel_id, message_ts=post.message_ts
        )
        if progress_ts:
            try:
                await self.steps.announcer.withdraw(post, progress_ts)
            except SlackError as error:
                logger.info("a progress message was left behind", extra={"error": str(error)})

    async def _withdraw(self, claim: Claim, transition: Transition) -> None:
        """A reply to a post that was deleted while it went out goes again."""
        post = claim.check.post
        if transition.reply_ts and await self.queries.is_forgotten(post.id):
            try:
                await self.steps.announcer.withdraw(post, transition.reply_ts)
            except SlackError as error:
                logger.warning("a reply to a deleted post was left behind", extra={"error": str(error)})

    async def _step(self, moving: "_Moving", *, fresh: bool, report: Report | None) -> Transition:
        async def store(transition: Transition) -> None:
            if self._stopping:  # and cut short soon: nothing may be paid for any more
                raise _StoppingError
            await self._apply(moving, transition)

        try:
            plan = await self.planner.plan(moving.claim.check.engine)
            async with self.gate.admitted() if moving.claim.check.stage is Stage.SUBMITTED else nullcontext():
                return await self.steps.advance(moving.claim, store=store, fresh=fresh, report=report, plan=plan)
        except (NotAPictureError, ThreadGoneError, LeaseLostError, _StoppingError):
            raise
        except Exception as error:
            # Before a paid call and before a reply a step may begin again; once they may be out it may not.
            if is_outage(error) and moving.claim.check.stage in _REPEATABLE:
                raise
            return self.steps.recover(moving.claim, error)

    async def _run_post(self, claim: PostClaim) -> None:
        try:
            engine = claim.checks[0].engine if claim.checks else Engine.V2
            plan = await self.planner.plan(engine)
            wait_s = await self.progress.advance(claim, expected_s=plan.expected_s)
        except LeaseLostError:
            return
        if wait_s is not None:
            self.wake(wait_s)

    def _record(self, before: Claim, after: Claim, transition: Transition, seconds: float) -> None:
        stage = before.check.stage
        self.metrics.observe_step(stage, seconds, failed=transition.attempts > before.attempts)
        check = after.check
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
