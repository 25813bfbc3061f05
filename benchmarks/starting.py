"""``lookalike run`` from the start of the process to connected and to its first ack, what it loads, and what it holds.

Beside a bare Bolt app, the two in turn, each time a fresh process on the same sandbox.
"""

import asyncio
import shutil
import statistics
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from benchmarks.processes import connected_app
from benchmarks.rows import Row, figure
from benchmarks.sandboxes import SeparateSandbox, first_ack, post_picture, separate_sandbox
from bot.storage.database import create_engine, migrate

_ROUNDS = 3
_SETTLE_S = 1.0
_LOOKALIKE = ("-m", "bot", "run")
_BARE_IMPORTS = """
import asyncio, os
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
"""
_BARE = (
    _BARE_IMPORTS
    + """
async def main():
    client = AsyncWebClient(token=os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["SLACK_API_URL"])
    app = AsyncApp(client=client)
    @app.event("message")
    async def listen(): pass
    @app.event("file_shared")
    async def shared(): pass
    await AsyncSocketModeHandler(app, os.environ["SLACK_APP_TOKEN"]).start_async()

asyncio.run(main())
"""
)

_Measure = Callable[[bool], Awaitable[tuple[float, ...]]]
"""Measure once: Lookalike or else the bare app."""


def run() -> list[Row]:
    return asyncio.run(_run())


async def _run() -> list[Row]:
    with tempfile.TemporaryDirectory() as directory:
        schema = Path(directory) / "schema.db"
        engine = create_engine(f"sqlite:///{schema}")
        await migrate(engine)
        await engine.dispose()
        async with separate_sandbox() as sandbox:

            async def start(is_ours: bool) -> tuple[float, ...]:
                return await _start(sandbox, _LOOKALIKE if is_ours else ("-c", _BARE), _copy(schema))

            async def ack(is_ours: bool) -> tuple[float, ...]:
                return await _ack(sandbox, _LOOKALIKE if is_ours else ("-c", _BARE), _copy(schema))

            (ours_s, ours_mb), (bare_s, bare_mb) = await _in_turn(start)
            (ours_ack_s,), (bare_ack_s,) = await _in_turn(ack)
    bare_app = "a bare Bolt app on Socket Mode"
    return [
        figure(
            "lookalike run, from start to the first ack of a picture that waited",
            ours_ack_s,
            "s",
            baseline=bare_ack_s,
            ratio_at_most=3,
            against=f"{bare_app}, which stores nothing",
            note=f"2.5 s at most; connected after {ours_s:.2f} s, the bare app after {bare_s:.2f} s",
            why="SQLAlchemy alone takes as long to import as Bolt, pydantic and httpx together half of that",
        ),
        figure(
            "memory when idle",
            ours_mb,
            "MB",
            baseline=bare_mb,
            at_most=80,
            against=bare_app,
            note="the schema up to date; a start that migrates keeps Alembic, 10 MB more",
            why="the libraries alone take 84 MB: Python with asyncio 19, Bolt 23, SQLAlchemy 20, pydantic 9, httpx and "
            "Rich 5, others 8; Babel and Fluent with what they know of two languages take 9, the app's modules 9, and "
            "what is built 4",
        ),
    ]


def _copy(schema: Path) -> Path:
    """A database of its own for each start: beside that of a process that was killed lies its log."""
    return Path(shutil.copy(schema, Path(tempfile.mkdtemp(dir=schema.parent)) / "lookalike.db"))


async def _in_turn(measure: _Measure) -> tuple[list[float], list[float]]:
    """The medians of what is measured: Lookalike's, and the bare app's."""
    bare, ours = [], []
    for _ in range(_ROUNDS):
        bare.append(await measure(False))
        ours.append(await measure(True))
    ours_medians, bare_medians = (
        [statistics.median(column) for column in zip(*rounds, strict=True)] for rounds in (ours, bare)
    )
    return ours_medians, bare_medians


async def _start(sandbox: SeparateSandbox, command: tuple[str, ...], database: Path) -> tuple[float, float]:
    """Seconds from the start of a process to its connection, the schema up to date, and its memory after it, in MB."""
    async with connected_app(sandbox, command=command, database_url=f"sqlite:///{database}") as app:
        await asyncio.sleep(_SETTLE_S)
        return app.started_in_s, app.resident_mb


async def _ack(sandbox: SeparateSandbox, command: tuple[str, ...], database: Path) -> tuple[float]:
    """Seconds from the start of a process to its ack of a post that was there before it, the schema up to date."""
    await sandbox.run(post_picture)
    async with connected_app(sandbox, command=command, database_url=f"sqlite:///{database}") as app:
        return (await sandbox.run(first_ack, app.started_at) - app.started_at,)
