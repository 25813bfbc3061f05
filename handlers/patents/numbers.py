"""Numbers that buttons carry: as Patsnap itself wrote them."""

from bot.model import NumberField, NumberQuery, ParsedNumber
from bot.model.text import storable

LONGEST_NUMBER = 200
"""No button carries a longer one."""


def number_on(value: object) -> ParsedNumber:
    """The number that a button or a form carries, however it was forged."""
    return whole_number(storable(str(value))[:LONGEST_NUMBER])


def whole_number(publication_number: str) -> ParsedNumber:
    """A number as Patsnap itself wrote it: there is nothing to be read from it, and nothing to be refused."""
    return ParsedNumber(
        typed=publication_number[:80],
        country="",
        publication_number=publication_number,
        kind="",
        # Patsnap is asked nothing for none, which no button of the app's carries.
        candidates=(NumberQuery(NumberField.PUBLICATION, publication_number),) if publication_number else (),
    )
