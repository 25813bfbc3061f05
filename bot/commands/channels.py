"""``lookalike channels``: what channels have settled, listed and changed in the database, beside an app that runs."""

import asyncio
import logging
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot import channels, logs
from bot.channels import ChannelService, ChannelStore
from bot.channels.service import over
from bot.channels.store import WORKSPACE, Listed
from bot.commands.check import read_options
from bot.commands.terminal import say
from bot.errors import SettingsError
from bot.languages import Translator
from bot.model import ChannelSettings, CheckOptions, Mode
from bot.model.channel import SETTINGS
from bot.options import read_language
from bot.settings import Settings, load_settings
from bot.storage import read_database

ALL = "all"
"""Typed in place of a channel: the whole workspace."""

OWN = "own"
"""Typed in place of a language: each person's own."""

_FIELDS = {"countries": "countries", "since": "filed_after", "loc": "locarno", "keyword": "keyword"}
"""The options of the grammar, and what they settle."""


def run(tr: Translator, channel: str | None, *, team: str | None, typed: Mapping[str, str]) -> int:
    """List what is settled, or with a channel and options settle it; the exit code.

    Args:
        channel: its id, or ``all``; None lists.
        team: the workspace's id; None if there is but one.
        typed: what was typed, by the option's name: ``mode``, ``language``, ``who`` and those of ``_FIELDS``.

    Raises:
        SettingsError: an option is wrong, or the database cannot be used.
    """
    logs.configure("text", level=logging.ERROR)
    if typed and channel is None:
        raise SettingsError.of("channels-cli-which")
    values = read_values(typed)
    return asyncio.run(_run(tr, load_settings(), channel, team=team, values=values))


def read_values(typed: Mapping[str, str]) -> dict[str, Any]:
    """What was typed, by the fields of ``ChannelSettings``. Raises SettingsError for the first wrong value."""
    values: dict[str, Any] = {}
    if "mode" in typed:
        values["mode"] = Mode(typed["mode"])
    if "who" in typed:
        values["admins_only"] = typed["who"] == "admins"
    if "language" in typed:
        values["lang"] = None if typed["language"] == OWN else read_language(typed["language"])
    empty = CheckOptions(countries=())
    fields = {name: text for name, text in typed.items() if name in _FIELDS and (text or name == "countries")}
    options = read_options(fields, defaults=empty, today=datetime.now(UTC).date())
    return values | {field: getattr(options, field) for name, field in _FIELDS.items() if name in typed}


async def _run(
    tr: Translator, settings: Settings, channel: str | None, *, team: str | None, values: Mapping[str, Any]
) -> int:
    async with read_database(settings) as database:
        service = channels.build(settings, database)
        if channel is None or not values:
            await _list(tr, service, channel)
            return 0
        team_id = team or await _only_team(service.store)
        channel_id = WORKSPACE if channel == ALL else channel
        change = await service.change(values, team_id=team_id, channel_id=channel_id, user_id="")
    say(_line(team_id, channel_id, change.settings))
    return 0


async def _list(tr: Translator, service: ChannelService, channel: str | None) -> None:
    shown = [
        row
        for row in await service.store.listed()
        if channel is None or row.channel_id == (WORKSPACE if channel == ALL else channel)
    ]
    for row in shown:
        say(_line(row.team_id, row.channel_id, _own(service, row)))
    if not shown:
        say(tr("channels-cli-none"))


def _own(service: ChannelService, listed: Listed) -> ChannelSettings:
    return over(service.defaults, listed.row.settings)


def _line(team_id: str, channel_id: str, settings: ChannelSettings) -> str:
    """``T1 C1 mode=ask countries=DE,FR``: what this level has settled itself."""
    own = (f"{name}={_value(getattr(settings, name))}" for name in SETTINGS if name in settings.chosen)
    return " ".join((team_id, channel_id or ALL, *own))


def _value(value: object) -> str:
    if isinstance(value, tuple):
        return ",".join(map(str, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


async def _only_team(store: ChannelStore) -> str:
    teams = await store.teams()
    if len(teams) != 1:
        raise SettingsError.of("channels-cli-team", teams=", ".join(teams) or "–")
    return teams[0]
