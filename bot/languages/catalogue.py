"""A catalogue of messages: one Fluent file, read and checked."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from babel import Locale, UnknownLocaleError
from fluent.syntax import FluentParser, ast

_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Marks that turn the direction of writing: no language of the app needs them, and nobody sees them in a review."""


class CatalogueError(Exception):
    """A catalogue that cannot be used; the message names the file, the line and what is wrong, a line each."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """
    Attributes:
        name: of the file, for whoever has to mend it.
        locale: the tag by which numbers, dates and plurals are made, such as ``en-GB``; the message ``locale``.
        parameters: message id -> the names of its parameters.
        lines: message id -> the line on which it stands.
    """

    name: str
    locale: str
    resource: ast.Resource
    parameters: Mapping[str, frozenset[str]]
    lines: Mapping[str, int]

    def differences(self, other: "Catalogue") -> Iterator[str]:
        """What this one lacks or has beyond another, and messages with other parameters: a sentence each."""
        for message_id in sorted(other.parameters.keys() - self.parameters.keys()):
            yield f"{self.name}: {message_id} is missing"
        for message_id, line in self.lines.items():
            if message_id not in other.parameters:
                yield f"{self.name}, line {line}: {message_id} is not in {other.name}"
            elif surplus := self.parameters[message_id] ^ other.parameters[message_id]:
                named = ", ".join(f"${name}" for name in sorted(surplus))
                yield f"{self.name}, line {line}: {message_id} does not have the parameters of {other.name} ({named})"


def read_catalogue(path: Path) -> Catalogue:
    """Read one file.

    Raises:
        CatalogueError: it is no Fluent file in UTF-8, has a message twice or refers to one that it lacks, has no locale
            or one that nobody knows, or holds bidi marks.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise CatalogueError(f"{path.name}: is not UTF-8 text, from byte {error.start} on") from None
    reading = _Reading(path.name, text)
    resource = FluentParser(with_spans=False).parse(text)
    for entry in resource.body:
        reading.take(entry)
    if faults := reading.faults():
        raise CatalogueError("\n".join(faults))
    return Catalogue(path.name, reading.locale, resource, reading.parameters, reading.lines)


class _Reading:
    """What has been read of a file so far, and what is wrong with it."""

    def __init__(self, name: str, text: str) -> None:
        self.locale = ""
        self.parameters: dict[str, frozenset[str]] = {}
        self.lines: dict[str, int] = {}
        self._name = name
        self._text = text
        self._place, self._last_line = 0, 1
        self._terms: set[str] = set()
        self._referred: dict[str, int] = {}
        self._faults = [
            (text.count("\n", 0, mark.start()) + 1, "a mark that turns the direction of writing")
            for mark in _BIDI.finditer(text)
        ]

    def take(self, entry: ast.EntryType) -> None:
        if isinstance(entry, ast.Junk):
            line = self._line_of(entry.content or "")
            self._faults += [(line, note.message or note.code) for note in entry.annotations]
        if not isinstance(entry, ast.Message | ast.Term):
            return
        sign = "-" if isinstance(entry, ast.Term) else ""
        line = self._line_of(f"\n{sign}{entry.id.name}")
        references = list(_references(entry.value))
        for reference in references:
            if isinstance(reference, ast.MessageReference):
                self._referred[reference.id.name] = line
            elif isinstance(reference, ast.TermReference):
                self._referred[f"-{reference.id.name}"] = line
        if isinstance(entry, ast.Term):
            self._terms.add(f"-{entry.id.name}")
            return
        name = entry.id.name
        if name in self.parameters:
            self._faults.append((line, f"{name} stands there twice"))
        if entry.value is None:
            self._faults.append((line, f"{name} says nothing"))
        parameters = (each.id.name for each in references if isinstance(each, ast.VariableReference))
        self.parameters[name] = frozenset(parameters)
        self.lines[name] = line
        if name == "locale":
            self._take_locale(entry, line)

    def _take_locale(self, entry: ast.Message, line: int) -> None:
        elements = entry.value.elements if entry.value else []
        self.locale = "".join(element.value for element in elements if isinstance(element, ast.TextElement))
        try:
            Locale.parse(self.locale, sep="-")
        except (ValueError, UnknownLocaleError):
            self._faults.append((line, "the locale is not known"))

    def faults(self) -> list[str]:
        """A line for each fault, in the order of the file."""
        known = self._terms | self.parameters.keys()
        faults = [(line, f"{name} is not there") for name, line in self._referred.items() if name not in known]
        if not self.locale:
            faults.append((1, "the message `locale` is missing"))
        return [f"{self._name}, line {line}: {fault}" for line, fault in sorted([*self._faults, *faults])]

    def _line_of(self, beginning: str) -> int:
        """Where the next entry begins: entries come in the order of the file, whose spans would double its memory."""
        found = self._text.find(beginning, self._place)
        place = max(found + beginning.startswith("\n"), self._place)
        self._last_line += self._text.count("\n", self._place, place)
        self._place = place
        return self._last_line


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
