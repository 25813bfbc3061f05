"""What waits together goes together, and fails alone."""

import asyncio

import pytest

from bot.checks.batches import Batches


@pytest.fixture
def ran():
    return []


@pytest.fixture
def batches(ran):
    async def double(items):
        ran.append(list(items))
        await asyncio.sleep(0)
        if "bad" in items:
            raise ValueError("bad")
        return [item * 2 for item in items]

    return Batches(double, most=3)


async def test_items_that_come_together_share_batches_and_get_their_own_results(batches, ran):
    assert await asyncio.gather(*(batches.run(number) for number in range(7))) == [0, 2, 4, 6, 8, 10, 12]
    assert ran == [[0, 1, 2], [3, 4, 5], [6]]


async def test_item_alone_waits_for_nobody(batches, ran):
    assert await batches.run(1) == 2
    assert await batches.run(2) == 4
    assert ran == [[1], [2]]


async def test_item_that_fails_takes_none_along(batches):
    results = await asyncio.gather(batches.run("a"), batches.run("bad"), batches.run("b"), return_exceptions=True)
    assert (results[0], results[2]) == ("aa", "bb")
    assert isinstance(results[1], ValueError)
    assert await batches.run("c") == "cc"


async def test_cancelled_item_holds_up_nobody(batches):
    first, second = (asyncio.create_task(batches.run(number)) for number in (1, 2))
    await asyncio.sleep(0)
    first.cancel()
    assert await second == 4
