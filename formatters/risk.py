"""The risk levels as people see them.

Low is blue, not green: green would say "go", and a screening never says that.
"""

from bot.languages import Translator
from bot.model import Risk


def risk_name(tr: Translator, risk: Risk) -> str:
    """``High``."""
    return tr(f"risk-{risk}")


def risk_level(tr: Translator, risk: Risk) -> str:
    """``Rated high``, by itself or in front of a list: the rating is Patsnap's, and the app has none of its own."""
    return tr(f"risk-level-{risk}")


RISK_EMOJI: dict[Risk, str] = {Risk.HIGH: "🔴", Risk.MEDIUM: "🟠", Risk.LOW: "🔵", Risk.UNRATED: "⚪"}

UNREAD_EMOJI = "❔"
"""Of comparisons that were sent and could not be read."""

RISK_REACTIONS: dict[Risk, str] = {
    Risk.HIGH: "red_circle",
    Risk.MEDIUM: "large_orange_circle",
    Risk.LOW: "large_blue_circle",
    Risk.UNRATED: "white_circle",
}
"""The same circles by Slack's names, for the reaction on the post."""
