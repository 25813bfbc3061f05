"""Checks whose tasks run at Patsnap, and a worker that polls them as fast as it can: what several benchmarks share."""

import contextlib
import logging
import time
import uuid
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.checks.polling.planner import PollPlanner
from bot.checks.polling.schedule import Pace, Plan
from bot.checks.progress import ProgressSteps
from bot.checks.queries import CheckQueries
from bot.checks.repository import CheckRepository
from bot.checks.rows import dump_options
from bot.checks.scheduler import Scheduler
from bot.checks.steps import Steps
from bot.checks.worker import Worker
from bot.model import CheckOptions, Engine
from bot.monitoring.metrics import Metrics
from bot.patsnap import Patsnap
from bot.sandbox.app import Sandbox
from bot.sandbox.patsnap import CLIENT_ID, CLIENT_SECRET
from bot.settings import Settings
from bot.storage.clock import clock_of
from bot.storage.deletion import Deletion
from bot.storage.replicas import Replicas
from bot.storage.tables import checks, posts, views

_OPTIONS = dump_options(CheckOptions(countries=("US", "CN", "JP", "KR", "AU", "EU")))

_STRIDE = 7919
"""A prime: those who were submitted one after the other are not due one after the other."""


class Posted(NamedTuple):
    """Where a post stands in Slack, and the progress message under it."""

    team_id: str
    channel_id: str
    ts: str
    progress_ts: str = ""


async def start_tasks(sandbox: Sandbox, count: int) -> list[str]:
    """At the sandbox: so many tasks that run for ever."""

    async def nothing() -> dict:
        return {}

    return [sandbox.patsnap.tasks.start("v2", nothing(), takes_s=3600.0) for _ in range(count)]


def settings_for(sandbox_url: str, database_url: str) -> Settings:
    settings = Settings(
        _env_file=None,
        PATSNAP_CLIENT_ID=CLIENT_ID,
        PATSNAP_CLIENT_SECRET=CLIENT_SECRET,
        PATSNAP_BASE_URL=f"{sandbox_url}/patsnap",
        DATABASE_URL=database_url,
    )
    return settings.model_copy(update={"patsnap_qps": 1e6})  # as fast as it goes: nothing here is the vendor's


async def add_polled(
    database: AsyncEngine,
    task_ids: Sequence[str],
    *,
    age_s: float = 0.0,
    due_in_s: float = 0.0,
    posted: Sequence[Posted] | None = None,
    progress_in_s: float | None = None,
) -> None:
    """A check in its own post for each task, submitted a moment ago and due now.

    Args:
        age_s: they were submitted one after the other within so many seconds.
        due_in_s: they are due one after the other within so many seconds.
        posted: where each stands in Slack; else they are said to stand somewhere.
        progress_in_s: the progress messages are due, one after the other, within so many seconds; else never.
    """
    now = time.time()
    ids = [uuid.uuid4().hex for _ in task_ids]
    posted = posted or [Posted("T1", f"C{number % 200}", f"{number}.0") for number in range(len(ids))]
    async with database.begin() as connection:
        await connection.execute(
            insert(posts),
            [
                {
                    "id": id_,
                    "team_id": post.team_id,
                    "channel_id": post.channel_id,
                    "message_ts": post.ts,
                    "thread_ts": post.ts,
                    "user_id": "U1",
                    "created_at": now,
                    "progress_ts": post.progress_ts,
                    "due_at": None if progress_in_s is None else now + progress_in_s * number / len(ids),
                }
                for number, (id_, post) in enumerate(zip(ids, posted, strict=True))
            ],
        )
        await connection.execute(
            insert(checks),
            [
                {
                    "id": id_,
                    "key": id_,
                    "post_id": id_,
                    "position": 0,
                    "database": "v2",
                    "options": _OPTIONS,
                    "stage": "submitted",
                    "created_at": now,
                    "submitted_at": now - age_s * number / len(ids),
                    "due_at": now + due_in_s * (number * _STRIDE % len(ids)) / len(ids),
                }
                for number, id_ in enumerate(ids)
            ],
        )
        await connection.execute(
            insert(views),
            [
                {
                    "check_id": id_,
                    "position": 0,
                    "file_id": f"F{number}",
                    "name": "mug.png",
                    "source_url": f"https://files.slack.com/F{number}/download/mug.png",
                    "upload_url": f"https://images.patsnap.com/uploads/{id_}.png",
                    "upload_expires_at": now + 32400,
                    "task_id": task_id,
                }
                for number, (id_, task_id) in enumerate(zip(ids, task_ids, strict=True))
            ],
        )


class _Dense(PollPlanner):
    """Plans as ever, but for the pace: a task is due again at once."""

    async def plan(self, database: Engine) -> Plan:
        return replace(await super().plan(database), pace=Pace(price_s=1.0, least_s=0.05, most_s=0.05))


@contextlib.asynccontextmanager
async def polling_worker(database: AsyncEngine, store: CheckRepository, patsnap: Patsnap) -> AsyncIterator[Worker]:
    """The app's own worker on its own schedule; every check is due again at once after a poll that found it running."""
    logging.getLogger("apscheduler").setLevel(logging.ERROR)  # as bot/logs.py quietens it
    clock = clock_of(database)
    queries = CheckQueries(database, clock)
    announcer, files = None, None  # nothing that runs for ever is ever told, and nothing fetched
    steps = Steps(
        files=files,
        normaliser=None,
        patents=patsnap,
        announcer=announcer,
        findings=queries,
        timeout_s=1e9,
    )

    async def nothing() -> None:
        pass

    schedule = Scheduler(retention=nothing)
    progress = ProgressSteps(repository=store, queries=queries, announcer=announcer)
    worker = Worker(
        repository=store,
        queries=queries,
        deletion=Deletion(database, clock),
        steps=steps,
        progress=progress,
        planner=_Dense(queries, Replicas(database, clock=clock), patsnap.limiter),
        metrics=Metrics(),
        wake=schedule.wake,
    )
    schedule.start(worker)
    try:
        yield worker
    finally:
        await schedule.stop()
