"""Checks: the durable state machine from a post to the one reply that ends each of its checks.

    handlers -> service -> repository: rows     scheduler -> worker -> steps, progress -> ports: Slack, Patsnap
                                                                    -> repository: transitions, results

``build`` puts it together. Handlers make a ``NewPost`` and ask ``CheckService``; the rest is private.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.checks.consent import Consent, SettingsOf
from bot.checks.fingerprints import Fingerprints
from bot.checks.holds import HoldNotices, HoldStore
from bot.checks.polling.planner import Limiter, PollPlanner
from bot.checks.ports import Announcer, Channels, Files, HoldNotes, Normaliser, Patents
from bot.checks.progress import ProgressSteps
from bot.checks.queries import CheckQueries
from bot.checks.reply import ReplySteps
from bot.checks.repository import CheckRepository
from bot.checks.requests import NewCheck, NewPost, NewView
from bot.checks.retractions import Retractions
from bot.checks.reuse import Reuse
from bot.checks.scheduler import Scheduler
from bot.checks.service import CheckService, FoundReport
from bot.checks.spending import Spending
from bot.checks.steps import Steps
from bot.checks.worker import Worker
from bot.costs import Ledger
from bot.monitoring.metrics import Metrics
from bot.settings import Settings
from bot.storage import Deletion, clock_of, is_shared
from bot.storage.replicas import Replicas

__all__ = ["CheckService", "Checks", "FoundReport", "NewCheck", "NewPost", "NewView", "Outside", "build"]


_DOUBT_S = 60.0
"""Another replica that has the answer to a submit, and lost its lease in an outage or a freeze, tells it within this
time: who was away for one and a half leases is back by then.
"""


_SETTLE_S = 60.0
"""A post whose answer got lost stands in its thread by then, if ever: Slack is late by seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checks:
    """The state machine of one process.

    Attributes:
        service: what handlers call.
        scheduler: its ``trouble`` is for the health check.
    """

    service: CheckService
    holds: HoldStore
    notices: HoldNotices
    retractions: Retractions
    scheduler: Scheduler
    worker: Worker
    repository: CheckRepository
    replicas: Replicas

    async def start(self) -> None:
        """Move checks on from now on."""
        if not is_shared(self.repository.database):
            await self.repository.release(None)  # the process before this one may not have got to it
        await self.repository.retry_undelivered()  # what Slack refused may have been mended while the app was down
        self.scheduler.start(self.worker)

    async def stop(self) -> None:
        """Finish the steps under way, for some seconds, and give back what other replicas may use."""
        await self.scheduler.stop()
        await self.replicas.leave()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """What the state machine needs of the rest of the app.

    Attributes:
        limiter: Patsnap's rate limiter, which replicas share.
        settings_of: what a channel has settled.
        hourly: what else is done every hour.
    """

    files: Files
    channels: Channels
    normaliser: Normaliser
    patents: Patents
    limiter: Limiter
    announcer: Announcer
    hold_notes: HoldNotes
    ledger: Ledger
    metrics: Metrics
    settings_of: SettingsOf
    hourly: Callable[[], Awaitable[object]]


def build(settings: Settings, database: AsyncEngine, outside: Outside) -> Checks:
    """The state machine on this database."""
    clock = clock_of(database)
    repository, queries, deletion = (
        CheckRepository(database, clock),
        CheckQueries(database, clock),
        Deletion(database, clock),
    )
    replicas = Replicas(database, clock=clock)
    retractions = Retractions(database, outside.announcer)
    holds = HoldStore(database, clock, deletion)
    notices = HoldNotices(holds, outside.hold_notes)

    consent = Consent(database, clock, outside.settings_of)

    async def clean() -> None:
        await deletion.forget_older(days=settings.retention_days)
        await retractions.run()
        await notices.run()
        await outside.hourly()

    scheduler = Scheduler(retention=clean)
    worker = Worker(
        repository=repository,
        queries=queries,
        deletion=deletion,
        steps=_steps(settings, database, queries, outside),
        progress=ProgressSteps(
            repository=repository,
            queries=queries,
            consent=consent,
            announcer=outside.announcer,
            budget=outside.ledger,
        ),
        consent=consent,
        planner=PollPlanner(queries, replicas, outside.limiter),
        metrics=outside.metrics,
        wake=scheduler.wake,
    )
    service = CheckService(
        repository=repository,
        queries=queries,
        deletion=deletion,
        retractions=retractions,
        consent=consent,
        engine=settings.patsnap_engine,
        wake=scheduler.wake,
    )
    return Checks(
        service=service,
        holds=holds,
        notices=notices,
        retractions=retractions,
        scheduler=scheduler,
        worker=worker,
        repository=repository,
        replicas=replicas,
    )


def _steps(settings: Settings, database: AsyncEngine, queries: CheckQueries, outside: Outside) -> Steps:
    return Steps(
        files=outside.files,
        normaliser=outside.normaliser,
        patents=outside.patents,
        spending=Spending(outside.patents, queries, outside.ledger),
        findings=queries,
        replies=ReplySteps(announcer=outside.announcer, findings=queries, settle_s=_SETTLE_S),
        reuse=Reuse(Fingerprints(database, clock_of(database), settings.reuse_days), outside.channels),
        timeout_s=settings.check_timeout_s,
        # A file has one owner: nobody else can have the answer to a submit.
        doubt_s=_DOUBT_S if is_shared(database) else 0.0,
    )
