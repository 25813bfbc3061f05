"""The modal that holds every comparison of a report, a page at a time. Slack allows no containers in it."""

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from bot.model import Check, Report
from formatters.actions import COMPARISONS_MODAL, COMPARISONS_NEXT, COMPARISONS_PREVIOUS
from formatters.blocks import Element, actions, button, context, divider, long_section, plain_text, section
from formatters.limits import SECTION_TEXT
from formatters.patents import NO_DETAILS, Card, make_card
from formatters.report import DISCLAIMER, headline, image_name
from formatters.text import count_of, escape

PAGE_SIZE = 5

# Five comparisons of this many characters stay under Slack's 250 KB for a view, were every one written as \\uXXXX.
_CARD = 7_000
_NO_PICTURES: Mapping[str, str] = MappingProxyType({})


def format_comparisons_modal(
    check: Check, report: Report, *, page: int, pictures: Mapping[str, str] = _NO_PICTURES
) -> dict[str, Any]:
    """The view for ``views.open`` and ``views.update``.

    Args:
        page: counts from 0; what lies outside becomes the nearest page.
        pictures: patent_id -> Slack's id of its drawing.
    """
    pages = max(1, -(-len(report.comparisons) // PAGE_SIZE))
    page = min(max(page, 0), pages - 1)
    first = page * PAGE_SIZE
    shown = report.comparisons[first : first + PAGE_SIZE]
    about = (image_name(check), count_of(len(report.comparisons), "comparison"), f"Page {page + 1} of {pages}")
    blocks = [section(f"*{headline(report)}*"), context(" · ".join(filter(None, about)))]
    for comparison in shown:
        card = make_card(comparison, check, pictures, size=_CARD)
        blocks += [divider(), *_lay_out(card)]
    if not shown:
        blocks.append(section("Patsnap sent no comparison with this report."))
    blocks += [divider(), *_paging(check, page, pages), context(DISCLAIMER)]
    return {
        "type": "modal",
        "callback_id": COMPARISONS_MODAL,
        "title": plain_text("All comparisons"),
        "close": plain_text("Close"),
        "private_metadata": json.dumps({"check": check.id, "page": page}, separators=(",", ":")),
        "blocks": blocks,
    }


def parse_comparisons_state(private_metadata: str) -> tuple[str, int] | None:
    """The check id and the page (from 0) of a view's private_metadata; None for what is no such state."""
    try:
        state = json.loads(private_metadata)
    except (ValueError, RecursionError):
        return None
    match state:
        case {"check": str(check_id), "page": int(page)} if check_id and not isinstance(page, bool):
            return check_id, page
    return None


def _lay_out(card: Card) -> list[Element]:
    name = f"*{escape(card.title)}*\n{escape(card.subtitle)}"
    texts = card.texts(size=_CARD, section=SECTION_TEXT) or [NO_DETAILS]
    return [section(name, accessory=card.picture), *map(long_section, texts), *card.footer]


def _paging(check: Check, page: int, pages: int) -> list[Element]:
    buttons = []
    if page > 0:
        buttons.append(button("Previous", action_id=COMPARISONS_PREVIOUS, value=check.id))
    if page < pages - 1:
        buttons.append(button("Next", action_id=COMPARISONS_NEXT, value=check.id))
    return [actions(*buttons)] if buttons else []
