"""The options of a check, as people type them into a post, a terminal or a setting."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from bot.errors import OptionError
from bot.model import CheckOptions, Language, ProblemKind
from bot.model.countries import find_country

_QUOTED = r"\"[^\"]*\"|“[^”]*”|'[^']*'"
_LIST = r"[^\s,,、\"“']+(?:\s*[,,、]\s*[^\s,,、]+)*"
_OPTION = re.compile(
    rf"(?<!\S)(countries|country|since|loc|locarno|lang|keyword|views)[::][ \t]*({_QUOTED}|{_LIST})?", re.IGNORECASE
)
_LOCARNO = re.compile(r"(\d{1,2})-(\d{1,2})")
_DATE = re.compile(r"(\d{4})(?:-?(\d{1,2})-?(\d{1,2}))?")
_MAX_KEYWORD = 100

ACCEPTED = {
    "countries": "codes such as US, CN, JP, KR, AU, EU, DE, GB, separated by commas",
    "since": "a year or a day that has passed, such as 2020 or 2020-01-31",
    "loc": "Locarno classes such as 21-01, separated by commas",
    "lang": "en or zh",
    "views": "together, where a post shows one product in two to four images",
    "keyword": f'a word, or words in quotes such as "smart watch", at most {_MAX_KEYWORD} characters',
}
"""What each option takes, in words."""


def parse_options(text: str, *, defaults: CheckOptions, today: date) -> CheckOptions:
    """Read the options in a text; what is not an option is left alone.

    Raises:
        OptionError: the first wrong value, with details ``option``, ``value`` and ``accepted``.
    """
    options = defaults
    for match in _OPTION.finditer(text):
        name = _CANONICAL.get(match[1].lower(), match[1].lower())
        value = (match[2] or "").strip().strip("\"“”'").strip()
        options = _APPLY[name](options, value, today)
    return options


def parse_countries(value: str) -> tuple[str, ...]:
    """Codes, aliases or names separated by commas -> codes, each once, in the order given."""
    codes = [find_country(item) for item in _items(value)]
    if not codes or None in codes:
        raise refused("countries", value)
    return tuple(dict.fromkeys(code for code in codes if code))


def parse_date(value: str, *, today: date) -> date:
    """``2020``, ``2020-01-31`` or ``20200131`` -> a day that is not in the future."""
    match = _DATE.fullmatch(value)
    if not match:
        raise refused("since", value)
    try:
        day = date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        raise refused("since", value) from None
    if day.year < 1900 or day > today:
        raise refused("since", value)
    return day


def parse_locarno(value: str) -> tuple[str, ...]:
    """``21-1,21-03`` -> ``("21-01", "21-03")``."""
    matches = [_LOCARNO.fullmatch(item) for item in _items(value)]
    if not matches or not all(match and 1 <= int(match[1]) <= 32 for match in matches):
        raise refused("loc", value)
    return tuple(dict.fromkeys(f"{int(match[1]):02}-{int(match[2]):02}" for match in matches if match))


def parse_language(value: str) -> Language:
    """``en``, or ``zh`` (also ``cn``) in any case."""
    try:
        return _LANGUAGES[value.lower()]
    except KeyError:
        raise refused("lang", value) from None


def parse_keyword(value: str) -> str:
    if not 0 < len(value) <= _MAX_KEYWORD:
        raise refused("keyword", value)
    return value


def parse_views(value: str) -> bool:
    """``together``: the images of a post show one product."""
    if value.lower() != "together":
        raise refused("views", value)
    return True


def _items(value: str) -> list[str]:
    return [item for item in re.split(r"\s*[,,、]\s*", value.strip()) if item]


def refused(option: str, value: str) -> OptionError:
    """The error for a value that an option does not take."""
    return OptionError.of(ProblemKind.INVALID_OPTION, option=option, value=value, accepted=ACCEPTED[option])


_LANGUAGES = {
    "en": Language.ENGLISH,
    "english": Language.ENGLISH,
    "zh": Language.CHINESE,
    "cn": Language.CHINESE,
    "zh-cn": Language.CHINESE,
    "chinese": Language.CHINESE,
}
_CANONICAL = {"country": "countries", "locarno": "loc"}
_APPLY: dict[str, Callable[[CheckOptions, str, date], CheckOptions]] = {
    "countries": lambda options, value, _: replace(options, countries=parse_countries(value)),
    "since": lambda options, value, today: replace(options, filed_after=parse_date(value, today=today)),
    "loc": lambda options, value, _: replace(options, locarno=parse_locarno(value)),
    "lang": lambda options, value, _: replace(options, lang=parse_language(value)),
    "keyword": lambda options, value, _: replace(options, keyword=parse_keyword(value)),
    "views": lambda options, value, _: replace(options, views_together=parse_views(value)),
}
