"""The app goes to Slack while it is still being put together."""

import asyncio
import time

import pytest
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult

import bot.app
from bot.app import started
from bot.errors import SettingsError
from bot.sandbox.slack import APP_TOKEN
from bot.slack.socket_mode import SocketMode
from bot.slack.web_api import SlackWebApi
from tests.app import drawn

PNG = ("mug.png", drawn.PNG)


@pytest.fixture
def gate(monkeypatch) -> asyncio.Event:
    """The database is not looked at before this is set."""
    gate = asyncio.Event()
    migrate = bot.app.migrate

    async def wait_and_migrate(engine):
        await gate.wait()
        await migrate(engine)

    monkeypatch.setattr(bot.app, "migrate", wait_and_migrate)
    return gate


async def test_what_comes_in_before_the_schema_was_checked_is_acked_after(world, settings, gate):
    async def live() -> None:
        async with started(settings()):
            await world.wait_for_replies(ts)

    life = asyncio.create_task(live())
    await world.wait_for(lambda: world.slack.delivery.connections)
    ts = await world.post(PNG)
    for _ in range(100):  # the envelope reaches the app, which has its own turns on this loop
        await asyncio.sleep(0)
    opened_at = time.perf_counter()
    gate.set()
    await life
    (attempt, *_) = world.slack.delivery.attempts
    assert attempt.acked_at > opened_at
    assert world.patsnap.calls["submit"] == 1


async def test_a_wrong_database_ends_the_start_and_the_connection(world, settings):
    with pytest.raises(SettingsError, match="DATABASE_URL"):
        async with started(settings(DATABASE_URL="sqlite:////dev/null/lookalike.db")):
            pass
    await world.wait_for(lambda: not world.slack.delivery.connections)


async def test_a_refused_app_token_ends_the_start(world, settings):
    with pytest.raises(SettingsError, match="SLACK_APP_TOKEN is refused"):
        async with started(settings(SLACK_APP_TOKEN="xapp-1-nobody")):
            pass


@pytest.fixture
async def heard(world):
    """The texts that a bare app hears over a socket that waits for it only a moment."""
    texts = []

    async def authorize():
        return AuthorizeResult(enterprise_id=None, team_id="T", bot_token="xoxb-1")

    bolt = AsyncApp(authorize=authorize)

    @bolt.event("message")
    async def listen(event):
        texts.append(event["text"])

    socket = SocketMode(app_token=APP_TOKEN, api_url=f"{world.url}/slack/api/", calls=SlackWebApi(), held_s=0.05)
    socket.hurry()
    try:
        yield socket, bolt, texts
    finally:
        await socket.close()


async def test_a_socket_is_given_up_where_the_app_takes_long_and_opened_again_when_it_is_there(world, heard):
    socket, bolt, texts = heard
    await world.wait_for(lambda: world.slack.delivery.connections)
    await world.post(text="is anybody there?")
    await world.wait_for(lambda: not world.slack.delivery.connections)
    assert await socket.trouble()
    await socket.open(bolt)
    await socket.connect()
    assert await socket.trouble() is None
    await world.post(text="and now?")
    await world.wait_for(lambda: sorted(texts) == ["and now?", "is anybody there?"])
