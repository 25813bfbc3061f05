"""The retry policy: what becomes of a check whose step failed at Patsnap, at Slack, or in here. Pure but for its logs.

    what went wrong                   before the submit            the submit                  a running task
    may pass (an outage, too fast)    tried 8 times                tried 8 times, as before    until it expires
    trouble of Patsnap's own          tried 8 times                twice more, minutes apart   until it expires
    the daily limit                   waits until it ends          waits until it ends         waits, one poll more
    no balance, no access             fails                        fails                       until it expires
    refused                           fails                        fails                       fails, see ``lost_task``
    no readable answer                tried 8 times                fails as unknown            tried 8 times
    its answer was lost                                            fails as unknown
    a defect                          tried 3 times                fails as unknown            tried 3 times

A paid task is given up last: a check that waits for one spends next to no calls (the circuit breaker answers for what
would be refused), and may yet end with the report that was paid for. One that is not submitted has lost nothing.
"""

import logging
import secrets
from dataclasses import replace
from datetime import UTC, datetime

from bot.checks.transition import Claim, Transition
from bot.errors import (
    BadCredentials,
    BadResponse,
    DailyLimit,
    LookalikeError,
    QuotaExceeded,
    Rejected,
    ServiceFailed,
    SlackError,
    Unavailable,
)
from bot.model import Problem, ProblemKind, Stage
from bot.net.backoff import backoff_s

logger = logging.getLogger(__name__)

_MAX_TRIES = 8
_MAX_UNFORESEEN_TRIES = 3
_SUBMIT_AGAIN_S = (120.0, 300.0)
"""When a submit is tried again that Patsnap's own trouble refused: each try is a task paid for, should it be wrong."""

_MAX_BACKOFF_S = 60.0
_MAX_POLL_BACKOFF_S = 15.0
"""Somebody waits for this answer, and it may be there as soon as Patsnap is."""

_MAX_ASKED_S = 3600.0
"""No ``Retry-After`` is believed beyond this: all tries together end before the upload they would submit."""

_LAST_LOOK_S = 0.05
_LIMIT_LASTS_S = 3600.0
_SHORTEST_WAIT_S = 0.5
_LIMIT_SPREAD = 0.1
_LIMIT_SPREAD_S = 600.0
"""After a daily limit checks go on one by one: spread over a tenth of the time they waited, and ten minutes at most."""

_NO_SUCH_TASK = frozenset({68300004, 68300007})
"""What Patsnap says to a task id that it does not know, or no longer."""


def lost_task(error: Rejected | BadResponse) -> Problem | None:
    """Why a task will never answer, so that another try needs another one; None if it may still be asked for."""
    match error.problem.kind:
        case ProblemKind.TASK_FAILED | ProblemKind.EMPTY_REPORT:
            return error.problem
        case ProblemKind.REJECTED if error.code in _NO_SUCH_TASK:
            return Problem(ProblemKind.TASK_FAILED, {"code": str(error.code)})
    return None


def failed(problem: Problem) -> Transition:
    return Transition(stage=Stage.FAILED, due_in_s=0, problem=problem, delivering=True)


def expired(timeout_s: float) -> Transition:
    problem = Problem(ProblemKind.EXPIRED, {"timeout_s": f"{timeout_s:.0f}"})
    return Transition(stage=Stage.EXPIRED, due_in_s=0, problem=problem, delivering=True)


def elapsed_s(claim: Claim) -> float:
    """Seconds since the submit; 0 before it, also if the clock has been set back since."""
    submitted_at = claim.check.submitted_at
    return max(claim.now - submitted_at.timestamp(), 0.0) if submitted_at else 0.0


def after_error(claim: Claim, error: Exception, *, timeout_s: float) -> Transition:
    """A retry, or a failure that a person learns of, for a check that has not ended.

    Args:
        timeout_s: from the submit until the check expires.
    """
    if isinstance(error, DailyLimit):
        return _wait_for_limit(claim, error)
    left_s = timeout_s - elapsed_s(claim)
    is_running = claim.check.stage is Stage.SUBMITTED
    # Waiting for a daily limit may have used the time up, and is not the check's fault: one poll more may fail.
    if is_running and left_s <= 0 and not claim.check.waits_until:
        return expired(timeout_s)
    if not isinstance(error, LookalikeError):
        return _unforeseen(claim, error)
    return _of_running(claim, error, left_s) if is_running else _of_others(claim, error)


