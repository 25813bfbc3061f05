"""Why something could not be checked, in plain words, and what to do about it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from bot.model import AddressFault, Check, Message, NumberFault, Problem, ProblemKind, Stage
from bot.model.countries import country_name
from bot.model.number import NUMBER_EXAMPLES
from formatters.actions import RETRY_CHECK
from formatters.blocks import Element, actions, button, confirm, context, section
from formatters.dates import local_time, utc_time
from formatters.options import describe_fault, how_to_correct, suggestion
from formatters.progress import duration
from formatters.report import image_name
from formatters.text import escape, join_words, shorten_plain

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
        ProblemKind.RESTARTING,
        ProblemKind.INTERNAL,
    }
)
"""Problems that may be gone the next time; with the others, the same picture and options would fail again."""

_FORMATS = "JPEG, PNG, WEBP, GIF, TIFF, BMP, HEIC or AVIF"
_OPERATOR = "Whoever runs Lookalike"

# {file} is the name in quotes, or "This picture"; the other fields are the problem's details.
_SENTENCES: dict[ProblemKind, str] = {
    ProblemKind.INVALID_OPTION: "The option {option} is not clear: {option_fault}. {correction}.",
    ProblemKind.UNKNOWN_OPTION: "“{option}” is no option here{meant}: options are {accepted}. {correction}.",
    ProblemKind.TOO_MANY_IMAGES: "This post has {count} pictures, and Lookalike checks at most {limit} of one post. "
    "Please post the rest in a new message.",
    ProblemKind.NO_IMAGE: f"There is no picture here to check. Please post one of the product, as {_FORMATS}.",
    ProblemKind.NO_FORWARDED_IMAGE: "Slack shows Lookalike no picture in the forwarded message. "
    "If there is one, please post the picture itself.",
    ProblemKind.POSTED_BY_APP: "A workflow or another app posted this, which Lookalike checks only where a person "
    "asks. To have it checked, mention Lookalike in this thread, or pick “Check for design patents” from the post's "
    "menu.",
    ProblemKind.ALREADY_CHECKED: "The picture above has been checked already, or is being checked now. "
    "The answer is in this thread; under an answer that failed there is a button to try again.",
    ProblemKind.THREAD_UNREADABLE: "Slack did not show Lookalike what stands above in this thread. "
    "Please mention it once more in a minute.",
    ProblemKind.NOT_IN_CHANNEL: "Lookalike is not in this conversation, and so can neither read pictures nor answer. "
    "Please invite it (type /invite and its name) and try again, or post the picture in a channel where it is.",
    ProblemKind.SILENT_HERE: "This channel is shared with another organisation, and Lookalike stays silent here until "
    "somebody of your workspace types /lookalike on.",
    ProblemKind.CHANNEL_UNKNOWN: "Slack did not say whether this channel is shared with another organisation. "
    "Please try again in a minute.",
    ProblemKind.INVALID_ADDRESS: "Lookalike cannot take a picture from {where}: {why_not}. "
    "Please give the address of a JPG or PNG on the public web, from https:// on.",
    ProblemKind.ADDRESS_NOT_KEPT: "Lookalike keeps what follows the “?” of an address only until a check or search is "
    "over. Please type the command once more, with the whole address.",
    ProblemKind.INVALID_NUMBER: "{number} is not a patent number that can be looked up: {why}. {examples}.",
    ProblemKind.TOO_MANY_NUMBERS: "These are {count} numbers, and Lookalike looks up at most {limit} at once. "
    "Please ask for the rest in a second command.",
    ProblemKind.NOT_AN_IMAGE: f"{{file}} is not a picture that Lookalike can read. Please post it as {_FORMATS}.",
    ProblemKind.BROKEN_IMAGE: "{file} is damaged or incomplete and cannot be opened. "
    "Please export it again and post the new file.",
    ProblemKind.UNSUPPORTED_IMAGE: "{file} is {form}, which Lookalike cannot read. "
    "Please export it as JPEG or PNG and post the new file.",
    ProblemKind.BLANK_IMAGE: "{file} is blank: one plain colour, with nothing on it to compare, so it was not sent to "
    "Patsnap. Please post a picture that shows the product.",
    ProblemKind.IMAGE_TOO_LARGE: "{file} is larger than {limit_mb} MB. "
    "Please post a smaller version; 2,000 pixels on the long side are plenty.",
    ProblemKind.TOO_MANY_PIXELS: "{file} has more than {limit_megapixels} megapixels. "
    "Please post a smaller version; 2,000 pixels on the long side are plenty.",
    ProblemKind.IMAGE_TOO_SMALL: "{file} is only {width} × {height} pixels. "
    "Please post a version with at least {min_side} pixels on each side.",
    ProblemKind.FILE_DELETED: "{file} was deleted before it could be checked. "
    "Please post it again if you still need it.",
    ProblemKind.FILE_NOT_SHOWN: "Slack does not show {file} to Lookalike: it was deleted, or comes from a conversation "
    "that Lookalike is not in. Please post the picture itself here.",
    ProblemKind.FILE_BEYOND_LIMIT: "This picture is older than what your workspace's Slack plan keeps in view, so "
    "Slack does not hand it over. Please post it again.",
    ProblemKind.FILE_EXTERNAL: "{file} is kept outside Slack, where Lookalike cannot read it. "
    "Please upload the picture itself.",
    ProblemKind.FILE_FORBIDDEN: "Slack does not let Lookalike read {file}. "
    "If it was forwarded, please post the picture itself; otherwise ask a workspace admin whether the app is in this "
    "channel and may read files, then try again.",
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
    ProblemKind.DAILY_LIMIT: "Today's limit of Patsnap calls is used up (service {api}). Please try again {after}.",
    ProblemKind.TASK_FAILED: "Patsnap began the comparison but could not finish it. "
    "Please try again; that makes another paid call.",
    ProblemKind.EMPTY_REPORT: "Patsnap finished, but its report was empty, so there is no result. "
    "Please try again; that makes another paid call.",
    ProblemKind.SUBMIT_UNKNOWN: "The connection broke while the picture went to Patsnap, so nobody knows whether the "
    "check began. Patsnap may have charged for it; checking again makes another paid call.",
    ProblemKind.EXPIRED: "Patsnap gave no answer within {time}. Please try again: Lookalike first looks whether the "
    "report has come in since.",
    ProblemKind.CANCELLED: "This check was cancelled, so there is no report. Try again whenever you like.",
    ProblemKind.RESTARTING: "Lookalike is being restarted and could not finish this. Please ask again in a minute.",
    ProblemKind.INTERNAL: "Something went wrong inside Lookalike. Please try again; if it happens twice, tell "
    "whoever runs Lookalike the number {error_id}.",
}

_FAULTS: dict[NumberFault, str] = {
    NumberFault.EMPTY: "there is nothing to read in it",
    NumberFault.TOO_MUCH_TEXT: "it is far too long; please paste the numbers only",
    NumberFault.NO_DIGITS: "it has no digits",
    NumberFault.TOO_SHORT: "with fewer than four digits it would fit thousands of patents",
    NumberFault.TOO_LONG: "it has too many digits; please put a comma and a space between several numbers",
    NumberFault.WRONG_FORM: "{country} writes its numbers differently",
    NumberFault.COUNTRY_NEEDED: "with so few digits it may come from any country; please put the country in front",
    NumberFault.UNKNOWN_COUNTRY: "no patent office has the code at its beginning",
    NumberFault.TWO_COUNTRIES: "it names two countries; please put a comma and a space between several numbers",
    NumberFault.CHECK_DIGIT: "the last digit of a Chinese application follows from the others, and here it would be "
    "{expected}",
    NumberFault.DATE: "it is a date or a year; please add the number itself",
    NumberFault.UNKNOWN_LINK: "Lookalike cannot read a number from this link; please paste the number itself",
    NumberFault.NOT_A_NUMBER: "it has letters or words that do not belong to one",
}

_ADDRESS_FAULTS: dict[AddressFault, str] = {
    AddressFault.MISSING: "an address is missing",
    AddressFault.UNREADABLE: "it cannot be read as one",
    AddressFault.TOO_LONG: "it is longer than 2,000 characters",
    AddressFault.SCHEME: "it does not begin with http:// or https://",
    AddressFault.CREDENTIALS: "it holds a name or a password, which would go to Patsnap",
    AddressFault.HOST: "its host is neither a plain name such as example.com nor a plain IP address",
    AddressFault.NOT_PUBLIC: "its host is not on the public internet, where Patsnap could reach it",
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
        "number": f"“{shorten_plain(details['typed'], 120)}”" if "typed" in details else "This",
        "after": _after(details),
        "option_fault": describe_fault(problem),
        "meant": suggestion(details),
        "correction": how_to_correct(details),
        "why": _why(details),
        "examples": _examples(details.get("country", "")),
        "where": f"“{shorten_plain(details['address'], 200)}”" if "address" in details else "nothing",
        "why_not": _why_not(details.get("fault", "")),
        "form": _form(details.get("form", "")),
    }
    sentence = _SENTENCES[problem.kind].format_map(fields)
    return sentence[0].upper() + sentence[1:]


def said(problem: Problem) -> str:
    """``describe`` as mrkdwn, in which Slack shows a moment in each reader's own time."""
    sentence = escape(describe(problem))
    until = _until(problem.details)
    return sentence if until is None else sentence.replace(utc_time(until), local_time(until))


