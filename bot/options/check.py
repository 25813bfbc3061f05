"""The options of a check: in a post or a command, in fields of a command line, in settings."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from bot.errors import OptionError
from bot.model import CheckOptions, Language
from bot.model.option import OptionFault
from bot.options.classes import classes_reader
from bot.options.country_names import country_words
from bot.options.dates import since_reader
from bot.options.filters import filters_table
from bot.options.lists import choice_reader, words_reader
from bot.options.names import CHECK_NAMES, in_every_language
from bot.options.option_table import Option, OptionTable
from bot.options.plain_text import read_plain, read_slack
from bot.options.reader import Reader, text_reader
from bot.options.refusals import refused
from bot.options.words import OTHER_LANGUAGES, language_words, view_words

ACCEPTED = {name: name for name in CHECK_NAMES}
"""What each option takes: the kind of its values, of which ``formatters.options`` makes words."""


def read_post(text: str, *, defaults: CheckOptions, today: date) -> CheckOptions:
    """The options in a text as Slack sends it; what is no option is left alone.

    Several of one kind add up, if the option takes several values; else they have to agree.

    Args:
        today: the last day that ``since`` takes.

    Raises:
        OptionError: the first option that is not understood.
    """
    return _merged(_table(today).read(read_slack(text)), defaults)


def holds_options(text: str, *, today: date) -> bool:
    """Whether a text as Slack sends it names an option, be it with the value that counts anyway. Raises OptionError."""
    return bool(list(_table(today).read(read_slack(text))))


def read_fields(fields: Mapping[str, str], *, defaults: CheckOptions, today: date) -> CheckOptions:
    """Options that come by their names, with nothing beside them, as from a command line. Raises OptionError."""
    table = _table(today)
    return _merged([(table[name], table[name].read_whole(read_plain(text))) for name, text in fields.items()], defaults)


def read_countries(text: str) -> tuple[str, ...]:
    """The countries of a field or a setting. Raises OptionError."""
    countries: tuple[str, ...] = _table(date.max)["countries"].read_whole(read_plain(text))
    return countries


def read_day(text: str, *, today: date) -> date:
    """The day of a field or a setting, no later than ``today``. Raises OptionError."""
    day: date = _table(today)["since"].read_whole(read_plain(text))
    return day


def read_language(text: str) -> Language:
    """The language of a field or a setting. Raises OptionError."""
    language: Language = _option("lang", _language_reader()).read_whole(read_plain(text))
    return language


def views_refused() -> OptionError:
    """The error for images that cannot be views of one product, of which ``views:together`` speaks."""
    return refused("views", OptionFault.UNFIT, "together", takes=ACCEPTED["views"])


@lru_cache(maxsize=4)  # for today, and for settings
def _table(today: date) -> OptionTable:
    return OptionTable(
        [_option(name, reader) for name, reader in _readers(today).items()], elsewhere=filters_table().options
    )


def _option(name: str, reader: Reader) -> Option:
    return Option(
        name=name,
        names=in_every_language(name, CHECK_NAMES[name]),
        takes=ACCEPTED[name],
        reader=reader,
        adds_up=name in {"countries", "loc", "keyword"},
    )


def _readers(today: date) -> dict[str, Reader]:
    return {
        "countries": words_reader(country_words()),
        "since": since_reader(today),
        "loc": classes_reader(),
        "lang": _language_reader(),
        "keyword": text_reader(),
        "views": choice_reader(view_words()),
    }


def _language_reader() -> Reader:
    return choice_reader(language_words(), is_near=_is_language)


def _is_language(word: str) -> bool:
    """Whether a language is meant, be it one in which there are no reports."""
    return language_words().is_near(word) or OTHER_LANGUAGES.is_near(word)


_FIELDS = {
    "countries": "countries",
    "since": "filed_after",
    "loc": "locarno",
    "lang": "lang",
    "keyword": "keyword",
    "views": "views_together",
}
"""The field of ``CheckOptions`` that an option sets."""


def _merged(read: Iterable[tuple[Option, Any]], defaults: CheckOptions) -> CheckOptions:
    values: dict[str, Any] = {}
    for option, value in read:
        values[option.name] = option.merged(values[option.name], value) if option.name in values else value
    fields = {_FIELDS[name]: value for name, value in values.items()}
    return replace(defaults, **fields, given=tuple(dict.fromkeys((*defaults.given, *fields))))
