"""Downloads by which somebody tries to fill the memory, to hold a connection, or to get at the token."""

import asyncio
import gzip
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager

import httpx
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import FileError, ImageError, SlackError
from bot.model import ProblemKind, View
from bot.slack import files
from bot.slack.files import DOWNLOADS_AT_ONCE, SlackFiles
from bot.slack.hosts import SlackHosts
from bot.slack.web_api import SlackWebApi

MB = 1024 * 1024
GB = 1024 * MB
TOKEN = "xoxb-secret"


class Wire:
    """A server on a bare socket: whatever bytes an answer is made of, and how many of them could be got rid of."""

    def __init__(self) -> None:
        self.answer: Callable[[], Iterator[bytes]] = lambda: iter(())
        self.sent = 0
        self.requests: list[bytes] = []
        self.gone = asyncio.Event()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.requests.append(await reader.readuntil(b"\r\n\r\n"))
        try:
            for piece in self.answer():
                if not piece:  # silence, until the other side has had enough
                    await reader.read()
                    break
                writer.write(piece)
                await writer.drain()
                self.sent += len(piece)
        except (ConnectionError, BrokenPipeError):
            pass
        finally:
            writer.close()
            self.gone.set()


@asynccontextmanager
async def served(wire: Wire) -> AsyncIterator[str]:
    server = await asyncio.start_server(wire.serve, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"


@pytest.fixture
def wire() -> Wire:
    return Wire()


@pytest.fixture
async def url(wire) -> AsyncIterator[str]:
    async with served(wire) as address:
        yield address


async def every_place_is_free(slack_files) -> None:
    """As many as there are places go in side by side: nobody has kept one."""
    async with asyncio.timeout(120), AsyncExitStack() as stack:
        for _ in range(DOWNLOADS_AT_ONCE):
            await stack.enter_async_context(slack_files._small)


@pytest.fixture
async def slack_files(url) -> AsyncIterator[SlackFiles]:
    client = AsyncWebClient(token=TOKEN, base_url=f"{url}/api/", retry_handlers=[])
    async with httpx.AsyncClient(timeout=60, trust_env=False) as http:
        yield SlackFiles(client, SlackWebApi(), http, hosts=SlackHosts(f"{url}/api/"))


def view(url: str) -> View:
    return View(position=0, file_id="F1", name="mug.png", source_url=f"{url}/files/mug.png")


async def download(slack_files: SlackFiles, url: str) -> bytes | None:
    async with slack_files.downloaded(view(url)) as file:
        return file.data


def head(*lines: str, status: str = "200 OK") -> bytes:
    return "\r\n".join((f"HTTP/1.1 {status}", "Content-Type: image/png", *lines, "", "")).encode()


def chunked(size: int) -> Iterator[bytes]:
    block = b"x" * (64 * 1024)
    yield head("Transfer-Encoding: chunked")
    for _ in range(size // len(block)):
        yield b"10000\r\n" + block + b"\r\n"
    yield b"0\r\n\r\n"


async def test_gigabyte_without_a_length_is_read_no_further_than_the_limit(wire, url, slack_files):
    wire.answer = lambda: chunked(GB)

    with pytest.raises(ImageError) as caught:
        await download(slack_files, url)

    assert caught.value.problem.kind is ProblemKind.IMAGE_TOO_LARGE
    await asyncio.wait_for(wire.gone.wait(), 120)
    # Beyond the limit goes only what the sockets' buffers hold, which the kernel lets grow.
    assert 50 * MB <= wire.sent < 100 * MB
    await every_place_is_free(slack_files)


async def test_gigabyte_that_says_so_is_not_read_at_all(wire, url, slack_files):
    def answer() -> Iterator[bytes]:
        yield head(f"Content-Length: {GB}")
        for _ in range(GB // MB):
            yield b"x" * MB

    wire.answer = answer
    with pytest.raises(ImageError) as caught:
        await download(slack_files, url)

    assert caught.value.problem.kind is ProblemKind.IMAGE_TOO_LARGE
    await asyncio.wait_for(wire.gone.wait(), 120)
    assert wire.sent < 16 * MB
    await every_place_is_free(slack_files)


async def test_length_that_lies_low_yields_no_more_than_it_says(wire, url, slack_files):
    wire.answer = lambda: iter((head("Content-Length: 6"), b"pixels", b"more" * MB))
    assert await download(slack_files, url) == b"pixels"


async def test_length_that_lies_high_may_be_tried_again(wire, url, slack_files):
    wire.answer = lambda: iter((head("Content-Length: 1000"), b"pixels"))
    with pytest.raises(SlackError):
        await download(slack_files, url)
    await every_place_is_free(slack_files)


@pytest.mark.parametrize("length", ["-1", "1e9", "９", "0x10", "9" * 400])
async def test_length_that_is_no_number_may_be_tried_again(wire, url, slack_files, length):
    wire.answer = lambda: iter((head(f"Content-Length: {length}").replace("９".encode(), b"\xb9"), b"pixels"))
    with pytest.raises((SlackError, ImageError)):
        await download(slack_files, url)


async def test_compressed_bomb_is_never_unpacked(wire, url, slack_files):
    bomb = gzip.compress(bytes(100 * MB))
    wire.answer = lambda: iter((head("Content-Encoding: gzip", f"Content-Length: {len(bomb)}"), bomb))
    with pytest.raises(SlackError):
        await download(slack_files, url)
    assert b"accept-encoding: identity\r\n" in wire.requests[0].lower()


async def test_trickle_is_given_up_after_the_time_for_one_file(wire, url, slack_files, monkeypatch):
    monkeypatch.setattr(files, "_DOWNLOAD_S", 0.2)
    wire.answer = lambda: iter((head("Content-Length: 1000"), b"p", b""))
    with pytest.raises(SlackError):
        await download(slack_files, url)
    await asyncio.wait_for(wire.gone.wait(), 120)
    await every_place_is_free(slack_files)


async def test_endless_headers_are_given_up(wire, url, slack_files):
    def answer() -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\n"
        for _ in range(1024):
            yield b"X: " + b"y" * 64 * 1024 + b"\r\n"

    wire.answer = answer
    with pytest.raises(SlackError):
        await download(slack_files, url)
    await asyncio.wait_for(wire.gone.wait(), 120)
    assert wire.sent < 16 * MB


async def test_small_file_overtakes_large_ones_and_these_come_one_by_one(wire, url, slack_files, monkeypatch):
    monkeypatch.setattr(files, "SMALL_BYTES", 5)
    wire.answer = lambda: iter((head("Content-Length: 6"), b"pixels"))
    inside, order = 0, []

    async def take_large() -> None:
        nonlocal inside
        async with slack_files.downloaded(view(url)) as file:
            inside += 1
            assert (inside, file.data) == (1, b"pixels")
            first.set()
            await small_is_done.wait()
            order.append("large")
            inside -= 1

    first, small_is_done = asyncio.Event(), asyncio.Event()
    async with asyncio.timeout(120), asyncio.TaskGroup() as group:
        for _ in range(10):
            group.create_task(take_large())
        await first.wait()
        while len(wire.requests) < 11:  # noqa: ASYNC110 - until all ten are known to be large, and one is inside
            await asyncio.sleep(0.01)
        wire.answer = lambda: iter((head("Content-Length: 3"), b"dot"))
        async with slack_files.downloaded(view(url)) as file:
            order.append(file.data)
        wire.answer = lambda: iter((head("Content-Length: 6"), b"pixels"))
        small_is_done.set()
    assert order == [b"dot", *["large"] * 10]
    await every_place_is_free(slack_files)


async def test_many_files_at_once_hold_no_more_than_the_places_there_are(wire, url, slack_files):
    wire.answer = lambda: iter((head("Content-Length: 6"), b"pixels"))
    inside, most = 0, 0

    async def take() -> None:
        nonlocal inside, most
        async with slack_files.downloaded(view(url)):
            inside += 1
            most = max(most, inside)
            for _ in range(20):  # as long as a decoder takes
                await asyncio.sleep(0)
            inside -= 1

    await asyncio.gather(*(take() for _ in range(12)))

    assert len(wire.requests) == 12
    assert 1 < most <= DOWNLOADS_AT_ONCE
    await every_place_is_free(slack_files)


@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.1:{other}/mug.png",
        "http://user@127.0.0.1:{port}/mug.png",
        "http://127.0.0.1:{port}@127.0.0.1:{other}/mug.png",
        "//127.0.0.1:{other}/mug.png",
        "http://[::ffff:127.0.0.1]:{other}/mug.png",
        "http://2130706433:{other}/mug.png",
        "https://127.0.0.1:{port}/mug.png",
        "http://files.slack.com:{other}/mug.png",
        "https://files.slack.com:{other}/mug.png",
        "https://files.slack.com@127.0.0.1:{other}/mug.png",
        "https://files.slack.com.:{other}/mug.png",
        "file:///etc/passwd",
        "http://[broken",
    ],
)
async def test_redirect_elsewhere_is_not_followed_and_the_token_stays(wire, url, slack_files, location):
    elsewhere = Wire()
    async with served(elsewhere) as other_url:
        ports = {"port": url.rpartition(":")[2], "other": other_url.rpartition(":")[2]}
        target = location.format(**ports)
        wire.answer = lambda: iter((head(f"Location: {target}", "Content-Length: 0", status="302 Found"),))
        with pytest.raises((FileError, SlackError)):
            await download(slack_files, url)
    assert len(wire.requests) == 1
    assert f"authorization: bearer {TOKEN}".encode() in wire.requests[0].lower()
    assert elsewhere.requests == []


@pytest.mark.parametrize(
    ("address", "is_slacks"),
    [
        ("https://files.slack.com/files-pri/T1-F1/mug.png", True),
        ("https://FILES.slack.com:443/x", True),
        ("https://a.b.slack-edge.com/x", True),
        ("https://slack-files.com/x", True),
        ("http://files.slack.com/x", False),
        ("https://files.slack.com:8443/x", False),
        ("https://files.slack.com@evil.example/x", False),
        ("https://token@files.slack.com/x", False),
        ("https://files.slack.com.evil.example/x", False),
        ("https://files.slack.com./x", False),
        ("https://evilslack.com/x", False),
        ("https://evil.example\\@files.slack.com/x", False),
        ("https://evil.example#@files.slack.com/x", False),
        ("https://evil.example?.slack.com", False),
        ("https://slack.com.\uff0eevil.example/x", False),
        ("https://\uff46iles.slack.com/x", False),
        ("https://files.sl\u0430ck.com/x", False),  # a Cyrillic a
        ("https://3232235777/x", False),
        ("https://127.0.0.1/x", False),
        ("https://[::1]/x", False),
        ("ftp://files.slack.com/x", False),
        ("//files.slack.com/x", False),
        ("files.slack.com/x", False),
        ("https:///x", False),
        ("https://[::1", False),
        ("", False),
    ],
)
def test_only_slacks_own_addresses_get_the_token(address, is_slacks):
    assert (SlackHosts("https://slack.com/api/").own(address) is not None) is is_slacks


def test_slack_on_this_machine_is_its_own_port_and_no_other():
    hosts = SlackHosts("http://127.0.0.1:8765/slack/api/")
    assert hosts.own("http://localhost:8765/slack/files/x")
    assert not hosts.own("http://127.0.0.1:8766/slack/files/x")
    assert not hosts.own("https://127.0.0.1:8765/slack/files/x")
    assert not hosts.own("http://10.0.0.1:8765/slack/files/x")
