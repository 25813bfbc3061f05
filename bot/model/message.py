"""A message on its way to a person. Its blocks are opaque here: formatters make them, Slack reads them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Block = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message, and what to fall back to if Slack refuses it.

    Attributes:
        text: the whole message in plain words, for notifications and screen readers; always sent.
        blocks: the message as it should look; empty for text alone.
        fallbacks: ever plainer blocks, tried in order after a refusal; text alone is always the last.
    """

    text: str
    blocks: tuple[Block, ...] = ()
    fallbacks: tuple[tuple[Block, ...], ...] = ()
