"""Connections to PostgreSQL that say nothing any more, without having been closed."""

import asyncio
import socket

import pytest
from sqlalchemy import text

from bot.net.database_url import read_database_url
from bot.storage import postgresql
from bot.storage.postgresql import create_postgresql
from bot.storage.retries import outlast
from tests.slow.chaos.relay import Relay

pytestmark = pytest.mark.parametrize("database", ["postgresql"])


@pytest.fixture
async def relay(database_url):
    relay = Relay(database_url)
    yield relay
    await relay.close()


async def test_connection_that_goes_silent_is_replaced_before_and_within_a_transaction(
    relay, database_url, monkeypatch
):
    monkeypatch.setattr(postgresql, "_PING_S", 0.5)
    engine = create_postgresql(read_database_url(await relay.start()), command_timeout_s=0.5)
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


async def test_locks_of_a_client_that_fell_silent_in_a_transaction_are_set_free(relay, database_url, monkeypatch):
    other = create_postgresql(read_database_url(database_url))
    monkeypatch.setattr(postgresql, "_IDLE_S", 1)
    lock = text("SELECT pg_advisory_xact_lock(7)")
    silent = create_postgresql(read_database_url(await relay.start()), command_timeout_s=0.5)
    connection = await silent.connect()
    await connection.execute(lock)
    relay.silence()
    async with asyncio.timeout(30), other.begin() as further:
        await further.execute(lock)
    await connection.invalidate()
    await connection.close()
    for engine in (silent, other):
        await engine.dispose()


async def test_locks_of_a_client_that_fell_silent_between_two_messages_of_a_statement_are_set_free(
    relay, database_url, monkeypatch
):
    other = create_postgresql(read_database_url(database_url))
    monkeypatch.setattr(postgresql, "_TRANSACTION_S", 1)
    lock = text("SELECT pg_advisory_xact_lock(7)")
    silent = create_postgresql(read_database_url(await relay.start()), command_timeout_s=0.5)
    connection = await silent.connect()
    await connection.execute(lock)
    raw = await connection.get_raw_connection()
    await raw.driver_connection.prepare("SELECT 1")  # it was understood, and the order to run it never comes
    relay.silence()
    async with asyncio.timeout(30), other.begin() as further:
        await further.execute(lock)
    await connection.invalidate()
    await connection.close()
    for engine in (silent, other):
        await engine.dispose()


async def test_socket_is_watched_by_the_system(relay, database_url):
    engine = create_postgresql(read_database_url(await relay.start()))
    async with engine.connect() as connection:
        raw = await connection.get_raw_connection()
        wire = raw.driver_connection._transport.get_extra_info("socket")
        keepalive, patience_ms = (
            wire.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE),
            wire.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT),
        )
    assert (keepalive, patience_ms) == (1, 20_000)
    await engine.dispose()
