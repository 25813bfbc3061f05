"""Options as people type them into posts, commands, forms, settings, terminals: one grammar, one table of words."""

from bot.options.check import ACCEPTED as CHECK_ACCEPTED
from bot.options.check import (
    holds_options,
    read_countries,
    read_day,
    read_fields,
    read_language,
    read_post,
    views_refused,
)
from bot.options.filters import ACCEPTED as FILTERS_ACCEPTED
from bot.options.filters import SearchOptions, read_filter_fields, read_filters
from bot.options.subcommands import Subcommand, read_subcommand

__all__ = [
    "CHECK_ACCEPTED",
    "FILTERS_ACCEPTED",
    "SearchOptions",
    "Subcommand",
    "holds_options",
    "read_countries",
    "read_day",
    "read_fields",
    "read_filter_fields",
    "read_filters",
    "read_language",
    "read_post",
    "read_subcommand",
    "views_refused",
]
