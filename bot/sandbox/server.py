"""Serving a sandbox on loopback, inside a loop that runs already."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Protocol

from starlette.types import ASGIApp

from bot import serving


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
    async with serving.serve(sandbox.asgi, listener):
        try:
            yield base_url
        finally:
            await sandbox.close()
