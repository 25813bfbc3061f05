"""Why something could not be checked, in plain words, and what to do about it."""

from collections.abc import Mapping
from dataclasses import replace

from bot.model import Check, Message, Problem, ProblemKind, Stage
from formatters.actions import RETRY_CHECK
from formatters.blocks import Element, actions, button, confirm, context, section
from formatters.progress import duration
from formatters.report import image_name
from formatters.text import escape, shorten_plain

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
        ProblemKind.TASK_FAILED,
        ProblemKind.EMPTY_REPORT,
        ProblemKind.SUBMIT_UNKNOWN,
        ProblemKind.EXPIRED,
        ProblemKind.CANCELLED,
        ProblemKind.INTERNAL,
    }
)
"""Problems that may be gone the next time; with the others, the same picture and options would fail again."""

_FORMATS = "JPEG, PNG, WEBP, GIF, TIFF, BMP, HEIC or AVIF"
_OPERATOR = "Whoever runs Lookalike"

# {file} is the name in quotes, or "This picture"; the other fields are the problem's details.
_SENTENCES: dict[ProblemKind, str] = {
    ProblemKind.INVALID_OPTION: "“{option}:{value}” does not work: {option} takes {accepted}. "
    "Nothing was sent to Patsnap; please post again with a corrected option.",
    ProblemKind.TOO_MANY_IMAGES: "This post has {count} pictures, and Lookalike checks at most {limit} of one post. "
    "Please post the rest in a new message.",
    ProblemKind.NO_IMAGE: f"There is no picture here to check. Please post one of the product, as {_FORMATS}.",
    ProblemKind.NOT_AN_IMAGE: f"{{file}} is not a picture that Lookalike can read. Please post it as {_FORMATS}.",
    ProblemKind.BROKEN_IMAGE: "{file} is damaged or incomplete and cannot be opened. "
    "Please export it again and post the new file.",
    ProblemKind.IMAGE_TOO_LARGE: "{file} is larger than {limit_mb} MB. "
    "Please post a smaller version; 2,000 pixels on the long side are plenty.",
    ProblemKind.TOO_MANY_PIXELS: "{file} has more than {limit_megapixels} megapixels. "
    "Please post a smaller version; 2,000 pixels on the long side are plenty.",
    ProblemKind.IMAGE_TOO_SMALL: "{file} is only {width} × {height} pixels. "
    "Please post a version with at least {min_side} pixels on each side.",
    ProblemKind.FILE_DELETED: "{file} was deleted before it could be checked. "
    "Please post it again if you still need it.",
    ProblemKind.FILE_EXTERNAL: "{file} is kept outside Slack, where Lookalike cannot read it. "
    "Please upload the picture itself.",
    ProblemKind.FILE_FORBIDDEN: "Slack does not let Lookalike read {file}. "
    "Please ask a workspace admin whether the app is in this channel and may read files, then try again.",
    ProblemKind.FILE_UNAVAILABLE: "Slack did not hand over {file} in time. Please try again in a minute.",
    ProblemKind.SLACK_REFUSED: "Slack refused something that Lookalike needs to do here ({method}: {code}). "
    "Please ask a workspace admin to look into it, then try again.",
    ProblemKind.IMAGE_REFUSED: "Patsnap did not accept {file}, which was sent as a JPG or PNG of at most 4 MB. "
    "Please try another picture of the product.",
    ProblemKind.REJECTED: "Patsnap turned this check down (code {code}): {reason}. "
    "Please try other options or another picture.",
    ProblemKind.UNAVAILABLE: "Patsnap could not be reached, even after several tries. "
    "Please try again in a few minutes.",
    ProblemKind.BAD_RESPONSE: "Patsnap sent an answer that Lookalike could not read. "
    "Please try again in a few minutes.",
    ProblemKind.BAD_CREDENTIALS: f"Patsnap does not accept the key that Lookalike uses (code {{code}}). "
    f"{_OPERATOR} needs to check it; then try again.",
    ProblemKind.NO_PERMISSION: f"Lookalike's Patsnap account has no access to the service it needs ({{api}}). "
    f"{_OPERATOR} needs to have it enabled; then try again.",
    ProblemKind.QUOTA_EXCEEDED: f"Lookalike's Patsnap account has no balance or no calls left. "
    f"{_OPERATOR} needs to top it up; then try again.",
    ProblemKind.CLIENT_EXPIRED: f"Lookalike's Patsnap account has run out. "
    f"{_OPERATOR} needs to renew it; then try again.",
    ProblemKind.DAILY_LIMIT: "Today's Patsnap checks are used up. Please try again tomorrow.",
    ProblemKind.TASK_FAILED: "Patsnap began the comparison but could not finish it. "
    "Please try again; that makes another paid call.",
    ProblemKind.EMPTY_REPORT: "Patsnap finished, but its report was empty, so there is no result. "
    "Please try again; that makes another paid call.",
    ProblemKind.SUBMIT_UNKNOWN: "The connection broke while the picture went to Patsnap, so nobody knows whether the "
    "check began. Patsnap may have charged for it; checking again makes another paid call.",
    ProblemKind.EXPIRED: "Patsnap gave no answer within {time}. Please try again: Lookalike first looks whether the "
    "report has come in since.",
    ProblemKind.CANCELLED: "This check was cancelled, so there is no report. Try again whenever you like.",
    ProblemKind.INTERNAL: "Something went wrong inside Lookalike. Please try again; if it happens twice, tell "
    "whoever runs Lookalike the number {error_id}.",
}

