"""The clock of a database with one process."""

import time

import pytest
import time_machine

from bot.storage.clock import steady_clock


@pytest.mark.parametrize("hours", [-1, 1])
def test_steady_clock_goes_on_evenly_when_the_time_of_day_is_set(hours):
    clock = steady_clock()
    before = clock()
    with time_machine.travel(time.time() + hours * 3600, tick=True):
        assert 0 <= clock() - before < 600


def test_steady_clock_starts_at_the_time_of_day():
    assert abs(steady_clock()() - time.time()) < 60
