"""One timed, observed HTTP request to Patsnap: it goes out once, an ``Answer`` comes back."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx

from bot.errors import OutcomeUnknown, PatsnapError, RateLimited, Unavailable
from bot.model import Problem, ProblemKind
from bot.net.bounded_reads import PACKED, read_unpacked
from bot.net.certificates import DISTRUSTED, is_distrust
from bot.patsnap.endpoints import Endpoint
from bot.patsnap.envelope import Answer, read_response
from bot.patsnap.error_codes import NO_ANSWER, Meaning, build_error, code_label
from bot.patsnap.rate_limit import Clock, Limiter

Observer = Callable[[str, str, str, float], None]
"""Told of every request that went out: endpoint, outcome (``ok`` or the error's name), the error's code, seconds."""

TIMEOUT = httpx.Timeout(15.0, connect=5.0, pool=5.0)
"""Patsnap answers within 10 s at most."""

_PAID_TIMEOUT = httpx.Timeout(None, connect=5.0, pool=5.0)
"""Of a paid call the deadline alone decides: httpx would give up without a look at what has arrived."""

MAX_BODY_BYTES = 16 * 1024 * 1024
"""No reply comes near this: a report of 200 comparisons has some 300 KB. What is longer is not read to its end."""

_READ_WITHIN_S = 0.5
"""After the deadline of a call: to read what has arrived before it."""

_NOT_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)
"""What breaks before the first byte of a request is on its way."""

_UNREACHED = Meaning(Unavailable, ProblemKind.UNAVAILABLE)
_LOST = Meaning(Unavailable, ProblemKind.UNAVAILABLE, settled=False)


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Grant:
    """What one request is authorised with. Never shown: it has no repr.

    Attributes:
        authorization: the header.
        apikey: the query parameter; empty for none.
        secrets: texts that must not leave the process in an error.
    """

    authorization: str
    apikey: str
    secrets: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Content:
    """What one request carries. Never shown either: it may hold a picture or a signed address."""

    params: Mapping[str, str] | None = None
    json: Mapping[str, Any] | None = None
    form: Mapping[str, str] | None = None
    files: Mapping[str, tuple[str, bytes, str]] | None = None


class Requests:
    """Sends requests whose turn has come, and tells the limiter and the observer how they went."""

    def __init__(
        self,
        http: httpx.AsyncClient,
        limiter: Limiter,
        *,
        observer: Observer | None = None,
        clock: Clock = time.monotonic,
    ) -> None:
        self._http = http
        self._limiter = limiter
        self._observer = observer
        self._clock = clock

    async def send(
        self, endpoint: Endpoint, content: Content, parse: Callable[[Any], object], *, grant: Grant, turn: float
    ) -> Answer:
        """Send one request once.

        Args:
            parse: the reply's data -> what the caller wants; raises PatsnapError when it cannot.
            turn: what the limiter gave for this request.
        """
        started = self._clock()
        answer = await self._request(endpoint, content, grant)
        if answer.error is None:
            answer = _parsed(answer, parse)
        if endpoint.paid_task and answer.error is not None and not answer.settled:
            answer = Answer(error=unknown_outcome(endpoint, answer.error), settled=False)
        if isinstance(answer.error, RateLimited):
            self._limiter.slow_down(turn, retry_after_s=answer.error.retry_after_s)
        if self._observer:
            self._observer(endpoint.name, outcome_of(answer.error), code_label(answer.error), self._clock() - started)
        return answer

    async def _request(self, endpoint: Endpoint, content: Content, grant: Grant) -> Answer:
        # No error of httpx's goes further than this: its request holds the query, its text may hold the reply.
        try:
            async with (
                _deadline(endpoint.deadline_s),
                self._http.stream(
                    endpoint.method,
                    endpoint.path,
                    params={**({"apikey": grant.apikey} if grant.apikey else {}), **(content.params or {})},
                    json=content.json,
                    data=content.form,
                    files=content.files,
                    headers={"Authorization": grant.authorization, "Accept": "application/json", **PACKED},
                    timeout=_PAID_TIMEOUT if endpoint.paid_task else httpx.USE_CLIENT_DEFAULT,
                ) as response,
            ):
                body = await read_unpacked(response, max_bytes=MAX_BODY_BYTES)
        except _NOT_SENT as error:
            return _broken(_UNREACHED, endpoint, error)
        except httpx.DecodingError as error:
            return _broken(NO_ANSWER, endpoint, error)
        except (httpx.HTTPError, httpx.StreamError, TimeoutError) as error:
            return _broken(_LOST, endpoint, error)
        if body is None:
            return Answer(error=build_error(NO_ANSWER, endpoint=endpoint, cause="too long"), settled=NO_ANSWER.settled)
        return read_response(response, body, endpoint, secrets=grant.secrets)


@asynccontextmanager
async def _deadline(seconds: float) -> AsyncIterator[None]:
    """A time-out that spares what is there already: a process that was frozen, or very busy, finds the answer and the
    end of its patience at once.
    """
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(None) as timeout:
        timer = loop.call_later(seconds, lambda: timeout.reschedule(loop.time() + _READ_WITHIN_S))
        try:
            yield
        finally:
            timer.cancel()


def outcome_of(error: PatsnapError | None) -> str:
    """``ok``, or the error's name in snake case such as ``rate_limited``: few and fixed, fit for a metric's label."""
    if error is None:
        return "ok"
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in type(error).__name__).lstrip("_")


def _parsed(answer: Answer, parse: Callable[[Any], object]) -> Answer:
    try:
        return Answer(data=parse(answer.data))
    except PatsnapError as error:
        return Answer(error=error, settled=False)


def _broken(meaning: Meaning, endpoint: Endpoint, error: Exception) -> Answer:
    cause = DISTRUSTED if is_distrust(error) else type(error).__name__
    failure = build_error(meaning, endpoint=endpoint, cause=cause)
    return Answer(error=failure, settled=meaning.settled)


def unknown_outcome(endpoint: Endpoint, error: PatsnapError) -> OutcomeUnknown:
    """The error of a call that costs money and may have been carried out: only a person may have it sent again."""
    causes = {name: value for name, value in error.problem.details.items() if name in {"code", "cause"}}
    return OutcomeUnknown(Problem(ProblemKind.SUBMIT_UNKNOWN, {"api": endpoint.api} | causes), code=error.code)
