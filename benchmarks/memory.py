"""What a check costs the app in memory while its task runs at Patsnap: the app with 10,000 of them, and with none.

The checks are put into the database before the app starts, as submitted and due over the next minutes, so that the app
finds them as it would after a restart. Its resident memory is taken when it has polled for a while.
"""

import asyncio
import contextlib
import sqlite3
import tempfile
import time
import uuid
from pathlib import Path
from typing import Any

from benchmarks.processes import connected_app
from benchmarks.rows import Row, figure
from benchmarks.sandboxes import SeparateSandbox, separate_sandbox
from bot.checks.repository import CheckRepository
from bot.checks.requests import NewCheck, NewPost, NewView
from bot.model import CheckOptions, Engine
from bot.sandbox.app import Sandbox
from bot.storage.clock import clock_of
from bot.storage.database import create_engine, migrate

_CHECKS = 10_000
_POLLED_S = 18.0
_TASK_S = 3600.0
_TABLES = ("posts", "checks", "views")
_POST = NewPost(
    team_id="T1",
    channel_id="C1",
    message_ts="1.000000",
    thread_ts="1.000000",
    user_id="U1",
    options=CheckOptions(countries=("US", "CN", "EU")),
    checks=(NewCheck(views=(NewView(file_id="F1", name="product.png"),)),),
)


def run() -> list[Row]:
    return asyncio.run(_run())


async def _run() -> list[Row]:
    async with separate_sandbox(task_s=(_TASK_S, _TASK_S)) as sandbox:
        idle_mb, _ = await _measure(sandbox, 0)
        busy_mb, polls = await _measure(sandbox, _CHECKS)
    each_kb = max(busy_mb - idle_mb, 0.0) * 1024 / _CHECKS
    return [
        figure(
            f"memory for a check in flight, of {_CHECKS:,}",
            each_kb,
            "KB",
            at_most=4,
            note=f"resident memory {busy_mb:.0f} MB beside {idle_mb:.0f} MB of an idle app; {polls:,} polls meanwhile",
        )
    ]


async def _measure(sandbox: SeparateSandbox, checks: int) -> tuple[float, int]:
    """Resident memory in MB of an app that has had so many checks in flight for a while; and the polls it made."""
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "lookalike.db"
        await _fill(path, checks, task_id=await sandbox.run(_start_task))
        before = await sandbox.run(_polls)
        async with connected_app(sandbox, database_url=f"sqlite:///{path}") as app:
            await asyncio.sleep(_POLLED_S)
            return app.resident_mb, await sandbox.run(_polls) - before


async def _polls(sandbox: Sandbox) -> int:
    return sum(sandbox.patsnap.calls.values()) - sandbox.patsnap.calls["token"]


async def _start_task(sandbox: Sandbox) -> str:
    """A task that runs for an hour; any number of checks may ask for it."""

    async def work() -> dict[str, Any]:
        return {}

    return sandbox.patsnap.tasks.start("v2", work(), takes_s=_TASK_S)


async def _fill(path: Path, count: int, *, task_id: str) -> None:
    """A database with so many submitted checks: one goes in by the app's own way, the others are its copies."""
    engine = create_engine(f"sqlite:///{path}")
    try:
        await migrate(engine)
        if count:
            await CheckRepository(engine, clock=clock_of(engine)).add(_POST, engine=Engine.V2)
    finally:
        await engine.dispose()
    if count:
        with contextlib.closing(sqlite3.connect(path)) as database, database:
            _submit(database, task_id)
            _multiply(database, count)


def _submit(database: sqlite3.Connection, task_id: str) -> None:
    now = time.time()
    database.execute("UPDATE posts SET due_at = ?, progress_ts = '1.000001'", (now + 60,))
    database.execute("UPDATE checks SET stage = 'submitted', submitted_at = ?, due_at = ?", (now, now))
    database.execute("UPDATE views SET task_id = ?, upload_url = 'https://example.com/p.png'", (task_id,))


def _multiply(database: sqlite3.Connection, count: int) -> None:
    """Copies under ids of their own, each due at its own moment of the next minute."""
    database.row_factory = sqlite3.Row
    (post,), (check,), (view,) = (database.execute(f"SELECT * FROM {table}").fetchall() for table in _TABLES)
    for number in range(count - 1):
        later_s = 60 * number / count
        post_id, check_id = uuid.uuid4().hex, uuid.uuid4().hex
        ts = f"{number + 2}.000000"
        changes = {"id": post_id, "message_ts": ts, "thread_ts": ts, "due_at": post["due_at"] + later_s}
        _insert(database, "posts", {**post, **changes})
        changes = {"id": check_id, "key": check_id, "post_id": post_id, "due_at": check["due_at"] + later_s}
        _insert(database, "checks", {**check, **changes})
        _insert(database, "views", {**view, "check_id": check_id})


def _insert(database: sqlite3.Connection, table: str, row: dict[str, Any]) -> None:
    columns, marks = ", ".join(row), ", ".join("?" * len(row))
    database.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", tuple(row.values()))
