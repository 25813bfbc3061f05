"""Drawings of patents, kept in Slack: Patsnap's own addresses of them live nine hours, a reply lives for years."""

import asyncio
import logging
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

import httpx

from bot.drawings.store import DrawingStore
from bot.errors import LookalikeError
from bot.images import ImageNormaliser
from bot.model import Patent
from bot.net.public_fetch import PublicWeb
from bot.slack.files import SlackFiles

logger = logging.getLogger(__name__)

_MAX_BYTES = 5 * 1024 * 1024
_DOWNLOADS_AT_ONCE = 20
"""Drawings held in memory at once: 100 MB at the very most."""

_BUDGET_S = 10.0
"""A reply does not wait longer than this for its pictures; it comes without them instead."""

_LONGEST_S = 60.0
"""For fetching, uploading, and what Slack takes to process it: what is too late for one reply is there for the next."""

Fetched = Mapping[str, asyncio.Task[bytes | None]]
"""Patent id -> its drawing, on the way."""

_NOTHING: Fetched = MappingProxyType({})


class Drawings:
    """Fetches drawings by the addresses in a report, and uploads each once per workspace."""

    def __init__(self, *, store: DrawingStore, files: SlackFiles, normaliser: ImageNormaliser, web: PublicWeb) -> None:
        self._store = store
        self._files = files
        self._normaliser = normaliser
        self._web = web
        self._downloads = asyncio.Semaphore(_DOWNLOADS_AT_ONCE)
        self._under_way: set[asyncio.Task[Any]] = set()

    async def known(self, team_id: str, patents: Iterable[Patent]) -> Mapping[str, str]:
        """Patent id -> Slack's file id, for those uploaded before."""
        return await self._store.files_of(team_id, [patent.patent_id for patent in patents])

    def fetch(self, patents: Iterable[Patent]) -> Fetched:
        """Start to download drawings, side by side: patent id -> its bytes as they come in, or None."""
        wanted = {patent.patent_id: patent for patent in patents if patent.patent_id and patent.image_url}
        started = {patent_id: asyncio.create_task(self._fetch_in_time(patent)) for patent_id, patent in wanted.items()}
        for task in started.values():
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)
        return started

    async def ensure(
        self, team_id: str, patents: Iterable[Patent], *, fetched: Fetched = _NOTHING
    ) -> Mapping[str, str]:
        """Patent id -> Slack's file id, for those whose drawing could be had in time.

        Args:
            fetched: downloads that were started already.
        """
        wanted = {patent.patent_id: patent for patent in patents if patent.patent_id and patent.image_url}
        known = await self._store.files_of(team_id, list(wanted))
        missing = [patent for patent_id, patent in wanted.items() if patent_id not in known]
        if not missing:
            return known
        task = asyncio.create_task(self._bring(team_id, missing, fetched))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        done, _ = await asyncio.wait({task}, timeout=_BUDGET_S)
        if not done:
            logger.warning("a reply does not wait longer for its pictures")
        return await self._store.files_of(team_id, list(wanted))

    async def aclose(self) -> None:
        """Give up what no reply waits for any more."""
        for task in self._under_way:
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)

    async def _bring(self, team_id: str, patents: list[Patent], fetched: Fetched) -> None:
        """Bring drawings to Slack, and remember those that it can show."""
        try:
            async with asyncio.timeout(_LONGEST_S):
                await self._upload(team_id, patents, fetched)
        except (TimeoutError, LookalikeError) as error:
            logger.warning("drawings could not be brought to Slack", extra={"error": type(error).__name__})
        except Exception:
            # Addresses from outside, a decoder, a disk: whatever it was, a reply never waits for its pictures.
            logger.exception("drawings could not be brought to Slack")

    async def _upload(self, team_id: str, patents: list[Patent], fetched: Fetched) -> None:
        loaded = await asyncio.gather(*(fetched.get(patent.patent_id) or self._fetch(patent) for patent in patents))
        pictures = [(patent, data) for patent, data in zip(patents, loaded, strict=True) if data]
        if not pictures:
            return
        names = [(f"{patent.publication_number or patent.patent_id}{_suffix(data)}", data) for patent, data in pictures]
        uploads = await self._files.upload(names)
        added = [(patent.patent_id, upload) for (patent, _), upload in zip(pictures, uploads, strict=True)]
        await self._store.keep(team_id, {patent_id: upload.file_id for patent_id, upload in added if upload.is_ready})
        late = [(patent_id, upload.file_id) for patent_id, upload in added if not upload.is_ready]
        await asyncio.gather(*(self._keep_when_ready(team_id, *each) for each in late))

    async def _keep_when_ready(self, team_id: str, patent_id: str, file_id: str) -> None:
        if await self._files.wait_until_ready(file_id):
            await self._store.keep(team_id, {patent_id: file_id})

    async def _fetch_in_time(self, patent: Patent) -> bytes | None:
        """``_fetch`` by itself: nobody may be left to hear what went wrong."""
        try:
            async with asyncio.timeout(_LONGEST_S):
                return await self._fetch(patent)
        except TimeoutError:
            return None
        except Exception:
            logger.exception("a drawing could not be fetched")
            return None

    async def _fetch(self, patent: Patent) -> bytes | None:
        """One drawing, or None if it cannot be had."""
        try:
            async with self._downloads:
                data = await self._web.get(patent.image_url, max_bytes=_MAX_BYTES)
                if data is None:
                    return None
                return (await self._normaliser.normalise(data, name=patent.publication_number)).data
        except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError, LookalikeError) as error:
            logger.info("a drawing could not be fetched", extra={"error": type(error).__name__})
            return None


def _suffix(data: bytes) -> str:
    return ".png" if data.startswith(b"\x89PNG") else ".jpg"
