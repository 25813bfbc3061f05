"""Near misses: the word of a table that a misspelt one was meant for."""

from collections.abc import Mapping
from difflib import SequenceMatcher
from typing import Generic, TypeVar

T = TypeVar("T")

_LIKENESS = 0.75
_SHORTEST, _LONGEST = 4, 40
"""Of a shorter word nearly every other one is near."""


class Spellings(Generic[T]):
    """Words and what they mean, found in spite of a letter that is missing, wrong, doubled or swapped with the next."""

    def __init__(self, words: Mapping[str, T]) -> None:
        self._words = words
        self._index: dict[str, T] = {}
        for word, meaning in words.items():
            for part in _parts(word):
                self._index.setdefault(part, meaning)

    def near(self, word: str) -> T | None:
        """What a word means that is one of these but for a letter. Costs as many look-ups as the word has letters."""
        return next((self._index[part] for part in _parts(word) if part in self._index), None)

    def nearest(self, word: str) -> T | None:
        """The same, or else the most alike of them all, if it is rather alike. Reads the whole table."""
        near = self.near(word)
        if near is not None or not _SHORTEST <= len(word) <= _LONGEST:
            return near
        best, most = None, _LIKENESS
        matcher = SequenceMatcher(b=word, autojunk=False)
        for known, meaning in self._words.items():
            if len(known) >= _SHORTEST and abs(len(known) - len(word)) <= 3:
                matcher.set_seq1(known)
                if matcher.quick_ratio() > most and (likeness := matcher.ratio()) > most:
                    best, most = meaning, likeness
        return best


def _parts(word: str) -> list[str]:
    """Two words are near each other if both become the same when each loses at most one letter."""
    if not _SHORTEST <= len(word) <= _LONGEST:
        return []
    return [word, *(word[:at] + word[at + 1 :] for at in range(len(word)))]
