"""The reply that ends a check: verdict, designs, footer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

from bot.languages import Translator
from bot.model import Check, Design, Message, Report, Risk, designs_of
from formatters.actions import REPORT_COMPARISONS
from formatters.again_form import again_button
from formatters.blocks import (
    Element,
    actions,
    button,
    collapsed_container,
    context,
    divider,
    header,
    ladder,
    long_section,
    section,
)
from formatters.details_button import reply_details_button
from formatters.export_button import export_button
from formatters.limits import (
    CONTAINER_CHILDREN,
    MESSAGE_BLOCKS,
    MESSAGE_JSON,
    SECTION_TEXT,
    SHORT_JSON,
    count_blocks,
    json_bytes,
    json_size,
    json_thirds,
)
from formatters.patents import Card, design_line, make_design_card
from formatters.revision import what_differs
from formatters.risk import RISK_EMOJI, RISK_REACTIONS
from formatters.scope import scope_lines
from formatters.sheet import sheet_block
from formatters.text import cut, escape
from formatters.verdict import (
    cautions,
    counts,
    flagged,
    headline,
    image_name,
    list_markets,
    markets_of,
    next_step,
    nothing_found,
)

__all__ = ["DESIGNS", "RISK_EMOJI", "RISK_REACTIONS", "format_report", "headline", "image_name"]

DESIGNS = 6
"""Cards in a reply at most: with the verdict above them they are two screens of a phone. The rest is a button away."""

_FEWEST = 4  # cards, if there are as many designs, however low they are rated
_SHORTEST_CARD = 300  # characters of text below which a comparison is better read in the modal
_TEXT_TITLE = 120
_TEXT_DESIGNS = 5
_MORE_SECTIONS = 450  # JSON around the sections that a long text needs beyond the first
_LONGEST_CARD = 7_000
_PLAIN_CARD = 700  # without containers nothing folds: what unfolds at once must stay short
_LONGEST_MARKETS = 600  # of one rating; beyond that, their names alone
_SHORT_MARKETS = 250
_SHORT_CAUTIONS = 500
_TEXT_MARKETS = 240
_TEXT_SCOPE = 270
_NO_PICTURES: Mapping[str, str] = MappingProxyType({})

_Layout = Callable[[Card, int], list[Element]]
_Measure = Callable[[object], int]


def format_report(
    tr: Translator, check: Check, report: Report, *, pictures: Mapping[str, str] = _NO_PICTURES, sheet: str = ""
) -> Message:
    """The final reply for one check.

    Args:
        check: gives the image's name, and what the report does not repeat of the search.
        pictures: patent_id -> Slack's id of its drawing (PNG, JPEG or GIF, readable by the app).
        sheet: Slack's id of the report's sheet; empty for none.

    Returns:
        A message whose fallbacks are the same without the posted picture, without any picture (if there were any), then
        without containers (if there were any), short enough if Slack counts bytes, and then in short.
    """
    designs = designs_of(report)
    head, foot = _head(tr, check, report, designs), _foot(tr, check, report)
    shorter = _head(tr, check, report, designs, short=True)
    urgent = sum(design.risk is not Risk.LOW for design in designs)
    seen = [head[0], sheet_block(tr, check, designs, sheet), *head[1:]] if sheet and designs else head
    cards = _Cards(tr, check, designs[: min(max(urgent, _FEWEST), DESIGNS)], pictures)
    in_containers = partial(_as_container, tr)
    full = _Rung(in_containers, json_size, MESSAGE_JSON).fill(cards, seen, foot)
    plain = _Rung(_as_sections, json_bytes, MESSAGE_JSON).fill(cards, head, foot)
    short = _Rung(_as_sections, json_thirds, SHORT_JSON).fill(cards, shorter, foot)
    posted = {view.file_id for view in check.views}
    unposted = _without_images(full, lambda file_id: file_id in posted)
    return ladder(
        _text(tr, check, report, designs), full, unposted, _without_images(full, lambda _: True), plain, short
    )


class _Cards:
    """The designs as cards, each made when it is first asked for."""

    def __init__(self, tr: Translator, check: Check, designs: Sequence[Design], pictures: Mapping[str, str]) -> None:
        self._tr = tr
        self._check = check
        self._designs = designs
        self._pictures = pictures
        self._size = MESSAGE_JSON // max(len(designs), 1)
        self._made: list[Card] = []

    def __len__(self) -> int:
        return len(self._designs)

    def __getitem__(self, index: int) -> Card:
        while len(self._made) <= index:
            design = self._designs[len(self._made)]
            details = reply_details_button(self._tr, design.lead.patent, check_id=self._check.id)
            self._made.append(
                make_design_card(
                    self._tr, design, self._check, self._pictures, size=self._size, details=details, product=True
                )
            )
        return self._made[index]


@dataclass(frozen=True, slots=True)
class _Rung:
    """One way to lay a report out, and how much it may take.

    Attributes:
        measure: how large blocks are.
        size: what the whole may measure.
    """

    layout: _Layout
    measure: _Measure
    size: int

    def fill(self, cards: _Cards, head: Sequence[Element], foot: Sequence[Element]) -> list[Element]:
        """As many cards as there is room for between head and foot, each text cut to its share."""
        around = [*head, *foot]
        room, room_blocks = self.size - self.measure(around), MESSAGE_BLOCKS - count_blocks(around)
        packed: list[Element] = []
        for index in range(len(cards)):
            blocks, size = self._fit(cards[index], room // (len(cards) - index))
            if size > room or count_blocks(blocks) > room_blocks:
                break
            packed += blocks
            room -= size
            room_blocks -= count_blocks(blocks)
        return [*head, *packed, *foot]

    def _fit(self, card: Card, allowed: int) -> tuple[list[Element], int]:
        """A card of size ``allowed`` if its shortest form takes no more, and its size; measured five times at most."""
        shell = self.measure(self.layout(card, 0))
        room = max(allowed - shell, _SHORTEST_CARD)
        blocks = self.layout(card, room)
        size = self.measure(blocks)
        # JSON writes quotes, backslashes and line breaks as two characters, and UTF-8 some characters as four bytes,
        # which no text size foretells. So the text is cut in proportion, and, should its beginning be denser than the
        # rest, to the half or the quarter that is sure to fit.
        dense = room - _MORE_SECTIONS
        for text_size in (dense * room // max(size - shell, 1), dense // 2, dense // 4):
            if size <= allowed or text_size < _SHORTEST_CARD:
                break
            blocks = self.layout(card, text_size)
            size = self.measure(blocks)
        return blocks, size


def _as_container(tr: Translator, card: Card, text_size: int) -> list[Element]:
    texts = card.texts(size=min(text_size, _LONGEST_CARD), section=SECTION_TEXT) or [tr("patent-no-details")]
    children = [*card.images, *card.buttons, *map(long_section, texts)][: CONTAINER_CHILDREN - len(card.footer)]
    return [collapsed_container(title=card.title, subtitle=card.subtitle, child_blocks=[*children, *card.footer])]


def _as_sections(card: Card, text_size: int) -> list[Element]:
    texts = card.texts(size=min(text_size, _PLAIN_CARD), section=SECTION_TEXT // 2)
    name = f"*{escape(card.title)}*\n{escape(card.subtitle)}"
    return [divider(), section("\n\n".join([name, *texts])), *card.buttons, *card.footer]


def _without_images(blocks: Sequence[Element], is_unwanted: Callable[[str], bool]) -> list[Element]:
    """The blocks, and those inside them, less the images of some files."""
    kept: list[Element] = []
    for block in blocks:
        if block["type"] == "image" and is_unwanted(block["slack_file"]["id"]):
            continue
        inner = block.get("child_blocks")
        kept.append(block if inner is None else {**block, "child_blocks": _without_images(inner, is_unwanted)})
    return kept


def _head(
    tr: Translator, check: Check, report: Report, designs: Sequence[Design], *, short: bool = False
) -> list[Element]:
    blocks = [header(f"{RISK_EMOJI[report.verdict]} {headline(tr, report)}")]
    if differs := what_differs(tr, check):
        blocks.append(section(differs))
    if name := image_name(tr, check):
        blocks.append(context(name))
    open_questions = cut("\n\n".join(cautions(tr, report)), _SHORT_CAUTIONS if short else SECTION_TEXT)
    markets = _markets(tr, check, report, limit=_SHORT_MARKETS if short else _LONGEST_MARKETS)
    is_rated = report.verdict in {Risk.HIGH, Risk.MEDIUM}
    texts = [markets, open_questions] if is_rated else [open_questions or nothing_found(tr, report), markets]
    blocks += [section(text) for text in texts if text]
    if designs:
        blocks.append(context(tr("report-markets-note" if is_rated else "report-markets-note-unrated")))
    if found := _designs(tr, report, designs):
        blocks.append(section(found))
    return blocks


def _foot(tr: Translator, check: Check, report: Report) -> list[Element]:
    others = [export_button(tr, check), *again_button(tr, check)]
    if count := len(report.comparisons):
        label = tr("report-all-readable" if report.unreadable else "report-all", count=count)
        blocks = [actions(button(label, action_id=REPORT_COMPARISONS, value=check.id), *others)]
    else:
        blocks = [actions(*others)]
    blocks.append(context("\n".join([*scope_lines(tr, check, report), tr("report-disclaimer")])))
    return blocks


def _markets(tr: Translator, check: Check, report: Report, *, limit: int) -> str:
    """The markets by rating, a line for each."""
    return "\n".join(
        f"*{group.label}*\n{list_markets(tr, group, report, limit=limit, separator=chr(10))}"
        for group in markets_of(tr, check, report)
    )


def _designs(tr: Translator, report: Report, designs: Sequence[Design]) -> str:
    """How many there are by rating, how many are flagged, and what to do next."""
    lines = (counts(tr, report, designs) if report.compared else "", flagged(tr, report), next_step(tr, report))
    return "\n".join(filter(None, lines))


def _text(tr: Translator, check: Check, report: Report, designs: Sequence[Design]) -> str:
    """The whole verdict in plain words, under 3,000 characters: each part has its own bound, so the end is never lost.

    It is what notifications and screen readers say, so that flags and circles are words in it; and the last rung, if
    Slack takes no blocks at all.
    """
    lines = [tr("report-text-headline", headline=headline(tr, report))]
    lines += filter(None, (what_differs(tr, check, flags=False), image_name(tr, check)))
    separator = tr("report-classes-separator")
    for group in markets_of(tr, check, report):
        named = list_markets(tr, group, report, limit=_TEXT_MARKETS, separator=separator, flags=False)
        lines.append(tr("report-text-markets", label=group.label, markets=named))
    if report.compared:
        lines.append(tr("report-text-headline", headline=counts(tr, report, designs, circles=False)))
    lines += filter(None, (next_step(tr, report),))
    lines += [cut(escape(design_line(tr, design)), _TEXT_TITLE) for design in designs[:_TEXT_DESIGNS]]
    lines += [cut(line, _TEXT_SCOPE) for line in scope_lines(tr, check, report, flags=False)]
    text = "\n".join([*lines, tr("report-disclaimer")])
    return text.replace("*", "")  # bold is our own: what comes from outside holds no asterisk any more
