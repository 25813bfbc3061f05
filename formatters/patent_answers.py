"""What ``/patent`` says: cards, hits to choose from, and what to say if there is neither."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any, NamedTuple

from bot.languages import Translator
from bot.model import Block, Message, NumberFault, ParsedNumber, Patent, Problem, ProblemKind
from bot.model.countries import country_flag
from bot.model.lookup import PatentType
from bot.model.number import NUMBER_EXAMPLES, NumberField
from bot.model.patent_card import NumberAnswer, PatentCard
from formatters.actions import PATENT_COMPARE, PATENT_MODAL, PATENT_READING, PATENT_SHARE
from formatters.blocks import Element, actions, button, context, divider, ladder, plain_text, section
from formatters.countries import list_within
from formatters.details_button import details_button
from formatters.limits import MESSAGE_BLOCKS, MESSAGE_JSON, SHORT_JSON, count_blocks, json_size
from formatters.patent_cards import Link, card_line, flagged_number, lay_out_card
from formatters.patents import look_up_button
from formatters.problems import said
from formatters.text import cut, shorten_line, shorten_plain

_COMMAND_EXAMPLES = (
    "/patent US D1055174 S1",
    "/patent EU 004035624-0003, JP 1747893",
    "/patent https://patents.google.com/patent/USD1055174S1/en",
)
_BUTTON_VALUE = 200
_LONGEST_NUMBER = 64
"""No patent's is longer."""

_NO_DESIGN = frozenset({PatentType.APPLICATION, PatentType.PATENT, PatentType.UTILITY})
_NO_COSTS: Mapping[str, int] = MappingProxyType({})
_TEXT = 2_900  # of the plain text in all


class _Size(NamedTuple):
    """How long one text may be, and how many checks and hits are named."""

    text: int
    sightings: int
    hits: int


_SIZES = (_Size(160, 5, 10), _Size(120, 3, 6), _Size(80, 2, 4), _Size(50, 1, 2), _Size(30, 0, 1))
"""The next one if a message would be too long."""


def format_usage(tr: Translator) -> Message:
    """How ``/patent`` is used."""
    examples = "\n".join(f"`{example}`" for example in _COMMAND_EXAMPLES)
    text, cost = tr("patent-usage"), tr("patent-usage-cost")
    titled = f"{tr('patent-usage-examples')}\n{examples}"
    return Message(
        text=f"{text}\n{examples}\n{cost}",
        blocks=(section(text), section(titled), context(tr("patent-usage-hint")), context(cost)),
    )


def format_refused(tr: Translator, problem: Problem) -> Message:
    """The answer to what cannot be looked up: why, and how numbers look; the usage if no number was meant."""
    if problem.details.get("fault") in {NumberFault.EMPTY, NumberFault.NO_DIGITS}:
        return format_usage(tr)
    text = said(tr, problem)
    return Message(text=text, blocks=(section(f"❗ {text}"),))


def format_looking_up(tr: Translator, numbers: Sequence[ParsedNumber]) -> Message:
    """At once, while Patsnap is asked."""
    text = tr("patent-looking-up", numbers=tr.join([shorten_line(number.typed, 80) for number in numbers]))
    return Message(text=text, blocks=(context(text),))


