"""Serving a sandbox on loopback, inside a loop that runs already."""

import socket
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Protocol

from starlette.types import ASGIApp, Receive, Scope, Send

from bot.net import serving
from bot.sandbox.faults import RESET

_GRACE_S = 0.1
"""For requests under way at the end, most of which a fault holds up."""


class Servable(Protocol):
    """What can be served; ``Sandbox`` is."""

    @property
    def asgi(self) -> ASGIApp: ...

    def settle(self, base_url: str) -> None:
        """Learn one's own address."""

    async def close(self) -> None:
        """End open connections and streams."""


@asynccontextmanager
async def serve(sandbox: Servable, *, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[str]:
    """Serve for as long as the context lasts; yields the base URL, such as ``http://127.0.0.1:40513``.

    Raises:
        OSError: the port is taken.
    """
    listener = serving.listen(host, port)
    base_url = f"http://{host}:{listener.getsockname()[1]}"
    sandbox.settle(base_url)
    async with serving.serve(_resettable(sandbox.asgi), listener, takes_websockets=True, grace_s=_GRACE_S):
        try:
            yield base_url
        finally:
            await sandbox.close()


def _resettable(app: ASGIApp) -> ASGIApp:
    """Offer each request the means to reset its connection, which ASGI itself has no word for."""

    async def serve_it(scope: Scope, receive: Receive, send: Send) -> None:
        # uvicorn hands out a bound method of the object that holds the connection; there is no public way to it.
        transport = getattr(getattr(send, "__self__", None), "transport", None)
        if scope["type"] == "http" and transport is not None:

            def reset() -> None:
                # Closed with nothing to linger for, the kernel says RST rather than FIN.
                opened = transport.get_extra_info("socket")
                opened.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                transport.abort()

            scope = {**scope, "extensions": {**scope.get("extensions", {}), RESET: reset}}
        await app(scope, receive, send)

    return serve_it
