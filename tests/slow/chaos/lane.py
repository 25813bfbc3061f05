"""One workspace and its app, whose processes meet with one mishap after the other while people post."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from bot.net import backoff
from bot.sandbox.app import Sandbox
from bot.sandbox.faults import Fault
from bot.sandbox.server import serve
from bot.sandbox.slack import Workspace
from bot.sandbox.slack.limits import Limits
from tests.processes import environment, has_port, kill, start_app
from tests.slow.chaos.ledger import Ledger, Tally
from tests.slow.chaos.mishaps import Clocks, Kind, LockedFile, LostConnections, Outage, freeze
from tests.slow.chaos.posts import post
from tests.slow.chaos.receipts import Receipts
from tests.slow.chaos.relay import Relay
from tests.slow.chaos.tripwire import Call, Moment, Tripwire

LEASE_S = 6.0
"""A tenth of the product's own: whoever is frozen for longer has lost it."""

_FROZEN_LEASES = _AWAY_LEASES = 1.5
"""A freeze, and the longest outage of a database."""

_MOST_OUTSTANDING = 40
_CONNECTED_WITHIN_S = 60.0
_SPRUNG_WITHIN_S = 4.0
_DONE_WITHIN_S = 180.0 + 1.5 * backoff._LONGEST_OUTAGE_WAIT_S
"""A reply that met with mishap after mishap waits as after an outage of Slack's: for so long before its last try."""

_WITHDRAWN_WITHIN_S = 20.0
_LOOK_AFTER_S = 5.0
_POINTS = ("", "", "/image-search/submit", "chat.postMessage")
"""Where things happen: at any call, and as often at one that is paid for or posts."""

_ANSWERED = frozenset({Kind.FREEZE, Kind.CLOCK, Kind.CONNECTION})
"""A call at which one of these happens gets its answer all the same."""

_FAULTS = (
    Fault(target="slack", endpoint="chat.postMessage", cut="after", times=None, probability=0.05),
    Fault(target="slack", endpoint="chat.postMessage", error="ratelimited", status=429, times=None, probability=0.03),
    Fault(target="slack", endpoint="files", status=503, times=None, probability=0.05),
    Fault(target="slack", endpoint="conversations.replies", cut="before", times=None, probability=0.05),
    Fault(target="patsnap", endpoint="image-upload", cut="after", times=None, probability=0.05),
    Fault(target="patsnap", endpoint="submit", cut="after", times=None, probability=0.01),
    Fault(target="patsnap", endpoint="report", status=502, body="html", times=None, probability=0.05),
)


class NotDoneError(Exception):
    """What was asked for has not come to an end; the message says what the processes printed last."""


