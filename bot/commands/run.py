"""``lookalike run``: the app with the settings of the environment, until it is stopped."""

import asyncio
import sys
from functools import partial

from bot import logs
from bot.app import started
from bot.commands.signals import run_until_stopped
from bot.settings import load_settings

if sys.platform != "win32":
    import resource


def run(*, http: bool = False) -> None:
    """Run the app until SIGTERM or SIGINT.

    Args:
        http: wait for Slack's requests instead of connecting by Socket Mode.

    Raises:
        SettingsError: a sentence for each setting that is missing or wrong.
    """
    _leave_no_core()
    settings = load_settings()
    settings.require_all(http=http)
    logs.configure(settings.log_format)
    asyncio.run(run_until_stopped(settings, start=partial(started, http=http)))


def _leave_no_core() -> None:
    """A crash leaves no image of the memory on a disk: every token would be in it."""
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
