"""The composition root: settings -> a started app. The only module of the package that imports handlers."""

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

import httpx
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.ext.asyncio import AsyncEngine

import handlers
from bot.checks.notices import HoldNotices
from bot.checks.polling.planner import PollPlanner
from bot.checks.polling.traffic import Traffic
from bot.checks.progress import ProgressSteps
from bot.checks.queries import CheckQueries
from bot.checks.repository import CheckRepository
from bot.checks.scheduler import Scheduler
from bot.checks.service import CheckService
from bot.checks.steps import Steps
from bot.checks.worker import Worker
from bot.drawings import Drawings, DrawingStore
from bot.images import ImageNormaliser
from bot.lookups import LookupService, LookupStore
from bot.monitoring.health import Phase, Vitals, serve_health
from bot.monitoring.metrics import Metrics
from bot.monitoring.queue import BacklogSampler
from bot.net.addresses import host_and_port
from bot.net.budget import Budget
from bot.net.public_fetch import PublicWeb
from bot.patsnap import Patsnap, connect
from bot.settings import Settings
from bot.similar import SearchStore, SimilarService
from bot.slack.arrival import Arrival, arrive
from bot.slack.conversations import SlackConversations
from bot.slack.files import SlackFiles
from bot.slack.hosts import SlackHosts
from bot.slack.http_mode import HttpMode
from bot.slack.identity import Identity
from bot.slack.lazy_listeners import LazyListeners
from bot.slack.messages import SlackMessages
from bot.slack.permalinks import Permalinks
from bot.slack.shared_channels import Switches
from bot.slack.transport import Transport
from bot.slack.web_api import SlackCalls
from bot.storage.clock import clock_of
from bot.storage.database import create_engine, migrate
from bot.storage.deletion import Deletion
from bot.storage.file_lock import owned
from bot.storage.retries import Probe
from handlers.checks.buttons import ButtonHandlers
from handlers.checks.comparisons import ReportHandlers
from handlers.checks.posts import PostHandlers
from handlers.checks.reading import PostReader
from handlers.checks.replies import Announcements
from handlers.checks.shortcuts import ShortcutHandlers
from handlers.deletions.events import DepartureHandlers
from handlers.lookalike.command import LookalikeCommand
from handlers.patents.command import PatentHandlers
from handlers.shared_channels.filter import SharedChannels
from handlers.similar.buttons import SimilarAnswers, SimilarHandlers
from handlers.similar.form import SimilarFormHandlers

logger = logging.getLogger(__name__)

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
    schedule: Scheduler
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
    hosts: SlackHosts


