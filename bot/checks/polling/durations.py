"""How long Patsnap's tasks take, learned from those that ended lately. Pure."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

RECENT = 160
"""An engine's last so many tasks are learned from."""

_FADING = 0.985
"""A sample's weight beside the next newer one's: half of all weight lies on the last 40."""

_PRIOR_MEDIAN_S = 60.0
_PRIOR_SIGMA = 1.5
_PRIOR_WEIGHT = 0.1
"""What is believed before the first task, and its weight in samples: a minute, give or take a factor of four."""

_UNSURE = 2.0
_NARROWEST_SIGMA = 0.05
_STRAY = 0.05
_MOST_STRAY = 0.5
_STRAY_SIGMA = 3.0
"""A stray task takes the median, give or take a factor of twenty."""

_ROUNDS = 25
_SETTLED = 0.002
_SQRT_2 = math.sqrt(2.0)
_SQRT_2_PI = math.sqrt(2.0 * math.pi)


@dataclass(frozen=True, slots=True)
class Sample:
    """One task: it still ran ``after_s`` seconds after its submit, and had ended by ``by_s``.

    ``by_s`` is infinite for a task that nobody saw end.
    """

    after_s: float
    by_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Durations:
    """The distribution of the time from submit to end: lognormal, but for a share of strays.

    Attributes:
        median_s: of the lognormal part.
        sigma: standard deviation of its logarithm.
        stray: share of the tasks that end whenever they like: at once, or long after the others.
        samples: how many tasks this was learned from.
    """

    median_s: float = _PRIOR_MEDIAN_S
    sigma: float = _PRIOR_SIGMA
    stray: float = _STRAY
    samples: int = 0

    @property
    def mean_s(self) -> float:
        """Of the lognormal part: a stray that hangs for hours says nothing of the others."""
        return self.median_s * math.exp(self.sigma**2 / 2)

    def done_by(self, elapsed_s: float) -> float:
        """The share of tasks that have ended so long after their submit."""
        if elapsed_s <= 0:
            return 0.0
        log = math.log(elapsed_s / self.median_s)
        return (1 - self.stray) * _normal(log / self.sigma) + self.stray * _normal(log / _STRAY_SIGMA)

    def density(self, elapsed_s: float) -> float:
        """The share of tasks that end per second, so long after their submit (more than nothing)."""
        log = math.log(elapsed_s / self.median_s)
        usual = _bell(log / self.sigma) / self.sigma
        return ((1 - self.stray) * usual + self.stray * _bell(log / _STRAY_SIGMA) / _STRAY_SIGMA) / elapsed_s


def learn(samples: Sequence[Sample]) -> Durations:
    """Fit the distribution to the last tasks, the newest first.

    Nobody sees a task end: it ends between two polls. To take the later poll for the end would make the next polls
    later, and ends be found later still. So this is the fit of maximum likelihood to ends known by an interval only
    (Dempster, Laird, Rubin: Maximum likelihood from incomplete data, 1977): in turn, where in its interval each end
    is to be expected, and the parameters that suit that best. A task that expired is an interval without an end.
    Any task may be a stray, so that a few that end at once, or hang, do not widen what is expected of the others.
    Newer tasks count more, so that a change of Patsnap's speed is followed within some 40 of them. Few tasks leave
    much open, which the next one meets as a wider spread.
    """
    logs = [(math.log(max(sample.after_s, 1e-3)), _log(sample.by_s)) for sample in samples[:RECENT]]
    weights = [_FADING**age for age in range(len(logs))]
    total = sum(weights)
    prior_mu = math.log(_PRIOR_MEDIAN_S)
    mu, sigma = _first_guess(logs)
    stray = _STRAY
    for _ in range(_ROUNDS):
        count = first = second = 0.0
        for (low, high), weight in zip(logs, weights, strict=True):
            usual, shift, square = _usual_part(low, high, mu, sigma, stray)
            usual *= weight
            count += usual
            first += usual * shift
            second += usual * square
        step = (first + _PRIOR_WEIGHT * (prior_mu - mu)) / (count + _PRIOR_WEIGHT)
        spread = max(second - 2 * step * first + step * step * count, 0.0) + _PRIOR_WEIGHT * _PRIOR_SIGMA**2
        before, sigma = sigma, max(math.sqrt(spread / (count + _PRIOR_WEIGHT)), _NARROWEST_SIGMA)
        mu += step
        stray = min((total - count + _STRAY) / (total + 1), _MOST_STRAY)
        if abs(step) < _SETTLED and abs(sigma - before) < _SETTLED:
            break
    wider = math.sqrt(1 + _UNSURE / total) if logs else 1.0
    return Durations(median_s=math.exp(mu), sigma=sigma * wider, stray=stray, samples=len(logs))


def _first_guess(logs: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """From the ends as they were found: median and quartiles, which no few strays can move."""
    if not logs:
        return math.log(_PRIOR_MEDIAN_S), _PRIOR_SIGMA
    found = sorted(high if math.isfinite(high) else low for low, high in logs)
    quarter = len(found) // 4
    return found[len(found) // 2], max((found[-1 - quarter] - found[quarter]) / 1.35, 0.2)


def _usual_part(low: float, high: float, mu: float, sigma: float, stray: float) -> tuple[float, float, float]:
    """Of an end between two logarithms of time: how likely it is no stray, and if so, how far from ``mu``, and the
    square of that.
    """
    a, b = (low - mu) / sigma, (high - mu) / sigma
    mass = _normal(b) - _normal(a)
    other = _normal((high - mu) / _STRAY_SIGMA) - _normal((low - mu) / _STRAY_SIGMA)
    if mass < 1e-9:
        return 0.0, 0.0, 0.0
    at_a, at_b = _bell(a), _bell(b)
    square = 1 + (a * at_a - (b * at_b if math.isfinite(b) else 0.0)) / mass
    usual = (1 - stray) * mass
    return usual / (usual + stray * other), sigma * (at_a - at_b) / mass, sigma * sigma * max(square, 0.0)


def _log(seconds: float) -> float:
    return math.inf if math.isinf(seconds) else math.log(max(seconds, 2e-3))


def _normal(z: float) -> float:
    return 0.5 * (1 + math.erf(z / _SQRT_2))


def _bell(z: float) -> float:
    return math.exp(-z * z / 2) / _SQRT_2_PI