def format_problem(check: Check) -> Message:
    """The reply that ends a check without a report, with a button if trying again may help."""
    problem = _problem(check)
    text, block = _sentence(check, problem)
    if problem.kind not in RETRIABLE:
        return Message(text=text, blocks=(block,))
    if any(view.is_out_of_reach and not view.task_id for view in check.views):
        why = describe(Problem(ProblemKind.ADDRESS_NOT_KEPT))
        return Message(text=f"{text}\n{why}", blocks=(block, context(why)))
    return Message(text=text, blocks=(block, actions(_retry(check, problem.kind))))


def format_retried(check: Check) -> Message:
    """The same reply once its button was pressed: no second press, and a sign that the first one worked."""
    text, block = _sentence(check, _problem(check))
    again = "Trying again…"
    return Message(text=f"{text}\n{again}", blocks=(block, context(again)))


def format_refusal(problem: Problem) -> Message:
    """The answer, for one person, to a command or a shortcut that cannot be carried out."""
    sentence = said(problem)
    return Message(text=sentence, blocks=(section(sentence),))


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
    sentence = said(problem)
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


def _why(details: Mapping[str, str]) -> str:
    """Why a text cannot be a number; a fault of another version is left unnamed."""
    try:
        clause = _FAULTS[NumberFault(details.get("fault", ""))]
    except ValueError:
        return "Lookalike cannot read it"
    country = details.get("country", "")
    return clause.format(
        country=country_name(country) if country else "that country", expected=details.get("expected", "another one")
    )


