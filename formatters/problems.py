"""Why something could not be checked, in plain words, and what to do about it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from bot.languages import Translator
from bot.model import Check, Message, Problem, ProblemKind, Stage
from bot.model.costs import Cost, Period, Scope
from bot.model.number import NUMBER_EXAMPLES
from bot.model.problem import NOT_WORTH_A_CALL
from formatters.actions import RETRY_CHECK
from formatters.blocks import Element, actions, button, confirm, context, section
from formatters.dates import local_time
from formatters.options import describe_fault, how_to_correct, option_name, suggestion
from formatters.progress import duration
from formatters.report import image_name
from formatters.text import escape, shorten_plain
from formatters.text import link as make_link

RETRIABLE: frozenset[ProblemKind] = frozenset(
    {
        ProblemKind.FILE_FORBIDDEN,
        ProblemKind.FILE_UNAVAILABLE,
        ProblemKind.SLACK_REFUSED,
        ProblemKind.UNAVAILABLE,
        ProblemKind.BAD_RESPONSE,
        ProblemKind.BAD_CREDENTIALS,
        ProblemKind.NO_PERMISSION,
        ProblemKind.QUOTA_EXCEEDED,
        ProblemKind.CLIENT_EXPIRED,
        ProblemKind.DAILY_LIMIT,
        ProblemKind.CAP_REACHED,
        ProblemKind.TASK_FAILED,
        ProblemKind.EMPTY_REPORT,
        ProblemKind.SUBMIT_UNKNOWN,
        ProblemKind.EXPIRED,
        ProblemKind.CANCELLED,
        ProblemKind.RESTARTING,
        ProblemKind.INTERNAL,
    }
)
"""Problems that may be gone the next time; with the others, the same picture and options would fail again."""

_DEFAULTS: Mapping[str, str] = {
    "limit": "10",
    "limit_mb": "50",
    "limit_megapixels": "100",
    "min_side": "64",
    "scope": Scope.WORKSPACE,
    "counted": Cost.SUBMIT,
    "period": Period.DAY,
    "setting": "LOOKALIKE_CAP_…",
}
"""What stands in for a detail that did not come."""

_UNKNOWN = ("option", "numbers", "count", "width", "height", "code", "reason", "method", "api", "error_id")
"""Details that are said to be unknown if they did not come."""

_EMOJI = {Stage.EXPIRED: "⌛", Stage.CANCELLED: "🚫"}
_KIND_OF_STAGE = {Stage.EXPIRED: ProblemKind.EXPIRED, Stage.CANCELLED: ProblemKind.CANCELLED}


def describe(tr: Translator, problem: Problem) -> str:
    """What happened and what to do, in one or two sentences.

    Plain text, on one line and without control characters: fit for a terminal, to be escaped for Slack.
    """
    details = {name: shorten_plain(value, 300).rstrip(" .。") for name, value in problem.details.items()}
    details = {name: value for name, value in details.items() if value}
    sentence = tr(f"problem-{problem.kind.replace('_', '-')}", **_values(tr, problem, details))
    return sentence[0].upper() + sentence[1:]


def said(tr: Translator, problem: Problem) -> str:
    """``describe`` as mrkdwn, in which Slack shows a moment in each reader's own time."""
    sentence = escape(describe(tr, problem))
    until = _until(problem.details)
    return sentence if until is None else sentence.replace(tr.utc_time(until), local_time(tr, until))


def format_problem(tr: Translator, check: Check, *, link: str = "") -> Message:
    """The reply that ends a check without a report, with a button if trying again may help.

    Args:
        link: where the report stands that the picture has already; empty for none.
    """
    problem = _problem(check)
    if problem.kind in NOT_WORTH_A_CALL:
        return _quietly(tr, check, problem, link)
    text, block = _sentence(tr, check, problem)
    if problem.kind not in RETRIABLE:
        return Message(text=text, blocks=(block,))
    if any(view.is_out_of_reach and not view.task_id for view in check.views):
        why = describe(tr, Problem(ProblemKind.ADDRESS_NOT_KEPT))
        return Message(text=f"{text}\n{why}", blocks=(block, context(why)))
    return Message(text=text, blocks=(block, actions(_retry(tr, check, problem.kind))))


def format_retried(tr: Translator, check: Check) -> Message:
    """The same reply once its button was pressed: no second press, and a sign that the first one worked."""
    problem = _problem(check)
    text, block = _sentence(tr, check, problem)
    if problem.kind in NOT_WORTH_A_CALL:
        text = said(tr, problem)
        return Message(text=f"{text}\n{tr('anyway-pressed')}", blocks=(context(text), context(tr("anyway-pressed"))))
    again = tr("retry-pressed")
    return Message(text=f"{text}\n{again}", blocks=(block, context(again)))


def format_retracted(tr: Translator) -> Message:
    """What is left of a reply once its picture, and the report with it, has been deleted."""
    text = tr("reply-retracted")
    return Message(text=text, blocks=(context(text),))


def format_refusal(tr: Translator, problem: Problem) -> Message:
    """The answer, for one person, to a command or a shortcut that cannot be carried out."""
    sentence = said(tr, problem)
    return Message(text=sentence, blocks=(section(sentence),))


def format_not_found(tr: Translator) -> Message:
    """The answer, for one person, to a button whose check is gone or belongs to somebody else."""
    text = tr("check-gone")
    return Message(text=text, blocks=(section(text),))


