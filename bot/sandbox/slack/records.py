"""What a workspace holds: frozen records, replaced whole when they change."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal

JSON = dict[str, Any]


class ChannelKind(StrEnum):
    """The value is the ``channel_type`` that Slack's message events carry."""

    PUBLIC = "channel"
    PRIVATE = "group"
    GROUP_DM = "mpim"
    DM = "im"


@dataclass(frozen=True, slots=True)
class User:
    id: str
    name: str
    """What is typed after ``@``."""
    real_name: str
    title: str = ""
    is_bot: bool = False
    team_id: str = ""
    """Another organisation's; empty for people of this workspace."""
    locale: str = "en-US"
    """Of the language that this person has chosen in Slack."""
    is_admin: bool = False
    """Of the workspace."""


@dataclass(frozen=True, slots=True)
class Channel:
    id: str
    name: str
    """Without ``#``; for a DM the name of the person."""
    kind: ChannelKind
    members: frozenset[str]
    topic: str = ""
    is_archived: bool = False
    is_connect: bool = False
    """Shared with another company: its files arrive as a mere id to be looked up."""


@dataclass(frozen=True, slots=True)
class File:
    id: str
    name: str
    mimetype: str
    filetype: str
    user: str
    created: int
    content: bytes = field(repr=False)
    channels: frozenset[str] = frozenset()
    deleted: bool = False
    ready_at: float = 0.0
    """Unix time at which the malware scan ends; before it the file has no ``url_private`` and no ``mimetype``."""
    title: str = ""
    alt_text: str = ""

    @property
    def size(self) -> int:
        return len(self.content)

    @property
    def is_image(self) -> bool:
        """Of a kind that an image block can show."""
        return self.mimetype in {"image/png", "image/jpeg", "image/gif"}


@dataclass(frozen=True, slots=True)
class Reaction:
    name: str
    users: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Message:
    channel: str
    ts: str
    user: str
    text: str = ""
    blocks: tuple[JSON, ...] = ()
    attachments: tuple[JSON, ...] = ()
    file_ids: tuple[str, ...] = ()
    thread_ts: str | None = None
    """The parent's ``ts`` in a reply; None in a message of its own, also if it has replies."""
    bot_id: str | None = None
    """This app's; see ``other_app`` for those of others."""
    other_app: str | None = None
    """The bot id of the workflow or app that posted it; ``user`` is empty unless it has a user of its own."""
    subtype: str | None = None
    reactions: tuple[Reaction, ...] = ()
    metadata: JSON | None = None
    edited_ts: str | None = None
    ephemeral_to: str | None = None
    """The only person who sees it; None: everybody in the channel."""
    pings: tuple[str, ...] = ()
    """Who is notified by unescaped mentions: ``!channel``, ``@U0ADA00001``, …"""
    reply_broadcast: bool = False

    @property
    def is_reply(self) -> bool:
        return self.thread_ts is not None

    @property
    def is_from_app(self) -> bool:
        return self.bot_id is not None


@dataclass(frozen=True, slots=True)
class View:
    """A modal or a Home tab."""

    id: str
    user: str
    type: Literal["modal", "home"]
    hash: str
    content: JSON
    """The view as the app sent it, every block with a ``block_id`` and every element with an ``action_id``."""
    values: Mapping[str, Mapping[str, JSON]]
    """``state.values``: block_id -> action_id -> ``{"type": …, "value": …}``."""
    root_id: str
    previous_id: str | None = None

    @property
    def callback_id(self) -> str:
        return str(self.content.get("callback_id", ""))

    @property
    def blocks(self) -> list[JSON]:
        return list(self.content["blocks"])


class Status(StrEnum):
    """How the app answered an interaction."""

    OK = "ok"
    TIMEOUT = "timeout"
    """No ack within 3 seconds: people read "… did not respond"."""
    NOT_CONNECTED = "not_connected"
    """No socket is open; people read the same."""
    REFUSED = "refused"
    """The ack came, but Slack cannot use what it carries; ``errors`` says why."""
    INVALID = "invalid"
    """Never sent: a required input is empty, or the command does not exist; ``errors`` says which."""


@dataclass(frozen=True, slots=True)
class Said:
    """What Slack itself says to a person: a message of the page's catalogues, and its values."""

    message: str
    values: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an interaction.

    ``errors`` maps a ``block_id`` to a sentence if the app or the form refuses inputs of a view, else ``""`` to one.
    The app's own sentences are texts.
    """

    status: Status
    response: JSON | None = None
    errors: Mapping[str, str | Said] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        return self.status is Status.OK and not self.errors


class ChangeKind(StrEnum):
    POSTED = "posted"
    CHANGED = "changed"
    DELETED = "deleted"
    EPHEMERAL = "ephemeral"
    REACTION = "reaction"
    FILE = "file"
    CHANNEL = "channel"
    VIEW = "view"
    HOME = "home"
    CONNECTION = "connection"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Change:
    """Something in the workspace is different now; what does not apply is None."""

    kind: ChangeKind
    channel_id: str | None = None
    ts: str | None = None
    thread_ts: str | None = None
    """The thread that the message ``ts`` is a reply in."""
    user_id: str | None = None
    """Whom it concerns alone: the reader of an ephemeral message, the owner of a view."""
    view_id: str | None = None
    file_id: str | None = None


Thing = Literal["channel", "element", "event", "file", "member", "message", "option", "user", "view"]


class NoSuchThing(LookupError):
    """Something that is not there, or not for this person.

    Attributes:
        thing: what kind of thing.
        name: its id.
    """

    def __init__(self, thing: Thing, name: str) -> None:
        super().__init__(f"There is no {thing} {name}.")
        self.thing = thing
        self.name = name
