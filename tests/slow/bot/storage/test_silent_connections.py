"""Connections to PostgreSQL that say nothing any more, without having been closed."""

import asyncio
import socket
from contextlib import suppress
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import text

from bot.net.database_url import read_database_url
from bot.storage.postgresql import create_postgresql
from bot.storage.retries import outlast

pytestmark = pytest.mark.parametrize("database", ["postgresql"])


class Relay:
    """Hands bytes on to a server, until the connections there are go silent; new ones work."""

    def __init__(self, server_socket):
        self._server_socket = server_socket
        self._silences = []
        self._tasks = set()

    async def start(self):
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        return self._server.sockets[0].getsockname()[1]

    def silence(self):
        for silence in self._silences:
            silence.clear()

    async def close(self):
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _serve(self, reader, writer):
        self._tasks.add(asyncio.create_task(self._join(reader, writer)))

    async def _join(self, reader, writer):
        onward, back = await asyncio.open_unix_connection(self._server_socket)
        speaks = asyncio.Event()
        speaks.set()
        self._silences.append(speaks)
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._hand_on(reader, back, speaks))
                group.create_task(self._hand_on(onward, writer, speaks))
        finally:
            writer.close()
            back.close()

    async def _hand_on(self, reader, writer, speaks):
        with suppress(ConnectionError):
            while data := await reader.read(65536):
                await speaks.wait()
                writer.write(data)
            writer.close()


@pytest.fixture
async def relay(database_url):
    relay = Relay(parse_qs(urlsplit(database_url).query)["host"][0] + "/.s.PGSQL.5432")
    yield relay
    await relay.close()


async def test_connection_that_goes_silent_is_replaced_before_and_within_a_transaction(relay, database_url):
    port = await relay.start()
    url = read_database_url(f"postgresql://postgres@127.0.0.1:{port}{urlsplit(database_url).path}")
    engine = create_postgresql(url, command_timeout_s=0.5)
    silent = iter([True])

    async def ask():
        async with engine.begin() as connection:
            await connection.execute(text("SELECT 1"))
            if next(silent, False):
                relay.silence()
            return (await connection.execute(text("SELECT 2"))).scalar()

    async with asyncio.timeout(30):
        assert await outlast(ask) == 2
        relay.silence()
        assert await ask() == 2  # the ping has noticed; nothing was raised
    await engine.dispose()


async def test_socket_is_watched_by_the_system(relay, database_url):
    port = await relay.start()
    engine = create_postgresql(read_database_url(f"postgresql://postgres@127.0.0.1:{port}/postgres"))
    async with engine.connect() as connection:
        raw = await connection.get_raw_connection()
        wire = raw.driver_connection._transport.get_extra_info("socket")
        keepalive, patience_ms = (
            wire.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE),
            wire.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT),
        )
    assert (keepalive, patience_ms) == (1, 20_000)
    await engine.dispose()
