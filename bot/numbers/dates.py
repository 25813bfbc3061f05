"""Dates, years, times, sums and the like: digits beside a patent number that are none."""

import re
from datetime import date
from functools import lru_cache

_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_YEAR = r"(?:19|20)[0-9]{2}"
_NAMES = (  # of months, in English, German and French
    "JAN|FEB|FEV|FÉV|MAR|MÄR|APR|AVR|MAI|MAY|JUN|JUI|JUL|AUG|AOU|AOÛ|SEP|OKT|OCT|NOV|DEZ|DEC|DÉC"
)
_NAME = rf"(?:{_NAMES})[A-Z\u00c0-\u024f]{{0,7}}\.?"
_TIME = r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?Z?"

_UNITS = "YEARS?|YRS?|MONTHS?|DAYS?|JAHREN?|ANS|PCS?|PIECES?|STÜCK|INCH(?:ES)?|OZ|[CM]M|KG|ML|[KM]B"

_SUMS = "USD|EUR|GBP|CNY|RMB|JPY|KRW"

_NOISE = re.compile(
    r"(?<![0-9A-Z])(?<![0-9][-/.:])(?:"
    rf"{_YEAR}(?:(?P<mark>[-/.])(?:{_MONTH})(?P=mark){_DAY}|\.\s{_MONTH}\.\s{_DAY})\.?(?:[T\s]{_TIME})?"
    rf"|(?:{_DAY}[-/.]{_MONTH}|{_MONTH}[-/]{_DAY})[-/.]{_YEAR}(?:\s{_TIME})?"
    rf"|{_DAY}\.\s?{_MONTH}\.\s?{_YEAR}"
    rf"|{_DAY}\.[IVX]{{1,4}}\.{_YEAR}"
    rf"|{_DAY}(?:ST|ND|RD|TH|ER)?[.\s-]{{0,2}}{_NAME}[,\s-]{{0,2}}(?:{_YEAR}|[0-9]{{2}})"
    rf"|{_NAME}\s?(?:{_DAY}(?:ST|ND|RD|TH)?,?\s|[,-]?\s?){_YEAR}"
    rf"|(?:{_YEAR}|[令平昭][和成][0-9]{{1,2}}|[平昭RHS][0-9]{{1,2}})\s?[年년.]\s?{_MONTH}\s?[月월.](?:\s?{_DAY}\s?[日일]?)?"
    rf"|(?:{_YEAR}|[令平昭][和成][0-9]{{1,2}})\s?[年년](?!\s?[特意実])|{_MONTH}\s?[月월]\s?{_DAY}\s?[日일]"
    rf"|Q[1-4]\s?[/-]?\s?{_YEAR}|FY\s?(?:{_YEAR}|[0-9]{{2}})|(?:KW|CW|WEEK)\s?[0-9]{{1,2}}(?:\s?[/-]\s?{_YEAR})?"
    rf"|{_DAY}/{_MONTH}|[0-9]{{1,2}}\s?H\s?[0-9]{{2}}|[0-9]{{1,2}}(?:ST|ND|RD|TH)(?![A-Z])"
    rf"|(?:{_SUMS})\s?[0-9]+[.,][0-9]{{2}}|[0-9]+[.,][0-9]{{2}}\s?(?:{_SUMS})(?![A-Z0-9])"
    rf"|(?<=\$)[0-9][0-9.,]*|(?<=\$\s)[0-9][0-9.,]*"
    rf"|[0-9]{{1,3}}(?:[.,][0-9]{{1,2}})?\s?(?:{_UNITS})(?![A-Z0-9])|[0-9]{{1,3}}\s(?:OF|VON|SUR)\s[0-9]{{1,3}}"
    # A section of a document: 1.1, 2.3.1 at the beginning of a line.
    rf"|(?<![^\n])[0-9]{{1,2}}(?:\.[0-9]{{1,2}}){{1,3}}\.?(?=\s+[A-Z])"
    rf"|(?:{_DAY}\.{_MONTH}\.[0-9]{{2}}|{_MONTH}/{_DAY}/[0-9]{{2}}"
    rf"|{_YEAR}[-/][0-9]{{2}}|{_TIME}|[0-9]+(?:[.,][0-9]+)?\s?%"
    r"|(?:(?:LOC\s?\([0-9]+\)\s?)?CL(?:ASS)?\.?\s?)?[0-9]{2}-[0-9]{2}"  # a Locarno class
    rf")(?! {{1,3}}(?!{_YEAR}(?![0-9]))[0-9]))(?![-/.:]?[0-9])",
    re.IGNORECASE,
)
_FIRST_LETTERS = frozenset(_NAMES.split("|"))
_FIRST_WORDS = frozenset({"CL", "CLASS", "LOC", "R", "H", "S", "Q", "FY", "KW", "CW", "WEEK", *_SUMS.split("|")})
_FIRST_CHARACTERS = frozenset("令平昭")


def end_of_date(text: str, start: int) -> int:
    """Where the date, time, share or Locarno class that begins with these digits or this word ends; 0 for none."""
    match = _NOISE.match(text, start)
    return match.end() if match else 0


@lru_cache(maxsize=4096)
def may_begin_date(word: str) -> bool:
    """Whether a word in upper case may be the first of a date or a Locarno class."""
    return word[:3] in _FIRST_LETTERS or word in _FIRST_WORDS or word[:1] in _FIRST_CHARACTERS


def is_year(digits: str) -> bool:
    return len(digits) == 4 and digits.startswith(("19", "20"))


def is_date(digits: str) -> bool:
    """Whether eight digits in a row are a date of the last or this century."""
    if len(digits) != 8 or not is_year(digits[:4]):
        return False
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True
