"""The replies of checks that have been deleted say so, sooner or later."""

import pytest
from sqlalchemy import select

from bot.checks.retractions import Retractions
from bot.checks.transition import Transition
from bot.model import CHINESE, ENGLISH, CheckOptions, Engine, Report, Stage
from bot.sheets import SheetStore
from bot.storage.tables import checks

from .scripted import slack_error


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request):
    return request.param


@pytest.fixture
def retractions(store, outside):
    return Retractions(store.database, outside)


async def checks_of(store):
    async with store.database.connect() as connection:
        return (await connection.execute(select(checks.c.id))).all()


async def replied(store, post, *, reply_ts):
    await store.add(post, engine=Engine.V2)
    (claim,) = await store.claim_checks(owner="a", limit=1)
    claim = await store.apply(claim, Transition(stage=Stage.FINISHED, due_in_s=0, report=Report(countries=("US",))))
    await store.apply(claim, Transition(stage=Stage.FINISHED, due_in_s=None, reply_ts=reply_ts))


async def test_reply_of_a_deleted_message_is_edited_once_in_its_language(
    store, deletion, retractions, outside, new_post
):
    chinese = CheckOptions(countries=("US",), lang=CHINESE)
    await replied(store, new_post("F1", message_ts="1.0", options=chinese), reply_ts="1.1")
    await replied(store, new_post("F2", message_ts="2.0"), reply_ts="2.1")
    await deletion.forget_message(team_id="T1", channel_id="C1", message_ts="1.0")

    await retractions.run()
    await retractions.run()

    assert outside.retracted == [("C1", "1.1", CHINESE)]


async def test_reply_of_a_deleted_file_is_edited(store, deletion, retractions, outside, new_post):
    await replied(store, new_post("F1", message_ts="1.0"), reply_ts="1.1")
    await deletion.forget_file(team_id="T2", file_id="F1")
    await retractions.run()
    assert outside.retracted == []
    await deletion.forget_file(team_id="T1", file_id="F1")
    await retractions.run()
    assert outside.retracted == [("C1", "1.1", ENGLISH)]


async def test_reply_that_slack_does_not_take_for_now_is_edited_later(store, deletion, retractions, outside, new_post):
    await replied(store, new_post("F1", message_ts="1.0"), reply_ts="1.1")
    await deletion.forget_message(team_id="T1", channel_id="C1", message_ts="1.0")
    outside.script["retract"] = [slack_error("ratelimited")]
    await retractions.run()
    assert outside.retracted == []
    await retractions.run()
    assert outside.retracted == [("C1", "1.1", ENGLISH)]


async def test_reply_that_is_gone_itself_is_given_up(store, deletion, retractions, outside, new_post):
    await replied(store, new_post("F1", message_ts="1.0"), reply_ts="1.1")
    await deletion.forget_message(team_id="T1", channel_id="C1", message_ts="1.0")
    outside.script["retract"] = [slack_error("message_not_found")]
    await retractions.run()
    await retractions.run()
    assert outside.retracted == []


@pytest.mark.parametrize(
    "forget",
    [
        lambda deletion: deletion.forget_channel(team_id="T1", channel_id="C1"),
        lambda deletion: deletion.forget_team(team_id="T1"),
    ],
    ids=["channel", "workspace"],
)
async def test_nothing_is_edited_in_what_is_gone_as_a_whole(store, deletion, retractions, outside, new_post, forget):
    await replied(store, new_post("F1", message_ts="1.0"), reply_ts="1.1")
    await deletion.forget_message(team_id="T1", channel_id="C1", message_ts="1.0")
    await forget(deletion)
    await retractions.run()
    assert outside.retracted == []


async def test_edit_that_slack_never_takes_is_given_up_after_a_week(
    store, deletion, retractions, outside, new_post, clock
):
    await replied(store, new_post("F1", message_ts="1.0"), reply_ts="1.1")
    await deletion.forget_message(team_id="T1", channel_id="C1", message_ts="1.0")
    clock.tick(8 * 86_400)
    await deletion.forget_older(days=365)
    await retractions.run()
    assert outside.retracted == []


async def test_sheet_of_a_deleted_check_is_deleted_with_it(store, deletion, retractions, outside, new_post):
    await replied(store, new_post("F1", message_ts="1.0"), reply_ts="1.1")
    (check_id,) = [check.id for check in await checks_of(store)]
    sheets = SheetStore(store.database)
    assert await sheets.keep(check_id, "F-sheet")
    assert not await sheets.keep(check_id, "F-second")
    assert await sheets.file_of(check_id) == "F-sheet"
    await deletion.forget_message(team_id="T1", channel_id="C1", message_ts="1.0")
    assert await sheets.file_of(check_id) == ""
    assert not await sheets.keep(check_id, "F-late")
    await retractions.run()
    assert outside.sheets_deleted == ["F-sheet"]


async def test_sheet_that_somebody_deleted_is_forgotten_and_its_check_is_kept(store, deletion, outside, new_post):
    await replied(store, new_post("F1", message_ts="1.0"), reply_ts="1.1")
    (check_id,) = [check.id for check in await checks_of(store)]
    sheets = SheetStore(store.database)
    await sheets.keep(check_id, "F-sheet")
    await deletion.forget_file(team_id="T2", file_id="F-sheet")
    assert await sheets.file_of(check_id) == "F-sheet"
    await deletion.forget_file(team_id="T1", file_id="F-sheet")
    assert await sheets.file_of(check_id) == ""
    assert await checks_of(store)
