"""HTTP mode: signed requests to the addresses that the app's manifest names.

From docs.slack.dev/apis/events-api/using-http-request-urls and /authentication/verifying-requests-from-slack.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self
from urllib.parse import parse_qs, urlencode

import httpx

from bot.sandbox.slack.payloads import VERIFICATION_TOKEN
from bot.sandbox.slack.records import JSON, Outcome, Said, Status
from bot.sandbox.slack.state import Clock

_MAX_REDIRECTS = 2
_JSON = "application/json"
_FORM = "application/x-www-form-urlencoded"


class NotAckedError(Exception):
    """An event that the app did not take.

    Attributes:
        reason: as ``X-Slack-Retry-Reason`` words it.
        is_final: the app asked not to be sent it again.
    """

    def __init__(self, reason: str, *, is_final: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.is_final = is_final


class UrlRefusedError(Exception):
    """An address that Slack does not save, because it did not answer as it must."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestUrls:
    """Where an app's manifest wants to be told."""

    events: str
    interactivity: str
    commands: Mapping[str, str]

    @classmethod
    def of(cls, document: JSON) -> Self:
        """From a manifest.

        Raises:
            ValueError: it connects by Socket Mode, or leaves an address out.
        """
        settings = document["settings"]
        if settings.get("socket_mode_enabled"):
            raise ValueError("This manifest has Socket Mode on.")
        try:
            return cls(
                events=settings["event_subscriptions"]["request_url"],
                interactivity=settings["interactivity"]["request_url"],
                commands={each["command"]: each["url"] for each in document["features"].get("slash_commands", ())},
            )
        except KeyError as error:
            raise ValueError(f"This manifest has no {error}.") from None


def sign(secret: str, timestamp: str, body: bytes) -> str:
    """The ``X-Slack-Signature`` of a body sent at ``timestamp``."""
    digest = hmac.new(secret.encode(), b"v0:" + timestamp.encode() + b":" + body, hashlib.sha256)
    return f"v0={digest.hexdigest()}"


class Requests:
    """Sends what happens, and reads what the app answers within the time it has."""

    def __init__(self, urls: RequestUrls, *, signing_secret: str, clock: Clock, timeout_s: float) -> None:
        self._urls = urls
        self._signing_secret = signing_secret
        self._clock = clock
        self._http = httpx.AsyncClient(
            timeout=timeout_s, follow_redirects=True, max_redirects=_MAX_REDIRECTS, trust_env=False
        )

    async def verify(self) -> None:
        """Try the address for events, as Slack does before it saves it.

        Raises:
            UrlRefusedError: it did not answer with the challenge.
        """
        challenge = secrets.token_urlsafe(24)
        body = {"token": VERIFICATION_TOKEN, "challenge": challenge, "type": "url_verification"}
        try:
            response = await self._post(self._urls.events, _JSON, json.dumps(body).encode())
        except httpx.HTTPError as error:
            raise UrlRefusedError(f"Your URL could not be reached ({type(error).__name__}).") from error
        if response.status_code != 200 or _challenge_in(response) != challenge:
            raise UrlRefusedError("Your URL didn't respond with the value of the challenge parameter.")

    async def send_event(self, payload: JSON, *, retry_num: int, retry_reason: str) -> None:
        """Send an event.

        Raises:
            NotAckedError: it was not answered with 2xx in time.
        """
        retry = {"X-Slack-Retry-Num": str(retry_num), "X-Slack-Retry-Reason": retry_reason} if retry_num else {}
        try:
            response = await self._post(self._urls.events, _JSON, json.dumps(payload).encode(), retry)
        except httpx.TimeoutException:
            raise NotAckedError("http_timeout") from None
        except httpx.TooManyRedirects:
            raise NotAckedError("too_many_redirects") from None
        except httpx.HTTPError:
            raise NotAckedError("connection_failed") from None
        if not response.is_success:
            raise NotAckedError("http_error", is_final=response.headers.get("x-slack-no-retry") == "1")

    async def send_interaction(self, kind: str, payload: JSON) -> Outcome:
        """Send an interaction or a command, once."""
        if kind == "slash_commands":
            url, fields = self._urls.commands[payload["command"]], payload
        else:
            url, fields = self._urls.interactivity, {"payload": json.dumps(payload)}
        try:
            response = await self._post(url, _FORM, urlencode(fields).encode())
        except httpx.TimeoutException:
            return Outcome(Status.TIMEOUT)
        except httpx.HTTPError:
            return Outcome(Status.NOT_CONNECTED)
        if response.status_code != 200:
            return Outcome(Status.REFUSED, errors={"": Said("slack-app-status", {"status": str(response.status_code)})})
        return Outcome(Status.OK, response=_answer_in(response))

    async def close(self) -> None:
        await self._http.aclose()

    async def _post(
        self, url: str, content_type: str, body: bytes, headers: Mapping[str, str] | None = None
    ) -> httpx.Response:
        timestamp = str(int(self._clock()))
        return await self._http.post(
            url,
            content=body,
            headers={
                "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
                "Content-Type": content_type,
                "X-Slack-Request-Timestamp": timestamp,
                "X-Slack-Signature": sign(self._signing_secret, timestamp, body),
                **(headers or {}),
            },
        )


def _challenge_in(response: httpx.Response) -> str | None:
    """As plain text, as JSON, or as a form: Slack takes each."""
    content_type = response.headers.get("content-type", "")
    if content_type.startswith(_JSON):
        answer = response.json()
        return answer.get("challenge") if isinstance(answer, dict) else None
    if content_type.startswith(_FORM):
        return parse_qs(response.text).get("challenge", [None])[0]
    return response.text


def _answer_in(response: httpx.Response) -> JSON | None:
    """What the ack carries: JSON, or a text to be shown."""
    if not response.content:
        return None
    if response.headers.get("content-type", "").startswith(_JSON):
        answer = response.json()
        return answer if isinstance(answer, dict) else None
    return {"text": response.text}
