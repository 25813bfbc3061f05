"""A text as tokens: digits, words, links, and the marks that end a number.

Digits of dates, times, shares and Locarno classes, and the numbering of lists, are left out: what stands around them
is as far apart as if a bracket stood there.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from bot.numbers.dates import end_of_date, may_begin_date
from bot.numbers.links import PLACE
from bot.numbers.words import NUMBER_SIGNS, PHRASES, SIZES, WORDS, Meaning, lookup, stands_between

Kind = Literal["digits", "word", "strange", "break", "line", "cell", "link"]

APART = "("
"""Stands in the ``before`` of a token for what was left out there."""

_TOKEN = re.compile(
    r"(?P<digits>[0-9]+)|(?P<word>[A-Za-z\u00c0-\u024f]+)|(?P<line>\n)|(?P<cell>[\t|])|(?P<break>[;&+、])"
    rf"|(?P<link>{PLACE})|(?P<script>[^\W\d_A-Za-z\u00c0-\u024f]+)"
)
_KIND = re.compile(r"(?<![0-9A-Za-z])(?:[ABCEPUY][1-9]|S1)(?=[ ./-]{1,3}[0-9])", re.IGNORECASE)
_NAMES = {
    "PCT": re.compile(r"PCT[\s/.-]{0,3}[A-Z]{2}(?=[\s/.-]{0,3}[0-9])", re.IGNORECASE),
    "U": re.compile(r"U\s?\.\s?S\s?\.?(?:\s?A(?:\.|(?![A-Z])))?(?![A-Z]{2})|U\s?\.\s?K\.?", re.IGNORECASE),
    "E": re.compile(r"E\s?\.\s?U\.?", re.IGNORECASE),
    **{
        first: re.compile("|".join(phrase.replace(" ", "[ -]+") + "(?![A-Z])" for phrase in phrases), re.IGNORECASE)
        for first, phrases in PHRASES.items()
    },
}
"""Names that are more than one word, or hold dots, by the word that they begin with."""
_MADE_IN = re.compile(
    r"(?:made|manufactured|assembled|printed|produced|designed|imported) (?:in|by) (?:the )?(?=[a-z])", re.IGNORECASE
)
_MAKERS = frozenset({"MADE", "MANUFACTURED", "ASSEMBLED", "PRINTED", "PRODUCED", "DESIGNED", "IMPORTED"})
_ORDINAL = re.compile(r"[A-H]|[IVX]{1,4}")
_CLOSED = re.compile(r"\s*\.?[)\]:]|\s*\.\s")
_LONGEST_ORDINAL = 4
_LONGEST_COUNT = 3
_LONGEST_OF_DATE = 4
_LONGEST_GROUP = 4


class Token(NamedTuple):
    """One of them.

    Attributes:
        text: in upper case; ``raw`` as it was written.
        before: the marks and spaces in front of it.
        meaning: of a word that is known.
    """

    kind: Kind
    text: str
    raw: str
    before: str
    start: int
    end: int
    meaning: Meaning | None = None

    @property
    def ends_number(self) -> bool:
        return self.kind in {"break", "line", "cell", "link"}


def tokenize(text: str) -> list[Token]:
    """The tokens of a cleaned text in which each link is the character ``PLACE``."""
    return list(_without_numbering(list(_tokens(text))))


def _tokens(text: str) -> Iterator[Token]:
    end, gap = 0, ""
    while match := _TOKEN.search(text, end):
        kind, start = match.lastgroup or "", match.start()
        before = gap + text[end:start]
        if kind == "word" and (alone := _word_alone(match[0])):
            (word, upper, meaning), end, gap = alone, match.end(), ""
            yield Token(word, upper, match[0], before, start, end, meaning)
            continue
        upper = match[0].upper()
        if kind == "digits":
            may_be_date = len(upper) <= _LONGEST_OF_DATE or before.endswith("$")
        else:
            may_be_date = may_begin_date(upper)
        if may_be_date and (date_end := end_of_date(text, start)):
            gap, end = before + APART, date_end
            continue
        if upper in _MAKERS and (made_in := _MADE_IN.match(text, start)):
            # Where a product comes from says nothing of its patents.
            gap, end = before + APART, _end_of_word(text, made_in.end())
            continue
        if kind == "script":
            token = _script(text, start, match.end(), before)
        elif kind == "word":
            token = _word(text, upper, start, match.end(), before)
        else:
            token = Token(kind, match[0], match[0], before, start, match.end())  # type: ignore[arg-type] # a literal
        yield token
        end, gap = token.end, ""


def _end_of_word(text: str, start: int) -> int:
    match = _TOKEN.match(text, start)
    return _word(text, match[0].upper(), start, match.end(), "").end if match else start


def _script(text: str, start: int, end: int, before: str) -> Token:
    """The longest known word of a script without spaces; or else what stands in front of the next one."""
    for at in range(start, end):
        if at > start and may_begin_date(text[at]):
            return Token("strange", text[start:at], text[start:at], before, start, at)
        for size in SIZES.get(text[at], ()):
            raw = text[at : at + size]
            if raw in WORDS or stands_between(raw):
                if at > start:
                    return Token("strange", text[start:at], text[start:at], before, start, at)
                kind: Kind = "break" if stands_between(raw) else "word"
                return Token(kind, raw, raw, before, start, start + size, WORDS.get(raw))
    return Token("strange", text[start:end], text[start:end], before, start, end)


def _word(text: str, upper: str, start: int, end: int, before: str) -> Token:
    """The longest name of several words that is known here; or else the word."""
    meaning: Meaning | None
    if match := _match_name(text, upper, start):
        raw, end = match[0], match.end()
        upper = raw.upper()
        meaning = _meaning_of_name(upper)
    else:
        raw = text[start:end]
        is_country = upper in NUMBER_SIGNS and text[end : end + 1].isdigit()
        meaning = Meaning(country=upper) if is_country else lookup(upper)
    return Token(_kind_of(upper, meaning), upper, raw, before, start, end, meaning)


@lru_cache(maxsize=4096)
def _word_alone(raw: str) -> tuple[Kind, str, Meaning | None] | None:
    """A word's kind, its upper case and its meaning, if nothing beside it matters; cached, as most words come again."""
    upper = raw.upper()
    may_go_on = len(upper) == 1 or upper in _NAMES or upper in NUMBER_SIGNS or upper in _MAKERS
    if may_go_on or may_begin_date(upper):
        return None
    meaning = lookup(upper)
    return _kind_of(upper, meaning), upper, meaning


