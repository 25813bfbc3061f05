"""What was typed or picked in the fields of a form."""

from collections.abc import Mapping
from typing import Any

from formatters.fields import VALUE


def typed_in(values: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """A submitted form's state -> block_id -> its value, as it would be typed; empty for none."""
    return {block_id: _value(block.get(VALUE) or {}) for block_id, block in values.items()}


def _value(element: Mapping[str, Any]) -> str:
    if chosen := element.get("selected_options"):
        return ",".join(str(option["value"]) for option in chosen)
    if option := element.get("selected_option"):
        return str(option["value"])
    return str(element.get("selected_date") or element.get("value") or "").strip()
