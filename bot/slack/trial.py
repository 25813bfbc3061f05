"""What ``lookalike doctor`` asks of Slack: each token tried once, by the clients and on the way that ``run`` takes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.net.certificates import DISTRUSTED, is_distrust
from bot.slack.clients import SlackClients


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What Slack said to one call.

    Attributes:
        data: empty if there was no answer that is Slack's.
        code: Slack's error code, ``DISTRUSTED``, or empty.
        scopes: the token's, if Slack lists them.
        date: Slack's clock, as its header has it.
    """

    data: Mapping[str, Any]
    code: str = ""
    scopes: frozenset[str] = frozenset()
    date: str = ""

    @property
    def is_ok(self) -> bool:
        return self.data.get("ok") is True


async def try_token(clients: SlackClients, method: str, token: str) -> Trial:
    """One call without arguments, such as ``auth.test``."""
    data: object
    try:
        response = await clients.web(token, retry_handlers=[]).api_call(method)
        data, headers = response.data, response.headers
    except SlackApiError as error:
        data, headers = getattr(error.response, "data", None), error.response.headers
    except (aiohttp.ClientError, SlackClientError, TimeoutError, OSError) as error:
        return Trial(data={}, code=DISTRUSTED if is_distrust(error) else "")
    if not isinstance(data, dict) or "ok" not in data:
        return Trial(data={})
    known = {str(name).lower(): str(value) for name, value in headers.items()}
    scopes = known.get("x-oauth-scopes", "").replace(" ", "").split(",")
    return Trial(
        data=data,
        code=str(data.get("error") or ""),
        scopes=frozenset(filter(None, scopes)),
        date=known.get("date", ""),
    )


async def opens_socket(clients: SlackClients, address: str) -> bool:
    """Whether a WebSocket can be opened to an address that Slack gave; it is closed again at once."""
    route = clients.route
    try:
        async with clients.session.ws_connect(address, proxy=route.proxy_url, ssl=route.certificates or True):
            return True
    except (aiohttp.ClientError, TimeoutError, OSError):
        return False
