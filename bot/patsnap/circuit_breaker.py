"""Keeps calls from Patsnap that it would only refuse again, and finds out by itself when it takes them.

A refusal that stands for more than its own call opens a circuit. While that is open, the calls it covers are answered
here with the same refusal. When its time is over, one call is let through while the others wait for what comes of it:
a success closes the circuit for all of them, another refusal opens it for longer.

    refusal                               covers                                open for
    67200003, 67200009, HTTP 401          every call                            1 min, doubling to 10 min
    67200006                              every call                            "
    67200005                              every call but those for paid tasks   "
    67200004, 67200101, HTTP 403, 404     calls of the same API                 "
    67200007                              calls of the same API                 until Patsnap's next day, then 1 h each
"""

import asyncio
import logging
import secrets
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from bot.errors import BadCredentials, DailyLimit, PatsnapError, QuotaExceeded, Rejected
from bot.model import Problem, ProblemKind
from bot.patsnap import daily_limit
from bot.patsnap.endpoints import TOKEN, Endpoint

FIRST_OPEN_S = 60.0
LONGEST_OPEN_S = 600.0
SHARED_LIFE_S = 10.0
"""How long what other replicas know is not asked for again."""
_FORGOTTEN_S = 86_400.0
"""A limit that was met longer ago than this is another day's."""

_EVERYTHING = "everything"
_PAYING = "what costs"

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyHold:
    """What a spent daily limit holds up.

    Attributes:
        until: seconds since the epoch.
        day: Patsnap's day whose limit was spent, such as ``2026-11-22``.
    """

    until: float
    day: str


class SharedHolds(Protocol):
    """Where replicas tell each other of holds, by API; what is kept there survives a restart. Never raises."""

    async def load(self) -> Mapping[str, DailyHold] | None:
        """What stands; None where it cannot be had."""
        ...

    async def save(self, api: str, hold: DailyHold) -> None: ...

    async def clear(self, api: str) -> None: ...


@dataclass(slots=True, kw_only=True)
class _Circuit:
    """One open circuit; ``probe`` is there while a call is under way that finds out whether it may be closed."""

    error: PatsnapError
    until: float
    opened_for_s: float
    hold: DailyHold | None = None
    probe: asyncio.Future[None] | None = None


@dataclass(frozen=True, slots=True)
class Permit:
    """Leave for one call.

    Attributes:
        probes: the circuits that this call may close, by their keys.
        over: for those who wait for what comes of it.
    """

    endpoint: Endpoint
    probes: Mapping[str, _Circuit] = field(repr=False)
    over: asyncio.Future[None] = field(repr=False)