def _why_not(fault: str) -> str:
    """Why an address is none; a fault of another version is left unnamed."""
    try:
        return _ADDRESS_FAULTS[AddressFault(fault)]
    except ValueError:
        return "Lookalike cannot use it"


def _form(form: str) -> str:
    """A sound file of a kind that cannot be read, in a few words."""
    if form == "raw":
        return "a raw photo from a camera"
    return f"a rare kind of {form.upper()}" if form else "of a rare kind"


def _examples(country: str) -> str:
    """How designs are numbered: in that country if it is a known one, else in the usual ones."""
    if country in NUMBER_EXAMPLES:
        return f"Designs of {country_name(country)} have numbers like {NUMBER_EXAMPLES[country]}"
    return f"Designs have numbers like {join_words(list(NUMBER_EXAMPLES.values()))}"


def _after(details: Mapping[str, str]) -> str:
    until = _until(details)
    return "tomorrow" if until is None else f"after {utc_time(until)}"


def _until(details: Mapping[str, str]) -> datetime | None:
    try:
        return datetime.fromtimestamp(float(details["until"]), UTC)
    except (KeyError, ValueError, OverflowError, OSError):
        return None


def _time(timeout_s: str) -> str:
    try:
        return duration(float(timeout_s))
    except (ValueError, OverflowError):
        return "the time allowed"
