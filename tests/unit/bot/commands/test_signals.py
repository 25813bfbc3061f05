import asyncio
import contextlib
import logging
import os
import signal

import pytest

from bot.commands.signals import run_until_stopped
from bot.errors import SettingsError
from bot.settings import Settings
from tests.sentences import refused


class FakeApp:
    """Stands in for the app: how long it takes to start and to stop is up to the test."""

    def __init__(self, *, starts=True, stops=True):
        self.log = []
        self.starting, self.started, self.stopping = asyncio.Event(), asyncio.Event(), asyncio.Event()
        self._may_start, self._may_stop = asyncio.Event(), asyncio.Event()
        if starts:
            self._may_start.set()
        if stops:
            self._may_stop.set()

    @contextlib.asynccontextmanager
    async def __call__(self, settings):
        self.log.append("starting")
        self.starting.set()
        await self._may_start.wait()
        try:
            self.log.append("started")
            self.started.set()
            yield
        finally:
            self.log.append("stopping")
            self.stopping.set()
            await self._may_stop.wait()
            self.log.append("stopped")


@pytest.fixture
def settings():
    return Settings(_env_file=None)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_ends_the_app_cleanly(settings, number):
    app = FakeApp()
    running = asyncio.create_task(run_until_stopped(settings, start=app))
    await app.started.wait()
    os.kill(os.getpid(), number)
    await running
    assert app.log == ["starting", "started", "stopping", "stopped"]


async def test_a_signal_during_the_start_ends_it_at_once(settings):
    app = FakeApp(starts=False)
    running = asyncio.create_task(run_until_stopped(settings, start=app))
    await app.starting.wait()
    os.kill(os.getpid(), signal.SIGTERM)
    async with asyncio.timeout(120):
        await running
    assert app.log == ["starting"]


async def test_a_stop_that_takes_too_long_is_cut_short(settings, caplog):
    app = FakeApp(stops=False)
    running = asyncio.create_task(run_until_stopped(settings, start=app, stop_within_s=0.01))
    await app.started.wait()
    with caplog.at_level(logging.WARNING):
        os.kill(os.getpid(), signal.SIGTERM)
        async with asyncio.timeout(120):
            await running
    assert app.log == ["starting", "started", "stopping"]
    assert "stopping took too long" in caplog.text


async def test_a_second_signal_does_not_wait(settings):
    app = FakeApp(stops=False)
    running = asyncio.create_task(run_until_stopped(settings, start=app))
    await app.started.wait()
    os.kill(os.getpid(), signal.SIGINT)
    await app.stopping.wait()
    os.kill(os.getpid(), signal.SIGINT)
    async with asyncio.timeout(120):
        await running
    assert app.log == ["starting", "started", "stopping"]


async def test_an_error_of_the_start_comes_out(settings):
    @contextlib.asynccontextmanager
    async def start(_):
        raise SettingsError.of("setting-bot-token-refused", code="invalid_auth")
        yield

    with refused("SLACK_BOT_TOKEN is refused"):
        await run_until_stopped(settings, start=start)


async def test_the_signals_are_given_back(settings):
    before = signal.getsignal(signal.SIGTERM)
    app = FakeApp()
    running = asyncio.create_task(run_until_stopped(settings, start=app))
    await app.started.wait()
    os.kill(os.getpid(), signal.SIGTERM)
    await running
    assert signal.getsignal(signal.SIGTERM) == before
