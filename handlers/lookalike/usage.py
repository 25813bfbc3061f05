"""How the app is used, as the help for all who ask: by a command, a mention, or a word in a direct message."""

from bot.languages import Translator
from bot.model import Message
from bot.options import CHECK_ACCEPTED, FILTERS_ACCEPTED
from formatters.lookalike import format_usage


def usage(tr: Translator, unknown: str = "") -> Message:
    """
    Args:
        unknown: what was typed in place of something that the app knows; empty for a plain question.
    """
    return format_usage(tr, CHECK_ACCEPTED, list(FILTERS_ACCEPTED), unknown=unknown)
