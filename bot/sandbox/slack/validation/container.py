"""The container block. Limits from docs.slack.dev/reference/block-kit/blocks/container-block."""

from typing import Any

from bot.sandbox.slack.validation.objects import BLOCK_ID, TYPED_IMAGE, any_text, plain_text
from bot.sandbox.slack.validation.rich_text import RICH_TEXT
from bot.sandbox.slack.validation.schema import Faults, Rule, any_of, boolean, fields, listed, one_of, typed

_ID: dict[str, Rule] = {"block_id": BLOCK_ID}


def _collapsed_only_if_collapsible(value: Any, path: str, faults: Faults) -> None:
    if value.get("default_collapsed") and not value.get("is_collapsible"):
        faults.add("`default_collapsed` requires `is_collapsible`", path)


def _no_divider_if_collapsible(value: Any, path: str, faults: Faults) -> None:
    if value.get("has_header_divider") and value.get("is_collapsible"):
        faults.add("`has_header_divider` cannot be used with `is_collapsible`", path)


def container(children: Rule) -> Rule:
    """A container of these blocks."""
    return fields(
        {"child_blocks": listed(children, 1, 10)},
        {
            **_ID,
            "title": plain_text(150),
            "rich_text_title": typed({"rich_text": RICH_TEXT}),
            "subtitle": any_text(150),
            "width": one_of("narrow", "standard", "wide", "full"),
            "icon": TYPED_IMAGE,
            "is_collapsible": boolean,
            "default_collapsed": boolean,
            "has_header_divider": boolean,
        },
        any_of(["title", "rich_text_title"]),
        _collapsed_only_if_collapsible,
        _no_divider_if_collapsible,
    )
