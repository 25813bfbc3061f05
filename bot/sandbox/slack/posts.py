"""What people write into the workspace, and the events that follow from it."""

from collections.abc import Sequence
from dataclasses import replace

from bot.sandbox.slack.delivery import Delivery
from bot.sandbox.slack.events import Events
from bot.sandbox.slack.mentions import pings, typed
from bot.sandbox.slack.payloads import forwarded_payload, message_payload
from bot.sandbox.slack.records import ChangeKind, Message, Reaction
from bot.sandbox.slack.state import State


class Posts:
    """Posts and edits as a person, and deletes files; deleting messages is the same for all: see ``Outbox``."""

    def __init__(self, state: State, events: Events, delivery: Delivery) -> None:
        self._state = state
        self._events = events
        self._delivery = delivery

    def post(
        self, user_id: str, channel_id: str, text: str, files: Sequence[tuple[str, bytes]], thread_ts: str | None
    ) -> Message:
        """A text, files (name and content) or both."""
        if not text and not files:
            raise ValueError("A post needs a text or a file.")
        message = Message(
            channel=channel_id,
            ts=self._state.next_ts(),
            user=user_id,
            file_ids=self._upload(user_id, channel_id, files),
            subtype="file_share" if files else None,
        )
        return self._say(message, text, thread_ts)

    def post_as_app(
        self, bot_id: str, channel_id: str, text: str, files: Sequence[tuple[str, bytes]], user_id: str
    ) -> Message:
        """What a workflow or another app posts, as a user of its own if it has one."""
        message = Message(
            channel=channel_id,
            ts=self._state.next_ts(),
            user=user_id,
            other_app=bot_id,
            file_ids=self._upload(user_id or bot_id, channel_id, files),
            subtype=None if user_id else "bot_message",
        )
        return self._say(message, text, None)

    def forward(self, user_id: str, channel_id: str, source: Message, text: str, thread_ts: str | None) -> Message:
        """Another message's text and files, in an attachment; the files do not become this channel's."""
        shared = forwarded_payload(self._state, source)
        message = Message(channel=channel_id, ts=self._state.next_ts(), user=user_id, attachments=(shared,))
        return self._say(message, text, thread_ts)

    def edit(self, channel_id: str, ts: str, text: str) -> None:
        before = self._state.message(channel_id, ts)
        stored = typed(text, self._state.users.values())
        after = replace(before, text=stored, edited_ts=self._state.next_ts(), pings=pings(stored))
        previous = message_payload(self._state, before)
        self._state.put_message(after)
        self._delivery.send_events(self._events.changed(after, previous))

    def react(self, user_id: str, message: Message, name: str) -> None:
        """Add a reaction, or take one's own back; the app hears of what is added."""
        users = next((reaction.users for reaction in message.reactions if reaction.name == name), ())
        is_taken_back = user_id in users
        now = tuple(user for user in users if user != user_id) if is_taken_back else (*users, user_id)
        others = tuple(reaction for reaction in message.reactions if reaction.name != name)
        reactions = (*others, Reaction(name, now)) if now else others
        self._state.put_message(replace(message, reactions=reactions), ChangeKind.REACTION)
        if not is_taken_back:
            self._delivery.send_events(self._events.reacted(message, user_id, name))

    def delete_file(self, file_id: str) -> None:
        """Delete a file in every channel that it is shared in."""
        file = self._state.file(file_id)
        holders = [
            (message, message_payload(self._state, message))
            for channel_id in file.channels
            for message in self._state.messages(channel_id)
            if file_id in message.file_ids
        ]
        self._state.put_file(replace(file, deleted=True, content=b""))
        self._delivery.send_events(self._events.file_deleted(file_id, file.channels))
        for message, previous in holders:
            self._state.put_message(message)
            self._delivery.send_events(self._events.changed(message, previous))

    def _upload(self, user_id: str, channel_id: str, files: Sequence[tuple[str, bytes]]) -> tuple[str, ...]:
        uploaded = (
            self._state.add_file(name=name, content=content, user=user_id, channels=frozenset({channel_id}))
            for name, content in files
        )
        return tuple(file.id for file in uploaded)

    def _say(self, message: Message, text: str, thread_ts: str | None) -> Message:
        stored = typed(text, self._state.users.values())
        root = self._root(message.channel, thread_ts) if thread_ts else None
        said = replace(message, text=stored, pings=pings(stored), thread_ts=root)
        self._state.add_message(said)
        self._delivery.send_events(self._events.posted(said))
        return said

    def _root(self, channel_id: str, thread_ts: str) -> str:
        """The message that a thread hangs on, also when a reply is named."""
        return self._state.message(channel_id, thread_ts).thread_ts or thread_ts
