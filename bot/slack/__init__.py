"""What the app needs of Slack, and nothing more: errors, budgets and retries of the Web API live here."""

from bot.slack.calls import SlackCalls
from bot.slack.files import SlackFiles, may_be_picture
from bot.slack.messages import Marker, Posted, SlackMessages

__all__ = ["Marker", "Posted", "SlackCalls", "SlackFiles", "SlackMessages", "may_be_picture"]
