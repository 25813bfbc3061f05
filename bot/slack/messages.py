"""Messages: posted once, edited, removed; reactions; views."""

import math
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import UNFINISHED, SlackError
from bot.model import Block, Message
from bot.slack.fallbacks import offer, rungs_of
from bot.slack.pages import read_messages
from bot.slack.web_api import SlackWebApi, too_late

_RESULT_PATIENCE_S = 15.0
_PAGES = 10
_CLOCKS_DIFFER_S = 3900.0
"""By Slack's clock a message may stand this long before we posted it by ours, which may be wrong by an hour."""


@dataclass(frozen=True, slots=True)
class Marker:
    """Message metadata that tells our messages apart, such as ``("lookalike_reply", "check_id", "…")``."""

    event_type: str
    key: str
    value: str

    def to_metadata(self) -> dict[str, Any]:
        return {"event_type": self.event_type, "event_payload": {self.key: self.value}}

    def marks(self, message: Mapping[str, Any]) -> bool:
        metadata = message.get("metadata") or {}
        payload = metadata.get("event_payload") or {}
        return metadata.get("event_type") == self.event_type and payload.get(self.key) == self.value


@dataclass(frozen=True, slots=True)
class Posted:
    """Where a message stands.

    Attributes:
        refused_containers: Slack took it only once its containers were gone.
    """

    ts: str
    refused_containers: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """What was found of our messages.

    Attributes:
        found: their ts, the oldest first.
        at: when Slack said so, in seconds since the epoch by its own clock.
    """

    found: tuple[str, ...]
    at: float


