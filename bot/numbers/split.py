"""Where one number ends and the next begins.

Commas, spaces, dots, dashes and slashes stand inside numbers and between them. The rule, the same for every text:

- A line break, a tab, a semicolon, ``|``, ``&``, ``+``, a bullet and the word *and* always end a number.
- A country, an office or a series of numbers (``JP``, ``Japan``, ``D1…``, ``DM/…``) begins the next one.
- A comma belongs to the number only where it sets off thousands: right between one to three digits (three, after the
  first) and exactly three. So ``D1,055,174`` is one number, and ``1747893, 1747894`` and ``1747893,1747894`` are two.
- A dot before a space ends a number.
- Of any other mark: two groups of five or more digits are two numbers, else they are one. So ``1747893 1747894`` are
  two, and ``004035624-0003``, ``30 2020 0012345`` and ``10 123 456`` are one each.
- One letter, with up to one digit, behind the digits is the kind code; nothing of that number follows it.
- Digits behind a word are another number. But words behind a number whose country is known are taken for its title,
  and so are up to four digits among them, as far as the next comma.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.model.number import NumberFault
from bot.numbers.draft import Draft
from bot.numbers.words import PHRASES, WORDS, Meaning, ends_number, lookup, lookup_series

_KINDS = frozenset("ABCDEFHILMPRSTUVWXYZ")
_ENDS = re.compile(r"[\n;|&+]")
_LOOK_AHEAD = 8  # words between a country and its number

_SHORT_NAMES = r"U\s?\.\s?S\s?\.?(?:\s?A(?:\.|(?![A-Z])))?(?![A-Z]{2})|U\s?\.\s?K\.?|E\s?\.\s?U\.?"
_PHRASES = "|".join(rf"{phrase.replace(' ', '[ ]+')}(?![A-Z])" for phrase in sorted(PHRASES, key=len, reverse=True))
_OTHER_SCRIPTS = "|".join(sorted((word for word in WORDS if not word.isascii()), key=len, reverse=True))
_TOKEN = re.compile(
    rf"(?P<office>PCT[\s/.-]{{0,3}}[A-Z]{{2}}(?=[\s/.-]{{0,3}}[0-9]))|(?P<name>{_SHORT_NAMES})|(?P<phrase>{_PHRASES})"
    rf"|(?P<script>{_OTHER_SCRIPTS})|(?P<digits>[0-9]+)|(?P<word>[A-Z\u00c0-\u024f]+)|(?P<strange>[^\W\d_])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    before: str
    start: int
    end: int

    @property
    def is_digits(self) -> bool:
        return self.kind == "digits"


def split(text: str) -> list[Draft]:
    """The numbers in a cleaned text without links, in order; what cannot be one carries its ``fault``."""
    return _Splitter(text).run()


def _tokens(text: str) -> Iterator[_Token]:
    end = 0
    for match in _TOKEN.finditer(text):
        yield _Token(match.lastgroup or "", match[0].upper(), text[end : match.start()], *match.span())
        end = match.end()


def _is_thousands(group: str, *, is_first: bool, mark: str, digits: str) -> bool:
    return mark == "," and len(digits) == 3 and (len(group) == 3 or (is_first and len(group) < 3))


def _joins(groups: list[str], mark: str, digits: str) -> bool:
    if "," in mark:
        return _is_thousands(groups[-1], is_first=len(groups) == 1, mark=mark, digits=digits)
    if re.search(r"\.\s", mark):
        return False
    return len(groups[-1]) < 5 or len(digits) < 5


class _Splitter:
    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = list(_tokens(text))
        self._drafts: list[Draft] = []
        self._draft = Draft()
        self._at = 0

    def run(self) -> list[Draft]:
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            if _ENDS.search(token.before):
                self._end_number()
            if token.is_digits:
                self._take_digits(token)
            else:
                self._take_word(token)
            self._at += 1
        self._close()
        return self._drafts

    def _peek(self, distance: int = 1) -> _Token | None:
        at = self._at + distance
        return self._tokens[at] if at < len(self._tokens) else None

    def _take_digits(self, token: _Token) -> None:
        draft = self._draft
        if self._is_in_title(token) and len(token.text) < 5:
            return
        if draft.groups:
            is_open = not (draft.kind or draft.suffix or draft.has_words_behind)
            if not is_open or not _joins(draft.groups, token.before, token.text):
                self._close()
                draft = self._draft
            else:
                draft.joints.append(token.before)
        draft.groups.append(token.text)
        self._cover(token)

    def _take_word(self, token: _Token) -> None:
        if self._draft.groups and self._take_kind(token):
            return
        meaning = self._meaning(token)
        if self._draft.groups:
            self._take_word_behind(token, meaning)
        elif meaning is None:
            self._take_strange_word(token)
        elif meaning != Meaning():
            self._draft.hear(meaning)
            self._cover(token)

    def _take_word_behind(self, token: _Token, meaning: Meaning | None) -> None:
        draft = self._draft
        draft.has_words_behind = True
        if ends_number(token.text):
            self._close()
        elif meaning is None:
            draft.has_strange_words = True
        elif meaning.begins_number and self._number_follows():
            self._begin(token, meaning)
        elif not meaning.country:
            return
        elif not draft.country and not draft.series:
            draft.country = meaning.country  # 1747893 JP
            self._cover(token)
        elif "," in token.before and not meaning.may_be_prose:
            self._begin(token, meaning)
        else:
            draft.has_strange_words = True

    def _begin(self, token: _Token, meaning: Meaning) -> None:
        self._close()
        self._draft.hear(meaning)
        self._cover(token)

    def _is_in_title(self, token: _Token) -> bool:
        draft = self._draft
        return draft.has_strange_words and bool(draft.country or draft.series) and "," not in token.before

    def _take_strange_word(self, token: _Token) -> None:
        """Before the digits, a word that is not known changes what the digits mean: so they are not read."""
        following = self._peek()
        is_code = len(token.text) == 2 and token.text.isascii() and following is not None and following.is_digits
        fault = NumberFault.UNKNOWN_COUNTRY if is_code else NumberFault.NOT_A_NUMBER
        self._draft.fault = self._draft.fault or fault
        self._cover(token)

    def _take_kind(self, token: _Token) -> bool:
        draft = self._draft
        if draft.kind or len(token.text) != 1 or token.text not in _KINDS or re.search(r"[,;]", token.before):
            return False
        following = self._peek()
        if following is not None and following.is_digits:
            if not following.before:
                return self._take_kind_with_digits(token, following)
            if token.text == "D" and (len(following.text) > 3 or self._is_grouped(following)):
                return False
        draft.kind = token.text
        self._cover(token)
        return True

    def _take_kind_with_digits(self, token: _Token, following: _Token) -> bool:
        draft = self._draft
        if not token.before and token.text == "M" and len(following.text) == 3 and draft.country == "HK":
            draft.suffix = token.text + following.text
        elif len(following.text) == 1 and not (token.before and self._is_grouped(following)):
            draft.kind = token.text + following.text
        else:
            return False
        self._cover(following)
        self._at += 1
        return True

    def _is_grouped(self, first: _Token) -> bool:
        """Whether the digits that follow this word are written in thousands: then they are a number of their own."""
        second = self._peek(2)
        return (
            second is not None
            and second.is_digits
            and _is_thousands(first.text, is_first=True, mark=second.before, digits=second.text)
        )

    def _meaning(self, token: _Token) -> Meaning | None:
        match token.kind:
            case "office":
                return Meaning(country="WO", series="PCT/" + token.text[-2:], is_application=True)
            case "name":
                letters = "".join(filter(str.isalpha, token.text))
                return WORDS[letters]
            case "phrase":
                return Meaning(country=PHRASES[" ".join(token.text.split())])
            case "strange":
                return None
        following = self._peek()
        if following is None or not following.is_digits or "," in following.before:
            meaning = lookup(token.text, touches_digits=False)
            return None if meaning and meaning.series else meaning  # letters of a series stand before digits only
        series = "" if self._draft.groups else lookup_series(token.text, self._draft.country)
        return Meaning(series=series) if series else lookup(token.text, touches_digits=not following.before)

    def _number_follows(self) -> bool:
        for distance in range(1, _LOOK_AHEAD):
            token = self._peek(distance)
            if token is None or _ENDS.search(token.before):
                return False
            if token.is_digits:
                return True
            if lookup(token.text, touches_digits=True) is None and token.kind in {"word", "strange"}:
                return False
        return False

    def _cover(self, token: _Token) -> None:
        if self._draft.start is None:
            self._draft.start = token.start
        self._draft.end = token.end

    def _end_number(self) -> None:
        """End the number, but let a heading such as ``Japan:`` stand before its first one."""
        if self._draft.groups or self._draft.fault:
            self._close()

    def _close(self) -> None:
        draft, self._draft = self._draft, Draft()
        if draft.start is None:
            return
        if not draft.groups:
            says_nothing = not draft.country or draft.country_may_be_prose
            if draft.fault is None and says_nothing:
                return
            draft.fault = NumberFault.NO_DIGITS
        draft.typed = self._text[draft.start : draft.end].strip()
        self._drafts.append(draft)
