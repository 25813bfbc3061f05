"""A circuit breaker: keeps calls from Patsnap that it would only refuse again.

A refusal that stands for more than its own call opens a circuit. While that is open, the calls it covers are answered
here with the same refusal. When its time is over, calls go out again: a success closes the circuit, another refusal
opens it for longer.

    refusal                               covers                                open for
    67200003, 67200009, HTTP 401          every call                            1 min, doubling to 10 min
    67200006                              every call                            "
    67200005                              every call but those for paid tasks   "
    67200004, 67200101, HTTP 403, 404     calls of the same API                 "
    67200007                              calls of the same API                 until Patsnap's next day, then 1 h each
"""

import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.errors import BadCredentials, DailyLimit, PatsnapError, QuotaExceeded, Rejected
from bot.model import Problem, ProblemKind
from bot.patsnap import daily_limit
from bot.patsnap.endpoints import TOKEN, Endpoint

FIRST_OPEN_S = 60.0
LONGEST_OPEN_S = 600.0
_FORGOTTEN_S = 86_400.0
"""A daily limit that ended longer ago than this is another day's."""

_EVERYTHING = "everything"
_PAYING = "what costs"

_TROUBLES = {
    ProblemKind.BAD_CREDENTIALS: "Patsnap refuses the credentials (code {code}): check PATSNAP_CLIENT_ID and "
    "PATSNAP_CLIENT_SECRET, or PATSNAP_API_KEY.",
    ProblemKind.NO_PERMISSION: "Patsnap does not grant this account {api} (code {code}): have it enabled, and check "
    "PATSNAP_BASE_URL.",
    ProblemKind.QUOTA_EXCEEDED: "The Patsnap account has no balance or no calls left (code {code}): top it up.",
    ProblemKind.CLIENT_EXPIRED: "The Patsnap account is past its validity (code {code}): renew it.",
}

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Circuit:
    """One open circuit; its times are those of the breaker's clock."""

    error: PatsnapError
    opened_at: float
    until: float

    @property
    def open_for_s(self) -> float:
        return self.until - self.opened_at


class CircuitBreaker:
    """The open circuits of one credential, in this process.

    Args:
        clock: monotonic.
        wall_clock: seconds since the epoch, to tell when Patsnap's day ends.
    """

    def __init__(
        self, *, clock: Callable[[], float] = time.monotonic, wall_clock: Callable[[], float] = time.time
    ) -> None:
        self._clock = clock
        self._wall_clock = wall_clock
        self._circuits: dict[str, Circuit] = {}

    def require(self, endpoint: Endpoint) -> None:
        """Raise the refusal that a call would be answered with now."""
        now = self._clock()
        open_ = [circuit for _, circuit in self._covering(endpoint) if now < circuit.until]
        if open_:
            raise self._repeated(max(open_, key=lambda circuit: circuit.until))

    def learn(self, endpoint: Endpoint, error: PatsnapError | None, *, sent_at: float) -> PatsnapError | None:
        """Learn from what came of a call; the error with what is known beyond it, such as when a limit ends.

        Args:
            sent_at: when the call went out: it tells nothing of circuits that opened later.
        """
        if error is None or isinstance(error, Rejected):  # it was let in, whatever it asked for
            self._close(endpoint, sent_at)
            return error
        key = _key(endpoint, error)
        return error if key is None else self._open(key, error, sent_at)

    def trouble(self) -> str | None:
        """A sentence for the operator on each refusal that no success has followed yet; None without one.

        A daily limit is told of while it lasts.
        """
        now = self._clock()
        standing = [
            circuit.error
            for circuit in self._circuits.values()
            if now < circuit.until or not isinstance(circuit.error, DailyLimit)
        ]
        return " ".join(dict.fromkeys(map(_sentence, standing))) or None

    def _covering(self, endpoint: Endpoint) -> Iterator[tuple[str, Circuit]]:
        keys = [_EVERYTHING, f"api {endpoint.api}", f"day {endpoint.api}", f"day {TOKEN.api}"]
        if not endpoint.collects:
            keys.append(_PAYING)
        for key in keys:
            if circuit := self._circuits.get(key):
                yield key, circuit

    def _close(self, endpoint: Endpoint, sent_at: float) -> None:
        for key, circuit in list(self._covering(endpoint)):
            if circuit.opened_at < sent_at:
                del self._circuits[key]
                logger.info("Patsnap takes calls again", extra={"refused": key})

    def _open(self, key: str, error: PatsnapError, sent_at: float) -> PatsnapError:
        standing = self._circuits.get(key)
        if standing and sent_at <= standing.opened_at:
            return self._repeated(standing)  # it was under way when another call learnt the same
        if isinstance(error, DailyLimit):
            circuit = self._spent(error, standing)
        else:
            open_for_s = min(standing.open_for_s * 2, LONGEST_OPEN_S) if standing else FIRST_OPEN_S
            now = self._clock()
            circuit = Circuit(error=error, opened_at=now, until=now + open_for_s)
        self._circuits[key] = circuit
        logger.error(
            "Patsnap refuses, and is not called until later",
            extra={"refused": key, "error": str(error), "seconds": round(circuit.open_for_s)},
        )
        return self._repeated(circuit)

    def _spent(self, error: DailyLimit, standing: Circuit | None) -> Circuit:
        """A daily limit until the next day; when that should have begun already, for another hour."""
        now, wall = self._clock(), self._wall_clock()
        if standing and now - standing.until < _FORGOTTEN_S:
            left_s, day = daily_limit.STILL_SPENT_S, standing.error.problem.details["day"]
        else:
            left_s, day = daily_limit.next_day(wall) - wall, daily_limit.day_of(wall)
        details = {"api": error.problem.details["api"], "until": f"{wall + left_s:.0f}", "day": day}
        dated = DailyLimit(Problem(ProblemKind.DAILY_LIMIT, details), code=error.code)
        return Circuit(error=dated, opened_at=now, until=now + left_s)

    def _repeated(self, circuit: Circuit) -> PatsnapError:
        """The refusal once more; an exception that is raised twice would carry the first traceback along."""
        error = circuit.error
        if isinstance(error, DailyLimit):
            left_s = max(circuit.until - self._clock(), 0.0)
            return DailyLimit(error.problem, code=error.code, retry_after_s=left_s)
        return type(error)(error.problem, code=error.code)


def _key(endpoint: Endpoint, error: PatsnapError) -> str | None:
    """Which calls a refusal speaks for; None for one that speaks for its own call alone."""
    match error:
        case DailyLimit():
            return f"day {endpoint.api}"
        case BadCredentials() | QuotaExceeded() if endpoint is TOKEN:
            return _EVERYTHING
        case BadCredentials() if not endpoint.optional:
            return f"api {endpoint.api}" if error.problem.kind is ProblemKind.NO_PERMISSION else _EVERYTHING
        case QuotaExceeded() if error.problem.kind is ProblemKind.CLIENT_EXPIRED:
            return _EVERYTHING
        case QuotaExceeded():
            return f"api {endpoint.api}" if endpoint.collects else _PAYING
    return None


def _sentence(error: PatsnapError) -> str:
    details = error.problem.details
    if isinstance(error, DailyLimit):
        until = datetime.fromtimestamp(float(details["until"]), UTC)
        return f"Patsnap's limit of {details['api']} for today is spent; it is called again after {until:%F %R} UTC."
    return _TROUBLES[error.problem.kind].format(api=details["api"], code=error.code or "unknown")
