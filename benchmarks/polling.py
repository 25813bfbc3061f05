"""When to poll: the app's policy with what it has learned, beside fixed intervals and the best schedules there are.

A simulation without a clock: the policy's functions are the app's own, and learn from what their own polls saw. The
bests come from a search that knows the distribution, see ``benchmarks/schedules.py``.
"""

import math
import random
from bisect import bisect_left

import numpy as np

from benchmarks.rows import Row, figure
from benchmarks.schedules import Outcome, Tasks, fewest_calls, fixed, outcome
from bot.checks.polling.durations import RECENT, Sample, learn
from bot.checks.polling.next_poll import RECOMMENDED, next_poll_in_s, pace_of

_SIGMAS = (0.3, 0.5, 0.8)
_BATCH = 10
_LEARNED_FROM = 100
_MEASURED = 2000
_STRIDE = 20
_LAST_END_S = 2500.0


def run() -> list[Row]:
    return [_plenty(sigma) for sigma in _SIGMAS]


def _plenty(sigma: float) -> Row:
    tasks = Tasks(sigma=sigma)
    usual = outcome(fixed(RECOMMENDED.least_s), tasks.ends)
    ours, cold = simulate(sigma, mean_interval_s=0.0)
    best = fewest_calls(tasks, median_s=ours.median_s, least_s=RECOMMENDED.least_s, most_s=RECOMMENDED.most_s)
    return figure(
        f"calls per finished check at the same median delay, σ {sigma}",
        ours.calls,
        "calls",
        baseline=best.calls,
        against="best schedule for the known distribution",
        ratio_at_most=1.1,
        note=f"{ours.calls / usual.calls:.2f} of a fixed 2 s poll's {usual.calls:.1f} calls, median delay "
        f"{ours.median_s:.2f} s for its {usual.median_s:.2f} s; the first {_LEARNED_FROM} checks, while it learns, "
        f"{cold.calls / usual.calls:.2f}",
    )


def simulate(sigma: float, *, mean_interval_s: float, median_s: float = 60.0) -> tuple[Outcome, Outcome]:
    """Let the policy learn from its own polls; what came of it after the first hundred checks, and until then.

    Ten checks at a time are polled by what the ones before them taught. What comes of each such schedule is taken
    over all tasks, not only over its ten.

    Args:
        mean_interval_s: what the rate limit leaves each task.
    """
    drawn = random.Random(1)
    ends = Tasks(median_s=median_s, sigma=sigma).ends[_STRIDE // 2 :: _STRIDE]
    seen: list[Sample] = []
    results = []
    for _ in range((_LEARNED_FROM + _MEASURED) // _BATCH):
        times = _schedule(seen, mean_interval_s)
        found = [bisect_left(times, drawn.lognormvariate(math.log(median_s), sigma)) for _ in range(_BATCH)]
        seen = ([Sample(times[at - 1] if at else 0.0, times[at]) for at in found] + seen)[:RECENT]
        polls = np.searchsorted(times, ends)
        results.append((polls + 1, np.asarray(times)[polls] - ends))
    early = _LEARNED_FROM // _BATCH
    return _pooled(results[early:]), _pooled(results[:early])


def _schedule(seen: list[Sample], mean_interval_s: float) -> list[float]:
    learned = learn(seen)
    pace = pace_of(learned, mean_interval_s=mean_interval_s)
    times = [next_poll_in_s(0, learned, pace)]
    while times[-1] < _LAST_END_S:
        times.append(times[-1] + next_poll_in_s(times[-1], learned, pace))
    return times


def _pooled(results) -> Outcome:
    calls = np.concatenate([calls for calls, _ in results])
    delays = np.concatenate([delays for _, delays in results])
    return Outcome(calls=float(calls.mean()), median_s=float(np.median(delays)), mean_s=float(delays.mean()))
