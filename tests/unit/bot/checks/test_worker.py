"""When a worker claims again: whose places were all taken, or who found what is due locked."""

import asyncio

import pytest
from sqlalchemy import select

from bot.model import Engine
from bot.storage.tables import checks, posts


@pytest.fixture
async def full(worker):
    """A worker with all its places taken, each until its event is set; and the wakes it has asked for."""
    worker.limit, woken = 4, []
    worker.wake = woken.append
    ends = [asyncio.Event() for _ in range(worker.limit)]
    for number, end in enumerate(ends):
        worker._start(end.wait(), f"row {number}", f"lease {number}")
    yield worker, ends, woken
    for end in ends:
        end.set()
    await asyncio.gather(*worker._tasks)


async def end(worker, event):
    """Let a step end, and the worker know of it."""
    event.set()
    await asyncio.wait(worker._tasks, return_when=asyncio.FIRST_COMPLETED)
    await asyncio.sleep(0)


async def test_full_worker_claims_again_a_moment_after_its_first_place_is_free(full):
    worker, ends, woken = full
    await end(worker, ends[0])
    assert woken == [0.1]
    await end(worker, ends[1])
    assert woken == [0.1]


async def test_worker_that_stops_claims_no_more(full):
    worker, ends, woken = full
    worker._stopping = True
    await end(worker, ends[0])
    assert woken == []


@pytest.mark.parametrize("database", ["postgresql"])
async def test_worker_that_finds_what_is_due_locked_does_not_claim_again_at_once(worker, store, new_post, engine):
    woken = []
    worker.wake = woken.append
    await store.add(new_post("F1"), engine=Engine.V2)
    async with engine.begin() as somebody_else:
        for table in (checks, posts):
            await somebody_else.execute(select(table.c.id).with_for_update())
        await worker.advance_due()
    assert not worker._tasks
    assert woken == [0.2]
