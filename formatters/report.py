"""The reply that ends a check: verdict, countries, comparisons, footer."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from bot.model import Check, Message, Patent, Report, Risk
from bot.model.locarno import locarno_name
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
from formatters.patents import NO_DETAILS, Card, make_card, title_of
from formatters.risk import RISK_EMOJI, RISK_NAMES, RISK_REACTIONS, UNREAD_EMOJI
from formatters.text import count_of, cut, day, escape, shorten_line

__all__ = ["DISCLAIMER", "RISK_EMOJI", "RISK_NAMES", "RISK_REACTIONS", "format_report", "headline"]

DISCLAIMER = "Screening, not legal advice."

_RICH = 5  # comparisons that share the room of a message evenly; more follow where these leave some
_SHORTEST_CARD = 300  # characters of text below which a comparison is better read in the modal
_TEXT_TITLE = 160
_MORE_SECTIONS = 450  # JSON around the sections that a long text needs beyond the first
_PLAIN_CARD = 700  # without containers nothing folds: what unfolds at once must stay short
_NO_PICTURES: Mapping[str, str] = MappingProxyType({})

_Layout = Callable[[Card, int], list[Element]]


def headline(report: Report) -> str:
    """The verdict in a few plain words, such as ``High risk in 2 countries``; never a promise.

    What was not rated or could not be read is counted, and while there is any nobody hears that nothing was found.
    """
    return ", ".join(filter(None, (_rated(report), _unsettled(report)))) or "No high or medium risk found"


def _rated(report: Report) -> str:
    if report.high_risk_countries:
        return f"High risk in {count_of(len(report.high_risk_countries), 'country', 'countries')}"
    if report.count(Risk.HIGH):
        return "High risk found"
    if report.medium_risk_countries:
        return f"Medium risk in {count_of(len(report.medium_risk_countries), 'country', 'countries')}"
    return "Medium risk found" if report.count(Risk.MEDIUM) else ""


def _unsettled(report: Report) -> str:
    """``2 comparisons unrated, 1 could not be read``; empty where all was read and rated."""
    unrated, unread = report.count(Risk.UNRATED), report.unreadable
    if unrated:
        return f"{count_of(unrated, 'comparison')} unrated" + (f", {unread:,} could not be read" if unread else "")
    if unread:
        return f"{count_of(unread, 'comparison')} could not be read"
    if report.is_only_suspected:
        return "Infringements suspected, none rated"
    listed = len(report.rated_in_lists)
    return f"{count_of(listed, 'patent')} rated without a comparison" if listed else ""


def format_report(check: Check, report: Report, *, pictures: Mapping[str, str] = _NO_PICTURES) -> Message:
    """The final reply for one check.

    Args:
        check: gives the image's name, and the markets and dates that the report does not repeat.
        report: comparisons are shown in its order.
        pictures: patent_id -> Slack's id of its drawing (PNG, JPEG or GIF, readable by the app).

    Returns:
        A message whose fallbacks are the same without drawings (if there were any), then without containers (if there
        were any), and then in short: the last two never have either.
    """
    head, foot = _head(check, report), _foot(check, report)
    room = MESSAGE_JSON - json_size(head + foot)
    room_blocks = MESSAGE_BLOCKS - count_blocks(head + foot)
    cards = _Cards(check, report, pictures, size=room // min(_RICH, max(len(report.comparisons), 1)))
    full = _pack(cards, _as_container, room=room, room_blocks=room_blocks)
    plainest = _pack(cards, _as_sections, room=room, room_blocks=room_blocks, most=_RICH)
    short = _pack(cards, _as_sections, room=room - MESSAGE_JSON + SHORT_JSON, room_blocks=room_blocks, most=_RICH)
    rungs = (full, [_without_picture(block) for block in full], plainest, short)
    return ladder(_text(check, report), *([*head, *blocks, *foot] for blocks in rungs))


class _Cards:
    """The comparisons as cards, each made when it is first asked for: most of a long report never is."""

    def __init__(self, check: Check, report: Report, pictures: Mapping[str, str], *, size: int) -> None:
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
            self._made.append(make_card(comparison, self._check, self._pictures, size=self._size))
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
    """A card in ``allowed`` characters of JSON where its shortest form takes no more, and its size."""
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


def _as_container(card: Card, text_size: int) -> list[Element]:
    texts = card.texts(size=text_size, section=SECTION_TEXT)[: CONTAINER_CHILDREN - 1] or [NO_DETAILS]
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


def _head(check: Check, report: Report) -> list[Element]:
    blocks = [header(f"{RISK_EMOJI[report.verdict]} {headline(report)}")]
    if name := image_name(check):
        blocks.append(context(name))
    blocks.append(section(_verdict(report)))
    blocks.append(section(_findings(report)))
    return blocks


def _foot(check: Check, report: Report) -> list[Element]:
    blocks: list[Element] = []
    if report.comparisons:
        count, which = len(report.comparisons), "readable " if report.unreadable else ""
        label = f"See the {which}comparison" if count == 1 else f"All {count:,} {which}comparisons"
        blocks.append(actions(button(label, action_id=REPORT_COMPARISONS, value=check.id)))
    blocks.append(context(" · ".join(_footer(check, report))))
    return blocks


def image_name(check: Check) -> str:
    """Which image of the post this is, escaped: ``Image 2 · mug.png``; empty for a single one without a name."""
    name = shorten_line(", ".join(view.name for view in check.views if view.name), 200)
    number = f"Image {check.position + 1}" if check.position else ""
    return " · ".join(filter(None, (number, name)))


def _verdict(report: Report) -> str:
    """The countries by risk, and what was not rated; for none of these, what that does and does not say."""
    parts = []
    for risk, countries in ((Risk.HIGH, report.high_risk_countries), (Risk.MEDIUM, report.medium_risk_countries)):
        if countries:
            parts.append(f"*{RISK_NAMES[risk]} risk*\n{list_countries(countries, limit=700)}")
        elif report.count(risk):
            parts.append(f"*{RISK_NAMES[risk]} risk*\nPatsnap named no country for it.")
    return "\n\n".join([*parts, *_cautions(report)]) or _nothing_found(report)


def _cautions(report: Report) -> list[str]:
    """A sentence for each reason why there may be more than what was rated, and what to do about it."""
    said = []
    if unrated := report.count(Risk.UNRATED):
        them = "it" if unrated == 1 else "them"
        said.append(
            f"{count_of(unrated, 'comparison')} came without a risk level that Lookalike knows. Please read {them}."
        )
    if levels := list(dict.fromkeys(filter(None, (comparison.risk_text for comparison in report.comparisons)))):
        quoted = list_within(levels, lambda level: f"“{shorten_line(level, 40)}”", limit=300)
        said[-1] += f" Patsnap's own words, first in the list: {quoted}."
    if unread := report.unreadable:
        are, any_of = ("is", "it") if unread == 1 else ("are", "any of them")
        said.append(
            f"{count_of(unread, 'comparison')} that Patsnap sent could not be read and {are} not listed; {any_of} may "
            "be at high risk. Look at the report in Patsnap itself before you rely on the rest."
        )
    if report.is_only_suspected:
        said.append("Patsnap suspects infringements but sent no comparison with them. Look at its report in Patsnap.")
    if listed := report.rated_in_lists:
        numbers = list_within([_name_listed(patent) for patent in listed], str, limit=300)
        is_rated, it = ("is", "it") if len(listed) == 1 else ("are", "them")
        said.append(
            f"{count_of(len(listed), 'patent')} {is_rated} rated in Patsnap's list without a comparison. Look {it} up "
            f"before you rely on the rest: {numbers}."
        )
    return said


def _name_listed(patent: Patent) -> str:
    """``USD1055174S1 (high)``."""
    return f"{shorten_line(patent.publication_number or patent.patent_id, 40)} ({patent.risk})"


def _nothing_found(report: Report) -> str:
    compared = len(report.comparisons)
    if not compared:
        return (
            "Patsnap found no design close enough to compare. A screening can miss designs, and new ones appear daily."
        )
    designs = "The one design compared was not" if compared == 1 else f"None of the {compared:,} designs compared was"
    return f"{designs} rated high or medium. A screening can miss designs, and new ones appear daily."


def _findings(report: Report) -> str:
    lines = [f"*Suspected infringements:* {_suspected(report)}"]
    if classes := _classes(report):
        lines.append(f"*Locarno classes:* {classes}")
    lines.append(f"*Searched:* {_searched(report)}")
    if report.compared:
        risks = sorted(Risk, key=lambda risk: -risk.severity)
        counts = [
            f"{RISK_EMOJI[risk]} {count:,} {RISK_NAMES[risk].lower()}"
            for risk in risks
            if (count := report.count(risk))
        ]
        unread = [f"{UNREAD_EMOJI} {report.unreadable:,} could not be read"] if report.unreadable else []
        lines.append(f"*Comparisons:* {' · '.join(counts + unread)}")
    return "\n".join(lines)


def _suspected(report: Report) -> str:
    countries = list_countries(report.suspected_countries, limit=400)
    if report.suspected_count > 0:
        return f"{report.suspected_count:,}" + (f" in {countries}" if countries else "")
    return countries or "none reported"


def _classes(report: Report) -> str:
    named = (shorten_line(locarno_name(text[:200]), 120) for text in report.locarno)
    classes = list(dict.fromkeys(filter(None, named)))
    return list_within(classes, str, limit=500, separator="; ")


def _searched(report: Report) -> str:
    if report.total_found is None:
        return f"{count_of(report.compared, 'design')} compared closely"
    return f"{count_of(report.total_found, 'similar design')} found, {report.compared:,} compared closely"


def _footer(check: Check, report: Report) -> list[str]:
    filed_after = report.filed_after or check.options.filed_after
    ended = report.operated_at or check.ended_at
    markets = list_codes(report.countries or check.options.countries, limit=400)
    return [
        *([f"Markets searched: {markets}"] if markets else []),
        f"Designs filed after {day(filed_after)}" if filed_after else "Designs filed at any time",
        f"{count_of(report.compared, 'design')} compared",
        *([day(ended)] if ended else []),
        DISCLAIMER,
    ]


def _text(check: Check, report: Report) -> str:
    """The whole verdict in plain words, under 3,000 characters: each part has its own bound, so the end is never lost.

    It is also the last rung, where Slack takes no blocks at all.
    """
    lines = [f"{headline(report)}."]
    if name := image_name(check):
        lines.append(name)
    for label, countries in (
        ("High risk", report.high_risk_countries),
        ("Medium risk", report.medium_risk_countries),
        ("Suspected infringements", report.suspected_countries),
    ):
        if names := list_countries(countries, limit=400, flags=False):
            lines.append(f"{label}: {names}.")
    lines.append(f"Searched: {_searched(report)}.")
    lines += [cut(escape(title_of(comparison)), _TEXT_TITLE) for comparison in report.comparisons[:_RICH]]
    lines.append(". ".join(_footer(check, report)))
    return "\n".join(lines)
