"""Schedules of polls for tasks whose times are lognormal: what one comes to, and the best that there is.

The search knows the distribution, which the app has to learn. It is exact on its grid of times: dynamic programming
from the last poll back to the submit, with a price on what is to be held, and bisection for that price.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import NormalDist

import numpy as np

_QUANTILES = 20_000
_ROUNDS = 16


@dataclass(frozen=True, kw_only=True)
class Tasks:
    """Lognormal times from submit to end.

    Attributes:
        step_s, until_s: the grid on which a search places its polls.
    """

    median_s: float = 60.0
    sigma: float
    step_s: float = 0.1
    until_s: float = 700.0

    @cached_property
    def ends(self):
        """So many times that each stands for an equal share of the tasks."""
        normal = NormalDist()
        shares = (np.arange(_QUANTILES) + 0.5) / _QUANTILES
        return self.median_s * np.exp(self.sigma * np.array([normal.inv_cdf(share) for share in shares]))

    @cached_property
    def grid(self):
        return np.arange(round(self.until_s / self.step_s) + 1) * self.step_s

    @cached_property
    def running(self):
        """The share of tasks that still runs at each time of the grid."""
        erfc = np.frompyfunc(math.erfc, 1, 1)
        with np.errstate(divide="ignore"):
            return erfc(np.log(self.grid / self.median_s) / self.sigma / math.sqrt(2)).astype(float) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Of one schedule, over all tasks.

    Attributes:
        calls: polls of a task on average, the one that finds its end included.
        median_s, mean_s: from the end of a task to the poll that finds it.
    """

    calls: float
    median_s: float
    mean_s: float


def outcome(times: Sequence[float], ends) -> Outcome:
    """What comes of polling tasks that end so at these times after their submits; the last poll is after all ends."""
    times = np.asarray(times)
    found = np.searchsorted(times, ends)
    delays = times[found] - ends
    return Outcome(calls=float(found.mean() + 1), median_s=float(np.median(delays)), mean_s=float(delays.mean()))


def fixed(interval_s: float, until_s: float = 5000.0):
    return np.arange(1, round(until_s / interval_s) + 1) * interval_s


def fewest_calls(tasks: Tasks, *, median_s: float, least_s: float, most_s: float) -> Outcome:
    """The schedule that takes the fewest calls for a median delay of at most ``median_s``.

    Args:
        least_s, most_s: between two polls; the first may come at any time.
    """
    running, reach = tasks.running, round(median_s / tasks.step_s)

    def cost(price: float):
        """Each poll costs 1, and earns for the tasks that it finds in time."""

        def of(before: int, polls):
            in_time = running[np.maximum(polls - reach, before)] - running[polls]
            return running[before] - price * in_time

        return of

    return _bisect(tasks, cost, lambda found: found.median_s <= median_s, least_s, most_s, dearest=2000.0)


_Cost = Callable[[float], Callable[[int, np.ndarray], np.ndarray]]


def _bisect(
    tasks: Tasks, cost: _Cost, holds: Callable[[Outcome], bool], least_s: float, most_s: float, *, dearest: float
) -> Outcome:
    """The outcome at the lowest price at which the bound holds."""
    low, high, best = 0.0, dearest, None
    for _ in range(_ROUNDS):
        price = (low + high) / 2
        found = outcome(_cheapest(tasks, cost(price), least_s, most_s), tasks.ends)
        if holds(found):
            high, best = price, found
        else:
            low = price
    if best is None:
        raise ArithmeticError("the bound holds at no price")
    return best


def _cheapest(tasks: Tasks, cost: Callable[[int, np.ndarray], np.ndarray], least_s: float, most_s: float):
    """The polls whose costs add up to the least, from the submit to the end of the grid."""
    count = len(tasks.grid)
    shortest, longest = round(least_s / tasks.step_s), round(most_s / tasks.step_s)
    rest, following = np.zeros(count), np.zeros(count, dtype=int)
    for before in range(count - 1 - shortest, -1, -1):
        latest = count - 1 if before == 0 else min(before + longest, count - 1)
        polls = np.arange(before + shortest, latest + 1)
        costs = cost(before, polls) + rest[polls]
        chosen = costs.argmin()
        rest[before], following[before] = costs[chosen], polls[chosen]
    times, at = [], 0
    while following[at]:
        at = following[at]
        times.append(tasks.grid[at])
    return np.concatenate((times, times[-1] + fixed(least_s)))
