"""Who the bot token belongs to."""

import asyncio
import logging
from dataclasses import dataclass

from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import SettingsError, SlackError
from bot.slack.web_api import SlackWebApi

ASK_AGAIN_S = 5.0
"""How long to wait for a Slack that cannot be reached, if it does not say."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """The app as one workspace knows it.

    Attributes:
        home: the workspace's own address.
    """

    enterprise_id: str | None
    team_id: str
    bot_user_id: str
    bot_id: str | None
    home: str


async def identify(client: AsyncWebClient, web_api: SlackWebApi) -> Identity:
    """Ask Slack who the client is; waits for Slack if it cannot be reached.

    Raises:
        SettingsError: Slack refuses the token.
    """
    while True:
        try:
            identity = await web_api.run("auth.test", client.auth_test())
        except SlackError as error:
            if error.token_is_refused:
                raise SettingsError.of("setting-bot-token-refused", code=error.code) from None
            logger.warning("Slack cannot be reached, will try again", extra={"code": error.code})
            await asyncio.sleep(error.retry_after_s or ASK_AGAIN_S)
        else:
            return Identity(
                enterprise_id=identity.get("enterprise_id"),
                team_id=identity["team_id"],
                bot_user_id=identity["user_id"],
                bot_id=identity.get("bot_id"),
                home=str(identity.get("url") or "https://slack.com/"),
            )
