"""The reply that ends a check: verdict, countries, comparisons, footer."""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

from bot.languages import Translator
from bot.model import Check, Message, Patent, Report, Risk
from formatters.actions import REPORT_COMPARISONS
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
from formatters.countries import list_codes, list_countries, list_within
from formatters.limits import (
    CONTAINER_CHILDREN,
    MESSAGE_BLOCKS,
    MESSAGE_JSON,
    SECTION_TEXT,
    SHORT_JSON,
    count_blocks,
    json_size,
)
from formatters.locarno import locarno_name
from formatters.patents import Card, line_of, make_card
from formatters.risk import RISK_EMOJI, RISK_REACTIONS, UNREAD_EMOJI, risk_level
from formatters.text import cut, escape, shorten_line

__all__ = ["RISK_EMOJI", "RISK_REACTIONS", "format_report", "headline", "image_name"]

_RICH = 5  # comparisons that share the room of a message evenly; more follow where these leave some
_SHORTEST_CARD = 300  # characters of text below which a comparison is better read in the modal
_TEXT_TITLE = 160
_MORE_SECTIONS = 450  # JSON around the sections that a long text needs beyond the first
_PLAIN_CARD = 700  # without containers nothing folds: what unfolds at once must stay short
_NO_PICTURES: Mapping[str, str] = MappingProxyType({})

_Layout = Callable[[Card, int], list[Element]]


def headline(tr: Translator, report: Report) -> str:
    """The verdict in a few plain words, such as ``High risk in 2 countries``; never a promise.

    What was not rated or could not be read is counted, and while there is any nobody hears that nothing was found.
    """
    rated, unsettled = _rated(tr, report), _unsettled(tr, report)
    if rated and unsettled:
        return tr("report-headline-both", rated=rated, unsettled=unsettled)
    return rated or unsettled or tr("report-headline-none")


def _rated(tr: Translator, report: Report) -> str:
    if report.high_risk_countries:
        return tr("report-headline-high", countries=len(report.high_risk_countries))
    if report.count(Risk.HIGH):
        return tr("report-headline-high-found")
    if report.medium_risk_countries:
        return tr("report-headline-medium", countries=len(report.medium_risk_countries))
    return tr("report-headline-medium-found") if report.count(Risk.MEDIUM) else ""


def _unsettled(tr: Translator, report: Report) -> str:
    """``2 comparisons unrated, 1 could not be read``; empty if all was read and rated."""
    unrated, unread = report.count(Risk.UNRATED), report.unreadable
    if unrated and unread:
        return tr("report-unsettled-unrated-unread", unrated=unrated, unread=unread)
    if unrated:
        return tr("report-unsettled-unrated", unrated=unrated)
    if unread:
        return tr("report-unsettled-unread", unread=unread)
    if report.is_only_suspected:
        return tr("report-unsettled-suspected")
    listed = len(report.rated_in_lists)
    return tr("report-unsettled-listed", patents=listed) if listed else ""