def _of_running(claim: Claim, error: LookalikeError, left_s: float) -> Transition:
    match error:
        case BadCredentials() | QuotaExceeded() | Unavailable() | SlackError():
            return _again(claim, error, left_s=left_s)
        case Rejected():  # of the request, not of the task, which may be asked for again
            return failed(Problem(ProblemKind.BAD_RESPONSE, error.problem.details))
    return _of_others(claim, error)


def _of_others(claim: Claim, error: LookalikeError) -> Transition:
    if claim.check.stage is Stage.SUBMITTING and isinstance(error, ServiceFailed):
        return _submit_again(claim, error)
    may_pass = isinstance(error, Unavailable | SlackError | BadResponse)
    # A search that found nothing would only find nothing again.
    if may_pass and error.problem.kind is not ProblemKind.EMPTY_REPORT and claim.attempts + 1 < _MAX_TRIES:
        return _again(claim, error)
    return failed(error.problem)


def _submit_again(claim: Claim, error: ServiceFailed) -> Transition:
    if claim.attempts >= len(_SUBMIT_AGAIN_S):
        return failed(error.problem)
    again = _again(claim, error)  # bounds what Patsnap asks for
    return replace(again, due_in_s=max(_SUBMIT_AGAIN_S[claim.attempts], again.due_in_s or 0.0))


def _again(claim: Claim, error: LookalikeError, *, left_s: float | None = None) -> Transition:
    """The same step once more, in ``left_s`` at the latest."""
    check = claim.check
    logger.warning(
        "step failed, will be tried again", extra={"check": check.id, "stage": check.stage, "error": str(error)}
    )
    stage = _stage_before_submit(check.stage)
    asked_s = (error.retry_after_s or 0.0) if isinstance(error, Unavailable | SlackError) else 0.0
    longest_s = _MAX_POLL_BACKOFF_S if stage is Stage.SUBMITTED else _MAX_BACKOFF_S
    wait_s = max(backoff_s(claim.attempts, longest_s=longest_s), min(asked_s, _MAX_ASKED_S))
    if left_s is not None and left_s > 0:
        wait_s = max(min(wait_s, left_s), _LAST_LOOK_S)
    return Transition(stage=stage, due_in_s=wait_s, attempts=claim.attempts + 1)


def _wait_for_limit(claim: Claim, error: DailyLimit) -> Transition:
    """Nothing has failed: the same step is due again when the daily limit has ended, and no try is counted."""
    check = claim.check
    left_s = _LIMIT_LASTS_S if error.retry_after_s is None else error.retry_after_s
    spread_s = min(left_s * _LIMIT_SPREAD, _LIMIT_SPREAD_S) * secrets.randbelow(1000) / 1000
    logger.warning("waits for a daily limit to end", extra={"check": check.id, "seconds": round(left_s)})
    return Transition(
        stage=_stage_before_submit(check.stage),
        due_in_s=max(left_s + spread_s, _SHORTEST_WAIT_S),
        waits_until=datetime.fromtimestamp(claim.now + left_s, UTC),
    )


def _stage_before_submit(stage: Stage) -> Stage:
    """A submit that Patsnap turned down was none: the next try starts from the stage before."""
    return Stage.PREPARED if stage is Stage.SUBMITTING else stage


def _unforeseen(claim: Claim, error: Exception) -> Transition:
    """A defect, or a machine in trouble: tried a few times, then told with an id that is logged too."""
    check = claim.check
    error_id = secrets.token_hex(4)
    logger.error("unforeseen error %s", error_id, exc_info=error, extra={"check": check.id})
    if check.stage is Stage.SUBMITTING:
        return failed(Problem(ProblemKind.SUBMIT_UNKNOWN))
    if claim.attempts + 1 >= _MAX_UNFORESEEN_TRIES:
        return failed(Problem(ProblemKind.INTERNAL, {"error_id": error_id}))
    wait_s = backoff_s(claim.attempts, longest_s=_MAX_BACKOFF_S)
    return Transition(stage=check.stage, due_in_s=wait_s, attempts=claim.attempts + 1)
