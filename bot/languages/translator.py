"""A translator: says the app's messages, numbers, dates and names in one language."""

import math
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent
from fluent.runtime import FluentBundle, resolver
from fluent.syntax import ast

from bot.languages.catalogue import Catalogue, CatalogueError
from bot.languages.choice import FOLDER, LANGUAGES
from bot.model.countries import COUNTRIES
from bot.model.language import ENGLISH, Language

_HAN = re.compile("[\u3400-\u9fff]")

resolver.MAX_PART_LENGTH = 100_000
"""The library's guard against catalogues that blow a value up, at 2,500 characters, would refuse long lists and links:
whatever is longer than Slack takes is cut, or told in plainer words, by whoever makes the message."""


class Translator:
    """Says everything in one language: ``tr("headline-high", countries=2)``.

    Values are put in as they are: what comes from outside is escaped by whoever hands it over. Numbers are written as
    the language writes them, so that a year or a code has to come as text.

    Args:
        path: of the catalogue, which is named after the language.

    Raises:
        CatalogueError: as it is opened, or as a message is said that cannot be parsed.
    """

    def __init__(self, path: Path) -> None:
        self.language = Language(path.stem)
        self.catalogue = Catalogue(path)
        self._locale = Locale.parse(self.catalogue.locale, sep="-")
        self._bundle = FluentBundle([self.catalogue.locale], use_isolating=False)

    def __call__(self, message_id: str, /, **values: str | float) -> str:
        """A message with its values. Raises LookupError for one that is not in the catalogue, or lacks a value."""
        if not self._bundle.has_message(message_id):
            self._bundle.add_resource(ast.Resource(list(self.catalogue.message(message_id))))
        pattern = self._bundle.get_message(message_id).value
        text, errors = self._bundle.format_pattern(pattern, values) if pattern else ("", [])
        if errors:
            raise LookupError(f"{message_id} in {self.language}: {errors[0]}")
        return str(text)

    def has(self, message_id: str) -> bool:
        return message_id in self.catalogue

    def number(self, value: int) -> str:
        """``1,200``."""
        return format_decimal(value, locale=self._locale)

    def percent(self, score: float | None) -> str:
        """A score from 0 to 1 as ``85%``; empty for no score.

        Only a score of 1 is 100%: two designs that differ must not read as the same.
        """
        if score is None or math.isnan(score):
            return ""
        rounded = round(min(max(score, 0.0), 1.0) * 100)
        return format_percent((min(rounded, 99) if score < 1 else rounded) / 100, locale=self._locale)

    def day(self, value: date) -> str:
        """``15 Jan 2020``."""
        return format_date(value, self("format-day"), locale=self._locale)

    def utc_time(self, moment: datetime) -> str:
        """``22 Nov 2026, 16:02 UTC``, of an aware moment."""
        moment = moment.astimezone(UTC)
        return self("format-utc-time", day=self.day(moment), time=f"{moment:%H:%M}")

    def join(self, words: Sequence[str]) -> str:
        """``a, b and c``; in Chinese, what is not Chinese has a space beside the word between the last two."""
        words = list(words)
        if len(words) > 1 and _HAN.match(format_list(["", ""], locale=self._locale)):
            words[-2] += "" if _HAN.match(words[-2][-1:]) else " "
            words[-1] = f"{'' if _HAN.match(words[-1]) else ' '}{words[-1]}"
        return format_list(words, locale=self._locale)

    def country(self, code: str) -> str:
        """The name of a patent authority; the code itself for one that is not known."""
        if self.has(f"country-{code}"):
            return self(f"country-{code}")
        return str(self._locale.territories.get(code, code)) if code in COUNTRIES else code


@lru_cache
def translator(language: Language) -> Translator:
    """The translator of a language; of English for one that has no catalogue. Raises CatalogueError."""
    return Translator(FOLDER / f"{language}.ftl") if language in LANGUAGES else translator(ENGLISH)


def translators() -> list[Translator]:
    """Those of all languages. Raises CatalogueError."""
    return [translator(language) for language in LANGUAGES]


def open_catalogues() -> None:
    """Open all catalogues, and see that each has the messages of the English one; what they say is not parsed yet.

    Raises:
        CatalogueError: with a line for each fault.
    """
    first = translator(ENGLISH).catalogue
    _refuse(fault for tr in translators() for fault in tr.catalogue.differences(first))


def check_catalogues() -> None:
    """Parse all catalogues too, and compare parameters. Raises CatalogueError, with a line for each fault."""
    open_catalogues()
    first = translator(ENGLISH).catalogue
    for tr in translators():
        tr.catalogue.check()
    _refuse(fault for tr in translators() for fault in tr.catalogue.other_parameters(first))


def _refuse(faults: Iterable[str]) -> None:
    if said := "\n".join(faults):
        raise CatalogueError(said)
