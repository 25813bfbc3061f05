"""What is named to ``lookalike check``: files, folders, and ``-`` for standard input."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Self

from bot.errors import ImageError
from bot.images import MAX_FILE_BYTES, MAX_FILE_MB
from bot.languages import Translator
from bot.model import ProblemKind
from bot.model.sentence import Sentence, system_fault
from formatters.text import plain

STANDARD_INPUT = Path("-")

_SUFFIXES = frozenset(
    {".avif", ".bmp", ".gif", ".heic", ".heif", ".jfif", ".jpe", ".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp"}
)
"""Of the pictures in a folder; a file that is named itself is told by its content."""


class UnreadableFileError(Exception):
    """A file of this machine that cannot be read; ``sentence`` says why."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence

    @classmethod
    def of(cls, message_id: str, /, **values: str | Sentence) -> Self:
        return cls(Sentence.of(message_id, **values))


def find_pictures(named: Sequence[Path]) -> list[Path]:
    """Each picture once. A folder stands for those in it, by name; none that is hidden or in a folder below."""
    return list(dict.fromkeys(picture for path in named for picture in _pictures_of(path)))


def name_of(path: Path) -> str:
    """The name of a picture; empty for that of standard input."""
    return "" if path == STANDARD_INPUT else plain(path.name or str(path))


def label_of(tr: Translator, path: Path) -> str:
    """What to call a picture."""
    return name_of(path) or tr("check-standard-input")


def read_picture(path: Path) -> bytes:
    """The bytes of a picture.

    Raises:
        UnreadableFileError: it is not there, not a file, or closed to us.
        LookalikeError: it is larger than any picture we take, and was not read to its end.
    """
    try:
        if path == STANDARD_INPUT:
            return _read_standard_input()
        if path.is_dir():
            next(path.iterdir(), None)  # raises if it is closed to us
            raise UnreadableFileError.of("check-empty-folder", file=str(path))
        if path.exists() and not path.is_file():
            raise UnreadableFileError.of("check-no-file", file=str(path))
        if path.stat().st_size > MAX_FILE_BYTES:
            raise _too_large(path)
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableFileError.of("check-file-missing", file=str(path)) from None
    except OSError as error:
        raise UnreadableFileError.of("check-file-unreadable", file=str(path), why=system_fault(error)) from None


def _pictures_of(path: Path) -> Iterator[Path]:
    try:
        found = sorted(filter(_is_picture, path.iterdir())) if path != STANDARD_INPUT and path.is_dir() else []
    except OSError:
        found = []
    yield from found or [path]  # what cannot be read is told when it is read


def _is_picture(path: Path) -> bool:
    return path.suffix.lower() in _SUFFIXES and not path.name.startswith(".") and path.is_file()


def _read_standard_input() -> bytes:
    if sys.stdin is None or sys.stdin.isatty():
        raise UnreadableFileError.of("check-input-terminal")
    data = sys.stdin.buffer.read(MAX_FILE_BYTES + 1)
    if not data:
        raise UnreadableFileError.of("check-input-empty")
    if len(data) > MAX_FILE_BYTES:
        raise _too_large(STANDARD_INPUT)
    return data


def _too_large(path: Path) -> ImageError:
    return ImageError.of(ProblemKind.IMAGE_TOO_LARGE, name=name_of(path), limit_mb=MAX_FILE_MB)
