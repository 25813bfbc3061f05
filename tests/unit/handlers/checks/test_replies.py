"""Where a reply is looked for that may stand in the thread already."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from handlers.checks.replies import Replies

POSTED_AT = 1_700_000_000.0


class Messages:
    """Answers a look with the time from which on it was to look."""

    async def find(self, channel_id, thread_ts, *, marker, since):
        return since


@pytest.mark.parametrize("ahead_s", [0.0, 3600.0, -3600.0], ids=["right", "ahead", "behind"])
async def test_reply_is_looked_for_from_its_announcement_on_whatever_our_clock_says(ahead_s):
    post = SimpleNamespace(
        channel_id="C1",
        thread_ts="1700000000.000100",
        message_ts="1700000000.000100",
        created_at=datetime.fromtimestamp(POSTED_AT + 1 + ahead_s, UTC),
    )
    replies = Replies(Messages(), None, None, now=None)
    found = await replies.find_reply(SimpleNamespace(post=post, id="check"), since=POSTED_AT + 50 + ahead_s)
    by_slack = POSTED_AT + 50
    assert found <= by_slack
    assert ahead_s < 0 or found > by_slack - 5
