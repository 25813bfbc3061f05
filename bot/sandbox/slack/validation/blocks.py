"""A list of blocks: what each may hold, where it may stand, and what holds for all of them together."""

import json
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Any

from bot.sandbox.slack.records import JSON
from bot.sandbox.slack.validation.container import container
from bot.sandbox.slack.validation.elements import AS_ACCESSORY, IN_ACTIONS, IN_CONTEXT_ACTIONS, IN_INPUT
from bot.sandbox.slack.validation.objects import (
    ALT_TEXT,
    BLOCK_ID,
    IMAGE_ELEMENT,
    IMAGE_SOURCE,
    ONE_IMAGE_SOURCE,
    any_text,
    plain_text,
)
from bot.sandbox.slack.validation.rich_text import RICH_TEXT
from bot.sandbox.slack.validation.schema import (
    Faults,
    Rule,
    boolean,
    fields,
    listed,
    text,
    typed,
)
from bot.sandbox.slack.validation.tables import (
    DATA_TABLE,
    MAX_TABLE_CHARACTERS,
    TABLE,
    table_characters,
)

MAX_BLOCKS_CHARACTERS = 13_200
"""What all blocks of a message come to as JSON; measured, not documented."""

_ID: dict[str, Rule] = {"block_id": BLOCK_ID}


class Surface(StrEnum):
    """Where blocks are shown."""

    MESSAGE = "message"
    MODAL = "modal"
    HOME = "home"


MAX_BLOCKS = {Surface.MESSAGE: 50, Surface.MODAL: 100, Surface.HOME: 100}


def _text_is_content(value: Any, path: str, faults: Faults) -> None:
    if "text" not in value and not value.get("fields"):
        faults.add("must define either `text` or `fields`", path)


_SECTION = fields(
    {},
    {
        **_ID,
        "text": any_text(3000),
        "fields": listed(any_text(2000), 1, 10),
        "accessory": typed({**AS_ACCESSORY, "image": IMAGE_ELEMENT}),
        "expand": boolean,
    },
    _text_is_content,
)
_TEXT_OR_IMAGE = typed(
    {
        "plain_text": fields({"text": text(2000)}, {"emoji": boolean}),
        "mrkdwn": fields({"text": text(2000)}, {"verbatim": boolean}),
        "image": IMAGE_ELEMENT,
    }
)

_EVERYWHERE: dict[str, Rule] = {
    "section": _SECTION,
    "divider": fields({}, _ID),
    "header": fields({"text": plain_text(150)}, _ID),
    "context": fields({"elements": listed(_TEXT_OR_IMAGE, 1, 10)}, _ID),
    "actions": fields({"elements": listed(IN_ACTIONS, 1, 25)}, _ID),
    "image": fields({"alt_text": ALT_TEXT}, {**_ID, **IMAGE_SOURCE, "title": plain_text(2000)}, *ONE_IMAGE_SOURCE),
    "input": fields(
        {"label": plain_text(2000), "element": IN_INPUT},
        {**_ID, "hint": plain_text(2000), "optional": boolean, "dispatch_action": boolean},
    ),
    "rich_text": RICH_TEXT,
}

_IN_CONTAINER = ("section", "context", "divider", "image", "actions", "header")
_IN_MESSAGES: dict[str, Rule] = {
    "table": TABLE,
    "data_table": DATA_TABLE,
    "container": container(typed({**{name: _EVERYWHERE[name] for name in _IN_CONTAINER}, "table": TABLE})),
    "context_actions": fields({"elements": listed(IN_CONTEXT_ACTIONS, 1, 5)}, _ID),
}
_BLOCK = {
    Surface.MESSAGE: typed(_EVERYWHERE | _IN_MESSAGES),
    Surface.MODAL: typed(_EVERYWHERE),
    Surface.HOME: typed(_EVERYWHERE),
}
_BLOCK_WITHOUT_CONTAINER = typed(
    _EVERYWHERE | {name: rule for name, rule in _IN_MESSAGES.items() if name != "container"}
)


def check_blocks(
    blocks: Any, surface: Surface, faults: Faults, *, path: str = "/blocks", refuse_containers: bool = False
) -> None:
    """Note what is wrong with a list of blocks; images are not looked at here."""
    block = _BLOCK_WITHOUT_CONTAINER if refuse_containers and surface is Surface.MESSAGE else _BLOCK[surface]
    before = len(faults.sentences)
    listed(block, 0, MAX_BLOCKS[surface])(blocks, path, faults)
    if len(faults.sentences) > before:
        return
    _check_ids(blocks, path, faults)
    if surface is Surface.MESSAGE:
        _check_tables(blocks, path, faults)


def blocks_too_long(blocks: Sequence[JSON]) -> bool:
    """More than a message takes in all."""
    return len(json.dumps(list(blocks), ensure_ascii=False, separators=(",", ":"))) > MAX_BLOCKS_CHARACTERS


def image_sources(node: Any, path: str) -> Iterator[tuple[str, JSON]]:
    """Every object with an ``image_url`` or a ``slack_file``, at any depth, with its JSON pointer."""
    if isinstance(node, list):
        for index, entry in enumerate(node):
            yield from image_sources(entry, f"{path}/{index}")
    elif isinstance(node, dict):
        if "image_url" in node or "slack_file" in node:
            yield path, node
        for name, entry in node.items():
            yield from image_sources(entry, f"{path}/{name}")


def _check_ids(blocks: Sequence[JSON], path: str, faults: Faults) -> None:
    """A block_id is unique in the list, those of children included; an action_id within its block."""
    seen: set[str] = set()
    for place, block in _walk(blocks, path):
        block_id = block.get("block_id")
        if block_id in seen:
            faults.add(f"block_id {block_id} already exists", f"{place}/block_id")
        if block_id is not None:
            seen.add(block_id)
        action_ids: set[str] = set()
        for spot, element in _interactive(block, place):
            action_id = element.get("action_id")
            if action_id in action_ids:
                faults.add(f"action_id {action_id} already exists in this block", f"{spot}/action_id")
            if action_id is not None:
                action_ids.add(action_id)


def _check_tables(blocks: Sequence[JSON], path: str, faults: Faults) -> None:
    """What the tables of one message come to together."""
    tables = [block for _, block in _walk(blocks, path) if block["type"] in {"table", "data_table"}]
    if sum(table_characters(block["rows"]) for block in tables) > MAX_TABLE_CHARACTERS:
        faults.add(f"tables must have no more than {MAX_TABLE_CHARACTERS} characters in all", path)
    if sum(block["type"] == "table" for block in tables) > 1:
        faults.add("only_one_table_allowed", path)


def _walk(blocks: Sequence[JSON], path: str) -> Iterator[tuple[str, JSON]]:
    for index, block in enumerate(blocks):
        place = f"{path}/{index}"
        yield place, block
        if block["type"] == "container":
            yield from _walk(block["child_blocks"], f"{place}/child_blocks")


def _interactive(block: JSON, place: str) -> Iterator[tuple[str, JSON]]:
    for name in ("accessory", "element"):
        if name in block:
            yield f"{place}/{name}", block[name]
    if block["type"] in {"actions", "context_actions"}:
        for index, element in enumerate(block["elements"]):
            yield f"{place}/elements/{index}", element
