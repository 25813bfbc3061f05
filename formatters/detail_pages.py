"""The pages of the modal about one patent, each by itself: figures, family, events, records of enforcement."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from bot.languages import Translator
from bot.model.countries import country_flag
from bot.model.patent_details import (
    CustomsRecord,
    DetailPart,
    FamilyKind,
    FamilyMember,
    InvalidationCase,
    LegalEvent,
    LegalEvents,
    Licence,
    LitigationCase,
    PatentDetails,
    ProcedureState,
)
from formatters.blocks import Element, context, image_block, section
from formatters.countries import list_within
from formatters.limits import SECTION_TEXT
from formatters.text import shorten_line, shorten_plain

FIGURES_ON_PAGE = 4
"""What one page brings to Slack: no more is uploaded than is looked at."""

_MEMBERS_ON_PAGE = 60
_RECORDS_ON_PAGE = 5
_NAME = 120
_NAMES = 400
_WORDS = 300


@dataclass(frozen=True, slots=True)
class Paged:
    """One page of a page.

    Attributes:
        number: from 0.
        positions: of the figures that it shows.
    """

    blocks: Sequence[Element]
    number: int = 0
    pages: int = 1
    positions: AbstractSet[int] = frozenset()


def figures_on(details: PatentDetails, number: int) -> range:
    """The positions of the figures on a page; for what lies outside, of the nearest one."""
    count = len(details.figures.listed) if details.figures else 0
    number, _ = _nearest(number, count, FIGURES_ON_PAGE)
    return range(number * FIGURES_ON_PAGE, min((number + 1) * FIGURES_ON_PAGE, count))


def lay_out_figures(tr: Translator, details: PatentDetails, number: int, files: Mapping[int, str]) -> Paged:
    """Args: files: position of a figure -> Slack's id of it."""
    listed = details.figures.listed if details.figures else ()
    number, pages = _nearest(number, len(listed), FIGURES_ON_PAGE)
    positions = figures_on(details, number)
    total = max(len(listed), (details.figures.total or 0) if details.figures else 0)
    patent = shorten_plain(details.patent.publication_number, 40)
    blocks: list[Element] = []
    for position in positions:
        place = tr("details-figure", number=position + 1, total=total)
        if position in files:
            alt_text = tr("details-figure-alt", number=position + 1, total=total, patent=patent)
            blocks.append(image_block(files[position], alt_text=alt_text, title=place))
        else:
            blocks.append(section(tr("details-figure-missing", figure=place)))
    if not listed:
        blocks.append(section(tr("details-figures-none")))
    if total > len(listed):
        blocks.append(context(tr("details-figures-first", listed=len(listed), total=total)))
    return Paged([*blocks, *_place(tr, number, pages)], number, pages, frozenset(positions))


def lay_out_family(tr: Translator, details: PatentDetails, number: int) -> Paged:
    """Members by family, the closest first, and by market."""
    members = details.family.members if details.family else ()
    if not members:
        return Paged([section(tr("details-family-none"))])
    kinds = list(FamilyKind)
    ordered = sorted(members, key=lambda member: (kinds.index(member.kind), member.country, member.number))
    number, pages = _nearest(number, len(ordered), _MEMBERS_ON_PAGE)
    shown = ordered[number * _MEMBERS_ON_PAGE : (number + 1) * _MEMBERS_ON_PAGE]
    blocks: list[Element] = []
    for kind, of_kind in groupby(shown, key=lambda member: member.kind):
        count = sum(member.kind is kind for member in members)
        lines = [tr(f"details-kin-{kind}", count=count)]
        for country, of_country in groupby(of_kind, key=lambda member: member.country):
            total = sum(member.kind is kind and member.country == country for member in members)
            lines.append(_market(tr, country, total, of_country, details.patent.publication_number))
        blocks += map(section, _packed(lines))
    return Paged([*blocks, *_place(tr, number, pages)], number, pages)


