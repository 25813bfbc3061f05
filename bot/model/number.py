"""A patent number as somebody typed it, and how it is looked up."""

import re
from dataclasses import dataclass, field
from enum import StrEnum


class NumberField(StrEnum):
    """Which of Patsnap's two number fields a spelling is searched in; the values are P069's own names."""

    PUBLICATION = "pn"
    APPLICATION = "apno"


class Right(StrEnum):
    """What a number protects, if its text says so."""

    DESIGN = "design"
    PATENT = "patent"
    UTILITY_MODEL = "utility_model"


@dataclass(frozen=True, slots=True)
class NumberQuery:
    """One spelling to search for; P069 takes partial numbers.

    Attributes:
        is_part: the number goes on behind it in a way that is not known: what is found is offered, never taken.
    """

    field: NumberField
    value: str
    is_part: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedNumber:
    """What a typed number says. Two ways of typing the same number are equal, and one look-up.

    Attributes:
        typed: as it was typed, cleaned for display, at most 80 characters; of a link, host and path only.
        country: authority code (``US``, ``EU``, ``WO``, ``EP``, …), to be searched as P069's ``authority``; empty
            if the text does not say it and the form belongs to several. Then nothing was guessed: the digits are
            searched everywhere, and a person has to choose among the hits.
        publication_number: the whole number with its kind code, as Patsnap writes it (``USD1055174S1``); None if
            the kind is not known, and for application numbers.
        kind: the kind code as typed (``S1``); empty if none was.
        candidates: what to search for, the most exact first, one to three. A later one is for when those before it
            found nothing. Of a text that can be read in several ways, those of all its readings.
        right: what it protects, if the text or the form says so.
        canonical: a text that is read as this number alone.
        readings: what it may mean, if that is not sure: to be asked before anything is paid. Each is a number by
            itself, ``typed`` in its canonical form.
    """

    typed: str = field(compare=False)
    country: str
    publication_number: str | None
    kind: str = field(compare=False)
    candidates: tuple[NumberQuery, ...]
    right: Right | None = field(default=None, compare=False)
    canonical: str = field(default="", compare=False)
    readings: "tuple[ParsedNumber, ...]" = ()

    @property
    def has_kind(self) -> bool:
        """Whether the kind code was given; without it, several documents may bear the number."""
        return bool(self.kind)

    @property
    def is_ambiguous(self) -> bool:
        """Whether a person has to say which of the readings is meant."""
        return bool(self.readings)

    @property
    def search(self) -> str:
        """The first spelling to search for."""
        return self.candidates[0].value

    def matches(self, publication_number: str, application_number: str = "") -> bool:
        """Whether a hit bears this very number.

        A search for a part finds more: ``JP174789`` also finds ``JP1747893S``. The country, and the kind if it
        was given, have to be the same.
        """
        published, applied = _compact(publication_number), _compact(application_number)
        return any(
            self._is_publication(query.value, published)
            if query.field is NumberField.PUBLICATION
            else bool(applied) and _compact(query.value) == applied
            for query in self.candidates
            if not query.is_part
        )

    def _is_publication(self, value: str, published: str) -> bool:
        country = "" if value[:1].isalpha() else "[A-Z]{2,4}"
        kind = self.kind or "(?:[A-Z][0-9]?)?"
        # A Korean design that stands alone carries 0000 behind its number.
        pattern = f"{country}{value.removesuffix(self.kind)}(?:0000)?{kind}"
        return published.startswith(self.country) and re.fullmatch(pattern, published) is not None


class NumberFault(StrEnum):
    """Why a text cannot be a patent number."""

    EMPTY = "empty"
    TOO_MUCH_TEXT = "too_much_text"
    NO_DIGITS = "no_digits"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    WRONG_FORM = "wrong_form"
    """The country is known, and its numbers look different."""
    COUNTRY_NEEDED = "country_needed"
    """So few digits that any country may be meant."""
    UNKNOWN_COUNTRY = "unknown_country"
    TWO_COUNTRIES = "two_countries"
    CHECK_DIGIT = "check_digit"
    """A Chinese application number whose last digit does not follow from the others: a slip of the pen."""
    DATE = "date"
    """A date or a year."""
    UNKNOWN_LINK = "unknown_link"
    NOT_A_NUMBER = "not_a_number"


NUMBER_EXAMPLES: dict[str, str] = {
    "US": "US D1055174 S1",
    "EU": "EU 004035624-0003",
    "CN": "CN 307654321 S",
    "JP": "JP 1747893",
    "KR": "KR 30-1234567",
    "WO": "DM/212345",
    "GB": "GB 6123456",
    "DE": "DE 402012001234-0001",
}
"""How a design's number may be typed, by country; each says its country by itself."""


def _compact(number: str) -> str:
    return "".join(char for char in number.upper() if char.isascii() and char.isalnum())
