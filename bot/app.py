"""The composition root: settings -> a started app. The only module of the package that imports handlers."""

import contextlib
import logging
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

import aiohttp
import httpx
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.ext.asyncio import AsyncEngine

import handlers
from bot.addresses import host_and_port
from bot.checks.archive import Archive
from bot.checks.backlog import BacklogSampler
from bot.checks.clock import clock_of
from bot.checks.database import create_engine, migrate, trouble_of
from bot.checks.ownership import owned
from bot.checks.pacing import Pacing
from bot.checks.progress import ProgressSteps
from bot.checks.removal import Removal
from bot.checks.schedule import Schedule
from bot.checks.service import CheckService
from bot.checks.steps import Steps
from bot.checks.store import Store
from bot.checks.traffic import Traffic
from bot.checks.worker import Worker
from bot.errors import SettingsError
from bot.health import Phase, Vitals, serve_health
from bot.images import ImageNormaliser
from bot.lookups import LookupService, LookupStore
from bot.memory import ByteBudget
from bot.metrics import Metrics
from bot.patsnap import Patsnap, connect
from bot.pictures import PatentPictures
from bot.public_web import PublicWeb
from bot.settings import Settings
from bot.similar import SearchStore, SimilarService
from bot.slack.calls import SlackCalls
from bot.slack.conversations import SlackConversations
from bot.slack.files import SlackFiles
from bot.slack.hosts import SlackHosts
from bot.slack.http_mode import HttpMode
from bot.slack.identity import identify
from bot.slack.links import Permalinks
from bot.slack.messages import SlackMessages
from bot.slack.socket_mode import SocketMode
from bot.slack.transport import Transport
from handlers.announcements import Announcements
from handlers.buttons import ButtonHandlers
from handlers.departures import DepartureHandlers
from handlers.lookalike import LookalikeCommand
from handlers.patents import PatentHandlers
from handlers.posts import PostHandlers
from handlers.reading import PostReader
from handlers.reports import ReportHandlers
from handlers.shortcuts import ShortcutHandlers
from handlers.similar import SimilarAnswers, SimilarHandlers
from handlers.similar_form import SimilarFormHandlers

logger = logging.getLogger(__name__)

_SLACK_TIMEOUT_S = 30
_DOWNLOAD_TIMEOUT = httpx.Timeout(15.0, connect=5.0)
_PICTURE_BYTES = 300 * 1024 * 1024
"""What posted pictures may hold from the first byte of a download until they are decoded: six of the largest."""

_DRAWING_BYTES = 100 * 1024 * 1024
"""The same for drawings of patents, apart: a reply does not wait behind what people post."""


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """A started app.

    Attributes:
        port: where health and metrics are served.
        http_port: where Slack's requests are waited for; None with Socket Mode.
    """

    bolt: AsyncApp
    worker: Worker
    schedule: Schedule
    metrics: Metrics
    port: int
    http_port: int | None


@dataclass(frozen=True, slots=True)
class _Slack:
    """One bot's way to its workspace."""

    client: AsyncWebClient
    calls: SlackCalls
    messages: SlackMessages
    conversations: SlackConversations
    files: SlackFiles


