"""How long a message waits until it is tried again."""

from itertools import count

from bot.errors import SlackError
from bot.model import Problem, ProblemKind
from bot.net.backoff import delivery_wait_s

DAY_S = 86_400


def refused(code, **values):
    return SlackError(Problem(ProblemKind.SLACK_REFUSED, {"code": code}), code=code, **values)


def tries_within(error, seconds):
    """How often a message is tried in its first so many seconds."""
    elapsed_s = 0.0
    for attempts in count():
        if elapsed_s > seconds:
            return attempts
        elapsed_s += delivery_wait_s(attempts, error)
    raise AssertionError("it waits for ever")


def test_refused_message_is_tried_seldom_for_as_long_as_it_lies():
    first_day = tries_within(refused("is_archived"), DAY_S)
    assert 8 <= first_day <= 14
    assert tries_within(refused("is_archived"), 365 * DAY_S) <= first_day + 364 * 4


def test_message_that_met_an_outage_is_tried_again_within_minutes_however_long_that_lasts():
    waits = [delivery_wait_s(attempts, refused("unreachable")) for attempts in range(60)]
    assert waits[0] <= 1.5
    assert 300 <= max(waits) <= 450


def test_what_failed_together_does_not_come_back_together():
    assert len({delivery_wait_s(3, refused("unreachable")) for _ in range(50)}) > 10


def test_message_waits_as_long_as_slack_asks():
    assert delivery_wait_s(0, refused("ratelimited", retry_after_s=42.0)) >= 42
