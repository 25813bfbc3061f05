"""Public pages about patents: an official register's, or Google's.

An address is made by the rule of one office and one kind of document. If there is none for a number there is no link:
a dead one looks as if the patent did not exist.
"""

import re
from dataclasses import dataclass

from bot.languages import Translator
from bot.model.language import ENGLISH, Language


@dataclass(frozen=True, slots=True)
class _Rule:
    """Attributes: place: names the message ``patent-page-…``; address: in which the number's groups are put."""

    place: str
    number: re.Pattern[str]
    address: str


_RULES = (
    # EU0040356240003S at Patsnap is design 004035624-0003 at EUIPO.
    _Rule(
        "euipo",
        re.compile(r"E[UM](\d{9})-?(\d{4})S?", re.ASCII),
        "https://euipo.europa.eu/eSearch/#details/designs/{0}-{1}",
    ),
    _Rule("cnipa", re.compile(r"(CN3\d{8}S)", re.ASCII), "http://epub.cnipa.gov.cn/patent/{0}"),
    _Rule(
        "google",
        re.compile(
            r"(USD[1-9]\d{2,6}S\d?"  # designs, which Google has of the United States alone
            r"|US\d{7,8}B[12]|US20\d{9}A\d|CN[12]\d{6,8}[ABCUY]|EP\d{7}[AB]\d|WO(?:19|20)\d{8}A\d)",
            re.ASCII,
        ),
        "https://patents.google.com/patent/{0}/{language}",
    ),
)


def patent_url(publication_number: str, language: Language = ENGLISH) -> str:
    """A public page about a publication number; empty if none is known to stand at an address of its own."""
    found = _page(publication_number, language)
    return found[1] if found else ""


def patent_link(tr: Translator, publication_number: str) -> str:
    """A link to that page, in the reader's language where there is one; empty for none."""
    found = _page(publication_number, tr.language)
    if found is None:
        return ""
    place, address = found
    return f"<{address}|{tr(f'patent-page-{place}', number=publication_number.strip())}>"


def register_link(tr: Translator, publication_number: str) -> str:
    """The same, named after the register alone, if the number stands beside it."""
    found = _page(publication_number, tr.language)
    return f"<{found[1]}|{tr(f'patent-register-{found[0]}')}>" if found else ""


def _page(publication_number: str, language: Language) -> tuple[str, str] | None:
    number = publication_number.strip().upper()
    for rule in _RULES:
        if match := rule.number.fullmatch(number):
            return rule.place, rule.address.format(*match.groups(), language=language)
    return None
