"""Bytes from addresses that somebody else named: from the public internet alone, and no more than was agreed on."""

import asyncio
import socket
from collections.abc import Awaitable, Callable

import httpx

from bot.net.addresses import PORTS, host_fault, is_public
from bot.net.bounded_reads import RAW, read_raw

Resolve = Callable[[str, int], Awaitable[list[str]]]
"""A host's name and a port -> its IP addresses. Raises OSError if it has none."""


async def resolve(host: str, port: int) -> list[str]:
    """By the machine's own resolver."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(info[4][0]) for info in found]


class PublicWeb:
    """
    Args:
        http: a client without secrets of its own.
        trusted: a host with its port, such as ``connect.patsnap.com:443``, that may be anywhere.
    """

    def __init__(self, http: httpx.AsyncClient, *, trusted: str, resolve: Resolve = resolve) -> None:
        self._http = http
        self._trusted = trusted
        self._resolve = resolve

    async def get(self, url: str, *, max_bytes: int) -> bytes | None:
        """What stands at an address; None for what is not to be had: an address inside a network, a redirect, an
        error, more than ``max_bytes``.

        Raises:
            httpx.HTTPError, httpx.InvalidURL, OSError, ValueError: the address is none, or its host does not answer.
        """
        address = httpx.URL(url)  # read once, by what sends the request: two readers may differ
        if address.scheme not in PORTS or not address.host or address.userinfo:
            return None
        request = await self._request(address)
        if request is None:
            return None
        response = await self._http.send(request, stream=True, follow_redirects=False)
        try:
            return await read_raw(response, max_bytes=max_bytes) if response.is_success else None
        finally:
            await response.aclose()

    async def _request(self, url: httpx.URL) -> httpx.Request | None:
        port = url.port or PORTS[url.scheme]
        host = url.raw_host.decode("ascii")
        if f"{host}:{port}" == self._trusted:
            return self._http.build_request("GET", url, headers=RAW)
        if host_fault(host.strip("[]")):
            return None
        # The address that was checked is the one that is called: a name can resolve differently the next time.
        addresses = await self._resolve(host.strip("[]"), port)
        if not addresses or not all(map(is_public, addresses)):
            return None
        return self._http.build_request(
            "GET",
            url.copy_with(host=addresses[0]),
            headers={**RAW, "Host": url.netloc.decode("ascii")},
            extensions={"sni_hostname": host},
        )
