"""One number of a text, and what the words around it say."""

import re
from dataclasses import dataclass, field

from bot.model.number import NumberFault, Right
from bot.numbers.numerals import Numeral
from bot.numbers.tokens import Token
from bot.numbers.words import Meaning, is_english, lookup_series

_APART = re.compile(r"[,()\[\]]|\s-\s")
_KINDS_IN_FRONT = frozenset("ABCEPSUY")
_LONGEST_ASIDE = 4
"""Digits that may be a size or a count among words that are not known."""


_LONGEST_ABBREVIATION = 6


@dataclass(slots=True)
class Context:
    """What words say of the number, or the numbers, that follow them."""

    country: str = ""
    hinted: str = ""
    series: str = ""
    implied_kind: str = ""
    right: Right | None = None
    is_application: bool = False
    is_publication: bool = False
    is_plural: bool = False
    country_may_be_prose: bool = False
    names_two_countries: bool = False

    @property
    def names_itself(self) -> bool:
        """Whether it says where the number comes from."""
        return bool(self.office)

    def hear(self, meaning: Meaning) -> None:
        """Take what one word says."""
        self.hinted = self.hinted or meaning.hinted
        self.implied_kind = self.implied_kind or meaning.kind
        self.right = self.right or meaning.right
        self.is_application |= meaning.is_application
        self.is_publication |= meaning.is_publication
        self.is_plural |= meaning.is_plural
        self.series = meaning.series or self.series
        if not meaning.country or (self.country and meaning.may_be_prose):
            return
        self.names_two_countries |= self.country not in {"", meaning.country} and not self.country_may_be_prose
        self.country, self.country_may_be_prose = meaning.country, meaning.may_be_prose

    @property
    def office(self) -> str:
        """Whose number it is, as far as that is said; a series of letters alone is one of the US."""
        return self.country or ("US" if self.series else self.hinted)

    def adopt(self, other: "Context") -> None:
        """Take what a heading says, unless the number names another country itself."""
        if self.office and other.office not in {"", self.office}:
            return
        if not self.office:
            self.country, self.hinted, self.series = other.country, other.hinted, other.series
            self.names_two_countries = other.names_two_countries
        self.implied_kind = self.implied_kind or other.implied_kind
        self.right = self.right or other.right
        self.is_application |= other.is_application
        self.is_publication |= other.is_publication


@dataclass(slots=True)
class Candidate:
    """One number, or one link.

    Attributes:
        context: what stands in front of it says.
        behind: countries named behind the digits.
        kind: its kind code, from behind the digits or from before them.
        has_strange_words: words stand around it that say nothing to us, so it needs a country of its own.
        is_aside: so few digits among such words that they are a size or a count.
        fault: why it cannot be a number, if that shows before the office's rules.
        row: the line it stands in.
        typed: as it was typed, with what was heard of the words.
    """

    numeral: Numeral
    context: Context = field(default_factory=Context)
    behind: list[str] = field(default_factory=list)
    kind: str = ""
    has_strange_words: bool = False
    is_aside: bool = False
    is_link: bool = False
    fault: NumberFault | None = None
    row: int = 0
    typed: str = ""

    @property
    def digits(self) -> str:
        return self.numeral.digits

    @property
    def names_itself(self) -> bool:
        """Whether the text says where it comes from."""
        return self.context.names_itself or bool(self.behind) or self.is_link


def hear_before(candidate: Candidate, words: list[Token], *, is_first: bool) -> int:
    """Take what the words in front of a number say; where the first one that counts begins."""
    numeral, context = candidate.numeral, candidate.context
    sentence = _last_sentence(words, numeral.before)
    candidate.has_strange_words |= any(word.meaning is None for word in words[:sentence])
    words = words[sentence:]
    near = last_mark(_APART, words, numeral.before) or 0
    start = numeral.start
    is_other = False
    for at, word in enumerate(words):
        is_last = at == len(words) - 1
        if word.meaning is None and not (is_last and _belongs_to_digits(word, context.country)):
            if at < near:
                candidate.has_strange_words = True
                candidate.context = context = Context()
                start = numeral.start
            else:
                candidate.fault = candidate.fault or _fault_of(word, numeral if is_last else None)
                candidate.is_aside = len(numeral.digits) <= _LONGEST_ASIDE and len(word.text) > 2
                start = min(start, word.start)
            continue
        is_other |= at >= near and bool(word.meaning and word.meaning.is_other)
        meaning = _meaning_before(candidate, word, numeral if is_last else None, is_first=is_first and at == 0)
        if meaning != Meaning():
            context.hear(meaning)
            start = min(start, word.start)
    if candidate.fault and context.country and candidate.kind:  # it names itself: what stands around cannot change it
        candidate.fault, candidate.has_strange_words, candidate.is_aside = None, True, False
    if is_other and not context.names_itself:
        candidate.fault, candidate.is_aside = candidate.fault or NumberFault.NOT_A_NUMBER, True
    return start


def _last_sentence(words: list[Token], mark: str) -> int:
    """The first of the words in front of a number that no end of a sentence sets apart from it."""
    marks = [*(word.before for word in words[1:]), mark]
    ends = [at for at, word in enumerate(words, start=1) if marks[at - 1][:1] == "." and _ends_sentence(word)]
    if ends and ends[-1] == len(words) and words[-1].meaning is None:  # an abbreviation: Fig. 3
        ends.pop()
    return max(ends, default=0)


def _ends_sentence(word: Token) -> bool:
    """Whether a dot behind this word is no sign of an abbreviation that matters here."""
    is_empty = word.meaning == Meaning() and len(word.text) > _LONGEST_ABBREVIATION
    return is_empty or (word.meaning is None and len(word.text) > 2)


def _belongs_to_digits(word: Token, country: str) -> bool:
    """Whether letters right before the digits are a series, or a kind code, of the country."""
    return bool(country) and (word.text in _KINDS_IN_FRONT or lookup_series(word.text, country) != "")


def _fault_of(word: Token, numeral: Numeral | None) -> NumberFault:
    is_code = numeral is not None and len(word.text) == 2 and word.text.isascii()
    return NumberFault.UNKNOWN_COUNTRY if is_code else NumberFault.NOT_A_NUMBER


def _meaning_before(candidate: Candidate, word: Token, numeral: Numeral | None, *, is_first: bool) -> Meaning:
    """What one word says here: a series only right before the digits, a country's code only if it is no word."""
    meaning, country = word.meaning or Meaning(), candidate.context.country
    touches = numeral is not None and not numeral.before
    if meaning.may_be_prose and word.raw.islower() and not touches and (is_english(word.text) or not is_first):
        return Meaning()
    if numeral is None or "," in numeral.before:
        return meaning if meaning.country or not meaning.series or meaning.hinted else Meaning()
    if series := lookup_series(word.text, country):
        return Meaning(series=series)
    if country and (meaning.kind == word.text or (word.text in _KINDS_IN_FRONT and word.raw != "a")):
        candidate.kind = candidate.kind or word.text
        return Meaning()
    return meaning


def last_mark(pattern: re.Pattern[str], words: list[Token], mark: str) -> int | None:
    """The last place among words, or behind them, in front of which such a mark stands."""
    marks = [*(word.before for word in words), mark]
    return next((at for at in range(len(words), -1, -1) if pattern.search(marks[at])), None)