@contextlib.asynccontextmanager
async def started(settings: Settings, *, http: bool = False, arrival: Arrival | None = None) -> AsyncIterator[App]:
    """Run the app for as long as the context lasts: schema up to date, connected to Slack, checks moving on.

    On the way out nothing new is taken, the steps under way are finished, and leases are given back.

    Args:
        http: wait for Slack's requests instead of connecting by Socket Mode.
        arrival: where somebody has begun to connect to Slack already.

    Raises:
        SettingsError: one sentence for the operator.
    """
    settings.require_slack(http=http)
    settings.require_patsnap()
    metrics = Metrics()
    async with contextlib.AsyncExitStack() as stack:
        arrived = await stack.enter_async_context(arrive(settings, http=http)) if arrival is None else arrival
        database, store = await _open_database(stack, settings)
        queries, deletion = CheckQueries(database, clock_of(database)), Deletion(database, clock_of(database))
        patsnap = await stack.enter_async_context(
            connect(
                settings,
                observer=metrics.observe_patsnap,
                on_wait=metrics.observe_patsnap_wait,
            )
        )
        downloads = await stack.enter_async_context(httpx.AsyncClient(timeout=_DOWNLOAD_TIMEOUT))
        slack = _use_slack(arrived, settings, downloads, metrics)
        normaliser = ImageNormaliser()
        stack.push_async_callback(normaliser.aclose)
        pictures = Drawings(
            store=DrawingStore(database, clock_of(database)),
            files=slack.files,
            normaliser=normaliser,
            web=PublicWeb(downloads, trusted=host_and_port(settings.patsnap_base_url)),
            memory=Budget(_DRAWING_BYTES),
        )
        planner = _share_calls(stack, database, queries, patsnap)
        worker = _build_worker(
            settings,
            slack,
            patsnap,
            normaliser,
            pictures,
            metrics,
            repository=store,
            queries=queries,
            deletion=deletion,
            planner=planner,
        )
        schedule = Scheduler(worker, retention=partial(deletion.forget_older, days=settings.retention_days))
        worker.wake = schedule.wake
        service = CheckService(
            repository=store, queries=queries, deletion=deletion, engine=settings.patsnap_engine, wake=schedule.wake
        )
        transport = _choose_transport(settings, arrived, metrics)
        probe = Probe(database)
        stack.push_async_callback(probe.close)
        vitals = _vitals(metrics, probe, schedule, transport, slack.calls, patsnap)
        backlog = BacklogSampler(database, clock=clock_of(database), observe=metrics.observe_backlog)
        port = await stack.enter_async_context(
            serve_health(
                settings.port, host=settings.host, health=vitals.ask, registry=metrics.registry, sample=backlog.sample
            )
        )
        identity = await arrived.identity
        bolt, listeners = _build_bolt(identity, settings, token=slack.client.token)
        reader = PostReader(options=settings.default_options(), today=lambda: datetime.now(UTC).date())
        permalinks = Permalinks(identity.home)
        lookups = LookupService(source=patsnap.lookups, store=LookupStore(database), pictures=pictures)
        answers = SimilarAnswers(slack.messages, pictures)
        similar = SimilarService(
            store=SearchStore(database, clock=time.time),
            lookups=patsnap.lookups,
            uploads=patsnap,
            files=slack.files,
            normaliser=normaliser,
        )
        trusted = frozenset(map(host_and_port, (settings.patsnap_base_url, settings.slack_api_url)))
        shared = SharedChannels(Switches(database, clock_of(database)), slack.conversations, slack.messages)
        handlers.register(
            bolt,
            shared,
            PostHandlers(service, slack.messages, slack.conversations, reader),
            DepartureHandlers(service),
            ButtonHandlers(service, slack.messages),
            ReportHandlers(service, slack.messages, pictures),
            ShortcutHandlers(service, slack.conversations, reader, permalinks),
            LookalikeCommand(
                service, slack.conversations, reader, permalinks, similar, answers, shared, trusted=trusted
            ),
            SimilarHandlers(similar, service, answers, slack.messages, slack.conversations),
            SimilarFormHandlers(similar, answers, slack.messages, slack.hosts),
            PatentHandlers(lookups, service, slack.messages, permalinks),
        )
        stack.push_async_callback(transport.close)
        await transport.open(bolt)
        await deletion.welcome_team(team_id=identity.team_id or "")
        await store.wake_held()  # whatever Slack refused may have been mended while the app was down
        schedule.start()
        stack.push_async_callback(lambda: asyncio.gather(schedule.stop(), listeners.finish()))
        await transport.connect()
        vitals.phase = Phase.RUNNING
        logger.info("connected to Slack", extra={"port": port, **settings.summary()})
        try:
            yield App(bolt=bolt, worker=worker, schedule=schedule, metrics=metrics, port=port, http_port=transport.port)
        finally:
            vitals.phase = Phase.STOPPING
            logger.info("stopping")


def _vitals(
    metrics: Metrics,
    probe: Probe,
    schedule: Scheduler,
    transport: Transport,
    calls: SlackCalls,
    patsnap: Patsnap,
) -> Vitals:
    vitals = Vitals(observe=metrics.observe_part)
    vitals.add("database", probe.trouble)
    vitals.add("schedule", schedule.trouble)
    vitals.add("slack", transport.trouble)
    vitals.add("slack_token", calls.token_trouble)
    vitals.add("slack_scopes", calls.scope_trouble, is_vital=False)
    # Every replica has it alike, and posts are taken and answered for all the same: nobody should send them away.
    vitals.add("patsnap", patsnap.trouble, is_vital=False)
    return vitals


