"""The body of a reply, and never more of it than was agreed on: neither over the wire nor out of a compression."""

import zlib
from collections.abc import Mapping
from io import BytesIO
from typing import Final

import httpx

RAW: Final[Mapping[str, str]] = {"Accept-Encoding": "identity"}
"""Asks for bytes as they are: a few compressed kilobytes can hold gigabytes."""


PACKED: Final[Mapping[str, str]] = {"Accept-Encoding": "gzip"}
"""Asks for at most the one compression that ``read_unpacked`` takes."""

_GZIP = zlib.MAX_WBITS | 16


async def read_raw(response: httpx.Response, *, max_bytes: int) -> bytes | None:
    """The body of a streamed reply; None, and nothing more is read, if it is longer.

    Raises:
        httpx.HTTPError: it broke off, or came compressed all the same.
    """
    if _encoding(response) != "identity":
        raise httpx.DecodingError("compressed, though nobody asked for that")
    if (declared := declared_bytes(response)) is not None and declared > max_bytes:
        return None
    body = BytesIO()  # hands its bytes out without a copy, while joined pieces would take the room twice
    async for chunk in response.aiter_raw():
        if body.tell() + len(chunk) > max_bytes:
            return None
        body.write(chunk)
    return body.getvalue()


async def read_unpacked(response: httpx.Response, *, max_bytes: int) -> bytes | None:
    """The body of a streamed reply, out of gzip if it came in that; None, and nothing more is read or unpacked, if
    what comes out is longer.

    Raises:
        httpx.HTTPError: it broke off, is damaged, or came in another compression or in two.
    """
    if (encoding := _encoding(response)) == "identity":
        return await read_raw(response, max_bytes=max_bytes)
    if encoding not in {"gzip", "x-gzip"}:
        raise httpx.DecodingError("compressed in a way that nobody asked for")
    unpacker = zlib.decompressobj(_GZIP)
    body = BytesIO()
    async for chunk in response.aiter_raw():
        try:
            # One byte more than may come shows that there are more.
            body.write(unpacker.decompress(chunk, max_bytes + 1 - body.tell()))
        except zlib.error as error:
            raise httpx.DecodingError("damaged compression") from error
        if body.tell() > max_bytes:
            return None
        if unpacker.eof:
            break  # what follows is no part of the body
    if not unpacker.eof:
        raise httpx.DecodingError("the compression breaks off")
    return body.getvalue()


def _encoding(response: httpx.Response) -> str:
    return response.headers.get("content-encoding", "").strip().lower() or "identity"


def declared_bytes(response: httpx.Response) -> int | None:
    """What the reply says of its length; None if it says nothing."""
    value = response.headers.get("content-length", "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 20 else None
