"""``DATABASE_URL`` read as libpq and SQLAlchemy read it: driver prefixes, hosts, parameters; connects to nothing."""

import re
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlencode

from bot.errors import WrongValue

_SQLITE = frozenset({"sqlite", "sqlite+aiosqlite", "sqlite+pysqlite"})
_POSTGRESQL = frozenset(
    {"postgresql", "postgres", "postgresql+asyncpg", "postgresql+psycopg", "postgresql+psycopg2", "postgres+asyncpg"}
)
_ADDRESS = re.compile(
    r"(?:(?P<user>[^:@/?]*)(?::(?P<password>[^@]*))?@)?(?P<hosts>[^/?]*)(?:/(?P<database>[^?]*))?(?:\?(?P<query>.*))?",
    re.DOTALL,
)
_HOST = re.compile(r"(?P<host>\[[^\]]*\]|[^:@\[\]]*)(?::(?P<port>\d*))?")

_PORT = 5432
_CONNECT_TIMEOUT_S = 10
_SHORTEST_CONNECT_TIMEOUT_S = 2
"""libpq's own: a shorter one counts as this."""

_OF_THE_DRIVER = frozenset(
    {
        *("host", "port", "dbname", "user", "password", "passfile", "service", "sslmode", "sslcert", "sslkey"),
        *("sslrootcert", "sslcrl", "sslpassword", "sslnegotiation", "ssl_min_protocol_version"),
        *("ssl_max_protocol_version", "target_session_attrs", "krbsrvname", "gsslib"),
    }
)
"""libpq's parameters that asyncpg reads by itself …"""

_OF_THE_SERVER = frozenset({"application_name", "options"})
"""… and those that go to the server as they are."""

_FILES = ("sslrootcert", "sslcert", "sslkey", "sslcrl")
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "sslmode": ("disable", "allow", "prefer", "require", "verify-ca", "verify-full"),
    "sslnegotiation": ("postgres", "direct"),
    "target_session_attrs": ("any", "read-write", "read-only", "primary", "standby", "prefer-standby"),
}
_HOLDS_ANYWAY: Mapping[str, tuple[str, ...]] = {
    "channel_binding": ("disable", "prefer"),
    "client_encoding": ("auto", "utf8", "utf-8"),
    "gssencmode": ("disable", "prefer"),
    "keepalives": ("1",),
    "load_balance_hosts": ("disable",),
    "prepared_statement_cache_size": ("0",),
    "sslcompression": ("0",),
    "sslsni": ("1",),
    "statement_cache_size": ("0",),
}
"""What the app does without being told; any other value is something that it cannot do."""

_START = "database-url-start"


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseUrl:
    """Where the database is.

    Attributes:
        path: the SQLite file; "" is a database in memory, None is PostgreSQL.
        dsn: what asyncpg connects to, with the password.
        options: more for asyncpg's ``connect``.
        place: host, port and database for a person, without user and password.
    """

    path: str | None = None
    dsn: str = field(default="", repr=False)
    options: Mapping[str, object] = field(default_factory=dict)
    place: str


def read_database_url(text: str) -> DatabaseUrl:
    """Read an address.

    Raises:
        WrongValue: what is wrong; never holds a secret.
    """
    scheme, separator, rest = text.partition("://")
    if not separator:
        raise WrongValue.of(_START)
    if scheme.lower() in _SQLITE:
        return _read_sqlite(rest)
    if scheme.lower() in _POSTGRESQL:
        return _read_postgresql(rest)
    raise WrongValue.of(_START)


def _read_sqlite(rest: str) -> DatabaseUrl:
    path, _, query = rest.partition("?")
    if query:
        raise WrongValue.of("database-url-sqlite-parameters")
    if path and not path.startswith("/"):
        raise WrongValue.of("database-url-sqlite-host")
    path = path.removeprefix("/")
    return DatabaseUrl(path="" if path == ":memory:" else path, place=path or ":memory:")


