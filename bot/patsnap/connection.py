"""From settings to a Patsnap that can be called."""

import asyncio
import hashlib
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.request import getproxies

import httpx

from bot.errors import BadResponse, Rejected, SettingsError
from bot.model import Engine as EngineName
from bot.model import Problem, ProblemKind
from bot.patsnap.circuit_breaker import Breaker, SharedHolds
from bot.patsnap.client import PatsnapClient, Turn
from bot.patsnap.credentials import Authentication, KeyAuthentication, TokenAuthentication, is_header_safe
from bot.patsnap.endpoints import IMAGE_UPLOAD
from bot.patsnap.engines import Engine, EngineV1, EngineV2
from bot.patsnap.exchange import TIMEOUT, Content, Exchange, Observer
from bot.patsnap.fields import link, number
from bot.patsnap.lanes import Lanes
from bot.patsnap.lookups import Lookups
from bot.patsnap.rate_limit import Clock, Limiter, Sleep
from bot.patsnap.trouble import trouble_of
from bot.settings import Settings

DEFAULT_UPLOAD_LIFE_S = 32400.0
"""Nine hours: how long an uploaded image lives where its reply does not say."""
_HEADROOM = 0.95
"""Of the calls a second that are allowed: what starts evenly arrives less evenly, and Patsnap counts arrivals."""
_MAX_CONNECTIONS = 100
_LONGEST_UPLOAD_LIFE_S = 7 * 24 * 3600.0
"""Beyond this nobody relies on it, and beyond the year 9999 there is no time to write down."""

_UPLOAD_REFUSALS = frozenset({68300010, 413})


@dataclass(frozen=True, slots=True)
class UploadedImage:
    """Where Patsnap keeps an image, and for how long from now."""

    url: str = field(repr=False)
    expires_in_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Patsnap:
    """Everything this app asks of Patsnap, over one connection pool and one credential."""

    client: PatsnapClient
    limiter: Limiter = field(repr=False)
    lookups: Lookups = field(repr=False)
    engines: tuple[Engine, ...] = field(repr=False)
    breaker: Breaker = field(repr=False)

    def engine(self, name: EngineName) -> Engine:
        return next(engine for engine in self.engines if engine.name is name)

    async def require_submit(self, name: EngineName) -> None:
        """Make sure that nothing known keeps a check from being submitted; calls nothing.

        Raises:
            PatsnapError: what does, such as a spent balance or ``DailyLimit``.
        """
        await self.client.require(self.engine(name).submits_by)

    async def wait_turn(self, name: EngineName) -> Turn:
        """Wait until a submit of this engine, which is paid for, may be sent; ``submit`` takes the turn.

        Raises:
            PatsnapError: it may not be sent.
        """
        return await self.client.wait_turn(self.engine(name).submits_by)

    async def trouble(self) -> str | None:
        """What keeps Patsnap from taking calls, for the operator; None while nothing is known."""
        return trouble_of(self.breaker.open_errors())

    async def upload_image(self, data: bytes, content_type: str, name: str) -> UploadedImage:
        """Upload a picture (P010), JPEG or PNG of at most 4096 KB.

        Args:
            name: what a person calls it, for the error. Patsnap gets a name that says nothing.

        Raises:
            Rejected: with IMAGE_REFUSED and the name, where the picture is against the upload rules.
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
    observer: Observer | None = None,
    on_wait: Callable[[float], None] | None = None,
    holds: Callable[[str], SharedHolds] | None = None,
    transport: httpx.AsyncBaseTransport | None = None,
    clock: Clock = time.monotonic,
    wall_clock: Clock = time.time,
    sleep: Sleep = asyncio.sleep,
) -> AsyncIterator[Patsnap]:
    """Open a connection pool for these settings; nothing is called before it is needed.

    Args:
        observer: told of every request: endpoint, outcome, code, seconds.
        on_wait: told of every wait for the rate limit, in seconds.
        holds: where spent daily limits are kept, for an account that is told by a fingerprint.
        transport: where requests go instead of the network.

    Raises:
        SettingsError: the credentials are missing, or hold what no header can carry.
    """
    settings.require_patsnap()
    limiter = Limiter(settings.patsnap_qps * _HEADROOM, clock=clock, sleep=sleep, on_wait=on_wait)
    async with httpx.AsyncClient(
        base_url=settings.patsnap_base_url,
        timeout=TIMEOUT,
        transport=transport or _direct_lanes(),
        headers={"User-Agent": "lookalike"},
    ) as http:
        exchange = Exchange(http, limiter, observer=observer, clock=clock)
        authentication = _authentication(settings, exchange, limiter, clock)
        breaker = Breaker(shared=holds(_fingerprint(settings)) if holds else None, clock=wall_clock)
        client = PatsnapClient(exchange, limiter, authentication, breaker, clock=clock, sleep=sleep)
        engines = (EngineV2(client), EngineV1(client))
        try:
            yield Patsnap(client=client, limiter=limiter, lookups=Lookups(client), engines=engines, breaker=breaker)
        finally:
            await authentication.aclose()


def _direct_lanes() -> Lanes | None:
    """None where a proxy is set for this machine: httpx finds its way through that only with a pool of its own."""
    return None if getproxies() else Lanes(limit=_MAX_CONNECTIONS)


def _authentication(settings: Settings, exchange: Exchange, limiter: Limiter, clock: Clock) -> Authentication:
    if settings.patsnap_api_key is not None:
        key = settings.patsnap_api_key.get_secret_value().strip()
        if not key or not is_header_safe(key):
            raise SettingsError("PATSNAP_API_KEY holds characters that no key has: copy it again.")
        return KeyAuthentication(key)
    if settings.patsnap_client_id is None or settings.patsnap_client_secret is None:
        raise AssertionError("require_patsnap was asked before")
    return TokenAuthentication(
        exchange,
        limiter,
        client_id=settings.patsnap_client_id.strip(),
        client_secret=settings.patsnap_client_secret.get_secret_value().strip(),
        clock=clock,
    )


def _fingerprint(settings: Settings) -> str:
    """Tells accounts apart without naming one: another credential has limits of its own."""
    key = settings.patsnap_api_key
    name = key.get_secret_value() if key else settings.patsnap_client_id
    return hashlib.sha256(f"{settings.patsnap_base_url} {name}".encode()).hexdigest()[:16]


def _parse_upload(data: Any) -> UploadedImage:
    fields = data if isinstance(data, dict) else {}
    url = link(fields.get("url"))
    if not url:
        raise BadResponse(Problem(ProblemKind.BAD_RESPONSE, {"api": IMAGE_UPLOAD.api, "cause": "no url"}))
    life_s = number(fields.get("expire"))
    if life_s is None or life_s <= 0:
        life_s = DEFAULT_UPLOAD_LIFE_S
    return UploadedImage(url, min(life_s, _LONGEST_UPLOAD_LIFE_S))
