"""An ASGI app served inside a loop that runs already: uvicorn without its hold on signals and logging."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Generator

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_WITHIN_S = 10.0
"""How long a client may take to say what it wants; uvicorn itself would wait for ever."""

_GRACE_S = 1


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; ``port`` 0 picks a free one.

    Raises:
        OSError: the port is taken, or not ours to take.
    """
    # asyncio turns Nagle's algorithm off only where the protocol is named; with it, each answer could wait 40 ms.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(128)
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
    head_within_s: float = HEAD_WITHIN_S,
) -> AsyncIterator[None]:
    """Serve ``app`` for as long as the context lasts, and close the socket.

    Requests and event streams that still run a second after the end are cancelled.

    Args:
        most_connections: requests beyond so many open connections get a 503.
        head_within_s: a connection is closed that takes longer for a request line and headers.
    """
    config = uvicorn.Config(
        app,
        http=_bounded(head_within_s),
        lifespan="off",
        log_config=None,
        access_log=False,
        limit_concurrency=most_connections,
        timeout_graceful_shutdown=_GRACE_S,
    )
    server = _EmbeddedServer(config)
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    ready = asyncio.create_task(server.ready.wait())
    try:
        await asyncio.wait({serving, ready}, return_when=asyncio.FIRST_COMPLETED)
        if ready.done():
            yield
    finally:
        ready.cancel()
        server.should_exit = True
        await serving


class _EmbeddedServer(uvicorn.Server):
    """Signals belong to whoever owns the loop."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        self.ready.set()

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        yield


def _bounded(head_within_s: float) -> type[H11Protocol]:
    """A protocol that closes connections on which no request gets under way in time."""

    class Bounded(H11Protocol):
        _closing: asyncio.TimerHandle | None = None

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            self._watch()

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            self._watch()

        def connection_lost(self, exc: Exception | None) -> None:
            self._unwatch()
            super().connection_lost(exc)

        def _watch(self) -> None:
            # Also after an answer: what trickles in then is the rest of a body that nobody reads.
            is_under_way = self.cycle is not None and not self.cycle.response_complete
            if is_under_way or self.transport.get_protocol() is not self:  # a WebSocket has its own
                self._unwatch()
            elif self._closing is None:
                self._closing = self.loop.call_later(head_within_s, self.transport.close)

        def _unwatch(self) -> None:
            if self._closing:
                self._closing.cancel()
                self._closing = None

    return Bounded
