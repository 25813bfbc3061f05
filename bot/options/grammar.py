"""The grammar of options: a plain text -> lines of ``name: value``, with no notion of which names there are.

- A name is a word, or one of the phrases handed in, before a colon or ``=`` on the same line. A word that is written
  without spaces (Chinese, Japanese, Korean) may have others in front of it: the known name at its end counts.
- A value goes to the next name or to the line's end; quotes hold names in; a bracket opened before the name closes it.
- The colon of an address (``https://…``), of a time (``10:30``) and of a drive (``C:``) has no name before it.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

_ADDRESS = re.compile(r"\b[A-Za-z]{2,12}://\S+")
_NAMED_BACKWARDS = re.compile(
    r"(?<![/=])[:=](?![:=])[ \t]{0,4}(?:[\"')\].]{0,3}\)(?:s|se|sei|n|ne)\(|[\"')\].]{0,4}(?:s')?)"
    r"([\w-]{1,31}[^\W\d_](?![^\W_])|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{1,12})",
    re.IGNORECASE,
)
"""A sign and the name before it, maybe with its plural in brackets, in a line from its end to its beginning: so the
engine jumps from one sign to the next, however long the text is. A single letter names a drive."""
_FIRST = re.compile(r"[^\w\n]{0,8}([^\W\d_]{1,32})(?:[ _-]([^\W\d_]{1,32}))?")
_BETWEEN_WORDS = re.compile(r"[\s_-]+")
_LONGEST_NAME = 40
_MOST_NAMES = 50
"""Known names in one line. Nobody types more, and to read hundreds takes long."""


class Names:
    """The names that are looked for, in lower case.

    Args:
        is_near: whether a word is one of them but for a letter.
    """

    def __init__(self, names: Iterable[str], is_near: Callable[[str], bool]) -> None:
        self._names = frozenset(names)
        self._is_near = is_near
        self._phrases: dict[str, list[str]] = {}
        for name in sorted(self._names, key=len, reverse=True):
            if " " in name:
                self._phrases.setdefault(name.split()[-1], []).append(name)
        self.may_be = lru_cache(maxsize=4096)(self._may_be)

    def longest(self, text: str, word: str) -> str:
        """The name with which a text ends that ends with this word, as typed.

        That is a name of several words, or the word, or the known name at the end of a word without spaces.
        """
        return self._phrase(text, word) or (word if word[0].isascii() else self._ending(word) or word)

    def beginning(self, text: str) -> str:
        """The name with which a text begins, in lower case; empty for none."""
        word = _FIRST.match(text)
        if word is None:
            return ""
        name = word[1].lower()
        if word[2] and (two := f"{name} {word[2].lower()}") in self._names:
            return two
        if name in self._names:
            return name
        starts = (name[:end] for end in range(len(name) - 1, 1, -1) if name[0] > "\u2e7f")
        return next((start for start in starts if start in self._names), "")

    def _may_be(self, word: str) -> bool:
        """Whether a name may end with this word, or be meant by it; cached, as most words come again."""
        name = _BETWEEN_WORDS.sub(" ", word.lower()).strip()
        return (
            name in self._names
            or name.rpartition(" ")[2] in self._phrases
            or bool(self._ending(name) or self.beginning(name))
            or self._is_near(name)
        )

    def _phrase(self, text: str, word: str) -> str:
        for phrase in self._phrases.get(word.lower(), ()):
            begin = text[-len(phrase) - 1 :]
            typed = begin[-len(phrase) :]
            if _BETWEEN_WORDS.sub(" ", typed.lower()) == phrase and not (
                len(begin) > len(phrase) and begin[0].isalnum()
            ):
                return typed
        return ""

    def _ending(self, word: str) -> str:
        # 国 is a name by itself; at the end of 中国 it is none.
        ends = (word[at:] for at in range(max(1, len(word) - 1)) if word[at] > "\u2e7f")
        return next((end for end in ends if end.lower() in self._names), "")


@dataclass(frozen=True, slots=True)
class Item:
    """
    Attributes:
        name: as typed, without what stands around it.
        value: as typed, stripped.
        after: what stands behind a closing bracket that was opened before the name.
        is_glued: the value begins right behind the colon, as in ``name:value``.
    """

    name: str
    value: str
    after: str = ""
    is_glued: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """
    Attributes:
        prose: what stands before the first item.
        items: read as they are asked for.
        excess: one of its names, if it holds too many to be read.
    """

    prose: str
    items: Iterable[Item] = ()
    excess: str = ""


def find_lines(text: str, names: Names, *, is_strict: bool = False) -> Iterator[Line]:
    """The lines of a text, each with its items.

    Args:
        names: of these, such as have several words, and such as touch other words, are found too. A line without a
            word that may be one of them is prose, unless the text is strict.
    """
    for line in text.split("\n"):
        if ":" in line or "=" in line:
            yield _read_line(line, names, is_strict=is_strict)
        elif line and not line.isspace():
            yield Line(line.strip())


def _read_line(line: str, names: Names, *, is_strict: bool) -> Line:
    # The signs in an address have no meaning here.
    plain = _ADDRESS.sub(lambda match: " " * len(match[0]), line) if "://" in line else line
    length = len(line)
    named: list[tuple[int, str, int]] = []  # where the name ends, its last word, where its value begins
    known = 0
    for match in _NAMED_BACKWARDS.finditer(plain[::-1]):
        word = match[1][::-1]
        named.append((length - match.start(1), word, length - match.start()))
        known += names.may_be(word)
        if known > _MOST_NAMES:
            return Line(line.strip(), excess=names.longest(word, word))
    if not (is_strict or known or names.beginning(line)):
        return Line(line.strip())
    found: list[tuple[int, str, int]] = []  # where the name begins, the name, where its value begins
    quoted_until = 0
    for name_end, word, value_start in reversed(named):
        name = names.longest(line[max(0, name_end - _LONGEST_NAME) : name_end], word)
        start = name_end - len(name)
        if value_start > quoted_until and start >= (found[-1][2] if found else 0):
            found.append((start, name, value_start))
            quoted_until = _end_of_quotes(line, value_start)
    if not found:
        return Line(line.strip())
    ends = [start for start, _, _ in found[1:]] + [len(line)]
    items = (_item(line, name, start, end) for (_, name, start), end in zip(found, ends, strict=True))
    return Line(line[: found[0][0]].strip(" \t*-([{\"'"), items)


def _item(line: str, name: str, value_start: int, end: int) -> Item:
    value = line[value_start:end]
    is_glued = bool(value[:1].strip())
    after = ""
    if (closing := _unopened_bracket(value)) is not None:
        value, after = value[:closing], value[closing + 1 :]
    return Item(name, value.strip(), after.strip(), is_glued=is_glued)


def _end_of_quotes(line: str, start: int) -> int:
    """Where the quotes end with which a value begins; 0 where it begins with none."""
    rest = line[start:].lstrip(" \t")
    if rest[:1] not in {'"', "'"}:
        return 0
    opening = len(line) - len(rest)
    return line.find(rest[0], opening + 1) + 1


def _unopened_bracket(value: str) -> int | None:
    """The first closing bracket that the value itself did not open."""
    depth = 0
    for match in re.finditer(r"[()\[\]{}]", value):
        depth += 1 if match[0] in "([{" else -1
        if depth < 0:
            return match.start()
    return None
