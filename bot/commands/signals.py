"""From the start of the app to its end: signals, and the time that stopping may take."""

import asyncio
import logging
import signal
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from bot.settings import Settings

STOP_WITHIN_S = 25.0
"""From the signal to the end: what an orchestrator grants, with a margin."""

logger = logging.getLogger(__name__)

Start = Callable[[Settings], AbstractAsyncContextManager[object]]


async def run_until_stopped(settings: Settings, *, start: Start, stop_within_s: float = STOP_WITHIN_S) -> None:
    """Enter ``start(settings)``, stay until SIGTERM or SIGINT, leave.

    A signal during the start ends it at once. Leaving is cut short after ``stop_within_s``, or by a second signal:
    what is stored goes on at the next start.

    Raises:
        SettingsError: the app cannot start with these settings.
        LookalikeError: it cannot start now.
    """
    stop, running = asyncio.Event(), asyncio.Event()

    async def live() -> None:
        async with start(settings):
            running.set()
            await stop.wait()

    life = asyncio.create_task(live(), name="app")

    def on_signal() -> None:
        if stop.is_set() or not running.is_set():
            life.cancel()
        stop.set()

    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, on_signal)
    try:
        await _until(stop, life)
        if stop.is_set():
            done, _ = await asyncio.wait({life}, timeout=stop_within_s)
            if not done:
                logger.warning("stopping took too long: what is under way goes on at the next start")
                life.cancel()
        try:
            await life
        except asyncio.CancelledError:
            if not stop.is_set():
                raise
        logger.info("stopped")
    finally:
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)


async def _until(stop: asyncio.Event, life: asyncio.Task[None]) -> None:
    """Until the event is set, or the task is over."""
    waiting = asyncio.create_task(stop.wait())
    await asyncio.wait({waiting, life}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
