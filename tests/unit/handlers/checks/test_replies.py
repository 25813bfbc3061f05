"""What a check has to say -> calls of Slack."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from bot.slack.permalinks import Permalinks
from handlers.checks.replies import EYES, Replies
from tests.unit.formatters.builders import CHECK, POST


class Messages:
    """The reactions of one message, by the calls for them."""

    def __init__(self):
        self.reactions = set()

    async def post(self, *_, **__):
        return SimpleNamespace(ts="1.5")

    async def react(self, _team_id, _channel_id, _ts, name):
        self.reactions.add(name)

    async def unreact(self, _team_id, _channel_id, _ts, name):
        self.reactions.discard(name)


@pytest.fixture
def messages():
    return Messages()


@pytest.fixture
def replies(messages):
    return Replies(
        messages, None, None, None, Permalinks("https://acme.slack.com/"), now=lambda: datetime(2026, 1, 1, tzinfo=UTC)
    )


async def test_eyes_that_another_sets_while_this_process_shows_progress_are_taken_back_at_the_end(replies, messages):
    await replies.show_progress(POST, [CHECK], reports={}, expected_s=None, is_first=True, near_cap=None)
    messages.reactions.add(EYES)
    await replies.withdraw_eyes(POST)  # it has found that another has the post
    await replies.close(POST, [CHECK], {})
    assert EYES not in messages.reactions
