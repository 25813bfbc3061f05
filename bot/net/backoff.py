"""How long to wait before another try. Each wait is up to half as long again, by chance, so that what failed together
does not come back together.
"""

import secrets

from bot.errors import SlackError

_LONGEST_OUTAGE_WAIT_S = 300.0
_SHORTEST_TURN_S = 1.0
_FIRST_REFUSAL_WAIT_S = 30.0
_LONGEST_REFUSAL_WAIT_S = 6 * 3600.0
"""A channel that was archived, or that the app was removed from, may stay so for good: a result that waits for it costs
four calls a day. Whoever lets the app in again wakes it at once."""


def backoff_s(attempts: int, *, first_s: float = 1.0, longest_s: float) -> float:
    """``first_s``, then twice as long after each of ``attempts`` failed tries, up to ``longest_s``."""
    return min(first_s * 2.0 ** min(attempts, 24), longest_s) * _spread()


def delivery_wait_s(attempts: int, error: Exception) -> float:
    """Until a message is posted again: soon after an outage, ever more seldom if Slack says no."""
    if isinstance(error, SlackError) and not error.may_pass:
        return backoff_s(attempts, first_s=_FIRST_REFUSAL_WAIT_S, longest_s=_LONGEST_REFUSAL_WAIT_S)
    asked_s = error.retry_after_s if isinstance(error, SlackError) else None
    return max(backoff_s(attempts, longest_s=_LONGEST_OUTAGE_WAIT_S), asked_s or 0.0)


def turn_wait_s(asked_s: float | None) -> float:
    """Until a message is posted again that came before its turn: as long as was asked for, however often it came."""
    return max(asked_s or 0.0, _SHORTEST_TURN_S) * _spread()


def _spread() -> float:
    return 1 + secrets.randbelow(500) / 1000
