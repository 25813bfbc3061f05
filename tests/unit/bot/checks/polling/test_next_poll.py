"""The poll policy: its bounds, how it reacts, and what it saves in a seeded simulation."""

import itertools
import math
import random
import statistics
from bisect import bisect_left

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.checks.polling.durations import RECENT, Durations, Sample, learn
from bot.checks.polling.next_poll import (
    LONGEST_WAIT_S,
    RECOMMENDED,
    Intervals,
    Pace,
    mean_interval_of,
    next_poll_in_s,
    pace_of,
)

USUAL = Durations(median_s=60, sigma=0.3, stray=0.01)

durations = st.builds(
    Durations,
    median_s=st.floats(0.05, 5000),
    sigma=st.floats(0.05, 3),
    stray=st.floats(0, 0.5),
)
elapsed = st.floats(0.001, 20_000)
shortages = st.floats(0, 5000)


def schedule(durations, pace, until_s=2000.0):
    """The times of the polls of one task that never ends."""
    times = []
    while not times or times[-1] < until_s:
        at_s = times[-1] if times else 0.0
        times.append(at_s + next_poll_in_s(at_s, durations, pace))
    return times


def played(times, ends):
    """Calls, delay, and what was seen of each task."""
    calls, delays, samples = [], [], []
    for end in ends:
        found = bisect_left(times, end)
        calls.append(found + 1)
        delays.append(times[found] - end)
        samples.append(Sample(times[found - 1] if found else 0.0, times[found]))
    return calls, delays, samples


def draw(seed, count, *, median_s=60.0, sigma=0.3):
    rng = random.Random(seed)
    return [rng.lognormvariate(math.log(median_s), sigma) for _ in range(count)]


@settings(deadline=None)
@given(durations, elapsed)
def test_interval_keeps_to_what_the_vendor_recommends_while_calls_are_plenty(durations, elapsed):
    wait_s = next_poll_in_s(elapsed, durations, pace_of(durations))
    assert RECOMMENDED.least_s - 1e-9 <= wait_s <= RECOMMENDED.most_s + 1e-9


@settings(deadline=None)
@given(durations, shortages)
def test_first_poll_comes_before_nearly_all_have_ended(durations, mean_interval_s):
    wait_s = next_poll_in_s(0, durations, pace_of(durations, mean_interval_s=mean_interval_s))
    assert math.isfinite(wait_s)
    assert wait_s >= RECOMMENDED.least_s
    assert wait_s <= RECOMMENDED.least_s + 0.3 or durations.done_by(wait_s / 1.06 - 0.3) < 0.9


@settings(deadline=None)
@given(durations, elapsed, shortages)
def test_no_task_waits_longer_than_stated_however_scarce_calls_are(durations, elapsed, mean_interval_s):
    wait_s = next_poll_in_s(elapsed, durations, pace_of(durations, mean_interval_s=mean_interval_s))
    assert RECOMMENDED.least_s - 1e-9 <= wait_s <= max(LONGEST_WAIT_S, mean_interval_s) + 1e-9


@settings(deadline=None)
@given(
    st.builds(Durations, median_s=st.floats(20, 500), sigma=st.floats(0.1, 1.2), stray=st.floats(0, 0.1)),
    st.floats(2, 40),
)
def test_polls_fit_into_what_the_limit_allows(durations, mean_interval_s):
    mean_interval_s = min(mean_interval_s, durations.median_s / 3)  # beyond that, each task gets about one poll
    pace = pace_of(durations, mean_interval_s=mean_interval_s)
    assert mean_interval_of(durations, pace) >= 0.95 * mean_interval_s


@settings(deadline=None)
@given(durations, elapsed, st.floats(0.001, 1000), st.floats(1, 100))
def test_dearer_polls_come_no_sooner(durations, elapsed, price_s, times_more):
    cheap = Pace(price_s=price_s, least_s=2, most_s=60)
    dear = Pace(price_s=price_s * times_more, least_s=2, most_s=60)
    sooner, later = (next_poll_in_s(elapsed, durations, pace) for pace in (cheap, dear))
    assert later >= sooner - max(0.25, 0.05 * (elapsed + sooner))


