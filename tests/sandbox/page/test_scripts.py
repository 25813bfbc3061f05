"""The page's scripts as a whole: what imports what."""

import re
from graphlib import CycleError, TopologicalSorter

import pytest

from bot.sandbox.page.assets import STATIC

SCRIPTS = STATIC / "js"


def imports(script):
    """The modules that a script imports, by their paths below ``js``."""
    named = re.findall(r'^import .*?"(\.{1,2}/[^"]+)";$', script.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return {(script.parent / name).resolve().relative_to(SCRIPTS).as_posix() for name in named}


@pytest.fixture(scope="module")
def graph():
    return {script.relative_to(SCRIPTS).as_posix(): imports(script) for script in SCRIPTS.rglob("*.js")}


def test_scripts_import_each_other_in_one_direction(graph):
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" <- ".join(error.args[1]))


def test_every_script_is_there_and_reached_from_the_first_one(graph):
    reached, waiting = {"early.js"}, ["main.js"]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += graph[name]
    assert reached == set(graph)
