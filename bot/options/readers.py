"""The values of options: a text -> what it means, and what stands behind it that is no part of it.

A reader takes the text behind a name and gives the value with the rest of the text. It knows neither the option's name
nor the sentence of a refusal: it raises ``Unread``. Whether the rest may be left alone says ``bot.options.rest``.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from bot.model.option import OptionFault
from bot.options.classes import read_expression
from bot.options.dates import holds_year, read_day, read_period
from bot.options.vocabulary import Vocabulary
from bot.options.words import begins_speech, find_please

T = TypeVar("T")

MAX_TEXT = 100
"""Characters of a keyword or of a company's name."""

MAX_WORDS = 5
"""Words of a keyword without quotes: more of them are a sentence."""

_GAP = r"[\s\"'()\[\]{}]*"
_SEPARATOR = re.compile(
    rf"{_GAP}((?:(?:[,;/+&|]|(?:and|und|et|or|plus)(?![\w'-])|[和及与與或跟以]){_GAP})*)(?:the\s+)?", re.IGNORECASE
)
_WORDS = re.compile(r"\w+(?:[.'-]\w+)*")
_SENTENCE_END = re.compile(r"[.!?;](?=\s|$)|\s\|\s")
_CLASS = re.compile(
    r"(?:(?:classes|class|cl|locarno|loc)\b\.?\s*|第)?(\d{1,2})\s?-\s?(\d{1,2})(?!\w|-\d)(?:\s?类)?", re.IGNORECASE
)
_CLASS_LIKE = re.compile(r"(\d{1,2})[./_ ]?(\d{2})")
_NUMBER = re.compile(r"[0-9]{1,9}(?![\w.-])")
_CLOSING = {'"': '"', "'": "'", "(": ")", "[": "]", "{": "}"}


class Unread(Exception):
    """A text that does not begin with a value.

    Attributes:
        text: what is wrong, or begins with it.
        nearest: what may be meant by it, if the reader knows.
    """

    def __init__(self, fault: OptionFault, text: str = "", nearest: str = "") -> None:
        super().__init__(fault)
        self.fault = fault if text.strip() or fault is not OptionFault.WRONG else OptionFault.MISSING
        self.text = text.strip()
        self.nearest = nearest


@dataclass(frozen=True, slots=True)
class Reader:
    """
    Attributes:
        read: a text -> the value, and the rest of the text. Raises Unread.
        takes: whether a piece of prose holds what may be another value.
        is_near: whether a word was probably meant as a value.
        nearest: a wrong word -> how what was probably meant is said; empty if nothing is near.
        is_text: any words are a value, and it is plain where they end.
    """

    read: Callable[[str], tuple[Any, str]]
    takes: Callable[[str], bool] = lambda _: False
    is_near: Callable[[str], bool] = lambda _: False
    nearest: Callable[[str], str] = lambda _: ""
    is_text: bool = False


def words_reader(words: Vocabulary[T]) -> Reader:
    """Several words of a vocabulary: by commas, spaces, *and*, in quotes or not."""

    def match(text: str, start: int, is_listed: bool) -> tuple[T, int] | None:
        hit = words.match(text, start)
        if hit and words.is_unsure(text[start : hit[1]]) and _is_among_words(text, hit[1], is_listed):
            raise Unread(OptionFault.UNSURE, text[start : hit[1]], words.name(hit[0]))
        return hit

    def takes(text: str) -> bool:
        return any(_is_another(words, word[0]) for word in _WORDS.finditer(text))

    return Reader(lambda text: _read_series(text, match), takes, words.is_near, words.nearest)


def choice_reader(words: Vocabulary[T], *, is_near: Callable[[str], bool] | None = None) -> Reader:
    """One word of a vocabulary."""
    several = words_reader(words)

    def read(text: str) -> tuple[T, str]:
        values, rest = several.read(text)
        if len(values) > 1:
            raise Unread(OptionFault.TWICE, text)
        return values[0], rest

    return replace(several, read=read, is_near=is_near or several.is_near)


def classes_reader() -> Reader:
    """Locarno classes with their subclass."""

    def match(text: str, start: int, _: bool) -> tuple[str, int] | None:
        hit = _CLASS.match(text, start)
        if hit is None or not 1 <= int(hit[1]) <= 32:
            return None
        return f"{int(hit[1]):02}-{int(hit[2]):02}", hit.end()

    return Reader(lambda text: _read_series(text, match), _holds_class, _is_number, _nearest_class)


