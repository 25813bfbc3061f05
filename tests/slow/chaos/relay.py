"""A TCP relay between processes and PostgreSQL: connections that go silent without being closed."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit


def everyone(_port: int) -> bool:
    return True


def nobody(_port: int) -> bool:
    return False


@dataclass(slots=True, eq=False)
class _Joined:
    """One connection; ``port`` is the client's end of it."""

    port: int
    speaks: asyncio.Event = field(default_factory=asyncio.Event)


class Relay:
    """Hands bytes on to a server that listens on a socket in the file system.

    Args:
        database_url: with the directory of that socket as ``host``.
    """

    def __init__(self, database_url: str) -> None:
        self._database_url = urlsplit(database_url)
        self._joined: set[_Joined] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._is_black_hole: Callable[[int], bool] = nobody

    async def start(self) -> str:
        """The URL of the same database by way of the relay."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        port = self._server.sockets[0].getsockname()[1]
        return f"postgresql://postgres@127.0.0.1:{port}{self._database_url.path}"

    async def close(self) -> None:
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def silence(self, clients: Callable[[int], bool] = everyone) -> None:
        """Let nothing through any more on the connections of these clients, for good; new ones work."""
        for joined in self._joined:
            if clients(joined.port):
                joined.speaks.clear()

    def swallow(self, clients: Callable[[int], bool] = everyone) -> None:
        """Let nothing through on connections of these clients, new ones as well, until ``speak``."""
        self._is_black_hole = clients
        self.silence(clients)

    def speak(self) -> None:
        """Hand on what was held back."""
        self._is_black_hole = nobody
        for joined in self._joined:
            joined.speaks.set()

    def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(self._join(reader, writer))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _join(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        directory = parse_qs(self._database_url.query)["host"][0]
        onward, back = await asyncio.open_unix_connection(f"{directory}/.s.PGSQL.5432")
        joined = _Joined(writer.get_extra_info("peername")[1])
        self._joined.add(joined)
        if not self._is_black_hole(joined.port):
            joined.speaks.set()
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(_hand_on(reader, back, joined.speaks))
                group.create_task(_hand_on(onward, writer, joined.speaks))
        finally:
            self._joined.discard(joined)
            writer.close()
            back.close()


async def _hand_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, speaks: asyncio.Event) -> None:
    with suppress(ConnectionError):
        while data := await reader.read(65536):
            await speaks.wait()
            writer.write(data)
        writer.close()
