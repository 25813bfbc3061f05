"""Addresses of pictures that people type, and which addresses are on the public internet.

What people type is fetched by Patsnap: it must say nothing of anybody's own network. What Patsnap sends is fetched by
``bot.net.public_fetch``: it must not lead into ours.
"""

import ipaddress
import re
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
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")
"""A host that ends in such a label is read as an address by some (``127.1``, ``0x7f.1``), whatever its number form."""

_LONGEST_NAME = 253

_SPECIAL_IPV4 = tuple(
    map(
        ipaddress.IPv4Network,
        (
            "0.0.0.0/8",  # this network
            "10.0.0.0/8",  # private use
            "100.64.0.0/10",  # shared by the customers of a provider
            "127.0.0.0/8",  # loopback
            "169.254.0.0/16",  # link-local; the metadata of clouds
            "172.16.0.0/12",  # private use
            "192.0.0.0/24",  # protocol assignments: DS-Lite, PCP, TURN, discovery of NAT64
            "192.0.2.0/24",  # documentation
            "192.31.196.0/24",  # AS112
            "192.52.193.0/24",  # automatic multicast tunnelling
            "192.88.99.0/24",  # relays of 6to4 and 6a44
            "192.168.0.0/16",  # private use
            "192.175.48.0/24",  # AS112 by direct delegation
            "198.18.0.0/15",  # benchmarking
            "198.51.100.0/24",  # documentation
            "203.0.113.0/24",  # documentation
            "224.0.0.0/4",  # multicast, which has a registry of its own
            "240.0.0.0/4",  # reserved, with the limited broadcast
        ),
    )
)
"""IANA's IPv4 Special-Purpose Address Registry, whether or not a range is reachable: there are no pictures in any.

https://www.iana.org/assignments/iana-ipv4-special-registry
"""

_SPECIAL_IPV6 = tuple(
    map(
        ipaddress.IPv6Network,
        (
            "::/128",  # unspecified
            "::1/128",  # loopback
            "::ffff:0:0/96",  # IPv4-mapped
            "64:ff9b::/96",  # NAT64
            "64:ff9b:1::/48",  # NAT64 for local use
            "100::/64",  # discard
            "100:0:0:1::/64",  # dummy prefix
            "2001::/23",  # protocol assignments: Teredo, benchmarking, AMT, AS112, ORCHID, drones
            "2001:db8::/32",  # documentation
            "2002::/16",  # 6to4
            "2620:4f:8000::/48",  # AS112 by direct delegation
            "3fff::/20",  # documentation
            "5f00::/16",  # segment routing
            "fc00::/7",  # unique local
            "fe80::/10",  # link-local
        ),
    )
)
"""IANA's IPv6 Special-Purpose Address Registry: https://www.iana.org/assignments/iana-ipv6-special-registry"""

_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
"""What IANA hands out at all: multicast, and all that is yet to be assigned, lies outside."""

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
"""The other end of it is the IPv4 address in the last 32 bits (RFC 6052). Where a machine has IPv6 alone, its resolver
gives every host of IPv4 such an address."""

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
    if ("[" in parts.netloc) != (":" in host):
        host = ""  # brackets are for IPv6, though addresses of a version to come would stand there too
    return None if host_and_port(url) in trusted else host_fault(host)


def is_public(address: str) -> bool:
    """Whether an IP address, maybe with a zone, is one of the public internet's: in no special-purpose range.

    One that a machine has for a host of IPv4 (mapped, NAT64) is as public as that. Raises ValueError.
    """
    parsed = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed in _NAT64:
            return _is_ordinary(ipaddress.IPv4Address(int(parsed) & 0xFFFF_FFFF))
        return _is_ordinary(parsed.ipv4_mapped or parsed)
    return _is_ordinary(parsed)


def host_fault(host: str) -> AddressFault | None:
    """What is wrong with a host by its spelling alone, before anybody looks it up.

    Only an IP address in its usual form, or a name of letters, digits and hyphens, is the same host to every program.
    Other forms of numbers, a zone, a final dot, percent signs and letters that stand for others are not.
    """
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return _name_fault(host.lower())
    if "%" in host:
        return AddressFault.HOST
    return None if _is_ordinary(address) else AddressFault.NOT_PUBLIC


def _name_fault(name: str) -> AddressFault | None:
    labels = name.split(".")
    is_plain = len(name) <= _LONGEST_NAME and all(map(_is_plain_label, labels))
    if not is_plain or _NUMBER.fullmatch(labels[-1]):
        return AddressFault.HOST
    return AddressFault.NOT_PUBLIC if len(labels) == 1 or name.endswith(_INSIDE) else None


def _is_plain_label(label: str) -> bool:
    """A label in ASCII, or one that is the same when it has been made ASCII and read back."""
    if label.isascii():
        return _LABEL.fullmatch(label) is not None
    try:
        return label.encode("idna").decode("idna") == label
    except UnicodeError:
        return False


def _is_ordinary(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Whether an address lies in no special-purpose range."""
    if isinstance(address, ipaddress.IPv4Address):
        return not any(address in network for network in _SPECIAL_IPV4)
    return address in _GLOBAL_UNICAST and not any(address in network for network in _SPECIAL_IPV6)


def _hides_something(url: str) -> bool:
    """Whether it holds what nobody sees: controls, bidi marks, zero-width characters, lone surrogates."""
    return any(unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for char in url)
