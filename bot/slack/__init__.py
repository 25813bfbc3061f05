"""What the app needs of Slack, and nothing more: errors, budgets and retries of the Web API live here."""

from bot.slack.calls import SlackCalls
from bot.slack.conversations import SlackConversations
from bot.slack.files import SlackFiles, may_be_picture
from bot.slack.links import Permalinks
from bot.slack.messages import Marker, Posted, SlackMessages

__all__ = [
    "Marker",
    "Permalinks",
    "Posted",
    "SlackCalls",
    "SlackConversations",
    "SlackFiles",
    "SlackMessages",
    "may_be_picture",
]
