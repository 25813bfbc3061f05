"""How many polls are under way at once: as many as leave the event loop to whoever is in more of a hurry."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.net.budget import Budget

LATE_S = 0.005
"""A turn of the event loop that takes longer keeps an ack or a reply waiting, which need some ten turns each."""

IN_A_ROW = 2
"""Probes that find the loop late: one alone may be chance, such as a burst of answers, and changes nothing."""

PROBE_S = 0.05
_LEAST = 4
_SHRINK = 0.75


class PollGate:
    """Lets polls through, the longer waiting first.

    All that is ready runs in one turn of the event loop: where Patsnap answers faster than a core can ask, sixty polls
    that are under way are ready together, and make a turn sixty times as long as one alone. Fewer at once are as many
    a second then; so their number shrinks by a quarter whenever the loop stays late, and grows by one while it is in
    time, as connections share a line (additive increase, multiplicative decrease). Where calls take long, the core is
    idle most of the time, and it stays near the most.

    Args:
        most: polls under way at once.

    Attributes:
        allowed: the same, for now.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._places = Budget(most)
        self._is_probing = False
        self._late = 0

    @property
    def allowed(self) -> int:
        return self._places.total

    @asynccontextmanager
    async def admitted(self) -> AsyncIterator[None]:
        """Wait for a place, and keep it for as long as the context lasts."""
        async with self._places.hold(1):
            if not self._is_probing:
                self._is_probing = True
                self._probe_later()
            yield

    def observe(self, late_s: float) -> None:
        """A turn of the event loop took so long."""
        self._late = self._late + 1 if late_s > LATE_S else 0
        if self._late >= IN_A_ROW:
            self._late = 0
            self._places.resize(max(int(self.allowed * _SHRINK), _LEAST))
        elif not self._late and self.allowed < self._most:
            self._places.resize(self.allowed + 1)

    def _probe_later(self) -> None:
        loop = asyncio.get_running_loop()
        due = loop.time() + PROBE_S
        loop.call_at(due, self._probe, due)

    def _probe(self, due: float) -> None:
        self.observe(asyncio.get_running_loop().time() - due)
        self._is_probing = self._places.held > 0
        if self._is_probing:
            self._probe_later()
