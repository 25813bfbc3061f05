"""Connections that really break: no transport is scripted here, a socket on loopback misbehaves."""

import asyncio
import contextlib
import gzip
import json
import socket
import time
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from bot.errors import BadResponse, OutcomeUnknown, Unavailable
from bot.model import Engine
from bot.patsnap import connect, endpoints, engines
from bot.patsnap import http as http_module

from .conftest import make_settings, start_check

TOKEN = json.dumps({"token": "tok-1", "expires_in": 1799, "status": "approved"}).encode()
RUNNING = json.dumps({"status": True, "error_code": 0, "data": {"task_id": "t-1", "task_status": 1}}).encode()


def http(body, *, length=None, headers=b""):
    size = len(body) if length is None else length
    return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n%s\r\n%s" % (size, headers, body)


def reset(writer):
    """Hang up with a TCP reset rather than politely."""
    linger = (1).to_bytes(4, "little") + (0).to_bytes(4, "little")
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)


BREAKAGES = {
    "hangs up after the request": lambda writer: None,
    "resets after the request": reset,
    "cuts the body": lambda writer: writer.write(http(RUNNING[:30], length=len(RUNNING))),
    "cuts the headers": lambda writer: writer.write(b"HTTP/1.1 200 OK\r\nContent-Le"),
    "speaks no http": lambda writer: writer.write(b"SSH-2.0-OpenSSH_9.6\r\n\r\n"),
}
UNREADABLE = {
    "breaks the compression": lambda writer: writer.write(http(RUNNING, headers=b"Content-Encoding: gzip\r\n")),
    "answers nothing": lambda writer: writer.write(http(b"")),
    "cuts the json": lambda writer: writer.write(http(RUNNING[:-5])),
}


@asynccontextmanager
async def broken_patsnap(act):
    """A server that hands out tokens, and does ``act`` to every other request; yields Patsnap and the requests."""
    requests = []

    async def serve(reader, writer):
        while True:
            try:
                head = await reader.readuntil(b"\r\n\r\n")
            except asyncio.IncompleteReadError:
                break
            length = next(
                (
                    int(line.split(b":")[1])
                    for line in head.split(b"\r\n")
                    if line.lower().startswith(b"content-length:")
                ),
                0,
            )
            await reader.readexactly(length)
            if b"/oauth/token" in head:
                writer.write(http(TOKEN))
                await writer.drain()
                continue
            requests.append(head)
            if (acting := act(writer)) is not None:
                await acting
            break
        writer.close()

    async def quick(seconds):
        await asyncio.sleep(0)

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with (
        server,
        connect(make_settings(PATSNAP_BASE_URL=f"http://127.0.0.1:{port}"), ledger=None, sleep=quick) as patsnap,
    ):
        yield patsnap, requests


@pytest.mark.parametrize("breakage", BREAKAGES)
async def test_a_poll_over_a_breaking_connection_is_repeated_then_unavailable(breakage):
    async with broken_patsnap(BREAKAGES[breakage]) as (patsnap, requests):
        with pytest.raises(Unavailable):
            await patsnap.engine(Engine.V2).poll("t-1")
    assert len(requests) == 3


@pytest.mark.parametrize("breakage", UNREADABLE)
async def test_a_poll_with_an_unreadable_reply_is_repeated_then_no_answer(breakage):
    async with broken_patsnap(UNREADABLE[breakage]) as (patsnap, requests):
        with pytest.raises(BadResponse):
            await patsnap.engine(Engine.V2).poll("t-1")
    assert len(requests) == 3


@pytest.mark.parametrize("breakage", BREAKAGES | UNREADABLE)
async def test_a_submit_over_a_breaking_connection_is_sent_once(breakage):
    async with broken_patsnap((BREAKAGES | UNREADABLE)[breakage]) as (patsnap, requests):
        with pytest.raises(OutcomeUnknown):
            await start_check(patsnap)
    assert len(requests) == 1


