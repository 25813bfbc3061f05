"""Why a database cannot be used, in one sentence: password, role, database, host, port, certificate, file."""

import socket
import ssl
from collections.abc import Iterator

from sqlalchemy.exc import TimeoutError as PoolTimeoutError

_SERVER: dict[str, str] = {
    "28P01": "{place} refuses the password: check user and password",
    "28000": "{place} does not let this user in: check the user, and the server's pg_hba.conf",
    "3D000": "{place}: there is no such database on this server; check the name, or create it",
    "42501": "{place}: this user may not do what the app needs; let it create tables in the database",
    "53300": "{place} has no connection left: raise its max_connections, or run fewer replicas",
    "57P03": "{place} is starting or stopping: try again in a minute",
    "25006": "{place} takes no writes: name the primary server, not a standby",
    "08P01": "{place} does not take the address's parameters: look at options and application_name",
}
"""By SQLSTATE."""

_FILE: dict[str, str] = {
    "SQLITE_NOTADB": "{place} is no SQLite database: name another file, or restore this one from a backup",
    "SQLITE_CORRUPT": "{place} is damaged: restore it from a backup",
    "SQLITE_CANTOPEN": "{place} cannot be opened: check the path and who owns it",
    "SQLITE_READONLY": "{place} cannot be written: check who owns it and its directory",
    "SQLITE_BUSY": "{place} is locked by another program: end that one",
    "SQLITE_FULL": "the disk of {place} is full: make room",
    "SQLITE_IOERR": "{place} cannot be read or written: look at its disk",
}
"""By SQLite's primary result code."""


def describe(error: BaseException, *, place: str) -> str:
    """One sentence with the database's place; nothing of it is secret.

    Args:
        place: host, port and database, or the file.
    """
    causes = list(_chain(error))
    reason = next(filter(None, map(_reason, reversed(causes))), "{place} does not answer ({kind})")
    return f"DATABASE_URL cannot be used: {reason.format(place=place, kind=type(causes[-1]).__name__)}."


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error and what led to it, SQLAlchemy's wrapping first."""
    following: BaseException | None = error
    while following is not None:
        yield following
        following = getattr(following, "orig", None) or following.__cause__


def _reason(error: BaseException) -> str | None:
    if code := getattr(error, "sqlite_errorname", None):
        return _FILE.get("_".join(str(code).split("_")[:2]))
    if state := getattr(error, "sqlstate", None):
        return _of_server(str(state), error)
    return _of_system(error)


def _of_server(state: str, error: BaseException) -> str | None:
    if state == "28000" and "does not exist" in str(error):
        return "{place}: there is no such user on this server; check the name, or create the role"
    if state == "28000" and "encryption" in str(error):
        return "{place} does not let this user in without encryption: add sslmode=require"
    return _SERVER.get(state)


_SYSTEM: tuple[tuple[type[BaseException], str], ...] = (
    (PoolTimeoutError, "{place}: every connection is in use"),
    (ssl.SSLCertVerificationError, "the certificate of {place} is not to be trusted: check host and sslrootcert"),
    (ssl.SSLError, "{place} does not speak TLS as it should: check sslmode and the certificates"),
    (socket.gaierror, "the host of {place} is unknown: check its name, and the network"),
    (ConnectionRefusedError, "nothing listens at {place}: check host and port, and that the server runs"),
    (TimeoutError, "{place} did not answer in time: check host and port, and the firewall"),
    (FileNotFoundError, "{place}: there is no such socket; check host and port, and that the server runs"),
)


def _of_system(error: BaseException) -> str | None:
    if isinstance(error, ConnectionError) and "SSL" in str(error):
        return "{place} takes no encrypted connections: take sslmode out, or turn TLS on at the server"
    return next((sentence for kind, sentence in _SYSTEM if isinstance(error, kind)), None)
