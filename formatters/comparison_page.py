"""One comparison by itself in the modal: posted picture and drawing, every text in full, the offices of its design."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from bot.languages import Translator
from bot.model import Comparison, Design
from formatters.actions import COMPARISONS_AFTER, COMPARISONS_BACK, COMPARISONS_BEFORE
from formatters.blocks import Element, actions, button, context, divider, long_section, section
from formatters.comparison_state import Listing, turn_to, turn_to_page
from formatters.comparisons import NO_PICTURES, comparisons_view
from formatters.details_button import details_button
from formatters.limits import SECTION_TEXT
from formatters.patents import make_card, posted_picture, registrations_of, subtitle_of, title_of
from formatters.text import escape, plain, shorten, split

_TEXTS = 15_000
"""Characters of Patsnap's texts. They stay under Slack's 250 KB for a view, were every one two times \\uXXXX."""

_TITLE = 2_000
_NO_COSTS: Mapping[str, int] = MappingProxyType({})


def format_comparison(
    tr: Translator,
    listing: Listing,
    opened: Comparison,
    *,
    pictures: Mapping[str, str] = NO_PICTURES,
    costs: Mapping[str, int] = _NO_COSTS,
    is_fetching: bool = False,
) -> list[dict[str, Any]]:
    """The comparison as views for Slack, the fullest first: without the posted picture, then without any.

    Args:
        opened: what ``listing`` has opened.
        pictures: patent_id -> Slack's id of its drawing.
        costs: patent_id -> how many calls its details would take; without one, none are offered.
        is_fetching: whether the drawing is on its way to Slack.
    """
    details = _details(tr, listing, opened, costs)
    card = make_card(tr, opened, listing.check, pictures, size=_TEXTS, details=details)
    posted = posted_picture(tr, listing.check, opened)
    rungs = ([*([posted] if posted else []), *card.images], card.images, ())
    above, below = _above(tr, listing, opened), _below(tr, listing, opened)
    said = [
        long_section(text)
        for label, paragraph in card.paragraphs
        for text in split(f"*{label}*\n{paragraph}", SECTION_TEXT)
    ]
    if not said:
        said = [section(tr("patent-no-details"))]
    word = [context(tr("comparisons-picture-coming" if is_fetching else "comparisons-picture-missing"))]
    views = []
    for images in rungs:
        lacking = [] if card.images and images else word
        blocks = [*above, *images, *lacking, *card.buttons, *said, *card.footer, *below]
        view = comparisons_view(tr, blocks, state=listing.state.dump())
        views += [] if view in views else [view]
    return views


def _above(tr: Translator, listing: Listing, opened: Comparison) -> list[Element]:
    title, expires = title_of(tr, opened), listing.expiries.get(opened.patent.patent_id)
    lines = (
        f"*{escape(title)}*",
        escape(subtitle_of(tr, opened)),
        tr("comparison-expires", day=tr.day(expires)) if expires else "",
    )
    place, count = _place(listing), len(listing.places)
    where = tr("comparisons-place-none") if place is None else tr("comparisons-place", place=place + 1, count=count)
    blocks = [actions(*_turns(tr, listing, place)), context(where), section("\n".join(filter(None, lines)))]
    full = plain(opened.patent.title)
    return blocks if full in title else [*blocks, section(shorten(full, _TITLE))]


def _turns(tr: Translator, listing: Listing, place: int | None) -> list[Element]:
    back = button(
        tr("comparisons-back"),
        action_id=COMPARISONS_BACK,
        value=turn_to_page(listing.state.page),
        label=tr("comparisons-back-label"),
    )
    if place is None:
        return [back]
    turns = (
        (
            "comparisons-previous",
            "comparisons-before-label",
            COMPARISONS_BEFORE,
            listing.places[max(place - 1, 0) : place],
        ),
        ("comparisons-next", "comparisons-after-label", COMPARISONS_AFTER, listing.places[place + 1 : place + 2]),
    )
    return [
        back,
        *(
            button(tr(text), action_id=action_id, value=turn_to(to[0]), label=tr(label))
            for text, label, action_id, to in turns
            if to
        ),
    ]


def _place(listing: Listing) -> int | None:
    """Where the comparison stands in the list, from 0; None if the list has been narrowed to others."""
    at = listing.state.at
    return listing.places.index(at) if at in listing.places else None


def _details(tr: Translator, listing: Listing, opened: Comparison, costs: Mapping[str, int]) -> Element | None:
    calls = costs.get(opened.patent.patent_id)
    return None if calls is None else details_button(tr, opened.patent, calls=calls, check_id=listing.check.id)


def _below(tr: Translator, listing: Listing, opened: Comparison) -> Sequence[Element]:
    design = listing.designs()[opened]
    others = tuple(each for each in design.comparisons if each is not opened)
    blocks: list[Element] = []
    if others:
        lines = [tr("comparison-registrations"), *registrations_of(tr, Design(comparisons=others))]
        blocks.append(section("\n".join(lines)))
    return [*blocks, divider(), context(tr("report-disclaimer"))]
