"""Every HTTP client of the app is made here: time-outs, connection limits, proxies, certificates and User-Agent."""

import logging
import os
import ssl
from dataclasses import dataclass

import httpx

from bot.errors import SettingsError
from bot.net.certificates import trusted_certificates
from bot.net.proxies import Proxies, Proxy, read_proxies

USER_AGENT = "lookalike"

_KEEPALIVE_EXPIRY_S = 15.0
"""Gateways close what lies idle; a connection is not used again after so long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """How an address is reached.

    Attributes:
        proxy: None if nothing stands between.
        certificates: what proves the other end; None if no TLS is spoken.
    """

    proxy: Proxy | None
    certificates: ssl.SSLContext | None

    @property
    def proxy_url(self) -> str | None:
        return self.proxy.url if self.proxy else None


def find_route(url: str, proxies: Proxies | None = None) -> Route:
    """The way to an address, as the environment has it.

    Raises:
        SettingsError: the environment names a proxy or certificates that cannot be used.
    """
    proxy = (proxies or read_proxies(os.environ)).for_url(url)
    speaks_tls = url.startswith(("https:", "wss:")) or (proxy is not None and proxy.url.startswith("https:"))
    return Route(proxy=proxy, certificates=trusted_certificates() if speaks_tls else None)


def make_client(
    *,
    timeout: httpx.Timeout | float,
    base_url: str = "",
    max_connections: int = 100,
    transport: httpx.AsyncBaseTransport | None = None,
) -> httpx.AsyncClient:
    """An HTTP client that follows no redirects and logs no query.

    Args:
        timeout: seconds, or one for each phase of a request.
        base_url: whose way is tried at once.
        max_connections: requests under way at once; one more waits, and gives up with ``httpx.PoolTimeout``.
        transport: takes the requests instead of the network.

    Raises:
        SettingsError: the way to ``base_url`` is one that cannot be used.
    """
    _keep_queries_out_of_logs()
    limits = httpx.Limits(
        max_connections=max_connections,
        max_keepalive_connections=max_connections,
        keepalive_expiry=_KEEPALIVE_EXPIRY_S,
    )
    if transport is None:
        transport = _Routed(read_proxies(os.environ), limits)
        if base_url:
            transport.open(httpx.URL(base_url))
    return httpx.AsyncClient(
        base_url=base_url,
        timeout=timeout,
        headers={"User-Agent": USER_AGENT},
        trust_env=False,
        transport=transport,
        follow_redirects=False,
    )


class _Routed(httpx.AsyncBaseTransport):
    """Sends each request on its address's route; what is reached alike shares its connections."""

    def __init__(self, proxies: Proxies, limits: httpx.Limits) -> None:
        self._proxies = proxies
        self._limits = limits
        self._opened: dict[tuple[str, Proxy | None], httpx.AsyncHTTPTransport] = {}

    def open(self, url: httpx.URL) -> httpx.AsyncHTTPTransport:
        key = url.scheme, self._proxies.for_url(str(url))
        if key not in self._opened:
            route = find_route(str(url), self._proxies)
            # If no TLS is spoken no certificate is read: an empty context trusts nobody.
            certificates = route.certificates or ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            self._opened[key] = httpx.AsyncHTTPTransport(
                verify=certificates, proxy=_as_httpx(route.proxy, certificates), limits=self._limits
            )
        return self._opened[key]

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        try:
            transport = self.open(request.url)
        except SettingsError as error:
            raise httpx.ProxyError(str(error), request=request) from None
        return await transport.handle_async_request(request)

    async def aclose(self) -> None:
        for transport in self._opened.values():
            await transport.aclose()


def _as_httpx(proxy: Proxy | None, certificates: ssl.SSLContext) -> httpx.Proxy | None:
    if proxy is None:
        return None
    return httpx.Proxy(proxy.url, ssl_context=certificates if proxy.url.startswith("https:") else None)


class _QueryFilter(logging.Filter):
    """Takes the query off each address that httpx logs at INFO: keys and signatures stand there."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(arg.copy_with(query=None) if isinstance(arg, httpx.URL) else arg for arg in record.args)
        return True


def _keep_queries_out_of_logs() -> None:
    httpx_logger = logging.getLogger("httpx")
    if not any(isinstance(existing, _QueryFilter) for existing in httpx_logger.filters):
        httpx_logger.addFilter(_QueryFilter())
