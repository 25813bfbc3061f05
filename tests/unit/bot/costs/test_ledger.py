"""The ledger and the caps on a real database: what is counted, for whom, and until when."""

import asyncio
from datetime import UTC, datetime

import pytest
from sqlalchemy import insert, select

from bot.checks.repository import CheckRepository
from bot.checks.requests import NewCheck, NewPost, NewView
from bot.costs import Ledger, NobodyPaysError, paid_by
from bot.costs.store import sums_by
from bot.errors import CapReached
from bot.model import CheckOptions, Engine
from bot.model.costs import CallSum, Cap, Caps, Cost, Payer, Payment, Period, Scope, begin_of, end_of
from bot.storage.deletion import Deletion
from bot.storage.tables import checks, paid_calls

NOON = datetime(2026, 11, 28, 12, tzinfo=UTC).timestamp()
DAY_S = 86_400.0
ADA = Payer(team_id="T1", channel_id="C1", user_id="U1")


class Clock:
    def __init__(self):
        self.now = NOON

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def make(engine, clock):
    def build(**limits):
        """Args: limits: such as ``person_lookup_day=2``."""
        caps = []
        for name, limit in limits.items():
            scope, cost, period = name.split("_")
            caps.append(Cap(scope=Scope(scope), cost=Cost(cost), period=Period(period), limit=limit))
        return Ledger(database=engine, clock=clock, caps=Caps(tuple(caps)))

    return build


async def look_up(ledger, payer=ADA, payment=Payment.PAID):
    with paid_by(payer):
        call_id = await ledger.announce("simple-bibliography", Cost.LOOKUP)
        await ledger.settle(call_id, "simple-bibliography", payment)


async def rows(engine):
    async with engine.connect() as connection:
        return (await connection.execute(select(paid_calls).order_by(paid_calls.c.at))).mappings().all()


async def test_look_up_stands_in_the_ledger_with_who_asked_and_nothing_else(make, engine):
    await look_up(make())
    [row] = await rows(engine)
    assert dict(row) | {"id": ""} == {
        "id": "",
        "endpoint": "simple-bibliography",
        "cost": "lookup",
        "team_id": "T1",
        "channel_id": "C1",
        "user_id": "U1",
        "check_id": "",
        "payment": "paid",
        "at": NOON,
    }


async def test_look_up_that_was_refused_leaves_the_ledger_and_the_cap(make, engine):
    ledger = make(person_lookup_day=1)
    await look_up(ledger, payment=None)
    assert await rows(engine) == []
    await look_up(ledger)


async def test_look_up_whose_answer_was_lost_counts_as_paid_and_as_unknown(make, engine):
    ledger = make(person_lookup_day=1)
    await look_up(ledger, payment=Payment.UNKNOWN)
    async with engine.connect() as connection:
        sums = await sums_by(connection, paid_calls.c.endpoint, since=0, until=NOON + 1)
    assert sums == [CallSum(name="simple-bibliography", cost=Cost.LOOKUP, calls=1, unknown=1)]
    with pytest.raises(CapReached):
        await look_up(ledger)


async def test_look_up_for_nobody_is_refused_before_it_goes_out(make, engine):
    with pytest.raises(NobodyPaysError):
        await make().announce("simple-bibliography", Cost.LOOKUP)
    assert await rows(engine) == []


@pytest.mark.parametrize(
    ("limit", "another"),
    [
        ("person_lookup_day", Payer(team_id="T1", channel_id="C1", user_id="U2")),
        ("channel_lookup_day", Payer(team_id="T1", channel_id="C2", user_id="U1")),
        ("workspace_lookup_day", Payer(team_id="T2", channel_id="C1", user_id="U1")),
    ],
)
async def test_cap_holds_its_own_scope_and_no_other(make, limit, another):
    ledger = make(**{limit: 2})
    await look_up(ledger)
    await look_up(ledger)
    with pytest.raises(CapReached) as caught:
        await look_up(ledger)
    scope, counted, period = limit.split("_")
    assert caught.value.problem.details == {
        "scope": scope,
        "counted": counted,
        "period": period,
        "limit": "2",
        "setting": f"LOOKALIKE_CAP_{scope.upper()}_LOOKUPS_PER_DAY",
        "until": f"{datetime(2026, 11, 29, tzinfo=UTC).timestamp():.0f}",
    }
    await look_up(ledger, another)


async def test_cap_of_zero_lets_nothing_be_paid(make, engine):
    with pytest.raises(CapReached):
        await look_up(make(workspace_lookup_month=0))
    assert await rows(engine) == []


