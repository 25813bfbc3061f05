"""What Ctrl+C leaves behind: which searches have been paid for, and which were not even begun."""

from collections.abc import Sequence
from enum import StrEnum

from bot.languages import Translator
from bot.model import Stage

STOPPED = 130
"""The exit code: 128 and the number of SIGINT, as in any shell."""


class Paid(StrEnum):
    """Whether the search of a picture that was stopped has been paid for."""

    YES = "yes"
    PERHAPS = "perhaps"
    NO = "no"


_PAID = {Stage.SUBMITTED: Paid.YES, Stage.SUBMITTING: Paid.PERHAPS}


class StoppedError(Exception):
    """Ctrl+C ended the check of a picture."""

    def __init__(self, stage: Stage) -> None:
        self.paid = _PAID.get(stage, Paid.NO)
        super().__init__(f"paid: {self.paid}")


def describe_stop(tr: Translator, stopped: Sequence[tuple[str, StoppedError]]) -> list[str]:
    """A line for each kind of outcome, with the names of the pictures that cost something.

    Args:
        stopped: names and errors.
    """
    named = {paid: [name for name, error in stopped if error.paid is paid] for paid in Paid}
    lines = []
    if names := named[Paid.YES]:
        lines.append(tr("check-stop-paid", names=tr("list-separator").join(names)))
    if names := named[Paid.PERHAPS]:
        lines.append(tr("check-stop-perhaps", names=tr("list-separator").join(names)))
    if names := named[Paid.NO]:
        lines.append(tr("check-stop-not-paid", count=len(names)))
    return lines
