"""How options are found in a text: which word before a colon is one, and which is prose."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.errors import OptionError
from bot.model.option import OptionFault
from bot.options.dates import LONGEST_SINCE, is_since, may_be_since
from bot.options.grammar import Item, Line, Names, find_lines
from bot.options.leftovers import AROUND, judge_rest, wrong_word
from bot.options.names import OptionNames
from bot.options.reader import Reader, Unread
from bot.options.refusals import refused, unknown
from bot.options.speech import begins_speech
from bot.options.spelling import Spellings

_LONG_NAME = 5
"""Letters of a name that is recognised though misspelt, whatever stands behind it."""
_LONGEST_HEADING = 5
"""Words before a colon, of which the first is a name."""
_LONGEST_BARE_NAME = 32
_GAP = re.compile(r"[\s,;]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """
    Attributes:
        takes: the kind of its values.
        adds_up: it takes several values, so that several of its kind are all meant.
        twin: another option of the table, which is meant if the value is one that only the other takes.
    """

    name: str
    names: OptionNames
    takes: str
    reader: Reader
    adds_up: bool = False
    twin: str = ""

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
        return refused(self.name, unread.fault, word, takes=self.takes, nearest=nearest)

    def merged(self, first: Any, second: Any) -> Any:
        """What an option says that was given twice: both, if it takes several values. Raises OptionError."""
        if first == second:
            return first
        if not self.adds_up:
            raise refused(self.name, OptionFault.TWICE, takes=self.takes)
        return f"{first} {second}" if isinstance(first, str) else tuple(dict.fromkeys((*first, *second)))

    def is_read(self, item: Item) -> bool:
        """Whether the value is one of this option, with nothing wrong behind it."""
        try:
            self.read_part(item)
        except OptionError:
            return False
        return True

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
        self._spellings = Spellings({**self._plain, **self._sure})
        self._known = Names(
            {**self._elsewhere, **self._asked, **self._plain, **self._sure},
            is_near=lambda name: self._spellings.near(name) is not None,
        )
        self.accepted = ", ".join(self._options)

    @property
    def options(self) -> tuple[Option, ...]:
        return tuple(self._options.values())

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
          about, not followed. So is an option of another place whose value follows at once (``status:active``), and a
        line that begins with a name and goes on to a colon and a value (*Countries to check: US*).

        All else is prose: *Note: see below*, *Monday: mood*, *10:30*. What may stand behind a value, ``judge_rest``
        says. A line that is nothing but a name and a value without a colon (``since 2020``) is an option too.
        A line with dozens of names is refused before its values are read.

        Args:
            is_strict: nothing but options may stand in the text.

        Raises:
            OptionError: the first option that is not understood.
        """
        seen: set[Item] = set()
        for line in find_lines(text, self._known, is_strict=is_strict):
            if line.excess:
                raise self._too_many(line)
            bare = self._bare(line.prose)
            if bare is not None:
                yield bare
            elif is_strict and line.prose and not begins_speech(line.prose):
                raise self._unknown(line.prose.split()[0])
            heading, last = line.prose, None
            for item in line.items:
                if item in seen:
                    continue
                seen.add(item)
                option = self._find(item, is_strict=is_strict)
                before, heading = heading, ""
                if option is None:
                    self._ask_about_heading(before, item)
                    if last and last.reader.takes(item.name):  # countries: US, CN: the mug
                        raise last.refusal(Unread(OptionFault.LEFT_OVER, item.name))
                    continue
                last = option
                found, rest = self._read(option, item)
                if is_strict and rest and not begins_speech(rest):
                    raise self._unknown(rest.split()[0])
                yield from found

    def _too_many(self, line: Line) -> OptionError:
        """The error for a line with too many names to be read."""
        name = _plain(line.excess)
        option = self._sure.get(name) or self._plain.get(name)
        return option.refusal(Unread(OptionFault.TOO_LONG, line.prose)) if option else self._unknown(line.excess)

    def _read(self, option: Option, item: Item) -> tuple[list[tuple[Option, Any]], str]:
        """The options that an item holds, with their values, and what was let stand behind them. Raises OptionError.

        More than one, if one stands behind the value without a colon: ``国家：美国 自2020年``.
        """
        item, without_colon = self._split(option, item)
        try:
            value, rest = option.read_part(item)
        except OptionError:
            twin = self._options.get(option.twin)
            if twin is None or not twin.is_read(item):
                raise
            option, (value, rest) = twin, twin.read_part(item)
        return [(option, value), *without_colon], rest

    def _split(self, option: Option, item: Item) -> tuple[Item, list[tuple[Option, Any]]]:
        """An item without the option that stands behind its value, and that option."""
        if option.reader.is_text or option.name == "since":
            return item, []
        for gap in _GAP.finditer(item.value, max(0, len(item.value) - LONGEST_SINCE)):
            if found := self._since(item.value[gap.end() :]):
                return replace(item, value=item.value[: gap.start()]), [found]
        return item, []

    def _since(self, text: str) -> tuple[Option, Any] | None:
        """Words that say since when, and so need no name: ``2020年以来``."""
        since = self._options.get("since")
        if since is None or not is_since(text.strip(AROUND)):
            return None
        try:
            return since, since.read_whole(text.strip(AROUND))
        except OptionError:
            return None

    def _find(self, item: Item, *, is_strict: bool) -> Option | None:
        """The option that an item is; None for prose. Raises OptionError for what is to be asked about."""
        if not (is_strict or self._known.may_be(item.name)):
            return None
        name = _plain(item.name)
        if option := self._sure.get(name):
            return option
        if option := self._plain.get(name):
            return option if is_strict or _is_glued(item) or option.is_meant(item) else None
        if is_strict or self._is_asked(name, item):
            raise self._unknown(item.name, item)
        return None

    def _is_asked(self, name: str, item: Item) -> bool:
        if option := self._asked.get(name):
            return option.is_meant(item)
        if option := self._elsewhere.get(name):
            return _is_glued(item) and option.is_meant(item)
        option = self._spellings.near(name)
        if option is None:
            return False
        is_long = len(name) >= _LONG_NAME
        return option.is_meant(item) or (is_long and (_is_glued(item) or (option.reader.is_text and bool(item.value))))

    def _ask_about_heading(self, before: str, item: Item) -> None:
        """Raise OptionError for a value behind words that begin with a name: *Countries to check: US*."""
        begin = self._known.beginning(before) or self._known.beginning(item.name)
        option = self._sure.get(begin) or self._plain.get(begin)
        words = f"{before} {item.name}".split()
        if option and len(words) <= _LONGEST_HEADING and begin != _plain(item.name) and option.is_meant(item):
            raise unknown(" ".join(words), accepted=self.accepted, nearest=option.name)

    def _unknown(self, typed: str, item: Item | None = None) -> OptionError:
        name = _plain(typed)
        option = self._asked.get(name)
        if option is None and name not in self._elsewhere:
            if len(name) >= _LONG_NAME:
                option = self._spellings.nearest(name)
            elif (near := self._spellings.near(name)) and item and near.is_meant(item):
                option = near
        return unknown(typed, accepted=self.accepted, nearest=option.name if option else "")

    def _bare(self, line: str) -> tuple[Option, Any] | None:
        """A line that is a name and a value without a colon between them: ``since 2020``, ``自2020年以来``.

        Raises OptionError for one whose name is misspelt.
        """
        words = line.lstrip("->• \t")
        if words[:1] not in {"(", "[", '"', "'"} and (found := self._since(words)):
            return found
        if "since" in self._options and may_be_since(words):
            raise unknown(words.strip(), accepted=self.accepted, nearest="since")
        name, _, value = words.partition(" ")
        if name.lower() not in self._sure and words[:1] in self._sure:
            name, value = words[:1], words[1:]
        if len(name) > _LONGEST_BARE_NAME or not value or not self._known.may_be(name):
            return None
        option, is_asked = self._find_bare(name.lower())
        if option is None or option.reader.is_text:
            return None
        try:
            found = option.read_whole(value.lstrip("-> "))
        except OptionError:
            return None
        if is_asked:
            raise self._unknown(name)
        return option, found

    def _find_bare(self, name: str) -> tuple[Option | None, bool]:
        """The option that a first word names, and whether that is to be asked about."""
        if option := self._sure.get(name):
            return option, False
        if (option := self._plain.get(name)) and option.adds_up:
            return option, False
        near = self._spellings.near(name) if option is None and len(name) >= _LONG_NAME else None
        return near, True


def _index(options: Sequence[Option], of: Callable[[OptionNames], str]) -> dict[str, Option]:
    return {name: option for option in options for name in of(option.names).split(", ") if name}


def _is_glued(item: Item) -> bool:
    """Whether a value follows at once, as in no prose; behind the colon of a Chinese text there never is a space."""
    return item.is_glued and item.name.isascii()


def _plain(name: str) -> str:
    name = name.lower()
    return name if name.isalpha() else " ".join(name.replace("-", " ").replace("_", " ").split())
