"""The form with the filters of a search for similar designs."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.languages import Translator
from bot.model.countries import COUNTRIES, country_flag
from bot.model.lookup import LEGAL_CODES, PatentState, PatentType, SearchFilters, SortField
from bot.model.similar import MAX_LIMIT
from formatters.actions import SIMILAR_FORM
from formatters.blocks import Element, context, plain_text
from formatters.similar import simple_state_name, sort_name
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
    tr: Translator, state: FormState, *, name: str, filters: SearchFilters, limit: int
) -> dict[str, Any]:
    """The view for ``views.open``, filled with what the search was narrowed to."""
    named = shorten_line(name, 100)
    return {
        "type": "modal",
        "callback_id": SIMILAR_FORM,
        "title": plain_text(tr("form-title")),
        "submit": plain_text(tr("form-submit")),
        "close": plain_text(tr("form-close")),
        "private_metadata": json.dumps(
            {"search": state.search_id, "channel": state.channel_id, "response_url": state.response_url},
            separators=(",", ":"),
        ),
        "blocks": [
            context(tr("form-about", name=named) if named else tr("form-about-unnamed")),
            *_fields(tr, filters, limit),
        ],
    }


def _fields(tr: Translator, filters: SearchFilters, limit: int) -> list[Element]:
    states = [(one.value, simple_state_name(tr, one)) for one in PatentState if one is not PatentState.UNKNOWN]
    legal = [(str(code), tr("form-legal-code", name=tr(f"legal-code-{code}"), code=str(code))) for code in LEGAL_CODES]
    sort = [(field.value, tr("form-sort-by", field=sort_name(tr, field))) for field in SortField]
    order = [("desc", tr("form-order-newest")), ("asc", tr("form-order-oldest"))]
    types = [(kind.value, tr(f"form-type-{kind}")) for kind in (PatentType.DESIGN, PatentType.UTILITY)]
    manners = [(manner, tr(f"form-by-{manner}")) for manner in ("picture", "line-drawing")]
    manner = "line-drawing" if filters.by_line_drawing else "picture"
    chosen_order = "asc" if filters.sort and filters.ascending else "desc"
    return [
        _field("type", tr("form-type"), _select(types, [filters.patent_type.value]), tr("form-type-hint")),
        _field("by", tr("form-by"), _select(manners, [manner]), tr("form-by-hint")),
        _field("country", tr("form-country"), _select(_countries(tr), filters.countries, several=True)),
        _field("loc", tr("form-loc"), _typed(filters.locarno, 500), tr("form-loc-hint")),
        _field("assignee", tr("form-assignee"), _typed(filters.assignee, _TEXT)),
        _field("keyword", tr("form-keyword"), _typed(filters.keyword, _TEXT)),
        _field("status", tr("form-status"), _select(states, [one.value for one in filters.states], several=True)),
        _field("legal", tr("form-legal"), _select(legal, list(map(str, filters.legal_statuses)), several=True)),
        _field("filed_from", tr("form-filed-from"), _day(filters.filed_from)),
        _field("filed_to", tr("form-filed-to"), _day(filters.filed_to)),
        _field("published_from", tr("form-published-from"), _day(filters.published_from)),
        _field("published_to", tr("form-published-to"), _day(filters.published_to)),
        _field(
            "sort", tr("form-sort"), _select(sort, [filters.sort.value] if filters.sort else []), tr("form-sort-hint")
        ),
        _field("order", tr("form-order"), _select(order, [chosen_order]), tr("form-order-hint")),
        _field("limit", tr("form-limit"), _number(limit), tr("form-limit-hint", limit=MAX_LIMIT)),
    ]


def _countries(tr: Translator) -> list[tuple[str, str]]:
    return [
        (code, f"{country_flag(code)} {tr('list-country', name=tr.country(code), code=code)}") for code in COUNTRIES
    ]


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
