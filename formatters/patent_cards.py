"""One patent as a card: drawing, title, status, parties, numbers and dates, earlier checks, the link to it."""

from collections.abc import Callable, Sequence
from datetime import date

from bot.model import Patent
from bot.model.countries import country_flag
from bot.model.locarno import locarno_name
from bot.model.lookup import LegalState, Party, PatentState, PatentType
from bot.model.patent_card import PatentCard, PatentPart, Sighting
from formatters import text
from formatters.blocks import Element, context, section, slack_image
from formatters.countries import list_within
from formatters.patents import patent_url
from formatters.risk import RISK_EMOJI, RISK_NAMES
from formatters.text import day, join_words, shorten_line, shorten_plain

STATE_NAMES: dict[PatentState, str] = {
    PatentState.ACTIVE: "🟥 In force",
    PatentState.PENDING: "🟨 Pending",
    PatentState.INACTIVE: "⬜ No longer in force",
    PatentState.UNDETERMINED: "🟦 Undetermined",
    PatentState.PCT_DESIGNATED: "🟨 International application, designated period",
    PatentState.PCT_EXPIRED: "⬜ International application, designated period over",
}
"""Red is what stands in the way. No green, which would say "go"; squares, since circles are the risk of a check."""

TYPE_NAMES: dict[PatentType, str] = {
    PatentType.DESIGN: "Design",
    PatentType.UTILITY: "Utility model",
    PatentType.PATENT: "Granted patent",
    PatentType.APPLICATION: "Patent application",
}

_PART_NAMES: dict[PatentPart, str] = {
    PatentPart.BIBLIOGRAPHY: "front page",
    PatentPart.LEGAL_STATE: "legal status",
    PatentPart.DRAWING: "drawing",
}

Link = Callable[[Sighting], str]
"""A check's reply -> its address."""


def lay_out_card(card: PatentCard, *, longest: int, sightings: int, link: Link) -> list[Element]:
    """The card's blocks.

    Args:
        longest: characters that a title, a name or a list of names may take.
        sightings: how many earlier checks are named.
    """
    patent = card.patent
    about = (flagged_number(patent), _type(card), _state(card.legal_state))
    name = shorten_line(_title(card), longest) or "Untitled"
    picture = slack_image(card.file_id, alt_text=_alt_text(patent)) if card.file_id else None
    blocks = [section(f"*{name}*\n{' · '.join(filter(None, about))}", accessory=picture)]
    if facts := _facts(card, longest):
        blocks.append(section("\n".join(facts)))
    if seen := card.sightings[:sightings]:
        blocks.append(section("\n".join(["*Seen here*", *(_sighting(sighting, link) for sighting in seen)])))
    url = patent_url(patent.publication_number)
    notes = [f"<{url}|{patent.publication_number.strip()} on Google Patents>"] if url else []
    if card.missing:
        parts = join_words([_PART_NAMES[part] for part in card.missing])
        notes.append(f"Not to be had from Patsnap just now: {parts}")
    return [*blocks, context(" · ".join(notes))] if notes else blocks


def card_line(card: PatentCard) -> str:
    """The card in a few plain words."""
    words = (shorten_line(_title(card), 160), flagged_number(card.patent), _state(card.legal_state))
    return " · ".join(filter(None, words))


def flagged_number(patent: Patent) -> str:
    """``🇺🇸 USD1055174S1``, escaped."""
    number = shorten_line(patent.publication_number, 40) or "No number"
    code = (patent.country or patent.publication_number[:2]).upper()
    return f"{country_flag(code)} {number}"


def _facts(card: PatentCard, longest: int) -> list[str]:
    patent, page = card.patent, card.bibliography
    assignees = _names(page.assignees if page else ()) or [patent.current_assignee]
    applicants = _names(page.applicants if page else ()) or [patent.original_assignee]
    inventors = [name for name in _names(page.inventors if page else ()) or patent.inventors if name.strip()]
    parties = {"Assignee": _listed(assignees, longest), "Applicant": _listed(applicants, longest)}
    if parties["Assignee"] and parties["Assignee"] == parties["Applicant"]:
        parties = {"Assignee and applicant": parties["Assignee"]}
    applied = shorten_line((page.application_number if page else "") or patent.application_number, 40)
    classes = [
        shorten_line(locarno_name(code[:100]), longest) for code in (page.locarno if page else ()) or patent.locarno
    ]
    labelled = {
        **parties,
        "Inventors" if len(inventors) > 1 else "Inventor": _listed(inventors, longest),
        "Application": _dated(applied, "filed", (page.filed if page else None) or patent.filed),
        "Publication": _dated(
            shorten_line(patent.publication_number, 40), "", (page.published if page else None) or patent.published
        ),
        "Locarno": "; ".join(filter(None, classes[:2])),
    }
    return [f"*{label}:* {text}" for label, text in labelled.items() if text]


def _title(card: PatentCard) -> str:
    return (card.bibliography.title() if card.bibliography else "") or card.patent.title


def _type(card: PatentCard) -> str:
    return TYPE_NAMES.get(card.bibliography.patent_type, "") if card.bibliography else ""


def _state(state: LegalState | None) -> str:
    """Every state by its name; one that this version does not know in Patsnap's own words."""
    if state is None:
        return ""
    names = [
        STATE_NAMES.get(known) or f"🟦 {shorten_line(sent, 40)}"
        for known, sent in zip(state.states, state.sent, strict=False)
        if known in STATE_NAMES or sent.strip()
    ]
    return " · ".join(dict.fromkeys(names[:3])) or "🟦 Legal status unknown"


def _names(parties: Sequence[Party]) -> list[str]:
    """Each party once: in English where they come in several languages."""
    langs = [party.lang for party in parties]
    lang = "en" if "en" in langs else langs[0] if langs else ""
    return list(dict.fromkeys(party.name for party in parties if party.lang == lang))


def _listed(names: Sequence[str], limit: int) -> str:
    known = [name for name in names if name.strip()]
    return list_within(known, lambda name: shorten_line(name, max(limit - 20, 20)), limit=limit)


def _dated(number: str, verb: str, when: date | None) -> str:
    return ", ".join(filter(None, (number, f"{verb} {day(when)}".strip() if when else "")))


def _alt_text(patent: Patent) -> str:
    return f"Drawing of {shorten_plain(patent.publication_number, 40) or 'the patent'}"


def _sighting(sighting: Sighting, link: Link) -> str:
    check = sighting.check
    name = shorten_line(", ".join(view.name for view in check.views if view.name), 60) or "A picture"
    when = day(check.ended_at or check.created_at)
    named = text.link(link(sighting), name)
    return f"{RISK_EMOJI[sighting.risk]} {RISK_NAMES[sighting.risk]} risk · {named} · {when}"
