"""The local Slack: one workspace in memory, what people do in it, and what of that the app hears."""

import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from typing import TypeVar

from bot.sandbox.slack.content import ContentRules
from bot.sandbox.slack.delivery import ACK_TIMEOUT_S, RETRY_DELAYS_S, Delivery
from bot.sandbox.slack.describe import describe_workspace
from bot.sandbox.slack.downloads import Downloads
from bot.sandbox.slack.elements import Picked
from bot.sandbox.slack.events import Events
from bot.sandbox.slack.interactions import Inputs, Interactions
from bot.sandbox.slack.limits import STRICT, Limits, RateLimiter
from bot.sandbox.slack.manifest import Manifest, load_manifest
from bot.sandbox.slack.modals import Modals
from bot.sandbox.slack.outbox import Outbox
from bot.sandbox.slack.payloads import view_payload
from bot.sandbox.slack.posts import Posts
from bot.sandbox.slack.records import JSON, Change, Channel, File, Message, NoSuchThing, Outcome, User, View
from bot.sandbox.slack.requests import Requests, RequestUrls, UrlRefusedError
from bot.sandbox.slack.seed import ADA, BOT_USER_ID, OTHER_BOT_ID, PARTNER, SIGNING_SECRET
from bot.sandbox.slack.state import Clock, State
from bot.sandbox.slack.tickets import Tickets
from bot.sandbox.slack.uploads import Uploads

_Value = TypeVar("_Value")


