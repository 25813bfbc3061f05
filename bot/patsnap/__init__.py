"""Patsnap's open API, as far as this app uses it: ``connect`` gives a ``Patsnap``.

    engines, one_to_one, lookups
        -> client -> circuit_breaker, credentials, rate_limit -> http -> envelope -> error_codes
    and back: reports, patents -> payloads -> fields

Every failure is a ``bot.errors.PatsnapError``; nothing of a request or a reply is part of one.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import httpx
from pydantic import SecretStr

from bot.errors import BadResponse, Rejected, SettingsError
from bot.model import Engine as EngineName
from bot.model import Problem, ProblemKind
from bot.model.statement import Statement
from bot.net.clients import make_client
from bot.patsnap.access import ask_for_services
from bot.patsnap.circuit_breaker import CircuitBreaker
from bot.patsnap.client import PaidCalls, PatsnapClient, Turn
from bot.patsnap.credentials import ApiKey, ClientSecret, Credentials, is_header_safe
from bot.patsnap.details import DetailCalls
from bot.patsnap.endpoints import IMAGE_UPLOAD
from bot.patsnap.engines import Engine, EngineV1, EngineV2, sent_parameters
from bot.patsnap.fields import link, number
from bot.patsnap.http import TIMEOUT, Content, Observer, Requests
from bot.patsnap.lookups import Lookups
from bot.patsnap.one_to_one import EngineOneToOne
from bot.patsnap.rate_limit import Clock, Limiter, Sleep
from bot.patsnap.statement import StatementLookup
from bot.settings import Settings

__all__ = ["Engine", "Lookups", "Patsnap", "PatsnapClient", "Turn", "UploadedImage", "connect", "sent_parameters"]

DEFAULT_UPLOAD_LIFE_S = 32400.0
"""Nine hours: how long an uploaded image lives when its reply does not say."""
_HEADROOM = 0.95
"""Of the calls a second that are allowed: what starts evenly arrives less evenly, and Patsnap counts arrivals."""
_LONGEST_UPLOAD_LIFE_S = 7 * 24 * 3600.0
"""Beyond this nobody relies on it, and beyond the year 9999 there is no time to write down."""

_UPLOAD_REFUSALS = frozenset({68300010, 413})


@dataclass(frozen=True, slots=True)
class UploadedImage:
    """An address that Patsnap keeps an image at, and for how long from now."""

    url: str = field(repr=False)
    expires_in_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Patsnap:
    """Everything this app asks of Patsnap, over one connection pool and one credential."""

    client: PatsnapClient
    limiter: Limiter = field(repr=False)
    lookups: Lookups = field(repr=False)
    details: DetailCalls = field(repr=False)
    engines: tuple[Engine, ...] = field(repr=False)
    breaker: CircuitBreaker = field(repr=False)
    statements: StatementLookup = field(repr=False)

    def engine(self, name: EngineName) -> Engine:
        return next(engine for engine in self.engines if engine.name is name)

    async def require_submit(self, name: EngineName) -> None:
        """Make sure that nothing known keeps a check from being submitted; calls nothing.

        Raises:
            PatsnapError: what does, such as a spent balance or ``DailyLimit``.
        """
        self.client.require(self.engine(name).submits_by)

    async def wait_turn(self, name: EngineName) -> Turn:
        """Wait until a submit of this engine, which is paid for, may be sent; ``submit`` takes the turn.

        Raises:
            PatsnapError: it may not be sent.
        """
        return await self.client.wait_turn(self.engine(name).submits_by)

    async def authorise(self) -> None:
        """Try the credentials, without a call that costs anything.

        Raises:
            PatsnapError: they are refused, or Patsnap is not to be reached.
        """
        await self.client.authorise()

    async def services(self, name: EngineName) -> dict[str, str]:
        """What this engine and similar designs need: serial number -> Patsnap's code that refuses it, empty for none.

        Raises:
            PatsnapError: it could not be found out.
        """
        return await ask_for_services(self.client, name)

    async def statement(self, day_from: date, day_to: date) -> Statement:
        """What the calls of these days cost, both included; Patsnap adds a day up at eight the next morning.

        Raises:
            SettingsError: the account is one that has no client id and secret.
            PatsnapError: the call failed, or the account may not ask.
        """
        return await self.statements.read(day_from, day_to)

    async def trouble(self) -> str | None:
        """What keeps Patsnap from taking calls, for the operator; None while nothing is known."""
        return self.breaker.trouble()

    async def upload_image(self, data: bytes, content_type: str, name: str) -> UploadedImage:
        """Upload a picture (P010), JPEG or PNG of at most 4096 KB.

        Args:
            name: what a person calls it, for the error. Patsnap gets a name that says nothing.

        Raises:
            Rejected: with IMAGE_REFUSED and the name, when the picture is against the upload rules.
            PatsnapError: the call failed.
        """
        suffix = "png" if content_type == "image/png" else "jpg"
        content = Content(files={"image": (f"image.{suffix}", data, content_type)})
        try:
            return await self.client.call(IMAGE_UPLOAD, content, _parse_upload)
        except Rejected as error:
            if error.code not in _UPLOAD_REFUSALS:
                raise
            raise Rejected(Problem(ProblemKind.IMAGE_REFUSED, {"name": name}), code=error.code) from None


@asynccontextmanager
async def connect(
    settings: Settings,
    *,
    ledger: PaidCalls | None,
    observer: Observer | None = None,
    on_wait: Callable[[float], None] | None = None,
    transport: httpx.AsyncBaseTransport | None = None,
    clock: Clock = time.monotonic,
    wall_clock: Clock = time.time,
    sleep: Sleep = asyncio.sleep,
) -> AsyncIterator[Patsnap]:
    """Open a connection pool for these settings; nothing is called before it is needed.

    Args:
        ledger: where paid calls are written down, and held back; None for a command of the operator's own.
        observer: told of every request: endpoint, outcome, code, seconds.
        on_wait: told of every wait for the rate limit, in seconds.
        transport: takes the requests instead of the network.

    Raises:
        SettingsError: the credentials are missing, or hold what no header can carry.
    """
    settings.require_patsnap()
    limiter = Limiter(settings.patsnap_qps * _HEADROOM, clock=clock, sleep=sleep, on_wait=on_wait)
    async with make_client(base_url=settings.patsnap_base_url, timeout=TIMEOUT, transport=transport) as http:
        requests = Requests(http, limiter, observer=observer, clock=clock)
        credentials = _credentials(settings, requests, limiter, clock)
        breaker = CircuitBreaker(clock=clock, wall_clock=wall_clock)
        client = PatsnapClient(requests, limiter, credentials, breaker, ledger=ledger, clock=clock, sleep=sleep)
        try:
            yield Patsnap(
                client=client,
                limiter=limiter,
                lookups=Lookups(client),
                details=DetailCalls(client),
                engines=(EngineV2(client), EngineV1(client), EngineOneToOne(client)),
                breaker=breaker,
                statements=StatementLookup(client, *_id_and_secret(settings)),
            )
        finally:
            await credentials.aclose()


def _credentials(settings: Settings, requests: Requests, limiter: Limiter, clock: Clock) -> Credentials:
    if settings.patsnap_api_key is not None:
        key = settings.patsnap_api_key.get_secret_value().strip()
        if not key or not is_header_safe(key):
            raise SettingsError.of("setting-key-characters")
        return ApiKey(key)
    if settings.patsnap_client_id is None or settings.patsnap_client_secret is None:
        raise AssertionError("require_patsnap was asked before")
    return ClientSecret(
        requests,
        limiter,
        client_id=settings.patsnap_client_id.strip(),
        client_secret=settings.patsnap_client_secret.get_secret_value().strip(),
        clock=clock,
    )


def _id_and_secret(settings: Settings) -> tuple[str | None, SecretStr | None]:
    """Those that calls are made with; an API key goes before them."""
    if settings.patsnap_api_key is not None:
        return None, None
    return settings.patsnap_client_id, settings.patsnap_client_secret


def _parse_upload(data: Any) -> UploadedImage:
    fields = data if isinstance(data, dict) else {}
    url = link(fields.get("url"))
    if not url:
        raise BadResponse(Problem(ProblemKind.BAD_RESPONSE, {"api": IMAGE_UPLOAD.api, "cause": "no url"}))
    life_s = number(fields.get("expire"))
    if life_s is None or life_s <= 0:
        life_s = DEFAULT_UPLOAD_LIFE_S
    return UploadedImage(url, min(life_s, _LONGEST_UPLOAD_LIFE_S))
