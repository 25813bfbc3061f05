"""The terminal: what its code page lacks is replaced, and never a reason to fail."""

import codecs
import io
import sys
import unicodedata

import typer

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

_HANDLER = "lookalike"


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


def _replace(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_stand_in, error.object[error.start : error.end])), error.end


def _stand_in(sign: str) -> str:
    """The nearest in ASCII: a letter without its accent, a narrow form of a wide one, or a question mark."""
    plainer = _STAND_INS.get(sign) or unicodedata.normalize("NFKD", sign)
    return plainer.encode("ascii", "ignore").decode() or "?"
