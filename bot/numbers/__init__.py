"""Patent numbers as people type them.

    parse -> links -> split -> words        where the numbers are
          -> offices -> chinese, readings   what each of them is

Pure: nothing is looked up and no link is opened.
"""

from bot.numbers.parse import parse_number, parse_numbers

__all__ = ["parse_number", "parse_numbers"]
