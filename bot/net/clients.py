"""Every HTTP client of the app is made here: time-outs, connection limits, proxies and User-Agent in one place."""

import logging

import httpx

USER_AGENT = "lookalike"

_KEEPALIVE_EXPIRY_S = 15.0
"""Gateways close what lies idle; a connection is not used again after so long."""


def make_client(
    *,
    timeout: httpx.Timeout | float,
    base_url: str = "",
    max_connections: int = 100,
    trust_env: bool = True,
    transport: httpx.AsyncBaseTransport | None = None,
) -> httpx.AsyncClient:
    """An HTTP client that follows no redirects and logs no query.

    Args:
        timeout: seconds, or one for each phase of a request.
        max_connections: requests under way at once; one more waits, and gives up with ``httpx.PoolTimeout``.
        trust_env: whether the proxies and certificates that the environment names are used.
        transport: takes the requests instead of the network.
    """
    _keep_queries_out_of_logs()
    return httpx.AsyncClient(
        base_url=base_url,
        timeout=timeout,
        limits=httpx.Limits(
            max_connections=max_connections,
            max_keepalive_connections=max_connections,
            keepalive_expiry=_KEEPALIVE_EXPIRY_S,
        ),
        headers={"User-Agent": USER_AGENT},
        trust_env=trust_env,
        transport=transport,
        follow_redirects=False,
    )


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
