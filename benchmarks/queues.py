"""A discrete-event simulation in small: processes that wait, servers with a queue, and places that are taken and left.

A process is a generator. It yields the time at which it goes on, or ``None`` to wait until somebody resumes it.
"""

import heapq
import itertools
from collections import deque
from collections.abc import Generator, Iterator

Process = Generator[float | None, None, None]


class Events:
    """Runs processes in the order of their times. Times are seconds from the start."""

    def __init__(self) -> None:
        self.now = 0.0
        self.running: Process | None = None
        self._due: list[tuple[float, int, Process]] = []
        self._order = itertools.count()

    def start(self, process: Process, at_s: float | None = None) -> None:
        """Let a process begin, or go on, then; without a time, now."""
        heapq.heappush(self._due, (self.now if at_s is None else at_s, next(self._order), process))

    def run(self, until_s: float) -> None:
        while self._due and self._due[0][0] <= until_s:
            self.now, _, process = heapq.heappop(self._due)
            self.running = process
            at_s = next(process, _END)
            if at_s is not None and at_s != _END:
                self.start(process, at_s)
        self.now = until_s


_END = float("-inf")


class Server:
    """Serves in the order of arrival, so many at a time."""

    def __init__(self, units: int = 1) -> None:
        self.units = units
        self.busy_s = 0.0
        self.served = 0
        self._free = [0.0] * units

    def serve(self, now: float, service_s: float) -> float:
        """When a job that arrives now has been served."""
        done = max(now, heapq.heappop(self._free)) + service_s
        heapq.heappush(self._free, done)
        self.busy_s += service_s
        self.served += 1
        return done

    def turn(self, now: float, pace_s: float) -> float:
        """When a job that arrives now may go; the next one goes ``pace_s`` later."""
        return self.serve(now, pace_s) - pace_s


class Places:
    """So many at a time; who finds none free waits in a queue."""

    def __init__(self, events: Events, count: int) -> None:
        self.count = count
        self.busy_s = 0.0
        self._events = events
        self._free = count
        self._waiting: deque[Process] = deque()

    def enter(self) -> Iterator[None]:
        """``yield from`` this to take a place."""
        if self._free:
            self._free -= 1
        else:
            assert self._events.running is not None
            self._waiting.append(self._events.running)
            yield None

    def leave(self, taken_for_s: float) -> None:
        self.busy_s += taken_for_s
        if self._waiting:
            self._events.start(self._waiting.popleft())
        else:
            self._free += 1
