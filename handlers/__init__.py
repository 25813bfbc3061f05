"""What comes in -> one service call -> what goes out: Slack's events, and the events of a check."""

from slack_bolt.async_app import AsyncApp

from handlers.buttons import ButtonHandlers
from handlers.posts import PostHandlers
from handlers.reports import ReportHandlers


def register(app: AsyncApp, *, posts: PostHandlers, buttons: ButtonHandlers, reports: ReportHandlers) -> None:
    """Attach every listener; what is listened to here is what ``manifest.yml`` subscribes to."""
    posts.register(app)
    buttons.register(app)
    reports.register(app)
