"""A claim on a row, and what becomes of it."""

from dataclasses import dataclass
from datetime import datetime

from bot.model import Check, Post, Problem, ProblemKind, Report, Stage, View
from bot.model.fingerprint import Fingerprint
from bot.patsnap import Turn


class LeaseLostError(Exception):
    """Somebody else moves this row now: a cancel, a deletion, or another worker after the lease ran out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A check that this worker alone may move, as long as the lease holds.

    Attributes:
        now: the database's time of the claim or the last transition, in seconds since the epoch.
        attempts: failed tries of the present step.
        announced_at: since when the reply may have been posted, in seconds since the epoch; None if it was not.
        missed_at: when the reply was first looked for and not seen, by Slack's clock; None if it was not.
        good_until: by ``time.monotonic``: nothing may be posted later without asking the database again.
    """

    check: Check
    lease: str
    now: float
    attempts: int
    announced_at: float | None
    missed_at: float | None
    good_until: float

    @property
    def is_delivering(self) -> bool:
        """Whether the reply may have been posted already."""
        return self.announced_at is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class PostClaim:
    """A post whose progress message and reaction this worker alone may touch.

    Attributes:
        posting: the progress message may have been posted already.
    """

    post: Post
    checks: tuple[Check, ...]
    lease: str
    now: float
    attempts: int
    posting: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """What one step changes, stored in one transaction.

    Attributes:
        due_in_s: when the next step is due; 0 for at once and by the same worker, None for never.
        attempts: failed tries of the step that comes next.
        view: the one view that changed.
        fingerprint: of the check's one picture.
        view_report: the report on ``view`` alone.
        found: what a search before the submit found.
        report: comes with the transition to finished.
        delivering: the reply is about to be posted; False: it certainly was not; None: as before.
        missed_at: as in ``Claim``.
        missing: the reply has been missed for long enough: it was not posted, and is about to be once more.
        reply_ts: the reply has been posted; if the next step is due, that looks for a second one.
        refused: Slack does not take the reply, and a person has to do something about it.
        running: Patsnap said so of the check's task, at the claim's ``now`` or later.
        waits_until: the step met a spent daily limit: when that ends, aware.
        turn: taken for the paid call that comes next; this worker's alone, and not stored.
    """

    stage: Stage
    due_in_s: float | None
    attempts: int = 0
    problem: Problem | None = None
    view: View | None = None
    view_report: Report | None = None
    fingerprint: Fingerprint | None = None
    found: str | None = None
    report: Report | None = None
    delivering: bool | None = None
    missed_at: float | None = None
    missing: bool = False
    reply_ts: str = ""
    refused: bool = False
    running: bool = False
    waits_until: datetime | None = None
    turn: Turn | None = None

    def is_worth_keeping(self, before: Stage) -> bool:
        """Whether it holds what was paid for or posted, or says that nothing was: true whoever holds the lease."""
        is_known = self.problem is None or self.problem.kind is not ProblemKind.SUBMIT_UNKNOWN
        return (before is Stage.SUBMITTING and is_known) or bool(self.view_report or self.report or self.reply_ts)
