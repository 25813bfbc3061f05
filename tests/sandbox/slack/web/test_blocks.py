from typing import Any

import pytest

pytestmark = pytest.mark.asyncio(loop_scope="session")

SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "x"}}
WRONG = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}


async def validated(slack: Any, **arguments: Any) -> dict[str, Any]:
    """The answer, without a token."""
    return (await slack.http.post("/slack/api/blocks.validate", json=arguments)).json()


@pytest.mark.parametrize(
    ("right", "wrong", "pointer"),
    [
        ({"blocks": [SECTION]}, {"blocks": [WRONG]}, "/0/text/text"),
        ({"message": {"blocks": [SECTION]}}, {"message": {"blocks": [WRONG]}}, "/blocks/0/text/text"),
    ],
)
async def test_blocks_are_judged_without_a_token(slack: Any, right: Any, wrong: Any, pointer: str) -> None:
    assert (await validated(slack, **right))["ok"]
    refused = await validated(slack, **wrong)
    assert refused["error"] == f"invalid_{next(iter(wrong))}"
    assert refused["errors"] == [
        {"pointer": pointer, "code": "failed_constraint", "message": "must be less than 3001 characters"}
    ]


@pytest.mark.parametrize("arguments", [{}, {"blocks": [], "message": {"blocks": []}}])
async def test_exactly_one_payload_is_asked_for(slack: Any, arguments: Any) -> None:
    assert (await validated(slack, **arguments))["error"] == "invalid_arguments"
