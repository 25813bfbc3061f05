"""The comparisons that somebody lists, as a table in the thread of their report: Slack sorts and filters it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.languages import Translator
from bot.model import Comparison, Message, Risk
from formatters.blocks import Element, context, ladder, section
from formatters.comparison_state import Listing
from formatters.limits import (
    MESSAGE_JSON,
    TABLE_ROWS,
    TABLE_TEXT,
    json_size,
    json_thirds,
)
from formatters.patents import legal_status_name, line_of, score_of
from formatters.risk import RISK_EMOJI, risk_name
from formatters.selections import selection_lines
from formatters.text import cut, escape, shorten_line, shorten_plain

_WIDTHS: Final = ((60, 40), (30, 20))
"""Characters of titles and owners: as many as leave room for every row, or else the fewest."""

_COLUMNS: Final = ("risk", "score", "country", "number", "title", "owner", "status", "filed", "expires")
"""The last one only where something is known for it."""

_ON_PAGE: Final = 10
_AROUND: Final = 1_800  # characters of JSON for what stands above and below the table
_NAME = 120
_LINE = 160
_TEXT_LINES = 5
_PLAIN = 2_000  # of lines instead of the table


@dataclass(frozen=True, slots=True)
class ComparisonsTable:
    """Attributes: places: of the comparisons in it, among those of the report."""

    block: Element
    places: Sequence[int]


def make_comparisons_table(tr: Translator, listing: Listing) -> ComparisonsTable:
    """The table of all that is listed, in its order: as many rows as Slack takes in one message."""
    places = listing.places[: TABLE_ROWS - 1]
    has_expiry = any(
        comparison.patent.patent_id in listing.expiries for comparison in listing.at_places(listing.places)
    )
    head = _head(tr, has_expiry=has_expiry)
    fitting: list[list[Element]] = []
    for widths in _WIDTHS:
        rows = [
            _row(tr, comparison, listing, widths, has_expiry=has_expiry) for comparison in listing.at_places(places)
        ]
        fitting = _fitting(head, rows)
        if len(fitting) == len(rows):
            break
    named = _name(tr, listing)
    caption = tr("comparisons-table-caption", name=named) if named else tr("comparisons-table-caption-unnamed")
    block: Element = {
        "type": "data_table",
        "caption": caption,
        "rows": [head, *fitting],
        "page_size": _ON_PAGE,
        "row_header_column_index": _COLUMNS.index("number"),
    }
    return ComparisonsTable(block, places[: len(fitting)])


def format_comparisons_table(tr: Translator, listing: Listing, table: ComparisonsTable, *, by: str) -> Message:
    """The message with a table; its fallbacks are lines instead of it.

    Args:
        by: the name of who asked for it.
    """
    named = escape(_name(tr, listing))
    title = tr("comparisons-table-title", name=named) if named else tr("comparisons-table-title-unnamed")
    count, shown = len(listing.places), len(table.places)
    person = shorten_line(by, 80)
    about = [tr("comparisons-table-by", person=person)] if person else []
    about = [*selection_lines(tr, listing.report, listing.state.selection), *about]
    notes = [tr("comparisons-table-note")]
    if len(table.block["rows"][0]) == len(_COLUMNS):
        notes.insert(0, tr("comparisons-table-expiry-note"))
    if shown < count:
        notes.insert(0, tr("comparisons-table-cut", shown=shown, count=count))
    above = [section("\n".join([title, *about]))]
    lines = [cut(f"• {escape(line_of(tr, comparison))}", _LINE) for comparison in listing.at_places(table.places)]
    text = [title.replace("*", ""), *about, *lines[:_TEXT_LINES]]
    if more := count - len(lines[:_TEXT_LINES]):
        text.append(tr("comparisons-table-cut-text", more=more))
    return ladder(
        "\n".join([*text, tr("comparisons-table-note")]).replace("*", ""),
        [*above, table.block, context("\n".join(notes))],
        [*above, *_as_lines(tr, lines, count), context(tr("comparisons-table-note"))],
    )


def _head(tr: Translator, *, has_expiry: bool) -> list[Element]:
    return [_text(tr, tr(f"comparisons-column-{name}")) for name in _COLUMNS[: None if has_expiry else -1]]


def _row(
    tr: Translator, comparison: Comparison, listing: Listing, widths: tuple[int, int], *, has_expiry: bool
) -> list[Element]:
    patent = comparison.patent
    title, owner = widths
    cells = [
        _number(comparison.risk.severity, f"{RISK_EMOJI[comparison.risk]} {_rating(tr, comparison)}"),
        _score(tr, comparison),
        _text(tr, shorten_plain(patent.country, 12)),
        _text(tr, shorten_plain(patent.publication_number, 40)),
        _text(tr, shorten_plain(patent.title, title)),
        _text(tr, shorten_plain(patent.owner, owner)),
        _text(tr, legal_status_name(tr, comparison.legal_status)),
        _day(tr, patent.filed),
    ]
    return [*cells, _day(tr, listing.expiries.get(patent.patent_id))] if has_expiry else cells


def _rating(tr: Translator, comparison: Comparison) -> str:
    """What this version does not know, in Patsnap's words."""
    level = shorten_plain(comparison.risk_text, 20)
    name = risk_name(tr, comparison.risk)
    return f"{name} {tr('comparison-level', level=level)}" if comparison.risk is Risk.UNRATED and level else name


def _score(tr: Translator, comparison: Comparison) -> Element:
    """Sorted by its number; what has none stands below all that have one."""
    score, text = comparison.known_score, score_of(tr, comparison)
    if score is None or not text:
        return _number(-1, tr("comparisons-cell-empty"))
    return _number(round(min(max(score, 0.0), 1.0) * 100, 1), text)


def _day(tr: Translator, day: date | None) -> Element:
    """Written so that it sorts by itself."""
    return _text(tr, day.isoformat() if day else "")


def _text(tr: Translator, text: str) -> Element:
    return {"type": "raw_text", "text": text or tr("comparisons-cell-empty")}


def _number(value: float, text: str) -> Element:
    return {"type": "raw_number", "value": value, "text": text}


def _fitting(head: Sequence[Element], rows: Sequence[list[Element]]) -> list[list[Element]]:
    """The first rows that a message has room for."""
    size, texts = _AROUND + json_size(list(head)), _shown(head)
    kept: list[list[Element]] = []
    for row in rows:
        size += json_size(row) + 1
        texts += _shown(row)
        if size > MESSAGE_JSON or texts > TABLE_TEXT:
            break
        kept.append(row)
    return kept


def _shown(row: Sequence[Element]) -> int:
    return sum(len(cell["text"]) for cell in row)


def _as_lines(tr: Translator, lines: Sequence[str], count: int) -> list[Element]:
    """The first lines, short enough if Slack counts bytes, and how many more there are."""
    shown = list(lines)
    while len(shown) > 1 and json_thirds("\n".join(shown)) > _PLAIN:
        shown.pop()
    more = count - len(shown)
    return [section("\n".join(shown)), *([context(tr("comparisons-table-cut-text", more=more))] if more else [])]


def _name(tr: Translator, listing: Listing) -> str:
    """Which picture of the post, in plain text: ``Image 2 · mug.png``."""
    check = listing.check
    name = shorten_plain(tr("list-separator").join(view.name for view in check.views if view.name), _NAME)
    number = tr("picture-number", number=check.position + 1) if check.position else ""
    return " · ".join(filter(None, (number, name)))
