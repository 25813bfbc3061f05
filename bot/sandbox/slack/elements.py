"""Interactive elements inside blocks: finding them, and what they send when somebody uses them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy

from bot.sandbox.slack.records import JSON, NoSuchThing

Picked = str | int | Sequence[str] | None
"""What a person picked: an option's value, an id, a date, or several of them."""

Values = dict[str, dict[str, JSON]]
"""block_id -> action_id -> the element's state."""

_ONE_OPTION = {"static_select", "radio_buttons", "overflow"}
_OPTIONS = {"multi_static_select", "checkboxes"}
_SELECTED = {
    "users_select": "selected_user",
    "conversations_select": "selected_conversation",
    "channels_select": "selected_channel",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
    "multi_users_select": "selected_users",
    "multi_conversations_select": "selected_conversations",
    "multi_channels_select": "selected_channels",
}
_TYPED = {"plain_text_input", "email_text_input", "url_text_input", "number_input"}
_STATELESS = {"button", "overflow", "icon_button", "feedback_buttons"}


def prepared(blocks: Sequence[JSON], new_id: Callable[[], str]) -> list[JSON]:
    """A copy in which every block has a ``block_id`` and every interactive element an ``action_id``, as at Slack."""
    copied = deepcopy(list(blocks))
    for block in walk_blocks(copied):
        block.setdefault("block_id", new_id())
        for element in elements_of(block):
            element.setdefault("action_id", new_id())
    return copied


def walk_blocks(blocks: Sequence[JSON]) -> Iterator[JSON]:
    """Every block, those inside containers too."""
    for block in blocks:
        yield block
        yield from walk_blocks(block.get("child_blocks") or [])


def elements_of(block: JSON) -> Iterator[JSON]:
    """The interactive elements of one block, without those of blocks inside it."""
    candidates = [block.get("accessory"), block.get("element")]
    if block.get("type") in {"actions", "context_actions"}:
        candidates += block.get("elements") or []
    for element in candidates:
        if isinstance(element, dict) and element.get("type") not in {None, "image"}:
            yield element


def find_element(blocks: Sequence[JSON], action_id: str, block_id: str | None) -> tuple[JSON, JSON]:
    """``(block, element)``.

    Raises:
        NoSuchThing: no such element is shown.
    """
    for block in walk_blocks(blocks):
        if block_id in {None, block.get("block_id")}:
            for element in elements_of(block):
                if element.get("action_id") == action_id:
                    return block, element
    raise NoSuchThing("element", f"{block_id}/{action_id}" if block_id else action_id)


def state_of(element: JSON, value: str | None, picked: Picked) -> JSON:
    """What ``state.values`` holds for an element in which this was typed or picked."""
    kind = element["type"]
    if kind in _ONE_OPTION:
        return {"type": kind, "selected_option": None if picked is None else _option(element, picked)}
    if kind in _OPTIONS:
        return {"type": kind, "selected_options": [_option(element, item) for item in _listed(picked)]}
    if kind in _SELECTED:
        chosen: object = picked if picked is not None else value
        return {"type": kind, _SELECTED[kind]: list(_listed(picked)) if kind.startswith("multi_") else chosen}
    return {"type": kind, "value": value}


def action_of(block: JSON, element: JSON, value: str | None, picked: Picked, action_ts: str) -> JSON:
    """One entry of ``actions`` in a ``block_actions`` payload."""
    action: JSON = {"action_id": element["action_id"], "block_id": block["block_id"], "action_ts": action_ts}
    if element["type"] in _STATELESS - {"overflow"}:
        shown = {name: element[name] for name in ("type", "text", "value", "url", "style") if name in element}
        return action | shown | ({"value": value} if value is not None else {})
    action |= state_of(element, value, picked)
    if "placeholder" in element:
        action["placeholder"] = element["placeholder"]
    return action


def initial_values(blocks: Sequence[JSON], kept: Mapping[str, Mapping[str, JSON]] | None = None) -> Values:
    """The state of freshly shown blocks; what was typed before is kept if block and element have kept their ids."""
    values: Values = {}
    for block in walk_blocks(blocks):
        for element in elements_of(block):
            if element["type"] in _STATELESS:
                continue
            before = (kept or {}).get(block["block_id"], {}).get(element["action_id"])
            state = before if before and before["type"] == element["type"] else _initial(element)
            values.setdefault(block["block_id"], {})[element["action_id"]] = dict(state)
    return values


def is_empty(state: JSON) -> bool:
    """Nothing typed and nothing picked."""
    return not any(value for name, value in state.items() if name != "type")


def _initial(element: JSON) -> JSON:
    kind = element["type"]
    if kind in _ONE_OPTION:
        return {"type": kind, "selected_option": element.get("initial_option")}
    if kind in _OPTIONS:
        return {"type": kind, "selected_options": element.get("initial_options") or []}
    if kind in _SELECTED:
        name = _SELECTED[kind]
        empty: list[str] | None = [] if kind.startswith("multi_") else None
        return {"type": kind, name: element.get(name.replace("selected_", "initial_"), empty)}
    return {"type": kind, "value": element.get("initial_value")}


def _option(element: JSON, picked: object) -> JSON:
    groups = [group.get("options") or [] for group in element.get("option_groups") or []]
    for options in (element.get("options") or [], *groups):
        for option in options:
            if option.get("value") == picked:
                return {name: option[name] for name in ("text", "value", "description") if name in option}
    raise NoSuchThing("option", f"{element['action_id']}/{picked}")


def _listed(picked: Picked) -> Sequence[str]:
    if picked is None:
        return []
    if isinstance(picked, str):
        return [picked]
    if isinstance(picked, int):
        return [str(picked)]
    return picked
