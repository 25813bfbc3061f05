"""The modal that holds every comparison of a report, a page at a time."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from bot.model import Check, Report

NO_PICTURES: Mapping[str, str] = MappingProxyType({})


def format_comparisons_modal(
    check: Check, report: Report, *, page: int, pictures: Mapping[str, str] = NO_PICTURES
) -> dict[str, Any]:
    """A modal view; ``page`` counts from 0 and is clamped."""
    raise NotImplementedError


def parse_comparisons_state(private_metadata: str) -> tuple[str, int] | None:
    """The check id and the page (from 0) that a modal shows; None for what is no such state."""
    raise NotImplementedError
