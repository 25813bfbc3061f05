"""One design in words: its title, its paragraphs, its pictures, its registrations."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.languages import Translator
from bot.model import Check, Comparison, Design, LegalStatus, Patent, Risk, View
from bot.model.countries import country_flag
from formatters.actions import PATENT_LOOK_UP
from formatters.blocks import Element, actions, button, context, image_block, slack_image
from formatters.countries import list_within
from formatters.limits import CONTAINER_SUBTITLE, CONTAINER_TITLE, share
from formatters.registers import patent_link, patent_url, register_link
from formatters.risk import RISK_EMOJI, risk_level, risk_name
from formatters.text import cut, plain, shorten, shorten_line, shorten_plain

__all__ = ["Card", "make_card", "make_design_card", "patent_link", "patent_url"]

REGISTRATIONS: Final = 5
"""Registrations of one design that a card tells of; the others are counted, and stand among all comparisons."""

_SHORTEST_CUT = 24  # a paragraph cut shorter than this says nothing
_LONGEST_NUMBER = 40
_NUMBER = re.compile(r"[A-Z]{2}[A-Z]{0,2}[0-9][0-9A-Z]{2,24}", re.IGNORECASE | re.ASCII)
_SHOWN = (".png", ".jpg", ".jpeg", ".gif")
"""The files that a message of Slack's can show; a photo of a phone may be none of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One design, ready to be laid out as a container or as sections.

    Attributes:
        title: plain text, at most 150 characters: risk in words, markets, name, score; the score is never cut off.
        subtitle: plain text, at most 150 characters: number, legal status, owner.
        paragraphs: label and escaped text of what the report says; what may be done comes first.
        picture: the drawing as an image element, if it is in Slack.
        images: the product and the drawing as blocks of their own, as far as Slack can show them.
        buttons: a block of what can be done with the patent, above what is said of it; none without a number.
        footer: whose words these are and the facts, then all registrations; none if nothing is known.
    """

    title: str
    subtitle: str
    paragraphs: tuple[tuple[str, str], ...]
    picture: Element | None
    images: tuple[Element, ...]
    buttons: tuple[Element, ...]
    footer: tuple[Element, ...]

    def texts(self, *, size: int, section: int) -> list[str]:
        """The paragraphs in ``size`` characters, cut fairly, packed into texts of at most ``section`` characters."""
        room = size - sum(_label_size(label) for label, _ in self.paragraphs)
        shares = share([min(len(text), section - _label_size(label)) for label, text in self.paragraphs], room)
        packed: list[str] = []
        for (label, text), allowed in zip(self.paragraphs, shares, strict=True):
            if allowed < min(len(text), _SHORTEST_CUT):
                continue
            paragraph = f"*{label}*\n{cut(text, allowed)}"
            if packed and len(packed[-1]) + 2 + len(paragraph) <= section:
                packed[-1] += f"\n\n{paragraph}"
            else:
                packed.append(paragraph)
        return packed


def make_card(
    tr: Translator,
    comparison: Comparison,
    check: Check,
    pictures: Mapping[str, str],
    *,
    size: int,
    details: Element | None = None,
) -> Card:
    """Put one comparison into words: some ``size`` characters of paragraphs at most, cut fairly."""
    return make_design_card(tr, Design(comparisons=(comparison,)), check, pictures, size=size, details=details)


def make_design_card(
    tr: Translator,
    design: Design,
    check: Check,
    pictures: Mapping[str, str],
    *,
    size: int,
    details: Element | None = None,
    product: bool = False,
) -> Card:
    """Put one design into words, those of its most urgent comparison: some ``size`` characters at most, cut fairly.

    Args:
        pictures: patent_id -> Slack's id of its drawing.
        details: the button that tells more of the patent.
        product: whether the posted picture stands beside the drawing.
    """
    said = _paragraphs(tr, design.lead, size)
    drawn = next(filter(None, (known_drawing(tr, each.patent, pictures) for each in design.comparisons)), None)
    posted = posted_picture(tr, check, design.lead) if product and drawn else None
    number = design.lead.patent.publication_number.strip()
    look_up = look_up_button(tr, number) if _NUMBER.fullmatch(number) else None
    buttons = [button for button in (details, look_up) if button]
    written = tr("comparison-written") if said else ""
    return Card(
        title=_title(tr, design),
        subtitle=_subtitle(tr, design),
        paragraphs=said,
        picture=slack_image(drawn[0], alt_text=drawn[1]) if drawn else None,
        images=tuple(filter(None, (posted, drawn and image_block(drawn[0], alt_text=drawn[1], title=drawn[2])))),
        buttons=(actions(*buttons),) if buttons else (),
        footer=tuple(map(context, filter(None, (_lines(written, _known(tr, design, check)), _offices(tr, design))))),
    )


def _paragraphs(tr: Translator, comparison: Comparison, size: int) -> tuple[tuple[str, str], ...]:
    said = (
        (tr("comparison-suggestion"), comparison.suggestion),
        (tr("comparison-similar"), comparison.similar),
        (tr("comparison-difference"), comparison.difference),
        (tr("comparison-confusion"), comparison.confusion),
        (tr("comparison-risk"), comparison.risk_description),
    )
    shares = share([len(text) for _, text in said], size)
    # A text that fits as it came may grow by its entities; the layout cuts it where there is no room for them.
    shortened = [
        (label, shorten(text, allowed if allowed < len(text) else size))
        for (label, text), allowed in zip(said, shares, strict=True)
    ]
    return tuple((label, text) for label, text in shortened if text)


def title_of(tr: Translator, comparison: Comparison) -> str:
    """``🔴 High · US · Inflatable Santa · 85% similar``, plain text; what is not known is left out.

    A level that this version does not know is told in Patsnap's words: ``⚪ Unrated · “Very High” · US · …``.
    """
    return _title(tr, Design(comparisons=(comparison,)))


def subtitle_of(tr: Translator, comparison: Comparison) -> str:
    """``USD1055174S1 · In force · Northpole Ltd``, plain text."""
    return _subtitle(tr, Design(comparisons=(comparison,)))


def line_of(tr: Translator, comparison: Comparison) -> str:
    """``Rated high · US · USD1055174S1 · Inflatable Santa · 85% similar``: a comparison for who sees no circle."""
    return design_line(tr, Design(comparisons=(comparison,)))


def design_line(tr: Translator, design: Design) -> str:
    """The same of a design; what is not in force any more says so."""
    lead = design.lead
    level = shorten_plain(lead.risk_text, 30)
    sent = tr("comparison-level", level=level) if level else ""
    lapsed = legal_status_name(tr, LegalStatus.INVALID) if design.is_lapsed else ""
    before = " · ".join(
        filter(None, (risk_level(tr, lead.risk), sent, lapsed, _markets(tr, design), _numbers(tr, design)))
    )
    return _named(tr, lead, before)


def score_of(tr: Translator, comparison: Comparison) -> str:
    """The comparison's score as a percentage, or else that of the search which found the patent."""
    return tr.percent(comparison.known_score)


