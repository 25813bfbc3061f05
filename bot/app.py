"""The composition root: settings -> a running app. The only module of the package that imports handlers."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, aclosing, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from slack_bolt.async_app import AsyncApp

import handlers
from bot import channels, checks, costs, drawings, exports, lookups, patsnap, sheets, similar, slack, storage
from bot.channels import ChannelService, Notices
from bot.checks import Checks
from bot.images import ImageNormaliser
from bot.languages import translator
from bot.monitoring.health import Phase, Vitals, serve_health
from bot.monitoring.metrics import Metrics
from bot.monitoring.queue import BacklogSampler
from bot.patsnap import Patsnap
from bot.settings import Settings
from bot.sheets import Sheets
from bot.slack import Slack
from bot.slack.announcements import Announcements
from bot.slack.deliveries import Deliveries
from bot.slack.shared_channels import Switches
from bot.slack.workspaces import Workspaces
from formatters.channels import format_changed, format_welcome
from handlers.checks.replies import Replies
from handlers.lookalike.holds import ThreadNotes

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """A running app.

    Attributes:
        port: where health and metrics are served.
        http_port: where Slack's requests are waited for; None with Socket Mode.
    """

    bolt: AsyncApp
    checks: Checks
    metrics: Metrics
    port: int
    http_port: int | None


@asynccontextmanager
async def started(settings: Settings, *, http: bool = False) -> AsyncIterator[App]:
    """Run the app for as long as the context lasts: everything is built before anything can come in from Slack.

    On the way out nothing new is taken, the steps under way are finished, and leases are given back.

    Args:
        http: wait for Slack's requests instead of connecting by Socket Mode.

    Raises:
        SettingsError: one sentence for the operator.
    """
    settings.require_all(http=http)
    metrics = Metrics()
    async with AsyncExitStack() as stack:
        database = await stack.enter_async_context(storage.open_database(settings))
        vitals = await _watch_database(stack, database, metrics)
        port = await stack.enter_async_context(_serve_health(settings, database, metrics, vitals))
        ledger = costs.Ledger(
            database=database,
            clock=storage.clock_of(database),
            caps=settings.caps(),
            on_paid=metrics.observe_paid,
            on_refused=metrics.observe_capped,
        )
        vendor = await stack.enter_async_context(
            patsnap.connect(
                settings, ledger=ledger, observer=metrics.observe_patsnap, on_wait=metrics.observe_patsnap_wait
            )
        )
        workspace = await stack.enter_async_context(slack.connect(settings, metrics, http=http))
        normaliser = await stack.enter_async_context(aclosing(ImageNormaliser()))
        shown = await stack.enter_async_context(aclosing(drawings.build(settings, database, workspace, normaliser)))
        made = await stack.enter_async_context(aclosing(sheets.build(settings, database, workspace, normaliser)))
        if storage.is_shared(database):
            workspace.listeners.is_first = Deliveries(database, storage.clock_of(database)).is_first
        announcements = Announcements(database, storage.clock_of(database), workspace.messages)
        settled = channels.build(settings, database)
        notices = _notices(settings, vendor, settled, announcements)
        parts = _Parts(
            settings=settings,
            database=database,
            vendor=vendor,
            workspace=workspace,
            normaliser=normaliser,
            drawings=shown,
            announcements=announcements,
            channels=settled,
            notices=notices,
        )
        machine = _build_checks(parts, sheets=made, ledger=ledger, metrics=metrics)
        listeners = handlers.build(settings, workspace, _services(parts, machine), on_foreign=metrics.observe_foreign)
        listeners.register(workspace.bolt)
        _watch(vitals, machine, workspace, vendor)
        await storage.Deletion(database, storage.clock_of(database)).welcome_team(team_id=workspace.identity.team_id)
        await stack.enter_async_context(_running(machine, workspace, vitals))
        told = asyncio.create_task(notices.catch_up())  # what was due as an earlier process ended
        stack.push_async_callback(_ended, told)
        logger.info("connected to Slack", extra={"port": port, **settings.summary()})
        yield App(bolt=workspace.bolt, checks=machine, metrics=metrics, port=port, http_port=workspace.transport.port)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """What both the state machine and the listeners are built on."""

    settings: Settings
    database: storage.Database
    vendor: Patsnap
    workspace: Slack
    normaliser: ImageNormaliser
    drawings: drawings.Drawings
    announcements: Announcements
    channels: ChannelService
    notices: Notices


def _build_checks(parts: _Parts, *, sheets: Sheets, ledger: costs.Ledger, metrics: Metrics) -> Checks:
    workspace = parts.workspace
    replies = Replies(
        workspace.messages,
        parts.drawings,
        sheets,
        Workspaces(parts.database),
        workspace.permalinks,
        now=lambda: datetime.now(UTC),
    )
    outside = checks.Outside(
        files=workspace.files,
        channels=workspace.conversations,
        normaliser=parts.normaliser,
        patents=parts.vendor,
        limiter=parts.vendor.limiter,
        announcer=replies,
        hold_notes=ThreadNotes(parts.announcements),
        ledger=ledger,
        metrics=metrics,
        settings_of=parts.channels.settings_of,
        hourly=parts.notices.run,
    )
    return checks.build(parts.settings, parts.database, outside)


def _services(parts: _Parts, machine: Checks) -> handlers.Services:
    settings, database, workspace = parts.settings, parts.database, parts.workspace
    return handlers.Services(
        checks=machine.service,
        lookups=lookups.build(database, parts.vendor, parts.drawings),
        details=lookups.build_details(database, parts.vendor, parts.drawings),
        announcements=parts.announcements,
        holds=machine.holds,
        hold_notices=machine.notices,
        retractions=machine.retractions,
        similar=similar.build(database, parts.vendor, workspace.files, parts.normaliser),
        drawings=parts.drawings,
        exports=exports.build(
            settings,
            database,
            workspace,
            checks=machine.service,
            drawings=parts.drawings,
            normaliser=parts.normaliser,
        ),
        switches=Switches(database, storage.clock_of(database)),
        channels=parts.channels,
        notices=parts.notices,
    )


def _notices(settings: Settings, vendor: Patsnap, service: ChannelService, announcements: Announcements) -> Notices:
    """What channels are told, in their language."""
    calls = 1 + vendor.engine(settings.patsnap_engine).searches_first
    return Notices(
        service=service,
        announcements=announcements,
        lang=settings.lang,
        changed=lambda lang, *changed: format_changed(translator(lang), *changed),
        welcome=lambda lang, settled: format_welcome(translator(lang), settled, calls=calls),
    )


async def _ended(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def _watch_database(stack: AsyncExitStack, database: storage.Database, metrics: Metrics) -> Vitals:
    """What the health check asks from the start on."""
    probe = storage.Probe(database)
    stack.push_async_callback(probe.close)
    vitals = Vitals(observe=metrics.observe_part)
    vitals.add("database", probe.trouble)
    return vitals


def _serve_health(
    settings: Settings, database: storage.Database, metrics: Metrics, vitals: Vitals
) -> AbstractAsyncContextManager[int]:
    backlog = BacklogSampler(database, clock=storage.clock_of(database), observe=metrics.observe_backlog)
    return serve_health(
        settings.port, host=settings.host, health=vitals.ask, registry=metrics.registry, sample=backlog.sample
    )


def _watch(vitals: Vitals, machine: Checks, workspace: Slack, vendor: Patsnap) -> None:
    """What the health check asks too, once it is there."""
    vitals.add("schedule", machine.scheduler.trouble)
    vitals.watchdog = machine.scheduler.is_stuck
    vitals.add("slack", workspace.transport.trouble)
    vitals.add("slack_token", workspace.web_api.token_trouble)
    vitals.add("slack_scopes", workspace.web_api.scope_trouble, is_vital=False)
    # Every replica has it alike, and posts are taken and answered for all the same: nobody should send them away.
    vitals.add("patsnap", vendor.trouble, is_vital=False)


@asynccontextmanager
async def _running(machine: Checks, workspace: Slack, vitals: Vitals) -> AsyncIterator[None]:
    """Checks move on, and Slack's events come in, which are acked from the first one on."""
    try:
        await workspace.transport.open(workspace.bolt)
        await machine.start()
        try:
            await workspace.transport.connect()
            vitals.phase = Phase.RUNNING
            yield
        finally:
            vitals.phase = Phase.STOPPING
            logger.info("stopping")
            await asyncio.gather(machine.stop(), workspace.listeners.finish())
    finally:
        await workspace.transport.close()
        await workspace.listeners.finish()  # what came in while checks were finished
