"""The picture of an earlier check, asked about with other options."""

from dataclasses import replace

import pytest

from bot.checks.requests import NewView, asked_otherwise
from bot.checks.transition import Transition
from bot.model import CheckOptions, Engine, Stage
from tests.unit.bot.checks.scripted import REPORT

GERMANY = CheckOptions(countries=("DE",))


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request):
    return request.param


@pytest.fixture
async def checked(store, new_post, outside, run, only_check):
    """A check of one picture that has ended, and whose reply stands."""
    outside.script = {"poll": [REPORT]}
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(20)
    outside.calls.clear()
    return await only_check()


async def test_same_picture_is_asked_about_without_another_upload_and_paid_once(service, outside, run, checked):
    asked = [await service.ask_again(checked, GERMANY, user_id=user) for user in ("U2", "U2", "U3")]
    outside.script = {"poll": [REPORT]}
    await run(20)
    assert asked == [True, False, False]
    assert [call for call in outside.calls if call in {"download", "upload", "submit", "deliver"}] == [
        "submit",
        "deliver",
    ]
    assert outside.sent[-1][0] == ["https://patsnap/F1.png"]


async def test_another_question_about_the_same_picture_is_another_check(service, outside, run, checked):
    assert await service.ask_again(checked, GERMANY, user_id="U2")
    assert await service.ask_again(checked, replace(GERMANY, keyword="mug"), user_id="U2")
    await run(5)
    assert outside.calls.count("submit") == 2


async def test_upload_that_lives_no_more_is_made_anew(service, outside, run, checked, clock):
    clock.tick(32_400 - 500)
    await service.ask_again(checked, GERMANY, user_id="U2")
    await run(5)
    assert [call for call in outside.calls if call in {"download", "upload", "submit"}] == [
        "download",
        "upload",
        "submit",
    ]


async def test_what_was_asked_before_is_kept_through_every_try(service, store, outside, run, checked):
    await service.ask_again(checked, GERMANY, user_id="U2")
    (claim,) = await store.claim_checks(owner="a", limit=1)
    assert claim.check.asked_before == checked.options
    assert claim.check.post.root_thread_ts == checked.post.thread_ts
    await store.apply(claim, Transition(stage=Stage.EXPIRED, due_in_s=None))
    assert await service.retry(claim.check.id, team_id="T1", channel_id="C1")
    (again,) = await store.claim_checks(owner="a", limit=1)
    assert (again.check.asked_before, again.check.options) == (checked.options, GERMANY)


async def test_mention_takes_the_upload_of_the_files_that_it_is_about(store, new_post, outside, run, checked):
    new = new_post("F1", "F2", message_ts="2.0", thread_ts="1.0", options=GERMANY)
    asked = replace(new, checks=tuple(asked_otherwise(check, [checked]) for check in new.checks))
    assert await store.add(asked, engine=Engine.V2)
    assert not await store.add(asked, engine=Engine.V2)
    await run(5)
    assert [call for call in outside.calls if call in {"download", "upload"}] == ["download", "upload"]
    assert outside.calls.count("submit") == 2


async def test_check_without_an_earlier_one_has_nothing_before_it(checked):
    assert checked.asked_before is None


def test_picture_on_the_web_is_asked_about_by_its_address(checked):
    view = replace(checked.views[0], file_id="", upload_url="https://example.com/mug.jpg")
    assert NewView.again(view) == NewView(name="F1.png", web_url="https://example.com/mug.jpg")