@pytest.mark.parametrize("sigma", [0.3, 0.5, 0.8])
@pytest.mark.parametrize("mean_interval_s", [6.0, 15.0, 40.0])
def test_polls_take_up_what_the_limit_allows_and_no_more(sigma, mean_interval_s):
    durations = Durations(median_s=60, sigma=sigma, stray=0.01)
    pace = pace_of(durations, mean_interval_s=mean_interval_s)
    assert mean_interval_of(durations, pace) == pytest.approx(mean_interval_s, rel=0.03)
    calls, delays, _ = played(schedule(durations, pace), draw(1, 4000, sigma=sigma))
    lives = 60 * math.exp(sigma**2 / 2) + statistics.mean(delays)
    assert lives / statistics.mean(calls) == pytest.approx(mean_interval_s, rel=0.1)


def test_plenty_of_calls_changes_nothing():
    assert pace_of(USUAL, mean_interval_s=1.0) == pace_of(USUAL)


def test_polls_are_late_at_first_dense_around_the_likely_end_and_sparse_in_the_tail():
    first, *_ = times = schedule(USUAL, pace_of(USUAL), until_s=400)
    gaps = {at_s: after - at_s for at_s, after in itertools.pairwise(times)}
    assert 25 < first < 40
    assert all(gap < 2.6 for at_s, gap in gaps.items() if 50 < at_s < 80)
    assert all(gap == 5 for at_s, gap in gaps.items() if at_s > 300)


def test_intervals_scale_with_the_vendors():
    tenth = Durations(median_s=6, sigma=0.3, stray=0)
    whole = Durations(median_s=60, sigma=0.3, stray=0)
    fast = pace_of(tenth, intervals=Intervals(least_s=0.2, most_s=0.5))
    assert next_poll_in_s(0, tenth, fast) == pytest.approx(next_poll_in_s(0, whole, pace_of(whole)) / 10, rel=0.02)


def test_nothing_learned_means_what_is_believed_beforehand():
    assert learn([]).median_s == pytest.approx(60)
    assert (learn([]).sigma, learn([]).samples) == (Durations().sigma, 0)
    assert next_poll_in_s(0, Durations(), pace_of(Durations())) == RECOMMENDED.least_s


@pytest.mark.parametrize("sigma", [0.3, 0.5, 0.8])
def test_few_tasks_are_enough_and_never_taken_for_all_there_is(sigma):
    times = [2.0 * number for number in range(1, 1000)]
    for count, tolerance in ((1, 6.0), (5, 2.5), (RECENT, 1.3)):
        for seed in range(20):
            learned = learn(played(times, draw(seed, count, sigma=sigma))[2])
            assert 1 / tolerance < learned.median_s / 60 < tolerance
            assert learned.sigma > sigma / (1.3 if count == RECENT else 3)
            assert learned.stray < (0.1 if count == RECENT else 0.25)


def generations(*, sigma, mean_interval_s, seen_as=lambda sample: sample, count=60):
    """Each generation polls by what the one before saw: what was learned at last, and what exact ends would teach."""
    seen, exact = [], []
    for generation in range(count):
        learned = learn(seen)
        times = schedule(learned, pace_of(learned, mean_interval_s=mean_interval_s))
        ends = draw(generation, 30, sigma=sigma)
        seen = ([seen_as(sample) for sample in played(times, ends)[2]] + seen)[:RECENT]
        exact = ([Sample(end * 0.999, end) for end in ends] + exact)[:RECENT]
    return learn(seen), learn(exact)


@pytest.mark.parametrize("mean_interval_s", [0.0, 15.0, 40.0])
@pytest.mark.parametrize("sigma", [0.3, 0.8])
def test_what_is_learned_does_not_drift_though_every_end_is_found_late(mean_interval_s, sigma):
    learned, best = generations(sigma=sigma, mean_interval_s=mean_interval_s)
    assert learned.median_s == pytest.approx(best.median_s, rel=0.05)
    assert learned.sigma == pytest.approx(best.sigma, rel=0.25)


