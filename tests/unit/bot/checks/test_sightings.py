"""Which checks came across a patent: an index that comes and goes with the checks, and that keeps secrets."""

import pytest
from sqlalchemy import select

from bot.checks.transition import Transition
from bot.lookups import LookupStore
from bot.model import Comparison, Engine, Patent, Report, Risk, Stage
from bot.storage.tables import sightings


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request):
    return request.param


@pytest.fixture
def lookups(store):
    return LookupStore(store.database)


def compared(number, risk=Risk.HIGH):
    return Comparison(patent=Patent(patent_id=f"id-{number}", publication_number=number), risk=risk)


async def finish(store, new_post, *comparisons, deliver=True, **changes):
    await store.add(new_post("F1", **changes), engine=Engine.V2)
    (claim,) = await store.claim_checks(owner="a", limit=1)
    report = Report(comparisons=comparisons)
    claim = await store.apply(claim, Transition(stage=Stage.FINISHED, due_in_s=0, report=report))
    if deliver:
        claim = await store.apply(claim, Transition(stage=Stage.FINISHED, due_in_s=None, reply_ts="5.5"))
    return claim.check


HERE = {"team_id": "T1", "channel_id": "C1", "user_id": "U1"}


async def test_check_is_seen_where_it_was_asked_for_and_by_who_asked(store, lookups, new_post):
    check = await finish(store, new_post, compared("USD1S1"))
    (sighting,) = await lookups.sightings_of("usd1s1", **HERE)
    assert sighting.check.id == check.id
    assert sighting.check.reply_ts == "5.5"
    assert sighting.check.views[0].name == "F1.png"
    assert sighting.risk is Risk.HIGH
    for asker in ({"user_id": "U2"}, {"channel_id": "C2"}, {"user_id": None}):
        assert len(await lookups.sightings_of("USD1S1", **(HERE | asker))) == 1


@pytest.mark.parametrize(
    "asker",
    [
        {"channel_id": "C2", "user_id": "U2"},
        {"channel_id": "C2", "user_id": None},
        {"team_id": "T2"},
        {"team_id": "T2", "channel_id": "C2"},
    ],
)
async def test_check_of_another_channel_person_or_team_is_not_seen(store, lookups, new_post, asker):
    await finish(store, new_post, compared("USD1S1"))
    assert await lookups.sightings_of("USD1S1", **(HERE | asker)) == ()


async def test_check_without_a_reply_or_with_other_patents_is_not_seen(store, lookups, new_post):
    await finish(store, new_post, compared("USD1S1"), deliver=False)
    assert await lookups.sightings_of("USD1S1", **HERE) == ()
    assert await lookups.sightings_of("USD2S1", **HERE) == ()


async def test_patent_compared_twice_in_a_check_keeps_its_highest_risk(store, lookups, new_post):
    await finish(
        store,
        new_post,
        compared("USD1S1", Risk.LOW),
        compared("usd1s1", Risk.MEDIUM),
        compared("USD1S1", Risk.UNRATED),
        compared(""),
    )
    (sighting,) = await lookups.sightings_of("USD1S1", **HERE)
    assert sighting.risk is Risk.MEDIUM


async def test_latest_checks_come_first_and_five_are_enough(store, lookups, new_post, clock):
    for number in range(7):
        clock.tick(60)
        await finish(store, new_post, compared("USD1S1"), message_ts=f"{number}.0")
    found = await lookups.sightings_of("USD1S1", **HERE)
    assert [sighting.check.post.message_ts for sighting in found] == ["6.0", "5.0", "4.0", "3.0", "2.0"]


async def test_sightings_go_with_their_check(store, deletion, lookups, new_post, clock):
    await finish(store, new_post, compared("USD1S1"))
    await deletion.forget_file(team_id="T1", file_id="F1")
    async with store.database.connect() as connection:
        assert (await connection.execute(select(sightings))).all() == []
