"""One patent as a card: drawing, title, status, parties, numbers and dates, earlier checks, the link to it."""

from collections.abc import Callable, Sequence
from datetime import date

from bot.languages import Translator
from bot.model import Patent
from bot.model.countries import country_flag
from bot.model.language import CHINESE, Language
from bot.model.lookup import LegalState, Party, PatentState, PatentType
from bot.model.patent_card import PatentCard, Sighting
from formatters import text
from formatters.blocks import Element, context, section, slack_image
from formatters.countries import list_within
from formatters.locarno import locarno_name
from formatters.patents import drawing_of, patent_link
from formatters.problems import said
from formatters.risk import RISK_EMOJI, risk_level
from formatters.text import shorten_line, shorten_plain

_LANGS: dict[Language, tuple[str, ...]] = {CHINESE: ("cn", "zh")}
"""Patsnap's codes for a language, if they are not the language's own."""

Link = Callable[[Sighting], str]
"""A check's reply -> its address."""


def lay_out_card(tr: Translator, card: PatentCard, *, longest: int, sightings: int, link: Link) -> list[Element]:
    """The card's blocks.

    Args:
        longest: characters that a title, a name or a list of names may take.
        sightings: how many earlier checks are named.
    """
    patent = card.patent
    about = (flagged_number(tr, patent), type_name(tr, _type(card)), _state(tr, card.legal_state))
    name = shorten_line(_title(tr, card), longest) or tr("patent-untitled")
    alt_text = drawing_of(tr, shorten_plain(patent.publication_number, 40))
    picture = slack_image(card.file_id, alt_text=alt_text) if card.file_id else None
    blocks = [section(f"*{name}*\n{' · '.join(filter(None, about))}", accessory=picture)]
    if facts := _facts(tr, card, longest):
        blocks.append(section("\n".join(facts)))
    if seen := card.sightings[:sightings]:
        blocks.append(section("\n".join([tr("patent-seen"), *(_sighting(tr, sighting, link) for sighting in seen)])))
    page = patent_link(tr, patent.publication_number)
    notes = [page] if page else []
    if card.missing:
        parts = tr.join([tr(f"patent-part-{part.replace('_', '-')}") for part in card.missing])
        notes.append(tr("patent-missing", parts=parts))
    if card.problem:
        notes.append(said(tr, card.problem))
    return [*blocks, context(" · ".join(notes))] if notes else blocks


def card_line(tr: Translator, card: PatentCard) -> str:
    """The card in a few plain words, without a flag that a screen reader would read out."""
    words = (
        shorten_line(_title(tr, card), 160),
        flagged_number(tr, card.patent, flags=False),
        _state(tr, card.legal_state),
    )
    return " · ".join(filter(None, words))


def flagged_number(tr: Translator, patent: Patent, *, flags: bool = True) -> str:
    """``🇺🇸 USD1055174S1``, escaped."""
    number = shorten_line(patent.publication_number, 40) or tr("patent-no-number")
    code = (patent.country or patent.publication_number[:2]).upper()
    return f"{country_flag(code)} {number}" if flags else number


def state_name(tr: Translator, state: PatentState) -> str:
    """``In force``."""
    return tr(f"patent-state-{state.replace('_', '-')}")


def type_name(tr: Translator, patent_type: PatentType) -> str:
    """``Design``; empty for a type that this version does not know."""
    return "" if patent_type is PatentType.UNKNOWN else tr(f"patent-type-{patent_type}")


def _facts(tr: Translator, card: PatentCard, longest: int) -> list[str]:
    patent, page = card.patent, card.bibliography
    assignees = _listed(tr, _names(tr, page.assignees if page else ()) or [patent.current_assignee], longest)
    applicants = _listed(tr, _names(tr, page.applicants if page else ()) or [patent.original_assignee], longest)
    classes = [
        shorten_line(locarno_name(tr, code[:100]), longest) for code in (page.locarno if page else ()) or patent.locarno
    ]
    named = list(filter(None, classes[:2]))
    facts = (
        *_parties(tr, assignees, applicants),
        _inventors(tr, card, longest),
        _application(tr, card),
        _publication(tr, card),
        tr("patent-locarno", classes=tr("report-classes-separator").join(named)) if named else "",
    )
    return [fact for fact in facts if fact]


