"""The modal with the comparisons of a report: a list in pages, and each comparison by itself."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from bot.languages import Translator
from bot.model import Comparison, Problem
from formatters.actions import (
    COMPARISONS_ALL,
    COMPARISONS_BACK,
    COMPARISONS_FILTER,
    COMPARISONS_MODAL,
    COMPARISONS_NEXT,
    COMPARISONS_OPEN,
    COMPARISONS_PREVIOUS,
    COMPARISONS_TABLE,
)
from formatters.blocks import Element, actions, button, context, divider, plain_text, section, slack_image
from formatters.comparison_state import ComparisonsState, Listing, turn_to, turn_to_page
from formatters.countries import list_codes
from formatters.patents import known_drawing, subtitle_of, title_of
from formatters.problems import format_not_found, said
from formatters.report import headline, image_name
from formatters.selections import selection_lines
from formatters.text import escape, shorten, shorten_plain

NO_PICTURES: Mapping[str, str] = MappingProxyType({})

_ALSO = 200
_NOTE = 1_000


def format_comparisons(
    tr: Translator, listing: Listing, *, pictures: Mapping[str, str] = NO_PICTURES, note: str = ""
) -> list[dict[str, Any]]:
    """The page of the list as views for Slack, the fullest first, the last without drawings.

    Args:
        pictures: patent_id -> Slack's id of its drawing.
        note: what came of what was pressed, in plain text.
    """
    full = _list(tr, listing, pictures, note)
    return [full, _list(tr, listing, NO_PICTURES, note)] if "slack_file" in str(full["blocks"]) else [full]


def format_comparisons_gone(tr: Translator) -> dict[str, Any]:
    """The view in place of a report that is gone, or belongs to somebody else."""
    return comparisons_view(tr, [dict(block) for block in format_not_found(tr).blocks], state="")


def format_comparisons_failed(tr: Translator, problem: Problem, state: ComparisonsState) -> dict[str, Any]:
    """In place of a page that could not be made; its button tries once more."""
    back = button(
        tr("comparisons-back"),
        action_id=COMPARISONS_BACK,
        value=turn_to_page(min(max(state.page, 0), 99_999)),
        label=tr("comparisons-back-label"),
    )
    return comparisons_view(tr, [section(f"❗ {said(tr, problem)}"), actions(back)], state=state.dump())


def comparisons_view(tr: Translator, blocks: list[Element], *, state: str) -> dict[str, Any]:
    """A page of the modal."""
    return {
        "type": "modal",
        "callback_id": COMPARISONS_MODAL,
        "title": plain_text(tr("comparisons-title")),
        "close": plain_text(tr("comparisons-close")),
        "private_metadata": state,
        "blocks": blocks,
    }


def _list(tr: Translator, listing: Listing, pictures: Mapping[str, str], note: str) -> dict[str, Any]:
    blocks = [section(f"*{headline(tr, listing.report)}*"), *_about(tr, listing)]
    if told := shorten(note, _NOTE):
        blocks.append(section(told))
    if above := _above(tr, listing):
        blocks.append(actions(*above))
    designs = listing.designs() if listing.on_page else {}
    for place in listing.on_page:
        comparison = listing.report.comparisons[place]
        others = [each.patent.country for each in designs[comparison].comparisons if each is not comparison]
        blocks += [divider(), *_row(tr, listing, place, list_codes(tr, others, limit=_ALSO), pictures)]
    if not listing.on_page:
        blocks.append(section(tr(_nothing(listing))))
    if turns := _turns(tr, listing):
        blocks += [divider(), actions(*turns)]
    blocks.append(context(tr("report-disclaimer")))
    return comparisons_view(tr, blocks, state=listing.state.dump())


def _nothing(listing: Listing) -> str:
    if listing.report.comparisons:
        return "comparisons-none-fits"
    return "comparisons-none-readable" if listing.report.unreadable else "comparisons-none"


def _about(tr: Translator, listing: Listing) -> list[Element]:
    report, count = listing.report, len(listing.report.comparisons)
    shown = len(listing.places)
    about = (
        image_name(tr, listing.check),
        tr("comparisons-shown", shown=shown, count=count)
        if listing.is_narrowed
        else tr("comparisons-count", count=count),
        tr("comparisons-unread", unread=report.unreadable) if report.unreadable else "",
        tr("comparisons-page", page=listing.state.page + 1, pages=listing.pages),
    )
    lines = selection_lines(tr, listing.report, listing.state.selection)
    return [context(" · ".join(filter(None, about))), *([context("\n".join(lines))] if lines else [])]


def _above(tr: Translator, listing: Listing) -> list[Element]:
    """What can be done with the list as a whole."""
    buttons = []
    if len(listing.report.comparisons) > 1:
        buttons.append(button(tr("comparisons-filter"), action_id=COMPARISONS_FILTER, value=listing.check.id))
    if listing.state.selection.chosen:
        label = tr("comparisons-all-label")
        buttons.append(button(tr("comparisons-all"), action_id=COMPARISONS_ALL, value=listing.check.id, label=label))
    if listing.places:
        label = tr("comparisons-table-label")
        buttons.append(
            button(tr("comparisons-table"), action_id=COMPARISONS_TABLE, value=listing.check.id, label=label)
        )
    return buttons


def _row(tr: Translator, listing: Listing, place: int, also: str, pictures: Mapping[str, str]) -> list[Element]:
    comparison = listing.report.comparisons[place]
    patent = comparison.patent
    lines = (
        f"*{escape(title_of(tr, comparison))}*",
        escape(subtitle_of(tr, comparison)),
        _facts(tr, comparison, listing, also),
    )
    drawn = known_drawing(tr, patent, pictures)
    picture = slack_image(drawn[0], alt_text=drawn[1]) if drawn else None
    number = shorten_plain(patent.publication_number, 30)
    label = tr("comparisons-open-label", number=number) if number else tr("comparisons-open-label-unnamed")
    opens = button(tr("comparisons-open"), action_id=COMPARISONS_OPEN, value=turn_to(place), label=label)
    return [section("\n".join(filter(None, lines)), accessory=picture), actions(opens)]


def _facts(tr: Translator, comparison: Comparison, listing: Listing, also: str) -> str:
    """The day of filing, the expiry if it is known, and the other markets of the design; escaped, on one line."""
    expires = listing.expiries.get(comparison.patent.patent_id)
    facts = (
        tr("comparison-filed", day=tr.day(comparison.patent.filed)) if comparison.patent.filed else "",
        tr("comparison-expires", day=tr.day(expires)) if expires else "",
        tr("comparison-also", markets=also) if also else "",
    )
    return " · ".join(filter(None, facts))


def _turns(tr: Translator, listing: Listing) -> list[Element]:
    page = listing.state.page
    turns = (
        ("comparisons-previous", "comparisons-previous-label", COMPARISONS_PREVIOUS, page - 1),
        ("comparisons-next", "comparisons-next-label", COMPARISONS_NEXT, page + 1),
    )
    return [
        button(tr(text), action_id=action_id, value=turn_to_page(to), label=tr(label))
        for text, label, action_id, to in turns
        if 0 <= to < listing.pages
    ]
