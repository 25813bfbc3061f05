"""A sandbox in a process of its own, so that what it costs is not counted as the app's.

What has to happen at the sandbox, a post or a look at its state, is a module-level coroutine function that takes the
Sandbox first; it runs over there, and what it returns comes back:

    async with separate_sandbox(task_s=(6.0, 6.0)) as sandbox:
        async with connected_app(sandbox) as app:
            ts = await sandbox.run(post_picture)
            await sandbox.run(replied, ts)
"""

import asyncio
import contextlib
import logging
import multiprocessing
import os
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from multiprocessing.connection import Connection
from typing import Any

from PIL import Image
from starlette.requests import ClientDisconnect

from bot.sandbox.app import Sandbox
from bot.sandbox.server import serve
from bot.sandbox.slack import ADA, PRODUCT_DESIGN, Message, Workspace

WAIT_S = 120.0


class SeparateSandbox:
    """The near end. ``url`` is the base address of both servers."""

    def __init__(self, pipe: Connection, url: str, pid: int) -> None:
        self.url = url
        self.pid = pid
        self._pipe = pipe
        self._turn = asyncio.Lock()
        self._thread = ThreadPoolExecutor(1)

    async def run(self, function: Callable[..., Awaitable[Any]], *args: Any) -> Any:
        """Await ``function(sandbox, *args)`` in the sandbox's process; one at a time. What it raises is raised here."""
        async with self._turn:
            loop = asyncio.get_running_loop()
            self._pipe.send((function, args))
            result, error = await loop.run_in_executor(self._thread, self._pipe.recv)
        if error is not None:
            raise error
        return result

    def close(self) -> None:
        self._pipe.close()
        self._thread.shutdown(wait=False)


@contextlib.asynccontextmanager
async def separate_sandbox(
    *, task_s: tuple[float, float] = (2.0, 6.0), limited: bool = False, seed: int = 0
) -> AsyncIterator[SeparateSandbox]:
    """Serve a sandbox from a fresh process for as long as the context lasts.

    Args:
        task_s: the shortest and the longest time of a task at the local Patsnap, in seconds.
        limited: with Slack's rate limits; else it takes whatever comes.
    """
    near, far = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_main, args=(far, task_s, limited, seed), daemon=True)
    process.start()
    far.close()
    loop = asyncio.get_running_loop()
    sandbox = None
    try:
        url = await loop.run_in_executor(None, near.recv)
        sandbox = SeparateSandbox(near, url, process.pid or 0)
        yield sandbox
    finally:
        if sandbox:
            sandbox.close()
        process.kill()
        await loop.run_in_executor(None, process.join)


def _main(pipe: Connection, task_s: tuple[float, float], limited: bool, seed: int) -> None:
    logging.getLogger("uvicorn.error").addFilter(_is_news)
    asyncio.run(
        _serve(pipe, Sandbox(task_s=task_s, seed=seed, slack=Workspace() if limited else Workspace(limits=None)))
    )


def _is_news(record: logging.LogRecord) -> bool:
    """Not so a request that was cut off: the app is killed where a measurement ends."""
    return not (record.exc_info and isinstance(record.exc_info[1], ClientDisconnect))


async def _serve(pipe: Connection, sandbox: Sandbox) -> None:
    loop = asyncio.get_running_loop()
    thread = ThreadPoolExecutor(1)
    async with serve(sandbox) as url:
        pipe.send(url)
        while True:
            try:
                function, args = await loop.run_in_executor(thread, pipe.recv)
            except EOFError:
                os._exit(0)  # nobody listens any more
            try:
                answer = (await function(sandbox, *args), None)
            except Exception as error:  # noqa: BLE001 - raised again at the other end
                answer = (None, error)
            pipe.send(answer)


# What is done at the sandbox, here or over there


async def connections(sandbox: Sandbox) -> int:
    """The app's open sockets."""
    return sandbox.slack.delivery.connections


async def wait_for_connections(sandbox: Sandbox, count: int) -> float:
    """Wait until so many sockets are open; when that was, on the clock of ``time.perf_counter``."""
    await sandbox.slack.wait_for(lambda: sandbox.slack.delivery.connections == count, WAIT_S)
    return time.perf_counter()


async def first_ack(sandbox: Sandbox, since: float) -> float:
    """Wait until the app has acked what is delivered since then, all of it; when its first ack came.

    Args:
        since: on the clock of ``time.perf_counter``, as is the answer.
    """
    delivery = sandbox.slack.delivery

    def acks() -> list[float]:
        return [attempt.acked_at for attempt in delivery.attempts if attempt.acked_at and attempt.sent_at > since]

    await sandbox.slack.wait_for(lambda: acks() and not delivery.unacked, WAIT_S)
    return min(acks())


async def set_task_s(sandbox: Sandbox, shortest: float, longest: float) -> None:
    sandbox.patsnap.task_s = (shortest, longest)


def picture(side: int = 300) -> bytes:
    """A PNG that no other picture equals."""
    buffer = BytesIO()
    Image.effect_noise((side, side), 60).save(buffer, "PNG")
    return buffer.getvalue()


async def post_picture(sandbox: Sandbox, count: int = 1, text: str = "", side: int = 300) -> str:
    """One post of so many pictures; its ts."""
    files = [(f"product-{number}.png", picture(side)) for number in range(count)]
    return await sandbox.slack.post(ADA, PRODUCT_DESIGN, text, files=files)


def said(sandbox: Sandbox, ts: str, kind: str) -> list[Message]:
    """The app's messages under a post of one kind: ``lookalike_reply`` or ``lookalike_progress``."""
    return [
        message
        for message in sandbox.slack.thread(PRODUCT_DESIGN, ts)
        if message.is_from_app and (message.metadata or {}).get("event_type") == kind
    ]


async def replied(sandbox: Sandbox, ts: str, count: int = 1) -> list[str]:
    """Wait for so many replies under a post; the ts of each."""
    await sandbox.slack.wait_for(lambda: len(said(sandbox, ts, "lookalike_reply")) >= count, WAIT_S)
    return [message.ts for message in said(sandbox, ts, "lookalike_reply")]
