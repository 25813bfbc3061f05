"""When to ask Patsnap whether a task is done. Pure."""

import math
from dataclasses import dataclass

from bot.checks.polling.durations import Durations

LONGEST_WAIT_S = 60.0
"""However scarce calls are, no task that has been asked for waits longer for the next time, unless the limit cannot
even pay for that: then the tasks take turns, see ``pace_of``."""

_DENSE = 0.6
_MOST_UNEVEN = 4.0
_CERTAIN = 0.9
_FEW = 0.02
_MOST_POLLS = 100
_ROUNDS = 10
_EXACT = 1.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Intervals:
    """Seconds between two polls of one task, as the vendor recommends them; the first poll may come later."""

    least_s: float = 2.0
    most_s: float = 5.0


RECOMMENDED = Intervals()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """What polls may cost now.

    Attributes:
        price_s: seconds of delay that are as bad as one more call.
        least_s, most_s: between two polls of one task.
    """

    price_s: float
    least_s: float
    most_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is known of an engine's tasks, and what asking for them may cost."""

    durations: Durations
    pace: Pace

    @property
    def expected_s(self) -> float | None:
        """How long a task usually takes; None while nobody knows."""
        return self.durations.median_s if self.durations.samples else None

    def next_poll_in_s(self, elapsed_s: float) -> float:
        """See the function of this name."""
        return next_poll_in_s(elapsed_s, self.durations, self.pace)


def next_poll_in_s(elapsed_s: float, durations: Durations, pace: Pace) -> float:
    """Seconds until the next poll of a task that was polled ``elapsed_s`` after its submit, and still runs.

    ``elapsed_s`` is 0 at the submit: the first poll may come as late as is worth it, the others ``pace.most_s`` after
    the last at the latest.

    With the time T that tasks take, F its distribution, f its density, S = 1 - F and h = f / S, let a call cost λ
    seconds of delay, and look for the polls that make delay + λ calls least on average (the inspection problem of
    Barlow, Hunter and Proschan, Optimum checking procedures, 1963). Polls d apart cost λ/d per second, and leave h a
    second with d/2 to wait: least at d = √(2λ/h) (Keller, Optimum checking schedules, 1974), or at the nearest
    interval that is allowed; call that cost per second r = λ/d + h d/2. After a poll at t, a next poll at u costs

        λ S(t)  +  the integral of F(x) - F(t) from t to u  +  the integral of r(x) S(x) from u on

    and its derivative by u is F(u) - F(t) - r(u) S(u). So the next poll is due once the share of tasks that may have
    ended unseen is worth what polling costs:

        F(u) - F(t)  >=  r(u) S(u)

    That is late for the first poll, √(2λ/h) for the others: dense while an end is likely, sparse in the tail.
    """
    seen = durations.done_by(elapsed_s)
    latest_s = math.inf if elapsed_s <= 0 else elapsed_s + pace.most_s
    at_s, before = elapsed_s + pace.least_s, None
    while at_s < latest_s:
        done = durations.done_by(at_s)
        if done >= _CERTAIN and elapsed_s <= 0:
            break
        excess = done - seen - (1 - done) * _cost_rate(durations.density(at_s) / max(1 - done, 1e-9), pace)
        if excess >= 0:
            if before is not None:
                at_s -= (at_s - before[0]) * excess / (excess - before[1])
            break
        before = at_s, excess
        at_s += max(pace.least_s / 8, at_s / 20)
    return min(at_s, latest_s) - elapsed_s


def pace_of(durations: Durations, *, intervals: Intervals = RECOMMENDED, mean_interval_s: float = 0.0) -> Pace:
    """The pace for tasks like these.

    While calls are plenty, the price is what makes polls as dense as the vendor allows wherever an end is at least
    0.6 times as likely as at the median: nobody waits for thrift there, and the same price says how late the first
    poll may be, and how sparse the tail. Once the rate limit leaves each task only one poll per ``mean_interval_s`` on
    average, it is the price at which no more are asked for: the more promising tasks get theirs, the others wait, the
    longest of them ``LONGEST_WAIT_S``, or their turn if not even that is affordable.
    """
    densest = 2 / math.sqrt(2 * math.pi) / (durations.sigma * durations.median_s)  # h at the median of a lognormal
    price_s = _DENSE * densest * intervals.least_s**2 / 2
    pace = Pace(price_s=price_s, least_s=intervals.least_s, most_s=intervals.most_s)
    if mean_interval_s <= intervals.least_s or mean_interval_of(durations, pace) >= mean_interval_s:
        return pace
    scarce_s = max(min(_MOST_UNEVEN * mean_interval_s, LONGEST_WAIT_S), mean_interval_s, intervals.most_s)
    too_low_s, high_enough_s = price_s, math.inf
    for _ in range(_ROUNDS):
        tried = Pace(price_s=price_s, least_s=intervals.least_s, most_s=scarce_s)
        lacking = mean_interval_s / mean_interval_of(durations, tried)
        if lacking > _EXACT:
            too_low_s = price_s
        else:
            pace, high_enough_s = tried, price_s
            if lacking >= 1 / _EXACT or price_s <= too_low_s:
                break
        # Intervals grow with the root of the price, unless something bounds them.
        price_s = min(price_s * lacking**2, math.sqrt(too_low_s * high_enough_s))
    return pace if high_enough_s < math.inf else tried


def mean_interval_of(durations: Durations, pace: Pace) -> float:
    """Seconds of running tasks per poll, over the whole life of tasks like these."""
    polls = seconds = at_s = 0.0
    running = 1.0
    for _ in range(_MOST_POLLS):
        at_s += next_poll_in_s(at_s, durations, pace)
        still = 1 - durations.done_by(at_s)
        polls += running
        seconds += (running - still) * at_s
        running = still
        if running < _FEW:
            break
    return (seconds + running * at_s) / polls


def _cost_rate(hazard: float, pace: Pace) -> float:
    interval_s = min(max(math.sqrt(2 * pace.price_s / max(hazard, 1e-12)), pace.least_s), pace.most_s)
    return pace.price_s / interval_s + hazard * interval_s / 2
