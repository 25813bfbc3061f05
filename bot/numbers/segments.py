"""The numbers in a text, each with the words that belong to it.

- A line break, a tab, a semicolon, ``|``, ``&``, ``+``, a bullet and the word *and* always end a number.
- Words between two numbers belong to the second from the last comma or bracket on, or else from the first word on that
  names a country, an office or a series; the others belong to the first.
- Words behind a number are a title if its country is known. A country there counts if none stands in front.
- A word that is not known changes what the digits mean: right before them they are not read, unless they name country
  and kind themselves. Behind a comma, and in a line or cell without digits, such words are left alone.
- A heading such as ``Japan:`` holds for the next number; on a line of its own for the lines below; a plural such as
  ``US Pat. Nos.`` for all numbers as far as another country is named.
- A row of a table is one patent: a cell with a country, or with a kind code, belongs to its number.
"""

import re
from dataclasses import dataclass, replace

from bot.model.number import NumberFault
from bot.numbers.candidate import Candidate, Context, hear_before, last_mark
from bot.numbers.dates import is_date
from bot.numbers.numerals import Item, Numeral, gather
from bot.numbers.tokens import Token, tokenize
from bot.numbers.words import Meaning

_ENDS_WORDS = re.compile(r"[,)\]]")
_FEWEST_ALONE = 6
"""Digits of a number in a cell by itself, without a country."""


@dataclass(slots=True)
class _Segment:
    """The items between two marks that end a number."""

    items: list[Item]
    row: int
    is_cell: bool

    @property
    def has_digits(self) -> bool:
        return any(isinstance(item, Numeral) for item in self.items)

    @property
    def is_prose(self) -> bool:
        """Whether it holds words that are not about a number alone."""
        words = self.words
        return bool(words) and (not self.has_digits or any(word.meaning is None for word in words))

    @property
    def words(self) -> list[Token]:
        return [item for item in self.items if isinstance(item, Token)]


def find_candidates(text: str) -> list[Candidate]:
    """The numbers in a text in which each link is one character; in order, each with what is said of it."""
    segments = _segments(gather(tokenize(text)))
    reader = _Reader(text)
    for segment in segments:
        reader.read(segment)
    return _without_asides(reader.found, segments)


def _segments(items: list[Item]) -> list[_Segment]:
    segments = [_Segment([], row=0, is_cell=False)]
    row = 0
    for item in items:
        if isinstance(item, Numeral) or not item.ends_number:
            segments[-1].items.append(item)
            continue
        row += item.kind == "line"
        if item.kind == "link":
            segments.append(_Segment([item], row, is_cell=False))
        segments[-1].is_cell |= item.kind == "cell"
        segments.append(_Segment([], row, is_cell=item.kind == "cell"))
    return segments


