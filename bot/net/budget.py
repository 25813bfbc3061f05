"""So much of something, such as memory or places, however many ask for it at once."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Held:
    """A part of a budget. It can only become smaller, so that nobody who holds some ever waits for more."""

    def __init__(self, budget: "Budget", size: int) -> None:
        self._budget = budget
        self._size = size

    def shrink_to(self, size: int) -> None:
        """Give back what turned out not to be needed; less is never taken back."""
        if size < self._size:
            self._budget.give_back(self._size - size)
            self._size = size

    @property
    def size(self) -> int:
        return self._size


class Budget:
    """Hands out ``total``; who asks for more than is left waits, and is served in turn.

    Memory is asked for before it is filled, at the most it can be, and given back when nobody needs it any more. What
    waits has neither bytes nor an open connection.
    """

    def __init__(self, total: int) -> None:
        self._total = total
        self._free = total
        self._waiting: deque[tuple[int, asyncio.Future[None]]] = deque()

    @property
    def total(self) -> int:
        return self._total

    @property
    def held(self) -> int:
        """What is handed out; more than the total for a while after that has become less."""
        return self._total - self._free

    @asynccontextmanager
    async def hold(self, size: int) -> AsyncIterator[Held]:
        """So much (never more than all there is) for as long as the context lasts."""
        size = min(size, self._total)
        await self._take(size)
        held = Held(self, size)
        try:
            yield held
        finally:
            held.shrink_to(0)

    def resize(self, total: int) -> None:
        """From now on there is so much, and no less than anybody asks for at once.

        What is handed out already stays so until it is given back.
        """
        self._free += total - self._total
        self._total = total
        self._serve()

    async def _take(self, size: int) -> None:
        if not self._waiting and size <= self._free:
            self._free -= size
            return
        turn = asyncio.get_running_loop().create_future()
        self._waiting.append((size, turn))
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():  # it was served in the same moment
                self.give_back(size)
            else:
                self._serve()  # those behind it may fit where it did not
            raise

    def give_back(self, size: int) -> None:
        """Used by ``Held``."""
        self._free += size
        self._serve()

    def _serve(self) -> None:
        while self._waiting:
            size, turn = self._waiting[0]
            if not turn.done():  # else who waited has given up
                if size > self._free:
                    return
                self._free -= size
                turn.set_result(None)
            self._waiting.popleft()
