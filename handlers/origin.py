"""Where something was asked for in Slack, and by whom: by a command, a button, a shortcut or a form."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from slack_bolt.async_app import AsyncBoltContext

from bot.model.costs import Payer
from bot.model.text import storable

Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """
    Attributes:
        team_id: the installation's own workspace, whatever the payload names.
        channel_id: for a modal the channel that it leads to; empty for none.
        trigger_id: Slack's name of this very command or press, which a modal can be opened with for three seconds.
    """

    team_id: str
    channel_id: str
    user_id: str
    trigger_id: str

    @classmethod
    def of(cls, body: Body, context: AsyncBoltContext) -> Self:
        return cls(
            team_id=context.team_id or "",
            channel_id=channel_of(body),
            user_id=str(body["user_id"] if "command" in body else body["user"]["id"]),
            trigger_id=str(body.get("trigger_id") or ""),
        )

    @property
    def payer(self) -> Payer:
        """For whom paid calls are made that it leads to."""
        return Payer(team_id=self.team_id, channel_id=self.channel_id, user_id=self.user_id)


def channel_of(body: Body) -> str:
    """Where a command, a shortcut or a button is, or the channel that a modal of the app leads to; empty for none."""
    if "command" in body:
        return str(body.get("channel_id") or "")
    if channel := body.get("channel"):
        return str(channel.get("id") or "")
    try:
        state = json.loads(str((body.get("view") or {}).get("private_metadata") or ""))
    except (ValueError, RecursionError):
        return ""
    channel_id = state.get("channel") if isinstance(state, dict) else None
    return storable(channel_id) if isinstance(channel_id, str) else ""
