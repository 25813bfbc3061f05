"""What a person who posts a picture waits for, with nothing else going on: the app and the sandbox, a process each."""

import asyncio
import statistics

from benchmarks.processes import connected_app
from benchmarks.rows import Row, figure
from benchmarks.sandboxes import SeparateSandbox, post_picture, replied, said, separate_sandbox
from bot.sandbox.app import Sandbox

_TASK_S = 6.0
_LONGEST_POLL_S = 5.0
_ROUNDS = 4


def run() -> list[Row]:
    return asyncio.run(_run())


async def _run() -> list[Row]:
    async with separate_sandbox(task_s=(_TASK_S, _TASK_S)) as sandbox, connected_app(sandbox):
        await _round(sandbox)  # the first picture of all starts a decoder
        rounds = [await _round(sandbox) for _ in range(_ROUNDS)]
    sign_s, delay_s = (statistics.median(seconds) for seconds in zip(*rounds, strict=True))
    return [
        figure("post to the first sign in the thread, median", sign_s, "s", at_most=0.3),
        figure(
            f"end of a task of {_TASK_S:g} s to the reply, median",
            delay_s,
            "s",
            baseline=_LONGEST_POLL_S,
            at_most=_LONGEST_POLL_S + 0.5,
            against="the longest interval between polls",
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
