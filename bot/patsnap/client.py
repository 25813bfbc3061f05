"""Calls Patsnap: authorised, paced, retried when that is safe, and with every failure as a ``PatsnapError``."""

import asyncio
import logging
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from bot.errors import DailyLimit, PatsnapError, Unavailable
from bot.model import Problem, ProblemKind
from bot.model.costs import Cost, Payment
from bot.patsnap.circuit_breaker import CircuitBreaker
from bot.patsnap.credentials import Credentials
from bot.patsnap.endpoints import TOKEN, Endpoint
from bot.patsnap.envelope import Answer
from bot.patsnap.http import Content, Grant, Requests, outcome_of
from bot.patsnap.rate_limit import Clock, Limiter, Sleep

MAX_ATTEMPTS = 3
MAX_RETRY_AFTER_S = 5.0
"""A longer wait than this is the caller's to plan."""
RETRY_BUDGET_S = 10.0
"""No new attempt starts later than this after the first."""
TURN_LIFE_S = 20.0
"""A turn that is older is not used: whoever took it may have been frozen, and its leave to pay be another's by now."""

logger = logging.getLogger(__name__)

_Parsed = TypeVar("_Parsed")


class PaidCalls(Protocol):
    """The ledger of what is paid for; see ``bot.costs.Ledger``."""

    def require_payer(self) -> None:
        """Raises an error unless it is known for whom a call is made."""
        ...

    async def announce(self, endpoint: str, cost: Cost) -> str:
        """Write down a look-up that is about to be made; its id. Raises CapReached if it must not be."""
        ...

    async def settle(self, call_id: str, endpoint: str, payment: Payment | None) -> None:
        """Write down what became of it; None: it was not made, or refused."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Turn:
    """Leave to send one call now: a place at the rate limit, and what authorises it. Opaque to callers."""

    started: float
    grant: Grant = field(repr=False)


class PatsnapClient:
    """One credential's way to Patsnap.

    Args:
        ledger: where paid calls are written down; None for a command of the operator's own, which no ledger knows of.
    """

    def __init__(
        self,
        requests: Requests,
        limiter: Limiter,
        credentials: Credentials,
        breaker: CircuitBreaker,
        *,
        ledger: PaidCalls | None,
        clock: Clock = time.monotonic,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._requests = requests
        self._limiter = limiter
        self._credentials = credentials
        self._breaker = breaker
        self._ledger = ledger
        self._clock = clock
        self._sleep = sleep

    async def authorise(self) -> None:
        """Make sure of a token: the way to try credentials that begins nothing.

        Raises:
            PatsnapError: there is none to be had.
        """
        await self._credentials.get()

    def require(self, endpoint: Endpoint) -> None:
        """Make sure that nothing known keeps a call of this endpoint from Patsnap; calls nothing.

        Raises:
            PatsnapError: what does.
        """
        self._breaker.require(endpoint)

    async def wait_turn(self, endpoint: Endpoint) -> Turn:
        """Wait until a call of this endpoint may be sent.

        Raises:
            PatsnapError: it may not: the circuit breaker, the credentials or a long pause keep it.
        """
        self._breaker.require(endpoint)
        # The token comes first: calls that had their turn and then waited for it would all start at once.
        grant = await self._grant()
        started = await self._limiter.acquire()
        self._breaker.require(endpoint)  # others were under way while this one waited
        return Turn(started, self._credentials.newest(grant))

    async def call(self, endpoint: Endpoint, content: Content, parse: Callable[[Any], _Parsed]) -> _Parsed:
        """Make one call and return what ``parse`` makes of the reply's data.

        Up to ``MAX_ATTEMPTS``, seconds apart, for what may pass. A call whose answer got lost is sent again only
        when the endpoint is ``repeatable``; a refused token is replaced once, which is one attempt more.

        Raises:
            PatsnapError: every kind of it but ``OutcomeUnknown``.
        """
        started, attempts, renewed = self._clock(), 0, False
        while True:
            answer, may_renew = await self._attempt(endpoint, content, parse)
            if may_renew and not renewed:
                renewed = True
                continue
            attempts += 1
            if answer.error is None:
                parsed: _Parsed = answer.data
                return parsed
            is_late = attempts >= MAX_ATTEMPTS or self._clock() - started > RETRY_BUDGET_S
            if is_late or not _may_retry(endpoint, answer):
                raise answer.error
            wait_s = _retry_after_s(answer.error) + jittered_s(attempts)
            logger.warning(
                "patsnap %s: %s (%s), attempt %d in %.1f s",
                endpoint.name,
                outcome_of(answer.error),
                answer.error,
                attempts + 1,
                wait_s,
            )
            await self._sleep(wait_s)

    async def send_once(
        self, endpoint: Endpoint, content: Content, parse: Callable[[Any], _Parsed], *, turn: Turn
    ) -> _Parsed:
        """Send one call exactly once, at once: what is paid for must not be repeated unasked.

        Raises:
            OutcomeUnknown: it may have been carried out.
            PatsnapError: it was not; ``Unavailable`` when it may be tried again, such as with a new token.
        """
        if self._ledger:  # it has written this call down with the check, see ``bot/checks/spending.py``
            self._ledger.require_payer()
        if self._clock() - turn.started > TURN_LIFE_S:
            raise Unavailable.of(ProblemKind.UNAVAILABLE, api=endpoint.api, cause="the turn ran out")
        answer, may_renew = await self._send(endpoint, content, parse, turn)
        if answer.error is None:
            parsed: _Parsed = answer.data
            return parsed
        if may_renew:
            details = {**answer.error.problem.details, "cause": "the token was refused"}
            raise Unavailable(Problem(ProblemKind.UNAVAILABLE, details), code=answer.error.code)
        raise answer.error

    async def _attempt(
        self, endpoint: Endpoint, content: Content, parse: Callable[[Any], object]
    ) -> tuple[Answer, bool]:
        if self._ledger and endpoint.cost is Cost.LOOKUP:
            return await self._attempt_paid(self._ledger, endpoint, content, parse)
        try:
            turn = await self.wait_turn(endpoint)
        except PatsnapError as error:
            return Answer(error=error), False
        return await self._send(endpoint, content, parse, turn)

    async def _attempt_paid(
        self, ledger: PaidCalls, endpoint: Endpoint, content: Content, parse: Callable[[Any], object]
    ) -> tuple[Answer, bool]:
        """The same for a look-up, which stands in the ledger before it goes out.

        Before its turn: what is written between the turn and the call would spoil the pace of the calls.
        """
        try:
            self._breaker.require(endpoint)
            call_id = await ledger.announce(endpoint.name, endpoint.cost)
        except PatsnapError as error:
            return Answer(error=error), False
        try:
            turn = await self.wait_turn(endpoint)
        except PatsnapError as error:
            await ledger.settle(call_id, endpoint.name, None)
            return Answer(error=error), False
        answer, may_renew = await self._send(endpoint, content, parse, turn)
        await ledger.settle(call_id, endpoint.name, _payment_of(answer))
        return answer, may_renew

    async def _send(
        self, endpoint: Endpoint, content: Content, parse: Callable[[Any], object], turn: Turn
    ) -> tuple[Answer, bool]:
        """What came of one request, and whether another one with a new token makes sense."""
        answer = await self._requests.send(endpoint, content, parse, grant=turn.grant, turn=turn.started)
        if not answer.stale:
            self._credentials.accepted(turn.grant)
        elif self._credentials.refused(turn.grant):
            return answer, True
        error = self._breaker.learn(endpoint, answer.error, sent_at=turn.started)
        return Answer(data=answer.data, error=error, settled=answer.settled), False

    async def _grant(self) -> Grant:
        asked_at = self._clock()
        try:
            return await self._credentials.get()
        except PatsnapError as error:
            refusal = error
        raise self._breaker.learn(TOKEN, refusal, sent_at=asked_at) or refusal


def jittered_s(attempts: int) -> float:
    """How long to wait after so many attempts: a random time up to a bound that doubles (exponential back-off)."""
    return secrets.SystemRandom().uniform(0.25, min(2.0 ** (attempts - 1), 4.0))


def _may_retry(endpoint: Endpoint, answer: Answer) -> bool:
    error = answer.error
    if error is None or isinstance(error, DailyLimit):
        return False
    if not answer.settled and not endpoint.repeatable:
        return False
    if isinstance(error, Unavailable):
        return _retry_after_s(error) <= MAX_RETRY_AFTER_S
    # A gateway's page in place of an answer: mostly gone a moment later.
    return error.problem.kind is ProblemKind.BAD_RESPONSE


def _payment_of(answer: Answer) -> Payment | None:
    """What is known of the price of a look-up; None for one that was refused."""
    if answer.error is None or answer.error.problem.kind is ProblemKind.EMPTY_REPORT:  # that nothing was found is news
        return Payment.PAID
    return None if answer.settled else Payment.UNKNOWN


def _retry_after_s(error: PatsnapError) -> float:
    return (error.retry_after_s or 0.0) if isinstance(error, Unavailable) else 0.0
