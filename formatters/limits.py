"""Slack's limits that a text from outside or a long report could reach, and what keeps a message under them.

Lengths are in characters, escapes included, unless bytes are named. The limits of what has a fixed wording (buttons,
dialogs, titles of modals) are held by the tests.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

MESSAGE_BLOCKS: Final = 50
MESSAGE_JSON: Final = 11_800
"""Ours. Slack refuses a message at some 13,200 characters of blocks (undocumented); no message reaches 12,000."""

SHORT_JSON: Final = 4_000
"""Ours, for the last blocks before text alone, by ``json_thirds``. Slack has been seen to refuse some 11,000
characters, and does not say whether it counts these or bytes: of Chinese, these are 12,000."""

SECTION_TEXT: Final = 3_000
BUTTON_LABEL: Final = 75
ALT_TEXT: Final = 2_000
CONTAINER_TITLE: Final = 150
CONTAINER_SUBTITLE: Final = 150
CONTAINER_CHILDREN: Final = 10
TABLE_ROWS: Final = 101
TABLE_TEXT: Final = 10_000
"""Characters in the cells of a message's data tables."""

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def json_size(value: Any) -> int:
    """Characters of a block, or of several, as compact JSON."""
    return len(_ENCODER.encode(value))


def json_bytes(value: Any) -> int:
    """Bytes of the same in UTF-8, should Slack count these: of Chinese, three for each character."""
    return len(_ENCODER.encode(value).encode("utf-8", "surrogatepass"))


def json_thirds(value: Any) -> int:
    """Whichever is more: characters, or a third of the bytes."""
    return max(json_size(value), -(-json_bytes(value) // 3))


def count_blocks(blocks: Sequence[Mapping[str, Any]]) -> int:
    """How many blocks a message holds, those inside containers included: Slack does not say which count."""
    return sum(1 + len(block.get("child_blocks", ())) for block in blocks)


def share(lengths: Sequence[int], total: int) -> list[int]:
    """Split ``total`` characters among texts of these lengths, fairly.

    None gets more than its length; what a short text leaves over goes to the longer ones in equal parts.
    """
    shares = [0] * len(lengths)
    left = max(total, 0)
    by_length = sorted(range(len(lengths)), key=lengths.__getitem__)
    for done, index in enumerate(by_length):
        shares[index] = min(lengths[index], left // (len(lengths) - done))
        left -= shares[index]
    return shares
