"""One call of the Web API: its errors as ours, and its rate limits kept."""

import asyncio
import math
import time
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.errors import RATE_LIMITED, TOO_LATE, UNREACHABLE, SlackError
from bot.model import Problem, ProblemKind

_COSMETIC_PER_MINUTE = 45
"""Slack's tier 3 allows some 50 calls a minute, method and workspace; a few are kept back."""

_MINUTE_S = 60.0
_MAX_RETRY_AFTER_S = 3600.0
"""Whatever Slack says, or a gateway in its name: nothing waits for ever."""

_MESSAGE_INTERVAL_S = 1.0
"""Slack takes about one message a second and channel …"""

_OPTIONAL = frozenset({"users.info"})
"""What the app does without if its scope was not granted."""

_MESSAGE_BURST = 3
"""… and a few at once, as long as that is the average."""


class SlackWebApi:
    """Runs calls of an ``AsyncWebClient`` that must not retry by itself: a repeated post is a second message.

    Args:
        observe: gets each call's method and outcome (``ok`` or the error's code).
        on_wait: told of every wait for a channel's turn, in seconds.
    """

    def __init__(
        self,
        *,
        observe: Callable[[str, str], None] = lambda _method, _outcome: None,
        on_wait: Callable[[float], None] = lambda _seconds: None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._observe = observe
        self._on_wait = on_wait
        self._clock = clock
        self._sleep = sleep
        self._blocked_until: dict[str, float] = {}
        self._cosmetic: defaultdict[str, deque[float]] = defaultdict(deque)
        """When the cosmetic calls of the last minute were made, by workspace and method."""
        self._next_message: dict[str, float] = {}
        self._answered_at = 0.0
        self._refusals: dict[str, str] = {}
        """What a new installation alone can mend: Slack's code by method; ``""`` is the token itself."""

    async def run(self, method: str, call: Awaitable[AsyncSlackResponse]) -> dict[str, Any]:
        """Await one call.

        Raises:
            SlackError: with Slack's own error code, ``ratelimited`` with its ``Retry-After``, or ``unreachable``.
        """
        try:
            response = await call
        except SlackApiError as error:
            raised = self._refused(method, error)
        except (aiohttp.ClientError, SlackClientError, TimeoutError, OSError):
            raised = unreachable(method)
        else:
            self._observe(method, "ok")
            self._note(method, "")
            self._answered_at = _sent_at(response)
            data = response.data
            return data if isinstance(data, dict) else {}
        self._observe(method, raised.code)
        self._note(method, raised.code, token_is_refused=raised.token_is_refused)
        raise raised

    def answered_at(self) -> float:
        """When Slack gave its last good answer, in seconds since the epoch by its own clock."""
        return self._answered_at

    async def run_cosmetic(
        self, method: str, call: Callable[[], Awaitable[AsyncSlackResponse]], *, team_id: str
    ) -> dict[str, Any]:
        """A call that gives way: if the budget of its method is spent it is not made at all.

        Raises:
            SlackError: as ``run``; ``ratelimited`` if it was not even made.
        """
        wait_s = max(self._blocked_until.get(method, 0.0) - self._clock(), self._cosmetic_wait_s(f"{team_id}/{method}"))
        if wait_s > 0:
            raise slack_error(RATE_LIMITED, method, retry_after_s=wait_s)
        self._cosmetic[f"{team_id}/{method}"].append(self._clock())
        return await self.run(method, call())

    def _cosmetic_wait_s(self, key: str) -> float:
        """Seconds until one more cosmetic call is within the sliding window of a minute; 0 for at once."""
        made, now = self._cosmetic[key], self._clock()
        while made and made[0] <= now - _MINUTE_S:
            made.popleft()
        return made[0] + _MINUTE_S - now if len(made) >= _COSMETIC_PER_MINUTE else 0.0

    async def wait_for_message(self, channel_id: str, *, patience_s: float) -> None:
        """Wait for this channel's turn to take a message.

        Args:
            patience_s: 0 for what is cosmetic: it is never in the queue, nor the last of a burst, so that a result
                that comes next finds its turn.

        Raises:
            SlackError: ``ratelimited`` if that would take more than ``patience_s``.
        """
        now = self._clock()
        # Where the channel's messages would stand, had they come evenly; a burst may run ahead of that.
        even = max(self._next_message.get(channel_id, 0.0), now)
        ahead_s = (_MESSAGE_BURST - (1 if patience_s else 2)) * _MESSAGE_INTERVAL_S
        turn = max(even - ahead_s, self._blocked_until.get("chat.postMessage", 0.0), now)
        if turn - now > patience_s:
            raise slack_error(RATE_LIMITED, "chat.postMessage", retry_after_s=turn - now)
        self._next_message[channel_id] = max(even, turn) + _MESSAGE_INTERVAL_S
        if len(self._next_message) > 1000:
            self._next_message = {channel: at for channel, at in self._next_message.items() if at > now}
        if turn > now:
            self._on_wait(turn - now)
            await self._sleep(turn - now)

    async def token_trouble(self) -> str | None:
        """One sentence while Slack refuses the bot token."""
        code = self._refusals.get("")
        return code and f"Slack refuses the bot token ({code}): install the app again and set SLACK_BOT_TOKEN."

    async def scope_trouble(self) -> str | None:
        """One sentence while the bot token lacks a scope."""
        methods = ", ".join(sorted(method for method in self._refusals if method))
        return f"Slack refuses {methods} (missing_scope): install the app again from its manifest." if methods else None

    def _note(self, method: str, code: str, *, token_is_refused: bool = False) -> None:
        """Remember a refusal that will not go away by itself; an answer with ``ok`` shows that it has."""
        if method.startswith("apps."):
            return  # that is another token
        if token_is_refused:
            self._refusals[""] = code
        elif code == "missing_scope" and method not in _OPTIONAL:
            self._refusals[method] = code
        elif not code:
            self._refusals.pop("", None)
            self._refusals.pop(method, None)

    def _refused(self, method: str, error: SlackApiError) -> SlackError:
        response = error.response
        data = getattr(response, "data", None)
        status = int(getattr(response, "status_code", 0) or 0)
        code = str(data.get("error") or "") if isinstance(data, dict) else ""
        if status == 429 or code in {RATE_LIMITED, "rate_limited"}:
            headers = getattr(response, "headers", None) or {}
            retry_after_s = _seconds({str(name).lower(): value for name, value in headers.items()}.get("retry-after"))
            self._blocked_until[method] = self._clock() + retry_after_s
            return slack_error(RATE_LIMITED, method, retry_after_s=retry_after_s)
        if not code:
            # A gateway's page, not Slack's answer: whether the call was carried out is not known.
            return unreachable(method)
        metadata = data.get("response_metadata") if isinstance(data, dict) else None
        messages = metadata.get("messages", ()) if isinstance(metadata, dict) else ()
        return slack_error(code, method, messages=tuple(str(message) for message in messages))


def _sent_at(response: AsyncSlackResponse) -> float:
    """The ``Date`` of an answer, to the second; the time of day here if there is none."""
    headers = getattr(response, "headers", None) or {}
    date = {str(name).lower(): value for name, value in headers.items()}.get("date")
    try:
        return parsedate_to_datetime(str(date)).timestamp()
    except (ValueError, TypeError):
        return time.time()


def unreachable(method: str) -> SlackError:
    """The error of a call whose answer never came."""
    return slack_error(UNREACHABLE, method)


def too_late(method: str) -> SlackError:
    """The error of a call that was not made any more."""
    return slack_error(TOO_LATE, method)


def slack_error(
    code: str, method: str, *, retry_after_s: float | None = None, messages: tuple[str, ...] = ()
) -> SlackError:
    """The error of a call that Slack refused, or that was not even made."""
    problem = Problem(ProblemKind.SLACK_REFUSED, {"code": code, "method": method})
    return SlackError(problem, code=code, retry_after_s=retry_after_s, messages=messages)


def _seconds(value: Any) -> float:
    try:
        seconds = float(value)
    except (TypeError, ValueError):
        return 1.0
    return min(max(seconds, 0.0), _MAX_RETRY_AFTER_S) if math.isfinite(seconds) else 1.0
