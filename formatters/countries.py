"""Lists of markets in words."""

from collections.abc import Callable, Sequence

from bot.model.countries import country_flag, country_name
from formatters.text import escape, shorten_line


def list_countries(codes: Sequence[str], *, limit: int, flags: bool = True) -> str:
    """``🇺🇸 United States (US), 🇨🇳 China (CN)``, escaped; codes alone if the names do not fit ``limit`` characters.

    What does not fit even so is counted: ``… and 12 more``.
    """
    known = _distinct(codes)
    if len(known) * len("XX (XX), ") <= limit:
        named = ", ".join(_named(code, flags=flags) for code in known)
        if len(named) <= limit:
            return named
    return list_codes(known, limit=limit, flags=flags)


def list_codes(codes: Sequence[str], *, limit: int, flags: bool = True) -> str:
    """``🇺🇸 US, 🇨🇳 CN``, escaped, within ``limit`` characters."""
    return list_within(_distinct(codes), lambda code: _flagged(code, shorten_line(code, 20), flags=flags), limit=limit)


def list_within(items: Sequence[str], word: Callable[[str], str], *, limit: int, separator: str = ", ") -> str:
    """A word for each item: as many as fit, and how many do not. Words past the limit are never made."""
    more = len(f" and {len(items):,} more")
    kept: list[str] = []
    size = 0
    fitting = 0  # words that leave room for saying how many are left
    for item in items:
        kept.append(word(item))
        size += len(kept[-1]) + len(separator)
        if size - len(separator) > limit:
            break
        if size - len(separator) + more <= limit:
            fitting = len(kept)
    else:
        return separator.join(kept)
    if not fitting:
        return f"{len(items):,} in all"
    return f"{separator.join(kept[:fitting])} and {len(items) - fitting:,} more"


def _distinct(codes: Sequence[str]) -> list[str]:
    return [code for code in dict.fromkeys(codes) if code and not code.isspace()]


def _named(code: str, *, flags: bool) -> str:
    name = country_name(code)
    label = shorten_line(code, 20) if name == code else f"{escape(name)} ({code})"
    return _flagged(code, label, flags=flags)


def _flagged(code: str, label: str, *, flags: bool) -> str:
    return f"{country_flag(code)} {label}" if flags else label
