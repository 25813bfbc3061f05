"""Signs that a terminal's code page lacks."""

import io
import sys

import pytest

from bot.commands import terminal
from bot.model import CHINESE, ENGLISH


@pytest.fixture
def printed(monkeypatch):
    """What a terminal of an encoding gets to see."""

    def run(text, encoding, *, is_complaint=False):
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding=encoding) for _ in range(2))
        monkeypatch.setattr(sys, "stdout", out)
        monkeypatch.setattr(sys, "stderr", err)
        terminal.prepare()
        terminal.say(text, is_complaint=is_complaint)
        return [stream.buffer.getvalue().decode(encoding) for stream in (out, err)]

    return run


@pytest.mark.parametrize(
    ("encoding", "text", "shown"),
    [
        ("ascii", "✓ “Größe…” – 🔴 茶壶", '+ "Gro?e..." - ** ??'),
        ("cp1252", "✓ “Größe…” – 🔴 茶壶", "+ “Größe…” – ** ??"),
        ("cp936", "✗ “茶壶…” 🔴", "x “茶壶…” **"),
        ("utf-8", "✗ “茶壶…” 🔴 b\udcffd", "✗ “茶壶…” 🔴 b?d"),
        ("ascii", "é：Ａ\ufe0f", "e:A?"),
    ],
)
def test_sign_that_is_lacking_is_replaced_by_the_nearest(printed, encoding, text, shown):
    assert printed(text, encoding) == [f"{shown}\n", ""]


def test_complaint_goes_to_stderr(printed):
    assert printed("✗ no", "ascii", is_complaint=True) == ["", "x no\n"]


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, CHINESE),
        ({"LANG": "zh_TW"}, CHINESE),
        ({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, ENGLISH),
        ({"LC_ALL": "zh_CN.UTF-8", "LANG": "en_GB.UTF-8"}, CHINESE),
        ({"LC_ALL": "", "LC_MESSAGES": "zh_CN", "LANG": "en_GB"}, CHINESE),
        ({"LANG": "fr_FR.UTF-8"}, ENGLISH),
        ({"LANG": "C"}, ENGLISH),
        ({}, ENGLISH),
    ],
)
def test_language_is_that_of_the_shell_as_posix_orders_its_variables(environment, language):
    assert terminal.language_of(["doctor"], environment) == language


@pytest.mark.parametrize(
    ("arguments", "language"),
    [
        (["--lang", "zh", "doctor"], CHINESE),
        (["doctor", "--lang=中文"], CHINESE),
        (["--lang", "zh", "check", "--lang", "en"], ENGLISH),
        (["check", "--", "--lang", "zh"], ENGLISH),
        (["doctor", "--lang", "klingon"], ENGLISH),
        (["doctor", "--lang"], ENGLISH),
    ],
)
def test_language_that_is_typed_comes_before_that_of_the_shell(arguments, language):
    assert terminal.language_of(arguments, {"LANG": "en_GB.UTF-8"}) == language


@pytest.mark.parametrize(
    ("arguments", "command"),
    [(["--lang", "zh", "doctor"], "doctor"), (["--debug", "check", "x"], "check"), (["--lang"], ""), ([], "")],
)
def test_language_is_not_taken_for_the_command(arguments, command):
    assert terminal.command_of(arguments) == command


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("one two three", ["one two", "three"]),
        ("图片，每张都是", ["图片，", "每张都", "是"]),
        ("请看图“片”", ["请看图", "“片”"]),
        ("在 API 中\n\n好", ["在 API", "中", "", "好"]),
        ("", [""]),
    ],
)
def test_wrapped_text_fits_and_no_line_begins_with_a_comma(text, lines):
    assert terminal.wrap(text, 7) == lines
