"""What can go wrong, and what is to come of it: faults in the order they were added."""

import random
import re
from dataclasses import dataclass
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, JsonValue, StrictInt, StrictStr, model_validator

Target = Literal["patsnap", "slack"]

_HEADER_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
_HEADER_VALUE = re.compile(r"[\x20-\x7e]*")
_FRAMING = frozenset({"connection", "content-length", "transfer-encoding"})


class Fault(BaseModel):
    """One thing that goes wrong.

    With ``status``, ``error``, ``cut="before"`` or a ``body`` other than ``truncated`` the call does not act: something
    before it answers. With a delay or headers alone it acts, and only its answer is late or longer.

    Attributes:
        endpoint: the endpoint or method that is hit; ``*`` for all of the target.
        status: the HTTP status of the answer.
        error: Patsnap's ``error_code`` in an envelope, or Slack's ``error`` beside ``"ok": false``; HTTP 200 unless
            ``status`` is given.
        delay_s: seconds before anything else happens.
        cut: the connection is dropped: ``before`` the call acts, ``after`` it acted and before its answer is of use,
            in the ``middle`` of its answer; ``reset``, before it acts and with a TCP reset rather than politely.
        body: ``html``, a gateway's page; ``truncated``, the real answer cut in half; ``null``, a success that holds
            nothing (for Patsnap an envelope with ``data: null``); ``empty``, no byte at all; ``echo``, a refusal (with
            ``error``, or a usual one) that repeats everything it was sent, tokens included; ``endless``, one that goes
            on until the client has had enough.
        data: fields of Patsnap's ``data`` that take the place of those in the real answer.
        headers: of the answer, in place of its own.
        times: how many calls are hit; None until the faults are cleared.
        probability: of hitting a call that matches.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    target: Target
    endpoint: str = Field(default="*", min_length=1, max_length=100)
    status: StrictInt | None = Field(default=None, ge=200, le=599)
    error: StrictInt | StrictStr | None = None
    delay_s: float = Field(default=0, ge=0, le=600, allow_inf_nan=False)
    cut: Literal["before", "after", "middle", "reset"] | None = None
    body: Literal["html", "truncated", "null", "empty", "echo", "endless"] | None = None
    data: dict[str, JsonValue] = Field(default_factory=dict)
    headers: dict[str, str] = Field(default_factory=dict)
    times: StrictInt | None = Field(default=1, ge=1)
    probability: float = Field(default=1.0, gt=0, le=1)

    @model_validator(mode="after")
    def _check(self) -> Self:
        wrong_error = isinstance(self.error, str if self.target == "patsnap" else int)
        if wrong_error:
            raise ValueError("error is a number for patsnap and a word for slack")
        if self.cut and (self.status or self.error is not None or self.body or self.headers or self.data):
            raise ValueError("a cut connection carries no status, error, body, data or headers")
        if self.data and (self.target != "patsnap" or self.status or self.error is not None or self.body):
            raise ValueError("data changes a real answer of patsnap, without status, error or body")
        if self.error is not None and self.body not in (None, "echo"):
            raise ValueError("error and body exclude each other")
        if self.body == "truncated" and self.status:
            raise ValueError("a truncated body keeps the status of the call")
        if self.status in (204, 304) and (self.error is not None or self.body not in (None, "empty")):
            raise ValueError(f"an answer of status {self.status} has no body")
        for name, value in self.headers.items():
            if not _HEADER_NAME.fullmatch(name) or not _HEADER_VALUE.fullmatch(value) or name.lower() in _FRAMING:
                raise ValueError(f"header {name!r} cannot be sent")
        if not (
            self.status or self.error is not None or self.delay_s or self.cut or self.body or self.data or self.headers
        ):
            raise ValueError("a fault needs one of status, error, delay_s, cut, body, data and headers")
        return self

    def matches(self, target: Target, endpoint: str) -> bool:
        return self.target == target and self.endpoint in ("*", endpoint)


@dataclass(slots=True)
class _Armed:
    fault: Fault
    left: int | None


class Faults:
    """The faults of one sandbox, in the order they were added."""

    def __init__(self, *, seed: int = 0) -> None:
        self._armed: list[_Armed] = []
        self._dice = random.Random(seed)  # noqa: S311 - dice, not secrets

    def add(self, fault: Fault) -> None:
        self._armed.append(_Armed(fault, fault.times))

    def clear(self) -> None:
        self._armed.clear()

    def list(self) -> tuple[Fault, ...]:
        """The faults still to come; ``times`` counts the hits that are left."""
        return tuple(armed.fault.model_copy(update={"times": armed.left}) for armed in self._armed)

    def take(self, target: Target, endpoint: str) -> Fault | None:
        """The fault that hits this call, one of its times spent; None if the call is spared."""
        for armed in self._armed:
            if armed.fault.matches(target, endpoint) and self._dice.random() < armed.fault.probability:
                if armed.left is not None:
                    armed.left -= 1
                    if not armed.left:
                        self._armed.remove(armed)
                return armed.fault
        return None
