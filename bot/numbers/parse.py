"""Texts to numbers."""

from collections.abc import Iterator

from bot.errors import LookalikeError
from bot.model import ProblemKind
from bot.model.number import NumberFault, ParsedNumber
from bot.numbers.draft import Draft
from bot.numbers.errors import invalid_number
from bot.numbers.links import find_links, read_link
from bot.numbers.offices import read
from bot.numbers.split import split
from bot.numbers.text import clean

MAX_TEXT = 10_000
"""Characters. Thirty links with Slack's markup are fewer."""

_SHOWN_OF_TOO_MUCH = 500


def parse_number(text: str) -> ParsedNumber:
    """Read the one number in a text.

    Raises:
        LookalikeError: there is none (``INVALID_NUMBER``), or more than one (``TOO_MANY_NUMBERS``).
    """
    (number,) = parse_numbers(text, limit=1)
    return number


def parse_numbers(text: str, *, limit: int = 5) -> tuple[ParsedNumber, ...]:
    """Read the numbers in a text, each once, in the order they came; at least one.

    The text is as Slack hands it over, with its markup and entities.

    Raises:
        LookalikeError: there are more than ``limit`` (``TOO_MANY_NUMBERS`` with ``count``, ``limit``), or one
            cannot be a number (``INVALID_NUMBER`` with ``typed``, ``fault``, ``country``, ``expected``).
    """
    if len(text) > MAX_TEXT:
        raise invalid_number(NumberFault.TOO_MUCH_TEXT, typed=clean(text[:_SHOWN_OF_TOO_MUCH]))
    # Slack's three entities, and no others: ``&reg=`` in a link is no trade mark.
    cleaned = clean(text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
    if len(cleaned) > MAX_TEXT:  # one character may stand for eighteen
        raise invalid_number(NumberFault.TOO_MUCH_TEXT, typed=cleaned)
    found: dict[ParsedNumber, None] = {}
    refusals: list[LookalikeError] = []
    for draft in _drafts(cleaned):
        try:
            found.setdefault(read(draft))
        except LookalikeError as refusal:
            refusals.append(refusal)
    count = len(found) + len(refusals)
    if count > limit:
        raise LookalikeError.of(ProblemKind.TOO_MANY_NUMBERS, count=count, limit=limit)
    if refusals:
        raise refusals[0]
    if not found:
        raise invalid_number(NumberFault.NO_DIGITS if cleaned.strip() else NumberFault.EMPTY, typed=cleaned)
    return tuple(found)


def _drafts(text: str) -> Iterator[Draft]:
    for part in find_links(text):
        if isinstance(part, str):
            yield from split(part)
            continue
        drafts = split(read_link(part))
        # A link is one number or none: a search for several is not what somebody would paste.
        draft = drafts[0] if len(drafts) == 1 else Draft(fault=NumberFault.UNKNOWN_LINK)
        if draft.fault or draft.has_strange_words:
            draft = Draft(fault=NumberFault.UNKNOWN_LINK)
        draft.typed = part.shown
        yield draft
