"""``lookalike doctor``: what works and what does not, one line each. It starts no search and changes nothing."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path

from bot import logs
from bot.commands.doctor_database import examine_database
from bot.commands.doctor_network import describe_network, wrong_variables
from bot.commands.doctor_patsnap import examine_patsnap
from bot.commands.doctor_slack import SlackExamination
from bot.commands.finding import Finding
from bot.commands.terminal import say
from bot.errors import SettingsError
from bot.languages import Translator
from bot.model.sentence import Sentence
from bot.settings import ENV_FILE, REQUEST_PATH, Settings, load_settings
from bot.slack.clients import open_clients
from formatters.sentences import in_words

ALL_WELL = 0
SOMETHING_WRONG = 1
WRONG_SETTING = 2

MAX_SKEW_S = 30.0
"""How far this machine's clock may be off."""

_TIMEOUT_S = 10.0


def run(tr: Translator, *, http: bool = False) -> int:
    """Look at everything and print a line for each; the exit code.

    Args:
        http: look at what HTTP mode needs, instead of Socket Mode.
    """
    logs.configure("text", level=logging.CRITICAL)
    return asyncio.run(_run(tr, http=http))


async def _run(tr: Translator, *, http: bool) -> int:
    try:
        settings = load_settings()
        wrong = _wrong(settings, http=http)
    except SettingsError as error:
        settings, wrong = None, list(error.sentences)
    for sentence in wrong:
        say(Finding(what=tr("doctor-settings"), works=False, sentence=in_words(tr, sentence)).line(tr))
    if settings is None:
        return WRONG_SETTING
    if not wrong:
        say(Finding(what=tr("doctor-settings"), works=True, sentence=tr("doctor-settings-complete")).line(tr))
        say(_in_force(tr, settings).line(tr))
    all_well = True
    async for finding in examine(tr, settings, http=http):
        say(finding.line(tr))
        all_well &= finding.works is not False
    if wrong:
        return WRONG_SETTING
    return ALL_WELL if all_well else SOMETHING_WRONG


def _wrong(settings: Settings, *, http: bool) -> list[Sentence]:
    try:
        settings.require_all(http=http)
    except SettingsError as error:
        return [*error.sentences, *wrong_variables(settings)]
    return wrong_variables(settings)


def _in_force(tr: Translator, settings: Settings) -> Finding:
    facts = settings.summary()
    env_file = tr("doctor-no-env-file", directory=str(Path.cwd()))
    if ENV_FILE.exists():
        env_file = str(ENV_FILE.absolute())
    sentence = tr(
        "doctor-in-force-facts",
        countries=facts["countries"],
        lang=facts["lang"],
        engine=facts["engine"],
        qps=facts["qps"],
        database=facts["database"],
        env_file=env_file,
    )
    return Finding(what=tr("doctor-in-force"), works=True, sentence=sentence)


async def examine(
    tr: Translator, settings: Settings, *, http: bool = False, clock: Callable[[], float] = time.time
) -> AsyncIterator[Finding]:
    """Try whatever the settings allow to be tried, in the order in which it has to work.

    Args:
        http: for HTTP mode, which needs no app token and cannot be tried from here.
        clock: Unix time, as this machine sees it.
    """
    try:
        if network := describe_network(tr, settings):
            yield network
        async with open_clients(settings.slack_api_url, timeout_s=_TIMEOUT_S) as clients:
            slack = SlackExamination(tr, clients, clock)
            if settings.slack_bot_token:
                async for finding in slack.examine_bot(settings.slack_bot_token):
                    yield finding
            if settings.slack_app_token and not http:
                async for finding in slack.examine_app(settings.slack_app_token):
                    yield finding
            skew_s = slack.skew_s
    except SettingsError as error:
        skew_s = None
        sentence = tr("doctor-not-tried", why=in_words(tr, error.sentences[0]))
        yield Finding(what=tr("doctor-slack"), works=None, sentence=sentence)
    if http:
        yield _examine_http(tr, settings)
    async for finding in examine_patsnap(tr, settings):
        yield finding
    yield await examine_database(tr, settings.database_url.get_secret_value())
    yield _examine_clock(tr, skew_s)


def _examine_http(tr: Translator, settings: Settings) -> Finding:
    what = tr("doctor-requests")
    try:
        settings.require_signing_secret()
    except SettingsError as error:
        return Finding(what=what, works=False, sentence=in_words(tr, error.sentences[0]))
    sentence = tr("doctor-requests-address", path=REQUEST_PATH, port=str(settings.http_port))
    return Finding(what=what, works=None, sentence=sentence)


def _examine_clock(tr: Translator, skew_s: float | None) -> Finding:
    what = tr("doctor-clock")
    if skew_s is None:
        return Finding(what=what, works=None, sentence=tr("doctor-clock-unknown"))
    if abs(skew_s) > MAX_SKEW_S:
        sentence = tr("doctor-clock-ahead" if skew_s > 0 else "doctor-clock-behind", seconds=round(abs(skew_s)))
        return Finding(what=what, works=False, sentence=sentence)
    return Finding(what=what, works=True, sentence=tr("doctor-clock-works"))
