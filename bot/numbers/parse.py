"""Texts to numbers."""

from bot.errors import LookalikeError
from bot.model import ProblemKind
from bot.model.number import NumberFault, ParsedNumber, Right
from bot.numbers.errors import invalid_number
from bot.numbers.links import Link, read_link, take_out_links
from bot.numbers.offices import read
from bot.numbers.segments import find_candidates
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

    The text is as Slack hands it over, with its markup and entities. A number of which the text does not say what it
    is has ``readings``: a person has to choose before anything is looked up.

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
    plain, links = take_out_links(cleaned)
    found: dict[ParsedNumber, None] = {}
    refusals: list[LookalikeError] = []
    rest = iter(links)
    for candidate in find_candidates(plain):
        try:
            found.setdefault(_read_link(next(rest)) if candidate.is_link else read(candidate))
        except LookalikeError as refusal:
            refusals.append(refusal)
    count = len(found) + len(refusals)
    if count > limit:
        raise LookalikeError.of(ProblemKind.TOO_MANY_NUMBERS, count=count, limit=limit)
    if refusals:
        raise refusals[0]
    if not found:
        raise invalid_number(_nothing(plain, cleaned), typed=cleaned)
    return tuple(found)


def _read_link(link: Link) -> ParsedNumber:
    """A link is one number that is sure, or none: a search for several is not what somebody would paste."""
    candidates = find_candidates(read_link(link))
    refusal = invalid_number(NumberFault.UNKNOWN_LINK, typed=link.shown)
    if len(candidates) != 1 or candidates[0].fault or candidates[0].has_strange_words:
        raise refusal
    (candidate,) = candidates
    candidate.typed = link.shown
    candidate.context.right = candidate.context.right or Right.PATENT  # a register writes the D of its designs
    return read(candidate)


def _nothing(plain: str, cleaned: str) -> NumberFault:
    if any(map(str.isdigit, plain)):
        return NumberFault.DATE
    return NumberFault.NO_DIGITS if cleaned.strip() else NumberFault.EMPTY
