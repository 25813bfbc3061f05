"""The app at the pace of a test: the waits that production owes to Slack and Patsnap, made short.

The app has no settings for them, and needs none. What they are is held by the units: when to poll by
``bot/checks/polling``, what is tried again and when by ``bot/checks/test_steps.py`` and ``bot/net/test_backoff.py``,
messages a second and channel by ``bot/slack/test_web_api.py``.
"""

from collections.abc import Callable
from functools import partial

import bot.app
from bot import checks
from bot.checks import progress, retry_policy
from bot.checks.polling.next_poll import Intervals
from bot.checks.polling.planner import PollPlanner
from bot.images import ImageNormaliser
from bot.net import backoff
from bot.patsnap import client
from bot.slack import web_api

INTERVALS = Intervals(least_s=0.05, most_s=0.1)
_HURRY = 100
_backoff_s, _jittered_s = backoff.backoff_s, client.jittered_s


def hurry(patch: Callable[[object, str, object], None]) -> None:
    """Shorten every wait; ``patch`` is ``setattr``, or a fixture's that takes it back."""
    patch(checks, "PollPlanner", partial(PollPlanner, intervals=INTERVALS))
    for module in (backoff, retry_policy, progress):
        patch(module, "backoff_s", _soon)
    patch(retry_policy, "_SUBMIT_AGAIN_S", (0.1, 0.1))
    patch(checks, "_DOUBT_S", 0.1)
    patch(checks, "_SETTLE_S", 0.1)
    patch(progress, "_SETTLE_S", 0.1)
    patch(client, "jittered_s", lambda attempts: _jittered_s(attempts) / _HURRY)
    patch(web_api, "_MESSAGE_INTERVAL_S", 0.01)
    # One child that decodes, not two: to start one costs more than all it does for a scenario.
    patch(bot.app, "ImageNormaliser", partial(ImageNormaliser, concurrency=1))


def _soon(attempts: int, *, first_s: float = 1.0, longest_s: float) -> float:
    """After an outage; what Slack refuses, which nothing but a person can mend, waits as long as ever."""
    wait_s = _backoff_s(attempts, first_s=first_s, longest_s=longest_s)
    return wait_s / _HURRY if first_s <= 1.0 else wait_s
