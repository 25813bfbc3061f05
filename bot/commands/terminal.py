"""The terminal: whose language is spoken there, and what its code page lacks, which is never a reason to fail."""

import codecs
import io
import sys
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

import typer
from rich.cells import cell_len

from bot.errors import OptionError, SettingsError
from bot.languages import nearest_language
from bot.model.language import ENGLISH, Language
from bot.options import read_language

_STAND_INS = {
    "✓": "+",
    "✗": "x",
    "–": "-",
    "—": "-",
    "…": "...",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "·": "|",
    "→": "->",
    "🔴": "**",
    "🟠": "**",
    "🔵": "**",
    "⚪": "**",
}
"""For the signs that the app writes itself; those of two columns stay as wide, for the table."""

_OPENING = "（“‘"
_CLOSING = "，。、；：？！）”’…"
"""No line ends with the former or begins with the latter."""

_HANDLER = "lookalike"


LANG = "--lang"

_LOCALES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""What names the reader's language, as POSIX orders it: the first that is set is the only one that counts."""


def language_of(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """The one typed as ``--lang``, else the nearest to the shell's locale, else English.

    A word that is none of a language is left to the command, which says so.
    """
    for typed in reversed(list(_typed(arguments))):
        try:
            return read_language(typed)
        except OptionError:
            continue
    locale = next((environment[name] for name in _LOCALES if environment.get(name)), "")
    return nearest_language(locale) or ENGLISH


def can_show(text: str) -> bool:
    """Whether the terminal's code page has every sign of a text."""
    try:
        text.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True


def require_language(typed: str | None) -> str | None:
    """Raises SettingsError for a word that is none of a language."""
    try:
        return read_language(typed) and typed if typed is not None else None
    except OptionError as error:
        raise SettingsError.of("cli-wrong-value", option=LANG, why=error.problem) from None


def command_of(arguments: Sequence[str]) -> str:
    """The command that is typed; empty for none."""
    values = iter(arguments)
    for word in values:
        if word == LANG:
            next(values, None)
        elif not word.startswith("-"):
            return word
    return ""


def _typed(arguments: Sequence[str]) -> Iterator[str]:
    """What stands behind each ``--lang``."""
    for position, word in enumerate(arguments):
        if word == "--":
            return
        if word == LANG:
            yield from arguments[position + 1 : position + 2]
        elif word.startswith(f"{LANG}="):
            yield word.removeprefix(f"{LANG}=")


def prepare() -> None:
    """Have stdout and stderr replace what they cannot show, from here on."""
    codecs.register_error(_HANDLER, _replace)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_HANDLER)


def say(text: object, *, is_complaint: bool = False, ends_line: bool = True) -> None:
    """Print on stdout, or a complaint on stderr."""
    # Left to choose, typer writes UTF-8 to a terminal that says it is ASCII.
    typer.echo(text, file=sys.stderr if is_complaint else sys.stdout, nl=ends_line)


def wrap(text: str, width: int) -> list[str]:
    """The lines of a text in so many columns, of which a Chinese character takes two; it may stand at either end."""
    lines = []
    for paragraph in text.split("\n"):
        line = ""
        for piece in _pieces(paragraph):
            if line and cell_len(line) + cell_len(piece.rstrip()) > width:
                lines.append(line.rstrip())
                line = ""
            line += piece if line else piece.lstrip()
        lines.append(line.rstrip())
    return lines


def _pieces(text: str) -> Iterator[str]:
    """What stays together: words with the space behind them, and single wide characters."""
    piece = ""
    for sign in text:
        if piece and _may_part(piece[-1], sign):
            yield piece
            piece = ""
        piece += sign
    yield piece


def _may_part(before: str, after: str) -> bool:
    if before.isspace():
        return not after.isspace()
    is_wide = cell_len(before) > 1 or cell_len(after) > 1
    return is_wide and not after.isspace() and before not in _OPENING and after not in _CLOSING


def _replace(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_stand_in, error.object[error.start : error.end])), error.end


def _stand_in(sign: str) -> str:
    """The nearest in ASCII: a letter without its accent, a narrow form of a wide one, or a question mark."""
    plainer = _STAND_INS.get(sign) or unicodedata.normalize("NFKD", sign)
    return plainer.encode("ascii", "ignore").decode() or "?"
