"""One workspace and its app, whose processes are killed again and again while people post."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from bot.sandbox.app import Sandbox
from bot.sandbox.faults import Fault
from bot.sandbox.server import serve
from bot.sandbox.slack import Workspace
from bot.sandbox.slack.limits import Limits
from tests.processes import environment, has_port, kill, start_app
from tests.slow.chaos.ledger import Ledger, Tally
from tests.slow.chaos.posts import post
from tests.slow.chaos.tripwire import Call, Moment, Tripwire

_MOST_OUTSTANDING = 40
_CONNECTED_WITHIN_S = 60.0
_SPRUNG_WITHIN_S = 4.0
_DONE_WITHIN_S = 300.0
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
    lease_s: how long their claims hold, where it is not to be the product's own.
    """

    sandbox: Sandbox
    tripwire: Tripwire
    ledger: Ledger
    environment: dict[str, str]
    directory: Path
    dice: Random
    replicas: int
    lease_s: float | None = None
    processes: list[asyncio.subprocess.Process] = field(default_factory=list)
    kills: int = 0
    posts: int = 0

    async def run(self, kills: int) -> Tally:
        """Kill so often, then let the rest finish; the sums.

        Raises:
            NotDoneError: it did not finish.
        """
        while self.kills < kills:
            await self._fill_up()
            await self._maybe_post()
            await self._kill_one()
        self.sandbox.faults.clear()
        await self._fill_up()
        try:
            await self.sandbox.slack.wait_for(lambda: self.ledger.is_done, _DONE_WITHIN_S)
        except TimeoutError:
            await self.stop()
            tally = await self.ledger.close(kills=self.kills)
            logs = "".join(log.read_text()[-1500:] for log in self.directory.glob("*.log"))
            raise NotDoneError(f"{logs}\n{tally}") from None
        await self.stop()
        return await self.ledger.close(kills=self.kills)

    async def stop(self) -> None:
        for process in self.processes:
            await kill(process)
        self.processes.clear()

    async def _fill_up(self) -> None:
        """Start what is missing. A process may be killed before it is connected: that is one of the points."""
        while len(self.processes) < self.replicas:
            log = self.directory / f"replica-{self.kills % 10}.log"
            self.processes.append(await start_app(self.environment, log=log, lease_s=self.lease_s))
        if self.dice.random() < 0.1:
            await asyncio.sleep(self.dice.uniform(0, 1.5))
        else:
            await self.sandbox.slack.wait_for(lambda: self.sandbox.slack.delivery.connections, _CONNECTED_WITHIN_S)

    async def _maybe_post(self) -> None:
        for _ in range(self.dice.choice((0, 1, 1, 2))):
            if self.ledger.outstanding < _MOST_OUTSTANDING:
                self.posts += 1
                self.ledger.asked.append(await post(self.sandbox, self.dice, number=self.posts))

    async def _kill_one(self) -> None:
        """At the n-th call from now, before or after it acted, or at any time in between."""
        if self.dice.random() < 0.25:
            await asyncio.sleep(self.dice.uniform(0, 1.5))
            await self._kill(self.dice.choice(self.processes))
            return
        calls = self.dice.randint(1, 15)

        def is_the_one(_call: Call) -> bool:
            nonlocal calls
            calls -= 1
            return calls <= 0

        moment: Moment = self.dice.choice(("before", "after"))
        trap = self.tripwire.arm(is_the_one, moment, self._kill_caller)
        try:
            await asyncio.wait_for(trap.sprung.wait(), _SPRUNG_WITHIN_S)
        except TimeoutError:  # there was too little to do
            self.tripwire.disarm()
            if not trap.call:
                await self._kill(self.dice.choice(self.processes))

    async def _kill_caller(self, call: Call) -> None:
        callers = [process for process in self.processes if has_port(process, call.port)]
        for process in callers or self.processes[:1]:
            await self._kill(process)

    async def _kill(self, process: asyncio.subprocess.Process) -> None:
        await kill(process)
        if process in self.processes:
            self.processes.remove(process)
            self.kills += 1


@asynccontextmanager
async def opened(
    database_url: str,
    directory: Path,
    *,
    dice: Random,
    replicas: int = 1,
    faults: bool = False,
    lease_s: float | None = None,
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
    sandbox.asgi = tripwire
    if faults:
        for fault in _FAULTS:
            sandbox.faults.add(fault)
    async with serve(sandbox) as url:
        lane = Lane(
            sandbox=sandbox,
            tripwire=tripwire,
            ledger=Ledger(sandbox, database_url),
            environment=environment(url, database_url) | {"PATSNAP_QPS": "20"},
            directory=directory,
            dice=dice,
            replicas=replicas,
            lease_s=lease_s,
        )
        try:
            yield lane
        finally:
            await lane.stop()
        assert sandbox.patsnap.violations == []
