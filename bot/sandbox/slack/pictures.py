"""The pictures in blocks: Slack fetches each address itself, and refuses the whole message if one fails."""

import re
from typing import Any
from urllib.parse import urlsplit

import httpx

from bot.sandbox.slack.records import JSON, File
from bot.sandbox.slack.seed import BOT_USER_ID
from bot.sandbox.slack.state import State
from bot.sandbox.slack.validation.blocks import image_sources
from bot.sandbox.slack.validation.schema import Faults

_SHOWN = ("image/png", "image/jpeg", "image/gif")
_FILE_ID = re.compile(r"\b(F[0-9A-Z]{6,})\b")
_TIMEOUT_S = 5.0


class Pictures:
    """Looks at every ``image_url`` and ``slack_file`` of a message or view."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._client: httpx.AsyncClient | None = None

    async def check(self, blocks: Any, path: str, faults: Faults) -> None:
        """Note the pictures that cannot be shown."""
        fetched: dict[str, bool] = {}
        for place, image in image_sources(blocks, path):
            if "slack_file" in image:
                if not self._can_show(image["slack_file"]):
                    faults.add("invalid slack file", f"{place}/slack_file")
                continue
            url = image["image_url"]
            if url not in fetched:
                fetched[url] = await self._can_fetch(url)
            if not fetched[url]:
                faults.add("downloading image failed", f"{place}/image_url")

    async def close(self) -> None:
        if self._client is not None:
            await self._client.aclose()
            self._client = None

    def _can_show(self, slack_file: JSON) -> bool:
        file = self._named(slack_file)
        return (
            file is not None
            and not file.deleted
            and file.is_image
            and file.ready_at <= self._state.clock()
            and (file.user == BOT_USER_ID or self._shared_with_app(file))
        )

    def _named(self, slack_file: JSON) -> File | None:
        if "id" in slack_file:
            return self._state.files.get(slack_file["id"])
        ids = _FILE_ID.findall(urlsplit(slack_file["url"]).path)
        return self._state.files.get(ids[-1]) if ids else None

    def _shared_with_app(self, file: File) -> bool:
        return any(BOT_USER_ID in self._state.channel(channel_id).members for channel_id in file.channels)

    async def _can_fetch(self, url: str) -> bool:
        """Only what the sandbox itself serves can be reached from it."""
        home, wanted = urlsplit(self._state.home), urlsplit(url)
        if wanted.hostname not in {home.hostname, "localhost"} or wanted.port != home.port:
            return False
        if self._client is None:
            self._client = httpx.AsyncClient(follow_redirects=True, timeout=_TIMEOUT_S, trust_env=False)
        try:
            answer = await self._client.get(url)
        except httpx.HTTPError:
            return False
        kind = answer.headers.get("content-type", "").partition(";")[0].strip()
        return answer.status_code == httpx.codes.OK and kind in _SHOWN and bool(answer.content)
