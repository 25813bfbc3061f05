"""Getting what happens to the app: events at least once, interactions once and within 3 seconds.

Over its open sockets, or, once it has addresses for requests, over HTTP.
"""

import asyncio
import itertools
import time
from collections import deque
from collections.abc import Awaitable, Coroutine, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import uuid4

from bot.sandbox.slack.changes import Changes
from bot.sandbox.slack.events import Event
from bot.sandbox.slack.records import JSON, Change, ChangeKind, NoSuchThing, Outcome, Status
from bot.sandbox.slack.requests import NotAckedError, Requests

ACK_TIMEOUT_S = 3.0
RETRY_DELAYS_S = (0.0, 60.0, 300.0)
"""How long Slack waits before each of its three retries."""
PENDING_LIMIT = 1000
LOG_LIMIT = 10_000
_GOODBYE_S = 0.5
"""How long an app that reads nothing may hold up the end."""
MAX_SOCKETS = 10


class Socket(Protocol):
    """One open connection of the app."""

    def push(self, message: JSON) -> None:
        """Send soon, in order."""

    def drop(self) -> None:
        """Break the connection off, after what was pushed."""

    async def ended(self) -> None:
        """Wait until the last message is out, or the app is gone."""


@dataclass(slots=True)
class Attempt:
    """One delivery of an event: what went out, and when the app acked it.

    Attributes:
        sent_at: on the clock of ``time.perf_counter``, in seconds.
        acked_at: on the same clock; None while there is no ack in time.
        failure: why there was none, as Slack words it; empty while none is known.
    """

    event: Event
    retry_attempt: int
    sent_at: float
    acked_at: float | None = None
    failure: str = ""

    @property
    def acked(self) -> bool:
        return self.acked_at is not None


