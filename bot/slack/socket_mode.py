"""Socket Mode: the app opens a WebSocket to Slack, and everything comes in over that."""

import logging
import time
from asyncio import sleep
from typing import Any

from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app, send_async_response
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.errors import SettingsError, SlackError
from bot.net.backoff import backoff_s
from bot.slack.clients import SlackClients
from bot.slack.identity import ASK_AGAIN_S
from bot.slack.transport import COMMAND, EVENT, INTERACTION, AckObserver
from bot.slack.web_api import SlackWebApi

_PING_INTERVAL_S = 5.0
_ADDRESS_S = 4.0
"""An address is good for one try: shorter than the library waits before it calls again."""

_LONGEST_WAIT_S = 30.0
"""Between two tries to come back after an outage."""

_KINDS = {"events_api": EVENT, "slash_commands": COMMAND}

logger = logging.getLogger(__name__)


class SocketMode:
    """Implements ``bot.slack.transport.Transport``. Once connected, it reconnects by itself.

    Args:
        observe: told of every envelope.
    """

    port = None

    def __init__(self, *, app_token: str, clients: SlackClients, web_api: SlackWebApi, observe: AckObserver) -> None:
        self._app_token = app_token
        self._proxy_url = clients.route.proxy_url
        self._web_client = clients.web()
        self._web_api = web_api
        self._observe = observe
        self._bolt: AsyncApp | None = None
        self._client: _Client | None = None
        self._address = ""

    async def open(self, bolt: AsyncApp) -> None:
        """Get an address to connect to; waits for Slack if it cannot be reached.

        Raises:
            SettingsError: Slack refuses the app token.
        """
        self._bolt = bolt
        self._address = await self._ask_for_address()

    async def connect(self) -> None:
        client = _Client(self._app_token, web_client=self._web_client, ping_interval=_PING_INTERVAL_S)
        client.proxy = self._proxy_url  # given no proxy, the library takes one of the environment by itself
        client.socket_mode_request_listeners.append(self._handle)
        client.wss_uri = self._address
        self._client = client
        await client.connect()

    async def trouble(self) -> str | None:
        """One sentence while no socket is open."""
        if self._client and await self._client.is_connected():
            return None
        return "Slack's Socket Mode is not connected; the app keeps trying."

    async def close(self) -> None:
        if self._client and not self._client.closed:
            await self._client.close()  # type: ignore[no-untyped-call]

    async def _ask_for_address(self) -> str:
        while True:
            try:
                opened = await self._web_api.run(
                    "apps.connections.open", self._web_client.apps_connections_open(app_token=self._app_token)
                )
            except SlackError as error:
                if error.token_is_refused or error.code in {"not_allowed_token_type", "missing_scope"}:
                    raise SettingsError.of("setting-app-token-refused", code=error.code) from None
                logger.warning("Slack cannot be reached, will try again", extra={"code": error.code})
                await sleep(error.retry_after_s or ASK_AGAIN_S)
            else:
                return str(opened["url"])

    async def _handle(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        arrived = time.monotonic()
        if self._bolt is None:
            raise AssertionError("opened before it is connected")
        response = await run_async_bolt_app(self._bolt, request)
        await send_async_response(client, request, response, time.time())
        self._observe(
            _KINDS.get(request.type, INTERACTION),
            response.status == 200,
            bool(request.retry_attempt),
            time.monotonic() - arrived,
        )


class _Client(SocketModeClient):
    """Slack's own, with an address that is good for one try.

    If a socket does not open, the library calls the same address for ever, and Slack lets each in only once, and
    only soon: after an outage of minutes it would never come back.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        self._address: tuple[str | None, float] = (None, 0.0)
        self._tries = 0
        super().__init__(*args, **options)

    @property  # type: ignore[override] # the library takes None for one that has to be asked for
    def wss_uri(self) -> str | None:
        address, good_until = self._address
        return address if time.monotonic() < good_until else None

    @wss_uri.setter
    def wss_uri(self, address: str | None) -> None:
        self._address = (address, time.monotonic() + _ADDRESS_S)

    async def connect(self) -> None:
        await super().connect()  # type: ignore[no-untyped-call]
        self._tries = 0

    async def issue_new_wss_url(self) -> str:
        """Ask for an address, at once the first time, then ever more seldom while no socket opens."""
        if self._tries:
            await sleep(backoff_s(self._tries - 1, longest_s=_LONGEST_WAIT_S))
        self._tries += 1
        return await super().issue_new_wss_url()
