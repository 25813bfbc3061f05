"""What a thread is told when its checks have to wait for another day."""

from bot.model import Hold, Message
from formatters.blocks import section
from formatters.dates import local_time


def format_hold(hold: Hold) -> Message:
    """A message of its own, so that people are notified: what happened, when it goes on, that nothing need be done."""
    text = (
        "Patsnap's limit for today is used up, so what is still to be checked here waits. "
        f"It goes on by itself soon after {local_time(hold.until)}, and there is nothing you need to do."
    )
    return Message(text=text, blocks=(section(f"🌙 {text}"),))