def _choose_transport(settings: Settings, arrived: Arrival, metrics: Metrics) -> Transport:
    if arrived.socket is None:
        return HttpMode(
            port=settings.http_port,
            signing_secret=settings.require_signing_secret(),
            observe=metrics.observe_ack,
            on_refusal=metrics.observe_refusal,
        )
    arrived.socket.observe = metrics.observe_ack
    return arrived.socket


def _build_bolt(identity: Identity, settings: Settings, *, token: str | None) -> tuple[AsyncApp, LazyListeners]:
    authorized = AuthorizeResult(
        enterprise_id=identity.enterprise_id,
        team_id=identity.team_id,
        bot_user_id=identity.bot_user_id,
        bot_id=identity.bot_id,
        bot_token=token,
    )

    async def authorize() -> AuthorizeResult:
        return authorized

    bolt = AsyncApp(
        client=AsyncWebClient(base_url=settings.slack_api_url),
        authorize=authorize,
        # The ack comes after the listener, and so after the row is on the disk.
        process_before_response=True,
        # HTTP mode has its own gate before Bolt: it reads no further than it must, and refuses replays too.
        request_verification_enabled=False,
        ssl_check_enabled=False,
    )
    bolt.listener_runner.lazy_listener_runner = listeners = LazyListeners()
    return bolt, listeners


async def _open_database(stack: contextlib.AsyncExitStack, settings: Settings) -> tuple[AsyncEngine, CheckRepository]:
    """The database, its schema up to date, with no lease left in it that nobody holds.

    Raises:
        SettingsError: it cannot be used, or another process owns it.
    """
    database = create_engine(settings.database_url.get_secret_value())
    stack.push_async_callback(database.dispose)
    is_owner = await stack.enter_async_context(owned(database))
    await migrate(database)
    store = CheckRepository(database, clock=clock_of(database))
    if is_owner:
        await store.release(None)  # the process before this one may not have got to it
    return database, store


def _share_calls(
    stack: contextlib.AsyncExitStack, database: AsyncEngine, queries: CheckQueries, patsnap: Patsnap
) -> PollPlanner:
    traffic = Traffic(database, clock=clock_of(database))
    stack.push_async_callback(traffic.leave)
    return PollPlanner(queries, traffic, patsnap.limiter)


def _build_worker(
    settings: Settings,
    slack: _Slack,
    patsnap: Patsnap,
    normaliser: ImageNormaliser,
    pictures: Drawings,
    metrics: Metrics,
    *,
    repository: CheckRepository,
    queries: CheckQueries,
    deletion: Deletion,
    planner: PollPlanner,
) -> Worker:
    announcer = Announcements(slack.messages, slack.conversations, pictures, queries, now=lambda: datetime.now(UTC))
    steps = Steps(
        files=slack.files,
        normaliser=normaliser,
        patents=patsnap,
        announcer=announcer,
        findings=queries,
        timeout_s=settings.check_timeout_s,
    )
    notices = HoldNotices(queries.database, announcer)
    progress = ProgressSteps(repository=repository, queries=queries, announcer=announcer, notices=notices)
    return Worker(
        repository=repository,
        queries=queries,
        deletion=deletion,
        steps=steps,
        progress=progress,
        planner=planner,
        metrics=metrics,
    )


def _use_slack(arrived: Arrival, settings: Settings, http: httpx.AsyncClient, metrics: Metrics) -> _Slack:
    client, calls = arrived.client, arrived.calls
    calls.observe, calls.on_wait = metrics.observe_slack, metrics.observe_slack_wait
    hosts, memory = SlackHosts(settings.slack_api_url), Budget(_PICTURE_BYTES)
    files = SlackFiles(client, calls, http, hosts=hosts, memory=memory)
    return _Slack(client, calls, SlackMessages(client, calls), SlackConversations(client, calls), files, hosts)
