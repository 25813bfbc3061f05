"""The state machine on a database of the test's own, with a clock that is moved by hand.

On SQLite, unless a module asks for more: what has SQL in it also runs on PostgreSQL.
"""

import asyncio

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.checks.consent import Consent
from bot.checks.fingerprints import Fingerprints
from bot.checks.polling.planner import PollPlanner
from bot.checks.progress import ProgressSteps
from bot.checks.queries import CheckQueries
from bot.checks.reply import ReplySteps
from bot.checks.repository import CheckRepository
from bot.checks.requests import NewCheck, NewPost, NewView
from bot.checks.retractions import Retractions
from bot.checks.reuse import Reuse
from bot.checks.rows import load_rows
from bot.checks.service import CheckService
from bot.checks.spending import Spending
from bot.checks.steps import Steps
from bot.checks.worker import Worker
from bot.costs import Ledger
from bot.model import ChannelSettings, CheckOptions, Engine
from bot.model.costs import Caps
from bot.monitoring.metrics import Metrics
from bot.patsnap.rate_limit import Limiter
from bot.storage.deletion import Deletion
from bot.storage.replicas import Replicas
from bot.storage.tables import checks
from tests.unit.bot.checks.scripted import Outside


class Clock:
    """Seconds since the epoch, as told."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now

    def tick(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture(params=["sqlite"])
def database(request: pytest.FixtureRequest) -> str:
    """Which database a test runs on."""
    return request.param


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(engine: AsyncEngine, clock: Clock) -> CheckRepository:
    return CheckRepository(engine, clock)


@pytest.fixture
def queries(engine: AsyncEngine, clock: Clock) -> CheckQueries:
    return CheckQueries(engine, clock)


@pytest.fixture
def deletion(engine: AsyncEngine, clock: Clock) -> Deletion:
    return Deletion(engine, clock)


@pytest.fixture
def new_post():
    def build(*files: str, message_ts: str = "1700000000.000100", problem=None, **changes) -> NewPost:
        checks = [NewCheck(views=(NewView(file_id=file, name=f"{file}.png"),)) for file in files]
        if problem:
            checks.append(NewCheck(problem=problem))
        values = {
            "team_id": "T1",
            "channel_id": "C1",
            "message_ts": message_ts,
            "thread_ts": message_ts,
            "user_id": "U1",
            "options": CheckOptions(countries=("US", "CN")),
            "checks": tuple(checks),
        }
        return NewPost(**(values | changes))

    return build


@pytest.fixture
def outside(clock):
    return Outside(clock=clock)


@pytest.fixture
def caps():
    """The caps on paid calls."""
    return Caps()


@pytest.fixture
def ledger(engine, clock, caps):
    return Ledger(database=engine, clock=clock, caps=caps)


@pytest.fixture
def settled():
    """What the channel has settled: ``settled.settings`` is what a test puts there."""

    async def settings_of(_team_id, _channel_id):
        return settings_of.settings

    settings_of.settings = ChannelSettings(countries=("US", "CN"))
    return settings_of


@pytest.fixture
def consent(engine, clock, settled):
    return Consent(engine, clock, settled)


@pytest.fixture
def worker(store, queries, deletion, outside, consent, clock, ledger):
    steps = Steps(
        files=outside,
        normaliser=outside,
        patents=outside,
        spending=Spending(outside, queries, ledger),
        findings=queries,
        replies=ReplySteps(announcer=outside, findings=queries, settle_s=60),
        reuse=Reuse(Fingerprints(store.database, clock, days=30), outside),
        timeout_s=100,
        doubt_s=0,
    )
    progress = ProgressSteps(repository=store, queries=queries, consent=consent, announcer=outside, budget=ledger)
    planner = PollPlanner(queries, Replicas(store.database, clock=clock), Limiter(1000.0), clock=clock)
    return Worker(
        repository=store,
        queries=queries,
        deletion=deletion,
        steps=steps,
        progress=progress,
        consent=consent,
        planner=planner,
        metrics=Metrics(),
        wake=lambda _seconds: None,
    )


@pytest.fixture
def service(store, queries, deletion, outside, consent):
    return CheckService(
        repository=store,
        queries=queries,
        deletion=deletion,
        retractions=Retractions(store.database, outside),
        consent=consent,
        engine=Engine.V2,
        wake=lambda seconds: None,
    )


@pytest.fixture
def run(worker, store, clock):
    async def run_for(seconds=0.0, *, step=0.001):
        """Let the worker do all that comes due in so many seconds; the clock goes from one due time to the next.

        Args:
            step: what comes due within so many seconds may be done late, together.
        """
        end = clock.now + seconds
        while True:
            await worker.advance_due()
            async with asyncio.timeout(120):
                while worker._tasks:
                    await asyncio.wait(worker._tasks)
            due_in_s = await store.seconds_until_due()
            if due_in_s is None or clock.now + due_in_s > end:
                clock.now = end
                return
            clock.tick(min(max(due_in_s, step), end - clock.now) if due_in_s > 0 else 0)

    return run_for


@pytest.fixture
def only_check(store):
    async def read():
        async with store.database.connect() as connection:
            rows = (await connection.execute(checks.select())).mappings().all()
            (check,) = await load_rows(connection, rows)
        return check

    return read
