"""What reads the value of an option: a text -> what it means, and what stands behind it that is no part of it.

A reader takes the text behind a name and gives the value with the rest of the text. It knows neither the option's name
nor the sentence of a refusal: it raises ``Unread``. Whether the rest may be left alone says ``bot.options.leftovers``.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.model.option import MAX_TEXT, MAX_WORDS, OptionFault
from bot.options.speech import find_please

_SENTENCE_END = re.compile(r"[.!?;](?=\s|$)|\s\|\s")
_NUMBER = re.compile(r"([0-9]{1,9})(?![0-9A-Za-z_.-])(?:\s?[件个個条條项項])?")
_CLOSING = {'"': '"', "'": "'", "(": ")", "[": "]", "{": "}"}


class Unread(Exception):
    """A text that does not begin with a value.

    Attributes:
        text: what is wrong, or begins with it.
        nearest: what may be meant by it, if the reader knows.
    """

    def __init__(self, fault: OptionFault, text: str = "", nearest: str = "") -> None:
        super().__init__(fault)
        self.fault = fault if text.strip() or fault is not OptionFault.WRONG else OptionFault.MISSING
        self.text = text.strip()
        self.nearest = nearest


@dataclass(frozen=True, slots=True)
class Reader:
    """
    Attributes:
        read: a text -> the value, and the rest of the text. Raises Unread.
        takes: whether a piece of prose holds what may be another value.
        is_near: whether a word was probably meant as a value.
        nearest: a wrong word -> what was probably meant, as data; empty if nothing is near.
        is_text: any words are a value, and it is plain where they end.
    """

    read: Callable[[str], tuple[Any, str]]
    takes: Callable[[str], bool] = lambda _: False
    is_near: Callable[[str], bool] = lambda _: False
    nearest: Callable[[str], str] = lambda _: ""
    is_text: bool = False


def text_reader() -> Reader:
    """Words in quotes, or a few words without; these end with their sentence, and before *please*."""

    def read(text: str) -> tuple[str, str]:
        typed, rest = quoted(text)
        if typed is None:
            end = find_please(text)
            sentence = _SENTENCE_END.search(text, 0, end)
            end = sentence.start() if sentence else end
            typed, rest = unquoted(text[:end]).strip("\"' ,"), text[end:]
            if len(typed.split()) > MAX_WORDS:
                raise Unread(OptionFault.TOO_LONG, typed)
        value = " ".join(typed.replace('"', " ").split())
        if not value:
            raise Unread(OptionFault.MISSING)
        if len(value) > MAX_TEXT:
            raise Unread(OptionFault.TOO_LONG, value)
        return value, rest

    return Reader(read, is_text=True)


def number_reader(most: int) -> Reader:
    """A whole number from 1 on."""

    def read(text: str) -> tuple[int, str]:
        text = unquoted(text)
        match = _NUMBER.match(text)
        if match is None or not 1 <= int(match[1]) <= most:
            raise Unread(OptionFault.WRONG, text)
        return int(match[1]), text[match.end() :]

    return Reader(read, lambda text: bool(re.search(r"\d", text)), is_number)


def unquoted(text: str) -> str:
    """Without the quotes and brackets that a value may begin with, and their other half."""
    text = text.strip()
    if opening := re.match(r"[\"'([{]+", text):
        text = text[opening.end() :]
        for sign in opening[0][:4]:
            text = text.replace(_CLOSING[sign], " ", 1)
    return text.strip()


def quoted(text: str) -> tuple[str | None, str]:
    """What stands in quotes at the beginning of a text, several joined; None if nothing does."""
    parts: list[str] = []
    rest = text
    while match := re.match(r"[\s,]*(?:\"([^\"]*)\"|'([^']*)'(?!\w))", rest):
        parts.append(match[1] if match[1] is not None else match[2])
        rest = rest[match.end() :]
    return (" ".join(parts) if parts else None), rest


def is_number(word: str) -> bool:
    return word[:1].isdigit()
