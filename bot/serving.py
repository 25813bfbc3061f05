"""An ASGI app served inside a loop that runs already: uvicorn without its hold on signals and logging."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Generator

import uvicorn
from starlette.types import ASGIApp

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
async def serve(app: ASGIApp, listener: socket.socket) -> AsyncIterator[None]:
    """Serve ``app`` for as long as the context lasts, and close the socket.

    Requests and event streams that still run a second after the end are cancelled.
    """
    config = uvicorn.Config(
        app, http="h11", lifespan="off", log_config=None, access_log=False, timeout_graceful_shutdown=_GRACE_S
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
