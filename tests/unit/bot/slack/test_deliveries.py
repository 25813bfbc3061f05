"""Commands that come to several replicas: both databases."""

import asyncio

import pytest
from sqlalchemy import select

from bot.slack.deliveries import Deliveries
from bot.storage.deletion import Deletion
from bot.storage.tables import deliveries

START_S = 1_800_000_000.0


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request):
    return request.param


async def kept(engine):
    async with engine.connect() as connection:
        return list((await connection.execute(select(deliveries.c.digest))).scalars())


async def test_delivery_that_comes_to_five_at_once_is_the_first_for_one(engine):
    replicas = [Deliveries(engine, lambda: START_S) for _ in range(5)]
    first = await asyncio.gather(*(replica.is_first("1.2.secret/answer") for replica in replicas))
    assert sorted(first) == [False, False, False, False, True]
    assert await replicas[0].is_first("1.3.secret/answer")
    assert "secret" not in str(await kept(engine))


async def test_delivery_is_forgotten_after_a_day(engine):
    await Deliveries(engine, lambda: START_S).is_first("1.2.a/answer")
    await Deletion(engine, lambda: START_S + 86_000).forget_older(days=365)
    assert len(await kept(engine)) == 1
    await Deletion(engine, lambda: START_S + 86_500).forget_older(days=365)
    assert await kept(engine) == []


async def test_delivery_of_which_the_database_says_nothing_is_answered(engine):
    async with engine.begin() as connection:
        await connection.run_sync(deliveries.drop)
    assert await Deliveries(engine, lambda: START_S).is_first("1.2.a/answer")
