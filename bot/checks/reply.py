"""The steps of a reply: from a check's end to the one message that tells it.

It is announced in the database, posted, and stored as posted. Where the outcome of a post is unknown, the thread is
read; a reply that is missing for long enough is posted again, and of two that turn up one is removed.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.checks.ports import Announcer, Findings
from bot.checks.transition import Claim, Transition
from bot.errors import RATE_LIMITED, TOO_LATE, LookalikeError, SlackError
from bot.model import Check, Report
from bot.net.backoff import delivery_wait_s, turn_wait_s

logger = logging.getLogger(__name__)

_THREAD_S = 300.0
"""A reply that is ready before its thread has been opened is woken once that stands; else it looks again then."""

_LOUD_TRIES = 3
"""After so many, a reply that waits is logged for debugging only."""

_LOOK_AGAIN_S = 0.2
"""Slack's clock is read to the second."""

_SECOND_TRIES = 5

_IN_TURN_S = 60.0
"""A reply waits for those of the pictures before its own for about so long at most."""

_TURN_LOOKS_S = 1.0
"""It looks for them so often."""


class ThreadGoneError(Exception):
    """The message that asked has been deleted, and nobody is left to be told: the post is forgotten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplySteps:
    """Moves the reply of an ended check one step.

    Attributes:
        settle_s: how long, by Slack's clock, a reply whose post had no answer has to be missed before it counts as not
            posted: Slack may carry a post out, or show it, later than it says.
    """

    announcer: Announcer
    findings: Findings
    settle_s: float

    async def deliver(self, claim: Claim, previous: Transition | None, report: Report | None) -> Transition:
        """One step of a check that has ended. Raises ThreadGoneError, SlackError."""
        check = claim.check
        if check.delivered_at:
            return await self._remove_second(claim)
        if not check.post.thread_ts:
            # It may have been opened since the claim; whoever opens it from now on sees that this check has ended.
            thread_ts = await self.findings.thread_of(check.post.id)
            if not thread_ts:
                return Transition(stage=check.stage, due_in_s=_THREAD_S, attempts=claim.attempts)
            check = replace(check, post=replace(check.post, thread_ts=thread_ts, message_ts=thread_ts))
        if claim.announced_at is None:
            return await self._announce(claim)
        # Announced in the very transaction that this worker has just stored: nobody else can have posted it.
        is_fresh = previous is not None and claim.announced_at == claim.now
        is_missing = previous is not None and previous.missing
        if not (is_fresh or is_missing):
            return await self._look(replace(claim, check=check), claim.announced_at)
        try:
            reply_ts = await self.announcer.deliver(check, report, not_after=claim.good_until)
        except SlackError as error:
            return self._after_refusal(claim, error, missed_at=previous.missed_at if previous and is_missing else None)
        return Transition(stage=check.stage, due_in_s=self._again_s if is_missing else None, reply_ts=reply_ts)

    async def _announce(self, claim: Claim) -> Transition:
        stage = claim.check.stage
        if await self._waits_for_earlier(claim):
            return Transition(stage=stage, due_in_s=_TURN_LOOKS_S, attempts=claim.attempts)
        return Transition(stage=stage, due_in_s=0, delivering=True, attempts=claim.attempts)

    async def _waits_for_earlier(self, claim: Claim) -> bool:
        """Whether the reply lets one of an earlier picture of the post go first: they come in the pictures' order."""
        check = claim.check
        if not has_a_turn(check) or check.ended_at is None:
            return False
        # Those who wait for the same picture give up one after the other, in their order.
        longest_s = _IN_TURN_S + check.position * _TURN_LOOKS_S
        return claim.now - check.ended_at.timestamp() <= longest_s and await self.findings.is_earlier_untold(check)

    def _after_refusal(self, claim: Claim, error: SlackError, *, missed_at: float | None) -> Transition:
        """What becomes of a reply that Slack did not take.

        Args:
            missed_at: since when an earlier one, which may have been posted, has been missed.
        """
        if error.thread_is_gone:
            raise ThreadGoneError from error
        # What an earlier try may have posted is as unknown as it was; a refusal is an answer: nothing was posted now.
        announced = None if missed_at is not None or error.may_have_acted else False
        if error.code not in {TOO_LATE, RATE_LIMITED}:
            return self.undelivered(claim, error, delivering=announced)
        # No try has failed. Too late: the database is asked at once whether the reply is still this worker's. Limited:
        # the channel is busy, and when it takes the next message is known. The earlier one has been missed all along.
        wait_s = 0.0
        if error.code == RATE_LIMITED:
            logger.info("reply waits for its turn in the channel", extra={"check": claim.check.id})
            wait_s = turn_wait_s(error.retry_after_s)
        return Transition(
            stage=claim.check.stage,
            due_in_s=wait_s,
            attempts=claim.attempts,
            delivering=announced,
            missed_at=missed_at,
        )

    @property
    def _again_s(self) -> float:
        """So long after a reply of which there may be two, the second one is looked for."""
        return 5 * self.settle_s

    async def _look(self, claim: Claim, announced_at: float) -> Transition:
        """The reply may have been posted: it is looked for, and counts as missing only after some time."""
        stage = claim.check.stage
        look = await self.announcer.look_for_reply(claim.check, since=announced_at)
        if look.found:
            await self._withdraw(claim, look.found[1:])
            return Transition(stage=stage, due_in_s=self._again_s, reply_ts=look.found[0])
        missed_at = look.at if claim.missed_at is None else claim.missed_at
        left_s = self.settle_s - (look.at - missed_at)
        if left_s > 0:
            wait_s = max(left_s, _LOOK_AGAIN_S)
            return Transition(stage=stage, due_in_s=wait_s, attempts=claim.attempts, missed_at=missed_at)
        return Transition(stage=stage, due_in_s=0, attempts=claim.attempts, missing=True, missed_at=missed_at)

    async def _remove_second(self, claim: Claim) -> Transition:
        """Slack may have shown an earlier post of the same reply after all: one of them goes."""
        check = claim.check
        try:
            look = await self.announcer.look_for_reply(check, since=claim.announced_at or claim.now)
            kept = {check.reply_ts} if check.reply_ts in look.found else set(look.found[:1])
            await self._withdraw(claim, [ts for ts in look.found if ts not in kept])
        except SlackError as error:
            if error.may_pass and claim.attempts < _SECOND_TRIES:
                return self.undelivered(claim, error, delivering=None)
            logger.info("whether a reply stands twice is not known", extra={"check": check.id, "error": str(error)})
        return Transition(stage=check.stage, due_in_s=None)

    async def _withdraw(self, claim: Claim, second: Sequence[str]) -> None:
        for ts in second:
            logger.warning("a reply that stands twice is removed", extra={"check": claim.check.id})
            await self.announcer.withdraw(claim.check.post, ts)

    def undelivered(self, claim: Claim, error: Exception, *, delivering: bool | None) -> Transition:
        """A reply waits until it can be delivered."""
        logger.log(
            logging.WARNING if claim.attempts < _LOUD_TRIES else logging.DEBUG,
            "reply not delivered, will try again",
            exc_info=None if isinstance(error, LookalikeError) else error,
            extra={"check": claim.check.id, "error": str(error)},
        )
        return Transition(
            stage=claim.check.stage,
            due_in_s=delivery_wait_s(claim.attempts, error),
            attempts=claim.attempts + 1,
            delivering=delivering,
            missed_at=None if delivering is False else claim.missed_at,
            refused=isinstance(error, SlackError) and not error.may_pass,
        )


def has_a_turn(check: Check) -> bool:
    """Whether its reply may have to wait for those of earlier pictures; what a person asks for again does not."""
    return check.position > 0 and not check.retry_of