async def test_a_good_reply_over_a_real_connection_is_read():
    async with broken_patsnap(lambda writer: writer.write(http(RUNNING))) as (patsnap, requests):
        assert await patsnap.engine(Engine.V2).poll("t-1") is None
    assert requests[0].startswith(b"POST /ai/image-search/report?apikey=client-id-5f2a HTTP/1.1\r\n")


async def test_an_answer_that_came_while_the_process_was_frozen_is_read_after_the_deadline(monkeypatch):
    monkeypatch.setattr(endpoints, "SUBMIT", replace(endpoints.SUBMIT, deadline_s=0.1))
    monkeypatch.setattr(engines, "SUBMIT", endpoints.SUBMIT)

    def freeze(writer):
        assert http_module._PAID_TIMEOUT.read is None  # only the deadline spares an answer that is there
        writer.write(http(RUNNING))
        time.sleep(0.3)  # nothing of this process runs, and the answer lies in its socket

    async with broken_patsnap(freeze) as (patsnap, requests):
        assert await start_check(patsnap) == "t-1"
    assert len(requests) == 1


@pytest.mark.parametrize("headers", [b"", b"Transfer-Encoding: chunked\r\n"], ids=["long", "endless"])
async def test_a_reply_that_goes_on_and_on_is_read_up_to_a_limit(monkeypatch, headers):
    monkeypatch.setattr(http_module, "MAX_BODY_BYTES", 200_000)
    sent = []

    def flood(writer):
        start = b"HTTP/1.1 200 OK\r\n" + (headers or b"Content-Length: 1000000000\r\n") + b"\r\n"
        writer.write(start)
        piece = b" " * 10_000
        framed = b"%x\r\n%s\r\n" % (len(piece), piece) if headers else piece

        async def pour():
            with contextlib.suppress(ConnectionError):
                while True:
                    writer.write(framed)
                    sent.append(len(piece))
                    await writer.drain()

        return pour()

    async with broken_patsnap(flood) as (patsnap, requests):
        with pytest.raises(BadResponse) as caught:
            await patsnap.engine(Engine.V2).poll("t-1")
    assert caught.value.problem.details["cause"] == "too long"
    assert len(requests) == 3
    assert sum(sent) < 100_000_000


async def test_reply_in_gzip_is_read():
    packed = gzip.compress(RUNNING)
    async with broken_patsnap(lambda writer: writer.write(http(packed, headers=b"Content-Encoding: gzip\r\n"))) as (
        patsnap,
        requests,
    ):
        assert await patsnap.engine(Engine.V2).poll("t-1") is None
    assert b"Accept-Encoding: gzip\r\n" in requests[0]


@pytest.mark.parametrize(
    ("times", "encoding", "cause"),
    [(1, b"gzip", "too long"), (2, b"gzip, gzip", "DecodingError")],
    ids=["once", "twice"],
)
async def test_reply_that_unpacks_to_gigabytes_is_no_answer(times, encoding, cause):
    body = b" " * 50_000_000
    for _ in range(times):
        body = gzip.compress(body)
    bomb = http(body, headers=b"Content-Encoding: " + encoding + b"\r\n")
    async with broken_patsnap(lambda writer: writer.write(bomb)) as (patsnap, _):
        with pytest.raises(BadResponse) as caught:
            await patsnap.engine(Engine.V2).poll("t-1")
    assert caught.value.problem.details["cause"] == cause


async def test_a_submit_to_a_closed_port_was_never_sent():
    with socket.socket() as placeholder:
        placeholder.bind(("127.0.0.1", 0))  # bound and not listening: refused, and nobody else gets the port
        port = placeholder.getsockname()[1]

        async def quick(seconds):
            await asyncio.sleep(0)

        settings = make_settings(PATSNAP_BASE_URL=f"http://127.0.0.1:{port}", PATSNAP_API_KEY="key-77")
        async with connect(settings, ledger=None, sleep=quick) as patsnap:
            with pytest.raises(Unavailable) as caught:
                await start_check(patsnap)
    assert caught.value.problem.details["cause"] == "ConnectError"
