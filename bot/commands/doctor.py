"""``lookalike doctor``: what works and what does not, one line each. It starts no search and changes nothing."""

import asyncio
import logging
import os
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path

from bot import logs
from bot.commands.doctor_network import describe_network, wrong_variables
from bot.commands.doctor_patsnap import examine_patsnap
from bot.commands.doctor_slack import SlackExamination
from bot.commands.finding import Finding
from bot.commands.terminal import say
from bot.errors import SettingsError
from bot.settings import REQUEST_PATH, Settings, load_settings
from bot.slack.clients import open_clients
from bot.storage.database import create_engine, read_url, schema_is_current

ALL_WELL = 0
SOMETHING_WRONG = 1
WRONG_SETTING = 2

MAX_SKEW_S = 30.0
"""How far this machine's clock may be off."""

_TIMEOUT_S = 10.0


def run(*, http: bool = False) -> int:
    """Look at everything and print a line for each; the exit code.

    Args:
        http: look at what HTTP mode needs, instead of Socket Mode.
    """
    logs.configure("text", level=logging.CRITICAL)
    return asyncio.run(_run(http=http))


async def _run(*, http: bool) -> int:
    try:
        settings = load_settings()
        wrong = _wrong(settings, http=http)
    except SettingsError as error:
        settings, wrong = None, str(error).splitlines()
    for sentence in wrong:
        say(Finding(what="Settings", works=False, sentence=sentence))
    if settings is None:
        return WRONG_SETTING
    if not wrong:
        say(Finding(what="Settings", works=True, sentence="complete, and of the right form."))
        say(_in_force(settings))
    all_well = True
    async for finding in examine(settings, http=http):
        say(finding)
        all_well &= finding.works is not False
    if wrong:
        return WRONG_SETTING
    return ALL_WELL if all_well else SOMETHING_WRONG


def _wrong(settings: Settings, *, http: bool) -> list[str]:
    try:
        settings.require_all(http=http)
    except SettingsError as error:
        return [*str(error).splitlines(), *wrong_variables(settings)]
    return wrong_variables(settings)


def _in_force(settings: Settings) -> Finding:
    facts = settings.summary()
    sentence = (
        f"markets {facts['countries']}; reports in {facts['lang']}; Patsnap's {facts['engine']} at {facts['qps']} "
        f"calls a second; {facts['database']}; .env: {facts['env_file']}."
    )
    return Finding(what="In force", works=True, sentence=sentence)


async def examine(
    settings: Settings, *, http: bool = False, clock: Callable[[], float] = time.time
) -> AsyncIterator[Finding]:
    """Try whatever the settings allow to be tried, in the order in which it has to work.

    Args:
        http: for HTTP mode, which needs no app token and cannot be tried from here.
        clock: Unix time, as this machine sees it.
    """
    try:
        if network := describe_network(settings):
            yield network
        async with open_clients(settings.slack_api_url, timeout_s=_TIMEOUT_S) as clients:
            slack = SlackExamination(clients, clock)
            if settings.slack_bot_token:
                async for finding in slack.examine_bot(settings.slack_bot_token):
                    yield finding
            if settings.slack_app_token and not http:
                async for finding in slack.examine_app(settings.slack_app_token):
                    yield finding
            skew_s = slack.skew_s
    except SettingsError as error:
        skew_s = None
        yield Finding(what="Slack", works=None, sentence=f"not tried. {error}")
    if http:
        yield _examine_http(settings)
    async for finding in examine_patsnap(settings):
        yield finding
    yield await _examine_database(settings.database_url.get_secret_value())
    yield _examine_clock(skew_s)


def _examine_http(settings: Settings) -> Finding:
    what, port = "Slack requests", settings.http_port
    try:
        settings.require_signing_secret()
    except SettingsError as error:
        return Finding(what=what, works=False, sentence=str(error))
    sentence = (
        f"to be sent to https://…{REQUEST_PATH}, by a proxy to port {port} here; "
        "Slack tries that when the manifest is saved while the app runs."
    )
    return Finding(what=what, works=None, sentence=sentence)


async def _examine_database(database_url: str) -> Finding:
    what = "Database"
    try:
        if unborn := _unborn_file(database_url):
            return _examine_parent(unborn)
        engine = create_engine(database_url)
        try:
            current = await schema_is_current(engine)
        finally:
            await engine.dispose()
    except SettingsError as error:
        return Finding(what=what, works=False, sentence=str(error))
    schema = "its schema is up to date" if current else "`lookalike run` brings its schema up to date when it starts"
    return Finding(what=what, works=True, sentence=f"it answers, and {schema}.")


def _unborn_file(database_url: str) -> Path | None:
    """The SQLite file that the first run will make: looking must not be what makes it."""
    url = read_url(database_url)
    return Path(url.path) if url.path and not Path(url.path).exists() else None


def _examine_parent(path: Path) -> Finding:
    parent = next(parent for parent in path.absolute().parents if parent.exists())
    if parent.is_dir() and os.access(parent, os.W_OK | os.X_OK):
        return Finding(what="Database", works=True, sentence=f"{path} is not there yet; `lookalike run` makes it.")
    sentence = f"{path} cannot be made: {parent} is closed to us. Change DATABASE_URL or the directory's owner."
    return Finding(what="Database", works=False, sentence=sentence)


def _examine_clock(skew_s: float | None) -> Finding:
    what = "Clock"
    if skew_s is None:
        return Finding(what=what, works=None, sentence="not compared, for want of an answer from Slack.")
    if abs(skew_s) > MAX_SKEW_S:
        way = "ahead of" if skew_s > 0 else "behind"
        sentence = f"{abs(skew_s):.0f} s {way} Slack's. Set it by NTP: due dates and tokens go by it."
        return Finding(what=what, works=False, sentence=sentence)
    return Finding(what=what, works=True, sentence="it goes with Slack's.")
