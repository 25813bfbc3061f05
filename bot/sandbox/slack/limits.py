"""Slack's rate limits. From docs.slack.dev/apis/web-api/rate-limits."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.sandbox.slack.apierror import ApiError
from bot.sandbox.slack.state import Clock

TIER_3, TIER_4 = 50, 100
_OPEN_CONNECTIONS = 20
"""Officially once a minute; Slack lets an app that loses its connection come back."""


_TIER_3_METHODS = (
    "bots.info",
    "chat.delete",
    "chat.update",
    "conversations.history",
    "conversations.info",
    "conversations.open",
    "conversations.replies",
    "files.delete",
    "reactions.add",
    "reactions.get",
    "reactions.remove",
    "team.info",
)


def _per_minute() -> dict[str, int]:
    return {"apps.connections.open": _OPEN_CONNECTIONS} | dict.fromkeys(_TIER_3_METHODS, TIER_3)


@dataclass(frozen=True, slots=True)
class Limits:
    """How fast the app may call.

    Attributes:
        message_interval_s: ``chat.postMessage`` in one channel, on average.
        message_burst: how many of them may come at once.
        per_minute: calls a minute by method, for the whole workspace; also how many may come at once.
        otherwise_per_minute: the same for methods that are not named.
    """

    message_interval_s: float = 1.0
    message_burst: int = 4
    per_minute: Mapping[str, int] = field(default_factory=_per_minute)
    otherwise_per_minute: int = TIER_4


STRICT = Limits()
"""What a real workspace allows."""


class RateLimiter:
    """Token buckets: one for each method, and one for each channel that messages are posted to."""

    def __init__(self, limits: Limits | None, clock: Clock) -> None:
        self._limits = limits
        self._clock = clock
        self._buckets: dict[str, _Bucket] = {}

    def take(self, method: str, channel_id: str | None) -> None:
        """Count a call.

        Raises:
            ApiError: ``ratelimited``, HTTP 429 with ``Retry-After`` in whole seconds.
        """
        limits = self._limits
        if limits is None:
            return
        if method == "chat.postMessage":
            wait_s = self._take(f"{method}/{channel_id}", limits.message_burst, limits.message_interval_s)
        else:
            allowed = limits.per_minute.get(method, limits.otherwise_per_minute)
            wait_s = self._take(method, allowed, 60 / allowed)
        if wait_s > 0:
            raise ApiError("ratelimited", status=429, headers={"retry-after": str(math.ceil(wait_s))})

    def _take(self, key: str, size: int, interval_s: float) -> float:
        """Seconds until this call would be let through; 0: it is."""
        now = self._clock()
        bucket = self._buckets.setdefault(key, _Bucket(float(size), now))
        bucket.tokens = min(size, bucket.tokens + (now - bucket.filled_at) / interval_s)
        bucket.filled_at = now
        if bucket.tokens >= 1:
            bucket.tokens -= 1
            return 0.0
        return (1 - bucket.tokens) * interval_s


@dataclass(slots=True)
class _Bucket:
    tokens: float
    filled_at: float
