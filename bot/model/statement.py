"""Patsnap's statement of account: what the calls of some days came to. It tells of a day when that is over."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class CallUsage:
    """What the calls of one API came to.

    Attributes:
        path: of the API, such as ``/search/patent/image-single``.
        api: its serial number such as ``P060``; empty if none came.
        name: what Patsnap calls it in English, or else in Chinese; without its serial number.
        calls: None if no count came, and likewise for the others.
        billed_calls: how many of them were charged.
        money: what they cost, in the account's currency.
    """

    path: str
    api: str = ""
    name: str = ""
    calls: int | None = None
    billed_calls: int | None = None
    money: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanUsage:
    """How often an API was called that a plan pays for by number of calls."""

    path: str
    api: str = ""
    name: str = ""
    calls: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """
    Attributes:
        money: what the calls charged one by one cost in all, in the account's currency; None if no sum came.
    """

    first_day: date
    last_day: date
    usage: tuple[CallUsage, ...] = ()
    plan_usage: tuple[PlanUsage, ...] = ()
    money: float | None = None
