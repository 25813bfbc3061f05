"""Digits as they belong together: which groups are one number, and which letter behind them is its kind code.

- A comma belongs to the number only if it sets off thousands: right between one to three digits (three, after the
  first) and exactly three. So ``D1,055,174`` is one number, and ``1747893, 1747894`` and ``1747893,1747894`` are two.
- A bracket, and a dot before a space, end a number.
- Of any other mark: two groups of five or more digits are two numbers, else they are one. So ``1747893 1747894`` are
  two, and ``004035624-0003``, ``30 2020 0012345`` and ``10 123 456`` are one each.
- A year behind a space and a group of five or more digits is a year.
- One letter, with up to one digit, behind the digits is the kind code; nothing of that number follows it.
"""

import re
from dataclasses import dataclass, field

from bot.numbers.dates import is_year
from bot.numbers.tokens import APART, Token
from bot.numbers.words import announces_similar

_KINDS = frozenset("ABCDEFHILMPRSTUVWXYZ")
_LONG = 5
_MOST_SIMILAR = 4
UNCOUNTED = "?"
"""The count of a similar design that is not said."""


@dataclass(slots=True)
class Numeral:
    """Digits that are one number, or a year.

    Attributes:
        groups: runs of digits; ``joints`` are the marks between them, one fewer.
        suffix: what follows the digits and is no kind code (Hong Kong's ``M001``).
        similar: the count of a similar design, as in ``第785321号の類似1``.
        before: the marks in front of it.
    """

    groups: list[str]
    before: str
    start: int
    end: int
    joints: list[str] = field(default_factory=list)
    kind: str = ""
    suffix: str = ""
    similar: str = ""

    @property
    def digits(self) -> str:
        return "".join(self.groups)

    @property
    def is_year(self) -> bool:
        return all(map(is_year, self.groups)) and not self.kind


Item = Token | Numeral


def gather(tokens: list[Token]) -> list[Item]:
    """The tokens with their digits gathered, and without years that stand alone."""
    return _Gatherer(tokens).run()


def is_thousands(group: str, *, is_first: bool, mark: str, digits: str) -> bool:
    """Whether a comma between two groups sets off thousands."""
    return mark == "," and len(digits) == 3 and (len(group) == 3 or (is_first and len(group) < 3))


def _joins(numeral: Numeral, mark: str, digits: str) -> bool:
    group = numeral.groups[-1]
    if "," in mark:
        return is_thousands(group, is_first=len(numeral.groups) == 1, mark=mark, digits=digits)
    if re.search(r"\.\s|[()\[\]]", mark) or (is_year(digits) and len(group) >= _LONG and re.search(r"\s", mark)):
        return False
    return len(group) < _LONG or len(digits) < _LONG


def _is_in_series(numeral: Numeral, before: list[Item]) -> bool:
    """``D2024`` and ``DM/2024`` are no years."""
    word = before[-1] if before else None
    return isinstance(word, Token) and bool(word.meaning and word.meaning.series) and numeral.before in {"", "/"}


class _Gatherer:
    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._at = 0

    def run(self) -> list[Item]:
        items: list[Item] = []
        gap = ""
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            self._at += 1
            if gap:
                token = token._replace(before=gap + token.before)
            if token.kind != "digits":
                items.append(token)
                gap = ""
                continue
            item = self._gather(token)
            if isinstance(item, Numeral) and item.is_year and not _is_in_series(item, items):
                gap = item.before + APART
            else:
                items.append(item)
                gap = ""
        return items

    def _peek(self, distance: int) -> Token | None:
        at = self._at + distance
        return self._tokens[at] if at < len(self._tokens) else None

    def _gather(self, first: Token) -> Numeral:
        numeral = Numeral([first.text], first.before, first.start, first.end)
        while (token := self._peek(0)) and token.kind == "digits" and _joins(numeral, token.before, token.text):
            numeral.groups.append(token.text)
            numeral.joints.append(token.before)
            self._take(numeral, token)
        self._take_kind(numeral)
        self._take_similar(numeral)
        return numeral

    def _take(self, numeral: Numeral, *tokens: Token) -> None:
        self._at += len(tokens)
        numeral.end = tokens[-1].end

    def _take_kind(self, numeral: Numeral) -> None:
        letter, digit = self._peek(0), self._peek(1)
        if letter and letter.kind == "cell":
            self._take_cell(numeral)
            return
        if not letter or letter.kind not in {"word", "strange"} or re.search(r"[,;]", letter.before):
            return
        if letter.meaning and letter.meaning.kind == letter.text:  # B2 before digits of another number
            numeral.kind = letter.text
            self._take(numeral, letter)
        elif len(letter.text) == 1 and letter.text in _KINDS:
            self._take_letter(numeral, letter, digit if digit and digit.kind == "digits" else None)

    def _take_letter(self, numeral: Numeral, letter: Token, digit: Token | None) -> None:
        if digit and not digit.before:
            if not letter.before and letter.text == "M" and len(digit.text) == 3:
                numeral.suffix = letter.text + digit.text
            elif len(digit.text) == 1 and not (letter.before and self._is_grouped(digit)):
                numeral.kind = letter.text + digit.text
            else:
                return
            self._take(numeral, letter, digit)
        elif not (digit and letter.text == "D" and (len(digit.text) > 3 or self._is_grouped(digit))):
            numeral.kind = letter.text
            self._take(numeral, letter)

    def _take_cell(self, numeral: Numeral) -> None:
        """A kind code in a column of its own."""
        cell, letter, digit, end = (self._peek(distance) for distance in range(4))
        if not (cell and letter and len(letter.text) == 1 and letter.text in _KINDS):
            return
        if digit is None or digit.ends_number:
            numeral.kind = letter.text
            self._take(numeral, cell, letter)
        elif digit.kind == "digits" and not digit.before and len(digit.text) == 1 and (not end or end.ends_number):
            numeral.kind = letter.text + digit.text
            self._take(numeral, cell, letter, digit)

    def _is_grouped(self, first: Token) -> bool:
        """Whether the digits that follow this letter are written in thousands: then they are a number of their own."""
        second = self._peek(2)
        return (
            second is not None
            and second.kind == "digits"
            and is_thousands(first.text, is_first=True, mark=second.before, digits=second.text)
        )

    def _take_similar(self, numeral: Numeral) -> None:
        taken: list[Token] = []
        while (token := self._peek(len(taken))) and token.kind == "word":
            taken.append(token)
        if not any(announces_similar(word.text) for word in taken):
            return
        if token and token.kind == "digits" and len(token.text) <= _MOST_SIMILAR:
            numeral.similar = token.text
            self._take(numeral, *taken, token)
        elif any(word.text in {"の", "의", "호의"} for word in taken):
            numeral.similar = UNCOUNTED
            self._take(numeral, *taken)