# What stands in for a detail that did not come.
_UNKNOWN: Mapping[str, str] = {
    "option": "this option",
    "accepted": "another value",
    "count": "too many",
    "limit": "10",
    "limit_mb": "50",
    "limit_megapixels": "100",
    "width": "a few",
    "height": "a few",
    "min_side": "64",
    "code": "unknown",
    "reason": "no reason given",
    "method": "a call",
    "api": "name unknown",
    "error_id": "unknown",
}

_EMOJI = {Stage.EXPIRED: "⌛", Stage.CANCELLED: "🚫"}
_KIND_OF_STAGE = {Stage.EXPIRED: ProblemKind.EXPIRED, Stage.CANCELLED: ProblemKind.CANCELLED}


def describe(problem: Problem) -> str:
    """What happened and what to do, in one or two sentences.

    Plain text, on one line and without control characters: fit for a terminal, to be escaped for Slack.
    """
    details = {name: shorten_plain(value, 300).rstrip(" .") for name, value in problem.details.items()}
    details = {name: value for name, value in details.items() if value}
    fields = {
        "value": "",
        **_UNKNOWN,
        **details,
        "file": f"“{shorten_plain(details['name'], 120)}”" if "name" in details else "this picture",
        "time": _time(details.get("timeout_s", "")),
    }
    sentence = _SENTENCES[problem.kind].format_map(fields)
    return sentence[0].upper() + sentence[1:]


def format_problem(check: Check) -> Message:
    """The reply that ends a check without a report, with a button where trying again may help."""
    problem = _problem(check)
    text, block = _sentence(check, problem)
    blocks = [block, actions(_retry(check, problem.kind))] if problem.kind in RETRIABLE else [block]
    return Message(text=text, blocks=tuple(blocks))


def format_retried(check: Check) -> Message:
    """The same reply once its button was pressed: no second press, and a sign that the first one worked."""
    text, block = _sentence(check, _problem(check))
    again = "Trying again…"
    return Message(text=f"{text}\n{again}", blocks=(block, context(again)))


def format_not_found() -> Message:
    """The answer, for one person, to a button whose check is gone or belongs to somebody else."""
    text = "This check is no longer here, so there is nothing to show. Please post the picture again to check it anew."
    return Message(text=text, blocks=(section(text),))


def _problem(check: Check) -> Problem:
    kind = _KIND_OF_STAGE.get(check.stage, ProblemKind.INTERNAL)
    problem = check.problem or Problem(kind, {"error_id": check.id} if kind is ProblemKind.INTERNAL else {})
    name = ", ".join(view.name for view in check.views if view.name)
    if problem.details.get("name") or not name:
        return problem
    return replace(problem, details={**problem.details, "name": name})


def _sentence(check: Check, problem: Problem) -> tuple[str, Element]:
    sentence = escape(describe(problem))
    emoji = _EMOJI.get(check.stage, "❗")
    name = image_name(check)
    if "{file}" in _SENTENCES[problem.kind]:  # the sentence says the name
        name = f"Image {check.position + 1}" if check.position else ""
    text = f"{name}: {sentence}" if name else sentence
    return text, section(f"{emoji} *{name}*\n{sentence}" if name else f"{emoji} {sentence}")


def _retry(check: Check, kind: ProblemKind) -> Element:
    if kind is not ProblemKind.SUBMIT_UNKNOWN:
        return button("Try again", action_id=RETRY_CHECK, value=check.id)
    return button(
        "Check again",
        action_id=RETRY_CHECK,
        value=check.id,
        confirm=confirm(
            title="Check again?",
            text="Patsnap may have charged for the first try. Checking again makes another paid call.",
            confirm="Check again",
            deny="Not now",
        ),
    )


def _time(timeout_s: str) -> str:
    try:
        return duration(float(timeout_s))
    except (ValueError, OverflowError):
        return "the time allowed"
