"""The events that Slack sends an app for what happens in a workspace."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.sandbox.slack.manifest import Manifest
from bot.sandbox.slack.payloads import VERIFICATION_TOKEN, message_payload, team_of
from bot.sandbox.slack.records import JSON, Channel, ChannelKind, Message
from bot.sandbox.slack.seed import ADA, APP_ID, BOT_USER_ID, PARTNER_TEAM_ID, TEAM_ID
from bot.sandbox.slack.state import State

_MESSAGE_EVENTS = {
    ChannelKind.PUBLIC: "message.channels",
    ChannelKind.PRIVATE: "message.groups",
    ChannelKind.GROUP_DM: "message.mpim",
    ChannelKind.DM: "message.im",
}

_CHANNEL_TYPES = {ChannelKind.PUBLIC: "C", ChannelKind.PRIVATE: "G"}


@dataclass(frozen=True, slots=True)
class Event:
    """One event; ``payload`` is the body that travels in each envelope, the same in every retry."""

    id: str
    payload: JSON

    @property
    def inner(self) -> JSON:
        inner: JSON = self.payload["event"]
        return inner

    @property
    def type(self) -> str:
        return str(self.inner["type"])


def _teams(state: State, message: Message) -> JSON:
    team_id = team_of(state, message.user)
    return {"source_team": team_id, "user_team": team_id}


class Events:
    """Makes the events that the manifest subscribes to, for channels in which the app can see."""

    def __init__(self, state: State, manifest: Manifest) -> None:
        self._state = state
        self._manifest = manifest

    def posted(self, message: Message) -> Iterator[Event]:
        channel = self._state.channel(message.channel)
        payload = message_payload(self._state, message)
        for file_id in message.file_ids:
            # The order is Slack's: a share is announced before the message it came in.
            yield from self._event(
                "file_shared",
                channel,
                {
                    "type": "file_shared",
                    "file_id": file_id,
                    "user_id": message.user,
                    "file": {"id": file_id},
                    "channel_id": channel.id,
                    "event_ts": message.ts,
                },
            )
        yield from self._message_event(channel, payload | {"event_ts": message.ts})
        if f"<@{BOT_USER_ID}>" in message.text and channel.kind is not ChannelKind.DM and not message.is_from_app:
            mention = payload | {"type": "app_mention", "channel": channel.id, "event_ts": message.ts}
            # Slack has been seen with and without the files here; the message beside it always has them.
            for name in ("subtype", "files", "upload", "display_as_bot"):
                mention.pop(name, None)
            yield from self._event("app_mention", channel, mention)

    def changed(self, message: Message, previous: JSON) -> Iterator[Event]:
        """``message_changed``, as after an edit, a deleted file, or the end of a parent with replies.

        Args:
            previous: what ``message_payload`` gave before the change.
        """
        channel = self._state.channel(message.channel)
        now = self._state.next_ts()
        yield from self._message_event(
            channel,
            {
                "type": "message",
                "subtype": "message_changed",
                "message": message_payload(self._state, message) | _teams(self._state, message),
                "previous_message": previous,
                "hidden": True,
                "ts": now,
                "event_ts": now,
            },
        )

    def deleted(self, before: Message) -> Iterator[Event]:
        channel = self._state.channel(before.channel)
        now = self._state.next_ts()
        yield from self._message_event(
            channel,
            {
                "type": "message",
                "subtype": "message_deleted",
                "previous_message": message_payload(self._state, before),
                "hidden": True,
                "deleted_ts": before.ts,
                "ts": now,
                "event_ts": now,
            },
        )

    def file_deleted(self, file_id: str, channel_ids: frozenset[str]) -> Iterator[Event]:
        channels = [self._state.channel(channel_id) for channel_id in sorted(channel_ids)]
        if any(BOT_USER_ID in channel.members for channel in channels) and "file_deleted" in self._manifest.events:
            event: JSON = {"type": "file_deleted", "file_id": file_id, "event_ts": self._state.next_ts()}
            if len(channels) == 1:
                event["channel_id"] = channels[0].id
            yield self._wrap(event)

    def reacted(self, message: Message, user_id: str, name: str) -> Iterator[Event]:
        """Somebody has added a reaction to a message."""
        channel = self._state.channel(message.channel)
        event: JSON = {
            "type": "reaction_added",
            "user": user_id,
            "reaction": name,
            "item": {"type": "message", "channel": channel.id, "ts": message.ts},
            "event_ts": self._state.next_ts(),
        }
        # Slack leaves the author out of what an app without a user of its own has posted.
        yield from self._event("reaction_added", channel, event | ({"item_user": message.user} if message.user else {}))

    def joined(self, channel_id: str, user_id: str) -> Iterator[Event]:
        channel = self._state.channel(channel_id)
        if channel.kind in _CHANNEL_TYPES:
            event: JSON = {
                "type": "member_joined_channel",
                "user": user_id,
                "channel": channel.id,
                "channel_type": _CHANNEL_TYPES[channel.kind],
                "team": TEAM_ID,
                "inviter": ADA,
                "event_ts": self._state.next_ts(),
            }
            yield from self._event("member_joined_channel", channel, event)

    def unarchived(self, channel_id: str, user_id: str) -> Iterator[Event]:
        channel = self._state.channel(channel_id)
        kind = "group_unarchive" if channel.kind is ChannelKind.PRIVATE else "channel_unarchive"
        event: JSON = {
            "type": kind,
            "channel": channel.id,
            "user": user_id,
            "is_moved": 0,
            "event_ts": self._state.next_ts(),
        }
        yield from self._event(kind, channel, event)

    def channel_deleted(self, channel: Channel) -> Iterator[Event]:
        kind = "group_deleted" if channel.kind is ChannelKind.PRIVATE else "channel_deleted"
        yield from self._event(kind, channel, {"type": kind, "channel": channel.id, "event_ts": self._state.next_ts()})

    def shared(self, channel: Channel) -> Iterator[Event]:
        """Another company has come into a channel, or has left it."""
        kind, team = "channel_shared", "connected_team_id"
        if not channel.is_connect:
            kind, team = "channel_unshared", "previously_connected_team_id"
        event: JSON = {"type": kind, team: PARTNER_TEAM_ID, "channel": channel.id, "event_ts": self._state.next_ts()}
        if not channel.is_connect:
            event["is_ext_shared"] = False
        yield from self._event(kind, channel, event)

    def uninstalled(self) -> Iterator[Event]:
        """Slack sends both, in either order."""
        now = self._state.next_ts()
        for event in (
            {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [BOT_USER_ID]}, "event_ts": now},
            {"type": "app_uninstalled", "event_ts": now},
        ):
            if event["type"] in self._manifest.events:
                yield self._wrap(event)

    def home_opened(self, user_id: str, view: JSON | None) -> Iterator[Event]:
        if "app_home_opened" in self._manifest.events:
            event: JSON = {
                "type": "app_home_opened",
                "user": user_id,
                "channel": self._direct_channel(user_id),
                "tab": "home",
                "event_ts": self._state.next_ts(),
            }
            yield self._wrap(event | ({"view": view} if view else {}))

    def _message_event(self, channel: Channel, payload: JSON) -> Iterator[Event]:
        body = payload | {"channel": channel.id, "channel_type": channel.kind.value}
        yield from self._event(_MESSAGE_EVENTS[channel.kind], channel, body)

    def _event(self, subscription: str, channel: Channel, inner: JSON) -> Iterator[Event]:
        if subscription in self._manifest.events and BOT_USER_ID in channel.members:
            yield self._wrap(inner, is_shared=channel.is_connect)

    def _wrap(self, inner: JSON, *, is_shared: bool = False) -> Event:
        event_id = self._state.next_id("Ev")
        return Event(
            event_id,
            {
                "token": VERIFICATION_TOKEN,
                "team_id": TEAM_ID,
                "context_team_id": TEAM_ID,
                "context_enterprise_id": None,
                "api_app_id": APP_ID,
                "event": inner,
                "type": "event_callback",
                "event_id": event_id,
                "event_time": int(self._state.clock()),
                "authorizations": [
                    {
                        "enterprise_id": None,
                        "team_id": TEAM_ID,
                        "user_id": BOT_USER_ID,
                        "is_bot": True,
                        "is_enterprise_install": False,
                    }
                ],
                "is_ext_shared_channel": is_shared,
                "event_context": f"4-sandbox-{event_id}",
            },
        )

    def _direct_channel(self, user_id: str) -> str:
        for channel in self._state.channels.values():
            if channel.kind is ChannelKind.DM and user_id in channel.members:
                return channel.id
        return ""
