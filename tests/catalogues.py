"""The catalogues held against each other and against the code: ``python -m tests.catalogues`` prints what is wrong.

A message is used if the code names it: ``tr("report-title", …)``, a text constant that is its id, or a text made with a
value, such as ``tr(f"stage-{stage}")``, which uses each message that fits. ``Sentence.of("setting-wrong", …)`` names a
message and its parameters, too, and so does what is made like it.
"""

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bot.languages import CatalogueError, check_catalogues, translator
from bot.model.language import CHINESE, ENGLISH
from tests.paths import REPOSITORY

_TRANSLATORS = frozenset({"tr", "_tr"})
_OF_THE_LANGUAGE = re.compile(r"locale|language-name|format-.*|country-.*")
"""Messages that the translator itself asks for."""

_LATIN = re.compile(r"[A-Za-z][A-Za-z'’-]+")
_CODE = re.compile(
    r"`[^`]*`|<[^>]*>|[a-z]+:(?://\S*|[a-z]+)|[\w./-]*[/_.=][\w./:-]*|--[a-z-]+|:[a-z_]+:"
    r"|(?<![A-Za-z0-9])(?:[A-Z0-9]{2,}[0-9A-Z-]*|[0-9a-f]{32})(?![A-Za-z0-9])"
)
"""What is the same in every language: code, addresses, names of files and settings, abbreviations, ids of checks."""

_NAMES = frozenset(
    {
        *("Lookalike", "Patsnap", "Slack", "Google", "Patents", "Espacenet", "DesignView", "Socket", "Mode"),
        *("JavaScript", "WebSocket", "Enter", "Esc", "Ctrl"),
        *("PostgreSQL", "SQLite", "PgBouncer", "Python", "Docker", "Linux", "Chromium"),
    }
)
"""Latin words that stand in Chinese sentences as they are."""

_TYPED = frozenset(
    {
        *("true", "false", "en", "zh", "sqlite", "postgresql", "options", "sslmode", "sslrootcert", "wss", "Ctrl"),
        *("lookalike", "make", "demo", "pip", "install", "connections", "write", "WebSocket"),
        *("Basic", "Information", "Signing", "Secret", "App", "Manifest", "Create", "New", "From", "manifest"),
        *("Check", "for", "design", "patents", "Find", "similar", "designs"),
    }
)
"""What is typed, set or clicked in the terminal and on Slack's pages, which are in English."""

_SENTENCE = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,}")


@dataclass
class Usage:
    """What the code asks of a catalogue."""

    parameters: dict[str, frozenset[str]]
    used: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)

    def read(self, path: Path, source: str) -> None:
        tree = ast.parse(source)
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in self.parameters:
                self.used.add(node.value)
            elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                self.used.update(
                    known for known in self.parameters if re.fullmatch("".join(map(_pattern, node.values)), known)
                )
            elif isinstance(node, ast.Call) and node.args and (_is_translator(node.func) or _is_sentence(node)):
                self._read_call(f"{path.name}, line {node.lineno}", node)

    def _read_call(self, place: str, call: ast.Call) -> None:
        named = {keyword.arg for keyword in call.keywords}
        is_question = isinstance(call.func, ast.Attribute) and call.func.attr == "has"
        for message_id in _ids(call.args[0]):
            found = [known for known in self.parameters if re.fullmatch(message_id, known)]
            self.used.update(found)
            if not found:
                self.faults.append(f"{place}: there is no message {message_id}")
            for known in found:
                # What is said of several messages may be more than one of them takes.
                given = named & self.parameters[known] if isinstance(call.args[0], ast.JoinedStr) else named
                if not is_question and None not in named and given != self.parameters[known]:
                    self.faults.append(f"{place}: {known} takes {sorted(self.parameters[known])}, not {sorted(named)}")


def _is_translator(function: ast.expr) -> bool:
    name = (
        function.id if isinstance(function, ast.Name) else function.attr if isinstance(function, ast.Attribute) else ""
    )
    return name in _TRANSLATORS or (
        name == "has" and isinstance(function, ast.Attribute) and _is_translator(function.value)
    )


