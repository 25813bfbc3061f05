"""What the app itself writes into the workspace, and the events that follow from it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.sandbox.slack.delivery import Delivery
from bot.sandbox.slack.elements import prepared
from bot.sandbox.slack.events import Events
from bot.sandbox.slack.mentions import pings
from bot.sandbox.slack.payloads import message_payload
from bot.sandbox.slack.records import JSON, Message
from bot.sandbox.slack.seed import BOT_ID, BOT_USER_ID, SLACKBOT
from bot.sandbox.slack.state import State

_DELETED = "This message was deleted."


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A message that the app wants shown; validated before it gets here."""

    text: str = ""
    blocks: Sequence[JSON] = ()
    attachments: Sequence[JSON] = ()
    metadata: JSON | None = None
    link_names: bool = False


class Outbox:
    """Posts, changes and deletes as the app's bot user."""

    def __init__(self, state: State, events: Events, delivery: Delivery) -> None:
        self._state = state
        self._events = events
        self._delivery = delivery

    def post(
        self,
        channel_id: str,
        draft: Draft,
        *,
        thread_ts: str | None = None,
        ephemeral_to: str | None = None,
        reply_broadcast: bool = False,
        file_ids: Sequence[str] = (),
    ) -> Message:
        blocks = self._blocks(draft)
        message = Message(
            channel=channel_id,
            ts=self._state.next_ts(),
            user=BOT_USER_ID,
            bot_id=BOT_ID,
            text=draft.text,
            blocks=blocks,
            attachments=tuple(draft.attachments),
            file_ids=tuple(file_ids),
            subtype="file_share" if file_ids else "thread_broadcast" if reply_broadcast else None,
            thread_ts=thread_ts,
            metadata=draft.metadata,
            ephemeral_to=ephemeral_to,
            pings=pings(draft.text, [*blocks, *draft.attachments], link_names=draft.link_names),
            reply_broadcast=reply_broadcast,
        )
        self._state.add_message(message)
        if ephemeral_to is None:
            self._delivery.send_events(self._events.posted(message))
        return message

    def update(self, message: Message, draft: Draft) -> Message:
        """Replace what a message shows."""
        blocks = self._blocks(draft)
        updated = replace(
            message,
            text=draft.text,
            blocks=blocks,
            attachments=tuple(draft.attachments),
            metadata=draft.metadata,
            edited_ts=self._state.next_ts(),
            pings=pings(draft.text, [*blocks, *draft.attachments], link_names=draft.link_names),
        )
        previous = message_payload(self._state, message)
        self._state.put_message(updated)
        if message.ephemeral_to is None:
            self._delivery.send_events(self._events.changed(updated, previous))
        return updated

    def delete(self, message: Message) -> None:
        """Take a message away, whoever wrote it.

        If it has replies a tombstone stays, and Slack announces that as a change.
        """
        if message.ephemeral_to is not None:
            self._state.remove_message(message.channel, message.ts)
        elif not self._state.replies(message.channel, message.ts):
            self._state.remove_message(message.channel, message.ts)
            self._delivery.send_events(self._events.deleted(message))
        else:
            tombstone = Message(
                channel=message.channel, ts=message.ts, user=SLACKBOT, text=_DELETED, subtype="tombstone"
            )
            previous = message_payload(self._state, message)
            self._state.put_message(tombstone)
            self._delivery.send_events(self._events.changed(tombstone, previous))

    def _blocks(self, draft: Draft) -> tuple[JSON, ...]:
        return tuple(prepared(draft.blocks, lambda: self._state.next_id("b")))
