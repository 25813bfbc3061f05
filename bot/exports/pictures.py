"""The pictures of an export, as Slack still has them: what a person posted, and the drawings of the patents."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.errors import LookalikeError
from bot.images import DecoderError, ImageNormaliser
from bot.model import Check, Patent, Report, View
from bot.model.evidence import EvidencePictures
from bot.slack.files import SlackFiles

logger = logging.getLogger(__name__)

_BUDGET_S = 12.0
"""An export does not wait longer than this for pictures; what is late leaves a gap."""

_ADDRESSES_LIVE = timedelta(hours=8.5)
"""Patsnap's addresses of drawings live nine hours: from then on nobody need try them."""

FindDrawings = Callable[[str, Sequence[Patent]], Awaitable[Mapping[str, str]]]
"""Workspace and patents -> patent id -> Slack's id of its drawing."""


@dataclass(frozen=True, slots=True)
class SlackPictures:
    """
    Attributes:
        known: drawings that lie in Slack already.
        brought: the same, with those that have to be fetched from Patsnap first.
        sheet_of: a check's id -> Slack's id of its sheet, or empty.
        now: aware.
    """

    files: SlackFiles
    normaliser: ImageNormaliser
    known: FindDrawings
    brought: FindDrawings
    sheet_of: Callable[[str], Awaitable[str]]
    now: Callable[[], datetime]

    async def fetch(self, check: Check, report: Report) -> EvidencePictures:
        """Whatever can be had in time; nothing that fails is more than a gap."""
        sought: dict[int | str, View] = {view.position: view for view in check.views if view.file_id}
        sought |= await self._drawn(check, report)
        sheet = asyncio.create_task(self._sheet(check))
        tasks = {key: asyncio.create_task(self._picture(view)) for key, view in sought.items()}
        _, late = await asyncio.wait({sheet, *tasks.values()}, timeout=_BUDGET_S)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        had = {key: data for key, task in tasks.items() if not task.cancelled() and (data := task.result())}
        return EvidencePictures(
            posted={key: data for key, data in had.items() if isinstance(key, int)},
            drawings={key: data for key, data in had.items() if isinstance(key, str)},
            sheet=b"" if sheet.cancelled() else sheet.result(),
        )

    async def _drawn(self, check: Check, report: Report) -> dict[int | str, View]:
        patents = {item.patent.patent_id: item.patent for item in report.comparisons if item.patent.patent_id}
        age = self.now() - (check.ended_at or check.created_at)
        find = self.brought if age < _ADDRESSES_LIVE else self.known
        try:
            known = await find(check.post.team_id, list(patents.values()))
        except LookalikeError as error:
            logger.info("drawings are not known", extra={"error": str(error)})
            return {}
        return {
            patent_id: View(position=0, file_id=file_id, name=patents[patent_id].publication_number)
            for patent_id, file_id in known.items()
            if patent_id in patents
        }

    async def _sheet(self, check: Check) -> bytes:
        """The app's own picture, as the file it is: nothing of it is decoded or made smaller here."""
        file_id = await self.sheet_of(check.id)
        if not file_id:
            return b""
        try:
            async with self.files.downloaded(View(position=0, file_id=file_id)) as file:
                return file.data or b""
        except (LookalikeError, OSError) as error:
            logger.info("a sheet is left out of an export", extra={"error": type(error).__name__})
            return b""

    async def _picture(self, view: View) -> bytes | None:
        try:
            async with self.files.downloaded(view) as file:
                if file.data is None:
                    return None
                return (await self.normaliser.normalise(file.data, name=file.name)).data
        except (LookalikeError, DecoderError, OSError) as error:
            logger.info("a picture is left out of an export", extra={"error": type(error).__name__})
            return None
