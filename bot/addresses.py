"""Addresses of pictures that people type. Patsnap fetches them: they must say nothing of anybody's own network."""

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

MAX_LENGTH = 2000
_LINK = re.compile(r"<([^<>|]*)(?:\|[^<>]*)?>")
_FORBIDDEN = re.compile(r"[\s<>\"|\\^`{}\x00-\x1f\x7f]")
_INSIDE = (".localhost", ".local", ".internal", ".intranet", ".lan", ".home", ".home.arpa", ".corp", ".localdomain")


@dataclass(frozen=True, slots=True)
class WebPicture:
    """An address that may be handed on, and what to call the picture behind it."""

    url: str
    name: str


def parse_image_address(typed: str, *, trusted: frozenset[str] = frozenset()) -> WebPicture:
    """Read an address as people type it or Slack wraps it (``<https://…|…>``).

    Args:
        trusted: hosts with their ports, such as ``127.0.0.1:8000``, that may be anywhere.

    Raises:
        OptionError: INVALID_ADDRESS with ``address`` and ``fault``.
    """
    url = unescape(typed.strip())
    if match := _LINK.fullmatch(url):
        url = match[1]
    url = url.strip("\"“”'")
    if fault := _fault_of(url, trusted):
        raise OptionError.of(ProblemKind.INVALID_ADDRESS, address=url[:200], fault=fault)
    parts = urlsplit(url)
    return WebPicture(url, unquote(PurePosixPath(parts.path).name)[:200] or str(parts.hostname))


def _fault_of(url: str, trusted: frozenset[str]) -> AddressFault | None:
    if not url or len(url) > MAX_LENGTH:
        return AddressFault.TOO_LONG if url else AddressFault.MISSING
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return AddressFault.UNREADABLE
    if parts.scheme not in {"http", "https"}:
        return AddressFault.SCHEME
    if "@" in parts.netloc:
        return AddressFault.CREDENTIALS
    is_reachable = parts.netloc.lower() in trusted or _is_public(host)
    if not host or port == 0 or _FORBIDDEN.search(url):
        return AddressFault.UNREADABLE
    return None if is_reachable else AddressFault.NOT_PUBLIC


def _is_public(host: str) -> bool:
    """By its spelling alone: the name is looked up by Patsnap, in Patsnap's network."""
    name = unicodedata.normalize("NFKC", unquote(host)).lower().rstrip(".")
    try:
        address = ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        try:
            # As resolvers read them: 127.1, 2130706433 and 0x7f.0.0.1 are all the same place.
            address = ipaddress.ip_address(socket.inet_aton(name))
        except (OSError, ValueError, UnicodeError):
            return "." in name and not name.endswith(_INSIDE)
    mapped = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None)
    return (mapped or address).is_global and not address.is_multicast
