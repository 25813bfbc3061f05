"""What listeners do after the ack: nobody waits for it but the person who asked, and a stop has to."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from slack_bolt.lazy_listener.async_internals import to_runnable_function
from slack_bolt.lazy_listener.async_runner import AsyncLazyListenerRunner
from slack_bolt.request.async_request import AsyncBoltRequest

_FINISH_S = 6.0
_EXCUSE_S = 2.0
"""Together less than a stop may take."""

logger = logging.getLogger(__name__)


class LazyListeners(AsyncLazyListenerRunner):
    """Bolt's own forgets what it starts."""

    def __init__(self) -> None:
        self.logger = logger
        self._under_way: set[asyncio.Future[None]] = set()

    def start(self, function: Callable[..., Awaitable[None]], request: AsyncBoltRequest) -> None:
        task = asyncio.ensure_future(to_runnable_function(function, self.logger, request))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def finish(self, *, within_s: float = _FINISH_S) -> None:
        """Wait for what is under way. What takes longer is cancelled, and has a moment left to say so."""
        if self._under_way:
            _, late = await asyncio.wait(self._under_way, timeout=within_s)
            for task in late:
                task.cancel()
            if late:
                logger.warning("stopping: answers that take too long are called off", extra={"count": len(late)})
                await asyncio.wait(late, timeout=_EXCUSE_S)