def lay_out_events(tr: Translator, details: PatentDetails) -> list[Element]:
    """Legal status and events, as far as Patsnap names them."""
    events = details.events
    if events is None:
        return [section(tr("details-status-none"))] if DetailPart.EVENTS in details.fetched else []
    procedure = procedure_names(tr, events)
    lines = [tr("details-status", status=tr.join(procedure)) if procedure else tr("details-status-none")]
    names = dict.fromkeys(
        shorten_line(recorded.sent, _NAME) if recorded.event is LegalEvent.UNKNOWN else _event(tr, recorded.event)
        for recorded in events.events
    )
    named = [f"• {name}" for name in names if name]
    lines += [tr("details-events"), *named] if named else [tr("details-events-none")]
    notes = [tr("details-events-note")]
    if events.updated:
        notes.append(tr("details-events-updated", day=tr.day(events.updated)))
    return [*map(section, _packed(lines)), context(tr("details-sentences").join(notes))]


def lay_out_records(tr: Translator, details: PatentDetails, number: int) -> Paged:
    """The enforcement flag, and the records as far as they were asked for."""
    entries = [*_litigation(tr, details), *_invalidations(tr, details), *_customs(tr, details), *_licences(tr, details)]
    number, pages = _nearest(number, len(entries), _RECORDS_ON_PAGE)
    blocks: list[Element] = []
    if flag := enforcement_flag(tr, details):
        blocks.append(section(flag))
    shown = entries[number * _RECORDS_ON_PAGE : (number + 1) * _RECORDS_ON_PAGE]
    for heading, of_heading in groupby(shown, key=lambda entry: entry[0]):
        blocks.append(section(heading))
        blocks += [section(text) for _, text in of_heading]
    return Paged([*blocks, *_place(tr, number, pages)], number, pages)


def enforcement_flag(tr: Translator, details: PatentDetails) -> str:
    """Which records of enforcement there are; that there is none; empty if no events are known."""
    if details.events is None:
        return ""
    if not details.enforced:
        return tr("details-flag-none")
    return tr("details-flag", records=tr.join([tr(f"details-record-{part}") for part in details.enforced]))


def procedure_names(tr: Translator, events: LegalEvents) -> list[str]:
    """The legal status in words; one that this version does not know in Patsnap's own."""
    names = (
        shorten_line(recorded.sent, _NAME)
        if recorded.state is ProcedureState.UNKNOWN
        else tr(f"details-procedure-{recorded.state.replace('_', '-')}")
        for recorded in events.procedure[:10]
    )
    return list(dict.fromkeys(filter(None, names)))


def _event(tr: Translator, event: LegalEvent) -> str:
    return tr(f"details-event-{event.replace('_', '-')}")


def _market(tr: Translator, country: str, total: int, members: Iterable[FamilyMember], own: str) -> str:
    """``🇺🇸 United States (2): USD1S1, USD2S1``, the patent's own number in bold."""
    numbers = [
        f"*{number}*" if member.number == own.upper() else number
        for member in members
        if (number := shorten_line(member.number, 40))
    ]
    name = shorten_line(tr.country(country), 40) or tr("details-family-no-market")
    listed = tr("list-separator").join(numbers)
    return f"{country_flag(country)} {tr('details-family-market', market=name, count=total, numbers=listed)}"


def _litigation(tr: Translator, details: PatentDetails) -> list[tuple[str, str]]:
    cases = details.litigation.cases if details.litigation else ()
    return _under(tr, details, DetailPart.LITIGATION, [_case(tr, case) for case in cases])


def _case(tr: Translator, case: LitigationCase) -> str:
    return _entry(
        shorten_line(case.title, _WORDS),
        _dotted(_number(tr, case.number), shorten_line(case.court, _NAME), _country(tr, case.country)),
        _parties(tr, "plaintiffs", case.plaintiffs),
        _parties(tr, "defendants", case.defendants),
        _dotted(_day(tr, "filed", case.filed), _day(tr, "decided", case.decided)),
    )


def _invalidations(tr: Translator, details: PatentDetails) -> list[tuple[str, str]]:
    cases = details.invalidations.cases if details.invalidations else ()
    return _under(tr, details, DetailPart.INVALIDATION, [_decision(tr, case) for case in cases])


