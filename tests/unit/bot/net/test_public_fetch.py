"""Fetching from addresses that somebody else named, over real sockets: only the resolver and the dial are handed in."""

import asyncio
import contextlib
import gzip
from collections.abc import AsyncIterator, Callable, Iterator

import httpcore
import httpx
import pytest

from bot.net.public_fetch import PublicWeb

PUBLIC = "93.184.216.34"
MB = 1024 * 1024


class Outside:
    """A server, and a network in which every address that is dialled leads to it."""

    def __init__(self) -> None:
        self.answer: Callable[[], Iterator[bytes]] = lambda: iter(())
        self.requests: list[str] = []
        self.dialled: list[tuple[str, int]] = []
        self.names: dict[str, list[list[str]]] = {}
        self.port = 0
        self.sent = 0
        self.gone = asyncio.Event()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.requests.append((await reader.readuntil(b"\r\n\r\n")).decode())
        try:
            for piece in self.answer():
                writer.write(piece)
                await writer.drain()
                self.sent += len(piece)
        except ConnectionError:
            pass
        finally:
            writer.close()
            self.gone.set()

    async def resolve(self, host: str, port: int) -> list[str]:
        """A name's next answer; the last one stays. A literal address is itself."""
        answers = self.names.get(host)
        if answers is None:
            return [host]
        return answers.pop(0) if len(answers) > 1 else answers[0]


class Dial(httpcore.AnyIOBackend):
    def __init__(self, outside: Outside) -> None:
        self._outside = outside

    async def connect_tcp(self, host, port, **options):
        self._outside.dialled.append((host, port))
        return await super().connect_tcp("127.0.0.1", self._outside.port, **options)


@pytest.fixture
async def outside() -> AsyncIterator[Outside]:
    there = Outside()
    server = await asyncio.start_server(there.serve, "127.0.0.1", 0)
    async with server:
        there.port = server.sockets[0].getsockname()[1]
        yield there


@pytest.fixture
async def web(outside) -> AsyncIterator[PublicWeb]:
    transport = httpx.AsyncHTTPTransport()
    transport._pool = httpcore.AsyncConnectionPool(network_backend=Dial(outside))
    async with httpx.AsyncClient(transport=transport, timeout=60) as http:
        yield PublicWeb(http, trusted="127.0.0.1:8100", resolve=outside.resolve)


def page(body: bytes = b"pixels", *lines: str, status: str = "200 OK") -> bytes:
    return "\r\n".join((f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *lines, "", "")).encode() + body


async def get(web: PublicWeb, url: str) -> bytes | None:
    return await web.get(url, max_bytes=5 * MB)


async def test_public_host_is_dialled_by_the_address_that_was_checked(web, outside):
    outside.names = {"images.example": [[PUBLIC], ["127.0.0.1"]]}  # a second look would find another address
    outside.answer = lambda: iter([page()])
    assert await get(web, "http://images.example:8080/mug.png?sign=1") == b"pixels"
    assert outside.dialled == [(PUBLIC, 8080)]
    assert outside.requests[0].startswith("GET /mug.png?sign=1 HTTP/1.1\r\nHost: images.example:8080\r\n")


INSIDE = [
    "127.0.0.1", "127.255.255.254", "0.0.0.0", "10.0.0.1", "172.31.255.255", "192.168.0.1", "169.254.169.254",
    "100.64.0.1", "100.127.255.255", "192.0.0.1", "192.0.2.1", "198.18.0.1", "203.0.113.1", "224.0.0.1",
    "239.255.255.255", "240.0.0.1", "255.255.255.255", "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1",
    "::ffff:10.0.0.1", "::ffff:169.254.169.254", "64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::1", "2002:7f00:1::",
    "2002:a00:1::1", "2001::1", "2001:db8::1", "fc00::1", "fd00::1", "fe80::1", "fe80::1%1", "fec0::1", "ff02::1",
    "100::1", "4000::1",
]  # fmt: skip


