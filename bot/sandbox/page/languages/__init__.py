"""What the page says: a catalogue a language, beside this file, and which of them a reader gets.

The page comes with the sandbox, which the production wheel leaves out, so that its messages are not among the app's.
"""

from functools import cache
from pathlib import Path

from starlette.requests import HTTPConnection

from bot.languages import Translator, nearest_language
from bot.model.language import ENGLISH, Language

FOLDER = Path(__file__).parent

LANGUAGES = tuple(sorted(Language(path.stem) for path in FOLDER.glob("*.ftl")))
"""Every language that the page has a catalogue of."""

COOKIE = "lookalike-sandbox-language"
"""Remembers what was chosen on the page."""


@cache
def page_translator(language: Language) -> Translator:
    """Says the page's messages in one of ``LANGUAGES``. Raises CatalogueError."""
    return Translator(FOLDER / f"{language}.ftl")


def translator_for(request: HTTPConnection) -> Translator:
    """The one of whoever asks: chosen on the page, else the first of the browser's that is there, else English."""
    chosen = Language(request.cookies.get(COOKIE, ""))
    if chosen in LANGUAGES:
        return page_translator(chosen)
    for tag in _accepted(request.headers.get("accept-language", "")):
        if (language := nearest_language(tag)) in LANGUAGES:
            return page_translator(language)
    return page_translator(ENGLISH)


def _accepted(header: str) -> list[str]:
    """The tags of ``zh-CN,zh;q=0.9,en;q=0.8``, the dearest first; none for what has no such form."""
    weighted = []
    for entry in header[:500].split(","):
        tag, _, weight = entry.partition(";")
        try:
            weighted.append((float(weight.strip().removeprefix("q=") or 1), tag.strip()))
        except ValueError:
            continue
    return [tag for weight, tag in sorted(weighted, key=lambda pair: -pair[0]) if weight > 0 and tag]
