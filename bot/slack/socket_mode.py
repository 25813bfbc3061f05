"""Socket Mode: the app opens a WebSocket to Slack, and everything comes in over that."""

import asyncio
import logging
import time

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app, send_async_response
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.errors import SettingsError, SlackError
from bot.slack.calls import SlackCalls
from bot.slack.identity import ASK_AGAIN_S
from bot.slack.transport import COMMAND, EVENT, INTERACTION, AckObserver

_PING_INTERVAL_S = 5.0
_KINDS = {"events_api": EVENT, "slash_commands": COMMAND}

logger = logging.getLogger(__name__)


class SocketMode:
    """Implements ``bot.slack.transport.Transport``. Once connected, it reconnects by itself.

    Args:
        observe: told of every envelope.
    """

    port = None

    def __init__(self, *, app_token: str, calls: SlackCalls, observe: AckObserver) -> None:
        self._app_token = app_token
        self._calls = calls
        self._observe = observe
        self._handler: _ObservedHandler | None = None
        self._is_connected = False

    async def open(self, bolt: AsyncApp) -> None:
        """Ask Slack for an address to connect to; waits for Slack where it cannot be reached.

        Raises:
            SettingsError: Slack refuses the app token.
        """
        handler = _ObservedHandler(bolt, self._app_token, observe=self._observe)
        self._handler = handler
        while True:
            try:
                opened = await self._calls.run(
                    "apps.connections.open", bolt.client.apps_connections_open(app_token=self._app_token)
                )
            except SlackError as error:
                if error.token_is_refused or error.code in {"not_allowed_token_type", "missing_scope"}:
                    raise SettingsError(
                        f"SLACK_APP_TOKEN is refused by Slack ({error.code}): "
                        "make one with the scope connections:write."
                    ) from None
                logger.warning("Slack cannot be reached, will try again", extra={"code": error.code})
                await asyncio.sleep(error.retry_after_s or ASK_AGAIN_S)
            else:
                handler.client.wss_uri = opened["url"]
                return

    async def connect(self) -> None:
        if self._handler is None:
            raise AssertionError("opened before it is connected")
        await self._handler.client.connect()  # type: ignore[no-untyped-call]
        self._is_connected = True

    async def trouble(self) -> str | None:
        """One sentence while no socket is open."""
        if self._is_connected and self._handler and await self._handler.client.is_connected():
            return None
        return "Slack's Socket Mode is not connected; the app keeps trying."

    async def close(self) -> None:
        if self._handler:
            await self._handler.close_async()  # type: ignore[no-untyped-call]


class _ObservedHandler(AsyncSocketModeHandler):
    """Bolt's own, with an eye on the clock."""

    def __init__(self, bolt: AsyncApp, app_token: str, *, observe: AckObserver) -> None:
        super().__init__(bolt, app_token, ping_interval=_PING_INTERVAL_S)
        self._observe = observe

    async def handle(self, client: SocketModeClient, req: SocketModeRequest) -> None:  # type: ignore[override]
        started = time.monotonic()
        response = await run_async_bolt_app(self.app, req)
        await send_async_response(client, req, response, time.time())
        self._observe(
            _KINDS.get(req.type, INTERACTION),
            response.status == 200,
            bool(req.retry_attempt),
            time.monotonic() - started,
        )
