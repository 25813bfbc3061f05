"""Lists of markets in words."""

from collections.abc import Sequence

from bot.model.countries import country_flag, country_name
from formatters.text import escape, shorten_line


def list_countries(codes: Sequence[str], *, limit: int, flags: bool = True) -> str:
    """``🇺🇸 United States (US), 🇨🇳 China (CN)``, escaped; codes alone where the names do not fit ``limit`` characters.

    What does not fit even so is counted: ``… and 12 more``.
    """
    known = list(dict.fromkeys(code for code in codes if code.strip()))
    named = ", ".join(_named(code, flags=flags) for code in known)
    return named if len(named) <= limit else list_codes(known, limit=limit, flags=flags)


def list_codes(codes: Sequence[str], *, limit: int, flags: bool = True) -> str:
    """``🇺🇸 US, 🇨🇳 CN``, escaped, within ``limit`` characters."""
    words = [_flagged(code, shorten_line(code, 20), flags=flags) for code in dict.fromkeys(codes) if code.strip()]
    return join_within(words, limit=limit, separator=", ")


def join_within(words: Sequence[str], *, limit: int, separator: str) -> str:
    """As many of the words as fit, and how many do not."""
    kept: list[str] = []
    room = limit - len(" and 1,000 more")
    whole = sum(len(word) + len(separator) for word in words) - len(separator) <= limit
    for word in words:
        room -= len(word) + len(separator)
        if not whole and room < 0:
            break
        kept.append(word)
    left = len(words) - len(kept)
    text = separator.join(kept)
    return f"{text} and {left:,} more" if left else text


def _named(code: str, *, flags: bool) -> str:
    name = country_name(code)
    label = shorten_line(code, 20) if name == code else f"{escape(name)} ({code})"
    return _flagged(code, label, flags=flags)


def _flagged(code: str, label: str, *, flags: bool) -> str:
    return f"{country_flag(code)} {label}" if flags else label
