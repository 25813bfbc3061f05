"""The main job on the sandbox: ``lookalike run`` as a process of its own, posts from this one.

Baselines are the same figures of an idle app, or of a bare Bolt app on the same sandbox.
"""

import asyncio
import contextlib
import os
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path

from PIL import Image

from bot.sandbox.app import Sandbox
from bot.sandbox.patsnap import CLIENT_ID, CLIENT_SECRET
from bot.sandbox.server import serve
from bot.sandbox.slack import ADA, APP_TOKEN, BOT_TOKEN, PRODUCT_DESIGN, Message, Workspace

_IN_FLIGHT = 100
_TASK_S = 6.0
_LONGEST_POLL_S = 5.0

_BARE = """
import asyncio, os
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

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


def run() -> list[dict]:
    return asyncio.run(_run())


async def _run() -> list[dict]:
    sandbox = Sandbox(task_s=(_TASK_S, _TASK_S), slack=Workspace(limits=None))
    async with serve(sandbox) as url:
        bare_start_s, _ = await _start_time(sandbox, url, ["-c", _BARE])
        start_s, idle_mb = await _start_time(sandbox, url, ["-m", "bot.cli", "run"])
        async with _process(sandbox, url, ["-m", "bot.cli", "run"]):
            await _first_signs(sandbox, 1)  # the first picture of all starts a decoder
            signs = await _first_signs(sandbox, 9)
            delays = await _delays(sandbox, 9)
            idle_ack_s = await _ack(sandbox, 30)
            sandbox.patsnap.task_s = (3600.0, 3600.0)
            await _fill(sandbox, _IN_FLIGHT)
            busy_ack_s = await _ack(sandbox, 30)
    start_ratio = start_s / bare_start_s
    return [
        _row("start to connected", start_s, "s", bare_start_s, "< 3 s", start_s < 3, ratio=start_ratio),
        _row("memory when idle", idle_mb, "MB", None, "< 150 MB", idle_mb < 150),
        _row("post to first sign in the thread, median", signs, "s", None, "<= 1 s", signs <= 1),
        _row(
            "end of the task to the reply, median",
            delays,
            "s",
            _LONGEST_POLL_S,
            "<= 1 poll interval + 0.5 s",
            delays <= _LONGEST_POLL_S + 0.5,
            ratio=delays / _LONGEST_POLL_S,
        ),
        _row(
            f"event to ack, median, {_IN_FLIGHT} checks in flight",
            busy_ack_s * 1000,
            "ms",
            idle_ack_s * 1000,
            "<= 100 ms",
            busy_ack_s <= 0.1,
            ratio=busy_ack_s / idle_ack_s,
        ),
    ]


async def _start_time(sandbox: Sandbox, url: str, command: list[str]) -> tuple[float, float]:
    """Seconds from the start of a process to its connection, median of three; and its memory then, in MB."""
    times, memory = [], 0.0
    for _ in range(3):
        started = time.perf_counter()
        async with _process(sandbox, url, command) as process:
            times.append(time.perf_counter() - started)
            await asyncio.sleep(2)
            memory = _resident_mb(process.pid)
    return statistics.median(times), memory


@contextlib.asynccontextmanager
async def _process(sandbox: Sandbox, url: str, command: list[str]) -> AsyncIterator[asyncio.subprocess.Process]:
    with tempfile.TemporaryDirectory() as directory:
        environment = {
            "PATH": os.environ["PATH"],
            "SLACK_BOT_TOKEN": BOT_TOKEN,
            "SLACK_APP_TOKEN": APP_TOKEN,
            "SLACK_API_URL": f"{url}/slack/api/",
            "PATSNAP_CLIENT_ID": CLIENT_ID,
            "PATSNAP_CLIENT_SECRET": CLIENT_SECRET,
            "PATSNAP_BASE_URL": f"{url}/patsnap",
            "PATSNAP_QPS": "200",
            "DATABASE_URL": f"sqlite:///{Path(directory) / 'lookalike.db'}",
            "LOOKALIKE_PORT": "0",
        }
        process = await asyncio.create_subprocess_exec(
            sys.executable, *command, env=environment, cwd=directory,
            stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        try:
            await sandbox.slack.wait_for(lambda: sandbox.slack.delivery.connections, 60)
            yield process
        finally:
            process.kill()
            await process.wait()
            await sandbox.slack.wait_for(lambda: not sandbox.slack.delivery.connections, 60)


def _resident_mb(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    raise LookupError("the kernel does not say how much memory a process has")


def _picture() -> bytes:
    buffer = BytesIO()
    Image.effect_noise((300, 300), 60).save(buffer, "PNG")
    return buffer.getvalue()


async def _post(sandbox: Sandbox) -> str:
    return await sandbox.slack.post(ADA, PRODUCT_DESIGN, files=[("product.png", _picture())])


def _said(sandbox: Sandbox, ts: str) -> list[Message]:
    return [message for message in sandbox.slack.thread(PRODUCT_DESIGN, ts) if message.is_from_app]


def _reply(sandbox: Sandbox, ts: str) -> Message | None:
    replies = (message for message in _said(sandbox, ts) if "reply" in str(message.metadata))
    return next(replies, None)


async def _first_signs(sandbox: Sandbox, count: int) -> float:
    """Seconds from a post to the first message under it, median."""
    seconds = []
    for _ in range(count):
        ts = await _post(sandbox)
        (first, *_) = await sandbox.slack.wait_for(lambda ts=ts: _said(sandbox, ts), 60)
        seconds.append(float(first.ts) - float(ts))
        await sandbox.slack.wait_for(lambda ts=ts: _reply(sandbox, ts), 60)
    return statistics.median(seconds)


async def _delays(sandbox: Sandbox, count: int) -> float:
    """Seconds from a task's end at Patsnap to the reply, median; one check after the other."""
    seconds = []
    for _ in range(count):
        ts = await _post(sandbox)
        reply = await sandbox.slack.wait_for(lambda ts=ts: _reply(sandbox, ts), 60)
        seconds.append(float(reply.ts) - sandbox.patsnap.tasks.last_due_at)
    return statistics.median(seconds)


async def _fill(sandbox: Sandbox, count: int) -> None:
    """Have so many checks polled, and let the local Patsnap finish its own work on them."""
    before = sandbox.patsnap.calls["submit"]
    for _ in range(count):
        await _post(sandbox)
    await sandbox.slack.wait_for(lambda: sandbox.patsnap.calls["submit"] >= before + count, 300)
    await sandbox.patsnap.tasks.settle()


async def _ack(sandbox: Sandbox, count: int) -> float:
    """Seconds from an event with a picture to its ack, median."""
    started = time.perf_counter()
    for _ in range(count):
        await _post(sandbox)
        await asyncio.sleep(0.2)
    attempts = [
        attempt
        for attempt in sandbox.slack.delivery.attempts
        if attempt.sent_at >= started and attempt.event.type == "message"
    ]
    await sandbox.slack.wait_for(lambda: all(attempt.acked for attempt in attempts), 60)
    return statistics.median(attempt.acked_at - attempt.sent_at for attempt in attempts)


def _row(
    name: str, value: float, unit: str, baseline: float | None, target: str, met: bool, *, ratio: float | None = None
) -> dict:
    return {
        "name": name, "value": value, "unit": unit, "baseline": baseline, "ratio": ratio, "target": target, "met": met,
    }  # fmt: skip
