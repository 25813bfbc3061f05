"""The whole app on the sandbox: real HTTP, real WebSocket, a real database; only host names differ from production.

Each scenario runs on both databases.
"""

import asyncio
import itertools
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.app import App, started
from bot.sandbox.app import Sandbox
from bot.sandbox.patsnap import CLIENT_ID, CLIENT_SECRET
from bot.sandbox.server import serve
from bot.sandbox.slack import ADA, APP_TOKEN, BOT_TOKEN, PRODUCT_DESIGN, Message, Workspace
from bot.settings import Settings
from tests import processes
from tests.patsnap_requests import note_requests
from tests.slow.chaos.tripwire import Tripwire

WAIT_S = 120
"""For a machine that is busy with something else; nothing waits so long that comes."""


class World:
    """A served sandbox and what scenarios ask of it."""

    def __init__(self, sandbox: Sandbox, url: str, tripwire: Tripwire) -> None:
        self.sandbox = sandbox
        self.slack = sandbox.slack
        self.patsnap = sandbox.patsnap
        self.url = url
        self.tripwire = tripwire

    async def post(self, *files: tuple[str, bytes], text: str = "", channel: str = PRODUCT_DESIGN, **options) -> str:
        return await self.slack.post(ADA, channel, text, files=files, **options)

    def replies(self, ts: str, channel: str = PRODUCT_DESIGN) -> list[Message]:
        """The app's replies under a post, without its progress message."""
        return [
            message
            for message in self.slack.thread(channel, ts)
            if message.is_from_app and (message.metadata or {}).get("event_type") == "lookalike_reply"
        ]

    def progress(self, ts: str, channel: str = PRODUCT_DESIGN) -> list[Message]:
        return [
            message
            for message in self.slack.thread(channel, ts)
            if message.is_from_app and (message.metadata or {}).get("event_type") == "lookalike_progress"
        ]

    def reactions(self, ts: str, channel: str = PRODUCT_DESIGN) -> set[str]:
        return {reaction.name for reaction in self.slack.message(channel, ts).reactions}

    async def wait_for(self, predicate: Callable[[], object]):
        return await self.slack.wait_for(predicate, WAIT_S)

    async def until(self, predicate: Callable[[], object]):
        """The predicate's first true value, also where nothing in Slack changes with it."""
        async with asyncio.timeout(WAIT_S):
            while not (value := predicate()):  # noqa: ASYNC110 - nothing tells of it
                await asyncio.sleep(0.02)
        return value

    async def wait_for_replies(self, ts: str, count: int = 1, channel: str = PRODUCT_DESIGN) -> list[Message]:
        """Wait until so many replies stand, and the progress message and the eyes are gone."""

        def done() -> list[Message] | None:
            replies = self.replies(ts, channel)
            busy = self.progress(ts, channel) or "eyes" in self.reactions(ts, channel)
            return replies if len(replies) >= count and not busy else None

        found = await self.wait_for(done)
        assert found is not None
        return found


@pytest.fixture
def task_s() -> tuple[float, float]:
    """How long a task of Patsnap takes, in seconds: the least and the most."""
    return (0.05, 0.1)


@pytest.fixture
def workspace() -> Workspace:
    """The local Slack, as it is unless a test wants another."""
    return Workspace()


@pytest.fixture
async def world(task_s, workspace, request: pytest.FixtureRequest) -> AsyncIterator[World]:
    sandbox = Sandbox(task_s=task_s, seed=1, slack=workspace)
    tripwire = sandbox.asgi = Tripwire(sandbox.asgi)
    async with serve(sandbox) as url:
        yield World(sandbox, url, tripwire)
    note_requests(request.config, sandbox.patsnap.checked, sandbox.patsnap.violations)


@pytest.fixture
def settings(world: World, database_url: str) -> Callable[..., Settings]:
    def build(**changes: object) -> Settings:
        values = {
            "SLACK_BOT_TOKEN": BOT_TOKEN,
            "SLACK_APP_TOKEN": APP_TOKEN,
            "SLACK_API_URL": f"{world.url}/slack/api/",
            "PATSNAP_CLIENT_ID": CLIENT_ID,
            "PATSNAP_CLIENT_SECRET": CLIENT_SECRET,
            "PATSNAP_BASE_URL": f"{world.url}/patsnap",
            "PATSNAP_QPS": 100,
            "DATABASE_URL": database_url,
            "LOOKALIKE_PORT": 0,
            "LOOKALIKE_REUSE_DAYS": 0,  # most scenarios post one picture many times, and mean a check each time
        }
        return Settings(_env_file=None, **(values | changes))

    return build


@pytest.fixture
def running(settings) -> Callable[..., object]:
    """``async with running() as app``: the app, started with these settings."""

    @asynccontextmanager
    async def run(**changes: object) -> AsyncIterator[App]:
        async with started(settings(**changes)) as app:
            yield app

    return run


@pytest.fixture
async def app(running) -> AsyncIterator[App]:
    async with running() as started_app:
        yield started_app


@pytest.fixture
def environment(world: World, database_url: str) -> dict[str, str]:
    """Everything that a process of the app reads; host names apart, as in production."""
    return processes.environment(world.url, database_url)


@pytest.fixture
def spawn(world: World, environment: dict[str, str], tmp_path: Path) -> Callable[..., object]:
    """``async with spawn() as process``: ``lookalike run``, connected to the sandbox.

    What it prints goes to the file ``process.log``. Changes of the environment are keyword arguments, beside those of
    ``processes.start_app``.
    """
    numbers = itertools.count(1)

    @asynccontextmanager
    async def run(
        *, lease_s: float | None = None, skew_s: float | None = None, step_s: float | None = None, **changes: str
    ) -> AsyncIterator[asyncio.subprocess.Process]:
        before = world.slack.delivery.attached  # the connection of a process just killed may still stand
        process = await processes.start_app(
            {**environment, **changes},
            log=tmp_path / f"run-{next(numbers)}.log",
            lease_s=lease_s,
            skew_s=skew_s,
            step_s=step_s,
            quick=True,
        )
        try:
            await world.wait_for(lambda: world.slack.delivery.attached > before)
            yield process
        finally:
            await processes.kill(process)

    return run
