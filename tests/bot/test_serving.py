"""What every connection to one of our own servers gets."""

import asyncio
import socket

from bot.serving import listen


async def test_answers_are_not_held_back_by_nagles_algorithm():
    switched = asyncio.get_running_loop().create_future()

    async def accept(_reader, writer):
        accepted = writer.get_extra_info("socket")
        switched.set_result(accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        writer.close()

    listener = listen("127.0.0.1", 0)
    async with await asyncio.start_server(accept, sock=listener):
        _, writer = await asyncio.open_connection(*listener.getsockname())
        assert await switched
        writer.close()
        await writer.wait_closed()
