"""The ladder of fallbacks: one message or view, offered to Slack ever plainer until it takes one.

The rungs come from the formatters: full blocks, the same without images, without containers, text alone.
"""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.errors import SlackError
from bot.model import Block, Message

logger = logging.getLogger(__name__)

Rung = TypeVar("Rung")
Answer = TypeVar("Answer")

RESPONSE_REFUSED = "response_refused"
"""The code of an answer that a ``response_url`` did not take: Slack says there that it is wrong, and not always why."""

_REFUSED_BLOCKS = frozenset(
    {"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "invalid_attachments", RESPONSE_REFUSED}
)
_REFUSED_VIEWS = frozenset({"invalid_arguments", "view_too_large"})
_REFUSALS = _REFUSED_BLOCKS | _REFUSED_VIEWS


@dataclass(frozen=True, slots=True)
class Taken(Generic[Rung, Answer]):
    """What Slack took in the end, and what it answered.

    Attributes:
        complaints: what Slack said of the rungs above, block by block.
    """

    rung: Rung
    answer: Answer
    complaints: tuple[str, ...] = ()


def rungs_of(message: Message, *, most_tries: int | None = None) -> Sequence[Sequence[Block]]:
    """Full blocks first, text alone last.

    Args:
        most_tries: how often ``offer`` may send, at least two; if that is too few, the plainest rungs are kept.
    """
    full, *plainer = [*(rung for rung in (message.blocks, *message.fallbacks) if rung), ()]
    return [full, *(plainer if most_tries is None else plainer[1 - most_tries :])]


async def offer(rungs: Sequence[Rung], send: Callable[[Rung], Awaitable[Answer]]) -> Taken[Rung, Answer]:
    """Send the first rung that Slack takes.

    Args:
        send: one try, which raises SlackError.

    Raises:
        SlackError: Slack refused the last rung too, or it was not the blocks that it refused.
    """
    complaints: tuple[str, ...] = ()
    for number, rung in enumerate(rungs):
        try:
            return Taken(rung, await send(rung), complaints)
        except SlackError as error:
            if error.code not in _REFUSALS or number == len(rungs) - 1:
                raise
            complaints += error.messages
            logger.warning(
                "Slack refused blocks, trying plainer ones",
                extra={"code": error.code, "rung": number, "messages": list(error.messages)[:10]},
            )
    raise AssertionError("the last rung ends the loop")
