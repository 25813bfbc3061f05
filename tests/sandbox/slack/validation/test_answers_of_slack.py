"""The sandbox agrees with what ``blocks.validate`` answered, as ``lookalike doctor --slack-blocks --save`` kept it.

A file of the real Slack's answers goes beside ``sandbox.json``, and is held to like it.
"""

import json
from typing import Any

import pytest

from bot.sandbox.slack import Workspace
from bot.sandbox.slack.apierror import ApiError
from bot.sandbox.slack.web.arguments import Arguments
from bot.sandbox.slack.web.blocks import validate
from tests.paths import FIXTURES

FILES = sorted((FIXTURES / "slack" / "blocks").glob("*.json"))
CASES = [
    pytest.param(case, id=f"{path.stem}: {case['name']}")
    for path in FILES
    for case in json.loads(path.read_text(encoding="utf-8"))
]


async def pointers(case: dict[str, Any]) -> set[str]:
    """Where the sandbox finds something wrong with the payload of a case."""
    payload = {kind: case[kind] for kind in ("message", "view") if kind in case}
    try:
        await validate(Workspace(), Arguments(payload))
    except ApiError as error:
        return {fault["pointer"] for fault in error.body["errors"]}
    return set()


@pytest.mark.parametrize("case", CASES)
async def test_sandbox_takes_and_refuses_what_slack_does(case: dict[str, Any]) -> None:
    assert await pointers(case) >= {fault["pointer"] for fault in case["errors"]}
    assert bool(await pointers(case)) is bool(case["errors"])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_answers_are_of_both_kinds(path: Any) -> None:
    cases = json.loads(path.read_text(encoding="utf-8"))
    assert {bool(case["errors"]) for case in cases} == {True, False}
    assert {kind for case in cases for kind in ("message", "view") if kind in case} == {"message", "view"}
