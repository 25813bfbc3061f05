"""Typed text made plain: one spelling for each character that means the same in a number."""

import unicodedata
from functools import lru_cache

_LINE_ENDS = "\n\r\t\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_REPLACED = {
    **dict.fromkeys(_LINE_ENDS, "\n"),
    **dict.fromkeys("\u2212\u30fc\u2043", "-"),  # minus, the Japanese long-vowel mark, hyphen bullet
    **dict.fromkeys("\u2044\u2215", "/"),
    **dict.fromkeys("\u3001\u3002\u2022\uff61\u061b", ";"),  # marks that stand between numbers, never inside one
    "\u060c": ",",
}
_DROPPED = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Mc", "Me", "Mn"})


def clean(text: str) -> str:
    """Full-width and other digits, letters and marks as ASCII; invisible characters gone; letters keep their case.

    Superscripts and circled numbers are footnotes and bullets: they become spaces, not digits.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", "".join(map(_without_ornament, text)))
    return "".join(map(_plain, text))


@lru_cache(maxsize=4096)
def _without_ornament(char: str) -> str:
    return " " if unicodedata.category(char) in {"No", "Nl"} else char


@lru_cache(maxsize=4096)
def _plain(char: str) -> str:
    if char in _REPLACED:
        return _REPLACED[char]
    if char.isascii() and char.isprintable():
        return char
    category = unicodedata.category(char)
    if category == "Nd":
        return str(unicodedata.decimal(char))
    if category == "Pd":
        return "-"
    if category in _DROPPED:
        return ""
    return char if category.startswith("L") else " "