def test_ends_taken_for_the_polls_that_found_them_would_drift():
    learned, best = generations(
        sigma=0.3, mean_interval_s=40, seen_as=lambda sample: Sample(sample.by_s * 0.999, sample.by_s)
    )
    assert learned.median_s > 1.1 * best.median_s


def after_learning(*, sigma, mean_interval_s, fixed_s, count=600):
    """Calls and delays of polls planned by what the hundred tasks before them, and then their own, have taught; and
    those of fixed intervals. Each schedule is tried on tasks that stand for all.
    """
    normal = statistics.NormalDist(math.log(60), sigma)
    ends = [math.exp(normal.inv_cdf((number + 0.5) / 300)) for number in range(300)]
    samples, calls, delays = [], [], []
    for batch in range(0, count + 100, 20):
        learned = learn(samples)
        times = schedule(learned, pace_of(learned, mean_interval_s=mean_interval_s))
        samples = (played(times, draw(batch, 20, sigma=sigma))[2] + samples)[:RECENT]
        if batch >= 100:
            more_calls, more_delays, _ = played(times, ends)
            calls += more_calls
            delays += more_delays
    usual_calls, usual_delays, _ = played([fixed_s * number for number in range(1, 2000)], ends)
    return calls, delays, usual_calls, usual_delays


@pytest.mark.parametrize(("sigma", "best"), [(0.3, 0.44), (0.5, 0.68), (0.8, 0.88)])
def test_far_fewer_calls_find_the_end_as_soon_as_a_poll_every_two_seconds(sigma, best):
    """``best``: of the fixed poll's calls, what a schedule takes that was searched for with the distribution known."""
    calls, delays, usual_calls, usual_delays = after_learning(sigma=sigma, mean_interval_s=0, fixed_s=2)
    assert statistics.mean(calls) / statistics.mean(usual_calls) < 1.1 * best
    assert statistics.median(delays) < 1.1 * statistics.median(usual_delays)


@pytest.mark.parametrize(("sigma", "best"), [(0.3, 0.46), (0.5, 0.68), (0.8, 0.89)])
def test_scarce_calls_find_the_end_sooner_than_evenly_spread_ones(sigma, best):
    """``best``: of the fixed poll's mean delay, what a searched schedule with as many calls has."""
    calls, delays, usual_calls, usual_delays = after_learning(sigma=sigma, mean_interval_s=15, fixed_s=15)
    assert statistics.mean(calls) < 1.05 * statistics.mean(usual_calls)
    assert statistics.mean(delays) / statistics.mean(usual_delays) < 1.15 * best


def test_change_of_speed_is_followed_within_the_tasks_of_a_few_minutes():
    samples = played(schedule(USUAL, pace_of(USUAL)), draw(1, RECENT))[2]
    for wave in range(12):
        learned = learn(samples)
        slower = draw(100 + wave, 5, median_s=180)
        samples = (played(schedule(learned, pace_of(learned)), slower)[2] + samples)[:RECENT]
    assert 100 < learn(samples).median_s < 220


def test_a_cluster_that_ends_at_once_and_hung_tasks_do_not_widen_the_others():
    times = schedule(USUAL, pace_of(USUAL))
    samples = played(times, draw(1, RECENT))[2]
    samples[::10] = [Sample(0.0, 2.0)] * len(samples[::10])
    samples[5::20] = [Sample(1800.0, math.inf)] * len(samples[5::20])
    learned = learn(samples)
    assert learned.median_s == pytest.approx(60, rel=0.1)
    assert learned.sigma < 0.45
    assert 0.08 < learned.stray < 0.3


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(-5, 4000), st.one_of(st.floats(0, 4000), st.just(math.inf))).map(
            lambda pair: Sample(min(pair), max(pair))
        ),
        max_size=40,
    )
)
def test_any_samples_make_a_distribution_that_can_be_polled_by(samples):
    learned = learn(samples)
    assert 0 < learned.median_s < math.inf
    assert 0 < learned.sigma < math.inf
    assert 0 <= learned.stray <= 0.5
    assert 0 <= learned.done_by(1) <= learned.done_by(100) <= 1
    assert math.isfinite(next_poll_in_s(0, learned, pace_of(learned, mean_interval_s=15)))
