"""Texts to numbers."""

import re
from itertools import islice

from bot.errors import LookalikeError
from bot.model import ProblemKind
from bot.model.number import NumberFault, ParsedNumber, Right
from bot.numbers.candidate import Candidate
from bot.numbers.errors import invalid_number
from bot.numbers.links import PLACE, Link, read_link, take_out_links
from bot.numbers.readings import read
from bot.numbers.segments import find_candidates
from bot.numbers.text import clean
from bot.numbers.vicinity import near_digits

MAX_TEXT = 10_000
"""Characters. Thirty links with Slack's markup are fewer."""

_SHOWN_OF_TOO_MUCH = 500
_MAY_HOLD_ONE = re.compile(r"\d|://")
_GROUP = re.compile(r"[0-9]+")
_LONG = re.compile(r"[0-9][0-9,]{4,}")
_MOST_GROUPS, _MOST_LONG, _MOST_LINKS = 15, 6, 3
"""Groups of digits, long ones, and links for each number: a row of a table has a dozen groups, its dates included."""


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
    if not _MAY_HOLD_ONE.search(text):
        shown = clean(text[:_SHOWN_OF_TOO_MUCH])
        raise invalid_number(NumberFault.NO_DIGITS if shown.strip() else NumberFault.EMPTY, typed=shown)
    text = near_digits(text)
    # Slack's three entities, and no others: ``&reg=`` in a link is no trade mark.
    cleaned = clean(text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
    if len(cleaned) > MAX_TEXT:  # one character may stand for several
        raise invalid_number(NumberFault.TOO_MUCH_TEXT, typed=cleaned)
    plain, links = take_out_links(cleaned)
    _refuse_too_many(plain, limit)
    found, refusals = _read_all(find_candidates(plain), links)
    count = len(found) + len(refusals)
    if count > limit:
        raise LookalikeError.of(ProblemKind.TOO_MANY_NUMBERS, count=count, limit=limit)
    if refusals:
        raise refusals[0]
    if not found:
        raise invalid_number(_nothing(plain), typed=cleaned)
    return tuple(found)


def _read_all(candidates: list[Candidate], links: list[Link]) -> tuple[list[ParsedNumber], list[LookalikeError]]:
    """The numbers, each once, and the refusals of the others."""
    found: dict[ParsedNumber, None] = {}
    refusals: list[LookalikeError] = []
    rest = iter(links)
    seen: set[Link] = set()
    for candidate in candidates:
        link = next(rest) if candidate.is_link else None
        if link in seen:
            continue
        try:
            found.setdefault(_read_link(link) if link else read(candidate))
        except LookalikeError as refusal:
            refusals.append(refusal)
        if link:
            seen.add(link)
    return list(found), refusals


def _refuse_too_many(plain: str, limit: int) -> None:
    """Refuse at once what holds too many digits for so few numbers."""
    most = max(limit, 5)
    if not (
        _holds_more(_LONG, plain, _MOST_LONG * most)
        or _holds_more(_GROUP, plain, _MOST_GROUPS * most)
        or plain.count(PLACE) > _MOST_LINKS * most
    ):
        return
    count = len(set(_LONG.findall(plain)))
    if count > limit:
        raise LookalikeError.of(ProblemKind.TOO_MANY_NUMBERS, count=count, limit=limit)
    raise invalid_number(NumberFault.TOO_MUCH_TEXT, typed=plain)


def _holds_more(pattern: re.Pattern[str], text: str, most: int) -> bool:
    return next(islice(pattern.finditer(text), most, None), None) is not None


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


def _nothing(plain: str) -> NumberFault:
    return NumberFault.DATE if any(map(str.isdigit, plain)) else NumberFault.NO_DIGITS
