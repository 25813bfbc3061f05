"""Short-lived permissions: ``trigger_id``, ``response_url``, and the ticket to open a socket with."""

from dataclasses import dataclass, replace
from uuid import uuid4

from bot.sandbox.slack.apierror import ApiError
from bot.sandbox.slack.state import State

TRIGGER_S = 3.0
RESPONSE_S = 30 * 60.0
RESPONSE_USES = 5
SOCKET_S = 30.0


@dataclass(frozen=True, slots=True)
class _Trigger:
    user_id: str
    expires_at: float
    used: bool = False


@dataclass(frozen=True, slots=True)
class ResponseTicket:
    """What a ``response_url`` may still do."""

    channel_id: str
    user_id: str
    message_ts: str | None
    """The message that the interaction came from."""
    expires_at: float
    uses_left: int = RESPONSE_USES


class Tickets:
    """Issues triggers and response URLs, and takes them back."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._triggers: dict[str, _Trigger] = {}
        self._responses: dict[str, ResponseTicket] = {}
        self._sockets: dict[str, float] = {}

    def trigger(self, user_id: str) -> str:
        """A ``trigger_id``, good for one view within 3 seconds."""
        self._forget_expired()
        trigger_id = f"{self._state.next_id('')}.{int(self._state.clock() * 1000)}.sandbox"
        self._triggers[trigger_id] = _Trigger(user_id, self._state.clock() + TRIGGER_S)
        return trigger_id

    def redeem(self, trigger_id: str) -> str:
        """The person whose action the trigger came from.

        Raises:
            ApiError: ``invalid_trigger_id``, ``exchanged_trigger_id`` or ``expired_trigger_id``.
        """
        trigger = self._triggers.get(trigger_id)
        if trigger is None:
            raise ApiError("invalid_trigger_id")
        if trigger.used:
            raise ApiError("exchanged_trigger_id")
        if trigger.expires_at <= self._state.clock():
            raise ApiError("expired_trigger_id")
        self._triggers[trigger_id] = replace(trigger, used=True)
        return trigger.user_id

    def socket(self) -> str:
        """A ticket to open one socket with, soon."""
        ticket = str(uuid4())
        self._sockets[ticket] = self._state.clock() + SOCKET_S
        return ticket

    def admit(self, ticket: str) -> bool:
        """Whether a socket may open with this ticket; it is used up by that."""
        return self._sockets.pop(ticket, 0.0) > self._state.clock()

    def response_url(self, channel_id: str, user_id: str, message_ts: str | None = None) -> str:
        """A URL good for five posts within 30 minutes."""
        key = uuid4().hex  # nobody is asked for a token here, so nobody may guess it
        self._responses[key] = ResponseTicket(channel_id, user_id, message_ts, self._state.clock() + RESPONSE_S)
        return f"{self._state.home}/slack/response/{key}"

    def _forget_expired(self) -> None:
        """Old triggers stay for a while, so that Slack's different words for them are kept."""
        now = self._state.clock()
        self._triggers = {key: held for key, held in self._triggers.items() if held.expires_at + RESPONSE_S > now}
        self._responses = {key: held for key, held in self._responses.items() if held.expires_at > now}
        self._sockets = {key: expires_at for key, expires_at in self._sockets.items() if expires_at > now}

    def spend(self, key: str) -> ResponseTicket:
        """Use a response URL once.

        Raises:
            ApiError: ``expired_url`` or ``used_url``.
        """
        ticket = self._responses.get(key)
        if ticket is None or ticket.expires_at <= self._state.clock():
            raise ApiError("expired_url", status=404)
        if ticket.uses_left <= 0:
            raise ApiError("used_url", status=404)
        self._responses[key] = replace(ticket, uses_left=ticket.uses_left - 1)
        return ticket
