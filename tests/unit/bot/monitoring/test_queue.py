import pytest

from bot.model import Engine, Stage
from bot.monitoring.queue import BacklogSampler
from bot.storage.database import create_engine


@pytest.fixture
def samples():
    return []


@pytest.fixture
def sampler(engine, clock, samples):
    return BacklogSampler(engine, clock=clock, observe=samples.append, monotonic=clock)


async def test_an_empty_queue_is_nothing_and_nobody_waits(sampler, samples):
    await sampler.sample()
    assert (dict(samples[0].counts), samples[0].oldest_due_s) == ({}, 0.0)


async def test_what_is_due_is_counted_with_the_age_of_the_oldest(sampler, samples, store, new_post, clock):
    await store.add(new_post("F1", message_ts="1.1"), engine=Engine.V2)
    clock.tick(30)
    await store.add(new_post("F2", "F3", message_ts="1.2"), engine=Engine.V2)
    clock.tick(10)
    await sampler.sample()
    assert dict(samples[0].counts) == {(Stage.RECEIVED, "due"): 3}
    assert samples[0].oldest_due_s == pytest.approx(40)


async def test_what_a_worker_has_is_in_flight_and_due_again_once_its_lease_is_over(
    sampler, samples, store, new_post, clock
):
    await store.add(new_post("F1", "F2"), engine=Engine.V2)
    await store.claim_checks(owner="w", limit=1)
    await sampler.sample()
    assert dict(samples[0].counts) == {(Stage.RECEIVED, "in_flight"): 1, (Stage.RECEIVED, "due"): 1}
    clock.tick(61)
    await sampler.sample()
    assert dict(samples[1].counts) == {(Stage.RECEIVED, "due"): 2}


async def test_the_database_is_asked_now_and_then_however_often_somebody_looks(sampler, samples, clock):
    for _ in range(100):
        await sampler.sample()
    assert len(samples) == 1
    clock.tick(5)
    await sampler.sample()
    assert len(samples) == 2


async def test_without_a_database_nothing_is_known():
    samples = []
    engine = create_engine("postgresql://user:secret@127.0.0.1:9/lookalike")
    await BacklogSampler(engine, clock=None, observe=samples.append).sample()
    await engine.dispose()
    assert samples == [None]
