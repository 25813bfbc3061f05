"""Slack's clients: the SDK's own, on the app's session, proxy and certificates."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp
from slack_bolt.async_app import AsyncRespond
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient
from slack_sdk.webhook.webhook_response import WebhookResponse

from bot.net.clients import Route, find_route

TIMEOUT_S = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackClients:
    """Makes them alike, for ``run`` and for ``doctor``.

    By itself the SDK would take any proxy that the environment names, for every host, with no regard to ``NO_PROXY``.
    """

    api_url: str
    session: aiohttp.ClientSession
    route: Route

    def web(self, token: str | None = None, *, retry_handlers: list[AsyncRetryHandler] | None = None) -> AsyncWebClient:
        """A client of the Web API.

        Args:
            retry_handlers: None for the SDK's own.
        """
        client = AsyncWebClient(
            token=token,
            base_url=self.api_url,
            session=self.session,
            ssl=self.route.certificates,
            retry_handlers=retry_handlers,
        )
        client.proxy = self.route.proxy_url
        return client

    def respond(self, response_url: str | None) -> AsyncRespond:
        """What answers at an address that came along with a command or a click."""
        return _Respond(self, response_url)


@asynccontextmanager
async def open_clients(api_url: str, *, timeout_s: float = TIMEOUT_S) -> AsyncIterator[SlackClients]:
    """A session for Slack at this address.

    Raises:
        SettingsError: the environment names a proxy or certificates that cannot be used.
    """
    route = find_route(api_url)
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=timeout_s)) as session:
        yield SlackClients(api_url=api_url, session=session, route=route)


class _Respond(AsyncRespond):
    """Bolt's, which makes a client for each answer, with the app's way to Slack."""

    def __init__(self, clients: SlackClients, response_url: str | None) -> None:
        super().__init__(response_url=response_url)
        self._clients = clients

    def __deepcopy__(self, _memo: dict[int, object]) -> "_Respond":
        """For a lazy listener Bolt copies the whole request; a session has to stay what it is."""
        return _Respond(self._clients, self.response_url)

    async def __call__(self, *args: Any, **message: Any) -> WebhookResponse:
        """Takes a message by its fields' names, as they stand in the body."""
        if args or not self.response_url:
            raise ValueError("a message without an address, or not by its fields' names")
        client = AsyncWebhookClient(
            self.response_url, session=self._clients.session, ssl=self._clients.route.certificates
        )
        client.proxy = self._clients.route.proxy_url
        return await client.send_dict(message)
