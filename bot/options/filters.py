"""The filters of a search for similar designs, as people type them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from bot.model.lookup import SearchFilters
from bot.model.option import OptionFault
from bot.model.similar import DEFAULT_LIMIT, MAX_LIMIT
from bot.options.classes import expression_reader
from bot.options.country_names import COUNTRY_WORDS
from bot.options.dates import period_reader, since_reader
from bot.options.lists import choice_reader, words_reader
from bot.options.names import FILTER_NAMES
from bot.options.option_table import Option, OptionTable
from bot.options.plain_text import read_plain, read_slack
from bot.options.reader import number_reader, text_reader
from bot.options.refusals import refused
from bot.options.words import LEGAL_WORDS, ORDER_WORDS, SORT_WORDS, STATE_WORDS

ACCEPTED = {
    **{name: name for name in FILTER_NAMES},
    "country": "countries",
    "loc": "expression",
    "filed": "period",
    "since": "day",
    "published": "period",
}
"""What each filter takes: the kind of its values, of which ``formatters.options`` makes words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchOptions:
    """Attributes: limit: designs asked of Patsnap in one call, 1 to 100."""

    filters: SearchFilters = field(default_factory=SearchFilters)
    limit: int = DEFAULT_LIMIT


def read_filters(text: str) -> SearchOptions:
    """Filters in a text as Slack sends it, such as ``country:US,CN loc:"(21-01 OR 21-03)" filed:2015..2020``.

    Nothing but filters may stand in it.

    Raises:
        OptionError: the first filter that is not understood, or the first word that is none.
    """
    return _merged(_TABLE.read(read_slack(text), is_strict=True))


def read_filter_fields(fields: Mapping[str, str]) -> SearchOptions:
    """Filters that come by their names, with nothing beside them, as from a form. Raises OptionError."""
    return _merged((_TABLE[name], _TABLE[name].read_whole(read_plain(text))) for name, text in fields.items())


_READERS = {
    "country": words_reader(COUNTRY_WORDS),
    "loc": expression_reader(),
    "assignee": text_reader(),
    "status": words_reader(STATE_WORDS),
    "legal": words_reader(LEGAL_WORDS),
    "filed": period_reader(),
    "since": since_reader(date.max),
    "published": period_reader(),
    "keyword": text_reader(),
    "sort": choice_reader(SORT_WORDS),
    "order": choice_reader(ORDER_WORDS),
    "limit": number_reader(MAX_LIMIT),
}

FILTERS = tuple(
    Option(
        name=name,
        names=FILTER_NAMES[name],
        takes=ACCEPTED[name],
        reader=reader,
        adds_up=name in {"country", "status", "legal", "keyword"},
    )
    for name, reader in _READERS.items()
)

_TABLE = OptionTable(FILTERS)


def _merged(read: Iterable[tuple[Option, Any]]) -> SearchOptions:
    values: dict[str, Any] = {}
    for option, value in read:
        name, meant = ("filed", (value, None)) if option.name == "since" else (option.name, value)
        values[name] = _TABLE[name].merged(values[name], meant) if name in values else meant
    if "order" in values and "sort" not in values:
        raise refused("order", OptionFault.UNFIT, "asc" if values["order"] else "desc", takes=ACCEPTED["order"])
    limit = values.pop("limit", DEFAULT_LIMIT)
    return SearchOptions(filters=_filters(values), limit=limit)


def _filters(values: Mapping[str, Any]) -> SearchFilters:
    filters = SearchFilters()
    for name, value in values.items():
        if name in {"filed", "published"}:
            filters = replace(filters, **{f"{name}_from": value[0], f"{name}_to": value[1]})
        else:
            filters = replace(filters, **{_FIELDS.get(name, name): value})
    return filters


_FIELDS = {
    "country": "countries",
    "loc": "locarno",
    "status": "states",
    "legal": "legal_statuses",
    "order": "ascending",
}
"""The field of ``SearchFilters`` that a filter sets, if its name is another."""