def _read_postgresql(rest: str) -> DatabaseUrl:
    match = _ADDRESS.fullmatch(rest)
    if match is None:
        raise WrongValue.of(_START)
    hosts = [_read_host(one) for one in match["hosts"].split(",")] if match["hosts"] else []
    parameters = dict(parse_qsl(match["query"] or "", keep_blank_values=True))
    kept, options = _read_parameters(parameters)
    database = unquote(match["database"] or "")
    user, password = (quote(unquote(match[part] or ""), safe="") for part in ("user", "password"))
    login = f"{user}:{password}@" if user or password else ""
    dsn = f"postgresql://{login}{','.join(hosts)}/{quote(database, safe='')}"
    shown = ", ".join(hosts) or f"{kept.get('host', 'localhost')}:{kept.get('port', _PORT)}"
    return DatabaseUrl(
        dsn=f"{dsn}?{urlencode(kept)}" if kept else dsn,
        options=options,
        place=f"{shown}/{database or kept.get('dbname', '')}",
    )


def _read_host(text: str) -> str:
    match = _HOST.fullmatch(text)
    port = int(match["port"] or _PORT) if match else 0
    if match is None or not 0 < port < 65536:  # what stands there may be a part of the password
        raise WrongValue.of("database-url-host")
    return f"{match['host']}:{port}"


def _read_parameters(given: Mapping[str, str]) -> tuple[dict[str, str], dict[str, object]]:
    """What goes into asyncpg's address, and what goes beside it."""
    kept: dict[str, str] = {}
    options: dict[str, object] = {"timeout": _CONNECT_TIMEOUT_S}
    for name, value in given.items():
        if name in _OF_THE_DRIVER or name in _OF_THE_SERVER:
            kept[name] = _checked(name, value)
        elif name in _RENAMED:
            kept.setdefault(_RENAMED[name], _checked(_RENAMED[name], value))
        elif name == "connect_timeout":
            options["timeout"] = _seconds(value)
        elif name not in _HOLDS_ANYWAY:
            raise WrongValue.of("database-url-parameter", name=name)
        elif value.lower() not in _HOLDS_ANYWAY[name]:
            _refuse(name, value, given)
    if kept.get("sslrootcert") == "system":
        options["ssl"] = _system_certificates(kept)
    return kept, options


_RENAMED = {"ssl": "sslmode", "database": "dbname", "fallback_application_name": "application_name"}
"""Other names for the same: asyncpg's ``ssl``, SQLAlchemy's ``database``."""


def _refuse(name: str, value: str, given: Mapping[str, str]) -> None:
    # With the host's name proved by its certificate nobody stands between: what binding the channel is for.
    if name == "channel_binding" and (given.get("sslmode") == "verify-full" or given.get("sslrootcert") == "system"):
        return
    raise WrongValue.of(
        "database-url-binding" if name == "channel_binding" else "database-url-impossible", parameter=f"{name}={value}"
    )


def _checked(name: str, value: str) -> str:
    if name in _CHOICES and value not in _CHOICES[name]:
        raise WrongValue.of("database-url-choice", name=name, choices=_CHOICES[name])
    if name in _FILES and value != "system" and not Path(value).is_file():
        raise WrongValue.of("database-url-file", name=name, file=value)
    return value


def _seconds(value: str) -> int | None:
    try:
        seconds = int(value)
    except ValueError:
        raise WrongValue.of("database-url-timeout") from None
    return max(seconds, _SHORTEST_CONNECT_TIMEOUT_S) if seconds > 0 else None


def _system_certificates(kept: dict[str, str]) -> ssl.SSLContext:
    """``sslrootcert=system``: the certificates that the system trusts, and the host's name with them."""
    del kept["sslrootcert"]
    if kept.pop("sslmode", "verify-full") != "verify-full":
        raise WrongValue.of("database-url-system-certificates")
    return ssl.create_default_context()
