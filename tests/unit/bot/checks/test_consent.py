"""What waits for a decision or for a person's word: due at no time, and gone after a day."""

import pytest
from sqlalchemy import select

from bot.model import CHINESE, ChannelSettings, CheckOptions, Engine, Mode, PostState
from bot.storage.tables import checks, posts
from tests.unit.bot.checks.scripted import slack_error

DAY_S = 86_400


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request):
    return request.param


@pytest.fixture
def settled(settled):
    settled.settings = ChannelSettings(countries=("DE",), mode=Mode.ASK)
    return settled


async def state_of(store):
    async with store.database.connect() as connection:
        rows = (await connection.execute(select(posts.c.id, posts.c.state, posts.c.progress_ts))).all()
        count = len((await connection.execute(select(checks.c.id))).all())
    return [(row.state, row.progress_ts) for row in rows], count


def undecided(new_post, *files, **changes):
    return new_post(*files, state=PostState.UNDECIDED, **changes)


async def test_post_that_is_asked_about_is_not_downloaded_for_a_day_and_then_forgotten(store, new_post, run, outside):
    await store.add(undecided(new_post, "F1"), engine=Engine.V2)
    await run(DAY_S - 60)
    assert outside.calls == ["show_progress"]
    assert await state_of(store) == ([(PostState.ASKING, "8.8")], 1)
    await run(120)
    assert outside.calls == ["show_progress", "close"]
    assert await state_of(store) == ([(PostState.DECLINED, "")], 0)


async def test_question_that_slack_does_not_take_for_hours_is_asked_all_the_same(store, new_post, run, outside):
    outside.script = {"show_progress": [slack_error("ratelimited")] * 12}
    await store.add(undecided(new_post, "F1"), engine=Engine.V2)
    await run(DAY_S / 2)
    assert await state_of(store) == ([(PostState.ASKING, "8.8")], 1)
    assert "download" not in outside.calls


async def test_question_that_no_channel_takes_any_more_ends_after_a_day_too(store, new_post, run, outside):
    outside.script = {"show_progress": [slack_error("is_archived")] * 1000}
    await store.add(undecided(new_post, "F1"), engine=Engine.V2)
    await run(DAY_S + 4000)
    assert await state_of(store) == ([(PostState.DECLINED, "")], 0)
    assert "download" not in outside.calls


async def test_approved_check_runs_with_the_settings_and_the_others_wait(store, new_post, run, outside, consent):
    await store.add(undecided(new_post, "F1", "F2"), engine=Engine.V2)
    await run()
    async with store.database.connect() as connection:
        first = (await connection.execute(select(checks).order_by(checks.c.position))).mappings().first()
    here = {"team_id": "T1", "channel_id": "C1"}
    assert not await consent.approve(first["post_id"], first["id"], team_id="T1", channel_id="C2")
    assert await consent.approve(first["post_id"], first["id"], **here)
    assert not await consent.approve(first["post_id"], first["id"], **here)
    await run(10)
    assert outside.calls.count("submit") == 1
    assert (await state_of(store))[0][0][0] == PostState.ASKING
    assert await consent.approve(first["post_id"], "", **here)
    await run(10)
    assert outside.calls.count("submit") == 2
    assert (await state_of(store))[0][0][0] == PostState.OPEN


async def test_post_is_forgotten_where_nobody_has_asked(store, new_post, run, outside, settled):
    settled.settings = ChannelSettings(countries=("DE",), mode=Mode.ASKED)
    await store.add(undecided(new_post, "F1"), engine=Engine.V2)
    await run(DAY_S)
    assert outside.calls == []
    assert await state_of(store) == ([], 0)


async def test_person_who_asks_takes_the_place_of_what_waits_and_of_what_was_declined(
    store, new_post, run, outside, consent, only_check
):
    await store.add(undecided(new_post, "F1", options=CheckOptions(countries=("US",))), engine=Engine.V2)
    await run()
    post = (await only_check()).post
    assert await consent.decline(post.id, team_id="T1", channel_id="C1")
    await run()
    assert await state_of(store) == ([(PostState.DECLINED, "")], 0)
    assert not await store.add(undecided(new_post, "F1"), engine=Engine.V2)  # Slack delivers it again
    asked = CheckOptions(countries=("JP",), lang=CHINESE, given=("countries", "lang"))
    assert await store.add(new_post("F1", state=PostState.WANTED, options=asked), engine=Engine.V2)
    await run()
    check = await only_check()
    assert (check.options.countries, check.options.lang) == (("JP",), CHINESE)
    assert outside.calls.count("submit") == 1


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (CheckOptions(countries=("US",)), (("DE",), CHINESE)),
        (CheckOptions(countries=("US",), given=("countries",)), (("US",), CHINESE)),
        (CheckOptions(countries=("US",), given=("lang",)), (("DE",), "en")),
    ],
)
async def test_options_that_were_not_given_are_the_channel_s(
    store, new_post, run, settled, only_check, asked, expected
):
    settled.settings = ChannelSettings(countries=("DE",), lang=CHINESE)
    await store.add(undecided(new_post, "F1", options=asked), engine=Engine.V2)
    await run()
    check = await only_check()
    assert (check.options.countries, check.options.lang) == expected


async def test_decision_of_a_worker_that_was_killed_is_made_by_the_next(store, new_post, run, clock, consent):
    await store.add(undecided(new_post, "F1"), engine=Engine.V2)
    (claim,) = await store.claim_posts(owner="killed", limit=1)
    assert await consent.decide(claim)
    clock.tick(61)  # its lease has run out
    await run(60)
    assert await state_of(store) == ([(PostState.ASKING, "8.8")], 1)
