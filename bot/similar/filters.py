"""The filters of a search for similar designs, as people type them."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from bot.errors import OptionError
from bot.model import ProblemKind
from bot.model.lookup import PatentState, SearchFilters, SortField
from bot.model.similar import DEFAULT_LIMIT, MAX_LIMIT
from bot.options.parse import parse_countries

_FILTER = re.compile(r"(?<!\S)([^\s:\"“']+)[::][ \t]*(\"[^\"]*\"|“[^”]*”|'[^']*'|[^\s\"“']*)")
_DAY = re.compile(r"(\d{4})(?:-?(\d{2})-?(\d{2}))?")
_RANGE = re.compile(r"([\d-]*)(\.\.|…)?([\d-]*)")
_TOKEN = re.compile(r"\s*(\(|\)|AND\b|OR\b|NOT\b|\d{1,2}(?:-\d{1,2})?(?!\d))", re.IGNORECASE)
_MAX_TEXT = 100
_MAX_LOC = 500
_MAX_DEPTH = 20

LEGAL_STATUSES: dict[int, str] = {
    1: "disclosure",
    2: "substantive review",
    3: "authorization",
    8: "avoidance of reauthorization",
    11: "withdrawal",
    13: "rejection",
    14: "full cancellation",
    15: "expiration",
    16: "unpaid annual fee",
    21: "restoration",
    22: "termination",
    23: "partial invalidation",
    24: "application terminated",
    30: "abandonment",
    222: "PCT 222",
    223: "PCT 223",
    224: "PCT 224",
    225: "PCT 225",
}
"""Patsnap's codes of legal states."""

STATES = tuple(state for state in PatentState if state is not PatentState.UNKNOWN)

