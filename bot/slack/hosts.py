"""Which addresses are Slack's own: the only ones that the token, and what people are told, may be sent to."""

from typing import Final

import httpx

_DOMAINS: Final = ("slack.com", "slack-files.com", "slack-edge.com", "slack-gov.com")
_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
"""Names of one host: a Slack on this machine may call itself by any of them."""

_PORTS: Final = {"http": 80, "https": 443}


class SlackHosts:
    """
    Args:
        api_url: its scheme, host and port count as Slack's own, whatever they are.
    """

    def __init__(self, api_url: str) -> None:
        self._api = httpx.URL(api_url)

    def own(self, url: str) -> httpx.URL | None:
        """The address as it may be called; None if it is not Slack's.

        Judged by the parser that makes the request too: of two that differ, one could be talked into another host.
        """
        try:
            address = httpx.URL(url)
        except httpx.InvalidURL:
            return None
        if address.userinfo or not address.raw_host:
            return None
        return address if self._is_api_host(address) or _is_slack(address) else None

    def _is_api_host(self, address: httpx.URL) -> bool:
        is_same = address.raw_host == self._api.raw_host or {address.host, self._api.host} <= _LOOPBACK
        return is_same and address.scheme == self._api.scheme and _port(address) == _port(self._api)


def _is_slack(address: httpx.URL) -> bool:
    host = address.raw_host.decode("ascii")
    is_ours = any(host == domain or host.endswith(f".{domain}") for domain in _DOMAINS)
    return is_ours and address.scheme == "https" and _port(address) == _PORTS["https"]


def _port(address: httpx.URL) -> int | None:
    return address.port or _PORTS.get(address.scheme)