def expression_reader() -> Reader:
    """Locarno classes, or an expression of them."""

    def read(text: str) -> tuple[str, str]:
        quoted, rest = _quoted(text)
        whole = text if quoted is None else quoted
        found = read_expression(whole)
        if found is None:
            raise Unread(OptionFault.UNFIT if whole.strip() else OptionFault.MISSING, whole, _nearest_class(whole))
        expression, end = found
        if quoted is not None and whole[end:].strip():
            raise Unread(OptionFault.UNFIT, whole)
        return expression, whole[end:] if quoted is None else rest

    return Reader(read, _holds_class, _is_number, _nearest_class)


def text_reader() -> Reader:
    """Words in quotes, or a few words without; these end with their sentence, and before *please*."""

    def read(text: str) -> tuple[str, str]:
        typed, rest = _quoted(text)
        if typed is None:
            end = find_please(text)
            sentence = _SENTENCE_END.search(text, 0, end)
            end = sentence.start() if sentence else end
            typed, rest = unquoted(text[:end]).strip("\"' ,"), text[end:]
            if len(typed.split()) > MAX_WORDS:
                raise Unread(OptionFault.TOO_LONG, typed)
        value = " ".join(typed.replace('"', " ").split())
        if not value:
            raise Unread(OptionFault.MISSING)
        if len(value) > MAX_TEXT:
            raise Unread(OptionFault.TOO_LONG, value)
        return value, rest

    return Reader(read, is_text=True)


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

    return Reader(read, holds_year, _is_number)


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

    return Reader(read, holds_year, _is_number)


def number_reader(most: int) -> Reader:
    """A whole number from 1 on."""

    def read(text: str) -> tuple[int, str]:
        text = unquoted(text)
        match = _NUMBER.match(text)
        if match is None or not 1 <= int(match[0]) <= most:
            raise Unread(OptionFault.WRONG, text)
        return int(match[0]), text[match.end() :]

    return Reader(read, lambda text: bool(re.search(r"\d", text)), _is_number)


def unquoted(text: str) -> str:
    """Without the quotes and brackets that a value may begin with, and their other half."""
    text = text.strip()
    if opening := re.match(r"[\"'([{]+", text):
        text = text[opening.end() :]
        for sign in opening[0][:4]:
            text = text.replace(_CLOSING[sign], " ", 1)
    return text.strip()


def _read_series(text: str, match: Callable[[str, int, bool], tuple[T, int] | None]) -> tuple[tuple[T, ...], str]:
    """Values one after the other, for as long as they are values; behind a comma or *and* nothing else may stand."""
    found: dict[T, None] = {}
    end = 0
    while separator := _SEPARATOR.match(text, end):
        start = separator.end()
        is_listed = bool(separator[1]) or not found
        hit = match(text, start, is_listed) if start < len(text) else None
        if hit is None:
            rest = text[start:]
            if found and begins_speech(rest):
                return tuple(found), rest
            if not found or (rest and is_listed):
                raise Unread(OptionFault.WRONG, rest)
            break
        found[hit[0]] = None
        end = hit[1]
    return tuple(found), text[end:]


def _is_another(words: Vocabulary[T], word: str) -> bool:
    """Whether a word amid prose was probably meant as a value: a code in capitals, a name, a misspelt name."""
    if words.find(word) is not None:
        return len(word) > 2 or word.isupper()
    return len(word) > 4 and word[0].isupper() and words.is_near(word)


def _is_among_words(text: str, end: int, is_listed: bool) -> bool:
    """Whether a word stands beside others as in prose, and not by commas as in a list."""
    following = _SEPARATOR.match(text, end)
    return not is_listed or bool(following and not following[1] and _WORDS.match(text, following.end()))


def _quoted(text: str) -> tuple[str | None, str]:
    """What stands in quotes at the beginning of a text, several joined; None if nothing does."""
    parts: list[str] = []
    rest = text
    while match := re.match(r"[\s,]*(?:\"([^\"]*)\"|'([^']*)'(?!\w))", rest):
        parts.append(match[1] if match[1] is not None else match[2])
        rest = rest[match.end() :]
    return (" ".join(parts) if parts else None), rest


def _holds_class(text: str) -> bool:
    return _CLASS.search(text) is not None


def _is_number(word: str) -> bool:
    return word[:1].isdigit()


def _nearest_class(text: str) -> str:
    """``2101`` or ``21.01`` -> ``21-01``; empty for what is no class."""
    match = _CLASS_LIKE.fullmatch(text.strip())
    return f"{int(match[1]):02}-{match[2]}" if match and 1 <= int(match[1]) <= 32 else ""
