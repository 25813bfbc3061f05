import asyncio

import pytest

from bot.net.budget import Budget


class Holder:
    """Somebody who holds a part of a budget until told to let go."""

    def __init__(self, budget, size):
        self.has_it, self.done = asyncio.Event(), asyncio.Event()
        self.held = None
        self.task = asyncio.create_task(self._hold(budget, size))

    async def _hold(self, budget, size):
        async with budget.hold(size) as self.held:
            self.has_it.set()
            await self.done.wait()

    async def let_go(self):
        self.done.set()
        await self.task


async def settle():
    for _ in range(5):
        await asyncio.sleep(0)


async def test_no_more_than_the_total_is_ever_handed_out():
    budget = Budget(100)
    first, second, third = (Holder(budget, 40) for _ in range(3))
    await settle()
    assert budget.held == 80
    assert not third.has_it.is_set()
    await first.let_go()
    await asyncio.wait_for(third.has_it.wait(), 1)
    assert budget.held == 80
    await second.let_go()
    await third.let_go()
    assert budget.held == 0


async def test_large_one_is_served_in_its_turn_and_not_overtaken_for_ever():
    budget = Budget(100)
    first = Holder(budget, 60)
    await settle()
    large = Holder(budget, 100)
    await settle()
    small = Holder(budget, 10)
    await settle()
    assert not small.has_it.is_set()
    await first.let_go()
    await asyncio.wait_for(large.has_it.wait(), 1)
    assert not small.has_it.is_set()
    await large.let_go()
    await asyncio.wait_for(small.has_it.wait(), 1)
    await small.let_go()


async def test_what_is_not_needed_goes_to_the_next_one_at_once_and_never_comes_back():
    budget = Budget(100)
    first, second = Holder(budget, 100), Holder(budget, 70)
    await settle()
    first.held.shrink_to(30)
    await asyncio.wait_for(second.has_it.wait(), 1)
    first.held.shrink_to(90)
    assert first.held.size == 30
    assert budget.held == 100
    await first.let_go()
    await second.let_go()
    assert budget.held == 0


async def test_request_beyond_the_total_takes_all_and_no_more():
    budget = Budget(100)
    async with budget.hold(10**12) as held:
        assert held.size == budget.held == 100
    assert budget.held == 0


@pytest.mark.parametrize("late", [False, True])
async def test_waiter_that_gives_up_leaves_nothing_behind(late):
    budget = Budget(100)
    first, second, third = Holder(budget, 100), Holder(budget, 100), Holder(budget, 50)
    await settle()
    if late:
        first.done.set()
        await first.task  # the second one has been served, and has not run since
    second.task.cancel()
    await asyncio.gather(second.task, return_exceptions=True)
    if not late:
        await first.let_go()
    await asyncio.wait_for(third.has_it.wait(), 1)
    assert budget.held == 50
    await third.let_go()
    assert budget.held == 0


async def test_waiter_that_gives_up_while_bytes_come_back_is_passed_over():
    budget = Budget(100)
    first, second, third = Holder(budget, 100), Holder(budget, 100), Holder(budget, 50)
    await settle()
    second.task.cancel()  # it has not run since
    first.held.shrink_to(0)
    await asyncio.gather(second.task, return_exceptions=True)
    await asyncio.wait_for(third.has_it.wait(), 1)
    assert budget.held == 50
    await first.let_go()
    await third.let_go()
    assert budget.held == 0


async def test_budget_that_shrinks_hands_nothing_out_until_it_fits_and_at_once_when_it_grows():
    budget = Budget(100)
    first, second = Holder(budget, 50), Holder(budget, 50)
    await settle()
    budget.resize(60)
    third = Holder(budget, 50)
    await first.let_go()
    await settle()
    assert not third.has_it.is_set()
    assert (budget.held, budget.total) == (50, 60)
    budget.resize(100)
    await settle()
    assert third.has_it.is_set()
    for holder in (second, third):
        await holder.let_go()
    assert budget.held == 0