def format_answers(
    tr: Translator,
    answers: Sequence[NumberAnswer],
    *,
    link: Link,
    costs: Mapping[str, int] = _NO_COSTS,
    may_share: bool = True,
) -> Message:
    """What the numbers of one command stand for, for one person.

    Args:
        costs: patent id -> how many calls its details would take; without one, no details are offered.
        may_share: whether there is a channel to share a card in.

    Returns:
        A message whose fallbacks are the same without drawings (if there were any), and then in short.
    """
    tail = [context(_examples(tr))] if any(_is_nothing(answer) for answer in answers) else []
    room_blocks = (MESSAGE_BLOCKS - len(tail)) // max(len(answers), 1)

    def lay_out(size: int) -> list[Element]:
        room = (size - json_size(tail)) // max(len(answers), 1)
        blocks: list[Element] = []
        for answer in answers:
            if blocks:
                blocks.append(divider())
            layout = partial(_answer, tr, answer, link=link, costs=costs, may_share=may_share)
            blocks += _fit(layout, room - 25, room_blocks - 1)
        return [*blocks, *tail]

    lines = [cut(_line(tr, answer), _TEXT // max(len(answers), 1)) for answer in answers]
    return _message("\n".join(lines), lay_out(MESSAGE_JSON), lay_out(SHORT_JSON))


def format_modals(tr: Translator, message: Message, *, state: str) -> list[dict[str, Any]]:
    """The same as views, the fullest first.

    Args:
        state: private_metadata of the modal that this one stands on.
    """
    return [
        {
            "type": "modal",
            "callback_id": PATENT_MODAL,
            "title": plain_text(tr("patent-modal")),
            "close": plain_text(tr("patent-modal-back")),
            "private_metadata": state,
            "blocks": [dict(block) for block in blocks],
        }
        for blocks in (message.blocks, *message.fallbacks)
    ]


def format_shared(tr: Translator, card: PatentCard, *, by: str, link: Link) -> Message:
    """A card for a whole channel.

    Args:
        card: with only those sightings that everybody there may see.
        by: the name of who shared it.
    """
    name = shorten_line(by, 60)
    foot = [context(tr("patent-shared-by", name=name))] if name else []

    def lay_out(size: _Size) -> list[Element]:
        return lay_out_card(tr, card, longest=size.text, sightings=size.sightings, link=link)

    full, short = (_fit(lay_out, room - json_size(foot), MESSAGE_BLOCKS - 1) for room in (MESSAGE_JSON, SHORT_JSON))
    return _message(card_line(tr, card), [*full, *foot], [*short, *foot])


def format_shared_already(tr: Translator) -> Message:
    """The answer to a second press."""
    return _short(tr("patent-shared-already"))


def format_share_under_way(tr: Translator) -> Message:
    """The answer to a second press while the first is at work."""
    return _short(tr("patent-share-under-way"))


def format_share_unknown(tr: Translator) -> Message:
    """Slack did not say whether it took the shared card, or whether it stands."""
    return _short(tr("patent-share-unknown"))


def format_card_gone(tr: Translator) -> Message:
    """The answer to a button whose patent is not kept any more."""
    return _short(tr("patent-card-gone"))


def format_share_failed(tr: Translator, code: str) -> Message:
    """Slack did not take the shared card."""
    if code in {"not_in_channel", "channel_not_found"}:
        return _short(tr("patent-share-not-here"))
    return _short(tr("patent-share-failed", code=shorten_line(code, 60)))


def _short(text: str) -> Message:
    return Message(text=text, blocks=(section(text),))


def _message(text: str, full: Sequence[Block], short: Sequence[Block]) -> Message:
    return ladder(text, full, _without_images(full), _without_images(short))


def _without_images(blocks: Sequence[Block]) -> list[Block]:
    return [
        {name: value for name, value in block.items() if name != "accessory"} if _has_image(block) else block
        for block in blocks
    ]


def _has_image(block: Block) -> bool:
    return bool(block.get("accessory", {}).get("type") == "image")


def _fit(layout: Callable[[_Size], list[Element]], room: int, room_blocks: int) -> list[Element]:
    """The fullest layout that the room takes; the shortest if none does."""
    blocks: list[Element] = []
    for size in _SIZES:
        blocks = layout(size)
        if json_size(blocks) <= room and count_blocks(blocks) <= room_blocks:
            break
    return blocks


def _is_nothing(answer: NumberAnswer) -> bool:
    return answer.card is None and answer.problem is None and not answer.hits and not answer.number.is_ambiguous


def _answer(
    tr: Translator, answer: NumberAnswer, size: _Size, *, link: Link, costs: Mapping[str, int], may_share: bool
) -> list[Element]:
    typed = shorten_line(answer.number.typed, 80)
    if answer.card is not None:
        card = lay_out_card(tr, answer.card, longest=size.text, sightings=size.sightings, link=link)
        buttons = _buttons(tr, answer.card, costs, may_share=may_share)
        return [*card, actions(*buttons)] if buttons else card
    if answer.problem is not None:
        return [section(f"❗ *{typed}*\n{_trouble(tr, answer.problem)}")]
    if answer.number.is_ambiguous:
        return _question(tr, answer.number)
    if not answer.hits:
        return [section(f"{tr('patent-not-found', number=typed)}\n{_tried(tr, answer.number)}")]
    return _choice(tr, answer, size)


def _buttons(tr: Translator, card: PatentCard, costs: Mapping[str, int], *, may_share: bool) -> list[Element]:
    """Under a card; none for a patent without an id."""
    patent, calls = card.patent, costs.get(card.patent.patent_id)
    details = [] if calls is None else [details_button(tr, patent, calls=calls)]
    return [*details, _share(tr, patent), *_compare(tr, card)] if may_share and patent.patent_id else details


def _share(tr: Translator, patent: Patent) -> Element:
    number = shorten_plain(patent.publication_number, 40)
    label = tr("patent-share-label", number=number) if number else ""
    return button(tr("patent-share"), action_id=PATENT_SHARE, value=patent.patent_id[:_BUTTON_VALUE], label=label)


def _compare(tr: Translator, card: PatentCard) -> list[Element]:
    """The button that compares a picture with a patent; none for what is known to be no design."""
    number = card.patent.publication_number
    is_other = card.bibliography is not None and card.bibliography.patent_type in _NO_DESIGN
    if not number or len(number) > _LONGEST_NUMBER or is_other:
        return []
    label = tr("patent-compare-label", number=shorten_plain(number, 40))
    return [button(tr("patent-compare"), action_id=PATENT_COMPARE, value=number[:_BUTTON_VALUE], label=label)]


def _question(tr: Translator, number: ParsedNumber) -> list[Element]:
    """The ways in which a number can be read, a button beside each."""
    blocks = [section(tr("patent-question", number=shorten_line(number.typed, 80)))]
    for reading in number.readings:
        value = reading.canonical.strip()
        label = tr("patent-look-up-label", number=_reading(tr, reading, shorten_plain, flags=False))
        look_up = button(tr("patent-look-up"), action_id=PATENT_READING, value=value, label=label)
        blocks.append(section(_reading(tr, reading), accessory=look_up if 0 < len(value) <= _BUTTON_VALUE else None))
    return [*blocks, context(tr("patent-question-note"))]


def _reading(
    tr: Translator, reading: ParsedNumber, harmless: Callable[[str, int], str] = shorten_line, *, flags: bool = True
) -> str:
    """``🇺🇸 United States · design · USD1055174``.

    Args:
        harmless: makes text from outside fit for where it stands.
    """
    query = reading.candidates[0]
    if reading.right and query.field is NumberField.PUBLICATION:
        what = tr(f"patent-right-{reading.right.replace('_', '-')}")
    else:
        what = tr("patent-field-publication" if query.field is NumberField.PUBLICATION else "patent-field-application")
    country = harmless(tr.country(reading.country), 60)
    if flags:
        country = f"{country_flag(reading.country)} {country}"
    return " · ".join(filter(None, (country, what, harmless(query.value, 60))))


def _choice(tr: Translator, answer: NumberAnswer, size: _Size) -> list[Element]:
    shown = answer.hits[: size.hits]
    total = max(answer.total_found or 0, len(answer.hits))
    blocks = [section(_which(tr, answer, total))]
    for patent in shown:
        number = patent.publication_number.strip()
        look_up = look_up_button(tr, number) if 0 < len(number) <= _BUTTON_VALUE else None
        name = shorten_line(patent.title, size.text)
        owner = shorten_line(patent.current_assignee or patent.original_assignee, size.text)
        blocks.append(section(" · ".join(filter(None, (flagged_number(tr, patent), name, owner))), accessory=look_up))
    if total > len(shown):
        blocks.append(context(tr("patent-more", count=total - len(shown))))
    return blocks


def _which(tr: Translator, answer: NumberAnswer, total: int) -> str:
    typed = shorten_line(answer.number.typed, 80)
    if answer.is_exact and total == 1:
        return tr("patent-bearer", number=typed)
    if answer.is_exact:
        return tr("patent-bearers", number=typed, count=total)
    return tr("patent-within-one" if total == 1 else "patent-within-several", number=typed)


def _tried(tr: Translator, number: ParsedNumber) -> str:
    queries = tr.join(
        [
            tr(
                "patent-query-publication" if query.field is NumberField.PUBLICATION else "patent-query-application",
                number=shorten_line(query.value, 60),
            )
            for query in number.candidates
        ]
    )
    if number.country:
        return tr("patent-tried-in", queries=queries, country=shorten_line(tr.country(number.country), 60))
    return tr("patent-tried", queries=queries)


def _examples(tr: Translator) -> str:
    named = (tr("patent-example", country=tr.country(code), example=text) for code, text in NUMBER_EXAMPLES.items())
    return tr("patent-examples", examples=" · ".join(named))


def _trouble(tr: Translator, problem: Problem) -> str:
    """What went wrong at Patsnap; the sentences for checks speak of pictures where a number is meant."""
    if problem.kind is ProblemKind.REJECTED:
        code = shorten_line(problem.details.get("code", ""), 20) or tr("patent-rejected-code")
        return tr("patent-rejected", code=code)
    return said(tr, problem)


def _line(tr: Translator, answer: NumberAnswer) -> str:
    """One answer in plain words."""
    typed = shorten_line(answer.number.typed, 80)
    if answer.card is not None:
        return card_line(tr, answer.card)
    if answer.problem is not None:
        return tr("patent-problem-text", number=typed, problem=_trouble(tr, answer.problem))
    if answer.number.is_ambiguous:
        readings = tr.join([_reading(tr, reading, flags=False) for reading in answer.number.readings])
        return tr("patent-question-text", number=typed, readings=readings)
    if not answer.hits:
        return tr("patent-not-found-text", number=typed, tried=_tried(tr, answer.number))
    numbers = list_within(
        tr,
        [patent.publication_number for patent in answer.hits],
        lambda number: shorten_line(number, 40) or tr("patent-choice-no-number"),
        limit=300,
    )
    return tr("patent-choice-text", number=typed, numbers=numbers)
