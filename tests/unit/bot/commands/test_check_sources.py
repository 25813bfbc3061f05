"""Files, folders and standard input, as they are named to ``lookalike check``."""

import io
import os
import sys
from pathlib import Path

import pytest

from bot.commands import check_sources
from bot.commands.check_sources import (
    STANDARD_INPUT,
    UnreadableFileError,
    find_pictures,
    label_of,
    name_of,
    read_picture,
)
from bot.errors import ImageError
from bot.images import MAX_FILE_BYTES
from bot.model import Problem, ProblemKind
from tests.languages import EN
from tests.sentences import refused


@pytest.fixture
def picture(tmp_path):
    path = tmp_path / "mug.png"
    path.write_bytes(b"mug")
    return path


@pytest.fixture
def piped(monkeypatch):
    """Standard input with these bytes in it."""

    def pipe(data, *, is_terminal=False):
        stdin = io.TextIOWrapper(io.BytesIO(data))
        stdin.isatty = lambda: is_terminal
        monkeypatch.setattr(sys, "stdin", stdin)

    return pipe


def test_folder_stands_for_the_pictures_in_it_and_each_is_taken_once(tmp_path):
    folder = tmp_path / "photos"
    (folder / "below").mkdir(parents=True)
    (folder / "directory.png").mkdir()
    for name in ("b.PNG", "a.jpeg", "notes.txt", ".hidden.png", "below/c.png"):
        (folder / name).touch()
    other, absent = tmp_path / "notes.txt", tmp_path / "absent.png"
    found = find_pictures([other, folder, folder / "b.PNG", STANDARD_INPUT, absent, other])
    assert found == [other, folder / "a.jpeg", folder / "b.PNG", STANDARD_INPUT, absent]


def test_dash_reads_standard_input(piped):
    piped(b"mug")
    assert read_picture(Path("-")) == b"mug"
    assert (name_of(Path("-")), label_of(EN, Path("-"))) == ("", "standard input")


@pytest.mark.parametrize(
    ("data", "is_terminal", "words"), [(b"", False, "Standard input was empty"), (b"", True, "is the terminal: pipe")]
)
def test_standard_input_without_a_picture_is_refused(piped, data, is_terminal, words):
    piped(data, is_terminal=is_terminal)
    with refused(words, UnreadableFileError):
        read_picture(STANDARD_INPUT)


def test_standard_input_without_end_is_refused(piped, monkeypatch):
    monkeypatch.setattr(check_sources, "MAX_FILE_BYTES", 4)
    piped(b"12345678")
    with pytest.raises(ImageError) as caught:
        read_picture(STANDARD_INPUT)
    assert caught.value.problem.details["name"] == ""
    assert sys.stdin.buffer.read() == b"678"


def test_a_file_that_is_not_there_is_named(tmp_path):
    with refused(r"no\.png does not exist", UnreadableFileError):
        read_picture(tmp_path / "no.png")


def test_a_folder_without_pictures_is_refused(tmp_path):
    with refused("is a folder without pictures", UnreadableFileError):
        read_picture(tmp_path)


def test_a_folder_that_may_not_be_read_is_refused(tmp_path, monkeypatch):
    def refuse(_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert find_pictures([tmp_path]) == [tmp_path]
    with refused("cannot be read: Permission denied", UnreadableFileError):
        read_picture(tmp_path)


def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with refused("is not a file", UnreadableFileError):
        read_picture(tmp_path / "pipe")


def test_a_file_in_the_place_of_a_directory_is_refused(picture):
    with refused("cannot be read: Not a directory", UnreadableFileError):
        read_picture(picture / "mug.png")


def test_a_file_that_may_not_be_read_is_refused(picture, monkeypatch):
    def refuse(_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)  # root may read everything, whatever the mode
    with refused(r"mug\.png cannot be read: Permission denied", UnreadableFileError):
        read_picture(picture)


def test_a_huge_file_is_refused_unread(tmp_path, monkeypatch):
    path = tmp_path / "huge.png"
    with path.open("wb") as file:
        file.truncate(MAX_FILE_BYTES + 1)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("it was read"))
    with pytest.raises(ImageError) as caught:
        read_picture(path)
    assert caught.value.problem == Problem(ProblemKind.IMAGE_TOO_LARGE, {"name": "huge.png", "limit_mb": "50"})