async def test_cap_counts_its_own_kind_of_call(make):
    ledger = make(person_submit_day=0, person_lookup_day=5)
    await look_up(ledger)


async def test_cap_of_a_day_begins_anew_at_midnight_utc_and_that_of_a_month_does_not(make, clock):
    ledger = make(person_lookup_day=1, channel_lookup_month=2)
    await look_up(ledger)
    clock.now += DAY_S / 2
    await look_up(ledger)
    clock.now += DAY_S  # the 30th: two are used of the month's
    with pytest.raises(CapReached) as caught:
        await look_up(ledger)
    assert caught.value.problem.details["scope"] == "channel"
    assert float(caught.value.problem.details["until"]) == datetime(2026, 12, 1, tzinfo=UTC).timestamp()
    clock.now += DAY_S
    await look_up(ledger)


async def test_cap_that_lasts_longest_is_the_one_that_is_named(make):
    ledger = make(person_lookup_day=0, workspace_lookup_month=0)
    with pytest.raises(CapReached) as caught:
        await look_up(ledger)
    assert caught.value.problem.details["period"] == "month"


async def test_what_nobody_in_particular_asked_for_counts_against_no_person(make):
    ledger, nobody = make(person_lookup_day=1, channel_lookup_day=2), Payer(team_id="T1", channel_id="C1")
    await look_up(ledger, nobody)
    await look_up(ledger, nobody)
    with pytest.raises(CapReached):
        await look_up(ledger, nobody)


async def test_replicas_that_race_for_the_last_calls_of_a_cap_take_no_more_than_there_are(make, engine):
    replicas = [make(workspace_lookup_day=3) for _ in range(4)]

    async def race(ledger, user_id):
        try:
            await look_up(ledger, Payer(team_id="T1", channel_id="C1", user_id=user_id))
        except CapReached:
            return 0
        return 1

    taken = await asyncio.gather(*(race(replicas[number % 4], f"U{number}") for number in range(12)))
    assert sum(taken) == 3
    assert len(await rows(engine)) == 3


async def add_checks(engine, clock, count=1):
    new = NewPost(
        team_id="T1", channel_id="C1", message_ts="1.0", thread_ts="1.0", user_id="U1",
        options=CheckOptions(countries=("US",)),
        checks=tuple(NewCheck(views=(NewView(file_id=f"F{number}"),)) for number in range(count)),
    )  # fmt: skip
    await CheckRepository(engine, clock).add(new, engine=Engine.V2)
    async with engine.connect() as connection:
        found = await connection.execute(select(checks.c.id).order_by(checks.c.position))
        return [Payer(team_id="T1", channel_id="C1", user_id="U1", check_id=check_id) for check_id in found.scalars()]


async def reserve(ledger, payer, positions=(0,), lookups=0):
    await ledger.reserve(payer, positions, endpoint="submit", lookups=lookups)


async def test_place_that_is_reserved_is_nobody_elses_until_its_check_has_ended(make, engine, clock):
    ledger = make(channel_submit_day=1)
    first, second = await add_checks(engine, clock, 2)
    await reserve(ledger, first)
    await reserve(ledger, first)  # asked for again before the paid call: it is the same place
    with pytest.raises(CapReached):
        await reserve(ledger, second)
    async with engine.begin() as connection:
        await connection.execute(checks.update().where(checks.c.id == first.check_id).values(ended_at=NOON))
    await reserve(ledger, second)


async def test_check_with_more_views_than_there_is_room_for_gets_no_place_at_all(make, engine, clock):
    [payer] = await add_checks(engine, clock)
    with pytest.raises(CapReached):
        await reserve(make(person_submit_day=2), payer, positions=(0, 1, 2))
    assert await rows(engine) == []


async def test_check_whose_search_is_beyond_a_cap_gets_no_place(make, engine, clock):
    [payer] = await add_checks(engine, clock)
    ledger = make(person_lookup_day=0)
    await reserve(ledger, payer)
    with pytest.raises(CapReached):
        await reserve(ledger, payer, lookups=1)


async def test_place_of_yesterday_has_to_be_within_todays_cap(make, engine, clock):
    ledger = make(channel_submit_day=1)
    first, second = await add_checks(engine, clock, 2)
    await reserve(ledger, first)
    clock.now += DAY_S
    await reserve(ledger, second)
    with pytest.raises(CapReached):
        await reserve(ledger, first)


async def test_without_caps_nothing_is_reserved(make, engine, clock):
    [payer] = await add_checks(engine, clock)
    await reserve(make(), payer)
    assert await rows(engine) == []


