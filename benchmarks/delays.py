"""How long a reply takes that the poll schedule is not to blame for, while hundreds of tasks are polled.

From the moment at which the local Patsnap answered the poll that found a task done, to the reply's own time in Slack:
the report is parsed and stored, its drawings are brought to Slack if they are not there yet, and the message is made
and posted. Each post has a channel of its own, since Slack's message a second and channel is not what is measured.
"""

import asyncio
import statistics
import tempfile
import time
from pathlib import Path

from benchmarks.checks_in_flight import Posted, add_checks_in_flight
from benchmarks.processes import connected_app
from benchmarks.rows import Row, figure
from benchmarks.sandboxes import WAIT_S, picture, separate_sandbox
from bot.sandbox.app import Sandbox
from bot.sandbox.patsnap.requests import Submit
from bot.sandbox.patsnap.tasks import TaskStatus
from bot.sandbox.slack import ADA, BOT_USER_ID, TEAM_ID
from bot.sandbox.slack.records import Channel, ChannelKind, Message
from bot.sandbox.slack.seed import BOT_ID
from bot.storage.database import create_engine, migrate

_QPS = 30
_IN_FLIGHT = 300
"""As many run for ever; those that are measured come on top."""

_ENDING = 125
_APART_S = 0.2
"""A task ends so often: with 300 that take a minute each, five end in a second."""

_FIRST_END_S = 7.0
_REPORTS = 10
"""Different ones, so that some drawings are new and some are known, as in a workspace that looks at like things."""

_EDITS_S = (_IN_FLIGHT + _ENDING) * 60 / 40
"""So many progress messages are edited 40 a minute, as the app does."""

_WHY = (
    "a report is parsed and stored, and its message made and posted, in turns of the event loop that the polls which "
    "are ready share"
)

_answered_at: dict[str, float] = {}
"""At the sandbox: when each task was first said to be done, in Unix time."""


def run() -> list[Row]:
    return asyncio.run(_run())


async def _run() -> list[Row]:
    async with separate_sandbox() as sandbox:
        found = await sandbox.run(_reports)
        with tempfile.TemporaryDirectory() as directory:
            url = f"sqlite:///{Path(directory) / 'lookalike.db'}"
            engine = create_engine(url)
            try:
                await migrate(engine)
                posted = await sandbox.run(_posts, _IN_FLIGHT + _ENDING)
                task_ids = await sandbox.run(_start, found)
                await add_checks_in_flight(
                    engine, task_ids, due_in_s=_FIRST_END_S / 2, posted=posted, progress_in_s=_EDITS_S
                )
            finally:
                await engine.dispose()
            async with connected_app(sandbox, database_url=url, settings={"PATSNAP_QPS": str(_QPS)}) as app:
                started, cpu_s, before = time.perf_counter(), app.cpu_s, await sandbox.run(_polls)
                delays = sorted(await sandbox.run(_delays, posted[:_ENDING], task_ids[:_ENDING]))
                took_s = time.perf_counter() - started
                polls_per_s = (await sandbox.run(_polls) - before) / took_s
                core = (app.cpu_s - cpu_s) / took_s
    return [
        figure(
            f"the poll that finds a task done to the reply, {_IN_FLIGHT} checks in flight, median",
            statistics.median(delays),
            "s",
            at_most=0.3,
            note=f"90 % within {statistics.quantiles(delays, n=10)[8]:.2f} s, all within {delays[-1]:.2f} s; "
            f"{1 / _APART_S:g} tasks end and {polls_per_s:.0f} polls are made in a second; the app keeps one core "
            f"{core:.0%} busy",
            why=_WHY,
        )
    ]


async def _reports(sandbox: Sandbox) -> list[dict]:
    """At the sandbox: what the local Patsnap finds for some pictures."""
    sandbox.patsnap.task_s = (0.0, 0.0)
    base = f"{sandbox.patsnap.base_url}/patsnap/"
    task_ids = []
    for _ in range(_REPORTS):
        upload = sandbox.patsnap.uploads.add(picture())
        asked = Submit(url=f"{base}images/uploads/{upload.name}", country=["US", "CN", "JP", "KR"], lang="en")
        task_ids.append(sandbox.patsnap.submit(asked, base))
    await sandbox.patsnap.tasks.settle()
    return [(await sandbox.patsnap.tasks.result("v2", task_id))[1] for task_id in task_ids]


async def _posts(sandbox: Sandbox, count: int) -> list[Posted]:
    """At the sandbox: posts, each in a channel of its own with a progress message under it."""
    state, posted = sandbox.slack.state, []
    for number in range(count):
        channel = f"C0DESIGN{number:03}"
        members = frozenset({ADA, BOT_USER_ID})
        state.add_channel(Channel(channel, f"design-{number}", ChannelKind.PUBLIC, members))
        ts, progress_ts = state.next_ts(), state.next_ts()
        state.add_message(Message(channel, ts, ADA, "What of this?"))
        state.add_message(Message(channel, progress_ts, BOT_USER_ID, "Comparing.", thread_ts=ts, bot_id=BOT_ID))
        posted.append(Posted(TEAM_ID, channel, ts, progress_ts))
    return posted


async def _start(sandbox: Sandbox, found: list[dict]) -> list[str]:
    """At the sandbox: tasks that end one after the other, then those that run on; each end is noted as it is told."""
    tasks = sandbox.patsnap.tasks
    answer = tasks.result

    async def result(kind: str, task_id: str) -> tuple[TaskStatus, dict]:
        status, data = await answer(kind, task_id)
        if status is TaskStatus.SUCCESS:
            _answered_at.setdefault(task_id, time.time())
        return status, data

    async def work(number: int) -> dict:
        return found[number % len(found)]

    tasks.result = result
    ends = [_FIRST_END_S + number * _APART_S for number in range(_ENDING)] + [3600.0] * _IN_FLIGHT
    return [tasks.start("v2", work(number), takes_s=takes_s) for number, takes_s in enumerate(ends)]


async def _delays(sandbox: Sandbox, posted: list[Posted], task_ids: list[str]) -> list[float]:
    """At the sandbox: wait for every reply; seconds to each since its task was said to be done."""

    def replies() -> list[float]:
        return [
            float(message.ts)
            for post in posted
            for message in sandbox.slack.thread(post.channel_id, post.ts)
            if (message.metadata or {}).get("event_type") == "lookalike_reply"
        ]

    await asyncio.sleep(_FIRST_END_S + _ENDING * _APART_S)
    await sandbox.slack.wait_for(lambda: len(replies()) == len(posted), WAIT_S)
    return [ts - _answered_at[task_id] for ts, task_id in zip(replies(), task_ids, strict=True)]


async def _polls(sandbox: Sandbox) -> int:
    return sandbox.patsnap.calls["report"]
