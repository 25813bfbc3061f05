"""From a draft to the number it stands for, or to the refusal."""

from bot.errors import LookalikeError
from bot.model.number import NumberFault, NumberField, NumberQuery, ParsedNumber
from bot.numbers.draft import Draft
from bot.numbers.errors import invalid_number, shorten


def publication(draft: Draft, stem: str, *, kind: str = "", tail: str = "", more: tuple[str, ...] = ()) -> ParsedNumber:
    """A publication number.

    Args:
        draft: with its country resolved.
        stem: country and number as Patsnap spells them, without the kind code.
        kind: the kind code where the form, or a word beside it, says what was not typed.
        tail: what stands between the two in a whole number.
        more: further spellings for when the number is not found under this one; the last holds for any kind.
    """
    kind = draft.kind or kind
    whole = stem + tail + kind if kind and draft.country else None
    if not kind:
        first: tuple[str, ...] = (stem,)
    else:
        first = (stem + tail + kind,) if more else (stem + tail + kind, stem)
    return _number(
        draft, [NumberQuery(NumberField.PUBLICATION, value) for value in (*first, *more)], publication_number=whole
    )


def application(draft: Draft, *values: str) -> ParsedNumber:
    """An application number, in one or more spellings."""
    return _number(draft, [NumberQuery(NumberField.APPLICATION, value) for value in values])


def either(draft: Draft, *, published: str, applied: str) -> ParsedNumber:
    """A number in a form that publications and applications share."""
    return _number(
        draft,
        [NumberQuery(NumberField.PUBLICATION, published), NumberQuery(NumberField.APPLICATION, applied)],
    )


def refusal(draft: Draft, fault: NumberFault, *, expected: str = "") -> LookalikeError:
    return invalid_number(fault, typed=draft.typed, country=draft.country, expected=expected)


def _number(draft: Draft, queries: list[NumberQuery], *, publication_number: str | None = None) -> ParsedNumber:
    return ParsedNumber(
        typed=shorten(draft.typed),
        country=draft.country,
        publication_number=publication_number,
        kind=draft.kind,
        candidates=tuple(dict.fromkeys(queries)),
    )
