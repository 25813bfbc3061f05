"""Lists of markets in words."""

from collections.abc import Callable, Sequence

from bot.languages import Translator
from bot.model.countries import country_flag
from formatters.text import escape, shorten_line


def list_countries(tr: Translator, codes: Sequence[str], *, limit: int, flags: bool = True) -> str:
    """``🇺🇸 United States (US), 🇨🇳 China (CN)``, escaped; codes alone if the names do not fit ``limit`` characters.

    What does not fit even so is counted: ``… and 12 more``.
    """
    known = _distinct(codes)
    if len(known) * len("XX (XX), ") <= limit:
        named = tr("list-separator").join(country_label(tr, code, flags=flags) for code in known)
        if len(named) <= limit:
            return named
    return list_codes(tr, known, limit=limit, flags=flags)


def list_codes(tr: Translator, codes: Sequence[str], *, limit: int, flags: bool = True) -> str:
    """``🇺🇸 US, 🇨🇳 CN``, escaped, within ``limit`` characters."""
    return list_within(
        tr, _distinct(codes), lambda code: _flagged(code, shorten_line(code, 20), flags=flags), limit=limit
    )


def list_within(
    tr: Translator, items: Sequence[str], word: Callable[[str], str], *, limit: int, separator: str = ""
) -> str:
    """A word for each item: as many as fit, and how many do not. Words past the limit are never made.

    Args:
        separator: between two words, if it is not the one of the language.
    """
    separator = separator or tr("list-separator")
    more = len(tr("list-more", listed="", more=len(items)))
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
        return tr("list-none-fits", count=len(items))
    return tr("list-more", listed=separator.join(kept[:fitting]), more=len(items) - fitting)


def country_label(tr: Translator, code: str, *, flags: bool = True, codes: bool = True) -> str:
    """``🇺🇸 United States (US)``, escaped."""
    name = tr.country(code)
    label = shorten_line(code, 20) if name == code else escape(name)
    if codes and name != code:
        label = tr("list-country", name=label, code=code)
    return _flagged(code, label, flags=flags)


def _distinct(codes: Sequence[str]) -> list[str]:
    return [code for code in dict.fromkeys(codes) if code and not code.isspace()]


def _flagged(code: str, label: str, *, flags: bool) -> str:
    return f"{country_flag(code)} {label}" if flags else label
