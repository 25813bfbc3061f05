"""What a family of designs has in common: its names, its class, and the traits by which its members differ."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from bot.sandbox.patsnap.drawings.shapes import Part

Choices = Mapping[str, str]
"""Trait -> the variant of it that a design has."""
Sizes = Mapping[str, float]
"""Measure -> units of the drawing, or a ratio, as its family draws it."""


class Words(NamedTuple):
    """One phrase in the two languages of a report."""

    en: str
    cn: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """One kind of product.

    Attributes:
        locarno: its class, such as ``07-01``.
        choices: trait -> variant -> the phrase that stands for it in a report.
        sizes: measure -> its smallest and largest value.
    """

    key: str
    name: Words
    locarno: str
    choices: Mapping[str, Mapping[str, Words]]
    sizes: Mapping[str, tuple[float, float]]
    draw: Callable[[Choices, Sizes], list[Part]]
