"""The ids that buttons carry out and back: of posts, checks and searches."""

import re
import secrets

_ID = re.compile(r"[0-9a-f]{32}")


def new_id() -> str:
    """32 hexadecimal digits that nobody can guess."""
    return secrets.token_hex(16)


def is_id(text: str) -> bool:
    """Whether it may be one. What is none need not be looked for, and some of it no database takes."""
    return _ID.fullmatch(text) is not None