def _without_asides(found: list[Candidate], segments: list[_Segment]) -> list[Candidate]:
    """Leave out sizes and counts beside a good number, and the other columns of its row in a table."""
    if not any(item.names_itself and not item.fault for item in found):
        return found
    with_cells = {segment.row for segment in segments if segment.is_cell}
    with_words = {segment.row for segment in segments if segment.is_cell and segment.is_prose}
    good = {item.row for item in found if item.names_itself}

    def is_aside(item: Candidate) -> bool:
        if item.names_itself:
            return False
        is_column = item.row in with_words or (item.row in with_cells and len(item.digits) < _FEWEST_ALONE)
        return item.is_aside or (is_column and item.row in good)

    return [item for item in found if not is_aside(item)]


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._heading = Context()
        self._carried = Context()
        self._row = -1
        self._first_of_row = 0
        self.found: list[Candidate] = []

    def read(self, segment: _Segment) -> None:
        if segment.row != self._row:
            self._end_row(segment.row)
        if segment.has_digits:
            self._read_numbers(segment)
        elif segment.items and segment.items[0].kind == "link":
            self._add_link(segment)
        elif segment.items:
            self._read_words(segment)

    def _end_row(self, row: int) -> None:
        if self._first_of_row == len(self.found) and self._heading.names_itself:
            self._carried, self._heading = self._heading, Context()  # a heading on a line of its own
        self._row, self._first_of_row = row, len(self.found)

    def _read_words(self, segment: _Segment) -> None:
        """A heading; or a cell that says the country of the number in its row; or nothing of a number."""
        words = segment.words
        if len(self.found) > self._first_of_row:
            if segment.is_cell and all(word.meaning for word in words):
                self._hear_behind(self.found[-1], words)
        elif all(word.meaning for word in words):
            for word in words:
                self._heading.hear(word.meaning or Meaning())

    def _add_link(self, segment: _Segment) -> None:
        (place,) = segment.words
        numeral = Numeral([], "", place.start, place.end)
        self.found.append(Candidate(numeral, is_link=True, row=segment.row))
        self._heading = Context()

    def _read_numbers(self, segment: _Segment) -> None:
        before: list[Token] = []
        numerals = [at for at, item in enumerate(segment.items) if isinstance(item, Numeral)]
        is_country_behind = _names_countries_behind(segment.items, numerals)
        for at, following in zip(numerals, [*numerals[1:], None], strict=True):
            if at == numerals[0]:
                before = segment.words[:at]
            numeral = segment.items[at]
            words = [item for item in segment.items[at + 1 : following] if isinstance(item, Token)]
            split = len(words)
            if following is not None and not is_country_behind:
                split = _split(words, segment.items[following].before)
            elif following is not None:
                split = last_mark(_ENDS_WORDS, words, segment.items[following].before) or len(words)
            if isinstance(numeral, Numeral):
                self._add(segment, numeral, before, words[:split], is_first=at == numerals[0])
            before = words[split:]

    def _add(
        self, segment: _Segment, numeral: Numeral, before: list[Token], behind: list[Token], *, is_first: bool
    ) -> None:
        candidate = Candidate(numeral, kind=numeral.kind, row=segment.row)
        start = hear_before(candidate, before, is_first=is_first)
        if is_date(numeral.digits) and len(numeral.groups) == 1 and not candidate.context.names_itself:
            return
        named = candidate.context.names_itself
        end = self._hear_behind(candidate, behind) or numeral.end
        candidate.context.adopt(self._heading)
        candidate.context.adopt(self._carried)
        if candidate.context.names_two_countries or self._is_contradicted(candidate, behind):
            candidate.fault = candidate.fault or NumberFault.TWO_COUNTRIES
        candidate.typed = self._text[start:end].strip()
        self._carry(candidate, named=named)
        self.found.append(candidate)

    def _is_contradicted(self, candidate: Candidate, behind: list[Token]) -> bool:
        """Whether a country behind a number speaks against a heading, or in brackets against that in front."""
        country = candidate.context.country
        countries = set(candidate.behind)
        if behind and not candidate.kind and behind[0].before.strip() == "(" and self._text[behind[0].end :][:1] == ")":
            countries |= {behind[0].meaning.country} if behind[0].meaning else set()
        return bool(country and countries - {""} and country not in countries)

    def _carry(self, candidate: Candidate, *, named: bool) -> None:
        context = candidate.context
        if named or self._heading.names_itself:
            is_plural = context.is_plural or self._heading.is_plural
            if is_plural or context.office != self._carried.office:
                series = context.series if context.country == "WO" else ""
                country = context.country or ("US" if context.series else "")
                carried = replace(context, country=country, series=series, implied_kind="")
                self._carried = carried if is_plural else Context()
        self._heading = Context()

    def _hear_behind(self, candidate: Candidate, words: list[Token]) -> int:
        """Take what the words behind a number say, as far as they are known; where the last one that counts ends."""
        end = 0
        for word in words:
            if word.meaning is None:
                candidate.has_strange_words = True
                break
            if candidate.context.country or candidate.is_link:
                continue
            if word.meaning.country and not (word.meaning.may_be_prose and word.raw.islower()):
                candidate.behind = list(dict.fromkeys([*candidate.behind, word.meaning.country]))
                end = word.end
            if not candidate.context.series:
                candidate.context.right = candidate.context.right or word.meaning.right
                candidate.context.is_application |= word.meaning.is_application
        return end


def _names_countries_behind(items: list[Item], numerals: list[int]) -> bool:
    """Whether a line such as ``1747893 JP 1747894 JP`` has its countries behind the numbers."""
    first, last = items[0], items[-1]
    return (
        len(numerals) > 1
        and isinstance(first, Numeral)
        and isinstance(last, Token)
        and bool(last.meaning and last.meaning.country)
    )


def _split(words: list[Token], mark: str) -> int:
    """How many of the words between two numbers belong to the first."""
    end = last_mark(_ENDS_WORDS, words, mark)
    if end is not None:
        return end
    known = len(words)
    while known and words[known - 1].meaning:
        known -= 1
    says_something = (at for at in range(known, len(words)) if words[at].meaning != Meaning())
    # A strange word right before the second is its own, whatever it means.
    return next(says_something, known - 1 if known else len(words))
