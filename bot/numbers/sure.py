"""Whether a message is nothing but patent numbers: only then may they be looked up unasked, which is paid for."""

import re
import unicodedata

from bot.errors import LookalikeError
from bot.model.number import ParsedNumber
from bot.numbers.parse import parse_numbers

_LONGEST_MESSAGE = 500
"""Characters: five links are fewer."""

_ASKING = frozenset(
    word
    for words in (
        "a about and design designs find hi hello hey is look number numbers no nr patent patents please pls search",
        "thank thanks the this up what you",
        "专利 专利号 外观设计 外观 号 号码 公开号 公告号 申请号 请 查 查询 查一下 请查询 看 和 以及 是 的 这个 谢谢",
    )
    for word in words.split()
)
"""Words beside a number that take nothing from it."""

_AROUND_LINKS = re.compile(r"https?://|\|[^>]*>")
_WORD = re.compile(r"[^\W\d_]+|\d+")
_WRITTEN = re.compile(r"[A-Z]{2}|D\W?\d|DM\W?\d|ZL")
"""How a number begins that says by itself whose it is."""


def sure_numbers(text: str, *, limit: int = 5) -> tuple[ParsedNumber, ...]:
    """The numbers of a message that holds nothing else; none if anything in it may mean something else.

    Stricter than ``parse_numbers``, which reads what somebody typed behind a command: each number has to name its
    office, in one way only, and be all that the message is about.
    """
    if len(text) > _LONGEST_MESSAGE:
        return ()
    try:
        numbers = parse_numbers(text, limit=limit)
    except LookalikeError:
        return ()
    if not all(map(_says_what_it_is, numbers)):
        return ()
    rest = unicodedata.normalize("NFKC", text)
    for number in numbers:
        typed = unicodedata.normalize("NFKC", number.typed)
        if typed not in rest:
            return ()
        rest = rest.replace(typed, " ")
    rest = _AROUND_LINKS.sub(" ", rest)
    return numbers if all(word.lower() in _ASKING for word in _WORD.findall(rest)) else ()


def _says_what_it_is(number: ParsedNumber) -> bool:
    if number.is_ambiguous or not number.country:
        return False
    is_link = "/" in number.typed and "." in number.typed.partition("/")[0]
    return is_link or (_WRITTEN.match(number.typed.upper()) is not None and _starts_with_its_office(number))


def _starts_with_its_office(number: ParsedNumber) -> bool:
    """Whether its first letters are the office's, or a sign of it: not ``SKU D1055174``."""
    letters = re.match(r"[A-Z]*", number.typed.upper())
    first = letters[0] if letters else ""
    return first in {"D", "DM", "ZL", number.country, f"{number.country}D"}
