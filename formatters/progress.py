"""The message that lives in the thread while a post is being checked."""

from collections.abc import Sequence
from datetime import datetime

from bot.model import Check, Message, Post


def format_progress(post: Post, checks: Sequence[Check], *, now: datetime, expected_s: float | None) -> Message:
    """One message for the whole post."""
    raise NotImplementedError
