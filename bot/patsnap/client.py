"""Calls Patsnap: authorised, paced, repeated where that is safe, and with every failure as a ``PatsnapError``."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from tenacity import AsyncRetrying, RetryCallState, wait_random_exponential

from bot.errors import DailyLimit, PatsnapError, Unavailable
from bot.model import Problem, ProblemKind
from bot.patsnap.circuit_breaker import Breaker, Permit
from bot.patsnap.credentials import Authentication
from bot.patsnap.endpoints import Endpoint
from bot.patsnap.envelope import Answer
from bot.patsnap.exchange import Content, Exchange, Grant, outcome_of
from bot.patsnap.rate_limit import Clock, Limiter, Sleep

MAX_ATTEMPTS = 3
MAX_RETRY_AFTER_S = 5.0
"""A longer wait than this is the caller's to plan."""
RETRY_BUDGET_S = 10.0
"""No new attempt starts later than this after the first."""
_JITTER = wait_random_exponential(multiplier=1, min=0.25, max=4)

logger = logging.getLogger(__name__)

BeforeSending = Callable[[], Awaitable[None]]

_Parsed = TypeVar("_Parsed")


@dataclass(frozen=True, slots=True, eq=False)
class Turn:
    """Leave to send one call now: a place at the rate limit, and what authorises it. Opaque to callers."""

    started: float
    grant: Grant = field(repr=False)


