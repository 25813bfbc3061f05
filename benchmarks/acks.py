"""How long Slack waits for an ack while a thousand checks are polled at the most that an account usually allows.

Slack gives an app three seconds for it, and the check is on the disk by then. The checks are in the database before
the app starts; the app and the sandbox have a process each. Baseline: the same pictures posted to an app with nothing
else to do. The time is taken at the sandbox, from the envelope's going out to its ack.
"""

import asyncio
import statistics
import tempfile
import time
from pathlib import Path

from benchmarks.checks_in_flight import add_checks_in_flight, start_tasks
from benchmarks.processes import connected_app
from benchmarks.rows import Row, figure
from benchmarks.sandboxes import WAIT_S, SeparateSandbox, picture, separate_sandbox
from bot.sandbox.app import Sandbox
from bot.sandbox.patsnap.requests import Submit
from bot.sandbox.slack import ADA, BOT_USER_ID
from bot.sandbox.slack.records import Channel, ChannelKind
from bot.storage.database import create_engine, migrate

_CHECKS = 1000
_QPS = 30
_TASKS = 500
"""The local Patsnap keeps no more than a thousand tasks; each of these answers two checks."""

_POSTS = 110
_APART_S = 0.15
_CHANNELS = 50
_AGE_S = 60.0
_DUE_IN_S = 30.0
_SETTLE_S = 7.0
"""The checks have come in over a minute, are asked for once within half a minute, and each has its own time by then."""

_WHY = "an ack shares the event loop with the polls"


def run() -> list[Row]:
    return asyncio.run(_run())


async def _run() -> list[Row]:
    async with separate_sandbox(task_s=(3600.0, 3600.0)) as sandbox:
        await sandbox.run(_prepare)
        idle_s, *_ = await _measure(sandbox, [])
        task_ids = await sandbox.run(start_tasks, _TASKS)
        busy_s, polls_per_s, core = await _measure(sandbox, task_ids * (_CHECKS // _TASKS))
    note = (
        f"{1 / _APART_S:.1f} pictures posted and {polls_per_s:.0f} polls made in a second; the app keeps one core "
        f"{core:.0%} busy"
    )
    idle, busy = (statistics.quantiles(times, n=100, method="inclusive") for times in (idle_s, busy_s))
    return [
        figure(
            f"event to ack, {_CHECKS:,} checks in flight at PATSNAP_QPS {_QPS}, {name}",
            busy[at] * 1000,
            "ms",
            baseline=idle[at] * 1000,
            at_most=100,
            against="an idle app",
            note=note,
            why=_WHY,
        )
        for name, at in (("p99", 98),)
    ]


async def _measure(sandbox: SeparateSandbox, task_ids: list[str]) -> tuple[list[float], float, float]:
    """Seconds from each event to its ack, with a check in flight for each task.

    Beside them the polls a second meanwhile, and the share of a core that the app took.
    """
    with tempfile.TemporaryDirectory() as directory:
        url = f"sqlite:///{Path(directory) / 'lookalike.db'}"
        engine = create_engine(url)
        try:
            await migrate(engine)
            if task_ids:
                await add_checks_in_flight(engine, task_ids, age_s=_AGE_S, due_in_s=_DUE_IN_S)
        finally:
            await engine.dispose()
        async with connected_app(sandbox, database_url=url, settings={"PATSNAP_QPS": str(_QPS)}) as app:
            await sandbox.run(_post, 1)  # the first picture of all starts a decoder
            await asyncio.sleep(_SETTLE_S)
            started, cpu_s = time.perf_counter(), app.cpu_s
            acked_s, polls = await sandbox.run(_post, _POSTS)
            took_s = time.perf_counter() - started
            return acked_s, polls / took_s, (app.cpu_s - cpu_s) / took_s


async def _prepare(sandbox: Sandbox) -> None:
    """At the sandbox: channels enough for nobody to wait for a channel's message a second; and tasks without work.

    What the local Patsnap does for a task it would do on the cores that are measured.
    """

    def submit(_: Submit, __: str) -> str:
        async def nothing() -> dict:
            return {}

        return sandbox.patsnap.tasks.start("v2", nothing(), takes_s=3600.0)

    sandbox.patsnap.submit = submit
    for number in range(_CHANNELS):
        members = frozenset({ADA, BOT_USER_ID})
        sandbox.slack.state.add_channel(Channel(_channel(number), f"design-{number}", ChannelKind.PUBLIC, members))


def _channel(number: int) -> str:
    return f"C0DESIGN{number % _CHANNELS:02}"


async def _post(sandbox: Sandbox, count: int) -> tuple[list[float], int]:
    """At the sandbox: post so many pictures; seconds from each event to its ack, and the polls meanwhile."""
    files = [picture() for _ in range(count)]
    started, before = time.perf_counter(), sandbox.patsnap.calls["report"]
    for number, file in enumerate(files):
        await sandbox.slack.post(ADA, _channel(number), files=[("product.png", file)])
        await asyncio.sleep(_APART_S)
    attempts = [
        attempt
        for attempt in sandbox.slack.delivery.attempts
        if attempt.sent_at >= started and attempt.event.type == "message"
    ]
    await sandbox.slack.wait_for(lambda: all(attempt.acked for attempt in attempts), WAIT_S)
    return [attempt.acked_at - attempt.sent_at for attempt in attempts], sandbox.patsnap.calls["report"] - before
