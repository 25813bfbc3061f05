"""Who is an admin of the workspace: they may hold data, where nobody else is named."""

import asyncio
import logging
from dataclasses import dataclass

from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import SlackError
from bot.model.hold import MayHold
from bot.slack.web_api import SlackWebApi

logger = logging.getLogger(__name__)

_LOOK_S = 1.0
"""A look at Slack before the ack, for which Slack waits three seconds, and others may look too."""


@dataclass(frozen=True, slots=True)
class WorkspaceAdmins:
    """Asks Slack, which takes the optional scope ``users:read``.

    Attributes:
        client: with no retry handlers, see ``SlackWebApi``.
    """

    client: AsyncWebClient
    web_api: SlackWebApi

    async def may_hold(self, user_id: str, *, channel_id: str) -> MayHold:  # noqa: ARG002 - an admin is one everywhere
        """Whether a person may hold and release the checks of a channel: the workspace's admins and owners may."""
        try:
            async with asyncio.timeout(_LOOK_S):
                user = (await self.web_api.run("users.info", self.client.users_info(user=user_id))).get("user") or {}
        except (SlackError, TimeoutError) as error:
            code = error.code if isinstance(error, SlackError) else "timeout"
            logger.info("whether a person is an admin is not known", extra={"code": code})
            return MayHold.NOT_GRANTED if code == "missing_scope" else MayHold.UNKNOWN
        return MayHold.YES if user.get("is_admin") or user.get("is_owner") else MayHold.NO