def _parties(tr: Translator, assignees: str, applicants: str) -> list[str]:
    if assignees and assignees == applicants:
        return [tr("patent-assignee-applicant", names=assignees)]
    return [
        *([tr("patent-assignee", names=assignees)] if assignees else []),
        *([tr("patent-applicant", names=applicants)] if applicants else []),
    ]


def _inventors(tr: Translator, card: PatentCard, longest: int) -> str:
    page = card.bibliography
    names = [name for name in _names(tr, page.inventors if page else ()) or card.patent.inventors if name.strip()]
    listed = _listed(tr, names, longest)
    is_design = page.patent_type is PatentType.DESIGN if page else bool(card.patent.locarno)
    message_id = "patent-designers" if is_design else "patent-inventors"
    return tr(message_id, count=len(names), names=listed) if listed else ""


def _application(tr: Translator, card: PatentCard) -> str:
    patent, page = card.patent, card.bibliography
    number = shorten_line((page.application_number if page else "") or patent.application_number, 40)
    return _dated(tr, "application", number, (page.filed if page else None) or patent.filed)


def _publication(tr: Translator, card: PatentCard) -> str:
    patent, page = card.patent, card.bibliography
    number = shorten_line(patent.publication_number, 40)
    return _dated(tr, "publication", number, (page.published if page else None) or patent.published)


def _dated(tr: Translator, what: str, number: str, when: date | None) -> str:
    """A number and its day, or whichever of them is known; empty for neither."""
    if when is None:
        return tr(f"patent-{what}-number", number=number) if number else ""
    day = tr.day(when)
    return (
        tr(f"patent-{what}-number-day", number=number, day=day) if number else tr(f"patent-{what}-day-alone", day=day)
    )


def _title(tr: Translator, card: PatentCard) -> str:
    return (card.bibliography.title(*langs_of(tr)) if card.bibliography else "") or card.patent.title


def _type(card: PatentCard) -> PatentType:
    return card.bibliography.patent_type if card.bibliography else PatentType.UNKNOWN


def _state(tr: Translator, state: LegalState | None) -> str:
    """Every state by its name; one that this version does not know in Patsnap's own words.

    Without a sign or a colour: that a patent is in force is a fact of the register, and no rating.
    """
    if state is None:
        return ""
    names = [
        (known, shorten_line(sent, 40) if known is PatentState.UNKNOWN else state_name(tr, known))
        for known, sent in zip(state.states, state.sent, strict=False)
    ]
    unknown = (PatentState.UNKNOWN, state_name(tr, PatentState.UNKNOWN))
    shown = dict.fromkeys([(known, name) for known, name in names if name][:3] or [unknown])
    return " · ".join(name for _, name in shown)


def langs_of(tr: Translator) -> tuple[str, ...]:
    """Patsnap's codes for the reader's language, and then for English."""
    return (*_LANGS.get(tr.language, (tr.language,)), "en")


def _names(tr: Translator, parties: Sequence[Party]) -> list[str]:
    """Each party once: in the reader's language or else in English, if they come in several languages."""
    langs = [party.lang for party in parties]
    lang = next((lang for lang in langs_of(tr) if lang in langs), langs[0] if langs else "")
    return list(dict.fromkeys(party.name for party in parties if party.lang == lang))


def _listed(tr: Translator, names: Sequence[str], limit: int) -> str:
    known = [name for name in names if name.strip()]
    return list_within(tr, known, lambda name: shorten_line(name, max(limit - 20, 20)), limit=limit)


def _sighting(tr: Translator, sighting: Sighting, link: Link) -> str:
    check = sighting.check
    names = tr("list-separator").join(view.name for view in check.views if view.name)
    named = text.link(link(sighting), shorten_line(names, 60) or tr("patent-picture"))
    when = tr.day(check.ended_at or check.created_at)
    return f"{RISK_EMOJI[sighting.risk]} {risk_level(tr, sighting.risk)} · {named} · {when}"
