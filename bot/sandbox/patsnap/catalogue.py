"""Some hundred made-up design patents: a dozen families of designs, each design filed in one or more countries.

Some of the products are protected by a utility model too, which only a search for utility models finds.
"""

import itertools
import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum, IntEnum
from functools import cache

from bot.sandbox.patsnap.drawings import FAMILIES
from bot.sandbox.patsnap.drawings.family import Choices, Family, Sizes, Words
from bot.sandbox.patsnap.drawings.shapes import Part, fitted
from bot.sandbox.patsnap.offices import ASSIGNEES, INVENTORS, OFFICES, UTILITY_OFFICES

DESIGNS_PER_FAMILY = 10
_DESIGNS_PER_UTILITY_MODEL = 3
_MARGIN = 11.0
_FIRST_DAY = date(2009, 1, 5)
_LAST_DAY = date(2025, 6, 30)
_OLDEST_IN_FORCE = date(2013, 1, 1)


class Right(Enum):
    """What a patent protects, by the codes of ``patent_type``."""

    DESIGN = "D"
    UTILITY_MODEL = "U"


class State(IntEnum):
    """Legal state by the numbers of a comparison's ``status``."""

    VALID = 1
    INVALID = 2
    PENDING = 3


@dataclass(frozen=True, slots=True, eq=False)
class Design:
    """One appearance. ``number`` is its place among all designs."""

    number: int
    family: Family
    choices: Choices
    sizes: Sizes

    def parts(self) -> list[Part]:
        """Its drawing, in the middle of the square."""
        return fitted(self.family.draw(self.choices, self.sizes), margin=_MARGIN)

    def traits(self) -> tuple[Words, ...]:
        return tuple(self.family.choices[trait][variant] for trait, variant in self.choices.items())


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Filing:
    """One patent in one country: of a design, or a utility model that is drawn like one.

    Attributes:
        legal_status: code of Patsnap's ``legal_status``, which is finer than ``state``.
    """

    patent_id: str
    number: str
    application: str
    country: str
    design: Design = field(repr=False)
    filed: date
    published: date
    state: State
    legal_status: int
    inventors: tuple[Words, ...]
    assignee: Words
    original_assignee: Words
    image_id: str
    right: Right = Right.DESIGN

    @property
    def title(self) -> Words:
        name = self.design.family.name
        return Words(f"{name.en} (made up)", f"{name.cn}（虚构）")

    @property
    def locarno(self) -> str:
        """Its class; empty for a utility model, which has none."""
        return self.design.family.locarno if self.right is Right.DESIGN else ""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything there is to be found.

    Attributes:
        filings: of designs.
        by_number: publication number -> filing of either right.
        by_id: patent id -> likewise.
    """

    designs: tuple[Design, ...]
    filings: tuple[Filing, ...]
    utility_models: tuple[Filing, ...]
    by_number: dict[str, Filing]
    by_id: dict[str, Filing]


@cache
def load_catalogue() -> Catalogue:
    """The one catalogue, the same in every process."""
    dice = random.Random("lookalike")  # noqa: S311 - made-up data, not secrets
    designs = tuple(_designs())
    numbers = itertools.count(1037, 61)
    filings = tuple(filing for design in designs for filing in _filings(design, dice, numbers))
    models = tuple(_utility_models(designs))
    return Catalogue(
        designs,
        filings,
        models,
        {filing.number: filing for filing in (*filings, *models)},
        {filing.patent_id: filing for filing in (*filings, *models)},
    )


def first_design(family: Family) -> Design:
    """The family's best-known design: in force in four countries."""
    return next(design for design in load_catalogue().designs if design.family is family)


def _designs() -> Iterator[Design]:
    number = itertools.count()
    for family in FAMILIES:
        dice = random.Random(f"shelf {family.key}")  # noqa: S311 - likewise; no family depends on another
        variants = [
            dict(zip(family.choices, combination, strict=True))
            for combination in itertools.product(*(tuple(options) for options in family.choices.values()))
        ]
        dice.shuffle(variants)
        for index in range(DESIGNS_PER_FAMILY):
            sizes = {measure: round(dice.uniform(low, high), 2) for measure, (low, high) in family.sizes.items()}
            yield Design(next(number), family, variants[index % len(variants)], sizes)


def _filings(design: Design, dice: random.Random, numbers: Iterator[int]) -> Iterator[Filing]:
    well_known = design.number % DESIGNS_PER_FAMILY == 0
    owner = dice.choice(ASSIGNEES)
    inventors = tuple(dice.sample(INVENTORS, dice.choice((1, 1, 2))))
    if well_known:
        countries = ["US", "EU", "CN", dice.choice(("JP", "KR", "AU", "DE", "GB"))]
        first_filed = date(2021, 3, 1) + timedelta(days=dice.randrange(900))
    else:
        countries = dice.sample(sorted(OFFICES), dice.choice((1, 1, 2, 2, 3)))
        first_filed = _FIRST_DAY + timedelta(days=int((_LAST_DAY - _FIRST_DAY).days * dice.random() ** 0.6))
    for country in countries:
        filed = first_filed + timedelta(days=dice.randrange(180))
        state, legal_status = (State.VALID, 3) if well_known else _legal_state(filed, dice)
        number = next(numbers)
        publication = OFFICES[country].publication(filed.year, number)
        yield Filing(
            patent_id=str(uuid.UUID(int=dice.getrandbits(128), version=4)),
            number=publication,
            application=OFFICES[country].application(filed.year, number),
            country=country,
            design=design,
            filed=filed,
            published=filed + timedelta(days=dice.randrange(90, 420)),
            state=state,
            legal_status=legal_status,
            inventors=inventors,
            assignee=owner,
            original_assignee=owner if dice.random() < 0.8 else dice.choice(ASSIGNEES),
            image_id=OFFICES[country].image(publication),
        )


def _utility_models(designs: tuple[Design, ...]) -> Iterator[Filing]:
    dice = random.Random("utility models")  # noqa: S311 - likewise; no design depends on them
    for number, design in enumerate(designs[::_DESIGNS_PER_UTILITY_MODEL], start=1):
        country = dice.choice(sorted(UTILITY_OFFICES))
        filed = _FIRST_DAY + timedelta(days=dice.randrange((_LAST_DAY - _FIRST_DAY).days))
        state, legal_status = _legal_state(filed, dice)
        owner = dice.choice(ASSIGNEES)
        publication = UTILITY_OFFICES[country].publication(filed.year, number)
        yield Filing(
            patent_id=str(uuid.UUID(int=dice.getrandbits(128), version=4)),
            number=publication,
            application=UTILITY_OFFICES[country].application(filed.year, number),
            country=country,
            design=design,
            filed=filed,
            published=filed + timedelta(days=dice.randrange(90, 420)),
            state=state,
            legal_status=legal_status,
            inventors=(dice.choice(INVENTORS),),
            assignee=owner,
            original_assignee=owner,
            image_id=UTILITY_OFFICES[country].image(publication),
            right=Right.UTILITY_MODEL,
        )


def _legal_state(filed: date, dice: random.Random) -> tuple[State, int]:
    roll = dice.random()
    if filed < _OLDEST_IN_FORCE:
        return State.INVALID, 15
    if roll < 0.16:
        return State.INVALID, dice.choice((11, 16, 22, 30))
    if roll < 0.4 and filed.year >= 2021:
        return State.PENDING, dice.choice((1, 2))
    return State.VALID, 3