class SlackMessages:
    """Every message of the app goes through here.

    Args:
        client: with no retry handlers, see ``SlackWebApi``.
    """

    def __init__(self, client: AsyncWebClient, web_api: SlackWebApi) -> None:
        self._client = client
        self._web_api = web_api

    async def post(
        self,
        channel_id: str,
        thread_ts: str | None,
        message: Message,
        *,
        marker: Marker,
        cosmetic: bool = False,
        not_after: float = math.inf,
    ) -> Posted:
        """Post into a thread (or, with None, open one), as good as Slack takes it: full, ever plainer, text alone.

        Args:
            not_after: by ``time.monotonic``: later nothing is posted, since it may be another's to post by then.

        Raises:
            SlackError: nothing was posted; with ``unreachable``, that is not known.
        """
        patience_s = 0.0 if cosmetic else _RESULT_PATIENCE_S

        async def send(blocks: Sequence[Block]) -> dict[str, Any]:
            await self._web_api.wait_for_message(channel_id, patience_s=patience_s)
            if time.monotonic() > not_after:
                raise too_late("chat.postMessage")
            return await self._web_api.run(
                "chat.postMessage",
                self._client.chat_postMessage(
                    channel=channel_id,
                    thread_ts=thread_ts,
                    text=message.text,
                    blocks=[dict(block) for block in blocks] or None,
                    metadata=marker.to_metadata(),
                    unfurl_links=False,
                    unfurl_media=False,
                ),
            )

        taken = await offer(rungs_of(message), send)
        without = not any(block.get("type") == "container" for block in taken.rung)
        return Posted(str(taken.answer["ts"]), without and any("container" in text for text in taken.complaints))

    async def update(
        self, team_id: str, channel_id: str, ts: str, message: Message, *, marker: Marker | None = None
    ) -> None:
        """Edit a message. Cosmetic.

        Args:
            marker: replaces the one that it has; None keeps that.

        Raises:
            SlackError: it stands as it was.
        """

        async def send(blocks: Sequence[Block]) -> None:
            await self._web_api.run_cosmetic(
                "chat.update",
                lambda: self._client.chat_update(
                    channel=channel_id,
                    ts=ts,
                    text=message.text,
                    blocks=[dict(block) for block in blocks],
                    metadata=marker.to_metadata() if marker else None,
                ),
                team_id=team_id,
            )

        await offer(rungs_of(message), send)

    async def delete(self, channel_id: str, ts: str) -> None:
        """Remove one of our messages; one that is gone already is as good as removed."""
        await self._tolerant(
            "chat.delete", self._client.chat_delete(channel=channel_id, ts=ts), frozenset({"message_not_found"})
        )

    async def react(self, team_id: str, channel_id: str, ts: str, name: str) -> None:
        """Add a reaction. Cosmetic."""
        await self._reaction("reactions.add", team_id, channel_id, ts, name)

    async def unreact(self, team_id: str, channel_id: str, ts: str, name: str) -> None:
        """Take back a reaction. Cosmetic."""
        await self._reaction("reactions.remove", team_id, channel_id, ts, name)

    async def find(self, channel_id: str, thread_ts: str | None, *, marker: Marker, since: float) -> str | None:
        """The ts of the message that carries a marker, as ``look`` finds it, or None. Raises SlackError."""
        found = (await self.look(channel_id, thread_ts, marker=marker, since=since)).found
        return found[0] if found else None

    async def look(self, channel_id: str, thread_ts: str | None, *, marker: Marker, since: float) -> Look:
        """The messages that carry a marker, in a thread, or with None in the channel itself.

        None are there if the whole thread is gone.

        Args:
            since: when they may have been posted at the earliest, in seconds since the epoch: a long thread could not
                be read to its end.

        Raises:
            SlackError: that is not known: a page was refused, or there are too many and the message is on none.
        """
        shown = read_messages(
            self._client,
            self._web_api,
            channel_id,
            thread_ts,
            most_pages=_PAGES,
            oldest=f"{since - _CLOCKS_DIFFER_S:.6f}",
            include_all_metadata=True,
        )
        found: set[str] = set()
        try:
            async for message in shown:
                if marker.marks(message):
                    found.add(str(message["ts"]))
        except SlackError as error:
            if error.code != "thread_not_found" and not (error.code == UNFINISHED and found):
                raise
        return Look(tuple(sorted(found, key=float)), self._web_api.answered_at())

    async def tell(self, channel_id: str, user_id: str, thread_ts: str | None, message: Message) -> None:
        """Tell one person something that only they see: the answer to a button they pressed.

        Raises:
            SlackError: they were not told.
        """

        async def send(blocks: Sequence[Block]) -> None:
            await self._web_api.run(
                "chat.postEphemeral",
                self._client.chat_postEphemeral(
                    channel=channel_id,
                    user=user_id,
                    thread_ts=thread_ts,
                    text=message.text,
                    blocks=[dict(block) for block in blocks] or None,
                ),
            )

        await offer(rungs_of(message), send)

    async def open_view(self, trigger_id: str, view: Mapping[str, Any]) -> tuple[str, str]:
        """Show a modal; its id and hash."""
        data = await self._web_api.run("views.open", self._client.views_open(trigger_id=trigger_id, view=dict(view)))
        return _id_and_hash(data)

    async def push_view(self, trigger_id: str, view: Mapping[str, Any]) -> tuple[str, str]:
        """Put a modal on top of the one that stands open; its id and hash."""
        data = await self._web_api.run("views.push", self._client.views_push(trigger_id=trigger_id, view=dict(view)))
        return _id_and_hash(data)

    async def update_view(self, view_id: str, view_hash: str, view: Mapping[str, Any]) -> tuple[str, str]:
        """Put other content into a modal, unless it is another's by now; its id and new hash."""
        data = await self._web_api.run(
            "views.update", self._client.views_update(view_id=view_id, hash=view_hash, view=dict(view))
        )
        return _id_and_hash(data)

    async def _reaction(self, method: str, team_id: str, channel_id: str, ts: str, name: str) -> None:
        call = self._client.reactions_add if method == "reactions.add" else self._client.reactions_remove
        try:
            await self._web_api.run_cosmetic(
                method, lambda: call(channel=channel_id, timestamp=ts, name=name), team_id=team_id
            )
        except SlackError as error:
            if error.code not in {"already_reacted", "no_reaction", "message_not_found"}:
                raise

    async def _tolerant(self, method: str, call: Any, fine: frozenset[str]) -> None:
        try:
            await self._web_api.run(method, call)
        except SlackError as error:
            if error.code not in fine:
                raise


def _id_and_hash(data: Mapping[str, Any]) -> tuple[str, str]:
    return str(data["view"]["id"]), str(data["view"].get("hash") or "")
