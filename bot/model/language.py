"""The languages in which the app speaks: each is named by the file that holds its messages."""

from typing import Final, NewType

Language = NewType("Language", str)
"""A language tag such as ``en`` or ``zh``, in lower case: the name of a catalogue of ``bot.languages``."""

ENGLISH: Final = Language("en")
CHINESE: Final = Language("zh")
"""Simplified Chinese."""
