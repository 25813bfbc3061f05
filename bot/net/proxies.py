"""Which proxy a host is reached through, by ``HTTPS_PROXY``, ``HTTP_PROXY``, ``ALL_PROXY`` and ``NO_PROXY``.

Each library would read them in a way of its own, or not at all: they are read here instead.
"""

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.errors import SettingsError

_Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_SCHEMES = {"http": "http", "ws": "http", "https": "https", "wss": "https"}
"""A WebSocket goes the way of the request that opens it."""


@dataclass(frozen=True, slots=True)
class Proxy:
    """
    Attributes:
        variable: the environment variable that names it.
        url: with the user and the password that it may take.
    """

    variable: str
    url: str

    @property
    def place(self) -> str:
        """Host and port, for people."""
        return urlsplit(self.url).netloc.rpartition("@")[2]


@dataclass(frozen=True, slots=True)
class _Direct:
    """One entry of NO_PROXY: a name and all below it, or a range of addresses; at one port, or at all."""

    name: str = ""
    network: _Network | None = None
    port: int | None = None

    def covers(self, host: str, port: int | None) -> bool:
        if self.port is not None and self.port != port:
            return False
        if self.network is not None:
            address = _address(host)
            return address is not None and address in self.network
        return self.name in {"*", host} or host.endswith(f".{self.name}")


@dataclass(frozen=True, slots=True)
class Proxies:
    """
    Attributes:
        named: for ``http`` and for ``https``, the variable that holds and its value.
        direct: what is reached without a proxy.
    """

    named: Mapping[str, tuple[str, str]]
    direct: tuple[_Direct, ...]

    def for_url(self, url: str) -> Proxy | None:
        """What stands between here and an address; None if it is reached directly, as this machine itself always is.

        Raises:
            SettingsError: the environment names something there that is no proxy, or one that cannot be used.
        """
        parts = urlsplit(url)
        host, scheme = (parts.hostname or "").rstrip("."), _SCHEMES.get(parts.scheme)
        if scheme is None or scheme not in self.named or is_loopback(host):
            return None
        port = parts.port or {"http": 80, "https": 443}[scheme]
        if any(entry.covers(host, port) for entry in self.direct):
            return None
        return _read_proxy(*self.named[scheme])


def read_proxies(environment: Mapping[str, str]) -> Proxies:
    """What the environment says. A name in small letters comes before the same in capitals, as everywhere."""
    everything = _value(environment, "ALL_PROXY")
    named = {scheme: _value(environment, f"{scheme.upper()}_PROXY") or everything for scheme in ("http", "https")}
    _, direct = _value(environment, "NO_PROXY") or ("", "")
    return Proxies(
        {scheme: found for scheme, found in named.items() if found},
        tuple(filter(None, map(_read_direct, re.split(r"[\s,]+", direct)))),
    )


def is_loopback(host: str) -> bool:
    """Whether a host is this machine itself."""
    address = _address(host)
    return address.is_loopback if address else host == "localhost" or host.endswith(".localhost")


def _value(environment: Mapping[str, str], name: str) -> tuple[str, str] | None:
    """The variable that holds and its value; None if neither says anything. Set and empty means none."""
    for variable in (name.lower(), name):
        if variable in environment:
            value = environment[variable].strip()
            return (variable, value) if value else None
    return None


def _read_proxy(variable: str, value: str) -> Proxy:
    """
    Raises:
        SettingsError: names the variable, and not the value, which may hold a password.
    """
    url = value if "://" in value else f"http://{value}"
    scheme = url.partition("://")[0].lower()
    if scheme.startswith("socks"):
        raise SettingsError.of("network-socks", variable=variable)
    if scheme not in {"http", "https"} or not _is_address(url):
        raise SettingsError.of("network-no-proxy", variable=variable)
    return Proxy(variable, url)


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return bool(parts.hostname) and parts.port != 0 and url.isprintable() and " " not in url
    except ValueError:
        return False


def _read_direct(entry: str) -> _Direct | None:
    """One entry of NO_PROXY; None for what cannot be read, as other programs may be able to."""
    text = entry.lower().rpartition("://")[2].rstrip("/")
    if network := _network(text):
        return _Direct(network=network)
    try:
        parts = urlsplit(f"//{text}")
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return None
    if network := _network(host):
        return _Direct(network=network, port=port)
    name = host if host == "*" else host.removeprefix("*").strip(".")
    return _Direct(name=name, port=port) if name else None


def _network(text: str) -> _Network | None:
    try:
        return ipaddress.ip_network(text.removeprefix("[").removesuffix("]"), strict=False)
    except ValueError:
        return None


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None
