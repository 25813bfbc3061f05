"""The literals of a script, told from its comments and regular expressions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_CONTEXT = 60
_REGEX_AFTER = re.compile(r"(?:^|[(,=:\[!&|?{};>+]|\breturn)\s*$")
_TOKEN = re.compile(r"//[^\n]*|/\*.*?\*/|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|`|/|\}|\{", re.DOTALL)
_REGEX = re.compile(r"/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\[\n])+/[a-z]*")


@dataclass(frozen=True, slots=True)
class Literal:
    """One text in a script.

    Attributes:
        pieces: what stands between the holes of a template literal; one for any other.
        before: what stands before it, without comments.
        end: where it ends.
        is_key: it names a property of an object.
    """

    pieces: tuple[str, ...]
    line: int
    before: str
    end: int
    is_key: bool

    @property
    def text(self) -> str:
        return "…".join(self.pieces)


def literals(source: str) -> Iterator[Literal]:
    """All of a script's, those inside the holes of templates too."""
    yield from _scan(source, 0, closing=False)[1]


def arguments_of(source: str, literal: Literal) -> set[str] | None:
    """The names in the object that follows a literal in a call: ``say("id", { count, name: x })``.

    None if something else follows.
    """
    rest = source[literal.end :]
    if re.match(r"\s*,?\s*\)", rest):
        return set()
    opening = re.match(r"\s*,\s*\{", rest)
    if opening is None:
        return None
    depth, entries = 0, [""]
    for letter in rest[opening.end() :]:
        depth += (letter in "{([") - (letter in "})]")
        if depth < 0:
            break
        if depth == 0 and letter == ",":
            entries.append("")
        else:
            entries[-1] += letter
    return {entry.partition(":")[0].strip() for entry in entries if entry.strip()}


def _scan(source: str, at: int, *, closing: bool) -> tuple[int, list[Literal]]:
    """Where code ends that begins at ``at``, and its literals; with ``closing`` it ends with the hole of a template."""
    found: list[Literal] = []
    depth = 0
    code = ""
    while token := _TOKEN.search(source, at):
        code = (code + source[at : token.start()])[-_CONTEXT:]
        at = token.end()
        what = token[0]
        if what.startswith(("//", "/*")):
            continue
        if what == "/":
            if _REGEX_AFTER.search(code) and (regex := _REGEX.match(source, token.start())):
                at = regex.end()
        elif what == "`":
            at, pieces, inner = _template(source, at)
            found += [Literal(tuple(pieces), _line(source, token.start()), code, at, is_key=False), *inner]
        elif what[0] in "\"'":
            is_key = code.rstrip().endswith(("{", ",")) and source[at : at + 1] == ":"
            found.append(Literal((what[1:-1],), _line(source, token.start()), code, at, is_key))
        else:
            depth += 1 if what == "{" else -1
            if closing and depth < 0:
                return at, found
        code = (code + source[token.start() : at])[-_CONTEXT:]
    return len(source), found


def _template(source: str, at: int) -> tuple[int, list[str], list[Literal]]:
    """Where a template literal ends, its pieces, and the literals in its holes."""
    pieces, inner = [""], []
    while source[at] != "`":
        if source[at] == "\\":
            pieces[-1] += source[at : at + 2]
            at += 2
        elif source.startswith("${", at):
            at, literals_in = _scan(source, at + 2, closing=True)
            inner += literals_in
            pieces.append("")
        else:
            pieces[-1] += source[at]
            at += 1
    return at + 1, pieces, inner


def _line(source: str, at: int) -> int:
    return source.count("\n", 0, at) + 1