ACCEPTED = {
    "country": "codes such as US, CN, JP, KR, AU, EU, DE, GB, separated by commas",
    "loc": 'Locarno classes such as 21-01,21-03, or an expression in quotes such as "(21-01 OR 21-03) NOT 21-02"',
    "assignee": f"a company's name, in quotes where it has several words, at most {_MAX_TEXT} characters",
    "status": f"{', '.join(STATES)}, separated by commas",
    "legal": "codes such as 3,2: " + ", ".join(f"{code} {name}" for code, name in LEGAL_STATUSES.items()),
    "filed": "a year, a day or a range such as 2015..2020, 2018.. or ..2019-06-30",
    "published": "a year, a day or a range such as 2015..2020, 2018.. or ..2019-06-30",
    "keyword": f'a word, or words in quotes such as "smart watch", at most {_MAX_TEXT} characters',
    "sort": "PBD (by publication), APD (by application) or ISD (by grant); without it the most similar come first",
    "order": "asc or desc, together with sort",
    "limit": f"a number from 1 to {MAX_LIMIT}",
}
"""What each filter takes, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchOptions:
    """Attributes: limit: designs asked of Patsnap in one call, 1 to 100."""

    filters: SearchFilters = field(default_factory=SearchFilters)
    limit: int = DEFAULT_LIMIT


def parse_filters(text: str) -> SearchOptions:
    """Read filters such as ``country:US,CN loc:"(21-01 OR 21-03)" status:active filed:2015..2020``.

    Raises:
        OptionError: the first wrong value, or what is no filter; with ``option``, ``value`` and ``accepted``.
    """
    options = SearchOptions()
    order = ""
    for match in _FILTER.finditer(text):
        name = _ALIASES.get(match[1].lower(), match[1].lower())
        value = match[2].strip("\"“”'").strip()
        if name not in _APPLY:
            raise _unknown(match[1])
        order = value if name == "order" else order
        options = _APPLY[name](options, value)
    if rest := _FILTER.sub(" ", text).split():
        raise _unknown(rest[0])
    if order and options.filters.sort is None:
        raise refused("order", order)
    return options


def parse_classes(value: str) -> str:
    """Classes or an expression of them -> ``(21-01 OR 21-03) NOT 21-02``, as Patsnap takes it. Raises OptionError."""
    text = re.sub(r"\s*[,,、]\s*", " OR ", value.strip())
    tokens, position = [], 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if not match or len(text) > _MAX_LOC:
            raise refused("loc", value)
        tokens.append(_class(match[1], value) if match[1][0].isdigit() else match[1].upper())
        position = match.end()
    left = list(tokens)
    if not _reads_either(left, 0) or left:
        raise refused("loc", value)
    return " ".join(tokens).replace("( ", "(").replace(" )", ")")


def parse_period(name: str, value: str) -> tuple[date | None, date | None]:
    """``2015..2020`` -> the first day of 2015 and the last of 2020; ``2018..`` is open. Raises OptionError."""
    match = _RANGE.fullmatch(value.replace(" ", ""))
    if not match or not (match[1] or match[3]):
        raise refused(name, value)
    begin, end = match[1], match[3] if match[2] else match[1]
    first = _day(name, value, begin, last=False) if begin else None
    last = _day(name, value, end, last=True) if end else None
    if first and last and first > last:
        raise refused(name, value)
    return first, last


def refused(option: str, value: str) -> OptionError:
    """The error for a value that a filter does not take."""
    return OptionError.of(ProblemKind.INVALID_OPTION, option=option, value=value, accepted=ACCEPTED[option])


def _unknown(option: str) -> OptionError:
    return OptionError.of(ProblemKind.UNKNOWN_FILTER, option=option, accepted=", ".join(ACCEPTED))


def _class(text: str, value: str) -> str:
    numbers = [int(part) for part in text.split("-")]
    if not 1 <= numbers[0] <= 32:
        raise refused("loc", value)
    return "-".join(f"{number:02}" for number in numbers)


def _reads_either(tokens: list[str], depth: int) -> bool:
    """Whether the tokens begin with an expression; what belongs to it is taken away."""
    if not _reads_single(tokens, depth):
        return False
    while tokens and tokens[0] in {"AND", "OR", "NOT"}:
        if tokens[0] != "NOT":
            tokens.pop(0)
        if not _reads_single(tokens, depth):
            return False
    return True


def _reads_single(tokens: list[str], depth: int) -> bool:
    while tokens and tokens[0] == "NOT":
        tokens.pop(0)
    if not tokens or depth > _MAX_DEPTH:
        return False
    token = tokens.pop(0)
    if token != "(":  # noqa: S105 - a token of an expression
        return token[0].isdigit()
    return _reads_either(tokens, depth + 1) and bool(tokens) and tokens.pop(0) == ")"


def _day(name: str, value: str, text: str, *, last: bool) -> date:
    match = _DAY.fullmatch(text)
    try:
        if match and match[2]:
            day = date(int(match[1]), int(match[2]), int(match[3]))
        elif match:
            day = date(int(match[1]) + 1, 1, 1) - timedelta(days=1) if last else date(int(match[1]), 1, 1)
        else:
            raise refused(name, value)
    except ValueError:
        raise refused(name, value) from None
    if day.year < 1900:
        raise refused(name, value)
    return day


def _items(value: str) -> list[str]:
    return [item for item in re.split(r"\s*[,,、]\s*", value.strip()) if item]


def _with(options: SearchOptions, **changes: object) -> SearchOptions:
    return replace(options, filters=replace(options.filters, **changes))  # type: ignore[arg-type]


def _country(options: SearchOptions, value: str) -> SearchOptions:
    try:
        return _with(options, countries=parse_countries(value))
    except OptionError:
        raise refused("country", value) from None


def _text(name: str, field: str) -> Callable[[SearchOptions, str], SearchOptions]:
    def apply(options: SearchOptions, value: str) -> SearchOptions:
        if not 0 < len(value) <= _MAX_TEXT:
            raise refused(name, value)
        return _with(options, **{field: value})

    return apply


def _status(options: SearchOptions, value: str) -> SearchOptions:
    known = {state.value: state for state in STATES}
    states = [known.get(item.lower()) for item in _items(value)]
    if not states or None in states:
        raise refused("status", value)
    return _with(options, states=tuple(dict.fromkeys(states)))


def _legal(options: SearchOptions, value: str) -> SearchOptions:
    items = _items(value)
    codes = [int(item) for item in items if item.isascii() and item.isdigit() and int(item[:9]) in LEGAL_STATUSES]
    if not items or len(codes) != len(items):
        raise refused("legal", value)
    return _with(options, legal_statuses=tuple(dict.fromkeys(codes)))


def _period(name: str) -> Callable[[SearchOptions, str], SearchOptions]:
    def apply(options: SearchOptions, value: str) -> SearchOptions:
        first, last = parse_period(name, value)
        return _with(options, **{f"{name}_from": first, f"{name}_to": last})

    return apply


def _sort(options: SearchOptions, value: str) -> SearchOptions:
    try:
        return _with(options, sort=SortField(value.upper()))
    except ValueError:
        raise refused("sort", value) from None


def _order(options: SearchOptions, value: str) -> SearchOptions:
    if value.lower() not in {"asc", "desc"}:
        raise refused("order", value)
    return _with(options, ascending=value.lower() == "asc")


def _limit(options: SearchOptions, value: str) -> SearchOptions:
    if not (value.isascii() and value.isdigit() and len(value) <= 3 and 1 <= int(value) <= MAX_LIMIT):
        raise refused("limit", value)
    return replace(options, limit=int(value))


_ALIASES = {"countries": "country", "locarno": "loc", "assignees": "assignee"}
_APPLY: dict[str, Callable[[SearchOptions, str], SearchOptions]] = {
    "country": _country,
    "loc": lambda options, value: _with(options, locarno=parse_classes(value)),
    "assignee": _text("assignee", "assignee"),
    "status": _status,
    "legal": _legal,
    "filed": _period("filed"),
    "published": _period("published"),
    "keyword": _text("keyword", "keyword"),
    "sort": _sort,
    "order": _order,
    "limit": _limit,
}
