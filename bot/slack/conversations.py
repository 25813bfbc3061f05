"""What stands in a conversation: whether the app is in it, who shares it, what stands above in a thread."""

import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from operator import itemgetter
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import UNFINISHED, SlackError
from bot.slack.files import files_of, forwarded_in, is_beyond_limit, may_be_picture
from bot.slack.pages import read_messages
from bot.slack.web_api import SlackWebApi

_ELSEWHERE = frozenset({"not_in_channel", "channel_not_found"})
_PAGES = 10
"""Of one part of a long thread: two thousand messages."""

_FIRST_PART_S = 600.0
_PART_GROWS = 8
"""A year is six parts."""

_SHARED_S = 60.0
_NOTHING, _NOT_SHOWN, _PICTURE = range(3)
_MOST_CHANNELS = 10_000

_Found = tuple[tuple[int, float], Mapping[str, Any] | None]
"""How good a message is: its worth, and the later the better; and the message itself."""


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
            if channel_id.startswith("D"):
                await self._look_into(channel_id)
                return True
            channel = await self._info(channel_id)
        except SlackError as error:
            if error.code in _ELSEWHERE:
                return False
            raise
        # What is not public is shown to its members alone.
        return bool(channel.get("is_member", channel.get("is_private") or channel.get("is_mpim")))

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
        is_shared = bool((await self._info(channel_id)).get("is_ext_shared"))
        self.note_shared(channel_id, is_shared=is_shared)
        return is_shared

    async def is_public(self, channel_id: str) -> bool:
        """Whether everybody of the workspace may read a channel, and nobody of another organisation.

        Raises:
            SlackError: that is not known.
        """
        if channel_id.startswith("D"):
            return False
        channel = await self._info(channel_id)
        is_open = bool(channel.get("is_channel")) and not (channel.get("is_private") or channel.get("is_mpim"))
        return is_open and not channel.get("is_ext_shared")

    def note_shared(self, channel_id: str, *, is_shared: bool) -> None:
        """Remember for a while what Slack said of a channel; its events say so too."""
        self._shared[channel_id] = (is_shared, self._clock() + _SHARED_S)
        self._shared.move_to_end(channel_id)
        if len(self._shared) > _MOST_CHANNELS:
            self._shared.popitem(last=False)

    async def message(self, channel_id: str, ts: str) -> Mapping[str, Any] | None:
        """The message at ``ts``, in the channel itself or in a thread; None if it is not there.

        Raises:
            SlackError: that is not known.
        """
        window: dict[str, str | bool] = {"oldest": ts, "latest": ts, "inclusive": True}
        try:
            async for message in read_messages(self._client, self._web_api, channel_id, ts, most_pages=1, **window):
                if message.get("ts") == ts:
                    return message
        except SlackError as error:
            if error.code not in {"thread_not_found", *_ELSEWHERE}:
                raise
        return None

    async def pictures_for(
        self, channel_id: str, thread_ts: str, ts: str, *, but_by: str | None
    ) -> Mapping[str, Any] | None:
        """The message whose picture a mention at ``ts`` in a thread means: itself, or the nearest above it, if any.

        If none holds a picture, it is the nearest that may hold one which Slack does not show. A long thread is read
        from the mention upwards, and only as far as needed: Slack's first page is its beginning.

        Args:
            but_by: a user whose messages do not count.

        Raises:
            SlackError: that is not known; ``look_unfinished`` if there is too much to read.
        """
        begun, asked = float(thread_ts), float(ts)
        try:
            return (await self._nearest(channel_id, thread_ts, begun, asked, but_by=but_by, most_pages=1))[1]
        except SlackError as error:
            if error.code != UNFINISHED:
                raise
        best: _Found = (_NOTHING, 0.0), None
        for oldest, latest in _upwards(begun, asked):
            found = await self._nearest(channel_id, thread_ts, oldest, latest, but_by=but_by, most_pages=_PAGES)
            best = max(best, found, key=itemgetter(0))
            if best[0][0] == _PICTURE:
                break
        return best[1]

    async def _info(self, channel_id: str) -> Mapping[str, Any]:
        data = await self._web_api.run("conversations.info", self._client.conversations_info(channel=channel_id))
        channel: Mapping[str, Any] = data.get("channel") or {}
        return channel

    async def _look_into(self, channel_id: str) -> None:
        """Read one message of a direct message, which asks for no scope more: ``conversations.info`` would."""
        await self._web_api.run(
            "conversations.history", self._client.conversations_history(channel=channel_id, limit=1)
        )

    async def _nearest(
        self, channel_id: str, thread_ts: str, oldest: float, latest: float, *, but_by: str | None, most_pages: int
    ) -> _Found:
        """The best message of a part of a thread, both ends among it, and how good it is.

        Raises:
            SlackError: it could not be read to its end.
        """
        best: _Found = (_NOTHING, 0.0), None
        window: dict[str, str | bool] = {"oldest": f"{oldest:.6f}", "latest": f"{latest:.6f}", "inclusive": True}
        read = read_messages(self._client, self._web_api, channel_id, thread_ts, most_pages=most_pages, **window)
        async for message in read:
            # The parent comes first on every page, and nobody promises that the window is kept to.
            place = float(message["ts"])
            rank = (_worth(message), place)
            if oldest <= place <= latest and message.get("user") != but_by and rank[0] > _NOTHING and rank > best[0]:
                best = rank, message
        return best


def _upwards(begun: float, asked: float) -> Iterator[tuple[float, float]]:
    """The parts of a thread from the mention upwards, each longer than the one below it."""
    latest, length_s = asked, _FIRST_PART_S
    while latest > begun:
        oldest = max(latest - length_s, begun)
        yield oldest, latest
        latest, length_s = oldest, length_s * _PART_GROWS


def _worth(message: Mapping[str, Any]) -> int:
    """How good a message is as the one whose picture is meant."""
    if any(map(may_be_picture, files_of(message))):
        return _PICTURE
    is_kept_back = forwarded_in(message) or any(map(is_beyond_limit, files_of(message)))
    return _NOT_SHOWN if is_kept_back else _NOTHING