class Breaker:
    """The circuits of one credential.

    Args:
        clock: seconds since the epoch; replicas compare them.
    """

    def __init__(self, *, shared: SharedHolds | None = None, clock: Callable[[], float] = time.time) -> None:
        self._shared = shared
        self._clock = clock
        self._circuits: dict[str, _Circuit] = {}
        self._loaded_at = float("-inf")
        self._loading = asyncio.Lock()

    async def require(self, endpoint: Endpoint) -> None:
        """Raise the refusal that a call would be answered with now; a circuit whose time is over refuses nothing."""
        await self._load()
        self._refuse(endpoint)

    async def admit(self, endpoint: Endpoint) -> Permit:
        """Leave for a call; every permit has to be settled or released.

        Raises:
            PatsnapError: the refusal that keeps it here.
        """
        await self._load()
        while True:
            self._refuse(endpoint)
            covering = dict(self._covering(endpoint))
            probe = next((circuit.probe for circuit in covering.values() if circuit.probe), None)
            if probe is None:
                permit = Permit(endpoint, covering, asyncio.get_running_loop().create_future())
                for circuit in covering.values():
                    circuit.probe = permit.over
                return permit
            await asyncio.shield(probe)

    def confirm(self, permit: Permit) -> None:
        """Raise the refusal of a circuit that has opened since the permit was given: the call waited for its turn."""
        self._refuse(permit.endpoint, spared=permit.probes)

    async def settle(self, permit: Permit, error: PatsnapError | None) -> PatsnapError | None:
        """Learn from what came of a call; the error with what is known beyond it, such as when a limit ends."""
        try:
            if error is None or isinstance(error, Rejected):  # it was let in, whatever it asked for
                await self._close(permit)
                return error
            key = _key(permit.endpoint, error)
            return error if key is None else await self._open(key, permit, error)
        finally:
            self.release(permit)

    def release(self, permit: Permit) -> None:
        """The call is over. Where nothing was found out, the next one finds out."""
        for circuit in permit.probes.values():
            if circuit.probe is permit.over:
                circuit.probe = None
        if not permit.over.done():
            permit.over.set_result(None)

    def open_errors(self) -> tuple[PatsnapError, ...]:
        """The refusals of the circuits that no success has closed yet; of holds, those that still last."""
        now = self._clock()
        return tuple(
            circuit.error for circuit in self._circuits.values() if circuit.hold is None or now < circuit.until
        )

    def _covering(self, endpoint: Endpoint) -> Iterator[tuple[str, _Circuit]]:
        keys = [_EVERYTHING, f"api {endpoint.api}", f"day {endpoint.api}", f"day {TOKEN.api}"]
        if not endpoint.collects:
            keys.append(_PAYING)
        for key in keys:
            if circuit := self._circuits.get(key):
                yield key, circuit

    def _refuse(self, endpoint: Endpoint, *, spared: Mapping[str, _Circuit] | None = None) -> None:
        now = self._clock()
        open_ = [
            circuit
            for key, circuit in self._covering(endpoint)
            if now < circuit.until and (spared or {}).get(key) is not circuit
        ]
        if open_:
            raise _again(max(open_, key=lambda circuit: circuit.until), now)

    async def _open(self, key: str, permit: Permit, error: PatsnapError) -> PatsnapError:
        now, standing = self._clock(), self._circuits.get(key)
        if standing and now < standing.until and key not in permit.probes:
            return _again(standing, now)  # it was under way when another call learnt the same
        if isinstance(error, DailyLimit):
            hold = _next_hold(standing.hold if standing else None, now)
            circuit = _held(key.removeprefix("day "), hold, now)
            self._circuits[key] = circuit
            if self._shared:
                await self._shared.save(key.removeprefix("day "), hold)
        else:
            open_for_s = min(standing.opened_for_s * 2, LONGEST_OPEN_S) if standing else FIRST_OPEN_S
            until = now + open_for_s * (1 + secrets.randbelow(100) / 1000)  # replicas need not all ask at once
            circuit = _Circuit(error=error, until=until, opened_for_s=open_for_s)
            self._circuits[key] = circuit
        logger.error(
            "Patsnap refuses, and is not called until later",
            extra={"refused": key, "error": str(error), "seconds": round(circuit.until - now)},
        )
        return _again(circuit, now)

    async def _close(self, permit: Permit) -> None:
        for key, circuit in permit.probes.items():
            if self._circuits.get(key) is circuit:
                del self._circuits[key]
                logger.info("Patsnap takes calls again", extra={"refused": key})
                if circuit.hold and self._shared:
                    await self._shared.clear(key.removeprefix("day "))

    async def _load(self) -> None:
        """Learn of the holds that other replicas met, or an earlier life of this one."""
        if self._shared is None or self._clock() - self._loaded_at < SHARED_LIFE_S:
            return
        async with self._loading:
            if self._clock() - self._loaded_at < SHARED_LIFE_S:
                return
            before = set(self._circuits)
            holds = await self._shared.load()
            self._loaded_at = now = self._clock()
            if holds is None:
                return
            for api, hold in holds.items():
                standing = self._circuits.get(f"day {api}")
                if standing is None or (standing.probe is None and standing.hold != hold):
                    self._circuits[f"day {api}"] = _held(api, hold, now)
            for key in before:
                circuit = self._circuits.get(key)
                if circuit and circuit.hold and not circuit.probe and key.removeprefix("day ") not in holds:
                    del self._circuits[key]  # another replica got through


def _key(endpoint: Endpoint, error: PatsnapError) -> str | None:
    """Which calls a refusal speaks for; None for one that speaks for its own call alone."""
    api = error.problem.details.get("api", endpoint.api)
    match error:
        case DailyLimit():
            return f"day {api}"
        case BadCredentials() | QuotaExceeded() if api == TOKEN.api:
            return _EVERYTHING
        case BadCredentials():
            return f"api {api}" if error.problem.kind is ProblemKind.NO_PERMISSION else _EVERYTHING
        case QuotaExceeded() if error.problem.kind is ProblemKind.CLIENT_EXPIRED:
            return _EVERYTHING
        case QuotaExceeded():
            return f"api {api}" if endpoint.collects else _PAYING
    return None


def _next_hold(standing: DailyHold | None, now: float) -> DailyHold:
    """A hold until the next day; where that should have begun already, for another hour."""
    if standing and now - standing.until < _FORGOTTEN_S:
        return replace(standing, until=now + daily_limit.STILL_SPENT_S)
    return DailyHold(until=daily_limit.next_day(now), day=daily_limit.day_of(now))


def _held(api: str, hold: DailyHold, now: float) -> _Circuit:
    details = {"api": api, "until": f"{hold.until:.0f}", "day": hold.day}
    error = DailyLimit(Problem(ProblemKind.DAILY_LIMIT, details), code=67200007)
    return _Circuit(error=error, until=hold.until, opened_for_s=hold.until - now, hold=hold)


def _again(circuit: _Circuit, now: float) -> PatsnapError:
    """The refusal once more; an exception that is raised twice would carry the first traceback along."""
    error = circuit.error
    if isinstance(error, DailyLimit):
        return DailyLimit(error.problem, code=error.code, retry_after_s=max(circuit.until - now, 0.0))
    return type(error)(error.problem, code=error.code)
