"""The few Block Kit shapes in use, as plain dicts. Texts come in ready: escaped, and within their limits.

Every mrkdwn text is ``verbatim``: Slack links no address, no channel and no name in it that the app did not link.
No plain_text turns ``:colon:`` names into emoji.
"""

from collections.abc import Sequence
from typing import Any

from bot.model import Block, Message
from formatters.limits import BUTTON_LABEL
from formatters.text import shorten_plain

Element = dict[str, Any]


def ladder(text: str, *rungs: Sequence[Block]) -> Message:
    """A message and its fallbacks, each plainer than the one before; what is the same once more is left out."""
    different: list[tuple[Block, ...]] = []
    for rung in map(tuple, rungs):
        if rung not in different:
            different.append(rung)
    return Message(text=text, blocks=different[0], fallbacks=tuple(different[1:]))


def mrkdwn(text: str) -> Element:
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def plain_text(text: str) -> Element:
    return {"type": "plain_text", "text": text, "emoji": False}


def header(text: str) -> Element:
    return {"type": "header", "text": plain_text(text)}


def section(text: str, *, accessory: Element | None = None) -> Element:
    block: Element = {"type": "section", "text": mrkdwn(text)}
    if accessory is not None:
        block["accessory"] = accessory
    return block


def long_section(text: str, *, accessory: Element | None = None) -> Element:
    """A section that shows its whole text at once, without Slack's "see more"."""
    return {**section(text, accessory=accessory), "expand": True}


def context(text: str) -> Element:
    return {"type": "context", "elements": [mrkdwn(text)]}


def divider() -> Element:
    return {"type": "divider"}


def actions(*elements: Element) -> Element:
    return {"type": "actions", "elements": list(elements)}


def slack_image(file_id: str, *, alt_text: str) -> Element:
    """An image element that shows a file of Slack's own, so that no address can die under the message."""
    return {"type": "image", "slack_file": {"id": file_id}, "alt_text": alt_text}


def image_block(file_id: str, *, alt_text: str, title: str) -> Element:
    """The same as a block of its own, as wide as the message or the modal."""
    return {**slack_image(file_id, alt_text=alt_text), "title": plain_text(title)}


def button(
    text: str, *, action_id: str, value: str, label: str = "", style: str = "", confirm: Element | None = None
) -> Element:
    """
    Args:
        label: what a screen reader says, if the text alone does not tell this button from its neighbours.
    """
    element: Element = {"type": "button", "text": plain_text(text), "action_id": action_id, "value": value}
    if label:
        element["accessibility_label"] = shorten_plain(label, BUTTON_LABEL)
    if style:
        element["style"] = style
    if confirm is not None:
        element["confirm"] = confirm
    return element


def confirm(*, title: str, text: str, confirm: str, deny: str, style: str = "") -> Element:
    element: Element = {
        "title": plain_text(title),
        "text": plain_text(text),
        "confirm": plain_text(confirm),
        "deny": plain_text(deny),
    }
    if style:
        element["style"] = style
    return element


def collapsed_container(*, title: str, subtitle: str, child_blocks: Sequence[Element]) -> Element:
    block: Element = {"type": "container", "title": plain_text(title)}
    if subtitle:
        block["subtitle"] = plain_text(subtitle)
    return {**block, "child_blocks": list(child_blocks), "is_collapsible": True, "default_collapsed": True}
