"""The modal that holds every comparison of a report, a page at a time. Slack allows no containers in it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from bot.languages import Translator
from bot.model import Check, Comparison, Patent, Report
from formatters.actions import COMPARISONS_MODAL, COMPARISONS_NEXT, COMPARISONS_PREVIOUS
from formatters.blocks import Element, actions, button, context, divider, long_section, plain_text, section
from formatters.details_button import details_button
from formatters.limits import SECTION_TEXT
from formatters.patents import Card, make_card
from formatters.problems import format_not_found
from formatters.report import headline, image_name
from formatters.text import escape

PAGE_SIZE = 5

# Five comparisons of this many characters stay under Slack's 250 KB for a view, were every one written as \\uXXXX.
_CARD = 7_000
_NO_PICTURES: Mapping[str, str] = MappingProxyType({})
_NO_COSTS: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ComparisonsState:
    """What a modal knows of the report it shows. Attributes: page: counts from 0."""

    check_id: str
    channel_id: str
    page: int


def format_comparisons_modal(
    tr: Translator,
    check: Check,
    report: Report,
    *,
    page: int,
    pictures: Mapping[str, str] = _NO_PICTURES,
    costs: Mapping[str, int] = _NO_COSTS,
) -> dict[str, Any]:
    """The view for ``views.open`` and ``views.update``.

    Args:
        page: counts from 0; what lies outside becomes the nearest page.
        pictures: patent_id -> Slack's id of its drawing.
        costs: patent_id -> how many calls its details would take; without one, none are offered.
    """
    pages = _pages(report)
    page = _nearest(page, pages)
    shown = comparisons_on(report, page)
    about = (
        image_name(tr, check),
        tr("comparisons-count", count=len(report.comparisons)),
        tr("comparisons-unread", unread=report.unreadable) if report.unreadable else "",
        tr("comparisons-page", page=page + 1, pages=pages),
    )
    blocks = [section(f"*{headline(tr, report)}*"), context(" · ".join(filter(None, about)))]
    for comparison in shown:
        details = _details(tr, check, comparison.patent, costs)
        card = make_card(tr, comparison, check, pictures, size=_CARD, details=details)
        blocks += [divider(), *_lay_out(tr, card)]
    if not shown:
        blocks.append(section(tr("comparisons-none-readable" if report.unreadable else "comparisons-none")))
    blocks += [divider(), *_paging(tr, check, page, pages), context(tr("report-disclaimer"))]
    state = {"check": check.id, "channel": check.post.channel_id, "page": page}
    return _view(tr, blocks, state=json.dumps(state, separators=(",", ":")))


def comparisons_on(report: Report, page: int) -> tuple[Comparison, ...]:
    """What a page shows; for what lies outside, the nearest one."""
    first = _nearest(page, _pages(report)) * PAGE_SIZE
    return report.comparisons[first : first + PAGE_SIZE]


def format_comparisons_gone(tr: Translator) -> dict[str, Any]:
    """The view in place of a report that is gone, or belongs to somebody else."""
    return _view(tr, [dict(block) for block in format_not_found(tr).blocks], state="")


def parse_comparisons_state(private_metadata: str) -> ComparisonsState | None:
    """What ``format_comparisons_modal`` put there; None for anything else."""
    try:
        state = json.loads(private_metadata)
    except (ValueError, RecursionError):
        return None
    match state:
        case {"check": str(check_id), "channel": str(channel_id), "page": int(page)} if not isinstance(page, bool):
            return ComparisonsState(check_id, channel_id, page)
    return None


def _view(tr: Translator, blocks: list[Element], *, state: str) -> dict[str, Any]:
    return {
        "type": "modal",
        "callback_id": COMPARISONS_MODAL,
        "title": plain_text(tr("comparisons-title")),
        "close": plain_text(tr("comparisons-close")),
        "private_metadata": state,
        "blocks": blocks,
    }


def _pages(report: Report) -> int:
    return max(1, -(-len(report.comparisons) // PAGE_SIZE))


def _nearest(page: int, pages: int) -> int:
    return min(max(page, 0), pages - 1)


def _lay_out(tr: Translator, card: Card) -> list[Element]:
    name = f"*{escape(card.title)}*\n{escape(card.subtitle)}"
    texts = card.texts(size=_CARD, section=SECTION_TEXT) or [tr("patent-no-details")]
    return [section(name, accessory=card.picture), *card.buttons, *map(long_section, texts), *card.footer]


def _details(tr: Translator, check: Check, patent: Patent, costs: Mapping[str, int]) -> Element | None:
    """The button that tells more of a patent, for what it costs."""
    calls = costs.get(patent.patent_id)
    return None if calls is None else details_button(tr, patent, calls=calls, check_id=check.id)


def _paging(tr: Translator, check: Check, page: int, pages: int) -> list[Element]:
    turns = (
        ("comparisons-previous", "comparisons-previous-label", COMPARISONS_PREVIOUS, page > 0),
        ("comparisons-next", "comparisons-next-label", COMPARISONS_NEXT, page < pages - 1),
    )
    buttons = [
        button(tr(text), action_id=action_id, value=check.id, label=tr(label))
        for text, label, action_id, is_there in turns
        if is_there
    ]
    return [actions(*buttons)] if buttons else []