@dataclass(slots=True, kw_only=True)
class Lane:
    """Args:
    replicas: processes at the same time; one on SQLite.
    lease_s: how long their claims hold.
    """

    sandbox: Sandbox
    tripwire: Tripwire
    receipts: Receipts
    ledger: Ledger
    outage: Outage
    environment: dict[str, str]
    directory: Path
    dice: Random
    replicas: int
    lease_s: float
    processes: list[asyncio.subprocess.Process]
    clocks: Clocks
    happened: Counter[Kind] = field(default_factory=Counter)
    gave_up: int = 0
    posts: int = 0

    async def run(self, mishaps: Mapping[Kind, int]) -> Tally:
        """Bring so many of each kind about, in any order, then let the rest finish; the sums.

        Raises:
            NotDoneError: it did not finish.
        """
        plan = [kind for kind, count in mishaps.items() for _ in range(count)]
        self.dice.shuffle(plan)
        for kind in plan:
            await self._fill_up()
            await self._maybe_post()
            await self._bring_about(kind)
            self.happened[kind] += 1
        self.sandbox.faults.clear()
        try:
            await self._wait_for(lambda: self.ledger.is_done, _DONE_WITHIN_S)
        except TimeoutError:
            await self.stop()
            tally = await self._count()
            logs = "".join(log.read_text()[-1500:] for log in self.directory.glob("*.log"))
            raise NotDoneError(f"{logs}\n{tally}") from None
        with suppress(TimeoutError):  # a second reply is there for a moment, until it is withdrawn
            await self.sandbox.slack.wait_for(lambda: not self.ledger.doubled, _WITHDRAWN_WITHIN_S)
        await self.stop()
        return await self._count()

    async def stop(self) -> None:
        for process in self.processes:
            await kill(process)
        self.processes.clear()

    async def _count(self) -> Tally:
        return await self.ledger.close(happened={**self.happened, "gave_up": self.gave_up}, had=self.receipts.pictures)

    async def _fill_up(self) -> None:
        """Start what is missing. A process may be killed before it is connected: that is one of the points."""
        await self._start_missing()
        if self.dice.random() < 0.1:
            await asyncio.sleep(self.dice.uniform(0, 1.5))
        else:
            await self._wait_for(lambda: self.sandbox.slack.delivery.connections, _CONNECTED_WITHIN_S)

    async def _start_missing(self) -> None:
        """Start a process for each that was killed, and, as a supervisor does, for each that has given up."""
        for process in [process for process in self.processes if process.returncode is not None]:
            self.gave_up += 1
            self._remove(process)
        while len(self.processes) < self.replicas:
            log = self.directory / f"replica-{self.happened.total() % 10}.log"
            skew_s = self.clocks.next_skew_s()
            process = await start_app(self.environment, log=log, lease_s=self.lease_s, skew_s=skew_s)
            self.processes.append(process)
            self.clocks.started(process, skew_s)

    async def _wait_for(self, predicate: Callable[[], object], within_s: float) -> None:
        """Wait until something holds in Slack, and keep the processes running meanwhile.

        Raises:
            TimeoutError: it does not.
        """
        async with asyncio.timeout(within_s):
            while True:
                await self._start_missing()
                with suppress(TimeoutError):
                    await self.sandbox.slack.wait_for(predicate, _LOOK_AFTER_S)
                    return

    async def _maybe_post(self) -> None:
        """One post or two, or none while there is something to do."""
        for _ in range(self.dice.choice((0 if self.ledger.outstanding else 1, 1, 1, 2))):
            if self.ledger.outstanding < _MOST_OUTSTANDING:
                self.posts += 1
                self.ledger.asked.append(await post(self.sandbox, self.dice, number=self.posts))

    async def _bring_about(self, kind: Kind) -> None:
        """At the n-th call from now, before or after it acted, or at any time in between."""
        if kind is not Kind.ANSWER and self.dice.random() < 0.25:
            await asyncio.sleep(self.dice.uniform(0, 1.5))
            await self._happen(kind, self.dice.choice(self.processes))
            return
        path = self.dice.choice(_POINTS)
        calls = self.dice.randint(1, 2 if path else 15)
        happening: asyncio.Task[None] | None = None

        def is_the_one(call: Call) -> bool:
            nonlocal calls
            calls -= path in call.path
            return calls <= 0

        async def spring(call: Call) -> None:
            nonlocal happening
            callers = [process for process in self.processes if has_port(process, call.port)]
            happening = asyncio.create_task(self._happen(kind, (callers or self.processes)[0]))
            # A call that gets its answer gets it while the process is frozen or cut off, not afterwards.
            await (asyncio.sleep(0) if kind in _ANSWERED else happening)

        moment: Moment = "after" if kind is Kind.ANSWER else self.dice.choice(("before", "after"))
        trap = self.tripwire.arm(is_the_one, moment, spring, answered=kind in _ANSWERED)
        with suppress(TimeoutError):
            await asyncio.wait_for(trap.sprung.wait(), _SPRUNG_WITHIN_S)
        self.tripwire.disarm()
        if trap.call:
            await trap.sprung.wait()
            await self._maybe_post()
            if happening:
                await happening
        elif kind is Kind.ANSWER:  # there was too little to do
            await self._maybe_post()
            await self._bring_about(kind)
        else:
            await self._happen(kind, self.dice.choice(self.processes))

    async def _happen(self, kind: Kind, process: asyncio.subprocess.Process) -> None:
        match kind:
            case Kind.KILL:
                await self._kill(process)
            case Kind.FREEZE:
                await freeze(process, seconds=_FROZEN_LEASES * self.lease_s)
            case Kind.CLOCK:
                await self.clocks.set(process)
            case Kind.CONNECTION:
                await self.outage.happen(process)
            case Kind.ANSWER:
                pass  # the trap keeps it

    async def _kill(self, process: asyncio.subprocess.Process) -> None:
        await kill(process)
        if process in self.processes:
            self._remove(process)

    def _remove(self, process: asyncio.subprocess.Process) -> None:
        self.processes.remove(process)
        self.clocks.ended(process)
        self.receipts.died(process)


@asynccontextmanager
async def opened(
    database_url: str,
    directory: Path,
    *,
    dice: Random,
    replicas: int = 1,
    faults: bool = False,
    lease_s: float = LEASE_S,
) -> AsyncIterator[Lane]:
    """A lane on an empty database; its processes end with the context."""
    slack = Workspace(
        # An app that is started so often connects more often than Slack would have it.
        limits=Limits(per_minute={**Limits().per_minute, "apps.connections.open": 1000}),
        # Slack gives an event up after three retries; here it goes on: what was never acked is not the app's to lose.
        retry_delays_s=(0.0, *[3.0] * 100),
    )
    sandbox = Sandbox(task_s=(0.2, 4.0), seed=dice.randrange(1000), slack=slack)
    tripwire = Tripwire(sandbox.asgi)
    receipts = sandbox.asgi = Receipts(tripwire, processes := [])
    if faults:
        for fault in _FAULTS:
            sandbox.faults.add(fault)
    async with AsyncExitStack() as stack:
        url = await stack.enter_async_context(serve(sandbox))
        longest_s = _AWAY_LEASES * lease_s
        outage: Outage
        if database_url.startswith("postgresql"):
            relay = Relay(database_url)
            reached_by = await relay.start()
            stack.push_async_callback(relay.close)
            outage = LostConnections(relay, database_url, dice, longest_s=longest_s)
        else:
            reached_by, outage = database_url, LockedFile(database_url, dice, longest_s=longest_s)
        lane = Lane(
            sandbox=sandbox,
            tripwire=tripwire,
            receipts=receipts,
            ledger=Ledger(sandbox, database_url),
            outage=outage,
            environment=environment(url, reached_by) | {"PATSNAP_QPS": "20"},
            directory=directory,
            dice=dice,
            replicas=replicas,
            lease_s=lease_s,
            processes=processes,
            clocks=Clocks(dice),
        )
        stack.push_async_callback(lane.stop)
        yield lane
    assert sandbox.patsnap.violations == []