@pytest.mark.parametrize("address", INSIDE)
async def test_host_that_resolves_into_a_network_is_never_dialled(web, outside, address):
    for answers in ([address], [PUBLIC, address], [address, PUBLIC]):
        outside.names = {"images.example": [answers]}
        assert await get(web, "https://images.example/mug.png") is None
    assert outside.dialled == []


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "127.0.0.1:8101", "[::1]", "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]", "169.254.169.254", "[fe80::1]"],
)
async def test_literal_address_inside_a_network_is_never_dialled(web, outside, host):
    assert await get(web, f"http://{host}/mug.png") is None
    assert outside.dialled == []


@pytest.mark.parametrize(
    "host",
    ["127.1", "2130706433", "134744072", "0x7f.0.0.1", "0177.0.0.1", "127.0.0.1.", "localhost", "images.example.",
     "[fe80::1%25eth0]", "[v1.images]", "images%2eexample", "\uff11\uff12\uff17.0.0.1", "nas.local", "intranet"],
)  # fmt: skip
async def test_host_that_is_no_plain_public_one_is_not_even_looked_up(outside, host):
    async def resolve(host: str, port: int) -> list[str]:
        pytest.fail(f"looked up {host}")

    async with httpx.AsyncClient(timeout=1) as http:
        web = PublicWeb(http, trusted="127.0.0.1:1", resolve=resolve)
        with contextlib.suppress(httpx.InvalidURL):  # what nobody can read, nobody dials
            assert await get(web, f"http://{host}:{outside.port}/mug.png") is None
    assert outside.requests == []


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
async def test_public_addresses_of_both_kinds_are_dialled(web, outside, address):
    outside.names = {"images.example": [[address]]}
    outside.answer = lambda: iter([page()])
    assert await get(web, "http://images.example/mug.png") == b"pixels"
    assert outside.dialled == [(address, 80)]


async def test_trusted_host_may_be_anywhere_but_only_on_its_port(web, outside):
    outside.answer = lambda: iter([page()])
    assert await get(web, "http://127.0.0.1:8100/mug.png") == b"pixels"
    assert await get(web, "http://127.0.0.1:8101/mug.png") is None
    assert outside.dialled == [("127.0.0.1", 8100)]


@pytest.mark.parametrize("target", ["http://127.0.0.1:8101/x", "http://images.example/x", "file:///etc/passwd"])
async def test_redirect_is_not_followed(web, outside, target):
    outside.names = {"images.example": [[PUBLIC]]}
    outside.answer = lambda: iter([page(b"", f"Location: {target}", status="302 Found")])
    assert await get(web, "http://images.example/mug.png") is None
    assert len(outside.dialled) == len(outside.requests) == 1


async def test_more_than_was_agreed_on_is_not_read(web, outside):
    def flood() -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        for _ in range(200):
            yield b"100000\r\n" + b"x" * MB + b"\r\n"

    outside.names = {"images.example": [[PUBLIC]]}
    outside.answer = flood
    assert await get(web, "http://images.example/mug.png") is None
    await asyncio.wait_for(outside.gone.wait(), 120)
    assert outside.sent < 30 * MB


async def test_compressed_answer_is_not_unpacked(web, outside):
    bomb = gzip.compress(bytes(50 * MB))
    outside.names = {"images.example": [[PUBLIC]]}
    outside.answer = lambda: iter([page(bomb, "Content-Encoding: gzip")])
    with pytest.raises(httpx.DecodingError):
        await get(web, "http://images.example/mug.png")
    assert "Accept-Encoding: identity" in outside.requests[0]


@pytest.mark.parametrize(
    "url",
    ["ftp://images.example/x", "javascript:alert(1)", "http://me:pw@images.example/x", "http:///x", "", "mug.png"],
)
async def test_what_is_no_plain_web_address_is_not_called(web, outside, url):
    outside.names = {"images.example": [[PUBLIC]]}
    assert await get(web, url) is None
    assert outside.dialled == []
