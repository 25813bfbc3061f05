"""Typed text made plain: one spelling for each character that means the same in a number."""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

_LINE_ENDS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_REPLACED = {
    **dict.fromkeys(_LINE_ENDS, "\n"),
    "\t": "\t",
    **dict.fromkeys("\u2212\u30fc\u2043", "-"),  # minus, the Japanese long-vowel mark, hyphen bullet
    **dict.fromkeys("\u2044\u2215", "/"),
    **dict.fromkeys("\u3002\u2022\uff61\u061b", ";"),  # marks that stand between numbers, never inside one
    "\u3001": "\u3001",
    "\u060c": ",",
}
_LIGATURE = re.compile("[\ufdf0-\ufdff]")
"""Arabic phrases in one character: no number holds them, and spelled out one may be of eighteen."""
_YEAR_FIRST = re.compile(r"((?:19|20)\d\d)年(特許|意匠登録)願第?(?=\d)")
_LETTERS = (  # Latin, Greek, Cyrillic, Arabic, kana, Chinese, Hangul
    "\xc0-\xd6\xd8-\xf6\xf8-\u0131\u0391-\u03a1\u03a3-\u03c9\u0400-\u0481\u048a-\u052f\u0620-\u064a"
    "\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff\uac00-\ud7a3"
)
_UNUSUAL = re.compile(f"([^ -~\n\t{_LETTERS}])")
"""All but ASCII and letters that stay as they are: to ask about each of these takes long."""
_DROPPED = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Mc", "Me", "Mn"})


def clean(text: str) -> str:
    """Full-width and other digits, letters and marks as ASCII; invisible characters gone; letters keep their case.

    Japan's applications may be written ``2024年意匠登録願第012345号``: that becomes ``意匠登録願2024-012345号``.
    Superscripts and circled numbers are footnotes and bullets: they become spaces, not digits.
    """
    if text.isascii():
        return text.translate(_ASCII)
    text = _replaced(_LIGATURE.sub(" ", text), _without_ornament)
    text = unicodedata.normalize("NFC", text)  # letters and their accents are one, as in NFKC of the whole
    return _YEAR_FIRST.sub(r"\2願\1-", _replaced(text, _plain))


def _replaced(text: str, replace: Callable[[str], str]) -> str:
    """Each unusual character replaced."""
    parts = _UNUSUAL.split(text)
    parts[1::2] = map(replace, parts[1::2])
    return "".join(parts)


@lru_cache(maxsize=4096)
def _without_ornament(char: str) -> str:
    if unicodedata.category(char) in {"No", "Nl"}:
        return " "
    if char == "№":  # whose letters, taken apart, are Norway's code
        return "#"
    return unicodedata.normalize("NFKC", char)


@lru_cache(maxsize=4096)
def _plain(char: str) -> str:
    if char in _REPLACED:
        return _REPLACED[char]
    if char.isascii() and char.isprintable():
        return char
    category = unicodedata.category(char)
    if category == "Nd":
        return str(unicodedata.decimal(char))
    if category in {"Pd", "Sc"}:
        return "-" if category == "Pd" else "$"
    if category in _DROPPED:
        return ""
    return char if category.startswith("L") else " "


_ASCII = {code: _plain(chr(code)) for code in range(128)}
