"""A check's report as a file, and the file in the thread of the report."""

import asyncio
import base64
import binascii
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from bot.checks import CheckService, FoundReport
from bot.errors import SlackError
from bot.exports.comma_separated import write_csv
from bot.exports.document import write_json
from bot.exports.evidence import Gatherer
from bot.exports.pictures import SlackPictures
from bot.exports.store import Begun, ExportStore
from bot.languages import Translator, translator
from bot.model.evidence import Evidence, EvidencePictures, ExportFormat
from bot.pdf import make_pdf
from bot.slack.files import SlackFiles
from formatters.export_document import LINE_DRAWING, SHEET, drawing_name, format_evidence, posted_name
from formatters.export_form import format_export_comment

logger = logging.getLogger(__name__)

_AT_ONCE = 2
"""Files made at the same time in one process; the others wait for their turn."""

_TRY_S = 55.0
"""Less than the time in which nobody begins the same file again."""


class Outcome(Enum):
    """What became of one request."""

    POSTED = auto()
    UNDER_WAY = auto()
    """It has just been asked for."""
    GONE = auto()
    """The data has been deleted."""
    UNKNOWN = auto()
    """Slack did not say whether it took the file."""


@dataclass(frozen=True, slots=True)
class ExportFile:
    name: str
    data: bytes


class Exporter:
    """Makes files.

    Args:
        pictures: None where there is no way to Slack: gaps say so.
        now: aware.
    """

    def __init__(self, gatherer: Gatherer, pictures: SlackPictures | None, *, now: Callable[[], datetime]) -> None:
        self._gatherer = gatherer
        self._pictures = pictures
        self._now = now
        self._places = asyncio.Semaphore(_AT_ONCE)

    async def make(self, found: FoundReport, file_format: ExportFormat, *, tr: Translator | None = None) -> ExportFile:
        """The file of a check.

        Args:
            tr: None for the language in which the check was asked for.

        Raises:
            PdfError, OSError: the pages could not be made.
        """
        tr = tr or translator(found.check.options.lang)
        async with self._places:
            evidence = await self._gatherer.gather(found, at=self._now())
            match file_format:
                case ExportFormat.PDF:
                    data = await self._pdf(tr, evidence)
                case ExportFormat.XLSX:
                    data = await asyncio.to_thread(_write_xlsx, tr, evidence)
                case ExportFormat.CSV:
                    data = await asyncio.to_thread(write_csv, tr, evidence)
                case ExportFormat.JSON:
                    data = await asyncio.to_thread(write_json, evidence)
        return ExportFile(f"lookalike-{found.check.id[:8]}.{file_format}", data)

    async def _pdf(self, tr: Translator, evidence: Evidence) -> bytes:
        if self._pictures is None:
            pictures = EvidencePictures(were_sought=False)
        else:
            pictures = await self._pictures.fetch(evidence.check, evidence.report)
        document = format_evidence(tr, evidence, pictures)
        return await make_pdf(document, _named(evidence, pictures), at=evidence.exported_at)


@dataclass(frozen=True, slots=True)
class ExportService:
    """Posts files into the thread of their report, and nowhere else."""

    exporter: Exporter
    store: ExportStore
    checks: CheckService
    files: SlackFiles

    async def post(
        self, check_id: str, file_format: ExportFormat, *, team_id: str, channel_id: str, user_id: str
    ) -> Outcome:
        """Make the file of a check of this channel and post it: once a minute, whoever asks.

        Raises:
            SlackError: Slack refused it, and nothing was posted.
            Exception: the file could not be made.
        """
        found = await self.checks.find_report(check_id, team_id=team_id, channel_id=channel_id)
        if found is None or not found.check.post.thread_ts:
            return Outcome.GONE
        post, what = found.check.post, f"export-{file_format}-{check_id}"
        match await self.store.begin(post, what):
            case Begun.UNDER_WAY:
                return Outcome.UNDER_WAY
            case Begun.GONE:
                return Outcome.GONE
        try:
            async with asyncio.timeout(_TRY_S):
                return await self._post(found, file_format, user_id=user_id)
        except SlackError as error:
            if error.may_have_acted:
                logger.warning("whether an export was posted is not known", extra={"code": error.code})
                return Outcome.UNKNOWN
            await self.store.take_back(post, what)
            raise
        except Exception:
            await self.store.take_back(post, what)
            raise

    async def _post(self, found: FoundReport, file_format: ExportFormat, *, user_id: str) -> Outcome:
        check, tr = found.check, translator(found.check.options.lang)
        file = await self.exporter.make(found, file_format)
        # It may have been deleted meanwhile: nothing of it is to come back, not even as a file.
        if not await self._is_there(found):
            return Outcome.GONE
        file_id = await self.files.share(
            file.name,
            file.data,
            channel_id=check.post.channel_id,
            thread_ts=check.post.thread_ts,
            comment=format_export_comment(tr, check, file_format, user_id=user_id),
        )
        if await self._is_there(found):
            return Outcome.POSTED
        try:
            await self.files.delete(file_id)
        except SlackError as error:
            logger.warning("a file of deleted data stands", extra={"code": error.code, "file": file_id})
        return Outcome.GONE

    async def _is_there(self, found: FoundReport) -> bool:
        check = found.check
        here = {"team_id": check.post.team_id, "channel_id": check.post.channel_id}
        return await self.checks.find_report(check.id, **here) is not None


def _write_xlsx(tr: Translator, evidence: Evidence) -> bytes:
    # The library takes memory that an app which never makes such a file need not spend.
    from bot.exports.spreadsheet import write_xlsx  # noqa: PLC0415

    return write_xlsx(tr, evidence)


def _named(evidence: Evidence, pictures: EvidencePictures) -> dict[str, bytes]:
    """The pictures by the names that the document gives them."""
    named = {posted_name(position): data for position, data in pictures.posted.items()}
    if line_drawing := _from_data_url(evidence.report.line_drawing):
        named[LINE_DRAWING] = line_drawing
    if pictures.sheet:
        named[SHEET] = pictures.sheet
    for index, item in enumerate(evidence.report.comparisons):
        if data := pictures.drawings.get(item.patent.patent_id):
            named[drawing_name(index)] = data
    return named


def _from_data_url(url: str) -> bytes:
    try:
        return base64.b64decode(url.partition(",")[2])
    except (binascii.Error, ValueError):
        return b""
