"""Checks whose tasks run at Patsnap, put into a database before the app starts: what several benchmarks share."""

import time
import uuid
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.checks.rows import dump_options
from bot.model import CheckOptions
from bot.sandbox.app import Sandbox
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


async def add_checks_in_flight(
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
                    "engine": "v2",
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
