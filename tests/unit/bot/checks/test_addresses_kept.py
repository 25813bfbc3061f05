"""What follows the ``?`` of an address may be a signature: it is there while the check needs it, and no longer."""

import pytest
from sqlalchemy import text, update

from bot.checks.requests import NewCheck, NewView
from bot.checks.rows import load_rows
from bot.model import Engine, ProblemKind, Stage
from bot.storage.tables import checks, metadata, views
from tests.unit.bot.checks.scripted import NO_ANSWER, REPORT

SIGNATURE = "X-Amz-Signature=5ec2e7"
ADDRESS = f"https://bucket.example/mug.png?{SIGNATURE}"
KEPT = "https://bucket.example/mug.png?"


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request):
    return request.param


@pytest.fixture
async def signed(store, new_post):
    post = new_post(checks=(NewCheck(views=(NewView(name="mug.png", web_url=ADDRESS),)),))
    await store.add(post, engine=Engine.V2)
    return post


async def dump(engine) -> str:
    async with engine.connect() as connection:
        found = [await connection.execute(text(f"SELECT * FROM {name}")) for name in metadata.tables]
        return str([rows.all() for rows in found])


async def latest(store):
    async with store.database.connect() as connection:
        rows = (await connection.execute(checks.select().order_by(checks.c.created_at.desc()))).mappings().all()
        return (await load_rows(connection, rows))[0]


async def test_report_came_and_the_query_is_gone(store, signed, outside, run, engine):
    outside.script = {"poll": [None, REPORT]}
    await run(3)
    assert SIGNATURE in await dump(engine)
    await run(10)
    assert outside.sent == [([ADDRESS], "")]
    check = await latest(store)
    assert (check.stage, check.views[0].upload_url) == (Stage.FINISHED, KEPT)
    assert SIGNATURE not in await dump(engine)


async def test_check_failed_and_another_try_is_a_sentence_that_pays_nothing(
    store, queries, signed, outside, run, engine, clock
):
    outside.script = {"require_submit": [NO_ANSWER] * 8}
    await run(1000)
    failed = await latest(store)
    assert failed.problem.kind is ProblemKind.UNAVAILABLE
    assert failed.views[0].is_out_of_reach
    assert SIGNATURE not in await dump(engine)
    clock.tick(1)
    assert await store.add_retry(failed, engine=Engine.V2)
    await run(10)
    again = await latest(store)
    assert (again.stage, again.problem.kind) == (Stage.FAILED, ProblemKind.ADDRESS_NOT_KEPT)
    assert outside.sent == []
    assert outside.calls.count("deliver") == 2


async def test_check_was_cancelled_and_the_query_is_gone(store, signed, engine, run, outside):
    await run(3)
    check = await latest(store)
    here = {"team_id": check.post.team_id, "channel_id": check.post.channel_id}
    assert await store.cancel(check.post.id, **here, user_id="U1") == 1
    assert SIGNATURE not in await dump(engine)
    assert (await latest(store)).views[0].upload_url == KEPT


async def test_check_expired_and_its_task_is_asked_once_more_without_the_address(
    store, signed, outside, run, engine, clock
):
    await run(110)
    expired = await latest(store)
    assert expired.stage is Stage.EXPIRED
    assert SIGNATURE not in await dump(engine)
    outside.script = {"poll": [REPORT]}
    clock.tick(1)
    assert await store.add_retry(expired, engine=Engine.V2)
    await run(10)
    assert (await latest(store)).stage is Stage.FINISHED
    assert len(outside.sent) == 1


async def test_what_an_older_version_left_behind_goes_with_the_next_look_for_old_data(
    store, signed, outside, run, engine, deletion
):
    outside.script = {"poll": [REPORT]}
    await run(10)
    async with engine.begin() as connection:
        await connection.execute(update(views).values(upload_url=ADDRESS))
    await deletion.forget_older(days=365)
    assert SIGNATURE not in await dump(engine)


async def test_address_of_a_check_under_way_and_one_without_a_query_stay(store, signed, new_post, deletion):
    plain = "https://bucket.example/cup.png"
    post = new_post(message_ts="2.0", checks=(NewCheck(views=(NewView(name="cup.png", web_url=plain),)),))
    await store.add(post, engine=Engine.V2)
    await deletion.forget_older(days=365)
    claims = await store.claim_checks(owner="me", limit=9)
    assert {view.upload_url for claim in claims for view in claim.check.views} == {ADDRESS, plain}
