"""Why a database cannot be used, in one sentence: password, role, database, host, port, certificate, file."""

import socket
import ssl
from collections.abc import Iterator

from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from bot.model.sentence import Sentence

_SERVER: dict[str, str] = {
    "28P01": "database-password",
    "28000": "database-user",
    "3D000": "database-absent",
    "42501": "database-rights",
    "53300": "database-connections",
    "57P03": "database-starting",
    "25006": "database-standby",
    "08P01": "database-parameters",
}
"""By SQLSTATE."""

_FILE: dict[str, str] = {
    "SQLITE_NOTADB": "database-no-sqlite",
    "SQLITE_CORRUPT": "database-damaged",
    "SQLITE_CANTOPEN": "database-closed",
    "SQLITE_READONLY": "database-readonly",
    "SQLITE_READONLY_DBMOVED": "database-moved",
    "SQLITE_BUSY": "database-locked",
    "SQLITE_FULL": "database-full",
    "SQLITE_IOERR": "database-disk",
}
"""By SQLite's result code, the extended one or the primary one that it begins with."""


def describe(error: BaseException, *, place: str) -> Sentence:
    """One sentence with the database's place; nothing of it is secret.

    Args:
        place: host, port and database, or the file.
    """
    causes = list(_chain(error))
    reason = next(filter(None, map(_reason, reversed(causes))), None)
    if reason is None:
        why = Sentence.of("database-silent", place=place, kind=type(causes[-1]).__name__)
    else:
        why = Sentence(reason, {"place": place})
    return Sentence.of("database-unusable", why=why)


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error and what led to it, SQLAlchemy's wrapping first."""
    following: BaseException | None = error
    while following is not None:
        yield following
        following = getattr(following, "orig", None) or following.__cause__


def _reason(error: BaseException) -> str | None:
    """The message that says why, all of which take the place; None for what has none."""
    if code := getattr(error, "sqlite_errorname", None):
        return _FILE.get(str(code)) or _FILE.get("_".join(str(code).split("_")[:2]))
    if state := getattr(error, "sqlstate", None):
        return _of_server(str(state), error)
    return _of_system(error)


def _of_server(state: str, error: BaseException) -> str | None:
    if state == "28000" and "does not exist" in str(error):
        return "database-user-absent"
    if state == "28000" and "encryption" in str(error):
        return "database-encryption-demanded"
    return _SERVER.get(state)


_SYSTEM: tuple[tuple[type[BaseException], str], ...] = (
    (PoolTimeoutError, "database-busy"),
    (ssl.SSLCertVerificationError, "database-certificate"),
    (ssl.SSLError, "database-tls"),
    (socket.gaierror, "database-host"),
    (ConnectionRefusedError, "database-refused"),
    (TimeoutError, "database-timeout"),
    (FileNotFoundError, "database-socket"),
)


def _of_system(error: BaseException) -> str | None:
    if isinstance(error, ConnectionError) and "SSL" in str(error):
        return "database-unencrypted"
    return next((message_id for kind, message_id in _SYSTEM if isinstance(error, kind)), None)
