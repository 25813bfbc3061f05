"""An ASGI app served inside a loop that runs already: uvicorn without its hold on signals and logging."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Generator

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_WITHIN_S = 10.0
"""How long a client may take to say what it wants; uvicorn itself would wait for ever."""

GRACE_S = 1.0
"""How long what is under way at the end may take to finish."""

_QUEUE = 128
"""Connections that the system holds for us until they are accepted."""

_ACCEPTED_AT_ONCE = 16
"""Each is a descriptor, and has one for some turns of the loop before it can be closed as one too many."""

_LOOK_S = 0.002


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; ``port`` 0 picks a free one.

    Raises:
        OSError: the port is taken, or not ours to take.
    """
    # asyncio turns Nagle's algorithm off only if the protocol is named; with it, each answer could wait 40 ms.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(_QUEUE)
    except BaseException:
        listener.close()
        raise
    return listener


@contextlib.asynccontextmanager
async def serve(
    app: ASGIApp,
    listener: socket.socket,
    *,
    most_connections: int | None = None,
    takes_websockets: bool = False,
    head_within_s: float = HEAD_WITHIN_S,
    grace_s: float = GRACE_S,
) -> AsyncIterator[None]:
    """Serve ``app`` for as long as the context lasts, and close the socket.

    Args:
        most_connections: beyond so many, the oldest one is closed that still waits for its client.
        takes_websockets: which loads what they need.
        head_within_s: a connection is closed that takes longer for a request line and headers.
        grace_s: requests and event streams that still run so long after the end are cancelled.
    """
    stopping = asyncio.Event()
    config = uvicorn.Config(
        _ending_quietly(app, stopping),
        http=_bounded(head_within_s, _Connections(most_connections)),
        ws="auto" if takes_websockets else "none",
        lifespan="off",
        log_config=None,
        access_log=False,
        backlog=_ACCEPTED_AT_ONCE,
    )
    server = _EmbeddedServer(config, stopping, grace_s)
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    ready = asyncio.create_task(server.ready.wait())
    try:
        await asyncio.wait({serving, ready}, return_when=asyncio.FIRST_COMPLETED)
        if ready.done():
            yield
    finally:
        ready.cancel()
        stopping.set()
        await serving


class _EmbeddedServer(uvicorn.Server):
    """Starts and stops by events, as uvicorn's own pauses of a tenth of a second add up in tests.

    Signals belong to whoever owns the loop.
    """

    def __init__(self, config: uvicorn.Config, stopping: asyncio.Event, grace_s: float) -> None:
        super().__init__(config)
        self._stopping = stopping
        self._grace_s = grace_s
        self.ready = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        for listener in sockets or ():
            listener.listen(_QUEUE)  # to asyncio, as many as are accepted at once
        self.ready.set()

    async def main_loop(self) -> None:
        while not self._stopping.is_set():
            await self.on_tick(0)  # the Date header
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), timeout=1)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()
        for listener in sockets or ():
            listener.close()
        for connection in tuple(self.server_state.connections):
            connection.shutdown()
        if requests := set(self.server_state.tasks):
            _, late = await asyncio.wait(requests, timeout=self._grace_s)
            if late:
                await self._break_off(late)
        await self._wait_for_last_bytes()
        self._abort_connections()

    async def _break_off(self, requests: set[asyncio.Task[None]]) -> None:
        self._abort_connections()  # first: to uvicorn, a request that ends without an answer is an error but for this
        await asyncio.sleep(0)
        for request in requests:
            request.cancel()
        await asyncio.gather(*requests, return_exceptions=True)

    async def _wait_for_last_bytes(self) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._grace_s):
                while self.server_state.connections:  # noqa: ASYNC110 - uvicorn has no event for it
                    await asyncio.sleep(_LOOK_S)

    def _abort_connections(self) -> None:
        for connection in tuple(self.server_state.connections):
            connection.transport.abort()

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        yield


def _ending_quietly(app: ASGIApp, stopping: asyncio.Event) -> ASGIApp:
    """The app, without complaints about requests that the end of the server cancels."""

    async def serve_it(scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await app(scope, receive, send)
        except asyncio.CancelledError:
            if not stopping.is_set():
                raise

    return serve_it


class _Connections:
    """The open connections of one port, the oldest first.

    An answer such as a 503 would keep the descriptor until the client takes it. And it is not the newest that has to
    go: slow clients come to stay, while Slack's request follows its connection at once.
    """

    def __init__(self, most: int | None) -> None:
        self._most = most
        self._open: dict[_Bounded, None] = {}

    def add(self, connection: "_Bounded") -> None:
        self._open[connection] = None
        if self._most is not None and len(self._open) > self._most:
            waiting = next(each for each in self._open if each.waits_for_client)
            self.remove(waiting)
            waiting.transport.abort()

    def remove(self, connection: "_Bounded") -> None:
        self._open.pop(connection, None)


class _Bounded(H11Protocol):
    """A protocol that closes connections on which no request gets under way in time, and those that are too many."""

    head_within_s: float
    of_port: _Connections
    _closing: asyncio.TimerHandle | None = None

    @property
    def waits_for_client(self) -> bool:
        """Whether there is no request, or not yet all of one."""
        return self.cycle is None or self.cycle.response_complete or self.cycle.more_body

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._watch()
        self.of_port.add(self)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        self.of_port.remove(self)
        self._unwatch()
        super().connection_lost(exc)

    def _watch(self) -> None:
        # Also after an answer: what trickles in then is the rest of a body that nobody reads.
        is_under_way = self.cycle is not None and not self.cycle.response_complete
        if is_under_way or self.transport.get_protocol() is not self:  # a WebSocket has its own
            self._unwatch()
        elif self._closing is None:
            self._closing = self.loop.call_later(self.head_within_s, self.transport.close)

    def _unwatch(self) -> None:
        if self._closing:
            self._closing.cancel()
            self._closing = None


def _bounded(head_within_s: float, connections: _Connections) -> type[H11Protocol]:
    """The protocol of one port."""
    return type("_BoundedHere", (_Bounded,), {"head_within_s": head_within_s, "of_port": connections})
