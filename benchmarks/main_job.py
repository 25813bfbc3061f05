"""What a person who posts a picture waits for, with nothing else going on: the app and the sandbox, a process each."""

import asyncio
import statistics
import time

from benchmarks.processes import connected_app
from benchmarks.rows import Row, figure
from benchmarks.sandboxes import SeparateSandbox, post_picture, replied, said, separate_sandbox, set_task_s
from bot.sandbox.app import Sandbox

_IN_FLIGHT = 100
_TASK_S = 6.0
_LONGEST_POLL_S = 5.0
_ROUNDS = 5


def run() -> list[Row]:
    return asyncio.run(_run())


async def _run() -> list[Row]:
    async with separate_sandbox(task_s=(_TASK_S, _TASK_S)) as sandbox, connected_app(sandbox):
        await _round(sandbox)  # the first picture of all starts a decoder
        rounds = [await _round(sandbox) for _ in range(_ROUNDS)]
        idle_ack_s = await sandbox.run(_ack, 30)
        await sandbox.run(set_task_s, 3600.0, 3600.0)
        await sandbox.run(_fill, _IN_FLIGHT)
        busy_ack_s = await sandbox.run(_ack, 30)
    sign_s, delay_s = (statistics.median(seconds) for seconds in zip(*rounds, strict=True))
    return [
        figure("post to the first message in the thread, median", sign_s, "s", at_most=1),
        figure(
            f"end of a task of {_TASK_S:g} s to the reply, median",
            delay_s,
            "s",
            baseline=_LONGEST_POLL_S,
            at_most=_LONGEST_POLL_S + 0.5,
            against="the longest interval between polls",
        ),
        figure(
            f"event to ack, {_IN_FLIGHT} checks in flight, median",
            busy_ack_s * 1000,
            "ms",
            baseline=idle_ack_s * 1000,
            at_most=100,
            against="an idle app",
        ),
    ]


async def _round(sandbox: SeparateSandbox) -> tuple[float, float]:
    """Seconds from a post to the first message under it, and from its task's end to the reply."""
    ts = await sandbox.run(post_picture)
    shown = await sandbox.run(_first_sign, ts)
    (reply,) = await sandbox.run(replied, ts)
    return shown - float(ts), float(reply) - await sandbox.run(_last_due_at)


async def _first_sign(sandbox: Sandbox, ts: str) -> float:
    await sandbox.slack.wait_for(lambda: said(sandbox, ts, "lookalike_progress"), 60)
    return float(said(sandbox, ts, "lookalike_progress")[0].ts)


async def _last_due_at(sandbox: Sandbox) -> float:
    return sandbox.patsnap.tasks.last_due_at


async def _fill(sandbox: Sandbox, count: int) -> None:
    """Have so many checks polled, and let the local Patsnap finish its own work on them."""
    before = sandbox.patsnap.calls["submit"]
    for _ in range(count):
        await post_picture(sandbox)
    await sandbox.slack.wait_for(lambda: sandbox.patsnap.calls["submit"] >= before + count, 300)
    await sandbox.patsnap.tasks.settle()


async def _ack(sandbox: Sandbox, count: int) -> float:
    """Seconds from an event with a picture to its ack, median."""
    started = time.perf_counter()
    for _ in range(count):
        await post_picture(sandbox)
        await asyncio.sleep(0.2)
    attempts = [
        attempt
        for attempt in sandbox.slack.delivery.attempts
        if attempt.sent_at >= started and attempt.event.type == "message"
    ]
    await sandbox.slack.wait_for(lambda: all(attempt.acked for attempt in attempts), 60)
    return statistics.median(attempt.acked_at - attempt.sent_at for attempt in attempts)
