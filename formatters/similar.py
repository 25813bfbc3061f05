"""Designs similar to a picture, a page at a time."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from bot.languages import Translator
from bot.model import Block, Message, Patent
from bot.model.countries import country_flag
from bot.model.lookup import PatentState, PatentType, SearchFilters, SortField
from bot.model.similar import MAX_OFFSET, PAGE_SIZE, SimilarPage
from formatters.actions import SIMILAR_FILTERS, SIMILAR_MORE
from formatters.blocks import Element, actions, button, context, ladder, section, slack_image
from formatters.countries import list_codes
from formatters.limits import SHORT_JSON, json_size
from formatters.patents import drawing_of, look_up_button, patent_link
from formatters.text import cut, plain, shorten_line, shorten_plain

_NO_PICTURES: Mapping[str, str] = MappingProxyType({})
_BUTTON_VALUE = 200
_LIST = 2_000
"""Of a list of hits without buttons of their own: with quotes, which JSON doubles, still short."""


def format_similar(tr: Translator, page: SimilarPage, *, pictures: Mapping[str, str] = _NO_PICTURES) -> Message:
    """One page of a search; its fallbacks are the same without drawings, and a list with the page's buttons alone.

    Args:
        pictures: patent_id -> Slack's id of its drawing.
    """
    title = similar_title(tr, page)
    about = _about(tr, page)
    first: list[Block] = [section(f"*{title}*")]
    if about:
        first.append(context(about))
    last = _buttons(tr, page)
    plain_hits = [block for patent in page.patents for block in _hit(tr, patent, "")]
    full_hits = [block for patent in page.patents for block in _hit(tr, patent, pictures.get(patent.patent_id, ""))]
    lines = [_line(tr, patent, number) for number, patent in enumerate(page.patents, start=page.offset + 1)]
    text = "\n".join(filter(None, (title, _about(tr, page, flags=False), *lines)))
    full, plainer = [*first, *full_hits, last], [*first, *plain_hits, last]
    if json_size(plainer) <= SHORT_JSON:
        return ladder(text, full, plainer)
    return ladder(text, full, plainer, [*first, section(cut("\n".join(lines), _LIST)), last])


def format_searching(tr: Translator, name: str) -> Message:
    """At once, for the one who asked."""
    return _said(tr("similar-searching", name=shorten_line(name, 100)))


def format_turned(tr: Translator) -> Message:
    """The answer to a second press of the button that turns the page."""
    return _said(tr("similar-turned"))


def format_page_unknown(tr: Translator) -> Message:
    """Slack did not say whether it took the next page."""
    return _said(tr("similar-page-unknown"))


def format_search_gone(tr: Translator) -> Message:
    """The answer to a button whose search is gone, or belongs to another conversation."""
    return _said(tr("similar-gone"))


def _said(text: str) -> Message:
    return Message(text=text, blocks=(section(text),))


def simple_state_name(tr: Translator, state: PatentState) -> str:
    """``Active``, as filters and forms say it."""
    return tr(f"similar-state-{state.replace('_', '-')}")


def sort_name(tr: Translator, field: SortField) -> str:
    """``publication date``."""
    return tr(f"similar-sort-{field.lower()}")


def lay_out_hits(tr: Translator, page: SimilarPage, pictures: Mapping[str, str]) -> list[Element]:
    """A page without its buttons, for a modal."""
    hits = [block for patent in page.patents for block in _hit(tr, patent, pictures.get(patent.patent_id, ""))]
    return [section(f"*{similar_title(tr, page)}*"), context(_about(tr, page)), *hits]


def _about(tr: Translator, page: SimilarPage, *, flags: bool = True) -> str:
    again = tr("similar-again") if page.again else ""
    if younger := page.filters.older_than:
        number = shorten_line(younger.publication_number, 40)
        kin = tr("older-family-unknown") if younger.family is None else ""
        again = " · ".join(
            filter(
                None,
                (
                    again,
                    tr("older-than", number=number, day=tr.day(younger.filed)),
                    kin or (tr("older-left-out", count=page.left_out) if page.left_out else ""),
                ),
            )
        )
    return " · ".join(filter(None, (again, describe_filters(tr, page.filters, flags=flags))))


def describe_filters(tr: Translator, filters: SearchFilters, *, flags: bool = True) -> str:
    """What a search was narrowed to, escaped, on one line; empty for nothing."""
    listed = tr("list-separator")
    states = listed.join(tr(f"filter-state-{state.replace('_', '-')}") for state in filters.states)
    codes = listed.join(map(str, filters.legal_statuses))
    order = "filter-sort-oldest" if filters.ascending else "filter-sort-newest"
    described = (
        tr("filter-utility") if filters.patent_type is PatentType.UTILITY else "",
        tr("filter-line-drawing") if filters.by_line_drawing else "",
        list_codes(tr, filters.countries, limit=300, flags=flags) if filters.countries else "",
        tr("filter-locarno", classes=shorten_line(filters.locarno, 200)) if filters.locarno else "",
        tr("filter-assignee", name=shorten_line(filters.assignee, 100)) if filters.assignee else "",
        tr("filter-status", states=states) if states else "",
        tr("filter-legal", codes=codes) if codes else "",
        _period(tr, "filed", filters.filed_from, filters.filed_to),
        _period(tr, "published", filters.published_from, filters.published_to),
        tr("filter-keyword", keyword=shorten_line(filters.keyword, 100)) if filters.keyword else "",
        tr(order, field=sort_name(tr, filters.sort)) if filters.sort else "",
    )
    return " · ".join(filter(None, described))


def _period(tr: Translator, what: str, first: date | None, last: date | None) -> str:
    if first and last:
        return tr(f"filter-{what}-between", first=tr.day(first), last=tr.day(last))
    if first:
        return tr(f"filter-{what}-since", first=tr.day(first))
    return tr(f"filter-{what}-until", last=tr.day(last)) if last else ""


def _of(tr: Translator, page: SimilarPage) -> str:
    name = shorten_line(page.name, 100)
    return tr("similar-of", name=name) if name else ""


def similar_title(tr: Translator, page: SimilarPage) -> str:
    """What a page holds."""
    of, kind = _of(tr, page), page.filters.patent_type.value
    shown = len(page.patents)
    if page.filters.older_than:
        number = shorten_line(page.filters.older_than.publication_number, 40)
        return tr("older-title", count=shown, number=number, page=page.offset // PAGE_SIZE + 1)
    if not shown:
        return tr("similar-no-more" if page.offset else "similar-none", of=of, kind=kind)
    total = tr("similar-total", total=page.total) if page.total is not None and page.total > shown else ""
    if page.offset:
        return tr("similar-page", first=page.offset + 1, last=page.offset + shown, total=total, of=of, kind=kind)
    return tr("similar-sorted" if page.filters.sort else "similar-nearest", count=shown, total=total, of=of, kind=kind)


def _hit(tr: Translator, patent: Patent, file_id: str) -> list[Element]:
    title = shorten_line(patent.title, 120) or tr("similar-no-title")
    filed = tr("similar-filed", day=tr.day(patent.filed)) if patent.filed else ""
    about = " · ".join(filter(None, (title, filed, patent_link(tr, patent.publication_number))))
    text = f"*{_head(tr, patent)}*\n{about}"
    look_up = _look_up(tr, patent.publication_number)
    if not file_id:
        return [section(text, accessory=look_up)]
    alt_text = drawing_of(tr, shorten_plain(f"{patent.publication_number} {patent.title}", 100))
    picture = slack_image(file_id, alt_text=alt_text)
    return [section(text, accessory=picture), *([actions(look_up)] if look_up else [])]


def _look_up(tr: Translator, number: str) -> Element | None:
    return look_up_button(tr, number) if 0 < len(number) <= _BUTTON_VALUE else None


def _head(tr: Translator, patent: Patent, *, flags: bool = True) -> str:
    flag = country_flag(patent.country) if patent.country and flags else ""
    number = shorten_line(patent.publication_number, 40) or tr("patent-no-number")
    score = tr.percent(patent.score)
    said = tr("comparison-score", percent=score) if score else ""
    return " · ".join(filter(None, (said, f"{flag} {number}".strip())))


def _line(tr: Translator, patent: Patent, place: int) -> str:
    return f"{place}. {_head(tr, patent, flags=False)} · {shorten_line(plain(patent.title), 80)}".rstrip(" ·")


def _buttons(tr: Translator, page: SimilarPage) -> Element:
    of = _of(tr, page)
    buttons = []
    if page.next_offset is not None and page.next_offset <= MAX_OFFSET:
        value, label = f"{page.search_id}/{page.next_offset}", tr("similar-more-label", of=of)
        buttons.append(button(tr("similar-more"), action_id=SIMILAR_MORE, value=value, label=label))
    label = tr("similar-filter-label", of=of)
    return actions(*buttons, button(tr("similar-filter"), action_id=SIMILAR_FILTERS, value=page.search_id, label=label))
