"""The heartbeat by which replicas count each other."""

import pytest

from bot.storage.replicas import Replicas
from bot.storage.tables import replicas


class Clock:
    now = 1_800_000_000.0

    def __call__(self):
        return self.now


@pytest.mark.parametrize("database", ["sqlite"])
async def test_process_that_owns_its_file_leaves_no_heartbeat(engine):
    assert await Replicas(engine, clock=Clock()).count() == 1
    async with engine.connect() as connection:
        assert (await connection.execute(replicas.select())).all() == []


@pytest.mark.parametrize("database", ["postgresql"])
async def test_replicas_count_each_other_until_they_leave_or_fall_silent(engine):
    clock = Clock()
    first, second, third = (Replicas(engine, clock=clock) for _ in range(3))
    assert [await replica.count() for replica in (first, second, third, first)] == [1, 2, 3, 3]
    await third.leave()
    assert await first.count() == 2
    clock.now += 25  # the second was killed
    assert await first.count() == 1
