"""The filters of a search for similar designs, as people type them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from bot.model.lookup import PatentState, SearchFilters
from bot.model.option import OptionFault
from bot.model.similar import DEFAULT_LIMIT, MAX_LIMIT
from bot.options.classes import expression_reader
from bot.options.country_names import COUNTRY_WORDS
from bot.options.dates import period_reader, since_reader
from bot.options.lists import choice_reader, words_reader
from bot.options.names import FILTER_NAMES
from bot.options.option_table import Option, OptionTable
from bot.options.plain_text import read_plain, read_slack
from bot.options.reader import MAX_TEXT, MAX_WORDS, number_reader, text_reader
from bot.options.refusals import refused
from bot.options.words import LEGAL_STATUSES, LEGAL_WORDS, ORDER_WORDS, SORT_WORDS, STATE_WORDS

STATES = tuple(state for state in PatentState if state is not PatentState.UNKNOWN)

_PERIOD = "a year, a day or a range such as 2015..2020, 2018.. or ..2019-06-30"

ACCEPTED = {
    "country": "codes or names of countries such as US, CN, Germany or 日本, separated by commas",
    "loc": 'Locarno classes such as 21-01,21-03, or an expression such as "(21-01 OR 21-03) NOT 21-02"',
    "assignee": f"a company's name of up to {MAX_WORDS} words, or any in quotes, at most {MAX_TEXT} characters",
    "status": f"{', '.join(STATES)}, separated by commas",
    "legal": "codes such as 3,2: " + ", ".join(f"{code} {name}" for code, name in LEGAL_STATUSES.items()),
    "filed": _PERIOD,
    "since": "a year or a day such as 2020 or 2020-01-31",
    "published": _PERIOD,
    "keyword": f'up to {MAX_WORDS} words, or words in quotes such as "smart watch", at most {MAX_TEXT} characters',
    "sort": "PBD (by publication), APD (by application) or ISD (by grant); without it the most similar come first",
    "order": "asc or desc, together with sort",
    "limit": f"a number from 1 to {MAX_LIMIT}",
}
"""What each filter takes, in words: for refusals and for help alike."""


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
        accepted=ACCEPTED[name],
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
        raise refused("order", OptionFault.UNFIT, "asc" if values["order"] else "desc", accepted=ACCEPTED["order"])
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
