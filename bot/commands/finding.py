"""One line of what ``lookalike doctor`` finds."""

from dataclasses import dataclass

from bot.languages import Translator


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One line.

    Attributes:
        works: None for what could not be tried.
        sentence: what was found, and what to do about it if it does not work.
    """

    what: str
    works: bool | None
    sentence: str

    def line(self, tr: Translator) -> str:
        """As it is printed, with a sign in front."""
        sign = {True: "✓", False: "✗", None: "–"}[self.works]
        return tr("doctor-finding", sign=sign, what=self.what, sentence=self.sentence)
