"""A message that is gone from Slack takes along what it led to: its checks, their reports, the progress message."""

import logging
from collections.abc import Mapping
from typing import Any

from bot.checks.service import CheckService
from bot.errors import SlackError
from bot.slack.messages import SlackMessages

logger = logging.getLogger(__name__)

Event = Mapping[str, Any]


class DeletedMessages:
    def __init__(self, service: CheckService, messages: SlackMessages) -> None:
        self._service = service
        self._messages = messages

    async def forget(self, event: Event, team_id: str, *, may_come_again: bool) -> None:
        """Forget the message that an event says is gone.

        Args:
            may_come_again: an event about it may come later than this one; never of the app's own messages.
        """
        channel_id = str(event["channel"])
        progress_ts = await self._service.forget_message(
            team_id=team_id, channel_id=channel_id, message_ts=_deleted_ts(event), may_come_again=may_come_again
        )
        if progress_ts:
            try:
                await self._messages.delete(channel_id, progress_ts)
            except SlackError as error:
                logger.warning("a progress message was left behind", extra={"code": error.code})


def is_deletion(event: Event) -> bool:
    """Whether a ``message`` event says that a message is gone."""
    return bool(_deleted_ts(event))


def _deleted_ts(event: Event) -> str:
    """Which message is gone, if any: one with replies leaves a tombstone, and so comes as a change."""
    if event.get("subtype") == "message_deleted":
        return str(event["deleted_ts"])
    message = event.get("message") or {}
    is_tombstone = event.get("subtype") == "message_changed" and message.get("subtype") == "tombstone"
    return str(message["ts"]) if is_tombstone else ""
