"""What may be wrong with the address of a picture."""

from enum import StrEnum


class AddressFault(StrEnum):
    """Why an address is none from which Patsnap may be asked to take a picture."""

    MISSING = "missing"
    UNREADABLE = "unreadable"
    TOO_LONG = "too_long"
    SCHEME = "scheme"  # neither http nor https
    CREDENTIALS = "credentials"  # it holds a name or a password
    NOT_PUBLIC = "not_public"  # its host is private, loopback, link-local, or a name from inside a network
