"""The modal that tells more of one patent: an overview, and pages of figures, family, events and enforcement."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.languages import Translator
from bot.model import Problem
from bot.model.countries import country_flag
from bot.model.patent_details import BASIC_PARTS, SERVICES, DetailPart, FamilyKind, PatentDetails
from bot.model.similar import SimilarPage
from formatters.actions import (
    DETAILS_ENFORCEMENT,
    DETAILS_EVENTS,
    DETAILS_FAMILY,
    DETAILS_FIGURES,
    DETAILS_FIGURES_AGAIN,
    DETAILS_MODAL,
    DETAILS_NEXT,
    DETAILS_OLDER,
    DETAILS_OLDER_HERE,
    DETAILS_OVERVIEW,
    DETAILS_PREVIOUS,
    DETAILS_RECORDS,
    DETAILS_RETRY,
)
from formatters.blocks import Element, actions, button, context, divider, plain_text, section, slack_image
from formatters.countries import list_codes
from formatters.detail_pages import (
    Paged,
    enforcement_flag,
    lay_out_events,
    lay_out_family,
    lay_out_figures,
    lay_out_records,
    procedure_names,
)
from formatters.detail_state import DetailsPage, DetailsState, turn_to
from formatters.patent_cards import flagged_number, langs_of, state_name
from formatters.patents import drawing_of
from formatters.problems import said
from formatters.similar import lay_out_hits, similar_title
from formatters.text import shorten_line, shorten_plain

_TITLE = 200
_MAX_PRIORITIES = 3

_PARTS: Mapping[DetailsPage, tuple[DetailPart, ...]] = {
    DetailsPage.OVERVIEW: BASIC_PARTS,
    DetailsPage.FIGURES: (DetailPart.FIGURES,),
    DetailsPage.FAMILY: (DetailPart.FAMILY,),
    DetailsPage.EVENTS: (DetailPart.EVENTS,),
}
"""What a page is made of; that of enforcement depends on the events."""


def format_details(
    tr: Translator, details: PatentDetails, state: DetailsState, *, files: Mapping[int, str]
) -> list[dict[str, Any]]:
    """The page as views, the fullest first, the last without images.

    Args:
        files: position of a figure -> Slack's id of it.
    """
    shown = [_page(tr, details, state, files), _page(tr, replace(details, file_id=""), state, {})]
    return shown if shown[0] != shown[1] else shown[:1]


def format_details_waiting(tr: Translator, state: DetailsState) -> dict[str, Any]:
    """While Patsnap or Slack is asked."""
    return _view(tr, [context(tr("details-waiting"))], state=state.dump())


def format_details_gone(tr: Translator) -> dict[str, Any]:
    """In place of a patent that is not kept any more."""
    return _view(tr, [section(tr("details-gone"))], state="")


def format_details_failed(tr: Translator, problem: Problem, state: DetailsState) -> dict[str, Any]:
    """In place of a page that could not be made."""
    back = actions(_to(tr, "overview", DETAILS_OVERVIEW, DetailsPage.OVERVIEW))
    return _view(tr, [section(f"❗ {said(tr, problem)}"), back], state=state.dump())


def format_older(
    tr: Translator, page: SimilarPage, state: DetailsState, *, pictures: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Older look-alikes where there is no thread, with their drawings and without."""
    back = actions(_to(tr, "overview", DETAILS_OVERVIEW, DetailsPage.OVERVIEW))
    return [_view(tr, [*lay_out_hits(tr, page, shown), back], state=state.dump()) for shown in (pictures, {})]


def format_older_posted(tr: Translator, page: SimilarPage, state: DetailsState) -> dict[str, Any]:
    """That they stand in the thread."""
    back = actions(_to(tr, "overview", DETAILS_OVERVIEW, DetailsPage.OVERVIEW))
    title = similar_title(tr, page)
    return _view(tr, [section(tr("older-posted", title=title)), back], state=state.dump())


def _page(tr: Translator, details: PatentDetails, state: DetailsState, files: Mapping[int, str]) -> dict[str, Any]:
    page, number = state.page, state.number
    parts = (DetailPart.EVENTS, *details.records) if page is DetailsPage.ENFORCEMENT else _PARTS[page]
    match page:
        case DetailsPage.OVERVIEW:
            shown = Paged(_overview(tr, details))
        case DetailsPage.FIGURES:
            shown = lay_out_figures(tr, details, number, files)
        case DetailsPage.FAMILY:
            shown = lay_out_family(tr, details, number)
        case DetailsPage.EVENTS:
            shown = Paged(lay_out_events(tr, details))
        case DetailsPage.ENFORCEMENT:
            shown = lay_out_records(tr, details, number)
    blocks = [
        _heading(tr, details, has_drawing=page is DetailsPage.OVERVIEW),
        *shown.blocks,
        *_lacking(tr, details, page, parts),
        divider(),
        *_navigation(tr, details, page, shown, files, in_thread=bool(state.thread_ts)),
        *_as_of(tr, details, parts),
    ]
    placed = replace(state, number=shown.number)
    return _view(tr, blocks, state=placed.dump())


