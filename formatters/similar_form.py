"""The form with the filters of a search for similar designs."""

import json
from dataclasses import dataclass
from typing import Any

from bot.languages import Translator
from bot.model.lookup import LEGAL_CODES, PatentState, PatentType, SearchFilters, SortField
from bot.model.similar import MAX_LIMIT
from formatters.actions import SIMILAR_FORM
from formatters.blocks import Element, context, plain_text
from formatters.fields import countries, day, field, select, typed
from formatters.similar import simple_state_name, sort_name
from formatters.text import shorten_line

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
    sort = [(one.value, tr("form-sort-by", field=sort_name(tr, one))) for one in SortField]
    order = [("desc", tr("form-order-newest")), ("asc", tr("form-order-oldest"))]
    types = [(kind.value, tr(f"form-type-{kind}")) for kind in (PatentType.DESIGN, PatentType.UTILITY)]
    manners = [(manner, tr(f"form-by-{manner}")) for manner in ("picture", "line-drawing")]
    manner = "line-drawing" if filters.by_line_drawing else "picture"
    chosen_order = "asc" if filters.sort and filters.ascending else "desc"
    return [
        field("type", tr("form-type"), select(types, [filters.patent_type.value]), tr("form-type-hint")),
        field("by", tr("form-by"), select(manners, [manner]), tr("form-by-hint")),
        field("country", tr("form-country"), select(countries(tr), filters.countries, several=True)),
        field("loc", tr("form-loc"), typed(filters.locarno, 500), tr("form-loc-hint")),
        field("assignee", tr("form-assignee"), typed(filters.assignee, _TEXT)),
        field("keyword", tr("form-keyword"), typed(filters.keyword, _TEXT)),
        field("status", tr("form-status"), select(states, [one.value for one in filters.states], several=True)),
        field("legal", tr("form-legal"), select(legal, list(map(str, filters.legal_statuses)), several=True)),
        field("filed_from", tr("form-filed-from"), day(filters.filed_from)),
        field("filed_to", tr("form-filed-to"), day(filters.filed_to)),
        field("published_from", tr("form-published-from"), day(filters.published_from)),
        field("published_to", tr("form-published-to"), day(filters.published_to)),
        field(
            "sort", tr("form-sort"), select(sort, [filters.sort.value] if filters.sort else []), tr("form-sort-hint")
        ),
        field("order", tr("form-order"), select(order, [chosen_order]), tr("form-order-hint")),
        field("limit", tr("form-limit"), _number(limit), tr("form-limit-hint", limit=MAX_LIMIT)),
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


def _number(value: int) -> Element:
    return {
        "type": "number_input",
        "is_decimal_allowed": False,
        "min_value": "1",
        "max_value": str(MAX_LIMIT),
        "initial_value": str(value),
    }
