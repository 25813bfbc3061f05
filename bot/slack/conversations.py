"""What stands in a conversation: whether the app is in it, who shares it, what stands above in a thread."""

import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import UNFINISHED, SlackError
from bot.slack.files import may_be_picture
from bot.slack.pages import read_messages
from bot.slack.web_api import SlackWebApi

_ELSEWHERE = frozenset({"not_in_channel", "channel_not_found"})
_PAGES = 5
_SHARED_S = 60.0
_MOST_CHANNELS = 10_000


class SlackConversations:
    """
    Args:
        client: with no retry handlers, see ``SlackWebApi``.
    """

    def __init__(
        self, client: AsyncWebClient, web_api: SlackWebApi, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._client = client
        self._web_api = web_api
        self._clock = clock
        self._shared: OrderedDict[str, tuple[bool, float]] = OrderedDict()

    async def has_app(self, channel_id: str) -> bool:
        """Whether the app is in a conversation.

        Raises:
            SlackError: that is not known.
        """
        try:
            await self._web_api.run(
                "conversations.history", self._client.conversations_history(channel=channel_id, limit=1)
            )
        except SlackError as error:
            if error.code in _ELSEWHERE:
                return False
            raise
        return True

    async def is_shared(self, channel_id: str) -> bool:
        """Whether another organisation is in a channel too.

        Raises:
            SlackError: that is not known.
        """
        if channel_id.startswith("D"):
            return False  # only people of the own workspace are offered commands and shortcuts, here with the app alone
        known = self._shared.get(channel_id)
        if known and known[1] > self._clock():
            return known[0]
        data = await self._web_api.run("conversations.info", self._client.conversations_info(channel=channel_id))
        is_shared = bool((data.get("channel") or {}).get("is_ext_shared"))
        self.note_shared(channel_id, is_shared=is_shared)
        return is_shared

    def note_shared(self, channel_id: str, *, is_shared: bool) -> None:
        """Remember for a while what Slack said of a channel; its events say so too."""
        self._shared[channel_id] = (is_shared, self._clock() + _SHARED_S)
        self._shared.move_to_end(channel_id)
        if len(self._shared) > _MOST_CHANNELS:
            self._shared.popitem(last=False)

    async def pictures_above(
        self, channel_id: str, thread_ts: str, ts: str, *, but_by: str | None
    ) -> Mapping[str, Any] | None:
        """The nearest message above ``ts`` in its thread that holds a picture; None where none does.

        Args:
            but_by: a user whose messages do not count.

        Raises:
            SlackError: that is not known.
        """
        found = None
        async for message in self._thread(channel_id, thread_ts, latest=ts):
            # The parent comes first on every page, and nobody promises that ``latest`` is kept to.
            is_above = float(message["ts"]) < float(ts)
            is_nearer = found is None or float(message["ts"]) > float(found["ts"])
            if is_above and is_nearer and message.get("user") != but_by:
                found = message if any(map(may_be_picture, message.get("files") or ())) else found
        return found

    async def _thread(self, channel_id: str, thread_ts: str, *, latest: str) -> AsyncIterator[Mapping[str, Any]]:
        """The messages of a thread; of an endless one, the first thousand."""
        read = read_messages(self._client, self._web_api, channel_id, thread_ts, most_pages=_PAGES, latest=latest)
        try:
            async for message in read:
                yield message
        except SlackError as error:
            if error.code != UNFINISHED:
                raise
