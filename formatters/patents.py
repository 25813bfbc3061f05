"""One comparison in words: its title, its paragraphs, its facts, the link to its patent."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.languages import Translator
from bot.model import Check, Comparison, LegalStatus, Patent, Risk
from bot.model.language import ENGLISH, Language
from formatters.actions import PATENT_LOOK_UP
from formatters.blocks import Element, button, context, section, slack_image
from formatters.limits import CONTAINER_SUBTITLE, CONTAINER_TITLE, share
from formatters.risk import RISK_EMOJI, risk_level
from formatters.text import cut, plain, shorten, shorten_line, shorten_plain

_SHORTEST_CUT = 24  # a paragraph cut shorter than this says nothing
_PUBLICATION_NUMBER = re.compile(r"[A-Z]{2}[A-Z]{0,2}[0-9][0-9A-Z]{2,24}", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One comparison, ready to be laid out as a container or as sections.

    Attributes:
        title: plain text, at most 150 characters; the score is never cut off.
        subtitle: plain text, at most 150 characters; the risk in words comes first.
        paragraphs: label and escaped text of what the report says.
        picture: an image element, if the drawing is in Slack.
        footer: the block with the facts and with a button that looks the patent up; none if nothing is known.
    """

    title: str
    subtitle: str
    paragraphs: tuple[tuple[str, str], ...]
    picture: Element | None
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


def make_card(tr: Translator, comparison: Comparison, check: Check, pictures: Mapping[str, str], *, size: int) -> Card:
    """Put one comparison into words: some ``size`` characters of paragraphs at most, cut fairly."""
    patent = comparison.patent
    file_id = pictures.get(patent.patent_id, "") if patent.patent_id else ""
    said = (
        (tr("comparison-similar"), comparison.similar),
        (tr("comparison-difference"), comparison.difference),
        (tr("comparison-confusion"), comparison.confusion),
        (tr("comparison-risk"), comparison.risk_description),
        (tr("comparison-suggestion"), comparison.suggestion),
    )
    shares = share([len(text) for _, text in said], size)
    # A text that fits as it came may grow by its entities; the layout cuts it where there is no room for them.
    shortened = [
        (label, shorten(text, allowed if allowed < len(text) else size))
        for (label, text), allowed in zip(said, shares, strict=True)
    ]
    return Card(
        title=title_of(tr, comparison),
        subtitle=_subtitle(tr, comparison),
        paragraphs=tuple((label, text) for label, text in shortened if text),
        picture=slack_image(file_id, alt_text=_alt_text(tr, patent)) if file_id else None,
        footer=_footer(tr, comparison, check),
    )


def title_of(tr: Translator, comparison: Comparison) -> str:
    """``🔴 US · USD1055174S1 · Inflatable Santa · 85% similar``, plain text; what is not known is left out.

    A level that this version does not know comes first, in Patsnap's words: ``⚪ “Very High” · US · …``.
    """
    return _title(tr, comparison, RISK_EMOJI[comparison.risk], " ")


def line_of(tr: Translator, comparison: Comparison) -> str:
    """``High risk · US · USD1055174S1 · Inflatable Santa · 85% similar``: the title for who sees no circle."""
    return _title(tr, comparison, risk_level(tr, comparison.risk), " · ")


def score_of(tr: Translator, comparison: Comparison) -> str:
    """The comparison's score as a percentage, or else that of the search which found the patent."""
    return tr.percent(comparison.score) or tr.percent(comparison.patent.score)


def legal_status_name(tr: Translator, status: LegalStatus) -> str:
    """``In force``."""
    return tr(f"patent-status-{status}")


def patent_url(publication_number: str, language: Language = ENGLISH) -> str:
    """A public page about a publication number; empty for what does not look like one."""
    number = publication_number.strip().upper()
    return f"https://patents.google.com/patent/{number}/{language}" if _PUBLICATION_NUMBER.fullmatch(number) else ""


def patent_link(tr: Translator, publication_number: str) -> str:
    """A link to that page in the reader's language; empty for none."""
    url = patent_url(publication_number, tr.language)
    return f"<{url}|{tr('patent-page', number=publication_number.strip())}>" if url else ""


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


def _title(tr: Translator, comparison: Comparison, risk: str, separator: str) -> str:
    patent = comparison.patent
    level = shorten_plain(comparison.risk_text, 30)
    known = (
        tr("comparison-level", level=level) if level else "",
        shorten_plain(patent.country, 12),
        shorten_plain(patent.publication_number, 40),
    )
    before = separator.join(filter(None, (risk, " · ".join(filter(None, known)))))
    score = score_of(tr, comparison)
    score = tr("comparison-score", percent=score) if score else ""
    name = shorten_plain(patent.title, CONTAINER_TITLE - len(before) - len(score) - 6)
    return " · ".join(filter(None, (before, name, score)))


def _subtitle(tr: Translator, comparison: Comparison) -> str:
    patent = comparison.patent
    assignee = plain(patent.current_assignee) or plain(patent.original_assignee)
    known = f"{risk_level(tr, comparison.risk)} · {legal_status_name(tr, comparison.legal_status)}"
    return " · ".join(filter(None, (known, shorten_plain(assignee, CONTAINER_SUBTITLE - len(known) - 3))))


def _alt_text(tr: Translator, patent: Patent) -> str:
    return drawing_of(tr, shorten_plain(f"{patent.publication_number} {patent.title}", 150))


def _footer(tr: Translator, comparison: Comparison, check: Check) -> tuple[Element, ...]:
    number = comparison.patent.publication_number
    facts = _facts(tr, comparison, check)
    if patent_url(number):
        return (section(facts, accessory=look_up_button(tr, number.strip())),)
    return (context(facts),) if facts else ()


def _facts(tr: Translator, comparison: Comparison, check: Check) -> str:
    """Escaped mrkdwn on one line: dates, classes, which picture, the link."""
    patent = comparison.patent
    classes = tr.join([shorten_line(number, 20) for number in patent.locarno[:3] if number.strip()])
    facts = (
        _unrated(tr, comparison),
        tr("comparison-filed", day=tr.day(patent.filed)) if patent.filed else "",
        tr("comparison-published", day=tr.day(patent.published)) if patent.published else "",
        tr("comparison-locarno", classes=classes) if classes else "",
        _images(tr, comparison.views, check),
        patent_link(tr, patent.publication_number),
    )
    return " · ".join(filter(None, facts))


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
    return tr("comparison-image", number=number, name=shorten_line(name, 40)) if name else number


def _label_size(label: str) -> int:
    return len(label) + 5  # two stars, a line break, and the blank line before it
