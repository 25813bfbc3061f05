"""Work that waits together is done together."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


class Batches(Generic[_Item, _Result]):
    """Hands items to ``run`` as they come; those that come while it runs go together the next time.

    So an item alone waits for nobody, and a hundred at once share what each of them would cost alone.

    Args:
        run: one result for each item, in their order. Where it raises, each item is run by itself: one that fails
            takes none along.
        most: items in one batch.
    """

    def __init__(self, run: Callable[[Sequence[_Item]], Awaitable[Sequence[_Result]]], *, most: int) -> None:
        self._run = run
        self._most = most
        self._waiting: list[tuple[_Item, asyncio.Future[_Result]]] = []
        self._draining: asyncio.Task[None] | None = None

    async def run(self, item: _Item) -> _Result:
        """The item's own result, or what it raised. Who is cancelled meanwhile leaves the item where it is."""
        future: asyncio.Future[_Result] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, future))
        if self._draining is None:
            self._draining = asyncio.create_task(self._drain())
        return await future

    async def _drain(self) -> None:
        try:
            while self._waiting:
                batch, self._waiting = self._waiting[: self._most], self._waiting[self._most :]
                if not await self._do(batch, alone=len(batch) == 1):
                    for entry in batch:
                        await self._do([entry], alone=True)
        finally:
            self._draining = None

    async def _do(self, batch: Sequence[tuple[_Item, asyncio.Future[_Result]]], *, alone: bool) -> bool:
        """Run a batch and tell its items; False where it raised and they are to be run one by one."""
        try:
            results = await self._run([item for item, _ in batch])
        except Exception as error:  # noqa: BLE001 - handed to whoever waits for the item
            if not alone:
                return False
            for _, future in batch:
                if not future.done():
                    future.set_exception(error)
            return True
        for (_, future), result in zip(batch, results, strict=True):
            if not future.done():
                future.set_result(result)
        return True
