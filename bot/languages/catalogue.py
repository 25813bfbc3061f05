"""A catalogue of messages: one Fluent file, each of whose messages is parsed when it is first asked for.

Parsing takes most of a second for a thousand messages, of which a process says a few.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

from babel import Locale, UnknownLocaleError
from fluent.syntax import FluentParser, ast

_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Marks that turn the direction of writing: no language of the app needs them, and nobody sees them in a review."""

_BEGINNING = re.compile(r"^(?:(?P<name>-?[A-Za-z][A-Za-z0-9_-]*) *=|[^\s#}].*)", re.MULTILINE)
"""A line that is not indented: it begins an entry, or has no place in the file."""

Entry = ast.Message | ast.Term


class CatalogueError(Exception):
    """A catalogue that cannot be used; the message names the file, the line and what is wrong, a line each."""


class Catalogue:
    """The messages of one file, and its terms, whose names begin with ``-``.

    Opening it finds where each begins, and what is wrong as far as that shows it. ``check()`` parses them all.

    Attributes:
        name: of the file, for whoever has to mend it.
        ids: of its messages, in the order of the file.

    Raises:
        CatalogueError: it is not in UTF-8, holds bidi marks or a line that begins no message, has a message twice, or
            has no locale or one that nobody knows.
    """

    def __init__(self, path: Path) -> None:
        self.name = path.name
        try:
            self._text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            raise CatalogueError(f"{path.name}: is not UTF-8 text, from byte {error.start} on") from None
        self._places: dict[str, slice] = {}
        self._parsed: dict[str, Entry] = {}
        faults = [(mark.start(), "a mark that turns the direction of writing") for mark in _BIDI.finditer(self._text)]
        self._refuse([*faults, *self._find_entries()])
        self.ids = tuple(name for name in self._places if not name.startswith("-"))
        self._refuse(self._locale_faults())

    def __contains__(self, message_id: str) -> bool:
        return message_id in self._places

    @cached_property
    def locale(self) -> str:
        """The tag by which numbers, dates and plurals are made, such as ``en-GB``; the message ``locale``."""
        pattern = self._entry("locale").value
        return "".join(part.value for part in pattern.elements if isinstance(part, ast.TextElement)) if pattern else ""

    def line_of(self, message_id: str) -> int:
        return self._line_at(self._places[message_id].start)

    def parameters(self, message_id: str) -> frozenset[str]:
        """The names of what a message is given."""
        references = _references(self._entry(message_id).value)
        return frozenset(each.id.name for each in references if isinstance(each, ast.VariableReference))

    def message(self, message_id: str) -> list[Entry]:
        """A message, if there is one, and every other entry that it needs. Raises CatalogueError."""
        needed, found = [message_id], dict[str, Entry]()
        while needed:
            name = needed.pop()
            if name in self._places and name not in found:
                found[name] = self._entry(name)
                needed += _referred(found[name])
        return list(found.values())

    def check(self) -> None:
        """Parse everything. Raises CatalogueError with a line for each fault, such as a reference to no message."""
        faults: list[tuple[int, str]] = []
        for name, place in self._places.items():
            for part in _parse(self._text[place]):
                if isinstance(part, ast.Junk):
                    faults.append(self._junk_fault(place, part))
                elif isinstance(part, Entry):
                    faults += [
                        (place.start, f"{other} is not there") for other in _referred(part) if other not in self._places
                    ]
                    if part.value is None:
                        faults.append((place.start, f"{name} says nothing"))
        self._refuse(faults)

    def differences(self, other: "Catalogue") -> Iterator[str]:
        """What this one lacks or has beyond another: a sentence each."""
        for message_id in sorted(set(other.ids).difference(self.ids)):
            yield f"{self.name}: {message_id} is missing"
        for message_id in self.ids:
            if message_id not in other:
                yield f"{self.name}, line {self.line_of(message_id)}: {message_id} is not in {other.name}"

    def other_parameters(self, other: "Catalogue") -> Iterator[str]:
        """The messages of both that are given other parameters here than there: a sentence each."""
        for message_id in self.ids:
            surplus = self.parameters(message_id) ^ other.parameters(message_id) if message_id in other else ()
            if surplus:
                named = ", ".join(f"${name}" for name in sorted(surplus))
                line = self.line_of(message_id)
                yield f"{self.name}, line {line}: {message_id} does not have the parameters of {other.name} ({named})"

    def _find_entries(self) -> Iterator[tuple[int, str]]:
        """Note where each entry begins and ends; what is wrong with that, each with its place."""
        beginnings = list(_BEGINNING.finditer(self._text))
        ends = [beginning.start() for beginning in beginnings[1:]] + [len(self._text)]
        for beginning, end in zip(beginnings, ends, strict=True):
            name = beginning["name"]
            if name is None:
                yield beginning.start(), "this line begins no message, and is not indented"
            elif name in self._places:
                yield beginning.start(), f"{name} stands there twice"
            else:
                self._places[name] = slice(beginning.start(), end)

    def _locale_faults(self) -> Iterator[tuple[int, str]]:
        if "locale" not in self._places:
            yield 0, "the message `locale` is missing"
            return
        try:
            Locale.parse(self.locale, sep="-")
        except (ValueError, UnknownLocaleError):
            yield self._places["locale"].start, "the locale is not known"

    def _entry(self, name: str) -> Entry:
        if name not in self._parsed:
            place = self._places[name]
            parts = _parse(self._text[place])
            self._refuse(self._junk_fault(place, part) for part in parts if isinstance(part, ast.Junk))
            self._parsed[name] = next(part for part in parts if isinstance(part, Entry))
        return self._parsed[name]

    def _junk_fault(self, place: slice, junk: ast.Junk) -> tuple[int, str]:
        """What cannot be parsed of the entry there."""
        start = self._text.find(junk.content or "", place.start)
        return start, "; ".join(note.message or note.code for note in junk.annotations)

    def _refuse(self, faults: Iterable[tuple[int, str]]) -> None:
        """Raise CatalogueError with these, each of which has its place, in the order of the file; unless none is."""
        lines = [f"{self.name}, line {self._line_at(place)}: {fault}" for place, fault in sorted(faults)]
        if lines:
            raise CatalogueError("\n".join(lines))

    def _line_at(self, place: int) -> int:
        return self._text.count("\n", 0, place) + 1


def _parse(text: str) -> list[ast.EntryType]:
    return FluentParser(with_spans=False).parse(text).body


def _referred(entry: Entry) -> Iterator[str]:
    """The messages and terms that an entry refers to."""
    for reference in _references(entry.value):
        if isinstance(reference, ast.MessageReference):
            yield reference.id.name
        elif isinstance(reference, ast.TermReference):
            yield f"-{reference.id.name}"


def _references(node: ast.SyntaxNode | None) -> Iterator[ast.SyntaxNode]:
    """Every reference in a message, those within other expressions among them."""
    match node:
        case ast.Pattern(elements=elements):
            for element in elements:
                if isinstance(element, ast.Placeable):
                    yield from _references(element.expression)
        case ast.Placeable(expression=expression):
            yield from _references(expression)
        case ast.SelectExpression(selector=selector, variants=variants):
            yield from _references(selector)
            for variant in variants:
                yield from _references(variant.value)
        case ast.FunctionReference(arguments=arguments):
            for argument in arguments.positional:
                yield from _references(argument)
        case ast.TermReference() | ast.MessageReference() | ast.VariableReference():
            yield node
