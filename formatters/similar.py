"""Designs similar to a picture, a page at a time."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from bot.model import Block, Message, Patent
from bot.model.countries import country_flag
from bot.model.lookup import PatentState, SearchFilters, SortField
from bot.model.similar import MAX_OFFSET, SimilarPage
from formatters.actions import PATENT_LOOK_UP, SIMILAR_FILTERS, SIMILAR_MORE
from formatters.blocks import Element, actions, button, context, ladder, section, slack_image
from formatters.countries import list_codes
from formatters.limits import SHORT_JSON, json_size
from formatters.patents import patent_url
from formatters.text import count_of, cut, day, percent, plain, shorten_line, shorten_plain

AGAIN = "The earlier search had run out, so this page comes from a new one. Designs may repeat or stand elsewhere."

STATE_NAMES: dict[PatentState, str] = {
    PatentState.ACTIVE: "Active",
    PatentState.PENDING: "Pending",
    PatentState.INACTIVE: "Inactive",
    PatentState.UNDETERMINED: "Undetermined",
    PatentState.PCT_DESIGNATED: "PCT, designated period",
    PatentState.PCT_EXPIRED: "PCT, designation expired",
    PatentState.UNKNOWN: "Unknown",
}
SORT_NAMES: dict[SortField, str] = {
    SortField.PUBLISHED: "publication date",
    SortField.FILED: "application date",
    SortField.ISSUED: "grant date",
}

_NO_PICTURES: Mapping[str, str] = MappingProxyType({})
_BUTTON_VALUE = 200
_LIST = 2_000
"""Of a list of hits without buttons of their own: with quotes, which JSON doubles, still short."""


def format_similar(page: SimilarPage, *, pictures: Mapping[str, str] = _NO_PICTURES) -> Message:
    """One page of a search; its fallbacks are the same without drawings, and a list with the page's buttons alone.

    Args:
        pictures: patent_id -> Slack's id of its drawing.
    """
    title = _title(page)
    about = " · ".join(filter(None, (AGAIN if page.again else "", describe_filters(page.filters))))
    first: list[Block] = [section(f"*{title}*")]
    if about:
        first.append(context(about))
    last = _buttons(page)
    plain_hits = [block for patent in page.patents for block in _hit(patent, "")]
    full_hits = [block for patent in page.patents for block in _hit(patent, pictures.get(patent.patent_id, ""))]
    lines = [_line(patent, number) for number, patent in enumerate(page.patents, start=page.offset + 1)]
    text = "\n".join(filter(None, (title, about, *lines)))
    full, plainer = [*first, *full_hits, last], [*first, *plain_hits, last]
    if json_size(plainer) <= SHORT_JSON:
        return ladder(text, full, plainer)
    return ladder(text, full, plainer, [*first, section(cut("\n".join(lines), _LIST)), last])


def format_searching(name: str) -> Message:
    """At once, for the one who asked."""
    text = f"Looking for designs similar to {shorten_line(name, 100)}…"
    return Message(text=text, blocks=(section(text),))


def format_turned() -> Message:
    """The answer to a second press of the button that turns the page."""
    text = "The next designs have been asked for already: they stand, or will stand, further down."
    return Message(text=text, blocks=(section(text),))


def format_page_unknown() -> Message:
    """Slack did not say whether it took the next page."""
    text = "Slack did not say whether the next designs stand in the thread. Please ask for them again: they come once."
    return Message(text=text, blocks=(section(text),))


def format_search_gone() -> Message:
    """The answer to a button whose search is gone, or belongs to another conversation."""
    text = "This search is no longer here, so it cannot go on. Please search for the picture again."
    return Message(text=text, blocks=(section(text),))


def describe_filters(filters: SearchFilters) -> str:
    """What a search was narrowed to, escaped, on one line; empty for nothing."""
    states = ", ".join(STATE_NAMES[state].lower() for state in filters.states)
    codes = ", ".join(map(str, filters.legal_statuses))
    sort = f"By {SORT_NAMES[filters.sort]}, {'oldest' if filters.ascending else 'newest'} first" if filters.sort else ""
    described = (
        list_codes(filters.countries, limit=300) if filters.countries else "",
        f"Locarno {shorten_line(filters.locarno, 200)}" if filters.locarno else "",
        f"Assignee “{shorten_line(filters.assignee, 100)}”" if filters.assignee else "",
        f"Status {states}" if states else "",
        f"Legal status {codes}" if codes else "",
        _period("Filed", filters.filed_from, filters.filed_to),
        _period("Published", filters.published_from, filters.published_to),
        f"Keyword “{shorten_line(filters.keyword, 100)}”" if filters.keyword else "",
        sort,
    )
    return " · ".join(filter(None, described))


def _period(label: str, first: date | None, last: date | None) -> str:
    if first and last:
        return f"{label} {day(first)} to {day(last)}"
    if first:
        return f"{label} since {day(first)}"
    return f"{label} until {day(last)}" if last else ""


def _title(page: SimilarPage) -> str:
    name = shorten_line(page.name, 100)
    of = f" similar to {name}" if name else ""
    if not page.patents:
        return f"No more designs{of}" if page.offset else f"No designs found{of}"
    shown = len(page.patents)
    total = f" of {page.total:,}" if page.total is not None and page.total > shown else ""
    if page.offset:
        return f"Designs {page.offset + 1:,} to {page.offset + shown:,}{total}{of}"
    nearest = "The nearest design" if shown == 1 else f"The {shown} nearest designs"
    if page.filters.sort:
        nearest = count_of(shown, "design")
    return f"{nearest}{total}{of}"


def _hit(patent: Patent, file_id: str) -> list[Element]:
    number = patent.publication_number
    look_up = button("Look up", action_id=PATENT_LOOK_UP, value=number) if 0 < len(number) <= _BUTTON_VALUE else None
    url = patent_url(number)
    link = f"<{url}|{number.strip()} on Google Patents>" if url else ""
    title = shorten_line(patent.title, 120) or "No title"
    text = f"*{_head(patent)}*\n{title}" + (f" · {link}" if link else "")
    if not file_id:
        return [section(text, accessory=look_up)]
    picture = slack_image(
        file_id, alt_text=f"Drawing of {shorten_plain(f'{number} {patent.title}', 100) or 'a patent'}"
    )
    return [section(text, accessory=picture), *([actions(look_up)] if look_up else [])]


def _head(patent: Patent) -> str:
    flag = country_flag(patent.country) if patent.country else ""
    number = shorten_line(patent.publication_number, 40) or "No number"
    score = percent(patent.score)
    return " · ".join(filter(None, (f"{score} similar" if score else "", f"{flag} {number}".strip())))


def _line(patent: Patent, place: int) -> str:
    return f"{place}. {_head(patent)} · {shorten_line(plain(patent.title), 80)}".rstrip(" ·")


def _buttons(page: SimilarPage) -> Element:
    buttons = []
    if page.next_offset is not None and page.next_offset <= MAX_OFFSET:
        buttons.append(button("More", action_id=SIMILAR_MORE, value=f"{page.search_id}/{page.next_offset}"))
    return actions(*buttons, button("Filter…", action_id=SIMILAR_FILTERS, value=page.search_id))
