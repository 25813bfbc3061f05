"""The sheet of a report on its way to Slack: whatever goes wrong with it, the reply comes all the same."""

import asyncio
import base64
import binascii
import logging
from collections.abc import Sequence

import httpx

from bot.drawings import Fetched
from bot.errors import LookalikeError, SlackError
from bot.images import DecoderError, ImageNormaliser
from bot.model import Check, Patent, Report
from bot.model.sheet import Sheet
from bot.net.public_fetch import PublicWeb
from bot.sheets.store import SheetStore
from bot.slack.files import SlackFiles

logger = logging.getLogger(__name__)

_BUDGET_S = 10.0
"""The same ten seconds that a reply has for its drawings, and at the same time."""

_PICTURES_S = 5.0
"""For the pictures out of that; what is later leaves a gap, and time to draw and to upload."""

_LONGEST_S = 60.0
"""What is too late for a reply is there for whatever shows the check next."""

_MAX_BYTES = 8 * 1024 * 1024
"""Of a picture on the web."""


class Sheets:
    """Makes one sheet per check, and uploads it so that only the app's own messages show it."""

    def __init__(self, *, store: SheetStore, files: SlackFiles, normaliser: ImageNormaliser, web: PublicWeb) -> None:
        self._store = store
        self._web = web
        self._files = files
        self._normaliser = normaliser
        self._under_way: set[asyncio.Task[None]] = set()

    async def ensure(
        self, check: Check, report: Report, sheet: Sheet, patents: Sequence[Patent], *, fetched: Fetched
    ) -> str:
        """Slack's id of the sheet of a check; empty if it could not be had in time.

        Args:
            sheet: in words.
            patents: of its cards, in order.
            fetched: their drawings, on the way.
        """
        if not sheet.cards:
            return ""
        if known := await self._store.file_of(check.id):
            return known
        task = asyncio.create_task(self._bring(check, report, sheet, patents, fetched))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        done, _ = await asyncio.wait({task}, timeout=_BUDGET_S)
        if not done:
            logger.warning("a reply does not wait longer for its sheet")
        return await self._store.file_of(check.id)

    async def delete(self, file_id: str) -> None:
        """Delete a sheet whose check has been deleted. Raises SlackError, if another try may go well."""
        try:
            await self._files.delete(file_id)
        except SlackError as error:
            if error.may_pass:
                raise
            logger.info("a sheet was not deleted", extra={"code": error.code})

    async def aclose(self) -> None:
        """Give up what no reply waits for any more."""
        for task in self._under_way:
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)

    async def _bring(
        self, check: Check, report: Report, sheet: Sheet, patents: Sequence[Patent], fetched: Fetched
    ) -> None:
        try:
            async with asyncio.timeout(_LONGEST_S):
                if data := await self._draw(check, report, sheet, patents, fetched):
                    await self._upload(check, data)
        except (TimeoutError, LookalikeError, DecoderError, OSError) as error:
            logger.warning("a sheet could not be made", extra={"error": type(error).__name__})
        except Exception:
            # Pictures from outside, a child process, a font: whatever it was, a reply never waits for its sheet.
            logger.exception("a sheet could not be made")

    async def _draw(
        self, check: Check, report: Report, sheet: Sheet, patents: Sequence[Patent], fetched: Fetched
    ) -> bytes:
        """The sheet; empty if not one picture of it can be had."""
        own = [asyncio.create_task(self._product(check))]
        if len(sheet.panels) > 1:
            own.append(asyncio.create_task(self._line_drawing(report)))
        drawings = [fetched.get(patent.patent_id) for patent in patents]
        _, late = await asyncio.wait({*own, *filter(None, drawings)}, timeout=_PICTURES_S)
        for task in late & set(own):
            task.cancel()
        await asyncio.gather(*late & set(own), return_exceptions=True)
        pictures = [_had(task) for task in (*own, *drawings)]
        return await self._normaliser.draw(sheet, pictures) if any(pictures) else b""

    async def _product(self, check: Check) -> bytes | None:
        """The first picture of the product, as Slack still has it, or as it stands on the web."""
        view = check.views[0]
        try:
            if view.is_on_web:
                data = None if view.is_out_of_reach else await self._web.get(view.upload_url, max_bytes=_MAX_BYTES)
                return (await self._normaliser.normalise(data, name=view.name)).data if data else None
            async with self._files.downloaded(view) as file:
                if file.data is None:
                    return None
                return (await self._normaliser.normalise(file.data, name=file.name)).data
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, LookalikeError, DecoderError, OSError) as error:
            logger.info("a posted picture is left out of a sheet", extra={"error": type(error).__name__})
            return None

    async def _line_drawing(self, report: Report) -> bytes | None:
        try:
            data = base64.b64decode(report.line_drawing.partition(",")[2], validate=True)
            return (await self._normaliser.normalise(data, name="")).data if data else None
        except (binascii.Error, ValueError, LookalikeError, DecoderError, OSError) as error:
            logger.info("a line drawing is left out of a sheet", extra={"error": type(error).__name__})
            return None

    async def _upload(self, check: Check, data: bytes) -> None:
        [upload] = await self._files.upload([(f"lookalike-{check.id[:8]}.jpg", data)])
        is_ready = upload.is_ready or await self._files.wait_until_ready(upload.file_id)
        if not (is_ready and await self._store.keep(check.id, upload.file_id)):
            await self._files.delete(upload.file_id)


def _had(task: asyncio.Task[bytes | None] | None) -> bytes:
    """What a download brought, if it has."""
    if task is None or not task.done() or task.cancelled() or task.exception():
        return b""
    return task.result() or b""
