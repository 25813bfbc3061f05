"""When a worker whose places were all taken claims again."""

import asyncio

import pytest


class Steps:
    """As many steps under way as a worker may have; one after the other ends when it is told to."""

    def __init__(self, worker):
        self.woken = []
        worker.wake = self.woken.append
        self._ends = [asyncio.Event() for _ in range(worker.limit)]
        for number, end in enumerate(self._ends):
            worker._start(self._step(end), f"lease {number}")

    async def _step(self, end):
        await end.wait()

    async def end(self, count=1):
        for end in self._ends[:count]:
            end.set()
            for _ in range(3):
                await asyncio.sleep(0)
        del self._ends[:count]


@pytest.fixture
async def steps(worker):
    worker.limit = 16
    steps = Steps(worker)
    await asyncio.sleep(0)
    yield steps
    await steps.end(16)


async def test_place_that_comes_free_alone_waits_for_others_but_not_for_long(steps):
    await steps.end()
    assert steps.woken == [0.1]


async def test_places_are_filled_at_once_when_an_eighth_of_them_is_free(steps):
    await steps.end(2)
    assert steps.woken == [0.1, 0.0]
    await steps.end()
    assert steps.woken == [0.1, 0.0]


async def test_worker_that_stops_claims_no_more(steps, worker):
    worker._stopping = True
    await steps.end(2)
    assert steps.woken == []