def _is_sentence(call: ast.Call) -> bool:
    """Whether it is ``Sentence.of(…)``, or an error's that is made of one: those of a kind of problem take no text."""
    return (
        isinstance(call.func, ast.Attribute)
        and call.func.attr == "of"
        and isinstance(call.args[0], ast.Constant | ast.IfExp)
    )


def _ids(node: ast.expr) -> Iterator[str]:
    """Patterns of the ids that an argument may be; none for a name, whose constants stand elsewhere."""
    if isinstance(node, ast.Constant):
        yield re.escape(str(node.value))
    elif isinstance(node, ast.IfExp):
        yield from _ids(node.body)
        yield from _ids(node.orelse)
    elif isinstance(node, ast.JoinedStr):
        yield "".join(_pattern(part) for part in node.values)


def _pattern(part: ast.expr) -> str:
    """What a part of a text made with values may be: a value with a format, such as ``{number:02}``, is digits."""
    if isinstance(part, ast.Constant):
        return re.escape(str(part.value))
    return r"\d+" if isinstance(part, ast.FormattedValue) and part.format_spec else ".+"


def sources(*folders: str) -> Iterator[Path]:
    """The modules of these folders, but for those of the sandbox, which has catalogues of its own."""
    for folder in folders:
        yield from (path for path in sorted((REPOSITORY / folder).rglob("*.py")) if "sandbox" not in path.parts)


def usage_faults(paths: Iterable[Path]) -> list[str]:
    """Messages that are asked for and missing, given other parameters than they take, or never asked for."""
    catalogue = translator(ENGLISH).catalogue
    usage = Usage({message_id: catalogue.parameters(message_id) for message_id in catalogue.ids})
    for path in paths:
        usage.read(path, path.read_text(encoding="utf-8"))
    return usage.faults + [
        f"{catalogue.name}, line {catalogue.line_of(message_id)}: nothing uses {message_id}"
        for message_id in catalogue.ids
        if message_id not in usage.used and not _OF_THE_LANGUAGE.fullmatch(message_id)
    ]


def foreign_words(text: str) -> list[str]:
    """Latin words of a Chinese text that should be Chinese."""
    return [word for word in _LATIN.findall(_CODE.sub(" ", text)) if word not in _NAMES | _TYPED]


def english_faults(path: Path) -> Iterator[str]:
    """Lines of the Chinese catalogue in which English has been left."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        said = re.sub(r"^-?[a-z][\w-]* =|\{[^}]*(?:->|\})|\*?\[\w+\]|^#.*", " ", line)
        if (words := foreign_words(said)) and not line.startswith(("locale =", "language-words =")):
            yield f"{path.name}, line {number}: {', '.join(words)}"


def wording_faults(paths: Iterable[Path]) -> Iterator[str]:
    """Text constants that read like a sentence: wording belongs into the catalogues."""
    for path in paths:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        left_out = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # docstrings
        left_out |= {id(node.args[0]) for node in ast.walk(tree) if _is_log(node)}
        for node in ast.walk(tree):
            is_text = isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in left_out
            if is_text and _SENTENCE.search(node.value) and not node.value.startswith("/"):  # a command
                yield f"{path.relative_to(REPOSITORY)}, line {node.lineno}: {node.value[:60]!r}"


def _is_log(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "logger"
    )


def main() -> int:
    """Print each fault; 1 if there is any."""
    try:
        check_catalogues()
    except CatalogueError as error:
        print(error)  # noqa: T201
        return 1
    chinese = REPOSITORY / "bot" / "languages" / f"{CHINESE}.ftl"
    faults = [
        *usage_faults(sources("bot", "formatters", "handlers")),
        *english_faults(chinese),
        *wording_faults(sources("formatters", "handlers")),
    ]
    for fault in faults:
        print(fault)  # noqa: T201
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