class PatsnapClient:
    """One credential's way to Patsnap."""

    def __init__(
        self,
        exchange: Exchange,
        limiter: Limiter,
        authentication: Authentication,
        breaker: Breaker,
        *,
        clock: Clock = time.monotonic,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._exchange = exchange
        self._limiter = limiter
        self._authentication = authentication
        self._breaker = breaker
        self._clock = clock
        self._sleep = sleep

    async def authorise(self) -> None:
        """Make sure of a token: free, and so the one way to try credentials without a paid call.

        Raises:
            PatsnapError: there is none to be had.
        """
        await self._authentication.get()

    async def require(self, endpoint: Endpoint) -> None:
        """Make sure that nothing known keeps a call of this endpoint from Patsnap; calls nothing.

        Raises:
            PatsnapError: what does.
        """
        await self._breaker.require(endpoint)

    async def wait_turn(self, endpoint: Endpoint) -> Turn:
        """Wait until a call of this endpoint may be sent.

        Raises:
            PatsnapError: it may not: the circuit breaker, the credentials or a long pause keep it.
        """
        await self._breaker.require(endpoint)
        grant = await self._authentication.get()
        started = await self._limiter.acquire()
        await self._breaker.require(endpoint)  # others were under way while this one waited
        return Turn(started, self._authentication.newest(grant))

    async def send_once(
        self, endpoint: Endpoint, content: Content, parse: Callable[[Any], _Parsed], *, turn: Turn
    ) -> _Parsed:
        """Send a call that is paid for, exactly once.

        Raises:
            OutcomeUnknown: it may have been carried out.
            PatsnapError: it was not; ``Unavailable`` when it may be tried again, such as with a new token.
        """
        permit = await self._breaker.admit(endpoint)
        try:
            answer = await self._exchange.send(endpoint, content, parse, grant=turn.grant, turn=turn.started)
            if answer.error and answer.stale and self._authentication.invalidate(turn.grant):
                details = {**answer.error.problem.details, "cause": "the token was refused"}
                raise Unavailable(Problem(ProblemKind.UNAVAILABLE, details), code=answer.error.code)
            error = await self._breaker.settle(permit, answer.error)
        finally:
            self._breaker.release(permit)
        if error is not None:
            raise error
        parsed: _Parsed = answer.data
        return parsed

    async def call(
        self,
        endpoint: Endpoint,
        content: Content,
        parse: Callable[[Any], _Parsed],
        *,
        before_sending: BeforeSending | None = None,
    ) -> _Parsed:
        """Make one call and return what ``parse`` makes of the reply's data.

        Up to ``MAX_ATTEMPTS``, seconds apart, for what may pass. A call whose answer got lost is sent again only
        where the endpoint is ``repeatable``; a refused token is replaced once, which is one attempt more. What Patsnap
        would refuse as it refused a call before is refused here, see ``Breaker``.

        Args:
            before_sending: awaited before each attempt, once it is the next to go; what it raises comes out of here.

        Raises:
            PatsnapError: every kind of it; ``OutcomeUnknown`` only for an endpoint with ``paid_task``.
        """
        permit = await self._breaker.admit(endpoint)
        try:
            answer = await self._repeat(endpoint, content, parse, permit, before_sending)
            error = await self._breaker.settle(permit, answer.error)
        finally:
            self._breaker.release(permit)
        if error is not None:
            raise error
        parsed: _Parsed = answer.data
        return parsed

    async def _repeat(
        self,
        endpoint: Endpoint,
        content: Content,
        parse: Callable[[Any], object],
        permit: Permit,
        before_sending: BeforeSending | None,
    ) -> Answer:
        started = self._clock()
        renewed = False

        async def attempt() -> Answer:
            nonlocal renewed
            answer, may_renew = await self._attempt(endpoint, content, parse, permit, before_sending)
            if may_renew and not renewed:
                renewed = True
                answer, _ = await self._attempt(endpoint, content, parse, permit, before_sending)
            return answer

        first = await attempt()
        if not _may_repeat(endpoint, first):
            return first  # as nearly always: to set up what repeats calls costs as much as all else here
        done = [first]

        async def next_attempt() -> Answer:
            return done.pop() if done else await attempt()

        def stop(state: RetryCallState) -> bool:
            return state.attempt_number >= MAX_ATTEMPTS or self._clock() - started > RETRY_BUDGET_S

        retrying = AsyncRetrying(
            stop=stop,
            wait=_wait,
            retry=lambda state: _may_repeat(endpoint, _answer_of(state)),
            sleep=self._sleep,
            before_sleep=lambda state: _log_retry(endpoint, state),
            retry_error_callback=_answer_of,
        )
        answer: Answer = await retrying(next_attempt)
        return answer

    async def _attempt(
        self,
        endpoint: Endpoint,
        content: Content,
        parse: Callable[[Any], object],
        permit: Permit,
        before_sending: BeforeSending | None,
    ) -> tuple[Answer, bool]:
        """One attempt, and whether another one with a new token makes sense."""

        async def ready() -> None:
            self._breaker.confirm(permit)
            if before_sending is not None:
                await before_sending()

        try:
            # The token comes first: calls that had their turn and then waited for it would all start at once.
            grant = await self._authentication.get()
            turn = await self._limiter.acquire(before=ready)
            self._breaker.confirm(permit)  # others were under way while this one waited
        except PatsnapError as error:
            return Answer(error=error), False
        grant = self._authentication.newest(grant)
        answer = await self._exchange.send(endpoint, content, parse, grant=grant, turn=turn)
        return answer, answer.stale and self._authentication.invalidate(grant)


def _answer_of(state: RetryCallState) -> Answer:
    if state.outcome is None:
        raise AssertionError("asked before the first attempt")
    answer: Answer = state.outcome.result()
    return answer


def _may_repeat(endpoint: Endpoint, answer: Answer) -> bool:
    error = answer.error
    if error is None or isinstance(error, DailyLimit):
        return False
    if not answer.settled and not endpoint.repeatable:
        return False
    if isinstance(error, Unavailable):
        return (error.retry_after_s or 0) <= MAX_RETRY_AFTER_S
    # A gateway's page in place of an answer: mostly gone a moment later.
    return error.problem.kind is ProblemKind.BAD_RESPONSE


def _wait(state: RetryCallState) -> float:
    error = _answer_of(state).error
    asked_s = (error.retry_after_s or 0.0) if isinstance(error, Unavailable) else 0.0
    return asked_s + _JITTER(state)


def _log_retry(endpoint: Endpoint, state: RetryCallState) -> None:
    error = _answer_of(state).error
    logger.warning(
        "patsnap %s: %s (%s), attempt %d in %.1f s",
        endpoint.name,
        outcome_of(error),
        error,
        state.attempt_number + 1,
        state.upcoming_sleep,
    )
