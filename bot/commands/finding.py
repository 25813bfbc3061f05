"""One line of what ``lookalike doctor`` finds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One line.

    Attributes:
        works: None for what could not be tried.
        sentence: what was found, and what to do about it where it does not work.
    """

    what: str
    works: bool | None
    sentence: str

    def __str__(self) -> str:
        sign = {True: "✓", False: "✗", None: "–"}[self.works]
        return f"{sign} {self.what}: {self.sentence}"
