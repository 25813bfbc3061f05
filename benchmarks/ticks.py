"""What one tick asks of the database, as finished checks pile up beside those that are due. Rounds take turns."""

import asyncio
import statistics
import tempfile
import time
import uuid
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from benchmarks.checks_in_flight import add_checks_in_flight
from benchmarks.rows import Row, figure
from bot.checks.repository import CheckRepository
from bot.storage.database import create_engine, migrate

_FEW, _MANY = 1_000, 1_000_000
_DUE = 20
_TICKS = 200

# A post and its check for each number, all told a while ago.
_NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :count)"
_POSTS = f"""
INSERT INTO posts (id, team_id, channel_id, message_ts, thread_ts, user_id, created_at)
{_NUMBERS} SELECT printf('%032x', i), 'T1', 'C1', i || '.1', i || '.1', 'U1', 1.8e9 + i FROM n
"""
_CHECKS = f"""
INSERT INTO checks
(id, key, post_id, position, engine, options, stage, created_at, submitted_at, ended_at, delivered_at)
{_NUMBERS} SELECT printf('%032x', i), printf('%x', i), printf('%032x', i), 0, 'v2', '{{}}', 'finished',
1.8e9 + i, 1.8e9 + i + 3, 1.8e9 + i + 63, 1.8e9 + i + 64 FROM n
"""


def run() -> list[Row]:
    return asyncio.run(_run())


async def _run() -> list[Row]:
    with tempfile.TemporaryDirectory() as directory:
        few = await _filled(Path(directory) / "few.db", _FEW)
        many = await _filled(Path(directory) / "many.db", _MANY)
        times: dict[AsyncEngine, list[float]] = {few: [], many: []}
        for _ in range(_TICKS):
            for database, taken in times.items():
                taken.append(await _tick(database))
        await few.dispose()
        await many.dispose()
    return [
        figure(
            f"one tick beside {_MANY:,} finished checks, {_DUE} due",
            statistics.median(times[many]) * 1000,
            "ms",
            baseline=statistics.median(times[few]) * 1000,
            against=f"beside {_FEW:,}",
            ratio_at_most=1.2,
        )
    ]


async def _filled(path: Path, count: int) -> AsyncEngine:
    database = create_engine(f"sqlite:///{path}")
    await migrate(database)
    async with database.begin() as connection:
        for statement in (_POSTS, _CHECKS):
            await connection.execute(text(statement), {"count": count})
    await add_checks_in_flight(database, [uuid.uuid4().hex for _ in range(_DUE)])
    return database


async def _tick(database: AsyncEngine) -> float:
    """Seconds that the queries of one ``advance_due`` take; what it claimed is given back."""
    store = CheckRepository(database, clock=time.time)
    started = time.perf_counter()
    await store.claim_posts(owner="tick", limit=64)
    claimed = await store.claim_checks(owner="tick", limit=64)
    await store.seconds_until_due()
    taken = time.perf_counter() - started
    assert len(claimed) == _DUE
    await store.release("tick")
    return taken
