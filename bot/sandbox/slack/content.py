"""Validation of messages and views, whichever call they come in by."""

import json
from typing import Any

from bot.sandbox.slack.apierror import ApiError
from bot.sandbox.slack.outbox import Draft
from bot.sandbox.slack.pictures import Pictures
from bot.sandbox.slack.records import JSON
from bot.sandbox.slack.state import State
from bot.sandbox.slack.validation.blocks import Surface, blocks_too_long, check_blocks
from bot.sandbox.slack.validation.schema import Faults, fields, text
from bot.sandbox.slack.validation.views import check_view

MAX_TEXT = 40_000
MAX_METADATA = 8_000
_ANY_OBJECT = fields({"event_type": text(255), "event_payload": lambda *_: None})


class ContentRules:
    """Turns the arguments of a message or a view into something that can be shown, or refuses them as Slack does.

    Attributes:
        refuse_containers: this workspace does not know the ``container`` block yet.
    """

    def __init__(self, state: State) -> None:
        self._pictures = Pictures(state)
        self.refuse_containers = False

    async def message(self, arguments: JSON, *, max_text: int = MAX_TEXT) -> Draft:
        """``text``, ``blocks``, ``attachments``, ``metadata``, ``link_names`` and ``parse`` of a message.

        Raises:
            ApiError: ``no_text``, ``msg_too_long``, ``msg_blocks_too_long``, ``invalid_blocks`` and its like.
        """
        wording = arguments.get("text") or arguments.get("markdown_text") or ""
        blocks = _parsed(arguments.get("blocks"), list, "invalid_blocks_format") or []
        attachments = _parsed(arguments.get("attachments"), list, "invalid_attachments") or []
        if not isinstance(wording, str):
            raise ApiError("invalid_arguments", messages=["[ERROR] must provide a string [json-pointer:/text]"])
        if not wording.strip() and not blocks and not attachments:
            raise ApiError("no_text")
        if len(wording) > max_text:
            raise ApiError("msg_too_long")
        await self._check_blocks(blocks, "/blocks", "invalid_blocks")
        for index, attachment in enumerate(attachments):
            if not isinstance(attachment, dict):
                raise ApiError("invalid_attachments")
            await self._check_blocks(
                attachment.get("blocks", []), f"/attachments/{index}/blocks", "invalid_attachments"
            )
        if blocks_too_long([*blocks, *attachments]):
            raise ApiError("msg_blocks_too_long")
        return Draft(
            text=wording,
            blocks=blocks,
            attachments=attachments,
            metadata=_metadata(arguments.get("metadata")),
            link_names=_is_true(arguments.get("link_names")) or arguments.get("parse") == "full",
        )

    async def view(self, content: Any) -> JSON:
        """A modal or Home tab, as an object or as JSON text.

        Raises:
            ApiError: ``invalid_arguments``, with every fault in its messages.
        """
        if content is None:
            raise ApiError("invalid_arguments", messages=["[ERROR] missing required field: view"])
        view: JSON = _parsed(content, dict, "invalid_arguments")
        faults = Faults()
        check_view(view, faults)
        if not faults.sentences:
            await self._pictures.check(view["blocks"], "/view/blocks", faults)
        if faults.sentences:
            raise ApiError("invalid_arguments", messages=_errors(faults))
        return view

    async def close(self) -> None:
        await self._pictures.close()

    async def _check_blocks(self, blocks: Any, path: str, code: str) -> None:
        faults = Faults()
        check_blocks(blocks, Surface.MESSAGE, faults, path=path, refuse_containers=self.refuse_containers)
        if not faults.sentences:
            await self._pictures.check(blocks, path, faults)
        if faults.sentences:
            raise ApiError(code, messages=_errors(faults), errors=faults.sentences)


def _metadata(value: Any) -> JSON | None:
    metadata: JSON | None = _parsed(value, dict, "invalid_metadata_format")
    if metadata is None:
        return None
    faults = Faults()
    _ANY_OBJECT(metadata, "/metadata", faults)
    if faults.sentences or not isinstance(metadata["event_payload"], dict):
        raise ApiError("invalid_metadata_schema", messages=_errors(faults))
    if len(json.dumps(metadata, ensure_ascii=False)) > MAX_METADATA:
        raise ApiError("metadata_too_large")
    return metadata


def _parsed(value: Any, kind: type, code: str) -> Any:
    """Slack takes nested arguments as JSON text too, as forms send them."""
    if isinstance(value, str):
        try:
            value = json.loads(value) if value else None
        except json.JSONDecodeError:
            raise ApiError(code) from None
    if value is not None and not isinstance(value, kind):
        raise ApiError(code)
    return value


def _errors(faults: Faults) -> list[str]:
    return [f"[ERROR] {sentence}" for sentence in faults.sentences]


def _is_true(value: Any) -> bool:
    return value in {True, "1", "true", "True"} if isinstance(value, bool | int | str) else False