def _quietly(tr: Translator, check: Check, problem: Problem, link: str) -> Message:
    """Why nothing was sent, in one line, and the button that sends it anyway: once, however often it is pressed."""
    line = said(tr, problem)
    if link:
        line = tr("checked-before-link", sentence=line, report=make_link(link, tr("checked-before-report")))
    name = shorten_plain(_name(check), 80)
    anyway = button(
        tr("anyway-button"),
        action_id=RETRY_CHECK,
        value=check.id,
        label=tr("anyway-label", name=name) if name else "",
    )
    return Message(text=line, blocks=(context(line), actions(anyway)))


def _values(tr: Translator, problem: Problem, details: Mapping[str, str]) -> dict[str, str]:
    """All that a sentence may ask for; what did not come has a word that stands in for it."""
    name, option, typed, address = (details.get(detail, "") for detail in ("name", "option", "typed", "address"))
    is_value, until = problem.kind is ProblemKind.INVALID_OPTION, _until(details)
    values = {detail: tr(f"detail-{detail.replace('_', '-')}") for detail in _UNKNOWN}
    values |= {**_DEFAULTS, **details}
    return values | {
        "file": tr("picture-named", name=shorten_plain(name, 120)) if name else tr("picture-unnamed"),
        "option": option_name(tr, option) if is_value and option else values["option"],
        "fault": describe_fault(tr, problem) if is_value else "",
        "meant": suggestion(tr, details),
        "accepted": _names(tr, details.get("accepted", "")),
        "correction": how_to_correct(tr, details),
        "number": tr("number-quoted", typed=shorten_plain(typed, 120)) if typed else tr("number-none"),
        "where": tr("address-quoted", address=shorten_plain(address, 200)) if address else tr("address-none"),
        "why": _why(tr, problem.kind, details),
        "examples": _examples(tr, details.get("country", "")),
        "allows": "nothing" if details.get("limit") == "0" else "some",
        "form": details["form"].upper() if "form" in details else "unknown",
        "until": "unknown" if until is None else tr.utc_time(until),
        "day": _day(tr, details.get("at", "")),
        "time": _time(tr, details.get("timeout_s", "")),
    }


def _names(tr: Translator, accepted: str) -> str:
    """The names of options, of which the details have a list; other text is left as it is."""
    names = accepted.split(", ") if accepted else [tr("detail-accepted")]
    return tr("list-separator").join(option_name(tr, name) for name in names)


def _problem(check: Check) -> Problem:
    kind = _KIND_OF_STAGE.get(check.stage, ProblemKind.INTERNAL)
    problem = check.problem or Problem(kind, {"error_id": check.id} if kind is ProblemKind.INTERNAL else {})
    name = _name(check)
    if problem.details.get("name") or not name:
        return problem
    return replace(problem, details={**problem.details, "name": name})


def _name(check: Check) -> str:
    return ", ".join(view.name for view in check.views if view.name)


def _sentence(tr: Translator, check: Check, problem: Problem) -> tuple[str, Element]:
    sentence = said(tr, problem)
    emoji = _EMOJI.get(check.stage, "❗")
    name = image_name(tr, check)
    if "file" in tr.catalogue.parameters(f"problem-{problem.kind.replace('_', '-')}"):  # the sentence says the name
        name = tr("picture-number", number=check.number) if check.number else ""
    text = tr("picture-said", name=name, sentence=sentence) if name else sentence
    return text, section(f"{emoji} *{name}*\n{sentence}" if name else f"{emoji} {sentence}")


def _retry(tr: Translator, check: Check, kind: ProblemKind) -> Element:
    name = shorten_plain(_name(check), 80)
    label = tr("retry-label", name=name) if name else ""
    if kind is not ProblemKind.SUBMIT_UNKNOWN:
        return button(tr("retry-button"), action_id=RETRY_CHECK, value=check.id, label=label)
    return button(
        tr("retry-button-paid"),
        action_id=RETRY_CHECK,
        value=check.id,
        label=tr("retry-label-paid", name=name) if name else "",
        confirm=confirm(
            title=tr("retry-title"), text=tr("retry-text"), confirm=tr("retry-confirm"), deny=tr("retry-deny")
        ),
    )


def _why(tr: Translator, kind: ProblemKind, details: Mapping[str, str]) -> str:
    """Why a text cannot be a number or an address; a fault of another version is left unnamed."""
    what, fault = "number" if kind is ProblemKind.INVALID_NUMBER else "address", details.get("fault", "")
    if not tr.has(f"{what}-fault-{fault.replace('_', '-')}"):
        fault = "other"
    country = details.get("country", "")
    values = {
        "country": tr.country(country) if country else tr("number-country"),
        "expected": details.get("expected") or tr("number-expected"),
    }
    return tr(f"{what}-fault-{fault.replace('_', '-')}", **values)


def _examples(tr: Translator, country: str) -> str:
    """How designs are numbered: in that country if it is a known one, else in the usual ones."""
    if country in NUMBER_EXAMPLES:
        return tr("number-examples-country", country=tr.country(country), example=NUMBER_EXAMPLES[country])
    *others, last = NUMBER_EXAMPLES.values()
    return tr("number-examples", examples=tr("list-separator").join(others), last=last)


def _until(details: Mapping[str, str]) -> datetime | None:
    try:
        return datetime.fromtimestamp(float(details["until"]), UTC)
    except (KeyError, ValueError, OverflowError, OSError):
        return None


def _day(tr: Translator, at: str) -> str:
    try:
        return tr.day(datetime.fromtimestamp(float(at), UTC))
    except (ValueError, OverflowError, OSError):
        return "unknown"


def _time(tr: Translator, timeout_s: str) -> str:
    try:
        return duration(tr, float(timeout_s))
    except (ValueError, OverflowError):
        return "unknown"
