"""The contents of a workspace. Every write publishes a change; nothing here knows of events or HTTP."""

import itertools
import time
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from bot.sandbox.slack.changes import Changes
from bot.sandbox.slack.filetypes import guess_type
from bot.sandbox.slack.records import Change, ChangeKind, Channel, File, Message, NoSuchThing, Thing, User, View
from bot.sandbox.slack.seed import CHANNELS, USERS

_Value = TypeVar("_Value")

Clock = Callable[[], float]
"""Unix time in seconds."""


class State:
    """Users, channels, messages, files and views.

    Attributes:
        home: the base URL under which the sandbox is served, without a trailing slash.
        scan_s: how long a fresh file is being scanned for malware.
    """

    def __init__(self, *, clock: Clock = time.time, scan_s: float = 0.0) -> None:
        self.clock = clock
        self.home = "http://127.0.0.1:0"
        self.scan_s = scan_s
        self.changes = Changes()
        self.users: dict[str, User] = {user.id: user for user in USERS}
        self.channels: dict[str, Channel] = {channel.id: channel for channel in CHANNELS}
        self.files: dict[str, File] = {}
        self.views: dict[str, View] = {}
        self.homes: dict[str, str] = {}
        """user id -> id of the view on the Home tab."""
        self.stacks: dict[str, list[str]] = {}
        """user id -> ids of the open modals, the top one last."""
        self._messages: dict[str, dict[str, Message]] = {}
        self._last_us = 0
        self._ids = itertools.count(1)

    def next_ts(self) -> str:
        """A message timestamp: unique in the workspace, and increasing."""
        self._last_us = max(self._last_us + 1, int(self.clock() * 1_000_000))
        return f"{self._last_us // 1_000_000}.{self._last_us % 1_000_000:06}"

    def next_id(self, prefix: str) -> str:
        """``V0000000A7``: unique in the workspace."""
        return f"{prefix}{next(self._ids):010}"

    def user(self, user_id: str) -> User:
        return _found(self.users.get(user_id), "user", user_id)

    def channel(self, channel_id: str) -> Channel:
        return _found(self.channels.get(channel_id), "channel", channel_id)

    def message(self, channel_id: str, ts: str) -> Message:
        return _found(self.find_message(channel_id, ts), "message", f"{channel_id}/{ts}")

    def file(self, file_id: str) -> File:
        return _found(self.files.get(file_id), "file", file_id)

    def view(self, view_id: str) -> View:
        return _found(self.views.get(view_id), "view", view_id)

    def find_message(self, channel_id: str, ts: str) -> Message | None:
        return self._messages.get(channel_id, {}).get(ts)

    def messages(self, channel_id: str) -> list[Message]:
        """Everything in a channel, replies and ephemeral messages too, oldest first."""
        return list(self._messages.get(channel_id, {}).values())

    def replies(self, channel_id: str, ts: str, *, ephemeral: bool = False) -> list[Message]:
        """The replies under a message, oldest first, without the message itself."""
        return [
            message
            for message in self.messages(channel_id)
            if message.thread_ts == ts and (ephemeral or message.ephemeral_to is None)
        ]

    def add_message(self, message: Message) -> None:
        kind = ChangeKind.EPHEMERAL if message.ephemeral_to else ChangeKind.POSTED
        self._put(message, kind)

    def put_message(self, message: Message, kind: ChangeKind = ChangeKind.CHANGED) -> None:
        self.message(message.channel, message.ts)
        self._put(message, kind)

    def remove_message(self, channel_id: str, ts: str) -> Message:
        message = self.message(channel_id, ts)
        del self._messages[channel_id][ts]
        self._tell(ChangeKind.DELETED, message)
        return message

    def add_channel(self, channel: Channel) -> None:
        """Add one, or put another in its place."""
        self.channels[channel.id] = channel
        self.changes.publish(Change(ChangeKind.CHANNEL, channel_id=channel.id))

    def remove_channel(self, channel_id: str) -> None:
        del self.channels[self.channel(channel_id).id]
        self._messages.pop(channel_id, None)
        for file in tuple(self.files.values()):
            if channel_id in file.channels:
                self.put_file(replace(file, channels=file.channels - {channel_id}))
        self.changes.publish(Change(ChangeKind.CHANNEL, channel_id=channel_id))

    def add_file(
        self,
        *,
        name: str,
        content: bytes,
        user: str,
        channels: frozenset[str] = frozenset(),
        title: str = "",
        alt_text: str = "",
        file_id: str | None = None,
    ) -> File:
        mimetype, filetype = guess_type(name, content)
        file = File(
            id=file_id or self.next_id("F"),
            name=name,
            mimetype=mimetype,
            filetype=filetype,
            user=user,
            created=int(self.clock()),
            content=content,
            channels=channels,
            ready_at=self.clock() + self.scan_s if self.scan_s else 0.0,
            title=title or name,
            alt_text=alt_text,
        )
        self.put_file(file)
        return file

    def put_file(self, file: File) -> None:
        self.files[file.id] = file
        self.changes.publish(Change(ChangeKind.FILE, file_id=file.id))

    def share_file(self, file_id: str, channel_id: str) -> None:
        file = self.file(file_id)
        self.put_file(replace(file, channels=file.channels | {channel_id}))

    def put_view(self, view: View) -> None:
        self.views[view.id] = view
        self._tell_view(view)

    def push_view(self, view: View) -> None:
        """Put a modal on top of its owner's stack."""
        self.stacks.setdefault(view.user, []).append(view.id)
        self.put_view(view)

    def drop_views(self, user_id: str, *, down_to: str | None = None) -> list[View]:
        """Close the modals above and including ``down_to``, all if it is None; the top one comes first."""
        stack = self.stacks.get(user_id, [])
        if down_to is not None and down_to not in stack:
            return []
        first = stack.index(down_to) if down_to is not None else 0
        closed = [self.views.pop(view_id) for view_id in reversed(stack[first:])]
        del stack[first:]
        for view in closed:
            self._tell_view(view)
        return closed

    def top_view(self, user_id: str) -> View | None:
        stack = self.stacks.get(user_id)
        return self.views[stack[-1]] if stack else None

    def home_view(self, user_id: str) -> View | None:
        view_id = self.homes.get(user_id)
        return self.views[view_id] if view_id else None

    def _put(self, message: Message, kind: ChangeKind) -> None:
        self._messages.setdefault(message.channel, {})[message.ts] = message
        self._tell(kind, message)

    def _tell(self, kind: ChangeKind, message: Message) -> None:
        self.changes.publish(
            Change(
                kind,
                channel_id=message.channel,
                ts=message.ts,
                thread_ts=message.thread_ts,
                user_id=message.ephemeral_to,
            )
        )

    def _tell_view(self, view: View) -> None:
        kind = ChangeKind.HOME if view.type == "home" else ChangeKind.VIEW
        self.changes.publish(Change(kind, user_id=view.user, view_id=view.id))


def _found(value: _Value | None, thing: Thing, name: str) -> _Value:
    if value is None:
        raise NoSuchThing(thing, name)
    return value
