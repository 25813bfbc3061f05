"""The whole app on a sandbox, time scaled down, beside what the simulation says of the same tasks.

The database is handed to the app with a hundred ended tasks in it, so that it has learned; then pictures are posted
one after the other, each of whose tasks takes its own time, and the calls that reach the local Patsnap are counted.
"""

import asyncio
import logging
import math
import random
import tempfile
import time
import uuid
from bisect import bisect_left
from pathlib import Path

from sqlalchemy import insert, select

from benchmarks.rows import Row, figure
from benchmarks.sandboxes import post_picture
from bot.app import started
from bot.checks.polling.durations import learn
from bot.checks.polling.schedule import RECOMMENDED, Intervals, next_poll_in_s, pace_of
from bot.checks.queries import CheckQueries
from bot.checks.rows import dump_options
from bot.model import CheckOptions, Engine
from bot.sandbox.app import Sandbox
from bot.sandbox.patsnap import CLIENT_ID, CLIENT_SECRET
from bot.sandbox.server import serve
from bot.sandbox.slack import APP_TOKEN, BOT_TOKEN, Workspace
from bot.settings import Settings
from bot.storage.database import create_engine, migrate
from bot.storage.tables import checks, posts

_SCALE = 5
_MEDIAN_S = 60 / _SCALE
_SIGMA = 0.3
_LEARNED_FROM = 100
_CHECKS = 24
_WAIT_S = 120
_INTERVALS = Intervals(least_s=RECOMMENDED.least_s / _SCALE, most_s=RECOMMENDED.most_s / _SCALE)


def run() -> list[Row]:
    return asyncio.run(_run())


async def _run() -> list[Row]:
    logging.disable(logging.WARNING)  # progress is left out where it comes to more than a message a second
    drawn = random.Random(1)
    sandbox = Sandbox(slack=Workspace(limits=None))
    with tempfile.TemporaryDirectory() as directory:
        url = f"sqlite:///{Path(directory) / 'lookalike.db'}"
        planned = await _seed(url, [_draw(drawn) for _ in range(_LEARNED_FROM)])
        tasks = [_draw(drawn) for _ in range(_CHECKS)]
        async with serve(sandbox) as base, started(_settings(base, url)) as app:
            app.worker.planner.intervals = _INTERVALS
            ends = await _post(sandbox, tasks)
            delays = await _delays(url, ends)
            calls = sandbox.patsnap.calls["report"] / _CHECKS
    simulated = sum(bisect_left(planned, task_s) + 1 for task_s in tasks) / _CHECKS
    fixed = sum(math.ceil(task_s / _INTERVALS.least_s) for task_s in tasks) / _CHECKS
    return [
        figure(
            f"calls per finished check of the whole app, time scaled down {_SCALE} times, σ {_SIGMA}",
            calls,
            "calls",
            baseline=simulated,
            against="the simulation, the same tasks",
            ratio_at_most=1.1,
            note=f"{calls / fixed:.2f} of a fixed poll every {_INTERVALS.least_s:g} s; from the end of a task to its "
            f"report {delays[len(delays) // 2]:.2f} s in the median, where that poll alone takes "
            f"{_INTERVALS.least_s / 2:.2f} s",
        )
    ]


def _draw(drawn: random.Random) -> float:
    return drawn.lognormvariate(math.log(_MEDIAN_S), _SIGMA)


def _settings(base: str, database_url: str) -> Settings:
    return Settings(
        _env_file=None,
        SLACK_BOT_TOKEN=BOT_TOKEN,
        SLACK_APP_TOKEN=APP_TOKEN,
        SLACK_API_URL=f"{base}/slack/api/",
        PATSNAP_CLIENT_ID=CLIENT_ID,
        PATSNAP_CLIENT_SECRET=CLIENT_SECRET,
        PATSNAP_BASE_URL=f"{base}/patsnap",
        PATSNAP_QPS=500,
        DATABASE_URL=database_url,
        LOOKALIKE_PORT=0,
    )


async def _seed(database_url: str, tasks: list[float]) -> list[float]:
    """Store checks that ended so long after their submits; the polls that they lead to, in seconds after a submit."""
    now = time.time()
    engine = create_engine(database_url)
    try:
        await migrate(engine)
        async with engine.begin() as connection:
            await connection.execute(insert(posts), _post_row(now))
            await connection.execute(
                insert(checks), [_check_row(now, number, task_s) for number, task_s in enumerate(tasks)]
            )
        learned = learn(await CheckQueries(engine, time.time).samples(Engine.V2))
    finally:
        await engine.dispose()
    pace = pace_of(learned, intervals=_INTERVALS)
    times = [next_poll_in_s(0, learned, pace)]
    while times[-1] < 20 * _MEDIAN_S:
        times.append(times[-1] + next_poll_in_s(times[-1], learned, pace))
    return times


def _post_row(now: float) -> dict:
    place = {"team_id": "T1", "channel_id": "C1", "message_ts": "1.0", "thread_ts": "1.0", "user_id": "U1"}
    return {"id": "0" * 32, "created_at": now, **place}


def _check_row(now: float, number: int, task_s: float) -> dict:
    submitted = now - 10_000 + number
    return {
        "id": uuid.uuid4().hex,
        "key": f"seed/{number}",
        "post_id": "0" * 32,
        "position": number,
        "engine": Engine.V2,
        "options": dump_options(CheckOptions(countries=("US",))),
        "stage": "finished",
        "created_at": submitted,
        "submitted_at": submitted,
        "running_at": submitted + 0.99 * task_s,
        "ended_at": submitted + task_s,
        "delivered_at": submitted + task_s,
    }


async def _post(sandbox: Sandbox, tasks: list[float]) -> dict[str, float]:
    """Post a picture for each task; by the post's ts, when the task is due at the local Patsnap."""
    ends = {}
    for number, task_s in enumerate(tasks, 1):
        sandbox.patsnap.task_s = (task_s, task_s)
        ts = await post_picture(sandbox)
        await sandbox.slack.wait_for(lambda number=number: sandbox.patsnap.calls["submit"] >= number, _WAIT_S)
        ends[ts] = sandbox.patsnap.tasks.last_due_at
    return ends


async def _delays(database_url: str, ends: dict[str, float]) -> list[float]:
    """Wait for every report; how long after its task's end each was stored, in order. Replies to so many posts in one
    channel would wait for Slack's message a second.
    """
    engine = create_engine(database_url)
    found = select(posts.c.message_ts, checks.c.ended_at).join(checks, checks.c.post_id == posts.c.id)
    try:
        async with asyncio.timeout(_WAIT_S):
            while True:
                async with engine.connect() as connection:
                    rows = (await connection.execute(found.where(checks.c.stage == "finished"))).all()
                delays = sorted(row.ended_at - ends[row.message_ts] for row in rows if row.message_ts in ends)
                if len(delays) == len(ends):
                    return delays
                await asyncio.sleep(0.5)
    finally:
        await engine.dispose()