def _decision(tr: Translator, case: InvalidationCase) -> str:
    code = case.kind.lower()
    kind = tr(f"details-case-{code}") if tr.has(f"details-case-{code}") else shorten_line(case.kind, _NAME)
    grounds = tr("list-separator").join(case.grounds)
    return _entry(
        kind,
        _dotted(_number(tr, case.number), _country(tr, case.country)),
        _parties(tr, "applicants", case.applicants),
        tr("details-grounds", grounds=shorten_line(grounds, _NAMES)) if grounds.strip() else "",
        _day(tr, "decided", case.decided),
    )


def _customs(tr: Translator, details: PatentDetails) -> list[tuple[str, str]]:
    records = details.customs.records if details.customs else ()
    return _under(tr, details, DetailPart.CUSTOMS, [_recordal(tr, record) for record in records])


def _recordal(tr: Translator, record: CustomsRecord) -> str:
    return _entry(
        shorten_line(record.product, _WORDS),
        _dotted(_number(tr, record.number), _country(tr, record.country)),
        _dotted(shorten_line(record.status, _NAME), shorten_line(record.opinion, _WORDS)),
        _dotted(_day(tr, "starts", record.starts), _day(tr, "ends", record.ends)),
    )


def _licences(tr: Translator, details: PatentDetails) -> list[tuple[str, str]]:
    licences = details.licences.licences if details.licences else ()
    return _under(tr, details, DetailPart.LICENCES, [_licence(tr, licence) for licence in licences])


def _licence(tr: Translator, licence: Licence) -> str:
    kinds = shorten_line(tr("list-separator").join(licence.kinds), _NAME)
    return _entry(
        kinds,
        _dotted(_number(tr, licence.number), shorten_line(licence.status, _NAME), _country(tr, licence.country)),
        _parties(tr, "licensors", licence.licensors),
        _parties(tr, "licensees", licence.licensees),
        _day(tr, "effective", licence.effective),
    )


def _under(tr: Translator, details: PatentDetails, part: DetailPart, entries: Sequence[str]) -> list[tuple[str, str]]:
    """Each entry with its heading; a kind of which Patsnap had no record says so."""
    if part not in details.fetched:
        return []
    heading = tr(f"details-heading-{part}")
    told = [entry for entry in entries if entry]
    return [(heading, entry) for entry in told or [tr("details-record-none")]]


def _entry(title: str, *lines: str) -> str:
    return "\n".join(filter(None, (f"*{title}*" if title else "", *lines)))


def _dotted(*words: str) -> str:
    return " · ".join(filter(None, words))


def _number(tr: Translator, number: str) -> str:
    named = shorten_line(number, _NAME)
    return tr("details-number", number=named) if named else ""


def _country(tr: Translator, code: str) -> str:
    return f"{country_flag(code)} {shorten_line(tr.country(code), 40)}" if code else ""


def _parties(tr: Translator, role: str, names: Sequence[str]) -> str:
    known = [name for name in names if name.strip()]
    listed = list_within(tr, known, lambda name: shorten_line(name, _NAME), limit=_NAMES)
    return tr(f"details-by-{role}", count=len(known), names=listed) if listed else ""


def _day(tr: Translator, what: str, day: date | None) -> str:
    return tr(f"details-day-{what}", day=tr.day(day)) if day else ""


def _nearest(number: int, items: int, on_page: int) -> tuple[int, int]:
    """The page that is shown, and how many there are."""
    pages = max(1, -(-items // on_page))
    return min(max(number, 0), pages - 1), pages


def _place(tr: Translator, number: int, pages: int) -> list[Element]:
    return [context(tr("comparisons-page", page=number + 1, pages=pages))] if pages > 1 else []


def _packed(lines: Iterable[str]) -> list[str]:
    """Lines in as few texts as a section each can hold."""
    packed: list[str] = []
    for line in lines:
        if packed and len(packed[-1]) + 1 + len(line) <= SECTION_TEXT:
            packed[-1] += f"\n{line}"
        else:
            packed.append(line)
    return packed
