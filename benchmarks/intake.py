"""Posts with a picture, acked by Bolt once their check is on the disk.

Baseline: the same posts to a Bolt app whose listener is empty, and one bare row for each, committed to the disk in
the same mode. What Slack's socket adds is the same on both sides, and left out. Rounds take turns.
"""

import asyncio
import itertools
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from benchmarks.rows import Row, figure
from bot.checks.consent import Consent
from bot.checks.ports import Announcer
from bot.checks.queries import CheckQueries
from bot.checks.repository import CheckRepository
from bot.checks.retractions import Retractions
from bot.checks.service import CheckService
from bot.model import ENGLISH, ChannelSettings, CheckOptions, Engine, Language
from bot.slack.conversations import SlackConversations
from bot.slack.messages import SlackMessages
from bot.slack.web_api import SlackWebApi
from bot.storage.database import create_engine, migrate
from bot.storage.deletion import Deletion
from handlers.checks.posts import PostHandlers
from handlers.checks.reading import PostReader
from handlers.deletions.messages import DeletedMessages

_ROUNDS = 9
_POSTS = 500
_AT_ONCE = 50
"""Posts under way at the same time, as after a break in the connection."""

Receive = Callable[[dict], Awaitable[None]]


def run() -> list[Row]:
    return asyncio.run(_run())


async def _run() -> list[Row]:
    with tempfile.TemporaryDirectory() as directory:
        engine = create_engine(f"sqlite:///{Path(directory) / 'lookalike.db'}")
        await migrate(engine)
        row = _bare_database(Path(directory) / "bare.db")
        numbers = itertools.count()
        sides = {"app": _acked_by(_app(engine)), "bare": _then(_acked_by(_bare_app()), row)}
        rates: dict[str, list[float]] = {name: [] for name in sides}
        for receive in sides.values():
            await _rate(receive, numbers)  # what is done once only: compiled statements, a connection
        for _ in range(_ROUNDS):
            for name, receive in sides.items():
                rates[name].append(await _rate(receive, numbers))
        await engine.dispose()
    value, baseline = statistics.median(rates["app"]), statistics.median(rates["bare"])
    return [
        figure(
            "posts acked per second on SQLite, each check on the disk",
            value,
            "1/s",
            baseline=baseline,
            against="empty listener and one bare row",
            at_least=100,
        )
    ]


async def _rate(receive: Receive, numbers: Iterator[int]) -> float:
    """Posts a second, so many at once."""
    posts = iter([_message(next(numbers)) for _ in range(_POSTS)])

    async def work() -> None:
        for post in posts:
            await receive(post)

    started = time.perf_counter()
    await asyncio.gather(*(work() for _ in range(_AT_ONCE)))
    return _POSTS / (time.perf_counter() - started)


def _acked_by(bolt: AsyncApp) -> Receive:
    async def receive(body: dict) -> None:
        response = await bolt.async_dispatch(AsyncBoltRequest(mode="socket_mode", body=body))
        assert response.status == 200

    return receive


def _then(receive: Receive, store: Callable[[str], None]) -> Receive:
    async def receive_and_store(body: dict) -> None:
        await receive(body)
        store(body["event_id"])

    return receive_and_store


def _bare_database(path: Path) -> Callable[[str], None]:
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("CREATE TABLE posts (id TEXT PRIMARY KEY)")
    return lambda key: connection.execute("INSERT INTO posts VALUES (?)", (key,)) and None


def _bare_app() -> AsyncApp:
    bolt = _bolt()

    @bolt.event("message")
    async def listen() -> None:
        pass

    return bolt


class _Locales:
    """Knows everybody's language already, as it does of those who have posted just now."""

    async def language_of(self, _user_id: str) -> Language:
        return ENGLISH


async def _settings_of(_team_id: str, _channel_id: str) -> ChannelSettings:
    raise AssertionError("the path of an ack asks for no settings")


def _app(engine) -> AsyncApp:
    store = CheckRepository(engine, clock=time.time)
    service = CheckService(
        repository=store,
        queries=CheckQueries(engine, time.time),
        deletion=Deletion(engine, time.time),
        retractions=Retractions(engine, cast("Announcer", None)),  # nothing is deleted here
        consent=Consent(engine, time.time, _settings_of),
        engine=Engine.V2,
        wake=lambda _seconds: None,
    )
    client, calls = AsyncWebClient(), SlackWebApi()
    options = CheckOptions(countries=("US", "CN", "JP", "KR", "AU", "EU"))
    reader = PostReader(options=options, today=lambda: datetime.now(UTC).date())
    bolt = _bolt()
    deleted = DeletedMessages(service, SlackMessages(client, calls))
    conversations, locales = SlackConversations(client, calls), _Locales()
    PostHandlers(service, deleted, conversations, reader, locales, checks_app_posts=False).register(bolt)
    return bolt


def _bolt() -> AsyncApp:
    identity = AuthorizeResult(
        enterprise_id=None, team_id="T1", bot_user_id="UBOT", bot_id="B1", bot_token="xoxb-made-up"
    )

    async def authorize() -> AuthorizeResult:
        return identity

    return AsyncApp(client=AsyncWebClient(), authorize=authorize, process_before_response=True)


def _message(number: int) -> dict:
    ts = f"{1_800_000_000 + number}.000100"
    return {
        "type": "event_callback",
        "team_id": "T1",
        "api_app_id": "A1",
        "event_id": f"Ev{number}",
        "event_time": 1_800_000_000,
        "authorizations": [{"team_id": "T1", "user_id": "UBOT", "is_bot": True}],
        "event": {
            "type": "message",
            "subtype": "file_share",
            "channel": "C1",
            "channel_type": "channel",
            "user": "U1",
            "ts": ts,
            "text": "our new mug",
            "files": [
                {
                    "id": f"F{number}",
                    "name": "mug.png",
                    "mimetype": "image/png",
                    "filetype": "png",
                    "mode": "hosted",
                    "size": 120_000,
                    "url_private": f"https://files.slack.com/F{number}/mug.png",
                    "url_private_download": f"https://files.slack.com/F{number}/download/mug.png",
                }
            ],
        },
    }
