"""Composition objects: text, option, confirmation, picture. Limits from docs.slack.dev/reference/block-kit."""

from typing import Any

from bot.sandbox.slack.validation.schema import (
    Faults,
    Rule,
    any_of,
    boolean,
    fields,
    listed,
    number,
    one_at_most,
    one_of,
    text,
    typed,
    web_address,
)

BLOCK_ID = text(255)
ACTION_ID = text(255)
ALT_TEXT = text(2000)
STYLE = one_of("primary", "danger")


def plain_text(longest: int) -> Rule:
    return typed({"plain_text": fields({"text": text(longest)}, {"emoji": boolean})})


def any_text(longest: int) -> Rule:
    """``plain_text`` or ``mrkdwn``."""
    return typed(
        {
            "plain_text": fields({"text": text(longest)}, {"emoji": boolean}),
            "mrkdwn": fields({"text": text(longest)}, {"verbatim": boolean}),
        }
    )


CONFIRM = fields(
    {"title": plain_text(100), "text": any_text(300)},
    {"confirm": plain_text(30), "deny": plain_text(30), "style": STYLE},
)

SLACK_FILE = fields({}, {"id": text(255), "url": web_address}, any_of(["id", "url"]), one_at_most(["id", "url"]))

IMAGE_SOURCE = {"image_url": web_address, "slack_file": SLACK_FILE}
ONE_IMAGE_SOURCE = (any_of(["image_url", "slack_file"]), one_at_most(["image_url", "slack_file"]))

IMAGE_ELEMENT = fields({"alt_text": ALT_TEXT}, IMAGE_SOURCE, *ONE_IMAGE_SOURCE)
"""Without its ``type``."""

TYPED_IMAGE = typed({"image": IMAGE_ELEMENT})

RAW_TEXT = fields({"text": text(10_000)})
RAW_NUMBER = fields({"value": number, "text": text(10_000)})


def option(*, rich: bool = False, with_url: bool = False) -> Rule:
    """An option; ``rich`` if mrkdwn is allowed (checkboxes, radio buttons), ``with_url`` in overflow menus."""
    wording = any_text if rich else plain_text
    optional: dict[str, Rule] = {"description": wording(75)}
    if with_url:
        optional["url"] = web_address
    return fields({"text": wording(75), "value": text(150)}, optional)


OPTION_GROUP = fields({"label": plain_text(75), "options": listed(option(), 1, 100)})


def initial_is_an_option(value: Any, path: str, faults: Faults) -> None:
    """What is picked at first must be one of the options, word for word."""
    offered = [*value.get("options", [])]
    for group in value.get("option_groups", []):
        offered += group["options"]
    picked = value.get("initial_options", [])
    if "initial_option" in value:
        picked = [*picked, value["initial_option"]]
    if any(choice not in offered for choice in picked):
        faults.add("initial option must match one of the options exactly", path)
