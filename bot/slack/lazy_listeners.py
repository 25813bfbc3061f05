"""What listeners do after the ack: nobody waits for it but the person who asked, and a stop has to."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable

from slack_bolt.lazy_listener.async_internals import to_runnable_function
from slack_bolt.lazy_listener.async_runner import AsyncLazyListenerRunner
from slack_bolt.request.async_request import AsyncBoltRequest

_FINISH_S = 6.0
_EXCUSE_S = 2.0
"""Together less than a stop may take."""

_REMEMBERED = 10_000
"""Commands and presses: more than come while Slack may send one again."""

logger = logging.getLogger(__name__)


class LazyListeners(AsyncLazyListenerRunner):
    """Bolt's own forgets what it starts.

    Attributes:
        is_first: whether no other replica has taken a delivery before; None if there is none.
    """

    is_first: Callable[[str], Awaitable[bool]] | None = None

    def __init__(self) -> None:
        self.logger = logger
        self._under_way: set[asyncio.Future[None]] = set()
        self._triggers: OrderedDict[str, None] = OrderedDict()

    def start(self, function: Callable[..., Awaitable[None]], request: AsyncBoltRequest) -> None:
        if self._is_repeated(request):
            logger.info("delivered again, and answered once")
            return
        task = asyncio.ensure_future(self._answer(function, request))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def _answer(self, function: Callable[..., Awaitable[None]], request: AsyncBoltRequest) -> None:
        delivery = _delivery(request)
        if delivery and self.is_first and not await self.is_first(delivery):
            logger.info("delivered again, and answered by another replica")
            return
        await to_runnable_function(function, self.logger, request)

    def _is_repeated(self, request: AsyncBoltRequest) -> bool:
        """Whether this very command or press has been delivered before: Slack sends again what it got no ack for."""
        begun = _delivery(request)
        if not begun:
            return False
        if begun in self._triggers:
            return True
        self._triggers[begun] = None
        if len(self._triggers) > _REMEMBERED:
            self._triggers.popitem(last=False)
        return False

    async def finish(self, *, within_s: float = _FINISH_S) -> None:
        """Wait for what is under way. What takes longer is cancelled, and has a moment left to say so."""
        if self._under_way:
            _, late = await asyncio.wait(self._under_way, timeout=within_s)
            for task in late:
                task.cancel()
            if late:
                logger.warning("stopping: answers that take too long are called off", extra={"count": len(late)})
                await asyncio.wait(late, timeout=_EXCUSE_S)


def _delivery(request: AsyncBoltRequest) -> str:
    """What tells this very command or press, for this listener, from all others; empty if nothing does."""
    trigger_id = request.body.get("trigger_id")
    return f"{trigger_id}/{request.lazy_function_name}" if trigger_id else ""
