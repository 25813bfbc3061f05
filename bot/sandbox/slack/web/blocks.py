"""blocks.validate: what is wrong with blocks, a message or a view. It knows no workspace, and takes no token."""

from typing import Any

from bot.sandbox.slack.apierror import ApiError
from bot.sandbox.slack.records import JSON
from bot.sandbox.slack.validation.blocks import Surface, check_blocks
from bot.sandbox.slack.validation.schema import Faults
from bot.sandbox.slack.validation.views import check_view
from bot.sandbox.slack.web.arguments import Arguments
from bot.sandbox.slack.web.method import Method
from bot.sandbox.slack.workspace import Workspace

_KINDS = ("blocks", "message", "view")
_VIEW = "/view"


async def validate(_: Workspace, arguments: Arguments) -> JSON:
    """Says nothing of a missing text, of the size in all, or of pictures; Slack does not either."""
    given = [kind for kind in _KINDS if kind in arguments]
    if len(given) != 1:
        raise ApiError("invalid_arguments", messages=["[ERROR] exactly one of blocks, message and view"])
    (kind,) = given
    faults = Faults()
    _check(kind, arguments.nested(kind), faults)
    if faults.sentences:
        raise ApiError(f"invalid_{kind}", errors=[_error(sentence) for sentence in faults.sentences])
    return {}


def _check(kind: str, value: Any, faults: Faults) -> None:
    if kind == "view":
        check_view(value, faults)
    elif kind == "blocks":
        check_blocks(value, Surface.MESSAGE, faults, path="")
    elif isinstance(value, dict):
        check_blocks(value.get("blocks", []), Surface.MESSAGE, faults)
    else:
        faults.add("must provide an object", "")


def _error(sentence: str) -> JSON:
    message, _, pointer = sentence.removesuffix("]").rpartition(" [json-pointer:")
    return {"pointer": pointer.removeprefix(_VIEW), "code": "failed_constraint", "message": message}


METHODS = {"blocks.validate": Method(validate, token="none")}  # noqa: S106 - a kind of token
