"""The grammar of options: a plain text -> lines of ``name: value``, with no notion of which names there are.

- A name is a word, or one of the phrases handed in, before a colon or ``=`` on the same line. A word that is written
  without spaces (Chinese, Japanese, Korean) may have others in front of it: the known name at its end counts.
- A value goes to the next name or to the line's end; quotes hold names in; a bracket opened before the name closes it.
- The colon of an address (``https://…``), of a time (``10:30``) and of a drive (``C:``) has no name before it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_SIGN = re.compile(r"[:=](?![/=])")
_ADDRESS = re.compile(r"\b[A-Za-z]{2,12}://\S+")
_WORD = re.compile(r"(?<![\w])[^\W\d_](?:[\w-]*[^\W_])?\Z")
_WITHOUT_SPACES = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{1,12}\Z")
_BETWEEN_WORDS = re.compile(r"[\s_-]+")
_LONGEST_NAME = 32


class Names:
    """The names that are looked for, in lower case."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = frozenset(names)
        self._phrases: dict[str, list[str]] = {}
        for name in sorted(self._names, key=len, reverse=True):
            if " " in name:
                self._phrases.setdefault(name.split()[-1], []).append(name)

    def phrase(self, text: str, word: str) -> str:
        """The longest name of several words with which a text ends, as typed; empty for none."""
        for phrase in self._phrases.get(word.lower(), ()):
            begin = text[-len(phrase) - 1 :]
            typed = begin[-len(phrase) :]
            if _BETWEEN_WORDS.sub(" ", typed.lower()) == phrase and not (
                len(begin) > len(phrase) and begin[0].isalnum()
            ):
                return typed
        return ""

    def ending(self, word: str) -> str:
        """The longest name with which a word ends that is written without spaces; empty for none."""
        ends = (word[at:] for at in range(len(word)) if word[at] > "\u2e7f")
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
    """Attributes: prose: what stands before the first item."""

    prose: str
    items: tuple[Item, ...] = ()


def find_lines(text: str, names: Names) -> Iterator[Line]:
    """The lines of a text, each with its items.

    Args:
        names: of these, such as have several words, and such as touch other words, are found too.
    """
    for line in text.split("\n"):
        if ":" in line or "=" in line:
            yield _read_line(line, names)
        elif line and not line.isspace():
            yield Line(line.strip())


def _read_line(line: str, names: Names) -> Line:
    # The signs in an address have no meaning here.
    plain = _ADDRESS.sub(lambda match: " " * len(match[0]), line) if "://" in line else line
    found: list[tuple[int, str, int]] = []  # where the name begins, the name, where its value begins
    quoted_until = 0
    for sign in _SIGN.finditer(plain):
        if sign.start() < quoted_until:
            continue
        start, name = _name_before(line, sign.start(), names)
        if name and start >= (found[-1][2] if found else 0):
            found.append((start, name, sign.end()))
            quoted_until = _end_of_quotes(line, sign.end())
    if not found:
        return Line(line.strip())
    ends = [start for start, _, _ in found[1:]] + [len(line)]
    items = [_item(line, name, start, end) for (_, name, start), end in zip(found, ends, strict=True)]
    return Line(line[: found[0][0]].strip(" \t*-([{\"'"), tuple(items))


def _name_before(line: str, sign: int, names: Names) -> tuple[int, str]:
    """Where the name before a sign begins, and the name; empty for none. A single letter names a drive."""
    text = line[max(0, sign - _LONGEST_NAME) : sign].rstrip(" \t").rstrip("\"')].")
    word = _WORD.search(text) or _WITHOUT_SPACES.search(text)
    if word is None or (word[0].isascii() and len(word[0]) < 2):
        return 0, ""
    name = names.phrase(text, word[0])
    if not name:
        name = word[0] if word[0].isascii() else names.ending(word[0]) or word[0]
    return max(0, sign - _LONGEST_NAME) + len(text) - len(name), name


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
