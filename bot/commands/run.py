"""``lookalike run``: connect to Slack first, and load the rest of the app meanwhile.

Most of a start is Python loading modules, most of a connection is waiting for Slack; so the one is done during the
other. Nothing that comes in is acked before the app is there and the database's schema is up to date.
"""

import asyncio
import contextlib
import gc
import importlib
import sys
from collections.abc import AsyncIterator
from functools import partial

from bot import logs
from bot.commands.signals import run_until_stopped
from bot.settings import Settings, load_settings
from bot.slack.arrival import arrive

if sys.platform != "win32":
    import resource


def run(*, http: bool = False) -> None:
    """Run the app with the settings of the environment until it is stopped.

    Args:
        http: wait for Slack's requests instead of connecting by Socket Mode.

    Raises:
        SettingsError: one sentence for the operator.
    """
    _leave_no_core()
    settings = load_settings()
    settings.require_all(http=http)
    logs.configure(settings.log_format)
    asyncio.run(run_until_stopped(settings, start=partial(_started, http=http)))


def _leave_no_core() -> None:
    """A crash leaves no image of the memory on a disk: every token would be in it."""
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


@contextlib.asynccontextmanager
async def _started(settings: Settings, *, http: bool) -> AsyncIterator[object]:
    async with arrive(settings, http=http) as arrival:
        # In a thread, so that the event loop answers Slack; by name, so that nothing loads it before.
        app = await asyncio.to_thread(importlib.import_module, "bot.app")
        gc.freeze()  # what is loaded stays: to go through it again and again would make acks wait
        gc.enable()
        async with app.started(settings, http=http, arrival=arrival) as running:
            yield running