def legal_status_name(tr: Translator, status: LegalStatus) -> str:
    """``In force``."""
    return tr(f"patent-status-{status}")


def look_up_button(tr: Translator, publication_number: str) -> Element:
    """The button that looks a patent up, for who presses it."""
    return button(
        tr("patent-look-up"),
        action_id=PATENT_LOOK_UP,
        value=publication_number,
        label=tr("patent-look-up-label", number=publication_number),
    )


def drawing_of(tr: Translator, patent: str) -> str:
    """What a drawing shows, in plain text. Args: patent: its number, or number and title; may be empty."""
    return tr("patent-drawing", patent=patent) if patent else tr("patent-drawing-unnamed")


def _title(tr: Translator, design: Design) -> str:
    lead = design.lead
    level = shorten_plain(lead.risk_text, 30)
    rating = f"{RISK_EMOJI[lead.risk]} {risk_name(tr, lead.risk)}"
    sent = tr("comparison-level", level=level) if level else ""
    return _named(tr, lead, " · ".join(filter(None, (rating, sent, _markets(tr, design)))))


def _named(tr: Translator, comparison: Comparison, before: str) -> str:
    """What stands before, the title and the score: in 150 characters, of which only the title gives way."""
    score = score_of(tr, comparison)
    score = tr("comparison-score", percent=score) if score else ""
    name = shorten_plain(comparison.patent.title, CONTAINER_TITLE - len(before) - len(score) - 6)
    return " · ".join(filter(None, (before, name, score)))


def _markets(tr: Translator, design: Design) -> str:
    """``US, EU, CN``."""
    codes = [code for each in design.comparisons if (code := shorten_plain(each.patent.country, 12))]
    return list_within(tr, codes, str, limit=40)


def _numbers(tr: Translator, design: Design) -> str:
    """``USD1055174S1 and 2 more``."""
    number = shorten_plain(design.lead.patent.publication_number, _LONGEST_NUMBER)
    more = len(design.comparisons) - 1
    return tr("list-more", listed=number, more=more) if number and more else number


def _subtitle(tr: Translator, design: Design) -> str:
    patent = design.lead.patent
    states = dict.fromkeys(legal_status_name(tr, each.legal_status) for each in design.comparisons)
    state = next(iter(states)) if len(states) == 1 else tr("patent-status-differs")
    known = " · ".join(filter(None, (_numbers(tr, design), state)))
    assignee = plain(patent.current_assignee) or plain(patent.original_assignee)
    return " · ".join(filter(None, (known, shorten_plain(assignee, CONTAINER_SUBTITLE - len(known) - 3))))


