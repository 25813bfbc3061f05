"""What is asked of Slack first, while the rest of the app is still being loaded: who the app is, and for a socket."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.settings import Settings
from bot.slack.identity import Identity, identify
from bot.slack.socket_mode import SocketMode
from bot.slack.web_api import SlackCalls

_TIMEOUT_S = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """Under way since it was made.

    Attributes:
        client: makes one attempt at each call.
        calls: what all of the app's calls go through.
        identity: ends with a SettingsError where Slack refuses the bot token.
        socket: None where Slack comes to the app.
    """

    client: AsyncWebClient
    calls: SlackCalls
    identity: asyncio.Task[Identity]
    socket: SocketMode | None


@contextlib.asynccontextmanager
async def arrive(settings: Settings, *, http: bool) -> AsyncIterator[Arrival]:
    """Begin to connect to Slack; the connection lasts as long as the context.

    Args:
        http: open no socket, Slack's requests are waited for.

    Raises:
        SettingsError: a token is missing.
    """
    settings.require_slack(http=http)
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=_TIMEOUT_S)) as session:
        client = AsyncWebClient(
            token=settings.slack_bot_token.get_secret_value() if settings.slack_bot_token else None,
            base_url=settings.slack_api_url,
            session=session,
            # The SDK's own would repeat a post whose connection broke after Slack took it.
            retry_handlers=[],
            trust_env_in_session=True,
        )
        calls = SlackCalls()
        identity = asyncio.create_task(identify(client, calls))
        socket = None
        if not http:
            socket = SocketMode(app_token=settings.require_app_token(), api_url=settings.slack_api_url, calls=calls)
            socket.hurry()
        try:
            yield Arrival(client=client, calls=calls, identity=identity, socket=socket)
        finally:
            identity.cancel()
            await asyncio.gather(identity, return_exceptions=True)
            if socket:
                await socket.close()