@pytest.mark.parametrize(("used", "is_near"), [(3, False), (4, True), (5, True)])
async def test_cap_is_near_from_four_fifths_on(make, used, is_near):
    ledger = make(channel_lookup_day=5, workspace_lookup_month=100)
    for _ in range(used):
        await look_up(ledger)
    near = await ledger.nearest_cap(ADA, Cost.LOOKUP)
    assert (near is not None) == is_near
    if near:
        assert (near.used, near.cap.scope, near.until) == (used, Scope.CHANNEL, datetime(2026, 11, 29, tzinfo=UTC))


async def test_cap_of_zero_is_never_near(make):
    assert await make(channel_lookup_day=0).nearest_cap(ADA, Cost.LOOKUP) is None


async def test_sums_are_by_what_is_asked_for_within_the_time_and_the_workspace(make, engine, clock):
    ledger = make()
    for payer in (ADA, ADA, Payer(team_id="T1", channel_id="C2", user_id="U1"), Payer(team_id="T2", channel_id="C9")):
        await look_up(ledger, payer)
    clock.now += DAY_S
    await look_up(ledger)
    async with engine.connect() as connection:
        by_channel = await sums_by(connection, paid_calls.c.channel_id, since=NOON, until=NOON + DAY_S, team_id="T1")
    assert [(found.name, found.calls) for found in by_channel] == [("C1", 2), ("C2", 1)]


async def test_deleted_channel_leaves_its_sums_and_no_person(make, engine):
    ledger = make()
    await look_up(ledger)
    await look_up(ledger, Payer(team_id="T1", channel_id="C2", user_id="U1"))
    deletion = Deletion(engine, lambda: NOON)
    await deletion.forget_channel(team_id="T1", channel_id="C1")
    await look_up(ledger)  # it was under way
    assert sorted((row["channel_id"], row["user_id"]) for row in await rows(engine)) == [
        ("C1", ""),
        ("C1", ""),
        ("C2", "U1"),
    ]


async def test_uninstalled_app_leaves_the_workspaces_sum_alone(make, engine):
    await look_up(make())
    await Deletion(engine, lambda: NOON).forget_team(team_id="T1")
    [row] = await rows(engine)
    assert (row["team_id"], row["channel_id"], row["user_id"], row["payment"]) == ("T1", "", "", "paid")


async def test_calls_past_the_retention_lose_their_person_and_three_years_later_they_go(make, engine):
    await look_up(make())
    await Deletion(engine, lambda: NOON + 29 * DAY_S).forget_older(days=30)
    assert [row["user_id"] for row in await rows(engine)] == ["U1"]
    await Deletion(engine, lambda: NOON + 31 * DAY_S).forget_older(days=30)
    assert [row["user_id"] for row in await rows(engine)] == [""]
    await Deletion(engine, lambda: NOON + 1094 * DAY_S).forget_older(days=30)
    assert len(await rows(engine)) == 1
    await Deletion(engine, lambda: NOON + 1096 * DAY_S).forget_older(days=30)
    assert await rows(engine) == []


async def test_places_of_checks_that_are_over_are_cleaned_up(make, engine, clock):
    [payer] = await add_checks(engine, clock)
    await reserve(make(channel_submit_day=5), payer)
    async with engine.begin() as connection:
        gone = {"id": "gone/0", "endpoint": "submit", "cost": "submit", "team_id": "T1", "channel_id": "C1"}
        gone |= {"user_id": "U1", "check_id": "gone", "payment": "reserved", "at": NOON}
        await connection.execute(insert(paid_calls).values(gone))
    await Deletion(engine, clock).forget_older(days=30)
    assert [row["check_id"] for row in await rows(engine)] == [payer.check_id]


@pytest.mark.parametrize(
    ("moment", "period", "begin", "end"),
    [
        ("2026-11-28T23:59:59+00:00", Period.DAY, "2026-11-28", "2026-11-29"),
        ("2026-11-29T07:30:00+08:00", Period.DAY, "2026-11-28", "2026-11-29"),  # a day earlier than in Shanghai
        ("2026-12-31T12:00:00+00:00", Period.MONTH, "2026-12-01", "2027-01-01"),
        ("2028-01-31T00:00:00+00:00", Period.MONTH, "2028-01-01", "2028-02-01"),
        ("2026-12-01T05:00:00+08:00", Period.MONTH, "2026-11-01", "2026-12-01"),
    ],
)
def test_days_and_months_are_those_of_utc(moment, period, begin, end):
    moment = datetime.fromisoformat(moment)
    assert f"{begin_of(period, moment):%Y-%m-%d %H:%M}" == f"{begin} 00:00"
    assert f"{end_of(period, moment):%Y-%m-%d %H:%M}" == f"{end} 00:00"
