"""Files: what people posted comes down, pictures of patents go up."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any
from urllib.parse import urljoin

import httpx
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import FileError, ImageError, SlackError
from bot.images import MAX_FILE_BYTES, MAX_FILE_MB
from bot.model import ProblemKind, View
from bot.model.file import File
from bot.model.text import storable
from bot.net.bounded_reads import RAW, read_raw
from bot.slack.hosts import SlackHosts
from bot.slack.web_api import SlackWebApi, too_late, unreachable

_DOWNLOAD_S = 90.0
"""For one file from the first byte to the last, however slowly it trickles in."""
_MAX_REDIRECTS = 3
SMALL_BYTES = 8 * 1024 * 1024
DOWNLOADS_AT_ONCE = 6
"""Small pictures held in memory from the first byte of a download until they are decoded. Large ones come one by one,
so that small ones overtake them: 98 MB at the very most are held.
"""

_SCAN_WAITS_S = (0.5, 1.0, 2.0)
"""A fresh file may lack its address until it has been scanned."""

_PROCESSING_WAITS_S = (0.5, 1.0, 2.0, 2.5, 4.0, 5.0, 5.0, 5.0, 5.0)
"""An upload is processed in its own time: half a minute is what Slack advises to wait for."""

_REFUSALS = {
    "file_deleted": ProblemKind.FILE_DELETED,
    # Gone, or never to be seen: Slack says the same of a file in a conversation that the app is not in.
    "file_not_found": ProblemKind.FILE_NOT_SHOWN,
}
_FORBIDDEN = frozenset({"missing_scope", "access_denied", "not_allowed_token_type", "no_permission", "not_visible"})
_PICTURE_SUFFIXES = frozenset(
    {".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".gif", ".tif", ".tiff", ".bmp", ".heic", ".heif", ".avif"}
)


def may_be_picture(file: Mapping[str, Any]) -> bool:
    """Whether a file object of an event is worth a look; its content decides later.

    A file from another organisation or fresh from the upload says nothing of itself, and is worth one.
    """
    if file.get("mode") == "tombstone" or is_beyond_limit(file):
        return False
    mimetype = str(file.get("mimetype") or "")
    name = str(file.get("name") or "")
    if mimetype.startswith("image/") or PurePath(name.lower()).suffix in _PICTURE_SUFFIXES:
        return True
    return not mimetype and not name and not file.get("filetype")


def is_beyond_limit(file: Mapping[str, Any]) -> bool:
    """Whether Slack keeps a file back because it is older than what the workspace's plan shows."""
    return file.get("mode") == "hidden_by_limit"


