"""Bodies are read and unpacked up to a bound, whatever their compression hides."""

import gzip
import tracemalloc
import zlib

import httpx
import pytest

from bot.net.bounded_reads import read_raw, read_unpacked

BODY = b'{"status": true}' * 1000
BOMB = gzip.compress(b" " * 20_000_000)


class Chunks(httpx.AsyncByteStream):
    def __init__(self, body, size):
        self.body, self.size, self.read = body, size, 0

    async def __aiter__(self):
        for start in range(0, len(self.body), self.size):
            self.read += 1
            yield self.body[start : start + self.size]


def reply(body, encoding=None, *, size=4096):
    headers = {} if encoding is None else {"Content-Encoding": encoding}
    return httpx.Response(200, headers=headers, stream=Chunks(body, size))


@pytest.mark.parametrize(
    ("body", "encoding"),
    [(BODY, None), (BODY, "identity"), (gzip.compress(BODY), "gzip"), (gzip.compress(BODY), " GZIP ")],
    ids=["plain", "identity", "gzip", "gzip in capitals"],
)
@pytest.mark.parametrize("size", [1, 7, 100_000])
async def test_body_is_read_whole_up_to_its_bound(body, encoding, size):
    assert await read_unpacked(reply(body, encoding, size=size), max_bytes=len(BODY)) == BODY
    assert await read_unpacked(reply(body, encoding, size=size), max_bytes=len(BODY) - 1) is None


@pytest.mark.parametrize("encoding", ["gzip, gzip", "br", "zstd", "deflate", "gzip, identity, gzip"])
async def test_another_compression_or_two_are_refused_unread(encoding):
    twice = reply(gzip.compress(BOMB), encoding)

    with pytest.raises(httpx.DecodingError):
        await read_unpacked(twice, max_bytes=10**6)
    assert twice.stream.read == 0


async def test_bomb_is_given_up_at_the_bound_without_being_unpacked():
    tracemalloc.start()
    try:
        assert await read_unpacked(reply(BOMB, "gzip"), max_bytes=100_000) is None
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 2_000_000


@pytest.mark.parametrize(
    "body",
    [b"", b"no gzip", gzip.compress(BODY)[:-9], zlib.compress(BODY)],
    ids=["nothing", "no gzip", "cut off", "zlib"],
)
async def test_damaged_compression_is_an_error(body):
    with pytest.raises(httpx.DecodingError):
        await read_unpacked(reply(body, "gzip"), max_bytes=10**6)


async def test_raw_read_refuses_any_compression():
    with pytest.raises(httpx.DecodingError):
        await read_raw(reply(gzip.compress(BODY), "gzip"), max_bytes=10**6)
