"""A modal or a Home tab as a whole."""

from typing import Any

from bot.sandbox.slack.validation.blocks import Surface, check_blocks
from bot.sandbox.slack.validation.objects import plain_text
from bot.sandbox.slack.validation.schema import Faults, Rule, boolean, fields, text, typed

_PATH = "/view"


def _blocks_on(surface: Surface) -> Rule:
    def check(value: Any, path: str, faults: Faults) -> None:
        check_blocks(value, surface, faults, path=path)

    return check


def _inputs_can_be_submitted(value: Any, path: str, faults: Faults) -> None:
    if "submit" not in value and any(block["type"] == "input" for block in value["blocks"]):
        faults.add("`submit` is required when an input block is present", path)


_COMMON: dict[str, Rule] = {
    "private_metadata": text(3000, shortest=0),
    "callback_id": text(255, shortest=0),
    "external_id": text(255, shortest=0),
}
_VIEW = typed(
    {
        "modal": fields(
            {"title": plain_text(24), "blocks": _blocks_on(Surface.MODAL)},
            {
                **_COMMON,
                "submit": plain_text(24),
                "close": plain_text(24),
                "clear_on_close": boolean,
                "notify_on_close": boolean,
                "submit_disabled": boolean,
            },
            _inputs_can_be_submitted,
        ),
        "home": fields({"blocks": _blocks_on(Surface.HOME)}, _COMMON),
    }
)


def check_view(view: Any, faults: Faults) -> None:
    """Note what is wrong with a view; a refused one is also named as a whole, as Slack does."""
    found = Faults()
    _VIEW(view, _PATH, found)
    if found.sentences:
        faults.add("failed to match all allowed schemas", _PATH)
        faults.sentences += found.sentences
