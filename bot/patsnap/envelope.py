"""A reply of Patsnap's -> its data, or the error it means."""

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

from bot.errors import PatsnapError
from bot.patsnap.endpoints import Endpoint
from bot.patsnap.error_codes import ERROR_CODES, NO_ANSWER, Meaning, build_error, meaning_of_code, meaning_of_status
from bot.patsnap.fields import integer, number, text

MAX_REASON = 200
_MAX_RETRY_AFTER_S = 86_400.0
"""Nobody is asked to wait longer than a day; a number without measure would put a check off for ever."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one call: data, or an error.

    Attributes:
        settled: whether it is clear that Patsnap did (data) or did not (error) act on the call.
        stale: the credentials were refused; a new token is worth one more attempt.
    """

    data: Any = None
    error: PatsnapError | None = None
    settled: bool = True
    stale: bool = False


def read_response(response: httpx.Response, content: bytes, endpoint: Endpoint, *, secrets: tuple[str, ...]) -> Answer:
    """Read a reply's status, headers and body.

    Errors mostly come with HTTP 200, so success is ``status`` true and ``error_code`` 0 and nothing less. If a reply
    with another HTTP status brings a documented code, the code counts: it is the more precise of the two.

    Args:
        secrets: texts that must not appear in an error, whatever Patsnap echoes.
    """
    body = _decode(content)
    envelope = body if isinstance(body, dict) else {}
    code = integer(envelope.get("error_code"))
    retry_after_s = _retry_after(response.headers)
    if not response.is_success:
        known = code in ERROR_CODES
        return _failure(
            ERROR_CODES[code] if known and code is not None else meaning_of_status(response.status_code),
            endpoint,
            code=code if known else response.status_code,
            reason=clean_reason(envelope.get("error_msg"), secrets),
            retry_after_s=retry_after_s,
        )
    if endpoint.bare_key and text(envelope.get(endpoint.bare_key)):
        return Answer(data=envelope)
    if code == 0 and str(envelope.get("status")).lower() == "true":  # booleans come as strings too
        return Answer(data=envelope.get("data"))
    if code:
        meaning = meaning_of_code(code)
        return _failure(
            meaning,
            endpoint,
            code=code,
            reason=clean_reason(envelope.get("error_msg"), secrets),
            retry_after_s=retry_after_s,
        )
    return _failure(NO_ANSWER, endpoint, cause="no envelope")


def clean_reason(value: Any, secrets: tuple[str, ...] = ()) -> str:
    """Patsnap's words for a refusal: one line, no addresses, no secrets, at most ``MAX_REASON`` characters."""
    reason = " ".join(text(value).split())
    for secret in filter(None, secrets):
        reason = reason.replace(secret, "…")
    reason = re.sub(r"\w+://\S+", "…", reason)
    return reason if len(reason) <= MAX_REASON else reason[: MAX_REASON - 1] + "…"


def _failure(
    meaning: Meaning,
    endpoint: Endpoint,
    *,
    code: int | None = None,
    reason: str = "",
    cause: str = "",
    retry_after_s: float | None = None,
) -> Answer:
    error = build_error(meaning, endpoint=endpoint, code=code, reason=reason, cause=cause, retry_after_s=retry_after_s)
    return Answer(error=error, settled=meaning.settled, stale=meaning.stale)


def _decode(content: bytes) -> Any:
    """JSON of any content type; None for what is no JSON. Nesting beyond Python's depth is none either."""
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None


def _retry_after(headers: httpx.Headers) -> float | None:
    """Seconds to wait: a number, or a time measured against the reply's own ``Date``, or else our clock."""
    value = headers.get("Retry-After", "")
    seconds = number(value)
    if seconds is None and value:
        try:
            until = parsedate_to_datetime(value)
            sent = parsedate_to_datetime(headers["Date"]) if "Date" in headers else datetime.now(UTC)
            seconds = (until - sent).total_seconds()
        except (ValueError, TypeError):  # TypeError: one of them names no time zone
            return None
    return min(max(seconds, 0.0), _MAX_RETRY_AFTER_S) if seconds is not None else None
