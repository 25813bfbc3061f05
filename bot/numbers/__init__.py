"""Patent numbers as people type them.

    parse -> vicinity, text                              what can say something of a number, made plain
          -> links                                       links, by a table of rules
          -> segments -> candidate, numerals -> tokens   where the numbers are, and what is said of each
          -> offices -> forms, chinese                   what each of them is, by a table of forms

Pure: nothing is looked up and no link is opened.
"""

from bot.numbers.parse import parse_number, parse_numbers
from bot.numbers.sure import sure_numbers

__all__ = ["parse_number", "parse_numbers", "sure_numbers"]
