"""Signs that a terminal's code page lacks."""

import io
import sys

import pytest

from bot.commands import terminal


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
