"""The demo for tests of the page: the sandbox, and the app on it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.app import started
from bot.sandbox.app import Sandbox
from bot.sandbox.patsnap import CLIENT_ID, CLIENT_SECRET
from bot.sandbox.server import serve
from bot.sandbox.slack import APP_TOKEN, BOT_TOKEN
from bot.settings import Settings

REPORT_MS = 60_000


@asynccontextmanager
async def demo(directory: Path, task_s: tuple[float, float]) -> AsyncIterator[tuple[Sandbox, str]]:
    """Yields the sandbox and the page's address, once the app is connected."""
    sandbox = Sandbox(task_s=task_s, seed=1)
    async with serve(sandbox) as url:
        settings = Settings(
            _env_file=None,
            SLACK_BOT_TOKEN=BOT_TOKEN,
            SLACK_APP_TOKEN=APP_TOKEN,
            SLACK_API_URL=f"{url}/slack/api/",
            PATSNAP_CLIENT_ID=CLIENT_ID,
            PATSNAP_CLIENT_SECRET=CLIENT_SECRET,
            PATSNAP_BASE_URL=f"{url}/patsnap",
            DATABASE_URL=f"sqlite:///{directory / 'lookalike.db'}",
            LOOKALIKE_PORT=0,
        )
        async with started(settings):
            yield sandbox, url
