"""A hold: a person's word that the data of a check stays, whatever is deleted or gets old meanwhile."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.model.check import Check


class DeletedWith(StrEnum):
    """What was deleted in Slack while a check was on hold; its data goes once it is released."""

    MESSAGE = "message"
    FILE = "file"
    CHANNEL = "channel"
    APP = "app"
    """The app was uninstalled."""


class MayHold(StrEnum):
    """Whether a person may put data on hold and release it."""

    YES = "yes"
    NO = "no"
    NOT_REVIEWER = "not_reviewer"
    """The channel has named its reviewers, and this person is none of them."""
    NOT_GRANTED = "not_granted"
    """Slack may not tell the app who is an admin."""
    UNKNOWN = "unknown"
    """Slack did not say, or not in time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """One entry of the record of holds, which stays when the hold is released.

    Attributes:
        id: 32 hexadecimal digits.
        held_by: Slack's id of a person; empty for an operator of the app.
        reason: as it was typed; empty for none.
        released_by: likewise; says nothing before ``released_at``.
        released_at: aware; None for a hold that stands.
        deleted_with: what was deleted in Slack meanwhile; None if nothing was.
    """

    id: str
    team_id: str
    channel_id: str
    check_id: str
    held_by: str
    held_at: datetime
    reason: str = ""
    released_by: str = ""
    released_at: datetime | None = None
    release_reason: str = ""
    deleted_with: DeletedWith | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """An entry and the check that it is about; None once its data has been deleted."""

    hold: Hold
    check: Check | None


@dataclass(frozen=True, slots=True)
class Which:
    """How a person names a check: by its id, or by the message that it answers or that asked for it.

    Attributes:
        check_id: empty if a message is named.
        channel_id: where that message is; empty for an id.
        ts: of that message; likewise.
    """

    check_id: str = ""
    channel_id: str = ""
    ts: str = ""