class Delivery:
    """The app's sockets, or its addresses for requests, and what is under way there.

    Attributes:
        refusing: sockets are turned away while this is set.
        copies: how often each event goes out at once, to the sockets in turn: Slack promises at least once.
        events: the events so far by their ids, the oldest first; the latest ten thousand.
        attempts: the deliveries of events that went out, in order; as many.
    """

    def __init__(
        self,
        changes: Changes,
        *,
        ack_timeout_s: float = ACK_TIMEOUT_S,
        retry_delays_s: Sequence[float] = RETRY_DELAYS_S,
    ) -> None:
        self._changes = changes
        self._ack_timeout_s = ack_timeout_s
        self._retry_delays_s = tuple(retry_delays_s)
        self._sockets: list[Socket] = []
        self._turn = itertools.count()
        self._acks: dict[str, asyncio.Future[JSON | None]] = {}
        self._pending: deque[tuple[Event, int]] = deque(maxlen=PENDING_LIMIT)
        self._tasks: set[asyncio.Task[None]] = set()
        self._requests: Requests | None = None
        self.refusing = False
        self.attached = 0
        """Connections so far, those that have ended among them."""
        self.copies = 1
        self.events: dict[str, Event] = {}
        self.attempts: deque[Attempt] = deque(maxlen=LOG_LIMIT)

    @property
    def connections(self) -> int:
        return len(self._sockets)

    @property
    def pending(self) -> int:
        """Events that wait for a connection."""
        return len(self._pending)

    @property
    def unacked(self) -> int:
        """Envelopes that are out and not yet acked."""
        return len(self._acks)

    def attach(self, socket: Socket) -> None:
        self._sockets.append(socket)
        self.attached += 1
        self._changes.publish(Change(ChangeKind.CONNECTION))
        self._deliver_pending()

    def detach(self, socket: Socket) -> None:
        if socket in self._sockets:
            self._sockets.remove(socket)
            self._changes.publish(Change(ChangeKind.CONNECTION))

    def drop_sockets(self) -> None:
        """Break every connection off, as a lost network does."""
        for socket in tuple(self._sockets):
            socket.drop()
            self.detach(socket)

    def request_refresh(self, reason: str = "refresh_requested") -> None:
        """Ask the app to reconnect, as Slack does every few hours; ``warning`` comes some seconds before.

        A socket asked to refresh gets no more envelopes; acks that still come over it count.
        """
        for socket in tuple(self._sockets):
            socket.push({"type": "disconnect", "reason": reason, "debug_info": {"host": "sandbox"}})
            if reason == "refresh_requested":
                self.detach(socket)

    async def send_requests(self, requests: Requests) -> None:
        """From here on use HTTP, and no socket any more."""
        self.refusing = True
        self.drop_sockets()
        if self._requests:
            await self._requests.close()
        self._requests = requests
        self._deliver_pending()

    def send_events(self, events: Iterable[Event]) -> None:
        """Deliver now, or as soon as a socket opens; retried while no ack comes."""
        for event in events:
            self.events[event.id] = event
            if len(self.events) > LOG_LIMIT:
                del self.events[next(iter(self.events))]
            for copy in range(self.copies):
                self._deliver(event, copy)

    def redeliver(self, event_id: str, *, retry_num: int) -> None:
        """Send an event once more, as Slack does if it has lost an ack."""
        if event_id not in self.events:
            raise NoSuchThing("event", event_id)
        self._deliver(self.events[event_id], retry_num)

    async def request(self, kind: str, payload: JSON) -> Outcome:
        """An interaction or a command: sent once, its answer awaited for 3 seconds."""
        if self._requests:
            return await self._requests.send_interaction(kind, payload)
        if not self._sockets:
            return Outcome(Status.NOT_CONNECTED)
        envelope_id = self._send({"type": kind, "payload": payload, "accepts_response_payload": True})
        try:
            return Outcome(Status.OK, response=await self._ack_of(envelope_id))
        except TimeoutError:
            return Outcome(Status.TIMEOUT)

    def acknowledge(self, envelope_id: str, payload: JSON | None) -> bool:
        """Note the app's ack; False if it comes too late or names no envelope."""
        future = self._acks.get(envelope_id)
        if future is None or future.done():
            return False
        future.set_result(payload)
        return True

    async def close(self) -> None:
        """Give up what is under way and break off what is open."""
        goodbyes = [asyncio.create_task(socket.ended()) for socket in self._sockets]
        self.drop_sockets()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for future in self._acks.values():
            if not future.done():
                future.set_exception(TimeoutError())  # whoever still waits for an answer learns that none will come
        if self._requests:
            await self._requests.close()
        if goodbyes:
            _, late = await asyncio.wait(goodbyes, timeout=_GOODBYE_S)
            for goodbye in late:
                goodbye.cancel()

    def _deliver_pending(self) -> None:
        for _ in range(len(self._pending)):
            self._deliver(*self._pending.popleft())

    def _deliver(self, event: Event, retry_attempt: int, reason: str = "timeout") -> None:
        attempt = Attempt(event, retry_attempt, time.perf_counter())
        ack: Awaitable[object]
        if self._requests:
            ack = self._requests.send_event(event.payload, retry_num=retry_attempt, retry_reason=reason)
        elif self._sockets:
            ack = self._ack_of(self._send(_envelope(event, retry_attempt, reason)))
        else:
            self._pending.append((event, retry_attempt))
            return
        self.attempts.append(attempt)
        self._changes.publish(Change(ChangeKind.EVENT))
        self._start(self._follow(attempt, ack))

    async def _follow(self, attempt: Attempt, ack: Awaitable[object]) -> None:
        is_final = False
        try:
            await ack
        except TimeoutError:
            attempt.failure = "timeout"
        except NotAckedError as error:
            attempt.failure, is_final = error.reason, error.is_final
        if attempt.failure:
            self._changes.publish(Change(ChangeKind.EVENT))
            if attempt.retry_attempt < len(self._retry_delays_s) and not is_final:
                await asyncio.sleep(self._retry_delays_s[attempt.retry_attempt])
                self._deliver(attempt.event, attempt.retry_attempt + 1, attempt.failure)
        else:
            attempt.acked_at = time.perf_counter()
            self._changes.publish(Change(ChangeKind.EVENT))

    def _send(self, message: JSON) -> str:
        """Put an envelope on the next socket in turn; returns its id."""
        socket = self._sockets[next(self._turn) % len(self._sockets)]
        envelope_id = str(uuid4())
        self._acks[envelope_id] = asyncio.get_running_loop().create_future()
        socket.push({"envelope_id": envelope_id} | message)
        return envelope_id

    async def _ack_of(self, envelope_id: str) -> JSON | None:
        """The payload of the ack. Raises TimeoutError if none comes in time."""
        try:
            return await asyncio.wait_for(self._acks[envelope_id], self._ack_timeout_s)
        finally:
            del self._acks[envelope_id]

    def _start(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _envelope(event: Event, retry_attempt: int, reason: str) -> JSON:
    return {
        "type": "events_api",
        "payload": event.payload,
        "accepts_response_payload": False,
        "retry_attempt": retry_attempt,
        "retry_reason": reason if retry_attempt else "",
    }
