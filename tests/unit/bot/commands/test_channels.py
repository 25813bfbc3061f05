"""``lookalike channels``: what is listed, what is settled, and what is wrong with a command line."""

import asyncio

import pytest

from bot.commands import channels
from bot.settings import load_settings
from bot.storage import open_database
from tests.languages import EN
from tests.sentences import refused


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A database of the present schema, as the app leaves it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'lookalike.db'}")

    async def make():
        async with open_database(load_settings()):
            pass

    asyncio.run(make())


def run(channel=None, *, team="T1", **typed):
    return channels.run(EN, channel, team=team, typed=typed)


def test_channels_are_listed_as_they_were_settled(place, capsys):
    assert run() == 0
    assert "Nothing is settled" in capsys.readouterr().out
    run("all", mode="ask", language="zh")
    run("C1", countries="Germany, FR", since="2020", loc="7-1", keyword="mug", who="admins")
    capsys.readouterr()
    assert run() == 0
    assert capsys.readouterr().out.splitlines() == [
        "T1 all mode=ask lang=zh",
        "T1 C1 countries=DE,FR filed_after=2020-01-01 locarno=07-01 keyword=mug admins_only=yes",
    ]


def test_empty_value_clears_a_setting(place, capsys):
    run("C1", keyword="mug", mode="asked")
    run("C1", keyword="", language="own")
    run("C1")
    assert capsys.readouterr().out.splitlines()[-1] == "T1 C1 mode=asked"


def test_only_workspace_that_is_known_need_not_be_named(place, capsys):
    with refused("Which workspace"):
        run("C1", team=None, mode="ask")
    run("C1", mode="ask")
    assert run("C2", team=None, mode="ask") == 0
    assert capsys.readouterr().out.splitlines()[-1] == "T1 C2 mode=ask"


@pytest.mark.parametrize(
    ("channel", "typed", "words"),
    [
        (None, {"mode": "ask"}, "Which channel"),
        ("C1", {"countries": "Atlantis"}, "Atlantis"),
        ("C1", {"countries": ""}, "countries"),
        ("C1", {"since": "soon"}, "soon"),
    ],
)
def test_wrong_command_line_is_told_and_settles_nothing(place, capsys, channel, typed, words):
    with refused(words):
        run(channel, **typed)
    run()
    assert "Nothing is settled" in capsys.readouterr().out
