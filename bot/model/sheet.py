"""The sheet of a report in words: one picture of the product and the nearest designs, ready to be drawn."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from bot.model.report import Risk


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPanel:
    """A large picture, or a gap with words in it.

    Attributes:
        label: what it is.
        name: whose, such as a file's name; empty if nobody knows.
        gap: what stands in its place if it cannot be had.
    """

    label: str
    name: str
    gap: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetCard:
    """One patent.

    Attributes:
        country: code of the office; drawn as a badge.
        rating: the risk in words.
        score: such as ``85%``; empty if none came.
        gap: what stands in its place if there is no drawing.
    """

    number: str
    country: str
    risk: Risk
    rating: str
    score: str
    title: str
    gap: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Everything that is drawn but the pictures.

    Attributes:
        panels: the product, and its line drawing if there may be one; without, one card stands beside the product.
        heading: above the cards.
        note: whose ratings these are, at the foot.
    """

    panels: tuple[SheetPanel, ...]
    heading: str
    cards: tuple[SheetCard, ...]
    note: str

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        panels = tuple(SheetPanel(**panel) for panel in data["panels"])
        cards = tuple(SheetCard(**{**card, "risk": Risk(card["risk"])}) for card in data["cards"])
        return cls(panels=panels, heading=data["heading"], cards=cards, note=data["note"])
