"""Who may call: a client id and its secret for a token, and then the token and the client id."""

import base64
import binascii
import secrets
from collections.abc import Callable

from bot.sandbox.patsnap.envelope import Code, Refusal

CLIENT_ID = "sandbox-client-id-made-up"
CLIENT_SECRET = "sandbox-client-secret-made-up"  # noqa: S105 - opens nothing but the sandbox
API_KEY = "sandbox-api-key-made-up"
"""A fixed key that needs no token: sent both as the bearer and as the apikey."""

TOKEN_LIFE_S = 1799.0


class Unauthorized(Exception):
    """A call that names no token at all, which the gateway answers with HTTP 401."""


class Tokens:
    """The tokens of one sandbox.

    Attributes:
        life_s: how long the tokens issued from now on are good.
    """

    def __init__(self, *, clock: Callable[[], float]) -> None:
        self.life_s = TOKEN_LIFE_S
        self._clock = clock
        self._ends: dict[str, float] = {}

    def issue(self, authorization: str) -> str:
        """A new token for the client of an HTTP Basic header.

        Raises:
            Refusal: the header is none, or the id or the secret is wrong.
        """
        if not _is_client(authorization):
            raise Refusal(Code.BAD_CREDENTIALS, "client_id or client_secret is wrong")
        now = self._clock()
        self._ends = {token: end for token, end in self._ends.items() if end > now}
        token = secrets.token_urlsafe(24)
        self._ends[token] = now + self.life_s
        return token

    def check_client(self, client_id: str, client_secret: str) -> None:
        """Raises Refusal unless both are this client's."""
        if (client_id, client_secret) != (CLIENT_ID, CLIENT_SECRET):
            raise Refusal(Code.BAD_CREDENTIALS, "apikey or client_secret is wrong")

    def expire_all(self) -> None:
        """Every token issued so far is refused from now on."""
        self._ends.clear()

    def check(self, authorization: str | None, apikey: str | None) -> None:
        """Raises Unauthorized or Refusal unless a business call may pass."""
        scheme, _, token = (authorization or "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise Unauthorized
        if token != API_KEY and self._ends.get(token, 0.0) <= self._clock():
            raise Refusal(Code.BAD_CREDENTIALS, "the token is unknown or has expired")
        if not apikey:
            raise Refusal(Code.NO_APIKEY, "the query parameter apikey is missing")
        if apikey != (API_KEY if token == API_KEY else CLIENT_ID):
            raise Refusal(Code.WRONG_APIKEY, "apikey does not match the token")


def _is_client(authorization: str) -> bool:
    scheme, _, encoded = authorization.partition(" ")
    try:
        decoded = base64.b64decode(encoded.strip(), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return False
    return scheme.lower() == "basic" and decoded == f"{CLIENT_ID}:{CLIENT_SECRET}"
