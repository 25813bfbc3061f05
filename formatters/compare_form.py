"""The form that compares a picture of a channel with one patent."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.languages import Translator
from bot.model import Check, Message
from formatters.actions import COMPARE_FORM
from formatters.blocks import Element, context, plain_text, section
from formatters.text import shorten_line, shorten_plain

MAX_PICTURES = 25
"""Pictures that the form offers: the newest of the channel."""

PICTURE = "picture"
"""block_id and action_id of the one field."""

_OPTION = 75
"""Characters of an option's text that Slack takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareState:
    """What the form knows. Attributes: number: of the patent, as it can be read again."""

    number: str
    channel_id: str


def format_compare_form(tr: Translator, state: CompareState, checks: Sequence[Check]) -> dict[str, Any]:
    """The view for ``views.open``.

    Args:
        checks: whose pictures are offered, at least one; each view of a product that has several is offered by itself.
    """
    options = [_option(tr, check, position) for check in checks for position in range(len(check.views))][:MAX_PICTURES]
    return {
        "type": "modal",
        "callback_id": COMPARE_FORM,
        "title": plain_text(tr("compare-title")),
        "submit": plain_text(tr("compare-submit")),
        "close": plain_text(tr("compare-close")),
        "private_metadata": json.dumps(
            {"number": state.number, "channel": state.channel_id}, separators=(",", ":"), ensure_ascii=False
        ),
        "blocks": [
            section(tr("compare-about", number=shorten_line(state.number, 80))),
            {
                "type": "input",
                "block_id": PICTURE,
                "label": plain_text(tr("compare-picture")),
                "element": {
                    "type": "static_select",
                    "action_id": PICTURE,
                    "options": options,
                    "initial_option": options[0],
                },
            },
            context(tr("compare-cost")),
        ],
    }


def parse_compare_state(private_metadata: str) -> CompareState | None:
    """What ``format_compare_form`` put there; None for anything else."""
    try:
        state = json.loads(private_metadata)
    except (ValueError, RecursionError):
        return None
    match state:
        case {"number": str(number), "channel": str(channel_id)}:
            return CompareState(number=number, channel_id=channel_id)
    return None


def parse_picture(value: str) -> tuple[str, int]:
    """The check and the view that an option of the form stands for; a view that there is none of for anything else."""
    check_id, _, position = value.partition("/")
    return check_id, int(position) if position.isascii() and position.isdigit() and len(position) < 3 else -1


def picture_gone(tr: Translator) -> dict[str, str]:
    """The errors of the form if the chosen picture is no longer there."""
    return {PICTURE: tr("compare-gone")}


def format_no_pictures(tr: Translator) -> Message:
    """The answer if no picture of the channel can be compared."""
    text = tr("compare-none")
    return Message(text=text, blocks=(section(text),))


def _option(tr: Translator, check: Check, position: int) -> Element:
    name = shorten_plain(check.views[position].name, 40) or tr("compare-unnamed")
    text = tr("compare-option", name=name, day=tr.day(check.created_at))
    return {"text": plain_text(shorten_plain(text, _OPTION)), "value": f"{check.id}/{position}"}
