"""What authorises the calls: a token of thirty minutes from client id and secret, or a fixed API key."""

import asyncio
import base64
import contextlib
import time
from dataclasses import dataclass
from typing import Any, Protocol

from bot.errors import BadResponse
from bot.model import Problem, ProblemKind
from bot.patsnap.endpoints import TOKEN
from bot.patsnap.fields import number, text
from bot.patsnap.http import Content, Grant, Requests
from bot.patsnap.rate_limit import Clock, Limiter

DEFAULT_LIFE_S = 1799.0
"""How long a token lives when its reply does not say."""
MARGIN_S = 60.0
"""How long before its end a token is no longer used (a tenth of its life if that is less)."""


class Credentials(Protocol):
    """Where calls get their grants from."""

    async def get(self) -> Grant:
        """A grant that should work now. Raises PatsnapError when none can be had."""

    def newest(self, grant: Grant) -> Grant:
        """The grant to use for one that was fetched a while ago."""

    def accepted(self, grant: Grant) -> None:
        """Patsnap let a call with this grant in."""

    def refused(self, grant: Grant) -> bool:
        """Patsnap refused this grant. Returns whether asking for another one can help."""

    async def aclose(self) -> None:
        """Give up what is under way."""


class ApiKey:
    """A fixed API key instead of client id and secret.

    A key such as ``sk-…`` goes as the bearer token, as ``apikey`` in the query, or as both: it is sent in both.
    """

    def __init__(self, key: str) -> None:
        self._grant = Grant(authorization=f"Bearer {key}", apikey=key, secrets=(key,))

    async def get(self) -> Grant:
        return self._grant

    def newest(self, grant: Grant) -> Grant:
        return grant

    def accepted(self, grant: Grant) -> None:
        """Nothing to learn: there is no other key."""

    def refused(self, grant: Grant) -> bool:
        return grant is not self._grant

    async def aclose(self) -> None:
        """Nothing is ever under way."""


@dataclass(frozen=True, slots=True, repr=False)
class IssuedToken:
    """A token and how many seconds it lives."""

    value: str
    life_s: float


class ClientSecret:
    """Tokens from client id and secret: fetched before the old one ends, once for all callers who wait."""

    def __init__(
        self,
        requests: Requests,
        limiter: Limiter,
        *,
        client_id: str,
        client_secret: str,
        clock: Clock = time.monotonic,
    ) -> None:
        self._requests = requests
        self._limiter = limiter
        self._client_id = client_id
        self._clock = clock
        pair = base64.b64encode(f"{client_id}:{client_secret}".encode()).decode()
        self._basic = Grant(authorization=f"Basic {pair}", apikey="", secrets=(client_secret, client_id, pair))
        self._grant: Grant | None = None
        self._fresh_until = 0.0
        self._is_doubtful = False
        self._refresh: asyncio.Task[Grant] | None = None

    async def get(self) -> Grant:
        if self._grant is not None and self._clock() < self._fresh_until:
            return self._grant
        if self._refresh is None:
            self._refresh = asyncio.create_task(self._fetch(), name="patsnap token")
            self._refresh.add_done_callback(self._refreshed)
        # Shielded: a caller who is cancelled must not take the token from all the others.
        return await asyncio.shield(self._refresh)

    def newest(self, grant: Grant) -> Grant:
        return self._grant or grant

    def accepted(self, grant: Grant) -> None:
        if grant is self._grant:
            self._is_doubtful = False

    def refused(self, grant: Grant) -> bool:
        """Several callers fail with the same old token: only the first of them takes it out of use.

        A token that replaced a refused one, and is refused before anything went through with it, shows that another
        one would be too.
        """
        if grant is not self._grant:
            return True
        may_help = not self._is_doubtful
        self._grant, self._is_doubtful = None, True
        return may_help

    async def aclose(self) -> None:
        if self._refresh is not None:
            self._refresh.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._refresh

    async def _fetch(self) -> Grant:
        started = self._clock()
        turn = await self._limiter.acquire(urgent=True)
        content = Content(form={"grant_type": "client_credentials"})
        answer = await self._requests.send(TOKEN, content, parse_token, grant=self._basic, turn=turn)
        if answer.error is not None:
            raise answer.error
        token: IssuedToken = answer.data
        self._grant = Grant(
            authorization=f"Bearer {token.value}",
            apikey=self._client_id,
            secrets=(token.value, *self._basic.secrets),
        )
        self._fresh_until = started + token.life_s - min(MARGIN_S, token.life_s / 10)
        return self._grant

    def _refreshed(self, task: asyncio.Task[Grant]) -> None:
        self._refresh = None
        if not task.cancelled():
            task.exception()  # looked at here, because every waiter may have been cancelled meanwhile


def parse_token(data: Any) -> IssuedToken:
    """The token of either reply shape.

    Raises:
        BadResponse: there is none, or one that no header can carry.
    """
    fields = data if isinstance(data, dict) else {}
    value = text(fields.get("token"))
    if not value or not is_header_safe(value):
        raise BadResponse(Problem(ProblemKind.BAD_RESPONSE, {"api": TOKEN.api, "cause": "no token"}))
    life_s = number(fields.get("expires_in"))
    return IssuedToken(value, DEFAULT_LIFE_S if life_s is None else max(life_s, 0.0))


def is_header_safe(value: str) -> bool:
    """Whether a header can carry this token or key: printable ASCII without spaces."""
    return value.isascii() and value.isprintable() and " " not in value
