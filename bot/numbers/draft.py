"""A number as it stands in a text, before the rules of its office are applied."""

from dataclasses import dataclass, field

from bot.model.number import NumberFault
from bot.numbers.words import Meaning


@dataclass(slots=True)
class Draft:
    """What was found of one number.

    Attributes:
        groups: its runs of digits; ``joints`` are the marks between them, one fewer.
        has_words_behind: words follow the digits, so more digits are not part of the number; where such a word means
            nothing to us, ``has_strange_words``.
        suffix: what follows the digits and is no kind code (Hong Kong's ``M001``).
        fault: why it cannot be a number, where that shows before the office's rules.
    """

    country: str = ""
    hinted: str = ""
    country_may_be_prose: bool = False
    series: str = ""
    groups: list[str] = field(default_factory=list)
    joints: list[str] = field(default_factory=list)
    suffix: str = ""
    kind: str = ""
    implied_kind: str = ""
    is_application: bool = False
    is_design: bool = False
    has_words_behind: bool = False
    has_strange_words: bool = False
    fault: NumberFault | None = None
    start: int | None = None
    end: int = 0
    typed: str = ""

    @property
    def digits(self) -> str:
        return "".join(self.groups)

    def hear(self, meaning: Meaning) -> None:
        """Take what a word before the number says about it."""
        self.hinted = self.hinted or meaning.hinted
        self.implied_kind = self.implied_kind or meaning.kind
        self.is_application |= meaning.is_application
        self.is_design |= meaning.is_design
        self.series = meaning.series or self.series
        if not meaning.country or (self.country and meaning.may_be_prose):
            return
        if self.country not in ("", meaning.country) and not self.country_may_be_prose:
            self.fault = self.fault or NumberFault.TWO_COUNTRIES
        self.country, self.country_may_be_prose = meaning.country, meaning.may_be_prose
