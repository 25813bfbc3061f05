"""Connections to PostgreSQL: through PgBouncer as well, and such that a silent one is noticed and replaced."""

import socket
from typing import Any, NoReturn

import asyncpg
from sqlalchemy.dialects.postgresql.asyncpg import AsyncAdapt_asyncpg_connection, AsyncAdapt_asyncpg_dbapi
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.util import await_only

from bot.net.database_url import DatabaseUrl

_COMMAND_TIMEOUT_S = 30
"""From a statement to its answer: the longest of the app takes well under a second."""

_SILENCE_S = 20
"""How long what was sent may stay unacknowledged by the other machine."""

_IDLE_S = 30
"""The server ends a transaction that says nothing for so long: who began it may be gone, and its locks would stay."""

_KEEPALIVE = (("SO_KEEPALIVE", 1), ("TCP_KEEPIDLE", 15), ("TCP_KEEPINTVL", 5), ("TCP_KEEPCNT", 3))


def create_postgresql(url: DatabaseUrl, *, command_timeout_s: float = _COMMAND_TIMEOUT_S) -> AsyncEngine:
    """SQLAlchemy's engine for this address; connects to nothing yet.

    PgBouncer in transaction mode gives each transaction another connection to the server, on which no prepared
    statement of the one before is known. So none is kept: every statement is prepared again, under no name.
    """
    return create_async_engine(
        "postgresql+asyncpg://",
        module=_Driver(asyncpg),  # type: ignore[no-untyped-call]
        connect_args={
            "dsn": url.dsn,
            "statement_cache_size": 0,
            "command_timeout": command_timeout_s,
            **url.options,
        },
        pool_size=10,
        max_overflow=10,
        pool_timeout=30,
        pool_pre_ping=True,
        hide_parameters=True,
    )


class _Connection(AsyncAdapt_asyncpg_connection):
    """A connection of which each failure is a database error: the driver lets those of the system through."""

    __slots__ = ()

    def _handle_exception(self, error: Exception) -> NoReturn:
        if isinstance(error, OSError):
            self._connection.terminate()  # what it would answer now belongs to a statement that nobody waits for
            raise self.dbapi.OperationalError(f"no answer ({type(error).__name__})", error) from error
        super()._handle_exception(error)


class _Driver(AsyncAdapt_asyncpg_dbapi):
    def connect(self, *_: Any, **options: Any) -> _Connection:
        try:
            connection = await_only(asyncpg.connect(**options))
            await_only(connection.execute(f"SET idle_in_transaction_session_timeout = '{_IDLE_S}s'"))
        except (OSError, ValueError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            raise self.OperationalError(  # type: ignore[no-untyped-call]
                f"no connection ({type(error).__name__})", error
            ) from error
        _notice_silence(connection)
        return _Connection(  # type: ignore[no-untyped-call]
            self, connection, prepared_statement_cache_size=0, prepared_statement_name_func=_without_a_name
        )


def _without_a_name() -> str:
    return ""


def _notice_silence(connection: Any) -> None:
    """Have the system give a connection up when the other machine no longer answers at all."""
    wire: socket.socket = connection._transport.get_extra_info("socket")
    if wire.family == socket.AF_UNIX:
        return
    for name, value in (*_KEEPALIVE, ("TCP_USER_TIMEOUT", _SILENCE_S * 1000)):
        if (number := getattr(socket, name, None)) is not None:
            wire.setsockopt(socket.SOL_SOCKET if name.startswith("SO_") else socket.IPPROTO_TCP, number, value)
