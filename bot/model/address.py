"""Addresses of pictures on the web: what may be wrong with one, and what of it is kept."""

from enum import StrEnum


class AddressFault(StrEnum):
    """Why an address is none from which Patsnap may be asked to take a picture."""

    MISSING = "missing"
    UNREADABLE = "unreadable"
    TOO_LONG = "too_long"
    SCHEME = "scheme"  # neither http nor https
    CREDENTIALS = "credentials"  # it holds a name or a password
    HOST = "host"  # its host is neither a plain name nor a plain IP address
    NOT_PUBLIC = "not_public"  # its host is private, loopback, link-local, or a name from inside a network


def without_query(address: str) -> str:
    """Host and path, which people may see and the database may keep: whoever knows a signed query has the picture.

    A lone ``?`` stays as a sign that more was there, see ``has_lost_query``.
    """
    path, mark, _ = address.partition("#")[0].partition("?")
    return path + mark


def has_lost_query(address: str) -> bool:
    """Whether this is no longer the whole address, and leads nowhere."""
    return address.endswith("?")
