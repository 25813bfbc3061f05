"""The reply that ends a check: verdict, countries, comparisons."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.model import Check, Message, Report

NO_PICTURES: Mapping[str, str] = MappingProxyType({})


def headline(report: Report) -> str:
    """The verdict in a few plain words, such as ``High risk in 2 countries``."""
    raise NotImplementedError


def format_report(check: Check, report: Report, *, pictures: Mapping[str, str] = NO_PICTURES) -> Message:
    """The final reply; ``pictures`` maps a patent_id to the Slack id of its drawing."""
    raise NotImplementedError
