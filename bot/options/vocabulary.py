"""The words that an option takes, found in any case, with or without accents, dots and hyphens."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Generic, TypeVar

from bot.options.spelling import Spellings

T = TypeVar("T")

WITHOUT_SPACES = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""A letter of a script that is written without spaces between words, or may be."""

_RUN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{1,16}")
_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)+\.?(?!\w)|\w+(?:['-]\w+)*")
_BETWEEN_WORDS = re.compile(r"[ \t()&,]*")
_DROPPED = re.compile(r"(?<!\w\w)[.'’]|[.'’](?!\w\w)")
"""Dots and apostrophes beside a single letter, as in *U.S.*, *d'Ivoire*, *People's*; others separate words: *IN.DE*."""

_SPACES = re.compile(r"[-_.,'’()&\s]+")
_MOST_WORDS = 4


@lru_cache(maxsize=4096)
def key_of(text: str) -> str:
    """``Viet-Nam`` and ``viet nam`` alike: no case, accents, dots or brackets, one space between words."""
    text = unicodedata.normalize("NFKD", text.casefold())
    text = unicodedata.normalize("NFC", "".join(char for char in text if unicodedata.category(char) != "Mn"))
    return " ".join(_SPACES.sub(" ", _DROPPED.sub("", text)).split())


class Vocabulary(Generic[T]):
    """
    Args:
        words: what people write -> what it means.
        names: what it means -> the word for it in the details of a refusal, if that is not the meaning's own text.
        unsure: words of English among them: in lower case, beside other words, they may be prose.
        suggested: words that mean nothing exact -> what is offered instead of them.
    """

    def __init__(
        self,
        words: Iterable[tuple[str, T]],
        *,
        names: Mapping[T, str] | None = None,
        unsure: Iterable[str] = (),
        suggested: Mapping[str, T] | None = None,
    ) -> None:
        self._meanings = {key_of(word): meaning for word, meaning in words}
        self._names = names or {}
        self._unsure = frozenset(unsure)
        self._suggested = {key_of(word): meaning for word, meaning in (suggested or {}).items()}
        self._spellings = Spellings({**self._meanings, **self._suggested})

    def find(self, text: str) -> T | None:
        """What exactly this text means."""
        return self._meanings.get(key_of(text))

    def match(self, text: str, start: int) -> tuple[T, int] | None:
        """What the longest of the words means that stands in a text at this place, and where it ends."""
        for end in self._ends(text, start):
            meaning = self.find(text[start:end])
            if meaning is not None:
                return meaning, end
        return None

    def is_unsure(self, word: str) -> bool:
        return word in self._unsure

    def name(self, meaning: T) -> str:
        """A meaning as data."""
        return self._names.get(meaning, str(meaning))

    def is_near(self, word: str) -> bool:
        """Whether a word is one of these but for a letter."""
        key = key_of(word)
        return key in self._meanings or key in self._suggested or self._spellings.near(key) is not None

    def nearest(self, word: str) -> str:
        """What was probably meant, as data; empty if nothing is near."""
        key = key_of(word)
        meaning = self._meanings.get(key, self._suggested.get(key))
        if meaning is None:
            meaning = self._spellings.nearest(key)
        return "" if meaning is None else self.name(meaning)

    def _ends(self, text: str, start: int) -> Iterable[int]:
        """Where a word, or a few, may end that begin here; the farthest first."""
        if run := _RUN.match(text, start):
            return range(run.end(), start, -1)
        ends: list[int] = []
        place = start
        while len(ends) < _MOST_WORDS and (word := _WORD.match(text, place)):
            ends.append(word.end())
            gap = _BETWEEN_WORDS.match(text, word.end())
            place = gap.end() if gap else word.end()
        return reversed(ends)
