"""Workspaces that post pictures, and what the app, Patsnap, Slack and the database do about them, simulated.

The policy of the polls is the app's own; what it would have learned is given. Everything else is a queue: Patsnap's
rate, the replicas' event loops and decoders, the steps under way at once, the database's transactions, and each
channel's messages.
"""

import math
import random
from collections import defaultdict, deque
from dataclasses import dataclass, field
from functools import lru_cache

from benchmarks.capacity import Replica
from benchmarks.queues import Events, Places, Process, Server
from bot.checks.polling.durations import Durations
from bot.checks.polling.schedule import Pace, next_poll_in_s, pace_of

_REFRESH_S = 5.0
_LATELY_S = 30.0
_CALLS_PER_SUBMIT = 2
_POLLS_AT_LEAST = 0.25
_EDIT_S = 5.0
_EDITS_PER_MINUTE = 45
_CHANNELS = 3
_IMAGES = ((1, 0.7), (2, 0.15), (3, 0.1), (5, 0.05))
_STEP_TRANSACTIONS = 1
_DELIVERY_TRANSACTIONS = 2
_SLACK_S = 0.2
_HOUR_S = 3600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """What is simulated.

    Attributes:
        posts_per_day: of a workspace, on a working day; ``busiest_hour`` is the share of it in the hour simulated.
        qps: what Patsnap allows the credential.
        call_s: how long a call to Patsnap takes.
        transactions_per_s: that the database commits.
        fixed_poll_s: poll each task so often instead of by the app's policy; 0 for the policy.
        photo_share: of the work on a 48-megapixel photo that a usual picture takes.
    """

    workspaces: int
    replicas: int = 1
    qps: float = 5.0
    posts_per_day: float = 20.0
    busiest_hour: float = 0.2
    median_s: float = 60.0
    sigma: float = 0.5
    call_s: float = 1.0
    transactions_per_s: float = 1500.0
    fixed_poll_s: float = 0.0
    photo_share: float = 0.25
    minutes: float = 30.0
    warm_up_minutes: float = 5.0
    seed: int = 1

    @property
    def images_per_post(self) -> float:
        return sum(count * share for count, share in _IMAGES)

    @property
    def posts_per_s(self) -> float:
        return self.workspaces * self.posts_per_day * self.busiest_hour / _HOUR_S


@dataclass(slots=True)
class Seen:
    """What was counted after the warm-up. Times in seconds."""

    acks: list[float] = field(default_factory=list)
    polls: list[int] = field(default_factory=list)
    found: list[float] = field(default_factory=list)
    replies: list[float] = field(default_factory=list)
    totals: list[float] = field(default_factory=list)
    posted: int = 0
    edits: int = 0
    edits_left_out: int = 0


