"""Connections to Patsnap that do not slow each other down."""

import asyncio
import ssl
import time
from collections import deque
from collections.abc import AsyncIterator, Callable
from types import TracebackType
from typing import Self

import httpx

_IDLE_S = 15.0
"""Gateways close what lies idle; a connection is not used again after so long."""

NewLane = Callable[[], httpx.AsyncBaseTransport]


class Lanes(httpx.AsyncBaseTransport):
    """Kept-alive connections, each a lane of its own, the one used last first.

    httpx's own pool looks at all of its connections for each request: with 64 requests under way a call costs seven
    times the CPU that it costs alone. A lane is a transport with one connection, and so costs the same at any number.

    Args:
        limit: requests under way at once; more of them wait, and give up with ``PoolTimeout`` as in httpx's pool.
        new_lane: opens a transport of one connection.
    """

    def __init__(
        self, *, limit: int, new_lane: NewLane | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._new_lane = new_lane or _one_connection(httpx.create_ssl_context())
        self._clock = clock
        self._turns = asyncio.Semaphore(limit)
        self._idle: deque[tuple[float, httpx.AsyncBaseTransport]] = deque()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None = None,
        exc_value: BaseException | None = None,
        traceback: TracebackType | None = None,
    ) -> None:
        await self.aclose()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        await self._wait_for_turn(request)
        lane = None
        try:
            lane = await self._take()
            response = await lane.handle_async_request(request)
        except BaseException:
            self._give_back(lane)
            raise
        if not isinstance(response.stream, httpx.AsyncByteStream):
            raise TypeError("a lane answers with an asynchronous stream")
        response.stream = _Held(response.stream, lambda: self._give_back(lane))
        return response

    async def aclose(self) -> None:
        """Close what lies idle; a lane in use is closed by whoever uses it."""
        while self._idle:
            await self._idle.pop()[1].aclose()

    async def _wait_for_turn(self, request: httpx.Request) -> None:
        try:
            async with asyncio.timeout(request.extensions.get("timeout", {}).get("pool")):
                await self._turns.acquire()
        except TimeoutError as error:
            raise httpx.PoolTimeout("every connection is in use", request=request) from error

    async def _take(self) -> httpx.AsyncBaseTransport:
        while self._idle and self._idle[0][0] <= self._clock() - _IDLE_S:
            await self._idle.popleft()[1].aclose()
        return self._idle.pop()[1] if self._idle else self._new_lane()

    def _give_back(self, lane: httpx.AsyncBaseTransport | None) -> None:
        if lane is not None:
            self._idle.append((self._clock(), lane))
        self._turns.release()


class _Held(httpx.AsyncByteStream):
    """A reply's body, which holds its lane until it has been read or given up."""

    def __init__(self, body: httpx.AsyncByteStream, release: Callable[[], None]) -> None:
        self._body = body
        self._release: Callable[[], None] | None = release

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._body:
            yield chunk

    async def aclose(self) -> None:
        release, self._release = self._release, None
        if release is None:
            return
        try:
            await self._body.aclose()
        finally:
            release()


def _one_connection(context: ssl.SSLContext) -> NewLane:
    limits = httpx.Limits(max_connections=1, max_keepalive_connections=1, keepalive_expiry=_IDLE_S)
    return lambda: httpx.AsyncHTTPTransport(verify=context, limits=limits)
