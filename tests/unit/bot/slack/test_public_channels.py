"""Which channels everybody of a workspace may read."""

import pytest

from bot.errors import SlackError
from bot.slack.conversations import SlackConversations
from bot.slack.web_api import SlackWebApi
from tests.unit.bot.slack.test_conversations import Client, refused


@pytest.mark.parametrize(
    ("channel", "expected"),
    [
        ({"is_channel": True, "is_private": False}, True),
        ({"is_channel": True, "is_private": True}, False),
        ({"is_channel": True, "is_mpim": True}, False),
        ({"is_channel": True, "is_ext_shared": True}, False),
        ({"is_group": True}, False),
        ({}, False),
    ],
)
async def test_public_channel_is_one_of_the_workspace_alone(channel, expected):
    client = Client(conversations_info={"ok": True, "channel": channel})
    assert await SlackConversations(client, SlackWebApi()).is_public("C1") is expected


async def test_direct_message_is_not_public_and_nobody_is_asked():
    client = Client()
    assert not await SlackConversations(client, SlackWebApi()).is_public("D1")
    assert client.asked == []


async def test_channel_that_slack_does_not_tell_of_is_not_known():
    client = Client(conversations_info=refused("ratelimited"))
    with pytest.raises(SlackError):
        await SlackConversations(client, SlackWebApi()).is_public("C1")