def format_report(
    tr: Translator, check: Check, report: Report, *, pictures: Mapping[str, str] = _NO_PICTURES
) -> Message:
    """The final reply for one check.

    Args:
        check: gives the image's name, and the markets and dates that the report does not repeat.
        report: comparisons are shown in its order.
        pictures: patent_id -> Slack's id of its drawing (PNG, JPEG or GIF, readable by the app).

    Returns:
        A message whose fallbacks are the same without drawings (if there were any), then without containers (if there
        were any), and then in short: the last two never have either.
    """
    head, foot = _head(tr, check, report), _foot(tr, check, report)
    room = MESSAGE_JSON - json_size(head + foot)
    room_blocks = MESSAGE_BLOCKS - count_blocks(head + foot)
    cards = _Cards(tr, check, report, pictures, size=room // min(_RICH, max(len(report.comparisons), 1)))
    full = _pack(cards, partial(_as_container, tr), room=room, room_blocks=room_blocks)
    plainest = _pack(cards, _as_sections, room=room, room_blocks=room_blocks, most=_RICH)
    short = _pack(cards, _as_sections, room=room - MESSAGE_JSON + SHORT_JSON, room_blocks=room_blocks, most=_RICH)
    rungs = (full, [_without_picture(block) for block in full], plainest, short)
    return ladder(_text(tr, check, report), *([*head, *blocks, *foot] for blocks in rungs))


class _Cards:
    """The comparisons as cards, each made when it is first asked for: most of a long report never is."""

    def __init__(self, tr: Translator, check: Check, report: Report, pictures: Mapping[str, str], *, size: int) -> None:
        self._tr = tr
        self._check = check
        self._comparisons = report.comparisons
        self._pictures = pictures
        self._size = size
        self._made: list[Card] = []

    def __len__(self) -> int:
        return len(self._comparisons)

    def __getitem__(self, index: int) -> Card:
        while len(self._made) <= index:
            comparison = self._comparisons[len(self._made)]
            self._made.append(make_card(self._tr, comparison, self._check, self._pictures, size=self._size))
        return self._made[index]


def _pack(cards: _Cards, layout: _Layout, *, room: int, room_blocks: int, most: int = MESSAGE_BLOCKS) -> list[Element]:
    """As many cards as the room takes, each text cut to its share. No card is serialised more than four times."""
    packed: list[Element] = []
    for index in range(min(len(cards), most)):
        card = cards[index]
        allowed = room // max(min(_RICH, len(cards)) - index, 1)
        blocks, size = _fit(card, layout, allowed)
        if size > room or count_blocks(blocks) > room_blocks:
            break
        packed += blocks
        room -= size
        room_blocks -= count_blocks(blocks)
    return packed


def _fit(card: Card, layout: _Layout, allowed: int) -> tuple[list[Element], int]:
    """A card in ``allowed`` characters of JSON if its shortest form takes no more, and its size."""
    shell = json_size(layout(card, 0))
    room = max(allowed - shell, _SHORTEST_CARD)
    blocks = layout(card, room)
    size = json_size(blocks)
    # JSON writes quotes, backslashes and line breaks as two characters, which no text size foretells. So the text is
    # cut in proportion, and, should its beginning be denser than the rest, to the half that is sure to fit.
    dense = room - _MORE_SECTIONS
    for text_size in (dense * room // max(size - shell, 1), dense // 2):
        if size <= allowed or text_size < _SHORTEST_CARD:
            break
        blocks = layout(card, text_size)
        size = json_size(blocks)
    return blocks, size


def _as_container(tr: Translator, card: Card, text_size: int) -> list[Element]:
    texts = card.texts(size=text_size, section=SECTION_TEXT)[: CONTAINER_CHILDREN - 1] or [tr("patent-no-details")]
    children = [long_section(texts[0], accessory=card.picture), *map(long_section, texts[1:])]
    children += card.footer
    return [collapsed_container(title=card.title, subtitle=card.subtitle, child_blocks=children)]


def _as_sections(card: Card, text_size: int) -> list[Element]:
    texts = card.texts(size=min(text_size, _PLAIN_CARD), section=SECTION_TEXT // 2)
    name = f"*{escape(card.title)}*\n{escape(card.subtitle)}"
    return [divider(), section("\n\n".join([name, *texts])), *card.footer]


def _without_picture(block: Element) -> Element:
    children = [
        {name: value for name, value in child.items() if name != "accessory"}
        if child.get("accessory", {}).get("type") == "image"
        else child
        for child in block["child_blocks"]
    ]
    return {**block, "child_blocks": children}


def _head(tr: Translator, check: Check, report: Report) -> list[Element]:
    blocks = [header(f"{RISK_EMOJI[report.verdict]} {headline(tr, report)}")]
    if name := image_name(tr, check):
        blocks.append(context(name))
    blocks.append(section(_verdict(tr, report)))
    blocks.append(section(_findings(tr, report)))
    return blocks


def _foot(tr: Translator, check: Check, report: Report) -> list[Element]:
    blocks: list[Element] = []
    if count := len(report.comparisons):
        label = tr("report-all-readable" if report.unreadable else "report-all", count=count)
        blocks.append(actions(button(label, action_id=REPORT_COMPARISONS, value=check.id)))
    blocks.append(context(" · ".join(_footer(tr, check, report))))
    return blocks


def image_name(tr: Translator, check: Check) -> str:
    """Which image of the post this is, escaped: ``Image 2 · mug.png``; empty for a single one without a name."""
    name = shorten_line(tr("list-separator").join(view.name for view in check.views if view.name), 200)
    number = tr("picture-number", number=check.position + 1) if check.position else ""
    return " · ".join(filter(None, (number, name)))


def _verdict(tr: Translator, report: Report) -> str:
    """The countries by risk, and what was not rated; for none of these, what that does and does not say."""
    parts = []
    for risk, countries in ((Risk.HIGH, report.high_risk_countries), (Risk.MEDIUM, report.medium_risk_countries)):
        if countries:
            parts.append(f"*{risk_level(tr, risk)}*\n{list_countries(tr, countries, limit=700)}")
        elif report.count(risk):
            parts.append(f"*{risk_level(tr, risk)}*\n{tr('report-no-country')}")
    return "\n\n".join([*parts, *_cautions(tr, report)]) or _nothing_found(tr, report)


def _cautions(tr: Translator, report: Report) -> list[str]:
    """A sentence for each reason why there may be more than what was rated, and what to do about it."""
    said = []
    if unrated := report.count(Risk.UNRATED):
        levels = list(dict.fromkeys(filter(None, (comparison.risk_text for comparison in report.comparisons))))
        quoted = list_within(tr, levels, lambda level: tr("comparison-level", level=shorten_line(level, 40)), limit=300)
        said.append(
            tr("report-unrated-levels", unrated=unrated, levels=quoted)
            if levels
            else tr("report-unrated", unrated=unrated)
        )
    if report.unreadable:
        said.append(tr("report-unread", unread=report.unreadable))
    if report.is_only_suspected:
        said.append(tr("report-only-suspected"))
    if listed := report.rated_in_lists:
        numbers = list_within(tr, [_listed(tr, patent) for patent in listed], str, limit=300)
        said.append(tr("report-listed", patents=len(listed), numbers=numbers))
    return said


def _listed(tr: Translator, patent: Patent) -> str:
    """``USD1055174S1 (high)``."""
    number = shorten_line(patent.publication_number or patent.patent_id, 40)
    return tr("report-listed-high" if patent.risk is Risk.HIGH else "report-listed-medium", number=number)


def _nothing_found(tr: Translator, report: Report) -> str:
    compared = len(report.comparisons)
    return tr("report-none-rated", compared=compared) if compared else tr("report-nothing-compared")


def _findings(tr: Translator, report: Report) -> str:
    lines = [_suspected(tr, report)]
    if classes := _classes(tr, report):
        lines.append(tr("report-classes", classes=classes))
    lines.append(tr("report-searched", searched=_searched(tr, report)))
    if report.compared:
        risks = sorted(Risk, key=lambda risk: -risk.severity)
        counts = [
            f"{RISK_EMOJI[risk]} {tr(f'report-count-{risk}', count=count)}"
            for risk in risks
            if (count := report.count(risk))
        ]
        if report.unreadable:
            counts.append(f"{UNREAD_EMOJI} {tr('report-count-unread', count=report.unreadable)}")
        lines.append(tr("report-comparisons", counts=" · ".join(counts)))
    return "\n".join(lines)


def _suspected(tr: Translator, report: Report) -> str:
    countries = list_countries(tr, report.suspected_countries, limit=400)
    if report.suspected_count > 0 and countries:
        return tr("report-suspected-in", count=report.suspected_count, countries=countries)
    if report.suspected_count > 0:
        return tr("report-suspected", count=report.suspected_count)
    return tr("report-suspected-countries", countries=countries) if countries else tr("report-suspected-none")


def _classes(tr: Translator, report: Report) -> str:
    named = (shorten_line(locarno_name(tr, text[:200]), 120) for text in report.locarno)
    classes = list(dict.fromkeys(filter(None, named)))
    return list_within(tr, classes, str, limit=500, separator=tr("report-classes-separator"))


def _searched(tr: Translator, report: Report) -> str:
    if report.total_found is None:
        return tr("report-searched-compared", compared=report.compared)
    return tr("report-searched-found", found=report.total_found, compared=report.compared)


def _footer(tr: Translator, check: Check, report: Report, *, flags: bool = True) -> list[str]:
    filed_after = report.filed_after or check.options.filed_after
    ended = report.operated_at or check.ended_at
    markets = list_codes(tr, report.countries or check.options.countries, limit=400, flags=flags)
    return [
        *([tr("report-markets", countries=markets)] if markets else []),
        tr("report-filed-after", day=tr.day(filed_after)) if filed_after else tr("report-filed-any"),
        tr("report-compared", compared=report.compared),
        *([tr.day(ended)] if ended else []),
        tr("report-disclaimer"),
    ]


def _text(tr: Translator, check: Check, report: Report) -> str:
    """The whole verdict in plain words, under 3,000 characters: each part has its own bound, so the end is never lost.

    It is what notifications and screen readers say, so that flags and circles are words in it; and the last rung, if
    Slack takes no blocks at all.
    """
    lines = [tr("report-text-headline", headline=headline(tr, report))]
    if name := image_name(tr, check):
        lines.append(name)
    for message_id, countries in (
        ("report-text-high", report.high_risk_countries),
        ("report-text-medium", report.medium_risk_countries),
        ("report-text-suspected", report.suspected_countries),
    ):
        if names := list_countries(tr, countries, limit=400, flags=False):
            lines.append(tr(message_id, countries=names))
    lines.append(tr("report-text-searched", searched=_searched(tr, report)))
    lines += [cut(escape(line_of(tr, comparison)), _TEXT_TITLE) for comparison in report.comparisons[:_RICH]]
    lines.append(tr("report-text-separator").join(_footer(tr, check, report, flags=False)))
    return "\n".join(lines)
