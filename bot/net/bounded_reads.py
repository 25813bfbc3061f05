"""The body of a reply as it came over the wire, and never more of it than was agreed on."""

from collections.abc import Mapping
from io import BytesIO
from typing import Final

import httpx

RAW: Final[Mapping[str, str]] = {"Accept-Encoding": "identity"}
"""Asks for bytes as they are: a few compressed kilobytes can hold gigabytes."""


async def read_raw(response: httpx.Response, *, max_bytes: int) -> bytes | None:
    """The body of a streamed reply; None, and nothing more is read, where it is longer.

    Raises:
        httpx.HTTPError: it broke off, or came compressed all the same.
    """
    if response.headers.get("content-encoding", "identity").strip().lower() not in {"", "identity"}:
        raise httpx.DecodingError("compressed, though nobody asked for that")
    if (declared := declared_bytes(response)) is not None and declared > max_bytes:
        return None
    body = BytesIO()  # hands its bytes out without a copy, where joined pieces would take the room twice
    async for chunk in response.aiter_raw():
        if body.tell() + len(chunk) > max_bytes:
            return None
        body.write(chunk)
    return body.getvalue()


def declared_bytes(response: httpx.Response) -> int | None:
    """What the reply says of its length; None where it says nothing."""
    value = response.headers.get("content-length", "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 20 else None
