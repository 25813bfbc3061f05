"""An HTTP proxy on loopback that notes what it is asked for, and leads every host to one server."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest

VARIABLES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR")


def forget_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take this machine's own proxies and certificates out of the environment."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@dataclass
class ForwardProxy:
    """
    Attributes:
        leads_to: the port on loopback that every host is at; without one the proxy itself answers with the request's
            first line.
        asked: method and target of each request, in their order.
    """

    leads_to: int | None
    port: int = 0
    asked: list[tuple[str, str]] = field(default_factory=list)

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection: one request, or whatever follows its upgrade to a WebSocket or its CONNECT."""
        with closing(writer):
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            first, *headers = head.removesuffix("\r\n\r\n").split("\r\n")
            method, target, _ = first.split(" ")
            self.asked.append((method, target))
            if self.leads_to is None:
                said = f"{method} {target}".encode()
                writer.write(
                    b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%b" % (len(said), said)
                )
                await writer.drain()
                return
            there, sending = await asyncio.open_connection("127.0.0.1", self.leads_to)
            with closing(sending):
                if method == "CONNECT":
                    writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
                else:
                    sending.write(_as_asked_there(method, target, headers, self.leads_to).encode())
                async with asyncio.TaskGroup() as group:
                    group.create_task(_copy(reader, sending))
                    group.create_task(_copy(there, writer))


@asynccontextmanager
async def forward_proxy(leads_to: int | None = None) -> AsyncIterator[ForwardProxy]:
    proxy = ForwardProxy(leads_to)
    async with await asyncio.start_server(proxy.handle, "127.0.0.1", 0) as server:
        proxy.port = server.sockets[0].getsockname()[1]
        yield proxy


def _as_asked_there(method: str, target: str, headers: list[str], port: int) -> str:
    """The request as a client would send it there itself, with no other after it on the same connection."""
    parts = urlsplit(target)
    path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    is_upgrade = any(header.lower().startswith("upgrade:") for header in headers)
    dropped = ("host:", "proxy-", *(() if is_upgrade else ("connection:",)))
    kept = [header for header in headers if not header.lower().startswith(dropped)]
    own = [f"Host: 127.0.0.1:{port}", *([] if is_upgrade else ["Connection: close"])]
    return "\r\n".join([f"{method} {path} HTTP/1.1", *own, *kept, "", ""])


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    except ConnectionError:
        pass
    finally:
        writer.close()