def _heading(tr: Translator, details: PatentDetails, *, has_drawing: bool) -> Element:
    name = shorten_line(_title(tr, details), _TITLE) or tr("patent-untitled")
    patent = details.patent
    states = [state_name(tr, state) for state in details.events.states] if details.events else []
    about = " · ".join((flagged_number(tr, patent), *dict.fromkeys(states)))
    alt_text = drawing_of(tr, shorten_plain(patent.publication_number, 40))
    picture = slack_image(details.file_id, alt_text=alt_text) if details.file_id and has_drawing else None
    return section(f"*{name}*\n{about}", accessory=picture)


def _overview(tr: Translator, details: PatentDetails) -> list[Element]:
    blocks = []
    if flag := enforcement_flag(tr, details):
        blocks.append(section(flag))
    if not details.older_calls:
        blocks.append(context(tr("older-none")))
    facts = [*_dates(tr, details), *_legal(tr, details), *_counts(tr, details)]
    if facts:
        blocks.append(section("\n".join(facts)))
    return blocks


def _dates(tr: Translator, details: PatentDetails) -> list[str]:
    if DetailPart.DATES not in details.fetched:
        return []
    dates = details.dates
    expires = dates.expires if dates else None
    lines = [tr("details-expires", day=tr.day(expires)) if expires else tr("details-expires-unknown")]
    if dates and dates.granted:
        lines.append(tr("details-granted", day=tr.day(dates.granted)))
    claimed = [
        " · ".join(
            filter(
                None,
                (
                    f"{country_flag(item.country)} {shorten_line(item.country, 10)}" if item.country else "",
                    shorten_line(item.number, 40),
                    tr.day(item.filed) if item.filed else "",
                ),
            )
        )
        for item in (dates.priorities if dates else ())
    ]
    if claimed:
        more = len(claimed) - _MAX_PRIORITIES
        named = tr("details-separator").join(claimed[:_MAX_PRIORITIES])
        named = tr("list-more", listed=named, more=more) if more > 0 else named
        lines.append(tr("details-priorities", count=len(claimed), priorities=named))
    return lines


def _legal(tr: Translator, details: PatentDetails) -> list[str]:
    if details.events is None:
        return [tr("details-status-none")] if DetailPart.EVENTS in details.fetched else []
    names = procedure_names(tr, details.events)
    return [tr("details-status", status=tr.join(names))] if names else [tr("details-status-none")]


def _counts(tr: Translator, details: PatentDetails) -> list[str]:
    lines = [_family(tr, details)] if DetailPart.FAMILY in details.fetched else []
    if DetailPart.FIGURES in details.fetched:
        figures = details.figures
        count = (figures.total or len(figures.listed)) if figures else 0
        lines.append(tr("details-figures", count=count) if count else tr("details-figures-none"))
    return lines


def _family(tr: Translator, details: PatentDetails) -> str:
    """The closest family that there is, and how many more patents the wider ones have."""
    members = details.family.members if details.family else ()
    if not members:
        return tr("details-family-none")
    closest = min((member.kind for member in members), key=list(FamilyKind).index)
    close = [member for member in members if member.kind is closest]
    markets = list_codes(tr, sorted({member.country for member in close}), limit=600)
    line = tr("details-family", count=len(close), markets=markets)
    more = len(members) - len(close)
    return tr("details-family-wider", family=line, count=more) if more else line


def _lacking(tr: Translator, details: PatentDetails, page: DetailsPage, parts: Sequence[DetailPart]) -> list[Element]:
    """What is missing on a page, and why; each service that the account lacks is named on the overview, once."""
    blocks = []
    wanted = [part for part in parts if part in details.problems or part not in details.fetched]
    if page is DetailsPage.ENFORCEMENT:
        # A record that nobody has asked for yet is on offer, and does not lack; of the events the overview speaks.
        told = {*details.problems, *details.refused} - {*BASIC_PARTS}
        wanted = [part for part in wanted if part in told]
    if refused := [part for part in wanted if part in details.refused]:
        named = (tr("details-service", part=_part(tr, part), service=SERVICES[part]) for part in refused)
        names = tr("list-separator").join(named)
        blocks.append(context(tr("details-refused", services=names)))
    if failed := [part for part in wanted if part not in refused]:
        why = dict.fromkeys(said(tr, details.problems[part]) for part in failed if part in details.problems)
        sentence = tr("details-not-loaded", parts=tr.join([_part(tr, part) for part in failed]))
        blocks.append(section("\n".join((f"❗ {sentence}", *why))))
    return blocks


