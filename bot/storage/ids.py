"""Ids that buttons carry out and back, of posts, checks and searches; and digests of texts for unique keys."""

import hashlib
import re
import secrets

_ID = re.compile(r"[0-9a-f]{32}")


def new_id() -> str:
    """32 hexadecimal digits that nobody can guess."""
    return secrets.token_hex(16)


def is_id(text: str) -> bool:
    """Whether it may be one. What is none need not be looked for, and some of it no database takes."""
    return _ID.fullmatch(text) is not None


def digest_of(text: str) -> str:
    """32 hexadecimal digits for a text of any length: an index of PostgreSQL takes no entry beyond 2.7 KB, and a key
    outlives what must not be kept.
    """
    return hashlib.blake2b(text.encode(errors="surrogatepass"), digest_size=16).hexdigest()
