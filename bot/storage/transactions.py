"""Transactions, several of which may share one commit."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Protocol

from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.storage.sqlite import run_inline

_MOST_SHARED = 64
"""Transactions in one commit; more of them would keep the first one waiting too long."""


class Transactions(Protocol):
    """``async with begin() as connection``: what is written there is durable once the block has been left."""

    def begin(self) -> AbstractAsyncContextManager[AsyncConnection]: ...


class GroupCommit:
    """For a database with one writer, such as SQLite: transactions that queue up share one commit.

    A commit waits for the disk, so a hundred checks that are polled at once would otherwise keep an incoming post
    waiting for a hundred writes to the disk. Each but the first is a savepoint: one that fails takes none along.
    None is left before the shared commit is done; where that fails, all of them do.
    """

    def __init__(self, database: AsyncEngine) -> None:
        self._database = database
        self._turn = asyncio.Lock()
        self._waiting = 0
        self._shared = 0
        self._connection: AsyncConnection | None = None
        self._committed: asyncio.Future[None] | None = None

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[AsyncConnection]:
        self._waiting += 1
        try:
            await self._turn.acquire()
        finally:
            self._waiting -= 1
        try:
            is_first = not self._shared
            connection, committed = await self._open()
            try:
                if is_first:
                    yield connection
                else:
                    async with connection.begin_nested():
                        yield connection
            except BaseException as error:
                if is_first:  # nobody shares it yet
                    await asyncio.shield(self._abandon(connection))
                else:
                    # A disk that is full ends the whole transaction, and what comes next would be one of its own.
                    is_over = isinstance(error, DBAPIError) and not await _in_transaction(connection)
                    await self._leave(connection, committed, is_over=is_over)
                raise
            await self._leave(connection, committed)
        finally:
            self._turn.release()
        await asyncio.shield(committed)

    async def _leave(
        self, connection: AsyncConnection, committed: "asyncio.Future[None]", *, is_over: bool = False
    ) -> None:
        self._shared += 1
        if is_over or not self._waiting or self._shared >= _MOST_SHARED:
            await asyncio.shield(self._commit(connection, committed))

    async def _open(self) -> tuple[AsyncConnection, asyncio.Future[None]]:
        """The transaction that all share, begun by the first of them."""
        if self._connection is None or self._committed is None:
            connection = self._database.connect()
            await connection.start()
            try:
                await connection.begin()
                await run_inline(connection)
            except BaseException:
                # It is the only one there is: kept, it would keep everybody waiting for good.
                await asyncio.shield(connection.close())
                raise
            self._connection = connection
            self._committed = asyncio.get_running_loop().create_future()
        return self._connection, self._committed

    async def _abandon(self, connection: AsyncConnection) -> None:
        self._connection = self._committed = None
        try:
            await connection.rollback()
        finally:
            await connection.close()

    async def _commit(self, connection: AsyncConnection, committed: "asyncio.Future[None]") -> None:
        self._connection = self._committed = None
        self._shared = 0
        try:
            await _require_transaction(connection)
            await connection.commit()
        except Exception as error:  # noqa: BLE001 - handed to everybody who shares the commit
            committed.set_exception(error)
            committed.exception()  # somebody may not wait for it any more
            await connection.invalidate()  # what state it is in nobody knows
        else:
            committed.set_result(None)
        finally:
            await connection.close()


async def _require_transaction(connection: AsyncConnection) -> None:
    """Committing nothing would succeed, and what was written before would be gone without a word."""
    if not await _in_transaction(connection):
        raise OperationalError("COMMIT", None, sqlite3.OperationalError("the transaction was rolled back"))


async def _in_transaction(connection: AsyncConnection) -> bool:
    """Whether SQLite itself is still in the transaction that was begun."""
    raw = await connection.get_raw_connection()
    return raw.driver_connection is not None and bool(raw.driver_connection.in_transaction)


def transactions_of(database: AsyncEngine) -> Transactions:
    """The way to write that suits the database."""
    return GroupCommit(database) if database.dialect.name == "sqlite" else database