@contextlib.asynccontextmanager
async def started(settings: Settings, *, http: bool = False) -> AsyncIterator[App]:
    """Run the app for as long as the context lasts: schema up to date, connected to Slack, checks moving on.

    On the way out nothing new is taken, the steps under way are finished, and leases are given back.

    Args:
        http: wait for Slack's requests instead of connecting by Socket Mode.

    Raises:
        SettingsError: one sentence for the operator.
    """
    settings.require_slack(http=http)
    settings.require_patsnap()
    metrics = Metrics()
    async with contextlib.AsyncExitStack() as stack:
        engine, store = await _open_database(stack, settings)
        archive, removal = Archive(engine, clock_of(engine)), Removal(engine, clock_of(engine))
        patsnap = await stack.enter_async_context(
            connect(settings, observer=metrics.observe_patsnap, on_wait=metrics.observe_patsnap_wait)
        )
        downloads = await stack.enter_async_context(httpx.AsyncClient(timeout=_DOWNLOAD_TIMEOUT))
        slack = await _open_slack(stack, settings, metrics, downloads)
        normaliser = ImageNormaliser()
        stack.push_async_callback(normaliser.aclose)
        pictures = PatentPictures(
            archive=archive,
            files=slack.files,
            normaliser=normaliser,
            web=PublicWeb(downloads, trusted=host_and_port(settings.patsnap_base_url)),
            memory=ByteBudget(_DRAWING_BYTES),
        )
        pacing = _share_calls(stack, engine, archive, patsnap)
        worker = _build_worker(
            settings,
            slack,
            patsnap,
            normaliser,
            pictures,
            metrics,
            store=store,
            archive=archive,
            removal=removal,
            pacing=pacing,
        )
        schedule = Schedule(worker, retention=partial(removal.forget_older, days=settings.retention_days))
        worker.wake = schedule.wake
        service = CheckService(
            store=store, archive=archive, removal=removal, engine=settings.patsnap_engine, wake=schedule.wake
        )
        transport = _choose_transport(settings, slack, metrics, http=http)
        vitals = _vitals(metrics, engine, schedule, transport, slack.calls, patsnap)
        backlog = BacklogSampler(engine, clock=clock_of(engine), observe=metrics.observe_backlog)
        port = await stack.enter_async_context(
            serve_health(settings.port, health=vitals.ask, registry=metrics.registry, sample=backlog.sample)
        )
        identity, home = await identify(slack.client, slack.calls)
        bolt = _build_bolt(settings, identity)
        reader = PostReader(options=settings.default_options(), today=lambda: datetime.now(UTC).date())
        permalinks = Permalinks(home)
        lookups = LookupService(source=patsnap.lookups, store=LookupStore(engine), pictures=pictures)
        answers = SimilarAnswers(slack.messages, pictures)
        similar = SimilarService(
            store=SearchStore(engine, clock=time.time),
            lookups=patsnap.lookups,
            uploads=patsnap,
            files=slack.files,
            normaliser=normaliser,
        )
        trusted = frozenset(map(host_and_port, (settings.patsnap_base_url, settings.slack_api_url)))
        handlers.register(
            bolt,
            PostHandlers(service, slack.messages, slack.conversations, reader),
            DepartureHandlers(service),
            ButtonHandlers(service, slack.messages),
            ReportHandlers(service, slack.messages, pictures),
            ShortcutHandlers(service, slack.conversations, reader, permalinks),
            LookalikeCommand(service, slack.conversations, reader, permalinks, similar, answers, trusted=trusted),
            SimilarHandlers(similar, service, answers, slack.messages, slack.conversations),
            SimilarFormHandlers(similar, answers, slack.messages),
            PatentHandlers(lookups, service, slack.messages, permalinks),
        )
        stack.push_async_callback(transport.close)
        await transport.open(bolt)
        await removal.welcome_team(team_id=identity.team_id or "")
        await store.wake_held()  # whatever Slack refused may have been mended while the app was down
        schedule.start()
        stack.push_async_callback(schedule.stop)
        await transport.connect()
        vitals.phase = Phase.RUNNING
        logger.info("connected to Slack", extra={"port": port})
        try:
            yield App(bolt=bolt, worker=worker, schedule=schedule, metrics=metrics, port=port, http_port=transport.port)
        finally:
            vitals.phase = Phase.STOPPING
            logger.info("stopping")


def _vitals(
    metrics: Metrics,
    engine: AsyncEngine,
    schedule: Schedule,
    transport: Transport,
    calls: SlackCalls,
    patsnap: Patsnap,
) -> Vitals:
    vitals = Vitals(observe=metrics.observe_part)
    vitals.add("database", partial(trouble_of, engine))
    vitals.add("schedule", schedule.trouble)
    vitals.add("slack", transport.trouble)
    vitals.add("slack_token", calls.token_trouble)
    vitals.add("slack_scopes", calls.scope_trouble, is_vital=False)
    # Every replica has it alike, and posts are taken and answered for all the same: nobody should send them away.
    vitals.add("patsnap", patsnap.trouble, is_vital=False)
    return vitals


