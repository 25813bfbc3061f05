"""What every connection to one of our own servers gets, and how long its client may dawdle."""

import asyncio
import contextlib
import socket
from contextlib import asynccontextmanager

import aiohttp
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from bot.net import serving

GET = b"GET / HTTP/1.1\r\nhost: x\r\n\r\n"


@asynccontextmanager
async def served(**options):
    entered, may_answer = asyncio.Event(), asyncio.Event()

    async def answer(_: Request):
        entered.set()
        await may_answer.wait()
        return PlainTextResponse("here")

    app = Starlette(routes=[Route("/", answer)])
    listener = serving.listen("127.0.0.1", 0)
    async with serving.serve(app, listener, **options), asyncio.timeout(120):
        reader, writer = await asyncio.open_connection("127.0.0.1", listener.getsockname()[1])
        yield reader, writer, entered, may_answer
        writer.close()


async def test_a_client_that_says_nothing_is_hung_up_on():
    async with served(head_within_s=0.05) as (reader, *_):
        assert await reader.read() == b""


async def test_a_client_that_never_ends_its_headers_is_hung_up_on():
    async with served(head_within_s=0.05) as (reader, writer, *_):
        writer.write(GET[:10])
        assert await reader.read() == b""


async def test_every_byte_more_does_not_prolong_the_wait():
    async with served(head_within_s=0.05) as (reader, writer, *_):
        writer.write(GET[:10])

        async def trickle():
            while True:
                writer.write(b"x")
                await asyncio.sleep(0)

        trickling = asyncio.create_task(trickle())
        try:
            assert not await reader.read()
        except ConnectionResetError:
            pass
        finally:
            trickling.cancel()


async def test_an_answer_may_take_longer_than_a_question():
    async with served(head_within_s=0.5) as (reader, writer, entered, may_answer):
        writer.write(GET)
        await entered.wait()
        await asyncio.sleep(0.6)
        may_answer.set()
        assert (await reader.readuntil(b"here")).startswith(b"HTTP/1.1 200")


async def test_a_body_that_nobody_reads_does_not_keep_the_connection():
    async with served(head_within_s=0.5) as (reader, writer, _, may_answer):
        may_answer.set()
        writer.write(b"GET / HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\n")
        assert (await reader.readuntil(b"here")).startswith(b"HTTP/1.1 200")
        writer.write(b"x")
        assert await reader.read() == b""


async def open_many(address, count, said=b""):
    """So many clients, of which each says this and then nothing."""
    clients = [await asyncio.open_connection(*address) for _ in range(count)]
    for _, writer in clients:
        writer.write(said)
    return clients


async def close_all(clients):
    for _, writer in clients:
        writer.close()
    await asyncio.gather(*(writer.wait_closed() for _, writer in clients), return_exceptions=True)


SLOW = {
    "silent": b"",
    "slow_with_the_head": b"POST / HTTP/1.1\r\nhost",
    "slow_with_the_body": b"POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\nx",
}


@pytest.mark.parametrize("said", SLOW.values(), ids=SLOW)
async def test_clients_that_are_too_many_make_room_for_one_that_asks(said):
    async def answer(request: Request):
        await request.body()
        return PlainTextResponse("here")

    listener = serving.listen("127.0.0.1", 0)
    app = Starlette(routes=[Route("/", answer, methods=["GET", "POST"])])
    async with serving.serve(app, listener, most_connections=5, head_within_s=600), asyncio.timeout(120):
        slow = await open_many(listener.getsockname(), 40, said)
        for reader, _ in slow[:35]:
            assert await read_to_the_end(reader) == b""  # the oldest had to go
        reader, writer = await asyncio.open_connection(*listener.getsockname())
        writer.write(GET)
        assert (await reader.readuntil(b"here")).startswith(b"HTTP/1.1 200")
        assert await read_to_the_end(slow[35][0]) == b""
        assert not any(reader.at_eof() for reader, _ in slow[36:])
        await close_all([*slow, (reader, writer)])


async def read_to_the_end(reader):
    with contextlib.suppress(ConnectionResetError):
        return await reader.read()
    return b""


async def test_request_that_is_worked_on_is_not_what_makes_room():
    async with served(most_connections=2, head_within_s=600) as (reader, writer, entered, may_answer):
        writer.write(GET)
        await entered.wait()
        others = await open_many(writer.get_extra_info("peername"), 10)
        for other, _ in others[:9]:
            assert await read_to_the_end(other) == b""
        may_answer.set()
        assert (await reader.readuntil(b"here")).startswith(b"HTTP/1.1 200")
        await close_all(others)


async def test_a_websocket_stays_open():
    async def echo(websocket: WebSocket):
        await websocket.accept()
        async for text in websocket.iter_text():
            await websocket.send_text(text)

    listener = serving.listen("127.0.0.1", 0)
    url = f"http://127.0.0.1:{listener.getsockname()[1]}/"
    async with (
        serving.serve(
            Starlette(routes=[WebSocketRoute("/", echo)]), listener, takes_websockets=True, head_within_s=0.5
        ),
        aiohttp.ClientSession() as session,
        session.ws_connect(url) as websocket,
    ):
        await asyncio.sleep(0.6)
        await websocket.send_str("still here?")
        assert (await websocket.receive(timeout=120)).data == "still here?"


async def test_an_answer_under_way_is_finished_before_the_end():
    entered, may_answer = asyncio.Event(), asyncio.Event()

    async def answer(_: Request):
        entered.set()
        await may_answer.wait()
        return PlainTextResponse("here")

    listener = serving.listen("127.0.0.1", 0)
    serve = serving.serve(Starlette(routes=[Route("/", answer)]), listener, grace_s=60)
    await serve.__aenter__()
    reader, writer = await asyncio.open_connection(*listener.getsockname())
    writer.write(GET)
    await entered.wait()
    stopping = asyncio.create_task(serve.__aexit__(None, None, None))
    await asyncio.sleep(0)
    may_answer.set()
    assert (await reader.read()).endswith(b"here")
    await stopping
    writer.close()


async def test_what_never_ends_is_broken_off_at_the_end_without_a_complaint(caplog):
    entered = asyncio.Event()

    async def answer(_: Request):
        entered.set()
        await asyncio.Event().wait()

    listener = serving.listen("127.0.0.1", 0)
    async with serving.serve(Starlette(routes=[Route("/", answer)]), listener, grace_s=0.01):
        reader, writer = await asyncio.open_connection(*listener.getsockname())
        writer.write(GET)
        await entered.wait()
    with contextlib.suppress(ConnectionResetError):
        assert await reader.read() == b""
    writer.close()
    assert caplog.messages == []


async def test_answers_are_not_held_back_by_nagles_algorithm():
    switched = asyncio.get_running_loop().create_future()

    async def accept(_reader, writer):
        accepted = writer.get_extra_info("socket")
        switched.set_result(accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        writer.close()

    listener = serving.listen("127.0.0.1", 0)
    async with await asyncio.start_server(accept, sock=listener):
        _, writer = await asyncio.open_connection(*listener.getsockname())
        assert await switched
        writer.close()
        await writer.wait_closed()
