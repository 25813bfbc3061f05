"""What Lookalike pays for: calls, who had them made, and the caps that hold them back. Days and months are UTC's."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Self


class Cost(StrEnum):
    """What a call of Patsnap's counts as."""

    UNCOUNTED = "uncounted"
    """A token, an upload, a poll: what goes with calls that are counted, and what Patsnap names no price for."""
    SUBMIT = "submit"
    """It starts a task that is paid for."""
    LOOKUP = "lookup"
    """It is billed by itself: a search, or a look-up of patents."""


class Scope(StrEnum):
    """Whose calls a cap counts."""

    PERSON = "person"
    CHANNEL = "channel"
    WORKSPACE = "workspace"


class Period(StrEnum):
    """How long a cap counts before it begins anew."""

    DAY = "day"
    MONTH = "month"


class Payment(StrEnum):
    """What is known of a call in the ledger. One that Patsnap refused is not in it."""

    RESERVED = "reserved"
    """Kept free for a check that is under way; nothing has been sent."""
    SENT = "sent"
    """It is out, or the process ended before its answer was stored: counted as paid."""
    PAID = "paid"
    UNKNOWN = "unknown"
    """Its answer was lost: counted as paid."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Payer:
    """For whom a call is made. Empty texts stand for nobody in particular."""

    team_id: str
    channel_id: str = ""
    user_id: str = ""
    check_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cap:
    """At most ``limit`` calls of a kind; 0 lets none be made."""

    scope: Scope
    period: Period
    cost: Cost
    limit: int

    @property
    def setting(self) -> str:
        """The setting that holds it, such as ``LOOKALIKE_CAP_PERSON_SUBMITS_PER_DAY``."""
        return f"LOOKALIKE_CAP_{self.scope}_{self.cost}s_per_{self.period}".upper()


@dataclass(frozen=True, slots=True)
class Caps:
    """All caps that hold for somebody; none of them holds anything back."""

    caps: tuple[Cap, ...] = ()

    @classmethod
    def of(cls, limits: dict[tuple[Scope, Cost, Period], int | None]) -> Self:
        """Args: limits: None for no cap."""
        return cls(
            tuple(
                Cap(scope=scope, cost=cost, period=period, limit=limit)
                for (scope, cost, period), limit in limits.items()
                if limit is not None
            )
        )

    def on(self, *costs: Cost, payer: Payer) -> tuple[Cap, ...]:
        """Those that count calls of these kinds made for somebody; what nobody asked for counts against no person."""
        return tuple(
            cap
            for cap in self.caps
            if cap.cost in costs
            and (cap.scope is not Scope.PERSON or payer.user_id)
            and (cap.scope is not Scope.CHANNEL or payer.channel_id)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CapUse:
    """How much of a cap is used, and when it begins anew (aware)."""

    cap: Cap
    used: int
    until: datetime

    @property
    def is_near(self) -> bool:
        """Whether four fifths are used."""
        return self.cap.limit > 0 and 5 * self.used >= 4 * self.cap.limit


@dataclass(frozen=True, slots=True, kw_only=True)
class CallSum:
    """How many calls the ledger has under one name: an endpoint's, or the id of a channel or a person.

    Attributes:
        name: empty for nobody in particular, and for whoever has been deleted since.
        calls: that were paid, or may have been.
        unknown: those of them whose answer was lost.
    """

    name: str
    cost: Cost
    calls: int
    unknown: int = 0


def begin_of(period: Period, moment: datetime) -> datetime:
    """When the day or month of an aware moment began, by UTC."""
    midnight = moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight if period is Period.DAY else midnight.replace(day=1)


def end_of(period: Period, moment: datetime) -> datetime:
    """When the next one begins."""
    begin = begin_of(period, moment)
    if period is Period.DAY:
        return begin + timedelta(days=1)
    return (begin + timedelta(days=32)).replace(day=1)
