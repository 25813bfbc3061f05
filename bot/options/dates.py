"""Days and periods as people write them."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.model.option import OptionFault
from bot.options.reader import Reader, Unread, is_number, unquoted

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month_name>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6})\.?"
_ENDS = r"(?![0-9A-Za-z_])"
"""Behind a number a word of Chinese may follow at once."""
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        _YEAR + r"\s?年(?:\s?(?P<month>\d{1,2})\s?月(?:\s?(?P<day>\d{1,2})\s?[日号號])?)?",
        _YEAR + r"(?P<month>\d{2})(?P<day>\d{2})" + _ENDS,
        _YEAR + r"(?P<sign>[-./])(?P<month>\d{1,2})(?:(?P=sign)(?P<day>\d{1,2}))?(?![-./]\d)" + _ENDS,
        _DAY + r"\.?[ -](?:of )?" + _MONTH + r",?[ -]" + _YEAR + r"(?!\w)",
        _MONTH + r"[ -](?:" + _DAY + r",?[ -])?" + _YEAR + r"(?!\w)",
        _YEAR + r"(?![/.]\d)" + _ENDS,
    )
)
_BEFORE = re.compile(r"\s*(?:(?:since|from)\b|自从|自從|自|从|從|不早于|不早於)?\s*", re.IGNORECASE)
_ONWARDS = re.compile(
    r"\s*(?:\+|\.\.+|(?:及|或)?(?:以来|以來|以后|以後|之后|之後)|开始|開始|起|至今|后|後"
    r"|\b(?:onwards?|and later|or later|and after|to date)\b)",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"\s*(?:\.\.+|[-~]|\b(?:until|till|to|up to|bis)\b|截至|截止到?|直到|不晚于|不晚於|至|到)\s*", re.IGNORECASE
)
_BACKWARDS = re.compile(
    r"\s*(?:(?:及|或)?(?:以前|之前)|为止|為止|止|前|\b(?:and earlier|or earlier|and before)\b)", re.IGNORECASE
)
"""Behind a last day, which is meant with it: what a search found says up to which day."""
_BARE = re.compile(
    r"\d{4}\s?年.{0,12}?(?:以来|以來|以后|以後|之后|之後)|(?:since\b|自从|自從|自)\s*\d{4}.{0,14}", re.IGNORECASE
)
_MAY_BE_BARE = re.compile(r"(?:从|從)?\s*\d{4}\s?年.{0,12}?(?:起|开始|開始|至今)")
"""A slogan on a product reads like that, too."""
LONGEST_SINCE = 40
"""Characters of what ``is_since`` takes."""
_YEAR_SOMEWHERE = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_OLDEST = 1900


@dataclass(frozen=True, slots=True)
class Span:
    """A year, a month or a day: its first and its last day."""

    first: date
    last: date


def since_reader(today: date) -> Reader:
    """The first day of a year, a month or a day, no later than today."""

    def read(text: str) -> tuple[date, str]:
        text = unquoted(text)
        found = read_day(text)
        if found is None:
            raise Unread(OptionFault.WRONG, text)
        day, end = found
        if day > today:
            raise Unread(OptionFault.FUTURE, text[:end])
        return day, text[end:]

    return Reader(read, holds_year, is_number)


def period_reader() -> Reader:
    """A first and a last day, of which one may be open."""

    def read(text: str) -> tuple[tuple[date | None, date | None], str]:
        text = unquoted(text)
        found = read_period(text)
        if found is None:
            raise Unread(OptionFault.WRONG, text)
        (first, last), end = found
        if first and last and first > last:
            raise Unread(OptionFault.WRONG, text[:end])
        return (first, last), text[end:]

    return Reader(read, holds_year, is_number)


def read_day(text: str) -> tuple[date, int] | None:
    """The first day of a year, a month or a day at the beginning of a text, and where the text goes on.

    ``2020``, ``2020-01``, ``2020-01-31`` (also with ``.`` or ``/``), ``20200131``, ``31 Jan 2020``, ``January 2020``,
    ``2020年1月31日``; behind it *onwards*, ``+``, ``以来`` and the like. Without a year in front ``01/02/2020`` is two
    days, and so none.
    """
    found = _span(text, _skip(_BEFORE, text, 0))
    if found is None:
        return None
    span, end = found
    onwards = _ONWARDS.match(text, end)
    end = onwards.end() if onwards else end
    if re.match(r"\s?[-/~]\s?\d", text[end:]):  # a period, or another way to write a day
        return None
    return span.first, end


def read_period(text: str) -> tuple[tuple[date | None, date | None], int] | None:
    """``2015..2020``, ``2015-2020``, ``2015 to 2020``, ``2018..``, ``..2018-06-30``, ``since 2018`` or ``2018``.

    So in Chinese: ``2015年至2020年``, ``2018年以来``, ``2018年以前``.
    """
    upto = _UNTIL.match(text)
    start = upto.end() if upto else _skip(_BEFORE, text, 0)
    found = _span(text, start)
    if found is None:
        return None
    span, end = found
    if upto:
        return (None, span.last), end
    is_open = bool(text[:start].strip())
    until = _UNTIL.match(text, end)
    if until and (second := _span(text, until.end())):
        return (span.first, second[0].last), second[1]
    onwards = _ONWARDS.match(text, end) or (until if until and not text[until.end() :].strip() else None)
    if onwards:
        return (span.first, None), onwards.end()
    if not is_open and (backwards := _BACKWARDS.match(text, end)):
        return (None, span.last), backwards.end()
    return (span.first, None if is_open else span.last), end


def is_since(text: str) -> bool:
    """Whether a text without a name says since when: ``2020年以来``, ``自2020年``."""
    return _BARE.fullmatch(text.strip()) is not None


def may_be_since(text: str) -> bool:
    """Whether a text without a name may say since when, or may be a slogan: ``从2020年起``, ``1998年至今``."""
    return _MAY_BE_BARE.fullmatch(text.strip()) is not None


def holds_year(text: str) -> bool:
    """Whether a year stands somewhere in a text."""
    return _YEAR_SOMEWHERE.search(text) is not None


def _span(text: str, start: int) -> tuple[Span, int] | None:
    for match in _matches(text, start):
        parts = match.groupdict()
        year, day = int(parts["year"]), int(parts.get("day") or 0)
        name = parts.get("month_name")
        month = _MONTHS.index(name[:3].lower()) + 1 if name else int(parts.get("month") or 0)
        if year < _OLDEST or month > 12:
            return None
        last_month = month or 12
        try:
            first = date(year, month or 1, day or 1)
            last = date(year, last_month, day or monthrange(year, last_month)[1])
        except ValueError:
            return None
        return Span(first, last), match.end()
    return None


def _matches(text: str, start: int) -> Iterator[re.Match[str]]:
    return (match for form in _FORMS if (match := form.match(text, start)))


def _skip(pattern: re.Pattern[str], text: str, start: int) -> int:
    match = pattern.match(text, start)
    return match.end() if match else start
