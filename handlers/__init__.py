"""What comes in -> one service call -> what goes out: Slack's events, and the events of a check."""

from typing import Protocol

from slack_bolt.async_app import AsyncApp


class Handlers(Protocol):
    """One module's listeners."""

    def register(self, app: AsyncApp) -> None: ...


def register(app: AsyncApp, *groups: Handlers) -> None:
    """Attach every listener; what is listened to here is what ``manifest.yml`` asks for."""
    for group in groups:
        group.register(app)
