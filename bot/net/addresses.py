"""Addresses of pictures that people type, and which addresses are on the public internet.

What people type is fetched by Patsnap: it must say nothing of anybody's own network. What Patsnap sends is fetched by
``bot.net.public_fetch``: it must not lead into ours.
"""

import ipaddress
import re
import socket
import unicodedata
from dataclasses import dataclass
from html import unescape
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from bot.errors import OptionError
from bot.model import AddressFault, ProblemKind
from bot.model.address import without_query

MAX_LENGTH = 2000
PORTS = {"http": 80, "https": 443}
"""The schemes that are fetched, and where they are served unless an address says otherwise."""

_LINK = re.compile(r"<([^<>|]*)(?:\|[^<>]*)?>")
_FORBIDDEN = re.compile(r"[\s<>\"|\\^`{}]")
_DOTS = str.maketrans("\u3002\uff0e\uff61", "...")
"""What resolvers read as the dot between the labels of a name (RFC 3490, 3.1)."""

_GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
"""The other end of it is the IPv4 address in the last 32 bits (RFC 6052)."""

_INSIDE = (".localhost", ".local", ".internal", ".intranet", ".lan", ".home", ".home.arpa", ".corp", ".localdomain")


@dataclass(frozen=True, slots=True)
class WebPicture:
    """An address that may be handed on, and what to call the picture behind it."""

    url: str
    name: str


def parse_image_address(typed: str, *, trusted: frozenset[str] = frozenset()) -> WebPicture:
    """Read an address as people type it or Slack wraps it (``<https://…|…>``).

    Args:
        trusted: hosts that may be anywhere, see ``host_and_port``.

    Raises:
        OptionError: INVALID_ADDRESS with ``address`` and ``fault``.
    """
    url = unescape(typed.strip())
    if match := _LINK.fullmatch(url):
        url = match[1]
    url = url.strip("\"“”'")
    if fault := _fault_of(url, trusted):
        raise OptionError.of(ProblemKind.INVALID_ADDRESS, address=without_query(url)[:200], fault=fault)
    path, _, query = url.partition("#")[0].partition("?")
    url = f"{path}?{query}" if query else path
    parts = urlsplit(url)
    return WebPicture(url, unquote(PurePosixPath(parts.path).name)[:200] or str(parts.hostname))


def host_and_port(url: str) -> str:
    """``connect.patsnap.com:443`` for ``https://connect.patsnap.com/…``. Raises ValueError."""
    parts = urlsplit(url)
    return f"{parts.hostname or ''}:{parts.port or PORTS.get(parts.scheme, 0)}"


def _fault_of(url: str, trusted: frozenset[str]) -> AddressFault | None:
    if not url or len(url) > MAX_LENGTH:
        return AddressFault.TOO_LONG if url else AddressFault.MISSING
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return AddressFault.UNREADABLE
    if parts.scheme not in PORTS:
        return AddressFault.SCHEME
    if "@" in parts.netloc:
        return AddressFault.CREDENTIALS
    if not host or port == 0 or _FORBIDDEN.search(url) or _hides_something(unquote(url)):
        return AddressFault.UNREADABLE
    is_reachable = host_and_port(url) in trusted or _is_public_host(host)
    return None if is_reachable else AddressFault.NOT_PUBLIC


def is_public(address: str) -> bool:
    """Whether an IP address, maybe with a zone, is one of the public internet's: no network's own, no multicast.

    An IPv6 address that leads to an IPv4 one (mapped, NAT64, 6to4) is as public as that. Raises ValueError.
    """
    parsed = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(parsed, ipaddress.IPv6Address):
        inner = parsed.ipv4_mapped or parsed.sixtofour
        if inner is None and parsed in _NAT64:
            inner = ipaddress.IPv4Address(int(parsed) & 0xFFFF_FFFF)
        if inner is None:
            return parsed in _GLOBAL_UNICAST and parsed.is_global
        parsed = inner
    return parsed.is_global and not parsed.is_multicast and not parsed.is_reserved


def _is_public_host(host: str) -> bool:
    """By its spelling alone: the name is looked up by Patsnap, in Patsnap's network."""
    name = unicodedata.normalize("NFKC", unquote(host)).translate(_DOTS).lower().rstrip(".")
    try:
        return is_public(name)
    except ValueError:
        try:
            # As resolvers read them: 127.1, 2130706433 and 0x7f.0.0.1 are all the same place.
            return is_public(str(ipaddress.IPv4Address(socket.inet_aton(name))))
        except (OSError, ValueError, UnicodeError):
            return "." in name and not name.endswith(_INSIDE)


def _hides_something(url: str) -> bool:
    """Whether it holds what nobody sees: controls, bidi marks, zero-width characters, lone surrogates."""
    return any(unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for char in url)
