"""How options are found in a text: which word before a colon is one, and which is prose."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bot.errors import OptionError
from bot.model.option import OptionFault
from bot.options.grammar import Item, Names, find_lines
from bot.options.leftovers import AROUND, judge_rest, wrong_word
from bot.options.names import OptionNames
from bot.options.reader import Reader, Unread
from bot.options.refusals import refused, unknown
from bot.options.speech import begins_speech
from bot.options.spelling import Spellings

_LONG_NAME = 5
"""Letters of a name that is recognised though misspelt, whatever stands behind it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """
    Attributes:
        name: as the app says it.
        accepted: what it takes, in words.
        adds_up: it takes several values, so that several of its kind are all meant.
    """

    name: str
    names: OptionNames
    accepted: str
    reader: Reader
    adds_up: bool = False

    def read_whole(self, text: str) -> Any:
        """The value of a field of its own, behind which nothing may stand. Raises OptionError."""
        try:
            value, rest = self.reader.read(text)
        except Unread as unread:
            raise self.refusal(unread) from None
        if rest := rest.strip(AROUND):
            raise self.refusal(Unread(OptionFault.LEFT_OVER, rest))
        return value

    def read_part(self, item: Item) -> tuple[Any, str]:
        """The value, and what was let stand behind it. Raises OptionError."""
        try:
            value, rest = self.reader.read(item.value)
            judge_rest(self.reader, rest)
        except Unread as unread:
            raise self.refusal(unread) from None
        return value, f"{rest} {item.after}".strip(AROUND + "-")

    def refusal(self, unread: Unread) -> OptionError:
        """The error for what could not be read: it names the one word that is wrong."""
        word, nearest = unread.text, unread.nearest
        if unread.fault in {OptionFault.WRONG, OptionFault.LEFT_OVER}:
            word, nearest = wrong_word(word, self.reader.nearest)
        return refused(self.name, unread.fault, word, accepted=self.accepted, nearest=nearest)

    def merged(self, first: Any, second: Any) -> Any:
        """What an option says that was given twice: both, if it takes several values. Raises OptionError."""
        if first == second:
            return first
        if not self.adds_up:
            raise refused(self.name, OptionFault.TWICE, accepted=self.accepted)
        return f"{first} {second}" if isinstance(first, str) else tuple(dict.fromkeys((*first, *second)))

    def is_meant(self, item: Item) -> bool:
        """Whether a value of this option follows, or what was probably meant as one."""
        words = item.value.strip(AROUND).split(maxsplit=1)
        if not words or self.reader.is_text:
            return False
        try:
            self.reader.read(item.value)
        except Unread:
            return self.reader.is_near(words[0].strip(AROUND))
        return True


class OptionTable:
    """
    Args:
        options: those that count here.
        elsewhere: those of another place.
    """

    def __init__(self, options: Sequence[Option], elsewhere: Sequence[Option] = ()) -> None:
        self._options = {option.name: option for option in options}
        self._sure = _index(options, lambda names: names.sure)
        self._plain = _index(options, lambda names: names.plain)
        self._asked = _index(options, lambda names: names.asked)
        self._elsewhere = _index(elsewhere, lambda names: names.sure)
        self._known = Names({**self._elsewhere, **self._asked, **self._plain, **self._sure})
        self._spellings = Spellings({**self._plain, **self._sure})
        self.accepted = ", ".join(self._options)

    def __getitem__(self, name: str) -> Option:
        return self._options[name]

    def read(self, text: str, *, is_strict: bool = False) -> Iterator[tuple[Option, Any]]:
        """The options in a plain text, with their values, in the order given.

        A word before a colon (or ``=``) is an option

        - if it is one of the sure names;
        - if it is one of the plain words that are names too (*market:*), and its value follows at once, or is one that
          the option takes or nearly takes;
        - if it is nearly one of these, or the name of something else (*after:*), and its value is one that the option
          takes or nearly takes; or the name has five letters or more and its value follows at once. Then it is asked
          about, not followed. So is an option of another place whose value follows at once (``status:active``).

        All else is prose: *Note: see below*, *Monday: mood*, *10:30*. What may stand behind a value, ``judge_rest``
        says. A line that is nothing but a name and a value without a colon (``since 2020``) is an option too.

        Args:
            is_strict: nothing but options may stand in the text.

        Raises:
            OptionError: the first option that is not understood.
        """
        for line in find_lines(text, self._known):
            bare = self._bare(line.prose)
            if bare is not None:
                yield bare
            elif is_strict and line.prose and not begins_speech(line.prose):
                raise self._unknown(line.prose.split()[0])
            for item in line.items:
                option = self._find(item, is_strict=is_strict)
                if option is None:
                    continue
                value, rest = option.read_part(item)
                if is_strict and rest and not begins_speech(rest):
                    raise self._unknown(rest.split()[0])
                yield option, value

    def _find(self, item: Item, *, is_strict: bool) -> Option | None:
        """The option that an item is; None for prose. Raises OptionError for what is to be asked about."""
        name = _plain(item.name)
        if option := self._sure.get(name):
            return option
        if option := self._plain.get(name):
            return option if is_strict or _is_glued(item) or option.is_meant(item) else None
        if is_strict or self._is_asked(name, item):
            raise self._unknown(item.name)
        return None

    def _is_asked(self, name: str, item: Item) -> bool:
        if option := self._asked.get(name):
            return option.is_meant(item)
        if option := self._elsewhere.get(name):
            return _is_glued(item) and option.is_meant(item)
        option = self._spellings.near(name)
        return option is not None and (option.is_meant(item) or (_is_glued(item) and len(name) >= _LONG_NAME))

    def _unknown(self, typed: str) -> OptionError:
        name = _plain(typed)
        option = self._asked.get(name)
        if option is None and len(name) >= _LONG_NAME and name not in self._elsewhere:
            option = self._spellings.nearest(name)
        return unknown(typed, accepted=self.accepted, nearest=option.name if option else "")

    def _bare(self, line: str) -> tuple[Option, Any] | None:
        """A line that is a name and a value without a colon between them: ``since 2020``, ``自2020年以来``."""
        words = line.lstrip("->• \t")
        name, _, value = words.partition(" ")
        option = self._sure.get(name.lower())
        if option is None and (option := self._sure.get(words[:1])):
            value = words[1:]
        if option is None or option.reader.is_text or not value.strip():
            return None
        try:
            return option, option.read_whole(value.lstrip("-> "))
        except OptionError:
            return None


def _index(options: Sequence[Option], of: Callable[[OptionNames], str]) -> dict[str, Option]:
    return {name: option for option in options for name in of(option.names).split(", ") if name}


def _is_glued(item: Item) -> bool:
    """Whether a value follows at once, as in no prose; behind the colon of a Chinese text there never is a space."""
    return item.is_glued and item.name.isascii()


def _plain(name: str) -> str:
    name = name.lower()
    return name if name.isalpha() else " ".join(name.replace("-", " ").replace("_", " ").split())
