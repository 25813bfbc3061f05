"""The page's catalogues held against each other and against the page: ``python -m tests.page_catalogues``.

Templates call ``tr("…")``, scripts ``say("…")``, and Python code names a message in a text constant or begins its id in
an f-string. What a person reads stands nowhere but in the catalogues.
"""

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import jinja2
from jinja2 import nodes

from bot.languages import CatalogueError
from bot.model.language import CHINESE, ENGLISH
from bot.sandbox.page.languages import FOLDER, LANGUAGES, page_translator
from bot.sandbox.page.languages.messages import messages_json
from tests.catalogues import Usage, english_faults
from tests.paths import REPOSITORY
from tests.scripts import Literal, arguments_of, literals

SANDBOX = REPOSITORY / "bot" / "sandbox"
TEMPLATES = SANDBOX / "page" / "templates"
SCRIPTS = SANDBOX / "page" / "static" / "js"
STYLES = SANDBOX / "page" / "static" / "css"

_OF_THE_LANGUAGE = frozenset({"locale"})
"""Messages that the translator itself asks for."""

_READ_ATTRIBUTES = frozenset({"alt", "aria-label", "aria-description", "content", "label", "placeholder", "title"})
_CONTENT_OF_ITS_OWN = re.compile(r"width=device-width, initial-scale=1|light dark")

# Names of keys, of HTTP's methods and headers, and the flags of regular expressions.
_NO_WORDS = frozenset(
    {
        *("Enter", "Shift", "Escape", "Tab", "Home", "End", "ArrowDown", "ArrowUp", "Files"),
        *("GET", "POST", "DELETE", "Content", "Type", "Retry", "After", "gu"),
    }
)
_CAPITALISED = re.compile(r"(?<![A-Za-z0-9])[A-Z][A-Za-z]+")
_SHOWN = re.compile(
    r"(?:\b(?:title|placeholder|label|alt|textContent|innerText|ariaLabel)|\"aria-(?:label|description)\")\s*[:=]\s*$"
    r"|(?:\}|\bnull|\]|\)),\s*$"
)
"""What stands before a literal that people read: an attribute, or the elements that ``h(…)`` gets before it."""

_NOT_SHOWN = re.compile(
    r"(?:\b(?:class|rel|id|type|role|href|target|autocomplete|popover)|\"aria-[a-z]+(?<!label)(?<!description)\")\s*:\s*\[?\s*$"
    r"|(?:\$|querySelector|querySelectorAll|closest|matches|window\.open\(.*,|\bRegExp\(.*)[(,]?\s*$"
    r"|\b(?:avatar|picture)\([^;]*,\s*$",
    re.DOTALL,
)
"""What stands before classes, selectors and their like."""

_HAS_LETTERS = re.compile(r"[A-Za-z]{2,}")
_WORD = re.compile(r"[A-Za-z]+[,.;:!?'’…]*")
_EMOJI = "emoji.js"
"""Its table of names and characters is neither read nor translated."""


class PageUsage(Usage):
    """What the page asks of its catalogues, beyond ``tr(…)`` in Python."""

    def read(self, path: Path, source: str) -> None:
        super().read(path, source)
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                prefix = str(node.values[0].value)
                self.used.update(name for name in self.parameters if prefix.endswith("-") and name.startswith(prefix))
            elif isinstance(node, ast.Call) and ast.unparse(node.func) == "Said":
                message_id = str(ast.literal_eval(node.args[0]))
                given = node.args[1] if len(node.args) > 1 else ast.Dict([], [])
                names = {key.value for key in given.keys if isinstance(key, ast.Constant)}
                self.ask(f"{path.name}, line {node.lineno}", re.escape(message_id), names)

    def read_template(self, path: Path) -> None:
        tree = jinja2.Environment(autoescape=True).parse(path.read_text(encoding="utf-8"))
        for call in tree.find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name == "tr":
                named = {keyword.key for keyword in call.kwargs}
                self.ask(f"{path.name}, line {call.lineno}", re.escape(call.args[0].as_const()), named)

    def read_script(self, path: Path, source: str) -> None:
        for literal in literals(source):
            if literal.text in self.parameters:
                self.used.add(literal.text)
            if re.search(r"\bsay(?:Nodes)?\(\s*$", literal.before):
                pattern = ".+".join(re.escape(piece) for piece in literal.pieces)
                self.ask(f"{path.name}, line {literal.line}", pattern, arguments_of(source, literal))

    def ask(self, place: str, pattern: str, named: set[str] | None) -> None:
        """A message with these parameters; None if they cannot be told."""
        found = [known for known in self.parameters if re.fullmatch(pattern, known)]
        self.used.update(found)
        if not found:
            self.faults.append(f"{place}: there is no message {pattern}")
        for known in found:
            # A script may hand a value to several messages of which not each has a use for it.
            if named is not None and (missing := self.parameters[known] - named):
                self.faults.append(f"{place}: {known} takes {sorted(missing)} too")
            if named is not None and len(found) == 1 and (surplus := named - self.parameters[known]):
                self.faults.append(f"{place}: {known} does not take {sorted(surplus)}")


