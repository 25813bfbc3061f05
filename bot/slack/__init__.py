"""What the app needs of Slack: the Web API, messages, conversations, files, and the way on which events come in.

``connect`` gives a ``Slack``: one bot token in one workspace.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx
from pydantic import SecretStr
from slack_bolt.async_app import AsyncApp, AsyncBoltContext
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot.monitoring.metrics import Metrics
from bot.net.clients import make_client
from bot.settings import Settings
from bot.slack.clients import SlackClients, open_clients
from bot.slack.conversations import SlackConversations
from bot.slack.files import SlackFiles
from bot.slack.hosts import SlackHosts
from bot.slack.http_mode import HttpMode
from bot.slack.identity import Identity, identify
from bot.slack.lazy_listeners import LazyListeners
from bot.slack.messages import SlackMessages
from bot.slack.people import People
from bot.slack.permalinks import Permalinks
from bot.slack.socket_mode import SocketMode
from bot.slack.transport import Transport
from bot.slack.user_locales import UserLocales
from bot.slack.web_api import SlackWebApi

__all__ = ["Identity", "Permalinks", "Slack", "connect"]

_DOWNLOAD_TIMEOUT = httpx.Timeout(15.0, connect=5.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slack:
    """One bot's way to its workspace.

    Attributes:
        downloads: an HTTP client without secrets of its own.
        bolt: takes the listeners; what comes in reaches it through ``transport``.
        listeners: what listeners do after their ack.
    """

    identity: Identity
    web_api: SlackWebApi
    messages: SlackMessages
    conversations: SlackConversations
    files: SlackFiles
    hosts: SlackHosts
    permalinks: Permalinks
    user_locales: UserLocales
    people: People
    downloads: httpx.AsyncClient
    bolt: AsyncApp
    listeners: LazyListeners
    transport: Transport


@asynccontextmanager
async def connect(settings: Settings, metrics: Metrics, *, http: bool) -> AsyncIterator[Slack]:
    """Make the clients and ask Slack who the app is; nothing comes in before the transport is opened and connected.

    Args:
        http: wait for Slack's requests instead of connecting by Socket Mode.

    Raises:
        SettingsError: a token is missing, Slack refuses it, or the environment names a proxy or certificates that
            cannot be used.
    """
    settings.require_slack(http=http)
    async with (
        open_clients(settings.slack_api_url) as clients,
        make_client(timeout=_DOWNLOAD_TIMEOUT) as downloads,
    ):
        # The SDK's own handlers would repeat a post whose connection broke after Slack took it.
        client = clients.web(_value(settings.slack_bot_token), retry_handlers=[])
        web_api = SlackWebApi(observe=metrics.observe_slack, on_wait=metrics.observe_slack_wait)
        identity = await identify(client, web_api)
        hosts, listeners = SlackHosts(settings.slack_api_url), LazyListeners()
        yield Slack(
            identity=identity,
            web_api=web_api,
            messages=SlackMessages(client, web_api),
            conversations=SlackConversations(client, web_api),
            files=SlackFiles(client, web_api, downloads, hosts=hosts),
            hosts=hosts,
            permalinks=Permalinks(identity.home),
            user_locales=UserLocales(client, web_api, default=settings.lang),
            people=People(client, web_api),
            downloads=downloads,
            bolt=_build_bolt(identity, settings, clients, listeners),
            listeners=listeners,
            transport=_build_transport(settings, clients, web_api, metrics, http=http),
        )


def _build_transport(
    settings: Settings, clients: SlackClients, web_api: SlackWebApi, metrics: Metrics, *, http: bool
) -> Transport:
    if http:
        return HttpMode(port=settings.http_port, observe=metrics.observe_ack, on_refusal=metrics.observe_refusal)
    return SocketMode(
        app_token=settings.require_app_token(),
        clients=clients,
        web_api=web_api,
        observe=metrics.observe_ack,
    )


def _build_bolt(identity: Identity, settings: Settings, clients: SlackClients, listeners: LazyListeners) -> AsyncApp:
    authorized = AuthorizeResult(
        enterprise_id=identity.enterprise_id,
        team_id=identity.team_id,
        bot_user_id=identity.bot_user_id,
        bot_id=identity.bot_id,
        bot_token=_value(settings.slack_bot_token),
    )

    async def authorize() -> AuthorizeResult:
        return authorized

    async def respond_our_way(context: AsyncBoltContext, next: Callable[[], Awaitable[None]]) -> None:  # noqa: A002 - Bolt's
        context["respond"] = clients.respond(context.response_url)
        await next()

    bolt = AsyncApp(
        name="lookalike",  # without one, Bolt walks the stack and reads each file of it
        # Bolt copies it for each request; no listener calls Slack by it.
        client=AsyncWebClient(base_url=settings.slack_api_url),
        authorize=authorize,
        signing_secret=_value(settings.slack_signing_secret),
        # The ack comes after the listener, and so after the row is on the disk.
        process_before_response=True,
        ssl_check_enabled=False,
    )
    bolt.use(respond_our_way)
    bolt.listener_runner.lazy_listener_runner = listeners
    return bolt


def _value(secret: SecretStr | None) -> str | None:
    return secret.get_secret_value() if secret else None
