"""A text as tokens: digits, words, links, and the marks that end a number.

Digits of dates, times, shares and Locarno classes, and the numbering of lists, are left out: what stands around them
is as far apart as if a bracket stood there.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from bot.numbers.dates import NOISE
from bot.numbers.links import PLACE
from bot.numbers.words import WORDS, Meaning, lookup, stands_between

Kind = Literal["digits", "word", "strange", "break", "line", "cell", "link"]

APART = "("
"""Stands in the ``before`` of a token for what was left out there."""

_PHRASES = "|".join(
    rf"{phrase.replace(' ', '[ -]+')}(?![A-Z])"
    for phrase in sorted((word for word in WORDS if " " in word), key=len, reverse=True)
)
_SHORT_NAMES = r"U\s?\.\s?S\s?\.?(?:\s?A(?:\.|(?![A-Z])))?(?![A-Z]{2})|U\s?\.\s?K\.?|E\s?\.\s?U\.?"
_OTHER_SCRIPTS = "|".join(
    sorted((word for word in WORDS if not re.match(r"[A-Z\u00c0-\u024f]", word)), key=len, reverse=True)
)
_TOKEN = re.compile(
    rf"(?P<noise>{NOISE})|(?P<digits>[0-9]+)|(?P<office>PCT[\s/.-]{{0,3}}[A-Z]{{2}}(?=[\s/.-]{{0,3}}[0-9]))"
    rf"|(?P<name>{_SHORT_NAMES})|(?P<phrase>{_PHRASES})|(?P<kind>(?<![0-9A-Z])(?:[ABCEPUY][1-9]|S1)(?=[\s./-]{{1,3}}[0-9]))"
    rf"|(?P<word>[A-Z\u00c0-\u024f]+)|(?P<script>{_OTHER_SCRIPTS})|(?P<line>\n)|(?P<cell>[\t|])|(?P<break>[;&+、])"
    rf"|(?P<link>{PLACE})|(?P<strange>[^\W\d_])",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"[A-H]|[IVX]{1,4}")
_CLOSED = re.compile(r"\s*[)\]:]|\s*\.\s")
_LONGEST_ORDINAL = 3


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
    for match in _TOKEN.finditer(text):
        before = gap + text[end : match.start()]
        end, gap = match.end(), ""
        kind, raw = match.lastgroup, match[0]
        if kind == "noise":
            gap = before + APART
        elif kind in {"digits", "line", "cell", "break", "link", "strange"}:
            yield Token(kind, raw, raw, before, match.start(), end)  # type: ignore[arg-type] # one of the literals
        else:
            yield _word(kind or "", raw, before, match.start(), touches_digits=text[end : end + 1].isdigit())


def _word(kind: str, raw: str, before: str, start: int, *, touches_digits: bool) -> Token:
    text, end = raw.upper(), start + len(raw)
    match kind:
        case "office":
            meaning: Meaning | None = Meaning(country="WO", series="PCT/" + text[-2:], is_application=True)
        case "name":
            meaning = WORDS["".join(filter(str.isalpha, text))]
        case "phrase":
            meaning = WORDS[" ".join(re.split(r"[ -]+", text))]
        case "kind":
            meaning = Meaning(kind=text)
        case _ if stands_between(text):
            return Token("break", text, raw, before, start, end)
        case _:
            meaning = lookup(text, touches_digits=touches_digits)
    return Token("strange" if meaning is None else "word", text, raw, before, start, end, meaning)


def _without_numbering(tokens: list[Token]) -> Iterator[Token]:
    """Leave out ``1.``, ``(1)``, ``2)``, ``a)``, ``No. 3:``, a column of row numbers, and codes such as ``(11)``."""
    gap, expected = "", -1
    is_start = True  # nothing but words that name no country since the last break
    for at, token in enumerate(tokens):
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        if following and _is_numbering(token, following, is_start=is_start, expected=expected):
            gap += token.before + APART
            expected = int(token.text) + 1 if token.kind == "digits" else -1
            continue
        yield token._replace(before=gap + token.before) if gap else token
        gap = ""
        if token.ends_number:
            is_start = True
        elif token.kind == "digits" or (token.meaning and token.meaning.begins_number):
            is_start = False


def _is_numbering(token: Token, following: Token, *, is_start: bool, expected: int) -> bool:
    mark = following.before
    if token.kind in {"word", "strange"}:
        is_letter = is_start and _ORDINAL.fullmatch(token.text) is not None
        return is_letter and following.kind != "digits" and re.match(r"[).]", mark) is not None
    if token.kind != "digits" or len(token.text) > _LONGEST_ORDINAL:
        return False
    if token.before.rstrip()[-1:] in {"(", "["} and mark.lstrip()[:1] in {")", "]"}:
        return True
    is_closed = (
        _CLOSED.match(mark) is not None or (mark == "." and following.kind != "digits") or following.text == "、"
    )
    begins = following.kind == "link" or (following.meaning is not None and following.meaning.begins_number)
    if is_start:
        return is_closed or following.kind == "cell" or (begins and re.fullmatch(r"[\s,.–-]+", mark) is not None)
    return is_closed and int(token.text) == expected
