"""Which filings a search may return, in the vendor's own notation."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from bot.sandbox.patsnap.catalogue import Filing, State

_TOKEN = re.compile(r"\s*(\(|\)|AND\b|OR\b|NOT\b|\d{2}(?:-\d{2})?)", re.IGNORECASE)
_SIMPLE = {State.INVALID: 0, State.VALID: 1, State.PENDING: 2}

ClassTest = Callable[[str], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What a filing must be; empty and None accept all.

    Attributes:
        locarno: a test of the class; None accepts all.
        filed, published: first and last day, each included.
        keyword: a word of the title; ``assignee`` likewise of an owner.
        legal, simple: codes of ``legal_status`` and ``simple_legal_status``.
    """

    countries: frozenset[str] = frozenset()
    locarno: ClassTest | None = None
    filed: tuple[date, date] = (date.min, date.max)
    published: tuple[date, date] = (date.min, date.max)
    keyword: str = ""
    assignee: str = ""
    legal: frozenset[int] = frozenset()
    simple: frozenset[int] = frozenset()

    def accepts(self, filing: Filing) -> bool:
        return (
            (not self.countries or filing.country in self.countries)
            and (self.locarno is None or self.locarno(filing.locarno))
            and self.filed[0] <= filing.filed <= self.filed[1]
            and self.published[0] <= filing.published <= self.published[1]
            and (not self.keyword or speaks_of(filing, self.keyword))
            and (not self.assignee or _owned(filing, self.assignee))
            and (not self.legal or filing.legal_status in self.legal)
            and (not self.simple or _SIMPLE[filing.state] in self.simple)
        )


def speaks_of(filing: Filing, keyword: str) -> bool:
    """Whether a title or a trait of the design holds a word of the keyword, in English or Chinese."""
    text = " ".join(f"{words.en} {words.cn}" for words in (filing.title, *filing.design.traits())).casefold()
    return any(word in text for word in keyword.casefold().split())


def parse_day(text: str) -> date:
    """``yyyyMMdd`` -> a day. Raises ValueError."""
    if not re.fullmatch(r"\d{8}", text):
        raise ValueError("is not yyyyMMdd")
    return datetime.strptime(text, "%Y%m%d").date()  # noqa: DTZ007 - a day has no zone


def parse_classes(expression: str) -> ClassTest:
    """``(14-03 OR 14-02) AND NOT 21`` -> a test; a bare ``14`` stands for all of class 14. Raises ValueError."""
    tokens = _tokens(expression)
    test = _either(tokens)
    if tokens:
        raise ValueError(f"has {tokens[0]!r} where AND, OR or the end was expected")
    return test


def _tokens(expression: str) -> list[str]:
    tokens, position = [], 0
    text = expression.strip()
    while position < len(text):
        match = _TOKEN.match(text, position)
        if not match:
            raise ValueError(f"cannot be read from {text[position : position + 20]!r} on")
        tokens.append(match[1].upper())
        position = match.end()
    return tokens


def _either(tokens: list[str]) -> ClassTest:
    tests = [_both(tokens)]
    while tokens[:1] == ["OR"]:
        tokens.pop(0)
        tests.append(_both(tokens))
    return lambda locarno: any(test(locarno) for test in tests)


def _both(tokens: list[str]) -> ClassTest:
    tests = [_single(tokens)]
    while tokens[:1] in (["AND"], ["NOT"]):
        if tokens[0] == "AND":
            tokens.pop(0)
        tests.append(_single(tokens))
    return lambda locarno: all(test(locarno) for test in tests)


def _single(tokens: list[str]) -> ClassTest:
    if not tokens:
        raise ValueError("ends where a class was expected")
    word = tokens.pop(0)
    if word == "NOT":
        denied = _single(tokens)
        return lambda locarno: not denied(locarno)
    if word == "(":
        inner = _either(tokens)
        if tokens[:1] != [")"]:
            raise ValueError("lacks a closing bracket")
        tokens.pop(0)
        return inner
    if not word[0].isdigit():
        raise ValueError(f"has {word!r} where a class was expected")
    return lambda locarno: locarno == word or (len(word) == 2 and locarno.startswith(f"{word}-"))


def _owned(filing: Filing, name: str) -> bool:
    owners = (filing.assignee, filing.original_assignee)
    return any(name.casefold() in f"{owner.en} {owner.cn}".casefold() for owner in owners)
