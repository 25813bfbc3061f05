"""What ``/patent`` says: cards, hits to choose from, and what to say if there is neither."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NamedTuple

from bot.model import Block, Message, NumberFault, ParsedNumber, Problem, ProblemKind, Right
from bot.model.countries import country_flag, country_name
from bot.model.number import NUMBER_EXAMPLES, NumberField
from bot.model.patent_card import NumberAnswer, PatentCard
from formatters.actions import PATENT_LOOK_UP, PATENT_MODAL, PATENT_READING, PATENT_SHARE
from formatters.blocks import Element, actions, button, context, divider, plain_text, section
from formatters.countries import list_within
from formatters.limits import MESSAGE_BLOCKS, MESSAGE_JSON, count_blocks, json_size
from formatters.patent_cards import Link, card_line, flagged_number, lay_out_card
from formatters.problems import said
from formatters.text import cut, join_words, shorten_line

_COMMAND_EXAMPLES = (
    "/patent US D1055174 S1",
    "/patent EU 004035624-0003, JP 1747893",
    "/patent https://patents.google.com/patent/USD1055174S1/en",
)
_FIELDS = {NumberField.PUBLICATION: "publication number", NumberField.APPLICATION: "application number"}
_RIGHTS = {Right.DESIGN: "design", Right.PATENT: "patent", Right.UTILITY_MODEL: "utility model"}
_BUTTON_VALUE = 200
_TEXT = 2_900  # of the plain text in all


class _Size(NamedTuple):
    """How long one text may be, and how many checks and hits are named."""

    text: int
    sightings: int
    hits: int


_SIZES = (_Size(160, 5, 10), _Size(120, 3, 6), _Size(80, 2, 4), _Size(50, 1, 2), _Size(30, 0, 1))
"""The next one if a message would be too long."""


def format_usage() -> Message:
    """How ``/patent`` is used."""
    examples = "\n".join(f"`{example}`" for example in _COMMAND_EXAMPLES)
    text = (
        "Look a patent up by its number, in whatever way it is written, or by a link to its page; up to five at once."
    )
    hint = "Without a kind code such as S1 you may have to choose. Only you see the answer, until you share it."
    return Message(
        text=f"{text}\n{examples}", blocks=(section(text), section(f"*Examples*\n{examples}"), context(hint))
    )


def format_refused(problem: Problem) -> Message:
    """The answer to what cannot be looked up: why, and how numbers look; the usage if no number was meant."""
    if problem.details.get("fault") in {NumberFault.EMPTY, NumberFault.NO_DIGITS}:
        return format_usage()
    text = said(problem)
    return Message(text=text, blocks=(section(f"❗ {text}"),))


def format_looking_up(numbers: Sequence[ParsedNumber]) -> Message:
    """At once, while Patsnap is asked."""
    text = f"Looking up {join_words([shorten_line(number.typed, 80) for number in numbers])}…"
    return Message(text=text, blocks=(context(text),))


def format_answers(answers: Sequence[NumberAnswer], *, link: Link, may_share: bool = True) -> Message:
    """What the numbers of one command stand for, for one person.

    Args:
        may_share: whether there is a channel to share a card in.

    Returns:
        A message whose fallback is the same without drawings, if there were any.
    """
    tail = [context(_examples())] if any(_is_nothing(answer) for answer in answers) else []
    room = (MESSAGE_JSON - json_size(tail)) // max(len(answers), 1)
    room_blocks = (MESSAGE_BLOCKS - len(tail)) // max(len(answers), 1)
    blocks: list[Element] = []
    for answer in answers:
        if blocks:
            blocks.append(divider())
        layout = partial(_answer, answer, link=link, may_share=may_share)
        blocks += _fit(layout, room - 25, room_blocks - 1)
    lines = [cut(_line(answer), _TEXT // max(len(answers), 1)) for answer in answers]
    return _message("\n".join(lines), [*blocks, *tail])


def format_modals(message: Message, *, state: str) -> list[dict[str, Any]]:
    """The same as views, the fullest first.

    Args:
        state: private_metadata of the modal that this one stands on.
    """
    return [
        {
            "type": "modal",
            "callback_id": PATENT_MODAL,
            "title": plain_text("Patent"),
            "close": plain_text("Back"),
            "private_metadata": state,
            "blocks": [dict(block) for block in blocks],
        }
        for blocks in (message.blocks, *message.fallbacks)
    ]


def format_shared(card: PatentCard, *, by: str, link: Link) -> Message:
    """A card for a whole channel.

    Args:
        card: with only those sightings that everybody there may see.
        by: the name of who shared it.
    """
    name = shorten_line(by, 60)
    foot = [context(f"Shared by {name}")] if name else []
    blocks = _fit(
        lambda size: lay_out_card(card, longest=size.text, sightings=size.sightings, link=link),
        MESSAGE_JSON - json_size(foot),
        MESSAGE_BLOCKS - 1,
    )
    return _message(card_line(card), [*blocks, *foot])


def format_shared_already() -> Message:
    """The answer to a second press."""
    return _short("This card has been shared here already.")


def format_share_under_way() -> Message:
    """The answer to a second press while the first is at work."""
    return _short(
        "This card is being shared here right now. If it does not show within a minute, please share it again."
    )


def format_share_unknown() -> Message:
    """Slack did not say whether it took the shared card, or whether it stands."""
    return _short(
        "Slack did not say whether the card has been shared here. "
        "Please share it again: Lookalike looks first, and posts it only if it is not here yet."
    )


def format_card_gone() -> Message:
    """The answer to a button whose patent is not kept any more."""
    return _short("This card is too old to be shared. Please look the patent up again.")


def format_share_failed(code: str) -> Message:
    """Slack did not take the shared card."""
    if code in {"not_in_channel", "channel_not_found"}:
        return _short(
            "Lookalike is not in this conversation. Please invite it with /invite @Lookalike and share again."
        )
    return _short(f"Slack did not take the card ({shorten_line(code, 60)}). Please try again in a minute.")


def _short(text: str) -> Message:
    return Message(text=text, blocks=(section(text),))


def _message(text: str, blocks: Sequence[Block]) -> Message:
    plain = tuple(
        {name: value for name, value in block.items() if name != "accessory"} if _has_image(block) else block
        for block in blocks
    )
    return Message(text=text, blocks=tuple(blocks), fallbacks=(plain,) if any(map(_has_image, blocks)) else ())


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


def _answer(answer: NumberAnswer, size: _Size, *, link: Link, may_share: bool) -> list[Element]:
    if answer.card is not None:
        share = button("Share in channel", action_id=PATENT_SHARE, value=answer.card.patent.patent_id[:_BUTTON_VALUE])
        card = lay_out_card(answer.card, longest=size.text, sightings=size.sightings, link=link)
        return [*card, actions(share)] if may_share and answer.card.patent.patent_id else card
    if answer.problem is not None:
        return [section(f"❗ *{shorten_line(answer.number.typed, 80)}*\n{_trouble(answer.problem)}")]
    if answer.number.is_ambiguous:
        return _question(answer.number)
    if not answer.hits:
        return [section(f"*No patent found for “{shorten_line(answer.number.typed, 80)}”*\n{_tried(answer.number)}")]
    return _choice(answer, size)


def _question(number: ParsedNumber) -> list[Element]:
    """The ways in which a number can be read, a button beside each."""
    blocks = [section(f"*“{shorten_line(number.typed, 80)}” can be read in several ways.* Which one is meant?")]
    for reading in number.readings:
        value = reading.canonical.strip()
        look_up = button("Look up", action_id=PATENT_READING, value=value) if 0 < len(value) <= _BUTTON_VALUE else None
        blocks.append(section(_reading(reading), accessory=look_up))
    return [*blocks, context("Nothing has been looked up yet.")]


def _reading(reading: ParsedNumber) -> str:
    """``🇺🇸 United States · design · USD1055174``."""
    query = reading.candidates[0]
    is_publication = query.field is NumberField.PUBLICATION
    what = _RIGHTS[reading.right] if reading.right and is_publication else _FIELDS[query.field]
    country = f"{country_flag(reading.country)} {shorten_line(country_name(reading.country), 60)}"
    return " · ".join(filter(None, (country, what, shorten_line(query.value, 60))))


def _choice(answer: NumberAnswer, size: _Size) -> list[Element]:
    typed = shorten_line(answer.number.typed, 80)
    shown = answer.hits[: size.hits]
    total = max(answer.total_found or 0, len(answer.hits))
    if answer.is_exact and total == 1:
        head = f"*One patent is known to bear the number “{typed}”, and others may.* Is it this one?"
    elif answer.is_exact:
        head = f"*{total:,} patents bear the number “{typed}”.* Which one is meant?"
    elif total == 1:
        head = f"*No patent bears the number “{typed}”.* It is a part of this one's:"
    else:
        head = f"*No patent bears the number “{typed}”.* It is a part of these:"
    blocks = [section(head)]
    for patent in shown:
        number = patent.publication_number.strip()
        look_up = (
            button("Look up", action_id=PATENT_LOOK_UP, value=number) if 0 < len(number) <= _BUTTON_VALUE else None
        )
        name = shorten_line(patent.title, size.text)
        owner = shorten_line(patent.current_assignee or patent.original_assignee, size.text)
        blocks.append(section(" · ".join(filter(None, (flagged_number(patent), name, owner))), accessory=look_up))
    if total > len(shown):
        blocks.append(
            context(f"… and {total - len(shown):,} more. More of the number, or the country, narrows it down.")
        )
    return blocks


def _tried(number: ParsedNumber) -> str:
    tried = [f"{_FIELDS[query.field]} {shorten_line(query.value, 60)}" for query in number.candidates]
    where = f" in {shorten_line(country_name(number.country), 60)}" if number.country else " in every country"
    return f"Tried {join_words(tried)}{where}."


def _examples() -> str:
    named = " · ".join(f"{country_name(code)}: {example}" for code, example in NUMBER_EXAMPLES.items())
    return f"How the numbers of designs look: {named}"


def _trouble(problem: Problem) -> str:
    """What went wrong at Patsnap; the sentences for checks speak of pictures where a number is meant."""
    if problem.kind is ProblemKind.REJECTED:
        code = shorten_line(problem.details.get("code", "unknown"), 20)
        return f"Patsnap turned this look-up down (code {code}). Please check the number."
    return said(problem)


def _line(answer: NumberAnswer) -> str:
    """One answer in plain words."""
    typed = shorten_line(answer.number.typed, 80)
    if answer.card is not None:
        return card_line(answer.card)
    if answer.problem is not None:
        return f"{typed}: {_trouble(answer.problem)}"
    if answer.number.is_ambiguous:
        readings = join_words([_reading(reading) for reading in answer.number.readings])
        return f"“{typed}” can be read in several ways: {readings}."
    if not answer.hits:
        return f"No patent found for “{typed}”. {_tried(answer.number)}"
    numbers = list_within(
        [patent.publication_number for patent in answer.hits],
        lambda number: shorten_line(number, 40) or "one without a number",
        limit=300,
    )
    return f"“{typed}” may be {numbers}."
