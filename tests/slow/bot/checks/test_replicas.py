"""Several processes on one PostgreSQL: they share the work, and no fault of one of them is the others'."""

import asyncio
from contextlib import AsyncExitStack

import pytest
from sqlalchemy import make_url

from bot.sandbox.slack import DM, GROUP_DM, INDUSTRIAL_DESIGN, PRIVATE_LAUNCH, PRODUCT_DESIGN
from tests import processes
from tests.slow.chaos.ledger import Asked, Ledger
from tests.slow.chaos.posts import picture

CHANNELS = (PRODUCT_DESIGN, PRIVATE_LAUNCH, GROUP_DM, DM, INDUSTRIAL_DESIGN)
LEASE_S = 3.0

pytestmark = pytest.mark.parametrize("database", ["postgresql"])


@pytest.fixture
def database_url(empty_database_url):
    """Whoever comes first makes the tables."""
    return empty_database_url


@pytest.fixture
def ledger(world, database_url):
    return Ledger(world.sandbox, database_url)


@pytest.fixture
def run_sql(postgresql, database_url):
    async def run(statement):
        return await postgresql.run(statement, database=make_url(database_url).database)

    return run


async def ask(world, ledger, *, posts, images=1):
    for number in range(len(ledger.asked), len(ledger.asked) + posts):
        channel = CHANNELS[number % len(CHANNELS)]
        files = [picture(100 * number + image) for image in range(images)]
        ledger.asked.append(Asked(channel, await world.post(*files, channel=channel), images))


@pytest.mark.parametrize("task_s", [(2.0, 4.0)])
async def test_three_that_start_together_work_on_one_queue_and_the_last_one_finishes_it(world, spawn, ledger, run_sql):
    async with AsyncExitStack() as stack:
        first, second, third = await asyncio.gather(
            *(stack.enter_async_context(spawn(lease_s=LEASE_S, PATSNAP_QPS="20")) for _ in range(3))
        )
        await world.wait_for(lambda: world.slack.delivery.connections == 3)
        logs = [process.log for process in (first, second, third)]
        await ask(world, ledger, posts=10, images=2)
        await world.until(lambda: world.patsnap.calls["submit"] >= 5)
        for process in (first, second):
            await processes.kill(process)
        await world.wait_for(lambda: ledger.is_done)
        assert third.returncode is None
        assert not [log for log in logs if "Traceback" in log.read_text()]
    tally = await ledger.close()
    assert tally.is_right, tally
    assert tally.replies == tally.checks == 2 * tally.posts
    # All three found an empty database, and one of them migrated it.
    assert [row["count"] for row in await run_sql("SELECT count(*) FROM alembic_version")] == [1]
    assert tally.finished + tally.ambiguous == tally.replies


@pytest.mark.parametrize("task_s", [(1.0, 2.0)])
async def test_clocks_a_minute_apart_do_no_harm(world, spawn, ledger):
    async with AsyncExitStack() as stack:
        skewed = await asyncio.gather(
            *(stack.enter_async_context(spawn(lease_s=LEASE_S, skew_s=skew_s)) for skew_s in (-60.0, 0.0, 60.0))
        )
        await world.wait_for(lambda: world.slack.delivery.connections == 3)
        await world.until(lambda: all("connected to Slack" in process.log.read_text() for process in skewed))
        # Whoever hears of a post begins with it: in the long run that is everybody.
        while not all("stage=" in process.log.read_text() for process in skewed):
            await ask(world, ledger, posts=3)
            await world.wait_for(lambda: ledger.is_done)
        outcome = await world.slack.command("U0ADA00001", PRODUCT_DESIGN, "/patent", "USD9701037S1")
        assert outcome.status == "ok"
    tally = await ledger.close()
    assert tally.is_right, tally
    assert tally.finished == tally.replies == tally.posts


async def test_event_delivered_five_times_at_once_to_two_replicas_is_one_check(world, running, ledger):
    world.slack.delivery.copies = 5
    async with running(), running():
        await world.wait_for(lambda: world.slack.delivery.connections == 2)
        await ask(world, ledger, posts=3, images=2)
        await world.wait_for(lambda: ledger.is_done)
        asked = {item.ts for item in ledger.asked}
        attempts = [
            attempt for attempt in world.slack.delivery.attempts if attempt.event.payload["event"].get("ts") in asked
        ]
        assert [attempt.acked for attempt in attempts] == [True] * 15
    tally = await ledger.close()
    assert tally.is_right, tally
    assert (tally.replies, tally.submits) == (6, 6)


async def test_replica_goes_on_while_a_newer_one_migrates(world, spawn, ledger, run_sql):
    async with spawn() as process:
        await ask(world, ledger, posts=1)
        await world.wait_for(lambda: ledger.is_done)
        for table in ("checks", "posts", "views"):
            await run_sql(f"ALTER TABLE {table} ADD COLUMN of_a_newer_version INTEGER NOT NULL DEFAULT 0")
        await run_sql("UPDATE alembic_version SET version_num = 'newer'")
        await ask(world, ledger, posts=2)
        await world.wait_for(lambda: ledger.is_done)
        assert "Traceback" not in process.log.read_text()
    tally = await ledger.close()
    assert tally.is_right, tally
    assert tally.finished == 3