def _navigation(
    tr: Translator,
    details: PatentDetails,
    page: DetailsPage,
    shown: Paged,
    files: Mapping[int, str],
    *,
    in_thread: bool,
) -> list[Element]:
    rows = [_paid(tr, details, page, shown, files)]
    if page is DetailsPage.OVERVIEW:
        rows += [_older(tr, details, in_thread=in_thread), _pages(tr, details)]
    else:
        turns = [_to(tr, "overview", DETAILS_OVERVIEW, DetailsPage.OVERVIEW)]
        if shown.number > 0:
            turns.append(_to(tr, "previous", DETAILS_PREVIOUS, page, shown.number - 1))
        if shown.number < shown.pages - 1:
            turns.append(_to(tr, "next", DETAILS_NEXT, page, shown.number + 1))
        rows.append(turns)
    return [actions(*row) for row in rows if row]


def _older(tr: Translator, details: PatentDetails, *, in_thread: bool) -> list[Element]:
    """The button that searches for older look-alikes; none if nothing could be searched with."""
    calls = details.older_calls
    if not calls:
        return []
    return [
        button(
            tr("older-button", calls=calls),
            action_id=DETAILS_OLDER if in_thread else DETAILS_OLDER_HERE,
            value=turn_to(DetailsPage.OVERVIEW),
            label=tr("older-button-label", calls=calls),
        )
    ]


def _pages(tr: Translator, details: PatentDetails) -> list[Element]:
    offered = (
        ("figures", DETAILS_FIGURES, DetailsPage.FIGURES, bool(details.figures and details.figures.listed)),
        ("family", DETAILS_FAMILY, DetailsPage.FAMILY, bool(details.family and details.family.members)),
        ("events", DETAILS_EVENTS, DetailsPage.EVENTS, details.events is not None),
        (
            "enforcement",
            DETAILS_ENFORCEMENT,
            DetailsPage.ENFORCEMENT,
            bool(details.records) and DetailPart.EVENTS not in details.missing,
        ),
    )
    return [_to(tr, name, action_id, page) for name, action_id, page, is_there in offered if is_there]


def _paid(
    tr: Translator, details: PatentDetails, page: DetailsPage, shown: Paged, files: Mapping[int, str]
) -> list[Element]:
    """The button that asks Patsnap for what the page lacks, with the number of calls."""
    if page is DetailsPage.ENFORCEMENT:
        name, action_id, calls = "records", DETAILS_RECORDS, len(details.missing_records)
    elif page is DetailsPage.FIGURES and details.reloadable and not files.keys() >= shown.positions:
        name, action_id, calls = "figures-again", DETAILS_FIGURES_AGAIN, int(DetailPart.FIGURES not in details.refused)
    else:
        name, action_id, calls = "retry", DETAILS_RETRY, len(details.missing)
    if not calls:
        return []
    label = tr(f"details-paid-{name}-label", calls=calls)
    return [button(tr(f"details-paid-{name}", calls=calls), action_id=action_id, value=turn_to(page), label=label)]


def _to(tr: Translator, name: str, action_id: str, page: DetailsPage, number: int = 0) -> Element:
    return button(
        tr(f"details-to-{name}"), action_id=action_id, value=turn_to(page, number), label=tr(f"details-to-{name}-label")
    )


def _as_of(tr: Translator, details: PatentDetails, parts: Sequence[DetailPart]) -> list[Element]:
    days = sorted({details.fetched[part].date() for part in parts if part in details.fetched})
    if not days:
        return []
    first, last = tr.day(days[0]), tr.day(days[-1])
    said_of = tr("details-as-of", day=first) if first == last else tr("details-as-of-days", first=first, last=last)
    return [context(said_of)]


def _part(tr: Translator, part: DetailPart) -> str:
    return tr(f"details-part-{part}")


def _title(tr: Translator, details: PatentDetails) -> str:
    titles = {title.lang: title.text for title in reversed(details.dates.titles)} if details.dates else {}
    return next((titles[lang] for lang in langs_of(tr) if lang in titles), details.patent.title)


def _view(tr: Translator, blocks: list[Element], *, state: str) -> dict[str, Any]:
    return {
        "type": "modal",
        "callback_id": DETAILS_MODAL,
        "title": plain_text(tr("details-title")),
        "close": plain_text(tr("details-close")),
        "private_metadata": state,
        "blocks": blocks,
    }