class Workspace:
    """One team, its people and its app.

    The methods that people use raise NoSuchThing for what is not there or not visible to that person.

    Args:
        clock: Unix time; timestamps, triggers, scans and rate limits go by it.
        scan_s: how long a fresh file lacks its address and type, as under Slack's malware scan.
        ack_timeout_s: how long the app has to ack.
        retry_delays_s: the pauses before each retry of an event that was not acked.
        manifest: scopes, events, commands and shortcuts; by default those of the repository's ``manifest.yml``.
        limits: how fast the app may call; None: as fast as it likes.

    Attributes:
        calls: how often each method was called; ``files``, ``upload`` and ``response`` count too.
        delivery: the app's sockets, and every event that was sent.
        downloads: how files come down: slowly, or by way of another host.
        is_installed: the bot token is taken.
        missing_scopes: scopes of the manifest that this workspace has not granted.
        rules: what the app may show; ``rules.refuse_containers`` for a workspace without that block.
    """

    def __init__(
        self,
        *,
        clock: Clock = time.time,
        scan_s: float = 0.0,
        ack_timeout_s: float = ACK_TIMEOUT_S,
        retry_delays_s: Sequence[float] = RETRY_DELAYS_S,
        manifest: Manifest | None = None,
        limits: Limits | None = STRICT,
    ) -> None:
        self.manifest = manifest or load_manifest()
        self._ack_timeout_s = ack_timeout_s
        self.calls: Counter[str] = Counter()
        self.downloads = Downloads()
        self.limiter = RateLimiter(limits, clock)
        self.state = State(clock=clock, scan_s=scan_s)
        self.missing_scopes: set[str] = set()
        self.is_installed = True
        self.delivery = Delivery(self.state.changes, ack_timeout_s=ack_timeout_s, retry_delays_s=retry_delays_s)
        self.tickets = Tickets(self.state)
        self.modals = Modals(self.state)
        self.rules = ContentRules(self.state)
        self._events = Events(self.state, self.manifest)
        self._posts = Posts(self.state, self._events, self.delivery)
        self.outbox = Outbox(self.state, self._events, self.delivery)
        self.uploads = Uploads(self.state, self.outbox)
        self._interactions = Interactions(
            state=self.state,
            delivery=self.delivery,
            tickets=self.tickets,
            modals=self.modals,
            outbox=self.outbox,
            rules=self.rules,
            manifest=self.manifest,
        )

    # What there is to see.

    def users(self) -> list[User]:
        return list(self.state.users.values())

    def channels(self, user_id: str | None = None) -> list[Channel]:
        """All channels, or those that a person is in."""
        return [channel for channel in self.state.channels.values() if user_id is None or user_id in channel.members]

    def messages(self, channel_id: str, *, user_id: str | None = None) -> list[Message]:
        """What the channel itself shows, oldest first: no replies, unless broadcast.

        With ``user_id``, ephemeral messages to others are left out.
        """
        self.state.channel(channel_id)
        return [
            message
            for message in self.state.messages(channel_id)
            if (not message.is_reply or message.reply_broadcast) and _seen_by(message, user_id)
        ]

    def thread(self, channel_id: str, ts: str, *, user_id: str | None = None) -> list[Message]:
        """A message and its replies, oldest first; only the replies if the message has been deleted."""
        parent = self.state.find_message(channel_id, ts)
        replies = self.state.replies(channel_id, ts, ephemeral=True)
        return [message for message in ([parent] if parent else []) + replies if _seen_by(message, user_id)]

    def message(self, channel_id: str, ts: str) -> Message:
        return self.state.message(channel_id, ts)

    def file(self, file_id: str) -> File:
        return self.state.file(file_id)

    def view(self, user_id: str) -> View | None:
        """The modal on top of a person's screen."""
        return self.state.top_view(user_id)

    def home(self, user_id: str) -> View | None:
        """What a person's Home tab shows."""
        return self.state.home_view(user_id)

    def watch(self) -> AbstractAsyncContextManager[AsyncIterator[Change]]:
        """``async with workspace.watch() as stream: async for change in stream``: every change from here on."""
        return self.state.changes.watch()

    async def wait_for(self, predicate: Callable[[], _Value], timeout_s: float = 10) -> _Value:
        """The predicate's first true value; it is asked now and after every change.

        Raises:
            TimeoutError: its message shows all channels as they stand.
        """
        return await self.state.changes.wait_for(predicate, timeout_s=timeout_s, describe=self.describe)

    def describe(self) -> str:
        """Everything that is visible, as text."""
        return describe_workspace(self.state)

    # What people do.

    async def post(
        self,
        user_id: str,
        channel_id: str,
        text: str = "",
        files: Sequence[tuple[str, bytes]] = (),
        thread_ts: str | None = None,
    ) -> str:
        """Post a text, files (name and content) or both; returns the message's ``ts``."""
        self._member(user_id, channel_id)
        return self._posts.post(user_id, channel_id, text, files, thread_ts).ts

    async def post_as_app(
        self, channel_id: str, text: str = "", files: Sequence[tuple[str, bytes]] = (), *, user_id: str = ""
    ) -> str:
        """Post as a workflow does, or as another app with a user of its own."""
        return self._posts.post_as_app(OTHER_BOT_ID, channel_id, text, files, user_id).ts

    async def forward(
        self, user_id: str, channel_id: str, source: Message, text: str = "", *, thread_ts: str | None = None
    ) -> str:
        """Forward a message, with its files, and say something to it; returns the new message's ``ts``."""
        self._member(user_id, channel_id)
        self._member(user_id, source.channel)
        return self._posts.forward(user_id, channel_id, source, text, thread_ts).ts

    async def edit(self, channel_id: str, ts: str, text: str) -> None:
        """Change the text of a post, as its author does."""
        self._posts.edit(channel_id, ts, text)

    async def delete_message(self, channel_id: str, ts: str) -> None:
        """Delete a post; if it has replies a tombstone stays, which Slack announces as a change."""
        self.outbox.delete(self.state.message(channel_id, ts))

    async def react(self, user_id: str, channel_id: str, ts: str, name: str) -> None:
        """Add a reaction to a message by the emoji's name, or take one's own back."""
        self._member(user_id, channel_id)
        self._posts.react(user_id, self.state.message(channel_id, ts), name)

    async def delete_file(self, file_id: str) -> None:
        """Delete a file in every channel that it is shared in."""
        self._posts.delete_file(file_id)

    async def click(
        self,
        user_id: str,
        channel_id: str,
        message_ts: str,
        action_id: str,
        block_id: str | None = None,
        value: str | None = None,
        selected: Picked = None,
    ) -> Outcome:
        """Use a button, select or other element of a message; ``value`` stands in for the element's own."""
        message = self.state.message(channel_id, message_ts)
        self._member(user_id, channel_id)
        return await self._interactions.click(
            user_id, message, action_id, block_id=block_id, value=value, picked=selected
        )

    async def view_action(
        self,
        user_id: str,
        view_id: str,
        action_id: str,
        block_id: str | None = None,
        value: str | None = None,
        selected: Picked = None,
        values: Inputs | None = None,
    ) -> Outcome:
        """Use an element of a modal or of the Home tab; ``values`` is what stands in its inputs, as in a submission."""
        return await self._interactions.view_action(
            user_id, view_id, action_id, block_id=block_id, value=value, picked=selected, inputs=values
        )

    async def submit_view(self, user_id: str, view_id: str, values: Inputs | None = None) -> Outcome:
        """Submit a modal; ``values`` maps block_id -> action_id -> what was typed or picked.

        What is left out keeps its initial value.
        """
        return await self._interactions.submit_view(user_id, view_id, values or {})

    async def close_view(self, user_id: str, view_id: str) -> Outcome:
        """Close a modal without submitting it."""
        return await self._interactions.close_view(user_id, view_id)

    def choose_locale(self, user_id: str, locale: str) -> None:
        """Choose a language in one's preferences, such as ``zh-CN``."""
        self.state.users[user_id] = replace(self.state.user(user_id), locale=locale)

    async def open_home(self, user_id: str) -> None:
        """Open the app's Home tab."""
        shown = self.state.home_view(user_id)
        self.delivery.send_events(self._events.home_opened(user_id, view_payload(shown) if shown else None))

    async def command(self, user_id: str, channel_id: str, command: str, text: str = "") -> Outcome:
        """Type a slash command, such as ``/patent``; a text in the ack is shown to the person."""
        self._member(user_id, channel_id)
        return await self._interactions.command(user_id, channel_id, command, text)

    async def message_shortcut(self, user_id: str, channel_id: str, message_ts: str, callback_id: str) -> Outcome:
        """Pick a shortcut from a message's menu."""
        self._member(user_id, channel_id)
        message = self.state.message(channel_id, message_ts)
        return await self._interactions.message_shortcut(user_id, message, callback_id)

    async def shortcut(self, user_id: str, callback_id: str) -> Outcome:
        """Pick a shortcut from the search field."""
        return await self._interactions.shortcut(user_id, callback_id)

    # What the app's owner does.

    async def use_requests(self, manifest: JSON) -> None:
        """Save a manifest with addresses for requests: from here on everything that happens is sent there.

        Raises:
            ValueError: the manifest wants Socket Mode.
            UrlRefusedError: the address for events does not answer as it must.
        """
        requests = Requests(
            RequestUrls.of(manifest),
            signing_secret=SIGNING_SECRET,
            clock=self.state.clock,
            timeout_s=self._ack_timeout_s,
        )
        try:
            await requests.verify()
        except UrlRefusedError:
            await requests.close()
            raise
        await self.delivery.send_requests(requests)

    # What Slack itself does.

    async def redeliver(self, event_id: str, retry_num: int = 1) -> None:
        """Send an event again, as Slack does after an ack it did not see."""
        self.delivery.redeliver(event_id, retry_num=retry_num)

    def set_connect_channel(self, channel_id: str, *, is_connect: bool = True) -> None:
        """Share a channel with another company, whose Dana comes along, or end that.

        Files in it arrive as an id that has to be looked up, and events say that it is shared.
        """
        channel = self.state.channel(channel_id)
        self.state.users[PARTNER.id] = PARTNER
        members = channel.members | {PARTNER.id} if is_connect else channel.members - {PARTNER.id}
        self.state.add_channel(replace(channel, is_connect=is_connect, members=members))
        self.delivery.send_events(self._events.shared(self.state.channel(channel_id)))

    def archive(self, channel_id: str) -> None:
        self.state.add_channel(replace(self.state.channel(channel_id), is_archived=True))

    def unarchive(self, channel_id: str, user_id: str = ADA) -> None:
        """Bring an archived channel back; the app hears of it if it is in there."""
        self.state.add_channel(replace(self.state.channel(channel_id), is_archived=False))
        self.delivery.send_events(self._events.unarchived(channel_id, user_id))

    def delete_channel(self, channel_id: str) -> None:
        """Delete a channel with all that stands in it."""
        channel = self.state.channel(channel_id)
        self.delivery.send_events(self._events.channel_deleted(channel))
        self.state.remove_channel(channel_id)

    def uninstall(self) -> None:
        """Remove the app from the workspace: its bot token is refused from here on."""
        self.is_installed = False
        self.delivery.send_events(self._events.uninstalled())

    def invite(self, channel_id: str, user_id: str = BOT_USER_ID) -> None:
        """Add somebody to a channel, the app itself unless another is named; the app hears of it in either case."""
        channel = self.state.channel(channel_id)
        self.state.add_channel(replace(channel, members=channel.members | {self.state.user(user_id).id}))
        self.delivery.send_events(self._events.joined(channel_id, user_id))

    def remove(self, channel_id: str, user_id: str = BOT_USER_ID) -> None:
        channel = self.state.channel(channel_id)
        self.state.add_channel(replace(channel, members=channel.members - {user_id}))

    @property
    def scopes(self) -> frozenset[str]:
        """What the bot token may do."""
        return self.manifest.scopes - self.missing_scopes

    async def close(self) -> None:
        """End every connection and every stream of changes."""
        await self.uploads.close()
        await self.delivery.close()
        await self.rules.close()
        self.state.changes.close()

    def _member(self, user_id: str, channel_id: str) -> None:
        if self.state.user(user_id).id not in self.state.channel(channel_id).members:
            raise NoSuchThing("member", f"{channel_id}/{user_id}")


def _seen_by(message: Message, user_id: str | None) -> bool:
    return user_id is None or message.ephemeral_to in {None, user_id}
