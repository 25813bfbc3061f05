"""What Ctrl+C leaves behind: which searches have been paid for, and which were not even begun."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from bot.model import Stage
from formatters.text import count_of

STOPPED = 130
"""The exit code: 128 and the number of SIGINT, as in any shell."""


class Paid(StrEnum):
    """Whether the search of a picture that was stopped has been paid for."""

    YES = "yes"
    PERHAPS = "perhaps"
    NO = "no"


_PAID = {Stage.SUBMITTED: Paid.YES, Stage.SUBMITTING: Paid.PERHAPS}

_SENTENCES: Mapping[Paid, str] = {
    Paid.YES: "Stopped: searched for and paid, and the report not waited for. Checking it again is another paid call.",
    Paid.PERHAPS: "Stopped: its search was on its way, and may have been paid. Checking it again is another paid call.",
    Paid.NO: "Stopped: not searched for yet, and nothing was paid.",
}


class StoppedError(Exception):
    """Ctrl+C ended the check of a picture."""

    def __init__(self, stage: Stage) -> None:
        self.paid = _PAID.get(stage, Paid.NO)
        super().__init__(_SENTENCES[self.paid])


def describe_stop(stopped: Sequence[tuple[str, StoppedError]]) -> list[str]:
    """A line for each kind of outcome, with the names of the pictures that cost something.

    Args:
        stopped: names and errors.
    """
    named = {paid: [name for name, error in stopped if error.paid is paid] for paid in Paid}
    lines = []
    if names := named[Paid.YES]:
        lines.append(
            f"Searched for and paid, without waiting for the report: {', '.join(names)}. "
            "Checking again is another paid call."
        )
    if names := named[Paid.PERHAPS]:
        lines.append(f"On its way when it was stopped, and perhaps paid: {', '.join(names)}.")
    if names := named[Paid.NO]:
        lines.append(f"Not searched for, and not paid: {count_of(len(names), 'picture')}.")
    return lines
