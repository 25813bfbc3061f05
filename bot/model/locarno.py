"""The Locarno classification of designs: the number of a class or subclass at the beginning of a text."""

import re
from dataclasses import dataclass
from typing import Final

_NUMBER = re.compile(r"\s*(\d{1,2})(?:\s?[-–./]\s?(\d{1,2}))?(?![\dA-Za-z])", re.ASCII)
_CLASSES: Final = range(1, 33)

MISCELLANEOUS: Final = 99
"""The subclass that holds the rest of its class."""


@dataclass(frozen=True, slots=True)
class LocarnoNumber:
    """Attributes: main: the class; sub: the subclass, None for a whole class."""

    main: int
    sub: int | None = None

    def __str__(self) -> str:
        """``21-01``, or ``21`` for a whole class."""
        return f"{self.main:02}" if self.sub is None else f"{self.main:02}-{self.sub:02}"


def locarno_number(text: str) -> LocarnoNumber | None:
    """What a text such as ``21-01`` or ``21 游戏器具、玩具`` begins with; None for no class of the classification."""
    match = _NUMBER.match(text)
    if not match or int(match[1]) not in _CLASSES:
        return None
    return LocarnoNumber(int(match[1]), None if match[2] is None else int(match[2]))
