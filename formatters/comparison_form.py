"""The modal with the comparisons of a report while it is the form with filters and order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from bot.languages import Translator
from bot.model.selection import Choice, Facet, Order, Selection, choices_of
from formatters.actions import COMPARISONS_BACK, COMPARISONS_FORM
from formatters.blocks import Element, actions, button, context, plain_text
from formatters.comparison_state import MOST_CHOSEN, ComparisonsState, Listing, places_in, turn_to_page
from formatters.selections import choice_name, order_name

_MOST: Final = {Facet.OWNER: 200}
"""What is offered of a facet at most, if that is more than one menu holds: 250 KB for a view would take no more."""

_IN_MENU: Final = 100
_ORDER = "order"


def format_comparisons_form(tr: Translator, listing: Listing, *, key: str) -> dict[str, Any]:
    """The view for ``views.update``, filled with what is chosen now. Only what occurs in the report is offered.

    Args:
        key: of this form and no other: under the same id Slack may keep what somebody chose before.
    """
    report, selection, state = listing.report, listing.state.selection, listing.state
    back = button(
        tr("comparisons-form-back"),
        action_id=COMPARISONS_BACK,
        value=turn_to_page(state.page),
        label=tr("comparisons-form-back-label"),
    )
    blocks: list[Element] = [context(tr("comparisons-form-about"))]
    for facet in Facet:
        choices = choices_of(report, facet)
        if len(choices) > 1:
            blocks.append(_facet(tr, facet, choices, selection.chosen.get(facet, ()), key))
    return {
        "type": "modal",
        "callback_id": COMPARISONS_FORM,
        "title": plain_text(tr("comparisons-title")),
        "submit": plain_text(tr("comparisons-form-submit")),
        "close": plain_text(tr("comparisons-close")),
        "private_metadata": state.dump(),
        "blocks": [*blocks, _order(tr, listing, key), actions(back)],
    }


def parse_comparisons_form(state: ComparisonsState, values: Mapping[str, Mapping[str, Any]]) -> ComparisonsState:
    """The first page of what a submitted form asks for; a field that is not in the form chooses nothing."""
    fields = {action_id: element for block in values.values() for action_id, element in block.items()}
    chosen = {facet: _chosen(fields.get(facet.value) or {}) for facet in Facet}
    order = str(((fields.get(_ORDER) or {}).get("selected_option") or {}).get("value"))
    selection = Selection(
        chosen={facet: places for facet, places in chosen.items() if places},
        order=Order(order) if order in set(Order) else Order.RISK,
    )
    return replace(state, page=0, at=None, selection=selection)


def _chosen(element: Mapping[str, Any]) -> tuple[int, ...]:
    typed = [str(option["value"]) for option in element.get("selected_options") or ()]
    return places_in([int(value) for value in typed if value.isascii() and value.isdigit() and len(value) < 6])


def _facet(tr: Translator, facet: Facet, choices: Sequence[Choice], chosen: Sequence[int], key: str) -> Element:
    offered = choices[: _MOST.get(facet, _IN_MENU)]
    options = [
        _option(tr("comparisons-choice", name=choice_name(tr, facet, choice), count=choice.count), str(place))
        for place, choice in enumerate(offered)
    ]
    element: Element = {
        "type": "multi_static_select",
        "action_id": facet.value,
        "max_selected_items": min(MOST_CHOSEN, len(options)),
    }
    if len(options) <= _IN_MENU:
        element["options"] = options
    else:
        element["option_groups"] = list(_groups(tr, options))
    if initial := [options[place] for place in dict.fromkeys(chosen) if place < len(options)]:
        element["initial_options"] = initial
    block: Element = {
        "type": "input",
        "block_id": f"{facet.value} {key}",
        "optional": True,
        "label": plain_text(tr(f"comparisons-facet-{facet}")),
        "element": element,
    }
    if facet is Facet.OWNER and len(offered) < len(choices):
        hint = tr("comparisons-owners-offered", count=len(choices), offered=len(offered))
        block["hint"] = plain_text(hint)
    return block


def _groups(tr: Translator, options: Sequence[Element]) -> Iterator[Element]:
    for first in range(0, len(options), _IN_MENU):
        held = options[first : first + _IN_MENU]
        label = tr("comparisons-group", first=first + 1, last=first + len(held))
        yield {"label": plain_text(label), "options": list(held)}


def _order(tr: Translator, listing: Listing, key: str) -> Element:
    options = {order: _option(order_name(tr, order), order.value) for order in _orders(listing)}
    order = listing.state.selection.order
    return {
        "type": "input",
        "block_id": f"{_ORDER} {key}",
        "label": plain_text(tr("comparisons-order")),
        "hint": plain_text(tr("comparisons-order-hint")),
        "element": {
            "type": "static_select",
            "action_id": _ORDER,
            "options": list(options.values()),
            "initial_option": options.get(order, options[Order.RISK]),
        },
    }


def _orders(listing: Listing) -> Iterator[Order]:
    """Those that have something to go by."""
    comparisons = listing.report.comparisons
    yield Order.RISK
    if any(comparison.known_score is not None for comparison in comparisons):
        yield Order.SCORE
    if any(comparison.patent.filed for comparison in comparisons):
        yield Order.NEWEST
        yield Order.OLDEST
    if any(comparison.patent.patent_id in listing.expiries for comparison in comparisons):
        yield Order.EXPIRES_FIRST
        yield Order.EXPIRES_LAST


def _option(text: str, value: str) -> Element:
    return {"text": plain_text(text), "value": value}
