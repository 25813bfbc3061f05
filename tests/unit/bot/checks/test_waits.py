"""Polls that bring nothing yet, stored together: each as if it were alone."""

import asyncio
from datetime import UTC, datetime

import pytest
from sqlalchemy import event, select, text

from bot.checks.leases import LEASE_S
from bot.checks.transition import LeaseLostError, Transition
from bot.model import Engine, Hold, Stage
from bot.storage.tables import checks

RUNNING = Transition(stage=Stage.SUBMITTED, due_in_s=5.0, running=True)


@pytest.fixture
async def polled(store, new_post):
    """Four checks that were submitted, and are claimed to be polled."""
    for number in range(4):
        await store.add(new_post(f"F{number}", message_ts=f"{number}.0"), engine=Engine.V2)
    for claim in await store.claim_checks(owner="a", limit=10):
        submitting = await store.apply(claim, Transition(stage=Stage.SUBMITTING, due_in_s=0))
        await store.apply(submitting, Transition(stage=Stage.SUBMITTED, due_in_s=0.001, running=True))
    return store


async def claimed(store, clock):
    clock.tick(1)
    return await store.claim_checks(owner="a", limit=10)


@pytest.fixture
def written(engine):
    """The statements that changed checks."""
    statements = []

    def note(_connection, _cursor, statement, _parameters, _context, _many):
        if statement.startswith("UPDATE checks"):
            statements.append(statement)

    event.listen(engine.sync_engine, "before_cursor_execute", note)
    yield statements
    event.remove(engine.sync_engine, "before_cursor_execute", note)


async def test_polls_that_end_together_share_a_statement_and_are_due_again_in_their_own_time(polled, clock, written):
    claims = await claimed(polled, clock)
    written.clear()
    waits = [Transition(stage=Stage.SUBMITTED, due_in_s=float(number), running=True) for number in range(2, 6)]
    await asyncio.gather(*(polled.apply(claim, wait) for claim, wait in zip(claims, waits, strict=True)))
    assert len(written) == 1
    due = []
    for _ in range(6):
        due.append([claim.check.id for claim in await polled.claim_checks(owner="a", limit=10)])
        clock.tick(1)
    assert due == [[], [], *([claim.check.id] for claim in claims)]


async def test_wait_is_stored_as_one_transition_alone_would_be(polled, clock, engine):
    until = datetime.fromtimestamp(clock.now, UTC)
    held = Transition(stage=Stage.SUBMITTED, due_in_s=1.0, attempts=2, hold=Hold(until=until, day="2027-01-15"))
    for claim in await claimed(polled, clock):
        await polled.apply(claim, held)
    first, *others = await claimed(polled, clock)
    assert (first.attempts, first.check.hold) == (2, held.hold)
    after = await polled.apply(first, RUNNING)
    assert (after.attempts, after.check.hold, after.check.stage) == (0, None, Stage.SUBMITTED)
    for claim in others:
        await polled.apply(claim, Transition(stage=Stage.SUBMITTED, due_in_s=5.0, running=True, refused=True))
    async with engine.connect() as connection:
        rows = (await connection.execute(select(checks))).mappings().all()
    own = {"id", "key", "post_id"}
    stored = [{name: value for name, value in row.items() if name not in own} for row in rows]
    assert len(stored) == 4
    assert all(row == stored[0] for row in stored)
    assert (stored[0]["running_at"], stored[0]["lease"]) == (first.now, None)


async def test_wait_whose_lease_is_lost_is_not_stored_and_takes_none_along(polled, clock):
    claims = await claimed(polled, clock)
    clock.tick(LEASE_S)
    (taken,) = await polled.claim_checks(owner="b", limit=1)
    results = await asyncio.gather(*(polled.apply(claim, RUNNING) for claim in claims), return_exceptions=True)
    lost = [claim.check.id for claim, result in zip(claims, results, strict=True) if isinstance(result, LeaseLostError)]
    assert lost == [taken.check.id]
    assert await polled.apply(taken, RUNNING)


async def test_check_that_is_asked_for_meanwhile_is_due_at_once(polled, clock, engine):
    claims = await claimed(polled, clock)
    async with engine.begin() as connection:
        await connection.execute(checks.update().where(checks.c.id == claims[0].check.id).values(due_at=clock.now))
    await asyncio.gather(*(polled.apply(claim, RUNNING) for claim in claims))
    assert [claim.check.id for claim in await polled.claim_checks(owner="b", limit=10)] == [claims[0].check.id]


@pytest.mark.parametrize("database", ["postgresql"])
async def test_row_that_is_locked_keeps_only_its_own_poll_waiting(polled, clock, engine):
    claims = await claimed(polled, clock)
    async with engine.connect() as connection:
        await connection.execute(select(checks.c.id).where(checks.c.id == claims[0].check.id).with_for_update())
        waiting = [asyncio.ensure_future(polled.apply(claim, RUNNING)) for claim in claims]
        await asyncio.gather(*waiting[1:])
        async with engine.connect() as other:
            waits = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
            async with asyncio.timeout(30):
                while not (await other.execute(text(waits))).scalar_one():
                    await other.rollback()
        assert not waiting[0].done()
        await connection.rollback()
    assert (await waiting[0]).check.id == claims[0].check.id