def usage_faults() -> list[str]:
    """Messages that are asked for and missing, given other parameters than they take, or never asked for."""
    catalogue = page_translator(ENGLISH).catalogue
    usage = PageUsage({message_id: catalogue.parameters(message_id) for message_id in catalogue.ids})
    for path in sorted(SANDBOX.rglob("*.py")):
        usage.read(path, path.read_text(encoding="utf-8"))
    for path in sorted(TEMPLATES.iterdir()):
        usage.read_template(path)
    for path in sorted(SCRIPTS.rglob("*.js")):
        usage.read_script(path, path.read_text(encoding="utf-8"))
    return usage.faults + [
        f"{catalogue.name}, line {catalogue.line_of(message_id)}: nothing uses {message_id}"
        for message_id in catalogue.ids
        if message_id not in usage.used | _OF_THE_LANGUAGE
    ]


def catalogue_faults() -> Iterator[str]:
    """What the catalogues lack beside the English one, and what the page's scripts cannot read in them."""
    first = page_translator(ENGLISH).catalogue
    for language in LANGUAGES:
        catalogue = page_translator(language).catalogue
        catalogue.check()
        yield from catalogue.differences(first)
        yield from catalogue.other_parameters(first)
        try:
            messages_json(language)
        except ValueError as error:
            yield f"{language}.ftl: {error}"


class _Shown(HTMLParser):
    """The texts of a template, and of the attributes that are read out or shown."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[tuple[int, str]] = []

    def handle_data(self, data: str) -> None:
        self.texts.append((self.getpos()[0], data))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.texts += [(self.getpos()[0], value) for name, value in attrs if name in _READ_ATTRIBUTES and value]


def template_wording(name: str, source: str) -> Iterator[str]:
    """Letters in a template that no message put there."""
    shown = _Shown()
    shown.feed(
        re.sub(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", lambda code: "\n" * code[0].count("\n"), source, flags=re.DOTALL)
    )
    for line, text in shown.texts:
        if any(letter.isalpha() for letter in _CONTENT_OF_ITS_OWN.sub("", text)):
            yield f"{name}, line {line}: {text.strip()[:60]!r}"


def script_wording(name: str, source: str) -> Iterator[str]:
    """Literals of a script that read like wording, or that are shown as they are."""
    for literal in literals(source):
        if _is_wording(literal):
            yield f"{name}, line {literal.line}: {literal.text[:60]!r}"
    for number, line in enumerate(source.splitlines(), start=1):
        if re.search(r"\bIntl\.\w+\((?:undefined|\)|\")|\.toLocale\w*String\(", line):
            yield f"{name}, line {number}: written in the browser's language, not the page's"


def _is_wording(literal: Literal) -> bool:
    text = " ".join(literal.pieces)
    if any(letter.isalpha() and not letter.isascii() for letter in text):
        return True
    if any(word not in _NO_WORDS for word in _CAPITALISED.findall(text)):
        return True
    if _NOT_SHOWN.search(literal.before) or literal.is_key:
        return False
    words = text.split()
    if len(words) > 1 and any(_WORD.fullmatch(word) and word not in _classes() for word in words):
        return True
    is_known = set(_HAS_LETTERS.findall(text)) <= _NO_WORDS
    return bool(_SHOWN.search(literal.before) and _HAS_LETTERS.search(text)) and not is_known


@cache
def _classes() -> frozenset[str]:
    styles = "".join(path.read_text(encoding="utf-8") for path in STYLES.glob("*.css"))
    return frozenset(re.findall(r"\.([a-z][\w-]*)", styles))


def wording_faults() -> Iterator[str]:
    for path in sorted(TEMPLATES.iterdir()):
        yield from template_wording(path.name, path.read_text(encoding="utf-8"))
    for path in sorted(SCRIPTS.rglob("*.js")):
        if path.name != _EMOJI:
            yield from script_wording(path.name, path.read_text(encoding="utf-8"))


def main() -> int:
    """Print each fault; 1 if there is any."""
    try:
        faults = [*catalogue_faults(), *usage_faults(), *english_faults(FOLDER / f"{CHINESE}.ftl"), *wording_faults()]
    except CatalogueError as error:
        faults = [str(error)]
    for fault in faults:
        print(fault)  # noqa: T201
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
