"""Files on their way from the app into the workspace."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.sandbox.slack.outbox import Draft, Outbox
from bot.sandbox.slack.records import File
from bot.sandbox.slack.seed import BOT_USER_ID
from bot.sandbox.slack.state import State


@dataclass(frozen=True, slots=True)
class Upload:
    """Announced with a name and a size; ``content`` once it has come."""

    file_id: str
    name: str
    length: int
    alt_text: str = ""
    content: bytes | None = None


class Uploads:
    """Announced, filled, completed, shared."""

    def __init__(self, state: State, outbox: Outbox) -> None:
        self._state = state
        self._outbox = outbox
        self._open: dict[str, Upload] = {}
        self._shares: set[asyncio.Task[None]] = set()

    def announce(self, name: str, length: int, *, alt_text: str = "") -> Upload:
        upload = Upload(self._state.next_id("F"), name, length, alt_text)
        self._open[upload.file_id] = upload
        return upload

    def fill(self, file_id: str, content: bytes) -> bool:
        """Take the bytes; False if nothing of this id and size was announced."""
        upload = self._open.get(file_id)
        if upload is None or len(content) != upload.length:
            return False
        self._open[file_id] = replace(upload, content=content)
        return True

    def is_complete(self, file_id: str) -> bool:
        upload = self._open.get(file_id)
        return upload is not None and upload.content is not None

    def complete(self, file_id: str, title: str) -> File:
        """Turn an upload into a file of the app's."""
        upload = self._open.pop(file_id)
        return self._state.add_file(
            file_id=file_id,
            name=upload.name,
            content=upload.content or b"",
            user=BOT_USER_ID,
            title=title,
            alt_text=upload.alt_text,
        )

    def share(self, channel_id: str, files: Sequence[File], draft: Draft, *, thread_ts: str | None) -> None:
        """Post the files once they have been scanned."""
        if not self._state.scan_s:
            self._post(channel_id, files, draft, thread_ts)
            return
        task = asyncio.create_task(self._post_later(channel_id, files, draft, thread_ts))
        self._shares.add(task)
        task.add_done_callback(self._shares.discard)

    async def close(self) -> None:
        for task in self._shares:
            task.cancel()
        await asyncio.gather(*self._shares, return_exceptions=True)

    async def _post_later(self, channel_id: str, files: Sequence[File], draft: Draft, thread_ts: str | None) -> None:
        await asyncio.sleep(self._state.scan_s)
        self._post(channel_id, files, draft, thread_ts)

    def _post(self, channel_id: str, files: Sequence[File], draft: Draft, thread_ts: str | None) -> None:
        for file in files:
            self._state.share_file(file.id, channel_id)
        self._outbox.post(channel_id, draft, thread_ts=thread_ts, file_ids=[file.id for file in files])
