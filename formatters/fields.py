"""Fields of forms: an input block each, whose block_id tells it from the others."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from bot.languages import Translator
from bot.model.countries import COUNTRIES, country_flag
from formatters.blocks import Element, plain_text

VALUE: Final = "value"
"""action_id of the element in every block."""


def field(block_id: str, label: str, element: Element, hint: str = "", *, optional: bool = True) -> Element:
    block: Element = {
        "type": "input",
        "block_id": block_id,
        "optional": optional,
        "label": plain_text(label),
        "element": {**element, "action_id": VALUE},
    }
    return {**block, "hint": plain_text(hint)} if hint else block


def select(options: Sequence[tuple[str, str]], chosen: Sequence[str], *, several: bool = False) -> Element:
    """One of some values, or several; what is chosen and not among them is left out."""
    known = {value: {"text": plain_text(text), "value": value} for value, text in options}
    initial = [known[value] for value in dict.fromkeys(chosen) if value in known]
    if several:
        element: Element = {"type": "multi_static_select", "options": list(known.values())}
        return {**element, "initial_options": initial} if initial else element
    element = {"type": "static_select", "options": list(known.values())}
    return {**element, "initial_option": initial[0]} if initial else element


def typed(text: str, longest: int) -> Element:
    element: Element = {"type": "plain_text_input", "max_length": longest}
    return {**element, "initial_value": text[:longest]} if text else element


def day(chosen: date | None) -> Element:
    element: Element = {"type": "datepicker"}
    return {**element, "initial_date": chosen.isoformat()} if chosen else element


def countries(tr: Translator) -> list[tuple[str, str]]:
    """All that Patsnap takes: code and name, with a flag."""
    return [
        (code, f"{country_flag(code)} {tr('list-country', name=tr.country(code), code=code)}") for code in COUNTRIES
    ]
