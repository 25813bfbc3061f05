"""Connections to PostgreSQL: through PgBouncer as well, and such that a silent one is noticed and replaced."""

import socket
from collections.abc import Mapping
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

_PING_S = 5
"""Whether a connection that lay idle still answers: nobody is to wait long for that, there are others."""

_POOL_S = 10
"""How long for a free connection: with the ping, a new connection and a statement it makes less than a minute."""

_IDLE_S = 30
"""The server ends a transaction that says nothing for so long: who began it may be gone, and its locks would stay."""

_TRANSACTION_S = 60
"""It ends one that takes so long, too. Between two messages of one statement a transaction is not idle to the server:
a connection that fell silent there kept its locks, and what it had locked was due, and was claimed by nobody."""

_KEEPALIVE = (("SO_KEEPALIVE", 1), ("TCP_KEEPIDLE", 15), ("TCP_KEEPINTVL", 5), ("TCP_KEEPCNT", 3))
_SERVER_KEEPALIVE = {"tcp_keepalives_idle": 15, "tcp_keepalives_interval": 5, "tcp_keepalives_count": 3}

_FAILURES = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError)
"""What asyncpg raises when a connection is lost, the last of them when it was lost between two statements."""


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
        pool_timeout=_POOL_S,
        pool_pre_ping=True,
        hide_parameters=True,
    )


class _Connection(AsyncAdapt_asyncpg_connection):
    """A connection of which each failure is a database error: the driver lets those of the system through."""

    __slots__ = ()

    def ping(self) -> None:
        """Ask for an answer, by one message instead of a transaction's five."""
        try:
            await_only(self._connection.execute("SELECT 1", timeout=_PING_S))  # type: ignore[attr-defined]
        except _FAILURES as error:
            self._handle_exception(error)

    def close(self) -> None:
        """Close within two seconds, as a connection that is given up: whoever returns one too many waits for it."""
        self.rollback()  # type: ignore[no-untyped-call]
        self.terminate()

    def _handle_exception(self, error: Exception) -> NoReturn:
        if isinstance(error, OSError):
            self._connection.terminate()  # what it would answer now belongs to a statement that nobody waits for
            raise self.dbapi.OperationalError(f"no answer ({type(error).__name__})", error) from error
        super()._handle_exception(error)


class _Driver(AsyncAdapt_asyncpg_dbapi):
    def connect(self, *_: Any, **options: Any) -> _Connection:
        try:
            connection = await_only(_connect(options))
        except (*_FAILURES, ValueError) as error:
            raise self.OperationalError(  # type: ignore[no-untyped-call]
                f"no connection ({type(error).__name__})", error
            ) from error
        return _Connection(  # type: ignore[no-untyped-call]
            self, connection, prepared_statement_cache_size=0, prepared_statement_name_func=_without_a_name
        )


async def _connect(options: Mapping[str, Any]) -> Any:
    connection = await asyncpg.connect(**options)
    try:
        _notice_silence(connection)
        await connection.execute(_have_silence_noticed(), timeout=options["timeout"])
    except BaseException:
        connection.terminate()
        raise
    return connection


def _without_a_name() -> str:
    return ""


def _have_silence_noticed() -> str:
    """SQL after which the server, too, gives a silent connection up: as far as its version can."""
    settings = {
        "idle_in_transaction_session_timeout": f"{_IDLE_S}s",
        "transaction_timeout": f"{_TRANSACTION_S}s",  # from PostgreSQL 17 on; before, it is up to the system's probes
        "tcp_user_timeout": f"{_SILENCE_S}s",
        **_SERVER_KEEPALIVE,
    }
    values = ", ".join(f"('{name}', '{value}')" for name, value in settings.items())
    return (
        f"SELECT set_config(name, value, false) FROM (VALUES {values}) AS wanted (name, value)"  # noqa: S608 - constants
        " WHERE current_setting(name, true) IS NOT NULL"
    )


def _notice_silence(connection: Any) -> None:
    """Have the system give a connection up when the other machine no longer answers at all."""
    wire: socket.socket = connection._transport.get_extra_info("socket")
    if wire.family == socket.AF_UNIX:
        return
    for name, value in (*_KEEPALIVE, ("TCP_USER_TIMEOUT", _SILENCE_S * 1000)):
        if (number := getattr(socket, name, None)) is not None:
            wire.setsockopt(socket.SOL_SOCKET if name.startswith("SO_") else socket.IPPROTO_TCP, number, value)
