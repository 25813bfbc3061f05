"""Why an option is not followed, in words."""

from collections.abc import Mapping

from bot.model import Problem
from bot.model.option import OptionFault, OptionPlace
from formatters.text import shorten_plain

_FAULTS: dict[OptionFault, str] = {
    OptionFault.MISSING: "nothing stands behind it; it takes {accepted}",
    OptionFault.WRONG: "it does not know “{value}”{meant}; it takes {accepted}",
    OptionFault.UNSURE: "is “{value}” {nearest}, or a word? Please write codes in capitals, or put commas between them",
    OptionFault.LEFT_OVER: "“{value}” stands behind its value, and may or may not belong to it{meant}; it takes "
    "{accepted}, and anything else belongs on a line of its own",
    OptionFault.UNFIT: "“{value}” does not fit here; it takes {accepted}",
    OptionFault.TWICE: "it is given twice, with two values; please give one",
    OptionFault.TOO_LONG: "“{value}” is too long; it takes {accepted}",
    OptionFault.FUTURE: "“{value}” is still to come; it takes {accepted}",
}

_CORRECTION = {
    OptionPlace.POST: "Nothing was sent to Patsnap; to put it right, mention Lookalike in this thread with the right "
    "option, and the picture is checked",
}
_NOTHING_SENT = "Nothing was sent to Patsnap"


def describe_fault(problem: Problem) -> str:
    """What is wrong with the value of an option, and what it takes: a clause without its option, on one line."""
    details = {name: shorten_plain(value, 300).rstrip(" .") for name, value in problem.details.items()}
    return _FAULTS[_fault(details)].format(
        value=details.get("value") or "this",
        accepted=details.get("accepted") or "another value",
        nearest=details.get("nearest") or "a value",
        meant=suggestion(details),
    )


def suggestion(details: Mapping[str, str]) -> str:
    """`` (did you mean Germany?)``, or nothing."""
    nearest = shorten_plain(details.get("nearest", ""), 80)
    return f" (did you mean {nearest}?)" if nearest else ""


def how_to_correct(details: Mapping[str, str]) -> str:
    """That nothing was paid, and how the option is put right, as a sentence without its end."""
    try:
        return _CORRECTION[OptionPlace(details.get("place", ""))]
    except ValueError:
        return _NOTHING_SENT


def _fault(details: Mapping[str, str]) -> OptionFault:
    """A fault of another version is told as a wrong word."""
    try:
        return OptionFault(details.get("fault", ""))
    except ValueError:
        return OptionFault.WRONG
