"""The one gate for content that the app wants shown, whichever way it comes in."""

import json
from typing import Any

from bot.sandbox.slack.apierror import ApiError
from bot.sandbox.slack.outbox import Draft
from bot.sandbox.slack.records import JSON
from bot.sandbox.slack.state import State

MAX_TEXT = 40_000


class ContentRules:
    """Turns the arguments of a message or a view into something that can be shown, or refuses them as Slack does.

    Attributes:
        refuse_containers: this workspace does not know the ``container`` block yet.
    """

    def __init__(self, state: State) -> None:
        self._state = state
        self.refuse_containers = False

    async def message(self, arguments: JSON) -> Draft:
        return Draft(
            text=str(arguments.get("text") or ""),
            blocks=_listed(arguments.get("blocks")),
            attachments=_listed(arguments.get("attachments")),
            metadata=arguments.get("metadata"),
        )

    async def view(self, content: Any) -> JSON:
        if not isinstance(content, dict):
            raise ApiError("invalid_arguments", messages=["[ERROR] missing required field: view"])
        return content


def _listed(value: Any) -> list[JSON]:
    return list(json.loads(value) if isinstance(value, str) else value or [])
