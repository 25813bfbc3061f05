"""``lookalike hold`` and ``lookalike release``: the same as in Slack, for an operator, beside the app that runs."""

import asyncio
import logging

from bot import logs
from bot.checks.holds import By, HoldStore
from bot.commands.terminal import say
from bot.errors import SettingsError
from bot.languages import Translator
from bot.model.hold import Which
from bot.settings import Settings, load_settings
from bot.storage import Deletion, clock_of, read_database
from bot.storage.ids import is_id

DONE = 0


def run(tr: Translator, check_id: str, *, reason: str, release: bool) -> int:
    """Put one check on hold or release it. The thread learns of it from the app, within the hour.

    Raises:
        SettingsError: the id is none, there is no such check, it is not on hold, or the database cannot be used.
    """
    logs.configure("text", level=logging.ERROR)
    if not is_id(check_id):
        raise SettingsError.of("export-cli-id", id=check_id)
    return asyncio.run(change(tr, load_settings(), check_id, By(reason=reason), release=release))


async def change(tr: Translator, settings: Settings, check_id: str, by: By, *, release: bool) -> int:
    """The same, read."""
    which = Which(check_id=check_id)
    async with read_database(settings) as database:
        clock = clock_of(database)
        store = HoldStore(database, clock, Deletion(database, clock))
        if release:
            if not await store.release(which, by):
                raise SettingsError.of("release-cli-not-on-hold", id=check_id)
        else:
            new, before = await store.place(which, by)
            if not (new or before):
                raise SettingsError.of("hold-cli-no-check", id=check_id)
    say(tr("release-cli-done" if release else "hold-cli-done", id=check_id))
    return DONE
