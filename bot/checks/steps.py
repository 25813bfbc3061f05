"""The steps of the state machine: from one stored stage to the next.

    received -> prepared -> submitting -> submitted -> finished | failed | expired     (any but the ends -> cancelled)
       download,    (its turn at   submit      poll                                each end -> its one reply
       normalise,    Patsnap has
       upload        come)

A step returns a Transition and stores nothing itself. ``submitting`` is stored between the turn for the paid call and
the call: a check that only waits for its turn is in no doubt when the process dies, and one that is found submitting by
a worker without the turn may have been paid for, and is never submitted again. What a step raises becomes a Transition
too, in ``after_error``.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bot.checks import retry_policy
from bot.checks.merge_reports import merge_reports, seen_in
from bot.checks.polling.next_poll import Plan
from bot.checks.ports import Files, Findings, Normaliser, Patents
from bot.checks.prepared import prepared
from bot.checks.reply import ReplySteps, has_a_turn
from bot.checks.retry_policy import elapsed_s, expired, failed, lost_task
from bot.checks.reuse import Reuse
from bot.checks.spending import Spending, unsubmitted_of
from bot.checks.transition import Claim, Transition
from bot.errors import BadResponse, Rejected
from bot.model import Check, Problem, ProblemKind, Report, Stage, View
from bot.patsnap import Turn

logger = logging.getLogger(__name__)

_UPLOAD_MARGIN_S = 600.0
"""An upload that has less than this to live is not submitted any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """Moves one claimed check one step.

    Attributes:
        timeout_s: from the submit until the check expires.
        doubt_s: how long a submit that was found without its worker may still be answered for.
    """

    files: Files
    normaliser: Normaliser
    patents: Patents
    spending: Spending
    findings: Findings
    replies: ReplySteps
    reuse: Reuse
    timeout_s: float
    doubt_s: float

    async def advance(
        self, claim: Claim, plan: Plan, *, previous: Transition | None, report: Report | None
    ) -> Transition:
        """One step.

        Args:
            plan: when to ask for a task of this engine.
            previous: what this worker stored a moment ago, so that nothing can have happened since; None for a check
                that it has just claimed.
            report: the check's report, if it has ended with one.

        Raises:
            NotAPictureError: the check is to be dropped.
            ThreadGoneError: the whole post is to be forgotten.
            Exception: whatever went wrong; see ``after_error``.
        """
        return _in_turn(claim.check, await self._advance(claim, plan, previous, report))

    async def _advance(
        self, claim: Claim, plan: Plan, previous: Transition | None, report: Report | None
    ) -> Transition:
        match claim.check.stage:
            case Stage.RECEIVED:
                return await self._prepare(claim)
            case Stage.PREPARED:
                return await self._make_ready(claim)
            case Stage.SUBMITTING if previous and previous.turn:
                return await self._submit(claim, plan, previous.turn, found=previous.found or "")
            case Stage.SUBMITTING:
                await asyncio.sleep(self.doubt_s)
                return failed(Problem(ProblemKind.SUBMIT_UNKNOWN))
            case Stage.SUBMITTED:
                return await self._poll(claim, plan)
            case _:
                return await self.replies.deliver(claim, previous, report)

    def after_error(self, claim: Claim, error: Exception) -> Transition:
        """What becomes of a check whose step raised: a retry, or a failure that a person learns of."""
        if claim.check.stage.is_end:
            # Whatever it was, whether an earlier try posted the reply is as unknown as it was.
            return self.replies.undelivered(claim, error, delivering=None)
        return _in_turn(claim.check, retry_policy.after_error(claim, error, timeout_s=self.timeout_s))

    async def _prepare(self, claim: Claim) -> Transition:
        """Bring the next view to Patsnap; views that are there already cost nothing again."""
        check = claim.check
        missing = [view for view in self._unsubmitted(check) if not _is_uploaded(view, claim.now)]
        if not missing:
            return await self._reused(check)
        view = missing[0]
        named, picture = await prepared(view, self.files, self.normaliser, blank_too=check.insisted)
        if known := await self.reuse.known(check, picture.fingerprint, named.posted_sha256):
            return replace(failed(known), view=named)
        # What could not be submitted need not be uploaded. What is wrong with the picture a person learns before that.
        await self.spending.require(check)
        upload = await self.patents.upload_image(picture.data, picture.content_type, named.name)
        uploaded = replace(
            named,
            upload_url=upload.url,
            upload_expires_at=datetime.fromtimestamp(claim.now + upload.expires_in_s, UTC),
        )
        return Transition(
            stage=Stage.PREPARED if len(missing) == 1 else Stage.RECEIVED,
            due_in_s=0,
            view=uploaded,
            fingerprint=picture.fingerprint if len(check.views) == 1 else None,
        )

    async def _reused(self, check: Check) -> Transition:
        """All is at Patsnap already; it may be known what comes of it, too."""
        fingerprint = await self.reuse.of_file(check)
        if known := await self.reuse.known(check, fingerprint, check.views[0].posted_sha256):
            return failed(known)
        return Transition(stage=Stage.PREPARED, due_in_s=0, fingerprint=fingerprint)

    async def _make_ready(self, claim: Claim) -> Transition:
        """Take the turn for the paid call, once everything is known that has to be known before."""
        check = claim.check
        if check.submitted_at is None:
            for view in check.views:
                if view.task_id and not view.reported:
                    return await self._ask_again(check, view)
        unsubmitted = self._unsubmitted(check)
        if not unsubmitted:
            return Transition(stage=Stage.SUBMITTED, due_in_s=0)
        if any(view.is_out_of_reach for view in unsubmitted):
            return failed(Problem(ProblemKind.ADDRESS_NOT_KEPT))
        if any(not _is_uploaded(view, claim.now) for view in unsubmitted):
            return Transition(stage=Stage.RECEIVED, due_in_s=0, attempts=claim.attempts)
        await self.spending.require(check)
        engine = self.patents.engine(check.engine)
        found = await self.findings.found_of(check.id) if engine.searches_first else None
        if engine.searches_first and found is None:
            found = await engine.search([view.upload_url for view in unsubmitted], check.options)
            return Transition(stage=Stage.PREPARED, due_in_s=0, found=found)
        turn = await self.patents.wait_turn(check.engine)
        return Transition(stage=Stage.SUBMITTING, due_in_s=0, attempts=claim.attempts, found=found, turn=turn)

    async def _ask_again(self, check: Check, view: View) -> Transition:
        """The task of an earlier, expired try may have come to an end since: it is asked for before another is paid."""
        try:
            report = await self._ask(check, view)
        except (Rejected, BadResponse) as error:
            if lost_task(error) is None:
                raise
            report = None  # it is gone, or failed: a new one it is
        if report is None:
            return Transition(stage=Stage.PREPARED, due_in_s=0, view=replace(view, task_id=""))
        return await self._reported(check, view, report)

    async def _submit(self, claim: Claim, plan: Plan, turn: Turn, *, found: str) -> Transition:
        """Send the paid call. Nothing else that can fail stands here: whatever does leaves its outcome unknown."""
        check, engine = claim.check, self.patents.engine(claim.check.engine)
        unsubmitted = self._unsubmitted(check)
        views = unsubmitted[: engine.takes_views]
        task_id = await engine.submit([view.upload_url for view in views], check.options, turn=turn, found=found)
        more = len(unsubmitted) > engine.takes_views
        return Transition(
            stage=Stage.PREPARED if more else Stage.SUBMITTED,
            due_in_s=0 if more else plan.next_poll_in_s(0),
            view=replace(views[0], task_id=task_id),
            # Only if one task is all there is does its time tell how long one takes.
            running=check.submitted_at is None and len(views) == len(check.views),
        )

    async def _poll(self, claim: Claim, plan: Plan) -> Transition:
        check = claim.check
        for view in check.views:
            if view.task_id and not view.reported:
                try:
                    report = await self._ask(check, view)
                except (Rejected, BadResponse) as error:
                    if (problem := lost_task(error)) is None:
                        raise
                    # Another try needs another task for this view; those of the others stand.
                    return replace(failed(problem), view=replace(view, task_id=""))
                if report is not None:
                    return await self._reported(check, view, report)
        elapsed = elapsed_s(claim)
        if elapsed >= self.timeout_s:
            return expired(self.timeout_s)
        wait_s = min(plan.next_poll_in_s(elapsed), self.timeout_s - elapsed)
        return Transition(stage=Stage.SUBMITTED, due_in_s=max(wait_s, 0.05), running=True)

    async def _ask(self, check: Check, view: View) -> Report | None:
        engine = self.patents.engine(check.engine)
        found = await self.findings.found_of(check.id) if engine.searches_first else None
        return await engine.poll(view.task_id, found=found or "")

    async def _reported(self, check: Check, view: View, report: Report) -> Transition:
        """One task has answered; with the last one the check is finished."""
        if self.patents.engine(check.engine).takes_views > 1:
            return _finished(seen_in(report, [view.position for view in check.views]))
        stored = await self.findings.view_reports_of(check.id) if len(check.views) > 1 else {}
        reports = {**stored, view.position: report}
        if len(reports) == len(check.views):
            return _finished(merge_reports(reports))
        return Transition(stage=check.stage, due_in_s=0, view=replace(view, reported=True), view_report=report)

    def _unsubmitted(self, check: Check) -> Sequence[View]:
        """The views whose comparison has yet to be paid for."""
        return unsubmitted_of(check, takes_views=self.patents.engine(check.engine).takes_views)


def _in_turn(check: Check, transition: Transition) -> Transition:
    """The end of a check; its reply is announced in the same breath, unless it first has to wait for its turn."""
    if transition.delivering and not check.stage.is_end and has_a_turn(check):
        return replace(transition, delivering=None)
    return transition


def _finished(report: Report) -> Transition:
    return Transition(stage=Stage.FINISHED, due_in_s=0, report=report, delivering=True)


def _is_uploaded(view: View, now: float) -> bool:
    if view.is_on_web:
        return True
    expires_at = view.upload_expires_at
    return expires_at is not None and expires_at.timestamp() - now > _UPLOAD_MARGIN_S
