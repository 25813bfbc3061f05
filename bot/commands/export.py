"""``lookalike export``: a check's report as a file, from the database alone, and the pictures from Slack if it may."""

import asyncio
import logging
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx

from bot import logs
from bot.checks import FoundReport
from bot.commands.terminal import say
from bot.drawings import DrawingStore
from bot.errors import SettingsError, SlackError
from bot.exports import Exporter, ExportFile, ExportStore, SlackPictures, gatherer
from bot.images import ImageNormaliser
from bot.languages import Translator, translator
from bot.model import Patent
from bot.model.evidence import ExportFormat
from bot.model.sentence import system_fault
from bot.net.clients import make_client
from bot.options import read_language
from bot.settings import Settings, load_settings
from bot.sheets import SheetStore
from bot.slack.clients import open_clients
from bot.slack.files import SlackFiles
from bot.slack.hosts import SlackHosts
from bot.slack.web_api import SlackWebApi
from bot.storage import Database, clock_of, read_database
from bot.storage.ids import is_id
from formatters.sentences import in_words

WRITTEN = 0
NOT_WRITTEN = 1

STDOUT = Path("-")

_DOWNLOAD_TIMEOUT = httpx.Timeout(15.0, connect=5.0)


def run(tr: Translator, check_id: str, *, formats: Sequence[str], output: Path | None, lang: str | None) -> int:
    """Write one file of one check.

    Args:
        formats: that were typed; one is what it takes.
        output: None for a name of its own in the working directory, ``-`` for standard output.
        lang: of the file; None for that of the check.

    Raises:
        SettingsError: the id or the formats are wrong, there is no such check, or the database cannot be read.
    """
    logs.configure("text", level=logging.ERROR)
    if len(formats) != 1:
        raise SettingsError.of("export-cli-format")
    if not is_id(check_id):
        raise SettingsError.of("export-cli-id", id=check_id)
    words = translator(read_language(lang)) if lang else None
    return asyncio.run(export(tr, check_id, ExportFormat(formats[0]), output=output, words=words))


async def export(
    tr: Translator, check_id: str, file_format: ExportFormat, *, output: Path | None, words: Translator | None
) -> int:
    """The same, read. Args: words: says what the file says; None for the language of the check."""
    file = await _make(tr, load_settings(), check_id, file_format, words=words)
    return _write(tr, file, output)


async def _make(
    tr: Translator, settings: Settings, check_id: str, file_format: ExportFormat, *, words: Translator | None
) -> ExportFile:
    async with read_database(settings) as database:
        found = await ExportStore(database, clock_of(database)).find(check_id)
        if found is None:
            raise SettingsError.of("export-cli-no-check", id=check_id)
        gather = gatherer(settings, database)
        if file_format is not ExportFormat.PDF:
            return await Exporter(gather, None, now=_now).make(found, file_format, tr=words)
        async with _pictures(tr, settings, database, found) as pictures:
            return await Exporter(gather, pictures, now=_now).make(found, file_format, tr=words)


@asynccontextmanager
async def _pictures(
    tr: Translator, settings: Settings, database: Database, found: FoundReport
) -> AsyncIterator[SlackPictures | None]:
    """The way to the pictures in Slack; None, with a sentence, if there is none."""
    token = settings.slack_bot_token
    if token is None:
        say(tr("export-cli-no-pictures"), is_complaint=True)
        yield None
        return
    async with (
        open_clients(settings.slack_api_url) as clients,
        make_client(timeout=_DOWNLOAD_TIMEOUT) as downloads,
        ImageNormaliser() as normaliser,
    ):
        client, web_api = clients.web(token.get_secret_value(), retry_handlers=[]), SlackWebApi()
        try:
            team_id = (await web_api.run("auth.test", client.auth_test())).get("team_id")
        except SlackError:
            team_id = None
        # Another workspace's token opens none of these files.
        if team_id != found.check.post.team_id:
            say(tr("export-cli-slack-away"), is_complaint=True)
            yield None
            return
        files = SlackFiles(client, web_api, downloads, hosts=SlackHosts(settings.slack_api_url))
        known = _Known(DrawingStore(database, clock_of(database)))
        yield SlackPictures(files, normaliser, known, known, SheetStore(database).file_of, now=_now)


@dataclass(frozen=True, slots=True)
class _Known:
    """Drawings that lie in Slack: a look at the database brings no others there."""

    store: DrawingStore

    async def __call__(self, team_id: str, patents: Sequence[Patent]) -> dict[str, str]:
        return await self.store.files_of(team_id, [patent.patent_id for patent in patents])


def _write(tr: Translator, file: ExportFile, output: Path | None) -> int:
    if output == STDOUT:
        sys.stdout.buffer.write(file.data)
        sys.stdout.buffer.flush()
        return WRITTEN
    path = output or Path(file.name)
    try:
        path.write_bytes(file.data)
    except OSError as error:
        why = in_words(tr, system_fault(error))
        say(tr("export-cli-not-written", file=str(path), why=why), is_complaint=True)
        return NOT_WRITTEN
    say(tr("export-cli-written", file=str(path)))
    return WRITTEN


def _now() -> datetime:
    return datetime.now(UTC)
