"""What Patsnap's error codes and plain HTTP statuses mean. The one table that says so."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bot.errors import (
    BadCredentials,
    BadResponse,
    DailyLimit,
    PatsnapError,
    QuotaExceeded,
    RateLimited,
    Rejected,
    ServiceFailed,
    Unavailable,
)
from bot.model import Problem, ProblemKind
from bot.patsnap.endpoints import Endpoint


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one code comes to.

    Attributes:
        stale: the token may be to blame: a new one is worth one more attempt.
        settled: the call was clearly not accepted. Otherwise nobody knows whether Patsnap acted on it.
    """

    error: type[PatsnapError]
    kind: ProblemKind
    stale: bool = False
    settled: bool = True


_REJECTED = Meaning(Rejected, ProblemKind.REJECTED)
_TRANSIENT = Meaning(ServiceFailed, ProblemKind.UNAVAILABLE)
_TOO_FAST = Meaning(RateLimited, ProblemKind.UNAVAILABLE)
_STALE = Meaning(BadCredentials, ProblemKind.BAD_CREDENTIALS, stale=True)
_NOT_OURS = Meaning(BadCredentials, ProblemKind.NO_PERMISSION)
_LOST = Meaning(Unavailable, ProblemKind.UNAVAILABLE, settled=False)
NO_ANSWER = Meaning(BadResponse, ProblemKind.BAD_RESPONSE, settled=False)
"""A reply that is neither a success nor an error anybody could name."""

ERROR_CODES: Mapping[int, Meaning] = MappingProxyType(
    {
        68300004: _REJECTED,  # invalid parameter
        68300005: _TRANSIENT,  # search failure
        68300006: _TRANSIENT,  # basic access error
        68300007: _REJECTED,  # bad request
        68300008: _TRANSIENT,  # service error, try later
        68300010: Meaning(Rejected, ProblemKind.IMAGE_REFUSED),  # against the upload rules
        67200000: _TOO_FAST,  # platform-wide call limit
        67200001: _TOO_FAST,  # platform-wide call limit
        67200002: _TOO_FAST,  # too many calls per second
        67200003: _STALE,  # key or secret wrong, client disabled; on older endpoints: token expired
        67200004: _NOT_OURS,  # no permission for this API
        67200005: Meaning(QuotaExceeded, ProblemKind.QUOTA_EXCEEDED),  # balance or calls used up
        67200006: Meaning(QuotaExceeded, ProblemKind.CLIENT_EXPIRED),  # client past its validity
        67200007: Meaning(DailyLimit, ProblemKind.DAILY_LIMIT),  # today's usage reached
        67200008: _REJECTED,  # apikey missing: a defect of this client
        67200009: _STALE,  # apikey does not match the token
        67200012: _REJECTED,  # illegal request
        67200100: _TRANSIENT,  # server busy, time-out
        67200101: _NOT_OURS,  # no such API
    }
)
"""Every documented ``error_code`` of the envelope. Such an envelope means that the call was not accepted."""

_STATUSES: Mapping[int, Meaning] = MappingProxyType(
    {
        401: _STALE,
        403: _NOT_OURS,
        404: _NOT_OURS,  # no such API under this base URL
        408: _LOST,
        429: _TOO_FAST,
    }
)


def meaning_of_status(status: int) -> Meaning:
    """What a plain HTTP status without an envelope comes to."""
    if status in _STATUSES:
        return _STATUSES[status]
    if 400 <= status < 500:
        return _REJECTED
    if 500 <= status < 600:
        return _LOST
    return NO_ANSWER


def meaning_of_code(code: int) -> Meaning:
    """What an ``error_code`` comes to; some gateways put their HTTP status there."""
    if code in ERROR_CODES:
        return ERROR_CODES[code]
    return meaning_of_status(code) if 400 <= code < 600 else _REJECTED


def build_error(
    meaning: Meaning,
    *,
    endpoint: Endpoint,
    code: int | None = None,
    reason: str = "",
    cause: str = "",
    retry_after_s: float | None = None,
) -> PatsnapError:
    """The error of one failed call.

    Args:
        reason: Patsnap's own words, already cleaned; only a refusal carries them.
        cause: what broke, such as ``ReadTimeout``; never what was sent or received.
    """
    details = {"api": endpoint.api}
    if code is not None:
        details["code"] = str(code)
    if cause:
        details["cause"] = cause
    if meaning.kind is ProblemKind.REJECTED and reason:
        details["reason"] = reason
    problem = Problem(meaning.kind, details)
    if issubclass(meaning.error, Unavailable):
        error: PatsnapError = meaning.error(problem, code=code, retry_after_s=retry_after_s)
    else:
        error = meaning.error(problem, code=code)
    error.may_have_acted = not meaning.settled
    return error


def code_label(error: PatsnapError | None) -> str:
    """An error's code as a metric's label: few and fixed, whatever Patsnap sends; ``none`` if there is none."""
    if error is None or error.code is None:
        return "none"
    return str(error.code) if error.code in ERROR_CODES or 100 <= error.code <= 599 else "other"