class Simulation:
    """One run. After ``run``, ``seen`` and the servers hold what happened."""

    def __init__(self, setup: Setup, replica: Replica) -> None:
        self.setup = setup
        self.replica = replica
        self.events = Events()
        self.seen = Seen()
        self.patsnap = Server()
        self.loops = Server(setup.replicas)
        self.decoders = Server(setup.replicas)
        self.steps = Places(self.events, setup.replicas * replica.steps)
        self.database = Server()
        self.channels: dict[int, Server] = defaultdict(Server)
        self.edits: dict[int, deque[float]] = defaultdict(deque)
        self.in_flight = 0
        self._submits: deque[float] = deque()
        self._random = random.Random(setup.seed)
        self._durations = Durations(median_s=setup.median_s, sigma=setup.sigma, stray=0.01, samples=100)
        self._pace = pace_of(self._durations)
        self._counts_from = setup.warm_up_minutes * 60

    def run(self) -> None:
        self.events.start(self._posts())
        self.events.start(self._plan())
        self.events.run(self._counts_from)
        servers = (self.patsnap, self.loops, self.decoders, self.database, *self.channels.values())
        for server in servers:
            server.busy_s, server.served = 0.0, 0
        self.steps.busy_s = 0.0
        self.events.run(self._counts_from + self.setup.minutes * 60)

    def _posts(self) -> Process:
        counts, shares = zip(*_IMAGES, strict=True)
        while True:
            yield self.events.now + self._random.expovariate(self.setup.posts_per_s)
            workspace = self._random.randrange(self.setup.workspaces)
            self.events.start(self._post(workspace, self._random.choices(counts, shares)[0]))

    def _plan(self) -> Process:
        while True:
            now = self.events.now
            while self._submits and self._submits[0] < now - _LATELY_S:
                self._submits.popleft()
            rate = self.setup.qps
            left = max(rate - _CALLS_PER_SUBMIT * len(self._submits) / _LATELY_S, _POLLS_AT_LEAST * rate)
            # Steps of a twentieth, so that the polls of one pace need not be planned one by one.
            interval_s = round(20 * self.in_flight / left) / 20
            self._pace = pace_of(self._durations, mean_interval_s=interval_s)
            yield now + _REFRESH_S

    def _post(self, workspace: int, images: int) -> Process:
        posted = self.events.now
        channel = workspace * _CHANNELS + self._random.randrange(_CHANNELS)
        yield self.loops.serve(self.events.now, 1 / self.replica.acks_per_s)
        yield self._commit()
        if self._counts(posted):
            self.seen.acks.append(self.events.now - posted)
            self.seen.posted += images
        left = [images]
        for _ in range(images):
            self.events.start(self._check(posted, channel, left))
        yield self.channels[channel].turn(self.events.now, 1.0)
        while left[0]:
            yield self.events.now + _EDIT_S
            yield self._work()
            yield self._commit()
            if left[0]:
                self._edit(workspace)

    def _edit(self, workspace: int) -> None:
        """Cosmetic: where a workspace's edits of the minute are spent, it is left out."""
        now, made = self.events.now, self.edits[workspace]
        while made and made[0] < now - 60:
            made.popleft()
        counted = now >= self._counts_from
        if len(made) < _EDITS_PER_MINUTE:
            made.append(now)
            self.seen.edits += counted
        else:
            self.seen.edits_left_out += counted

    def _check(self, posted: float, channel: int, left: list[int]) -> Process:
        yield self.decoders.serve(self.events.now, self.replica.photo_s * self.setup.photo_share)
        for _ in range(_CALLS_PER_SUBMIT):
            yield from self._call()
        submitted = self.events.now
        ends = submitted + self._random.lognormvariate(math.log(self.setup.median_s), self.setup.sigma)
        self.in_flight += 1
        self._submits.append(submitted)
        polls, elapsed_s, found = 0, 0.0, False
        while not found:
            yield self.events.now + self._poll_in_s(elapsed_s)
            elapsed_s = self.events.now - submitted
            asked = yield from self._call()
            found = asked >= ends
            polls += 1
        self.in_flight -= 1
        at_hand = self.events.now
        yield self.channels[channel].turn(self.events.now, 1.0)
        yield self.events.now + _SLACK_S
        for _ in range(_DELIVERY_TRANSACTIONS):
            yield self._commit()
        left[0] -= 1
        if self._counts(posted):
            self.seen.polls.append(polls)
            self.seen.found.append(at_hand - ends)
            self.seen.replies.append(self.events.now - ends)
            self.seen.totals.append(self.events.now - posted)

    def _call(self):
        """One step with its call to Patsnap; when the call was answered."""
        yield from self.steps.enter()
        entered = self.events.now
        yield self._work()
        yield self.patsnap.turn(self.events.now, 1 / self.setup.qps)
        yield self.events.now + self.setup.call_s
        answered = self.events.now
        for _ in range(_STEP_TRANSACTIONS):
            yield self._commit()
        self.steps.leave(self.events.now - entered)
        return answered

    def _poll_in_s(self, elapsed_s: float) -> float:
        if self.setup.fixed_poll_s:
            return self.setup.fixed_poll_s
        return _next_poll_in_s(round(4 * elapsed_s) / 4, self._durations, self._pace)

    def _work(self) -> float:
        return self.loops.serve(self.events.now, 1 / self.replica.polls_per_s)

    def _commit(self) -> float:
        return self.database.serve(self.events.now, 1 / self.setup.transactions_per_s)

    def _counts(self, posted: float) -> bool:
        return posted >= self._counts_from


@lru_cache(200_000)
def _next_poll_in_s(elapsed_s: float, durations: Durations, pace: Pace) -> float:
    return next_poll_in_s(elapsed_s, durations, pace)
