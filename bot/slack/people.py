"""What Slack knows of a person beside their language: whether they run the workspace."""

import asyncio

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.web_api import SlackWebApi

_LOOK_S = 1.0
"""A look at Slack before the ack, for which Slack waits three seconds, and others look too."""


class People:
    """Asks Slack, which takes the optional scope ``users:read``.

    Args:
        client: with no retry handlers, see ``SlackWebApi``.
    """

    def __init__(self, client: AsyncWebClient, web_api: SlackWebApi) -> None:
        self._client = client
        self._web_api = web_api

    async def is_admin(self, user_id: str) -> bool:
        """Whether somebody is an admin or an owner of the workspace. Raises SlackError, TimeoutError."""
        async with asyncio.timeout(_LOOK_S):
            found = await self._web_api.run("users.info", self._client.users_info(user=user_id))
        user = found.get("user") or {}
        return any(user.get(name) is True for name in ("is_admin", "is_owner", "is_primary_owner"))
