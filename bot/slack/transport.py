"""The way on which Slack's events, interactions and commands come in: Socket Mode, or requests to a public address."""

from collections.abc import Callable
from typing import Protocol

from slack_bolt.async_app import AsyncApp

AckObserver = Callable[[str, bool, bool, float], None]
"""Told of everything that came in: kind, whether Slack got its ack, whether it was sent again, seconds until then."""

EVENT, INTERACTION, COMMAND = "event", "interaction", "command"
"""The kinds of what comes in."""


class Transport(Protocol):
    """Opened, connected and closed once each, in this order.

    Attributes:
        port: where Slack's requests are waited for; None if the app itself goes to Slack.
    """

    @property
    def port(self) -> int | None: ...

    async def open(self, bolt: AsyncApp) -> None:
        """Do all that may turn out to be impossible; nothing comes in yet.

        Raises:
            SettingsError: one sentence for the operator.
        """

    async def connect(self) -> None:
        """From here on things come in, and go to the app's listeners."""

    async def trouble(self) -> str | None:
        """What keeps things from coming in, as one sentence; None while they do."""

    async def close(self) -> None:
        """Take nothing more."""