def _kind_of(upper: str, meaning: Meaning | None) -> Kind:
    if stands_between(upper):
        return "break"
    return "strange" if meaning is None else "word"


def _match_name(text: str, first: str, start: int) -> re.Match[str] | None:
    found = _NAMES[first].match(text, start) if first in _NAMES else None
    return found or (_KIND.match(text, start) if len(first) == 1 else None)


def _meaning_of_name(name: str) -> Meaning:
    """Of what a pattern found: ``PCT/US``, ``B2``, ``U.S.``, ``United States``."""
    if name.startswith("PCT"):
        return Meaning(country="WO", series="PCT/" + name[-2:], is_application=True)
    if name[-1].isdigit():
        return Meaning(kind=name)
    return WORDS.get(" ".join(re.split(r"[ -]+", name))) or WORDS["".join(filter(str.isalpha, name))]


def _without_numbering(tokens: list[Token]) -> Iterator[Token]:
    """Leave out ``1.``, ``(1)``, ``2)``, ``a)``, ``No. 3:``, a column of row numbers, and codes such as ``(11)``."""
    gap, expected = "", -1
    is_start = True  # nothing but words that name no country since the last break
    last = len(tokens) - 1
    for at, token in enumerate(tokens):
        if (
            len(token.text) <= _LONGEST_ORDINAL
            and at < last
            and (following := tokens[at + 1])
            and not (following.kind == "cell" and at and _is_kind(tokens[at - 1], token))
            and _is_numbering(token, following, is_start=is_start, expected=expected)
        ):
            gap += token.before + APART
            expected = int(token.text) + 1 if token.kind == "digits" else -1
            continue
        yield token._replace(before=gap + token.before) if gap else token
        gap = ""
        if token.kind == "strange":
            continue
        if token.ends_number:
            is_start = True
        elif token.kind == "digits" or (token.meaning and (token.meaning.country or token.meaning.series)):
            is_start = False


def _is_kind(letter: Token, digit: Token) -> bool:
    """Whether both are a kind code, as A1 in a column of its own."""
    return letter.end == digit.start and len(letter.text) == 1 and letter.text.isalpha()


def _is_numbering(token: Token, following: Token, *, is_start: bool, expected: int) -> bool:
    mark = following.before
    if token.kind in {"word", "strange"}:
        is_letter = is_start and _ORDINAL.fullmatch(token.text) is not None
        return is_letter and following.kind != "digits" and re.match(r"[).]", mark) is not None
    if token.kind != "digits" or len(token.text) > _LONGEST_COUNT:
        return False
    if token.before.rstrip()[-1:] in {"(", "["} and mark.lstrip()[:1] in {")", "]"}:
        return True
    is_closed = (
        _CLOSED.match(mark) is not None or (mark == "." and following.kind != "digits") or following.text == "、"
    )
    begins = following.kind == "link" or (following.meaning is not None and following.meaning.begins_number)
    if is_start:
        if following.kind == "digits" and re.fullmatch(r"\s+(?:-\s+)?", mark):  # 1 - 1747893
            return len(following.text) > _LONGEST_GROUP and int(token.text) in {1, expected}
        is_apart = is_closed or following.kind == "cell" or mark.startswith(" - ")
        is_apart |= following.kind in {"line", "break"} and int(token.text) in {1, expected}  # on a line of its own
        return is_apart or (begins and re.fullmatch(r"[\s,./-]+", mark) is not None)
    return is_closed and int(token.text) == expected