def files_of(message: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The file objects of a message: its own, then those of the messages that it forwards."""
    for holder in (message, *forwarded_in(message)):
        yield from holder.get("files") or ()


def forwarded_in(message: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The messages that somebody forwarded ("shared") with this one; the preview of a link is none of them."""
    return [attachment for attachment in message.get("attachments") or () if attachment.get("is_share")]


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came up.

    Attributes:
        is_ready: Slack has processed it; until then it refuses a message that shows it.
    """

    file_id: str
    is_ready: bool


class SlackFiles:
    """Downloads with the bot's token, which never leaves Slack's own hosts.

    Args:
        http: a client that does not follow redirects by itself.
        hosts: where the token may go.
    """

    def __init__(
        self,
        client: AsyncWebClient,
        web_api: SlackWebApi,
        http: httpx.AsyncClient,
        *,
        hosts: SlackHosts,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._client = client
        self._web_api = web_api
        self._http = http
        self._hosts = hosts
        self._small = asyncio.Semaphore(DOWNLOADS_AT_ONCE)
        self._large = asyncio.Semaphore(1)
        self._sleep = sleep

    @asynccontextmanager
    async def downloaded(self, view: View) -> AsyncIterator[File]:
        """The picture that a person posted; without data if the file is none and nobody said it was.

        Waits for one of a few places, and keeps it until the context is left.

        Raises:
            FileError: final; the file is not to be had.
            ImageError: it is larger than the app takes.
            SlackError: may pass.
        """
        if view.source_url:
            name, url = view.name, view.source_url
        else:
            info = await self._info(view)
            name = storable(str(info.get("name") or view.name or view.file_id))
            if not may_be_picture(info):
                yield File(name, None)
                return
            url = str(info.get("url_private_download") or info["url_private"])
        async with self._small:
            data = await self._fetch(url, name, max_bytes=SMALL_BYTES)
            if data is not None:
                yield File(name, data)
                return
        async with self._large:
            data = await self._fetch(url, name, max_bytes=MAX_FILE_BYTES)
            if data is None:
                raise ImageError.of(ProblemKind.IMAGE_TOO_LARGE, name=name, limit_mb=MAX_FILE_MB)
            yield File(name, data)

    async def upload(self, pictures: Sequence[tuple[str, bytes]]) -> list[Upload]:
        """Upload pictures that only our own messages show; the uploads, in order.

        Raises:
            SlackError: none of them can be shown.
        """
        slots = await asyncio.gather(*(self._slot(name, data) for name, data in pictures))
        await asyncio.gather(
            *(self._put(str(slot["upload_url"]), data) for slot, (_, data) in zip(slots, pictures, strict=True))
        )
        files: list[dict[str, str | None]] = [
            {"id": str(slot["file_id"]), "title": name} for slot, (name, _) in zip(slots, pictures, strict=True)
        ]
        data = await self._web_api.run(
            "files.completeUploadExternal", self._client.files_completeUploadExternal(files=files)
        )
        ready = {file.get("id") for file in data.get("files") or () if file.get("mimetype")}
        return [Upload(str(slot["file_id"]), slot["file_id"] in ready) for slot in slots]

    async def share(self, name: str, data: bytes, *, channel_id: str, thread_ts: str, comment: str) -> str:
        """Upload a file into a thread, with a message in mrkdwn beside it; its id.

        Raises:
            SlackError: it was not posted; with ``may_have_acted``, that is not known.
        """
        slot = await self._slot(name, data)
        try:
            await self._put(str(slot["upload_url"]), data)
        except SlackError as error:
            # Nothing has been posted so far, whatever became of the bytes.
            raise too_late("files.getUploadURLExternal") from error
        await self._web_api.run(
            "files.completeUploadExternal",
            self._client.files_completeUploadExternal(
                files=[{"id": str(slot["file_id"]), "title": name}],
                channel_id=channel_id,
                thread_ts=thread_ts,
                initial_comment=comment,
            ),
        )
        return str(slot["file_id"])

    async def delete(self, file_id: str) -> None:
        """Delete a file of the app's own. Raises SlackError."""
        await self._web_api.run("files.delete", self._client.files_delete(file=file_id))

    async def wait_until_ready(self, file_id: str) -> bool:
        """Wait until Slack has processed an upload; False if that takes longer than half a minute."""
        for wait_s in (*_PROCESSING_WAITS_S, None):
            try:
                data = await self._web_api.run("files.info", self._client.files_info(file=file_id))
            except SlackError as error:
                if not error.may_pass:
                    return False
            else:
                if (data.get("file") or {}).get("mimetype"):
                    return True
            if wait_s is not None:
                await self._sleep(wait_s)
        return False

    async def _slot(self, name: str, data: bytes) -> dict[str, Any]:
        """Where the bytes of an upload go."""
        return await self._web_api.run(
            "files.getUploadURLExternal", self._client.files_getUploadURLExternal(filename=name, length=len(data))
        )

    async def _info(self, view: View) -> Mapping[str, Any]:
        """files.info, again while the file is still being scanned."""
        for wait_s in (*_SCAN_WAITS_S, None):
            try:
                data = await self._web_api.run("files.info", self._client.files_info(file=view.file_id))
            except SlackError as error:
                if error.code in _REFUSALS:
                    raise FileError.of(_REFUSALS[error.code], name=view.name) from error
                if error.code in _FORBIDDEN:
                    raise FileError.of(ProblemKind.FILE_FORBIDDEN, name=view.name) from error
                raise
            info: Mapping[str, Any] = data.get("file") or {}
            name = storable(str(info.get("name") or view.name))
            if info.get("mode") == "tombstone" or info.get("is_deleted"):
                raise FileError.of(ProblemKind.FILE_DELETED, name=name)
            if is_beyond_limit(info):
                raise FileError.of(ProblemKind.FILE_BEYOND_LIMIT)
            if info.get("is_external"):
                raise FileError.of(ProblemKind.FILE_EXTERNAL, name=name)
            if info.get("url_private") and info.get("mimetype"):
                return info
            if wait_s is not None:
                await self._sleep(wait_s)
        raise FileError.of(ProblemKind.FILE_UNAVAILABLE, name=view.name)

    async def _fetch(self, url: str, name: str, *, max_bytes: int) -> bytes | None:
        """None, and nothing more is read, if the file is longer."""
        try:
            async with asyncio.timeout(_DOWNLOAD_S):
                for _ in range(_MAX_REDIRECTS):
                    address = self._hosts.own(url)
                    if address is None:
                        raise FileError.of(ProblemKind.FILE_UNAVAILABLE, name=name)
                    headers = {**RAW, "Authorization": f"Bearer {self._client.token}"}
                    async with self._http.stream("GET", address, headers=headers, follow_redirects=False) as response:
                        if response.is_redirect:
                            url = urljoin(url, response.headers.get("location", ""))
                            continue
                        _require_file(response, name)
                        return await read_raw(response, max_bytes=max_bytes)
        except (httpx.HTTPError, TimeoutError, ValueError) as error:  # ValueError: a redirect to what is no address
            raise unreachable("files") from error
        raise FileError.of(ProblemKind.FILE_UNAVAILABLE, name=name)

    async def _put(self, url: str, data: bytes) -> None:
        try:
            response = await self._http.post(url, content=data, headers={"Content-Type": "application/octet-stream"})
            response.raise_for_status()
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise unreachable("upload") from error


def _require_file(response: httpx.Response, name: str) -> None:
    """Make sure that it is the file. Raises FileError, SlackError."""
    if response.status_code in {404, 410}:
        raise FileError.of(ProblemKind.FILE_DELETED, name=name)
    # Without the scope Slack answers 200 with its login page.
    is_page = response.headers.get("content-type", "").startswith("text/html")
    if response.status_code in {401, 403} or (response.is_success and is_page):
        raise FileError.of(ProblemKind.FILE_FORBIDDEN, name=name)
    if not response.is_success:
        raise unreachable("files")
