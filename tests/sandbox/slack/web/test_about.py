"""users.info: what the app learns of a person, and what it has to be granted for that."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from bot.sandbox.slack import ADA, CHEN

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def locale(slack: Any, user: str = ADA, **arguments: Any) -> str | None:
    answer = await slack.client.users_info(user=user, **arguments)
    return answer["user"].get("locale")


async def test_locale_is_told_to_whoever_asks_for_it(slack: Any) -> None:
    assert await locale(slack, include_locale=True) == "en-US"
    assert await locale(slack, CHEN, include_locale=True) == "zh-CN"
    assert await locale(slack) is None
    assert await locale(slack, include_locale=False) is None


async def test_locale_is_the_one_that_was_chosen_last(slack: Any) -> None:
    slack.workspace.choose_locale(ADA, "zh-CN")
    assert await locale(slack, include_locale=True) == "zh-CN"


async def test_person_is_told_of_only_if_the_scope_is_granted(slack: Any) -> None:
    slack.workspace.missing_scopes = {"users:read"}
    with pytest.raises(SlackApiError) as refused:
        await locale(slack, include_locale=True)
    assert (refused.value.response["error"], refused.value.response["needed"]) == ("missing_scope", "users:read")


async def test_unknown_person_is_refused(slack: Any) -> None:
    with pytest.raises(SlackApiError, match="user_not_found"):
        await locale(slack, "U404", include_locale=True)