def known_drawing(tr: Translator, patent: Patent, pictures: Mapping[str, str]) -> tuple[str, str, str] | None:
    """Slack's id of a patent's drawing, what is on it, and in short."""
    file_id = pictures.get(patent.patent_id, "") if patent.patent_id else ""
    number = shorten_plain(patent.publication_number, _LONGEST_NUMBER)
    name = shorten_plain(f"{patent.publication_number} {patent.title}", 150)
    return (file_id, drawing_of(tr, name), drawing_of(tr, number)) if file_id else None


def posted_picture(tr: Translator, check: Check, comparison: Comparison) -> Element | None:
    """The posted picture that found a design, as a block of its own."""
    found = [view for view in check.views if view.position in comparison.views] or list(check.views)
    view = next(filter(_is_shown, found), None)
    if view is None:
        return None
    name = tr("picture-posted-named", name=shorten_plain(view.name, 60))
    return image_block(view.file_id, alt_text=name, title=tr("picture-posted"))


def _is_shown(view: View) -> bool:
    return bool(view.file_id) and view.name.strip().lower().endswith(_SHOWN)


def _lines(*lines: str) -> str:
    return "\n".join(filter(None, lines))


def _known(tr: Translator, design: Design, check: Check) -> str:
    """The facts of a comparison; of a design of several offices the scores, as each office has facts of its own."""
    return _facts(tr, design.lead, check) if len(design.comparisons) == 1 else _scores(tr, design.lead)


def _offices(tr: Translator, design: Design) -> str:
    return "" if len(design.comparisons) == 1 else _lines(*registrations_of(tr, design))


def registrations_of(tr: Translator, design: Design) -> list[str]:
    """``🇨🇳 CN399801159S · Rated high · In force · Filed 15 Jan 2020 · CNIPA``, a line for each registration."""
    shown, more = design.comparisons[:REGISTRATIONS], len(design.comparisons) - REGISTRATIONS
    lines = []
    for comparison in shown:
        patent = comparison.patent
        number = shorten_line(patent.publication_number, _LONGEST_NUMBER) or tr("patent-no-number")
        facts = (
            f"{country_flag(patent.country)} {number}",
            risk_level(tr, comparison.risk),
            legal_status_name(tr, comparison.legal_status),
            tr("comparison-filed", day=tr.day(patent.filed)) if patent.filed else "",
            register_link(tr, patent.publication_number),
        )
        lines.append(" · ".join(filter(None, facts)))
    return [*lines, tr("comparison-registrations-more", more=more)] if more > 0 else lines


def _facts(tr: Translator, comparison: Comparison, check: Check) -> str:
    """Escaped mrkdwn on one line: scores, dates, classes, which picture, the link."""
    patent = comparison.patent
    classes = tr.join([shorten_line(number, 20) for number in patent.locarno[:3] if number.strip()])
    facts = (
        _unrated(tr, comparison),
        _scores(tr, comparison),
        tr("comparison-filed", day=tr.day(patent.filed)) if patent.filed else "",
        tr("comparison-published", day=tr.day(patent.published)) if patent.published else "",
        tr("comparison-locarno", classes=classes) if classes else "",
        _images(tr, comparison.views, check),
        patent_link(tr, patent.publication_number),
    )
    return " · ".join(filter(None, facts))


def _scores(tr: Translator, comparison: Comparison) -> str:
    """Both scores and whose they are; a search's own is another than the comparison's."""
    compared, searched = tr.percent(comparison.score), tr.percent(comparison.patent.score)
    if compared and searched:
        return tr("comparison-scores", compared=compared, searched=searched)
    if compared:
        return tr("comparison-score-compared", percent=compared)
    return tr("comparison-score-searched", percent=searched) if searched else ""


def _unrated(tr: Translator, comparison: Comparison) -> str:
    if comparison.risk is not Risk.UNRATED:
        return ""
    level = shorten_line(comparison.risk_level, 60)
    return tr("comparison-unrated-level", level=level) if level else tr("comparison-unrated")


def _images(tr: Translator, positions: Sequence[int], check: Check) -> str:
    """Which of the check's images this came from; empty if there is only one."""
    if len(check.views) < 2:
        return ""
    images = [
        _image(tr, number, check.views[number].name) for number in positions[:4] if 0 <= number < len(check.views)
    ]
    return tr("comparison-images", count=len(images), images=tr.join(images)) if images else ""


def _image(tr: Translator, position: int, name: str) -> str:
    number = str(position + 1)
    return tr("comparison-image", number=number, name=shorten_line(name, 24)) if name else number


def _label_size(label: str) -> int:
    return len(label) + 5  # two stars, a line break, and the blank line before it
