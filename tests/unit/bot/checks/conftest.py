"""A real database per test, and a clock that is moved by hand."""

import asyncio

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.checks.notices import HoldNotices
from bot.checks.polling.planner import PollPlanner
from bot.checks.polling.traffic import Traffic
from bot.checks.progress import ProgressSteps
from bot.checks.queries import CheckQueries
from bot.checks.repository import CheckRepository
from bot.checks.requests import NewCheck, NewPost, NewView
from bot.checks.rows import load_rows
from bot.checks.steps import Steps
from bot.checks.worker import Worker
from bot.model import CheckOptions
from bot.monitoring.metrics import Metrics
from bot.patsnap.rate_limit import Limiter
from bot.storage.deletion import Deletion
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


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(engine: AsyncEngine, clock: Clock) -> CheckRepository:
    return CheckRepository(engine, clock=clock)


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
def outside():
    return Outside()


@pytest.fixture
def worker(store, queries, deletion, outside, clock):
    steps = Steps(
        files=outside, normaliser=outside, patents=outside, announcer=outside, findings=queries, timeout_s=100
    )
    notices = HoldNotices(queries.database, outside)
    progress = ProgressSteps(repository=store, queries=queries, announcer=outside, notices=notices)
    traffic = Traffic(store._database, clock=clock)
    planner = PollPlanner(queries, traffic, Limiter(1000.0), clock=clock)
    return Worker(
        repository=store,
        queries=queries,
        deletion=deletion,
        steps=steps,
        progress=progress,
        planner=planner,
        metrics=Metrics(),
    )


@pytest.fixture
def run(worker, clock):
    async def run_for(seconds=0.0, *, step=1.0):
        """Let the worker do all that comes due in so many seconds."""
        end = clock.now + seconds
        while True:
            await worker.advance_due()
            async with asyncio.timeout(30):
                while worker._tasks:
                    await asyncio.wait(worker._tasks)
            if clock.now >= end:
                return
            clock.tick(step)

    return run_for


@pytest.fixture
def only_check(store):
    async def read():
        async with store._database.connect() as connection:
            rows = (await connection.execute(checks.select())).mappings().all()
            (check,) = await load_rows(connection, rows)
        return check

    return read
