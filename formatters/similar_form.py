"""The form with the filters of a search for similar designs."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.model.countries import COUNTRIES, country_flag
from bot.model.lookup import PatentState, SearchFilters
from bot.model.similar import MAX_LIMIT
from formatters.actions import SIMILAR_FORM
from formatters.blocks import Element, context, plain_text
from formatters.similar import SORT_NAMES, STATE_NAMES
from formatters.text import shorten_line

VALUE = "value"
"""action_id of the element in every block; the block_id tells the fields apart."""

_TEXT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class FormState:
    """What a form knows of the search it narrows.

    Attributes:
        response_url: where the answer goes when only the asker saw the search; empty for a thread.
    """

    search_id: str
    channel_id: str
    response_url: str = ""


def format_filter_form(
    state: FormState, *, name: str, filters: SearchFilters, limit: int, legal_statuses: Mapping[int, str]
) -> dict[str, Any]:
    """The view for ``views.open``, filled with what the search was narrowed to.

    Args:
        legal_statuses: Patsnap's codes and what they mean.
    """
    countries = [(code, f"{country_flag(code)} {country} ({code})") for code, country in COUNTRIES.items()]
    states = [(one.value, STATE_NAMES[one]) for one in PatentState if one is not PatentState.UNKNOWN]
    legal = [(str(code), f"{meaning} ({code})") for code, meaning in legal_statuses.items()]
    sort = [(field.value, f"By {SORT_NAMES[field]}") for field in SORT_NAMES]
    order = [("desc", "Newest first"), ("asc", "Oldest first")]
    chosen_order = "asc" if filters.sort and filters.ascending else "desc"
    return {
        "type": "modal",
        "callback_id": SIMILAR_FORM,
        "title": plain_text("Filter similar designs"),
        "submit": plain_text("Search"),
        "close": plain_text("Cancel"),
        "private_metadata": json.dumps(
            {"search": state.search_id, "channel": state.channel_id, "response_url": state.response_url},
            separators=(",", ":"),
        ),
        "blocks": [
            context(f"Designs similar to {shorten_line(name, 100) or 'the picture'}. Searching again is a paid call."),
            _field("country", "Countries", _select(countries, filters.countries, several=True)),
            _field("loc", "Locarno classes", _typed(filters.locarno, 500), "Such as (21-01 OR 21-03) NOT 21-02"),
            _field("assignee", "Assignee", _typed(filters.assignee, _TEXT)),
            _field("keyword", "Keyword", _typed(filters.keyword, _TEXT)),
            _field("status", "Status", _select(states, [one.value for one in filters.states], several=True)),
            _field("legal", "Legal status", _select(legal, list(map(str, filters.legal_statuses)), several=True)),
            _field("filed_from", "Filed since", _day(filters.filed_from)),
            _field("filed_to", "Filed until", _day(filters.filed_to)),
            _field("published_from", "Published since", _day(filters.published_from)),
            _field("published_to", "Published until", _day(filters.published_to)),
            _field(
                "sort", "Sort", _select(sort, [filters.sort.value] if filters.sort else []), "Else the nearest first"
            ),
            _field("order", "Order", _select(order, [chosen_order]), "Counts where a date sorts"),
            _field("limit", "Designs in one call", _number(limit), f"From 1 to {MAX_LIMIT}; ten are shown at once"),
        ],
    }


def parse_form_state(private_metadata: str) -> FormState | None:
    """What ``format_filter_form`` put there; None for anything else."""
    try:
        state = json.loads(private_metadata)
    except (ValueError, RecursionError):
        return None
    match state:
        case {"search": str(search_id), "channel": str(channel_id), "response_url": str(response_url)}:
            return FormState(search_id=search_id, channel_id=channel_id, response_url=response_url)
    return None


def _field(block_id: str, label: str, element: Element, hint: str = "") -> Element:
    block: Element = {
        "type": "input",
        "block_id": block_id,
        "optional": True,
        "label": plain_text(label),
        "element": {**element, "action_id": VALUE},
    }
    return {**block, "hint": plain_text(hint)} if hint else block


def _select(options: Sequence[tuple[str, str]], chosen: Sequence[str], *, several: bool = False) -> Element:
    known = {value: {"text": plain_text(text), "value": value} for value, text in options}
    initial = [known[value] for value in dict.fromkeys(chosen) if value in known]
    if several:
        element: Element = {"type": "multi_static_select", "options": list(known.values())}
        return {**element, "initial_options": initial} if initial else element
    element = {"type": "static_select", "options": list(known.values())}
    return {**element, "initial_option": initial[0]} if initial else element


def _typed(text: str, longest: int) -> Element:
    element: Element = {"type": "plain_text_input", "max_length": longest}
    return {**element, "initial_value": text} if text else element


def _number(value: int) -> Element:
    return {
        "type": "number_input",
        "is_decimal_allowed": False,
        "min_value": "1",
        "max_value": str(MAX_LIMIT),
        "initial_value": str(value),
    }


def _day(day: date | None) -> Element:
    element: Element = {"type": "datepicker"}
    return {**element, "initial_date": day.isoformat()} if day else element
