"""What the poll plan is made of: samples, the load of all replicas, the rate that is left."""

from dataclasses import dataclass, field

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from bot.checks.polling.durations import Sample
from bot.checks.polling.next_poll import RECOMMENDED
from bot.checks.polling.planner import REFRESH_S, Load, PollPlanner
from bot.checks.transition import Transition
from bot.model import Engine, Stage
from bot.patsnap.rate_limit import Limiter


@dataclass
class World:
    """Samples and load as told; each read is counted."""

    taken: list = field(default_factory=lambda: [Sample(end - 1, end) for end in range(40, 80)])
    in_flight: int = 0
    submits_per_s: float = 0.0
    replicas: int = 1
    reads: int = 0
    fault: Exception | None = None

    async def samples(self, engine):
        return self.taken if engine is Engine.V2 else []

    async def load(self):
        self.reads += 1
        if self.fault:
            raise self.fault
        return Load(in_flight=self.in_flight, submits_per_s=self.submits_per_s)

    async def count(self):
        return self.replicas


@pytest.fixture
def world():
    return World()


@pytest.fixture
def limiter(clock):
    return Limiter(10.0, clock=clock)


@pytest.fixture
def planner(world, limiter, clock):
    return PollPlanner(world, world, limiter, clock=clock)


async def test_each_engine_has_its_own_expected_time(planner):
    assert (await planner.plan(Engine.V2)).expected_s == pytest.approx(57, rel=0.1)
    assert (await planner.plan(Engine.V1)).expected_s is None


async def test_database_is_asked_once_per_refresh_however_often_a_plan_is_wanted(planner, world, clock):
    for _ in range(100):
        await planner.plan(Engine.V2)
        await planner.plan(Engine.V1)
    assert world.reads == 1
    clock.tick(REFRESH_S + 0.1)
    await planner.plan(Engine.V2)
    assert world.reads == 2


async def test_polls_stay_recommended_while_the_rate_pays_for_them(planner, world):
    world.in_flight = 15  # at 10 calls a second, each may be polled every 1.5 s
    assert (await planner.plan(Engine.V2)).pace.most_s == RECOMMENDED.most_s


async def test_polls_are_spread_once_the_rate_does_not(planner, world, clock):
    world.in_flight = 150
    plan = await planner.plan(Engine.V2)
    assert plan.pace.most_s > RECOMMENDED.most_s
    few = plan.pace.price_s
    world.submits_per_s = 3.0  # each submit comes with an upload
    clock.tick(REFRESH_S + 0.1)
    assert (await planner.plan(Engine.V2)).pace.price_s > few


async def test_submits_never_take_all_of_the_rate(planner, world):
    world.in_flight, world.submits_per_s = 30, 50.0
    assert (await planner.plan(Engine.V2)).pace.most_s == pytest.approx(48)  # 12 s a task, at a quarter of the rate


async def test_refusals_of_patsnap_spread_the_polls_too(planner, world, limiter, clock):
    world.in_flight = 15
    limiter.slow_down(clock())
    limiter.slow_down(clock() + 1)
    assert (await planner.plan(Engine.V2)).pace.most_s > RECOMMENDED.most_s


async def test_replicas_share_the_rate_and_plan_with_all_of_it(planner, world, limiter):
    world.replicas, world.in_flight = 4, 15
    plan = await planner.plan(Engine.V2)
    assert limiter.rate == 2.5
    assert plan.pace.most_s == RECOMMENDED.most_s


async def test_database_in_trouble_leaves_the_last_plan(planner, world, clock):
    before = await planner.plan(Engine.V2)
    world.fault = OperationalError("", {}, Exception())
    clock.tick(60)
    assert await planner.plan(Engine.V2) == before


async def test_database_in_trouble_from_the_start_leaves_what_is_believed_beforehand(planner, world):
    world.fault = OperationalError("", {}, Exception())
    assert (await planner.plan(Engine.V2)).next_poll_in_s(0) == RECOMMENDED.least_s


async def test_load_counts_running_tasks_and_late_submits(store, queries, new_post, clock):
    for number in range(4):
        await store.add(new_post("F1", message_ts=f"{number}.0"), engine=Engine.V2)
    first, second, third = await store.claim_checks(owner="a", limit=3)
    await store.apply(first, Transition(stage=Stage.SUBMITTED, due_in_s=50))
    clock.tick(40)
    await store.apply(second, Transition(stage=Stage.SUBMITTED, due_in_s=50))
    await store.apply(third, Transition(stage=Stage.FAILED, due_in_s=None))
    assert await queries.load() == Load(in_flight=2, submits_per_s=pytest.approx(1 / 30))


@pytest.mark.parametrize("database", ["sqlite"])
async def test_plan_reads_by_index_however_many_checks_lie_finished(store, queries):
    """What is read every few seconds must not grow with the table."""
    plans = []
    reads = []
    sync = store.database.sync_engine
    event.listen(sync, "before_cursor_execute", lambda *call: reads.append(call[2:4]))
    await queries.samples(Engine.V2)
    await queries.load()
    for statement, parameters in [read for read in reads if read[0].lstrip().startswith("SELECT")]:
        async with store.database.connect() as connection:
            rows = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            plans.append(" ".join(row[-1] for row in rows))
    samples, load = plans
    assert "USING INDEX ix_checks_engine_ended_at" in samples
    assert "USING INDEX ix_checks_due" in load
