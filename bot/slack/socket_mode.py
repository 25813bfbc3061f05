"""Socket Mode: the app opens a WebSocket to Slack, and everything comes in over that.

It goes to Slack at once, while the rest of the app is still being loaded and the database looked at. What comes in
before there is an app waits for it, without an ack; Slack waits three seconds. Where that is not enough, the socket is
given up, and opened again when the app is there: Slack sends what got no ack once more, to other replicas meanwhile.
"""

import asyncio
import logging
import time
from typing import TYPE_CHECKING, Any

from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import SettingsError, SlackError
from bot.net.backoff import backoff_s
from bot.slack.identity import ASK_AGAIN_S
from bot.slack.transport import COMMAND, EVENT, INTERACTION, AckObserver
from bot.slack.web_api import SlackCalls

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp  # a third of what connecting loads, and connecting needs none of it

_PING_INTERVAL_S = 5.0
_HELD_S = 2.5
_ADDRESS_S = 4.0
"""Shorter than the library waits before it calls again."""

_LONGEST_WAIT_S = 30.0
"""Between two tries to come back after an outage."""

_KINDS = {"events_api": EVENT, "slash_commands": COMMAND}

logger = logging.getLogger(__name__)


class SocketMode:
    """Implements ``bot.slack.transport.Transport``. Once connected, it reconnects by itself.

    Args:
        held_s: how long what comes in may wait for an app that is not there yet.

    Attributes:
        observe: told of every envelope.
    """

    port = None

    def __init__(self, *, app_token: str, api_url: str, calls: SlackCalls, held_s: float = _HELD_S) -> None:
        self._app_token = app_token
        self._web_client = AsyncWebClient(base_url=api_url)
        self._calls = calls
        self._held_s = held_s
        self.observe: AckObserver = lambda _kind, _acked, _again, _seconds: None
        self._bolt: AsyncApp | None = None
        self._is_served = asyncio.Event()
        self._is_given_up = False
        self._address: asyncio.Task[str] | None = None
        self._connecting: asyncio.Task[SocketModeClient] | None = None

    def hurry(self) -> None:
        """Connect in the background from now on; what comes in waits for ``connect``."""
        self._address = asyncio.create_task(self._ask_for_address())
        self._connecting = asyncio.create_task(self._connect_to(self._address))

    async def open(self, bolt: "AsyncApp") -> None:
        """Have an address to connect to; waits for Slack where it cannot be reached.

        Raises:
            SettingsError: Slack refuses the app token.
        """
        if self._address is None:
            self.hurry()
        self._bolt = bolt
        await asyncio.shield(self._address)  # type: ignore[arg-type] # hurry has set it

    async def connect(self) -> None:
        if self._connecting is None:
            raise AssertionError("opened before it is connected")
        self._is_served.set()
        if self._is_given_up:
            self._connecting = asyncio.create_task(self._connect_to(asyncio.create_task(self._ask_for_address())))
        await asyncio.shield(self._connecting)

    async def trouble(self) -> str | None:
        """One sentence while no socket is open."""
        if self._is_served.is_set() and (client := self._client()) and await client.is_connected():
            return None
        return "Slack's Socket Mode is not connected; the app keeps trying."

    async def close(self) -> None:
        tasks = [task for task in (self._connecting, self._address) if task]
        client = self._client()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if client and not client.closed:
            await client.close()  # type: ignore[no-untyped-call]

    def _client(self) -> SocketModeClient | None:
        task = self._connecting
        done = task is not None and task.done() and not task.cancelled() and task.exception() is None
        return task.result() if task is not None and done else None

    async def _ask_for_address(self) -> str:
        while True:
            try:
                opened = await self._calls.run(
                    "apps.connections.open", self._web_client.apps_connections_open(app_token=self._app_token)
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
                return str(opened["url"])

    async def _connect_to(self, address: asyncio.Task[str]) -> SocketModeClient:
        url = await address
        client = _Client(self._app_token, web_client=self._web_client, ping_interval=_PING_INTERVAL_S)
        client.socket_mode_request_listeners.append(self._handle)
        client.wss_uri = url
        try:
            await client.connect()
        except asyncio.CancelledError:
            await client.close()  # type: ignore[no-untyped-call]
            raise
        return client

    async def _handle(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        arrived = time.monotonic()
        try:
            async with asyncio.timeout(self._held_s):
                await self._is_served.wait()
        except TimeoutError:
            await self._give_up(client)
        if self._bolt is None or client.closed:
            return  # Slack gets no ack, and sends it again
        # Loaded by the app's own modules long before.
        from slack_bolt.adapter.socket_mode.async_internals import (  # noqa: PLC0415
            run_async_bolt_app,
            send_async_response,
        )

        response = await run_async_bolt_app(self._bolt, request)
        await send_async_response(client, request, response, time.time())
        self.observe(
            _KINDS.get(request.type, INTERACTION),
            response.status == 200,
            bool(request.retry_attempt),
            time.monotonic() - arrived,
        )

    async def _give_up(self, client: AsyncBaseSocketModeClient) -> None:
        if not (self._is_given_up or self._is_served.is_set()):
            self._is_given_up = True
            logger.warning("the start takes long, Slack's socket is given up until the app is there")
            await client.close()  # type: ignore[no-untyped-call]


class _Client(SocketModeClient):
    """Slack's own, with an address that is good for one try.

    Where a socket does not open, the library calls the same address for ever, and Slack lets each in only once, and
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
            await asyncio.sleep(backoff_s(self._tries - 1, longest_s=_LONGEST_WAIT_S))
        self._tries += 1
        return await super().issue_new_wss_url()
