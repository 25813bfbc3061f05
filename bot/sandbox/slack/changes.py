"""Who wants to know that something changed: the page's event stream, and tests that wait for it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TypeVar

from bot.sandbox.slack.records import Change

_Value = TypeVar("_Value")


class Changes:
    """Hands each change to every watcher, in order."""

    def __init__(self) -> None:
        self._watchers: set[asyncio.Queue[Change | None]] = set()

    def publish(self, change: Change) -> None:
        for watcher in self._watchers:
            watcher.put_nowait(change)

    def close(self) -> None:
        """End every stream; their loops come to their end."""
        for watcher in self._watchers:
            watcher.put_nowait(None)

    @asynccontextmanager
    async def watch(self) -> AsyncIterator[AsyncIterator[Change]]:
        """Every change from here on."""
        queue: asyncio.Queue[Change | None] = asyncio.Queue()
        self._watchers.add(queue)
        try:
            yield _Stream(queue)
        finally:
            self._watchers.discard(queue)

    async def wait_for(
        self, predicate: Callable[[], _Value], *, timeout_s: float, describe: Callable[[], str]
    ) -> _Value:
        """The predicate's first true value; it is asked now and after each change.

        Raises:
            TimeoutError: with ``describe()``, after ``timeout_s``.
        """
        async with self.watch() as stream:
            if value := predicate():
                return value
            try:
                async with asyncio.timeout(timeout_s):
                    async for _ in stream:
                        if value := predicate():
                            return value
            except TimeoutError:
                raise TimeoutError(f"not seen within {timeout_s} s:\n{describe()}") from None
        raise TimeoutError(f"the workspace closed before it was seen:\n{describe()}")


class _Stream:
    """What a watcher reads; an object rather than a generator, so that leaving it early leaves nothing to finalise."""

    def __init__(self, queue: asyncio.Queue[Change | None]) -> None:
        self._queue = queue

    def __aiter__(self) -> "_Stream":
        return self

    async def __anext__(self) -> Change:
        change = await self._queue.get()
        if change is None:
            raise StopAsyncIteration
        return change
