"""Refusals of texts that cannot be patent numbers."""

from bot.errors import LookalikeError
from bot.model import ProblemKind
from bot.model.number import NumberFault

MAX_TYPED = 80
"""Characters of what was typed that are kept to be shown."""


def invalid_number(fault: NumberFault, *, typed: str, country: str = "", expected: str = "") -> LookalikeError:
    """The error of one text that cannot be a number; ``typed`` is cleaned text, shortened here."""
    return LookalikeError.of(
        ProblemKind.INVALID_NUMBER, typed=shorten(typed), fault=fault.value, country=country, expected=expected
    )


def shorten(typed: str) -> str:
    """What was typed, on one line and within ``MAX_TYPED`` characters."""
    line = " ".join(typed[: 4 * MAX_TYPED].split())
    return line if len(line) <= MAX_TYPED else line[: MAX_TYPED - 1].rstrip() + "…"
