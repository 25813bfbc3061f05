"""What a channel has settled: when the app looks at its pictures, what a check searches, who may change that."""

from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from typing import Any, Final

from bot.model.check import CheckOptions
from bot.model.language import Language

MAX_REVIEWERS: Final = 20


class Mode(StrEnum):
    """When pictures that are posted in a channel are checked."""

    EVERY = "every"
    ASK = "ask"
    """Someone presses a button first."""
    ASKED = "asked"
    """Only those that somebody asks for, by a mention, the message's menu, a reaction or the command."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelSettings:
    """The settings of one channel, with those of the workspace and the environment beneath them.

    Attributes:
        countries: authority codes, at least one.
        lang: of what is said in the channel; None for that of each person who posts.
        filed_after, locarno, keyword: of a check, as in ``CheckOptions``.
        reviewers: ids of users who may change the settings even if members may not, and who alone may hold data.
        admins_only: only the workspace's admins and the reviewers may change the settings.
        chosen: names of the fields that this level has settled itself; what it has not comes from the one beneath.
    """

    mode: Mode = Mode.EVERY
    countries: tuple[str, ...]
    lang: Language | None = None
    filed_after: date | None = None
    locarno: tuple[str, ...] = ()
    keyword: str = ""
    reviewers: tuple[str, ...] = ()
    admins_only: bool = False
    chosen: frozenset[str] = frozenset()

    def options_for(self, asked: CheckOptions) -> CheckOptions:
        """What to search for somebody who asked: their own options, and the channel's for all that they did not say."""
        own: dict[str, Any] = {
            "countries": self.countries,
            "lang": self.lang or asked.lang,
            "filed_after": self.filed_after,
            "locarno": self.locarno,
            "keyword": self.keyword,
        }
        return replace(asked, **{name: value for name, value in own.items() if name not in asked.given})


SETTINGS: Final = tuple(field.name for field in fields(ChannelSettings) if field.name != "chosen")
"""The names of all settings, in the order in which people see them."""
