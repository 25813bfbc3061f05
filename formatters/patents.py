"""One comparison in words: its title, its paragraphs, its facts, the link to its patent."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.model import Check, Comparison, LegalStatus, Patent, Risk
from formatters.actions import PATENT_LOOK_UP
from formatters.blocks import Element, button, context, section, slack_image
from formatters.limits import CONTAINER_SUBTITLE, CONTAINER_TITLE, share
from formatters.risk import RISK_EMOJI
from formatters.text import cut, day, join_words, percent, plain, shorten, shorten_line, shorten_plain

LEGAL_STATUS_NAMES: dict[LegalStatus, str] = {
    LegalStatus.VALID: "In force",
    LegalStatus.INVALID: "No longer in force",
    LegalStatus.PENDING: "Pending",
    LegalStatus.UNKNOWN: "Legal status unknown",
}

NO_DETAILS = "Patsnap sent no details for this comparison."

_SHORTEST_CUT = 24  # a paragraph cut shorter than this says nothing
_PUBLICATION_NUMBER = re.compile(r"[A-Z]{2}[A-Z]{0,2}[0-9][0-9A-Z]{2,24}", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One comparison, ready to be laid out as a container or as sections.

    Attributes:
        title: plain text, at most 150 characters; the score is never cut off.
        subtitle: plain text, at most 150 characters.
        paragraphs: label and escaped text of what the report says.
        facts: escaped mrkdwn on one line: dates, classes, which view, the link.
        number: the publication number, where it can be looked up; it stands in the facts too.
        picture: an image element, where the drawing is in Slack.
    """

    title: str
    subtitle: str
    paragraphs: tuple[tuple[str, str], ...]
    facts: str
    number: str
    picture: Element | None

    @property
    def footer(self) -> list[Element]:
        """The block with the facts, and with a button that looks the patent up; none if nothing is known."""
        if self.number:
            return [section(self.facts, accessory=button("Look up", action_id=PATENT_LOOK_UP, value=self.number))]
        return [context(self.facts)] if self.facts else []

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


def make_card(comparison: Comparison, check: Check, pictures: Mapping[str, str], *, size: int) -> Card:
    """Put one comparison into words: some ``size`` characters of paragraphs at most, cut fairly."""
    patent = comparison.patent
    file_id = pictures.get(patent.patent_id, "") if patent.patent_id else ""
    said = (
        ("What is similar", comparison.similar),
        ("What differs", comparison.difference),
        ("Why a buyer might confuse them", comparison.confusion),
        ("The risk", comparison.risk_description),
        ("Suggestion", comparison.suggestion),
    )
    shares = share([len(text) for _, text in said], size)
    # A text that fits as it came may grow by its entities; the layout cuts it where there is no room for them.
    shortened = [
        (label, shorten(text, allowed if allowed < len(text) else size))
        for (label, text), allowed in zip(said, shares, strict=True)
    ]
    return Card(
        title=title_of(comparison),
        subtitle=_subtitle(comparison),
        paragraphs=tuple((label, text) for label, text in shortened if text),
        facts=_facts(comparison, check),
        number=patent.publication_number.strip() if patent_url(patent.publication_number) else "",
        picture=slack_image(file_id, alt_text=_alt_text(patent)) if file_id else None,
    )


def title_of(comparison: Comparison) -> str:
    """``🔴 US · USD1055174S1 · Inflatable Santa · 85%``, plain text; what is not known is left out.

    A level that this version does not know comes first, in Patsnap's words: ``⚪ “Very High” · US · …``.
    """
    patent = comparison.patent
    level = shorten_plain(comparison.risk_text, 30)
    known = (
        f"“{level}”" if level else "",
        shorten_plain(patent.country, 12),
        shorten_plain(patent.publication_number, 40),
    )
    before = f"{RISK_EMOJI[comparison.risk]} " + " · ".join(filter(None, known))
    score = score_of(comparison)
    name = shorten_plain(patent.title, CONTAINER_TITLE - len(before) - len(score) - 6)
    return " · ".join(filter(None, (before.strip(), name, score)))


def score_of(comparison: Comparison) -> str:
    """The comparison's score as a percentage, or else that of the search which found the patent."""
    return percent(comparison.score) or percent(comparison.patent.score)


def patent_url(publication_number: str) -> str:
    """A public page about a publication number; empty for what does not look like one."""
    number = publication_number.strip().upper()
    return f"https://patents.google.com/patent/{number}/en" if _PUBLICATION_NUMBER.fullmatch(number) else ""


def _subtitle(comparison: Comparison) -> str:
    patent = comparison.patent
    assignee = plain(patent.current_assignee) or plain(patent.original_assignee)
    status = LEGAL_STATUS_NAMES[comparison.legal_status]
    return " · ".join(filter(None, (status, shorten_plain(assignee, CONTAINER_SUBTITLE - len(status) - 3))))


def _alt_text(patent: Patent) -> str:
    name = shorten_plain(f"{patent.publication_number} {patent.title}", 150)
    return f"Drawing of {name or 'the patent'}"


def _facts(comparison: Comparison, check: Check) -> str:
    patent = comparison.patent
    rating = ""
    if comparison.risk is Risk.UNRATED:
        level = shorten_line(comparison.risk_level, 60)
        rating = f"Unrated: Patsnap sent the level “{level}”" if level else "Unrated: Patsnap sent no level"
    classes = join_words([shorten_line(number, 20) for number in patent.locarno[:3] if number.strip()])
    facts = (
        rating,
        f"Filed {day(patent.filed)}" if patent.filed else "",
        f"Published {day(patent.published)}" if patent.published else "",
        f"Locarno {classes}" if classes else "",
        _views(comparison.views, check),
        _link(patent),
    )
    return " · ".join(filter(None, facts))


def _views(positions: Sequence[int], check: Check) -> str:
    """Which of the check's images this came from; empty if there is only one."""
    if len(check.views) < 2:
        return ""
    names = [
        f"{number + 1} ({shorten_line(check.views[number].name, 40)})" if check.views[number].name else str(number + 1)
        for number in positions[:4]
        if 0 <= number < len(check.views)
    ]
    return f"Found with {'image' if len(names) == 1 else 'images'} {join_words(names)}" if names else ""


def _link(patent: Patent) -> str:
    url = patent_url(patent.publication_number)
    return f"<{url}|{patent.publication_number.strip()} on Google Patents>" if url else ""


def _label_size(label: str) -> int:
    return len(label) + 5  # two stars, a line break, and the blank line before it
