"""The picture of an earlier check, to be compared with one patent."""

import pytest
from sqlalchemy import delete, select

from bot.checks.requests import NewComparison
from bot.checks.rows import load_rows
from bot.checks.transition import Transition
from bot.model import Engine, Report, Stage
from bot.numbers import parse_number
from bot.storage.tables import checks, posts

AGAINST = parse_number("USD1055174S1")


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request):
    return request.param


async def finish(store, new_post):
    await store.add(new_post("F1"), engine=Engine.V2)
    (claim,) = await store.claim_checks(owner="a", limit=1)
    claim = await store.apply(claim, Transition(stage=Stage.FINISHED, due_in_s=0, report=Report(countries=("US",))))
    return (await store.apply(claim, Transition(stage=Stage.FINISHED, due_in_s=None, reply_ts="5.5"))).check


def asked(check, **changes):
    here = {"team_id": "T1", "channel_id": "C1", "user_id": "U2", "check_id": check.id, "view": 0, "against": AGAINST}
    return NewComparison(**here | changes)


async def test_comparison_is_a_check_of_the_same_picture_in_its_thread(service, store, new_post):
    check = await finish(store, new_post)
    assert await service.compare(asked(check), form_id="V1")
    assert await service.compare(asked(check), form_id="V1")  # delivered again

    (claim,) = await store.claim_checks(owner="a", limit=9)

    assert (claim.check.engine, claim.check.options.against) == (Engine.ONE_TO_ONE, AGAINST)
    assert [view.file_id for view in claim.check.views] == ["F1"]
    assert (claim.check.post.user_id, claim.check.post.thread_ts) == ("U2", "")
    assert claim.check.post.root_thread_ts == check.post.thread_ts


async def test_message_that_the_app_opens_in_a_thread_leaves_the_thread_as_it_is(service, store, new_post):
    check = await finish(store, new_post)
    await service.compare(asked(check), form_id="V1")
    claims = await store.claim_posts(owner="a", limit=9)
    claim = next(claim for claim in claims if claim.post.root_thread_ts)
    await store.save_post(claim, due_in_s=0, root_ts="7.7")

    (opened,) = await service.checks_of(claim.post.id, team_id="T1", channel_id="C1")

    assert (opened.post.message_ts, opened.post.thread_ts) == ("7.7", check.post.thread_ts)


@pytest.mark.parametrize("changes", [{"channel_id": "C2"}, {"team_id": "T2"}, {"view": 1}, {"view": -1}])
async def test_picture_of_another_channel_or_none_is_not_compared(service, store, new_post, changes):
    check = await finish(store, new_post)
    assert not await service.compare(asked(check, **changes), form_id="V1")
    assert await store.claim_checks(owner="a", limit=9) == []


async def test_pictures_of_a_channel_are_those_of_its_searches_alone(service, store, new_post):
    check = await finish(store, new_post)
    await service.compare(asked(check), form_id="V1")
    assert [found.id for found in await service.comparable(team_id="T1", channel_id="C1")] == [check.id]
    assert await service.comparable(team_id="T1", channel_id="C2") == []


async def test_try_again_of_a_comparison_is_a_comparison(service, store, new_post):
    check = await finish(store, new_post)
    await service.compare(asked(check), form_id="V1")
    (claim,) = await store.claim_checks(owner="a", limit=9)
    await store.apply(claim, Transition(stage=Stage.EXPIRED, due_in_s=None))
    await service.retry(claim.check.id, team_id="T1", channel_id="C1")
    (claim,) = await store.claim_checks(owner="a", limit=9)
    assert claim.check.engine is Engine.ONE_TO_ONE


async def test_rows_whose_post_is_deleted_while_they_are_read_are_left_out(store, new_post):
    await finish(store, new_post)
    async with store.database.connect() as connection:
        found = (await connection.execute(select(checks))).mappings().all()
    async with store.database.begin() as connection:
        await connection.execute(delete(posts))
        assert await load_rows(connection, found) == ()
