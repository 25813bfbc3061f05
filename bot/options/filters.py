"""The filters of a search for similar designs, as people type them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Any

from bot.model.lookup import PatentType, SearchFilters
from bot.model.option import OptionFault
from bot.model.similar import DEFAULT_LIMIT, MAX_LIMIT
from bot.options.classes import expression_reader
from bot.options.country_names import country_words
from bot.options.dates import period_reader, since_reader
from bot.options.lists import choice_reader, words_reader
from bot.options.names import FILTER_NAMES, in_every_language
from bot.options.option_table import Option, OptionTable
from bot.options.plain_text import read_plain, read_slack
from bot.options.reader import Reader, number_reader, text_reader
from bot.options.refusals import refused
from bot.options.words import legal_words, manner_words, order_words, sort_words, state_words, type_words

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
    return _merged(filters_table().read(read_slack(text), is_strict=True))


def read_filter_fields(fields: Mapping[str, str]) -> SearchOptions:
    """Filters that come by their names, with nothing beside them, as from a form. Raises OptionError."""
    table = filters_table()
    return _merged((table[name], table[name].read_whole(read_plain(text))) for name, text in fields.items())


@lru_cache
def filters_table() -> OptionTable:
    return OptionTable(
        [
            Option(
                name=name,
                names=in_every_language(name, FILTER_NAMES[name]),
                takes=ACCEPTED[name],
                reader=reader,
                adds_up=name in {"country", "status", "legal", "keyword"},
                twin=_TWINS.get(name, ""),
            )
            for name, reader in _readers().items()
        ]
    )


_TWINS = {"status": "legal", "legal": "status"}
"""What people call by one name: *legal status*, 法律状态. Their values tell them apart."""


def _readers() -> dict[str, Reader]:
    return {
        "country": words_reader(country_words()),
        "loc": expression_reader(),
        "assignee": text_reader(),
        "status": words_reader(state_words()),
        "legal": words_reader(legal_words()),
        "filed": period_reader(),
        "since": since_reader(date.max),
        "published": period_reader(),
        "keyword": text_reader(),
        "sort": choice_reader(sort_words()),
        "order": choice_reader(order_words()),
        "type": choice_reader(type_words()),
        "by": choice_reader(manner_words()),
        "limit": number_reader(MAX_LIMIT),
    }


def _merged(read: Iterable[tuple[Option, Any]]) -> SearchOptions:
    values: dict[str, Any] = {}
    for option, value in read:
        name, meant = ("filed", (value, None)) if option.name == "since" else (option.name, value)
        values[name] = filters_table()[name].merged(values[name], meant) if name in values else meant
    if "order" in values and "sort" not in values:
        raise refused("order", OptionFault.UNFIT, "asc" if values["order"] else "desc", takes=ACCEPTED["order"])
    if values.get("type") is PatentType.UTILITY and (values.get("by") or "loc" in values):
        # Patsnap makes line drawings in its search for designs only, and a utility model has no Locarno class.
        raise refused("type", OptionFault.UNFIT, PatentType.UTILITY, takes=ACCEPTED["type"])
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
    "type": "patent_type",
    "by": "by_line_drawing",
}
"""The field of ``SearchFilters`` that a filter sets, if its name is another."""