def _choose_transport(settings: Settings, slack: _Slack, metrics: Metrics, *, http: bool) -> Transport:
    if http:
        return HttpMode(
            port=settings.http_port,
            signing_secret=settings.require_signing_secret(),
            observe=metrics.observe_ack,
            on_refusal=metrics.observe_refusal,
        )
    return SocketMode(app_token=settings.require_app_token(), calls=slack.calls, observe=metrics.observe_ack)


def _build_bolt(settings: Settings, identity: AuthorizeResult) -> AsyncApp:
    async def authorize() -> AuthorizeResult:
        return identity

    return AsyncApp(
        client=AsyncWebClient(base_url=settings.slack_api_url),
        authorize=authorize,
        # The ack comes after the listener, and so after the row is on the disk.
        process_before_response=True,
        # HTTP mode has its own gate before Bolt: it reads no further than it must, and refuses replays too.
        request_verification_enabled=False,
        ssl_check_enabled=False,
    )


async def _open_database(stack: contextlib.AsyncExitStack, settings: Settings) -> tuple[AsyncEngine, Store]:
    """The database, its schema up to date, with no lease left in it that nobody holds.

    Raises:
        SettingsError: it cannot be used, or another process owns it.
    """
    engine = create_engine(settings.database_url.get_secret_value())
    stack.push_async_callback(engine.dispose)
    is_owner = await stack.enter_async_context(owned(engine))
    await migrate(engine)
    store = Store(engine, clock=clock_of(engine))
    if is_owner:
        await store.release(None)  # the process before this one may not have got to it
    return engine, store


def _share_calls(stack: contextlib.AsyncExitStack, engine: AsyncEngine, archive: Archive, patsnap: Patsnap) -> Pacing:
    traffic = Traffic(engine, clock=clock_of(engine))
    stack.push_async_callback(traffic.leave)
    return Pacing(archive, traffic, patsnap.limiter)


def _build_worker(
    settings: Settings,
    slack: _Slack,
    patsnap: Patsnap,
    normaliser: ImageNormaliser,
    pictures: PatentPictures,
    metrics: Metrics,
    *,
    store: Store,
    archive: Archive,
    removal: Removal,
    pacing: Pacing,
) -> Worker:
    announcer = Announcements(slack.messages, slack.conversations, pictures, archive, now=lambda: datetime.now(UTC))
    steps = Steps(
        files=slack.files,
        normaliser=normaliser,
        patents=patsnap,
        announcer=announcer,
        findings=archive,
        timeout_s=settings.check_timeout_s,
    )
    progress = ProgressSteps(store=store, archive=archive, announcer=announcer)
    return Worker(
        store=store,
        archive=archive,
        removal=removal,
        steps=steps,
        progress=progress,
        pacing=pacing,
        metrics=metrics,
    )


async def _open_slack(
    stack: contextlib.AsyncExitStack, settings: Settings, metrics: Metrics, http: httpx.AsyncClient
) -> _Slack:
    if settings.slack_bot_token is None:
        raise SettingsError("SLACK_BOT_TOKEN is not set: put the token that starts with xoxb- there.")
    session = await stack.enter_async_context(
        aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=_SLACK_TIMEOUT_S))
    )
    client = AsyncWebClient(
        token=settings.slack_bot_token.get_secret_value(),
        base_url=settings.slack_api_url,
        session=session,
        # The SDK's own would repeat a post whose connection broke after Slack took it.
        retry_handlers=[],
        trust_env_in_session=True,
    )
    calls = SlackCalls(observe=metrics.observe_slack)
    hosts, memory = SlackHosts(settings.slack_api_url), ByteBudget(_PICTURE_BYTES)
    files = SlackFiles(client, calls, http, hosts=hosts, memory=memory)
    return _Slack(client, calls, SlackMessages(client, calls), SlackConversations(client, calls), files)
