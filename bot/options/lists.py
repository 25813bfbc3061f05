"""Lists of an option's values, as in ``countries: US and CN``: by commas, spaces, *and*, in quotes or not."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from bot.model.option import OptionFault
from bot.options.reader import Reader, Unread
from bot.options.speech import begins_speech
from bot.options.vocabulary import Vocabulary

T = TypeVar("T")

_GAP = r"[\s\"'()\[\]{}]*"
AND = r"(?:and|und|et|y|e|or|plus|sowie|as well as)(?![\w'-])"
"""Between two values of a list."""
_SEPARATOR = re.compile(
    rf"{_GAP}((?:(?:[,;/+&|]|{AND}|以及|还有|還有|加上|[和及与與或跟]){_GAP})*)(?:(?:the|both)\s+)*", re.IGNORECASE
)
_MOST_VALUES = 100
"""More than there are countries."""
_WORDS = re.compile(r"\w+(?:[.'-]\w+)*")


def words_reader(words: Vocabulary[T]) -> Reader:
    """Several words of a vocabulary: by commas, spaces, *and*, in quotes or not."""

    def match(text: str, start: int, is_listed: bool) -> tuple[T, int] | None:
        hit = words.match(text, start)
        if hit and words.is_unsure(text[start : hit[1]]) and _is_among_words(text, hit[1], is_listed):
            raise Unread(OptionFault.UNSURE, text[start : hit[1]], words.name(hit[0]))
        return hit

    def takes(text: str) -> bool:
        return any(_is_another(words, word[0]) for word in _WORDS.finditer(text))

    return Reader(lambda text: read_list(text, match), takes, words.is_near, words.nearest)


def choice_reader(words: Vocabulary[T], *, is_near: Callable[[str], bool] | None = None) -> Reader:
    """One word of a vocabulary."""
    several = words_reader(words)

    def read(text: str) -> tuple[T, str]:
        values, rest = several.read(text)
        if len(values) > 1:
            raise Unread(OptionFault.TWICE, text)
        return values[0], rest

    return replace(several, read=read, is_near=is_near or several.is_near)


def read_list(text: str, match: Callable[[str, int, bool], tuple[T, int] | None]) -> tuple[tuple[T, ...], str]:
    """Values one after the other, for as long as they are values; behind a comma or *and* nothing else may stand."""
    found: dict[T, None] = {}
    end = count = 0
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
        count += 1
        if count > _MOST_VALUES:
            raise Unread(OptionFault.TOO_LONG, text)
    return tuple(found), text[end:]


def _is_another(words: Vocabulary[T], word: str) -> bool:
    """Whether a word amid prose was probably meant as a value: a code in capitals, a name, a misspelt name."""
    if words.find(word) is not None:
        return len(word) > 2 or word.isupper() or not word.isascii()
    return len(word) > 4 and word[0].isupper() and words.is_near(word)


def _is_among_words(text: str, end: int, is_listed: bool) -> bool:
    """Whether a word stands beside others as in prose, and not by commas as in a list."""
    following = _SEPARATOR.match(text, end)
    return not is_listed or bool(following and not following[1] and _WORDS.match(text, following.end()))
