"""Why an option that somebody typed cannot be followed, and how it is put right."""

from enum import StrEnum
from typing import Final

MAX_TEXT: Final = 100
"""Characters of a keyword or of a company's name."""

MAX_WORDS: Final = 5
"""Words of a keyword without quotes: more of them are a sentence."""


class OptionFault(StrEnum):
    """What is wrong with an option; the details say which word, and the nearest right one."""

    MISSING = "missing"  # nothing stands behind the name
    WRONG = "wrong"  # the word is none that the option takes
    UNSURE = "unsure"  # the word may be a value or prose
    LEFT_OVER = "left_over"  # the word stands behind a value, and may belong to it
    TWICE = "twice"  # the option was given before, with another value
    UNFIT = "unfit"  # a value that the option takes, but not with what it was given for
    TOO_LONG = "too_long"
    FUTURE = "future"  # the day has not come


class OptionPlace(StrEnum):
    """Where an option was typed, if that decides how it is put right."""

    POST = "post"  # a mention in the thread is enough
