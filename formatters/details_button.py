"""The button that opens a patent in depth, and says what that costs."""

from bot.languages import Translator
from bot.model import Patent
from bot.model.patent_details import BASIC_PARTS
from formatters.actions import PATENT_DETAILS, REPORT_DETAILS
from formatters.blocks import Element, button
from formatters.text import shorten_plain

_VALUE = 200


def details_button(tr: Translator, patent: Patent, *, calls: int, check_id: str = "") -> Element:
    """The button under a card, or beside a comparison.

    Args:
        calls: to Patsnap, that a press would take.
        check_id: whose report compared the patent; empty for a patent that was looked up.
    """
    named = shorten_plain(patent.publication_number, 30)
    return button(
        tr("details-button", calls=calls),
        action_id=REPORT_DETAILS if check_id else PATENT_DETAILS,
        value=f"{check_id}/{patent.patent_id}"[:_VALUE] if check_id else patent.patent_id[:_VALUE],
        label=tr("details-button-label", number=named, calls=calls) if named else "",
    )


def reply_details_button(tr: Translator, patent: Patent, *, check_id: str) -> Element | None:
    """The same in a reply, which stands for years: it says what a press takes at most. None for a patent without an id.

    Args:
        check_id: whose report compared the patent.
    """
    if not patent.patent_id:
        return None
    named, calls = shorten_plain(patent.publication_number, 30), len(BASIC_PARTS)
    return button(
        tr("details-button-reply", calls=calls),
        action_id=REPORT_DETAILS,
        value=f"{check_id}/{patent.patent_id}"[:_VALUE],
        label=tr("details-button-reply-label", number=named, calls=calls) if named else "",
    )
