"""Submits in the ledger beside the state machine, and checks that a cap holds back."""

import asyncio

import pytest
from sqlalchemy import select

from bot.checks.requests import NewCheck, NewView
from bot.errors import OutcomeUnknown, Rejected, ServiceFailed
from bot.model import Engine, ProblemKind
from bot.model.costs import Cap, Caps, Cost, Period, Scope
from bot.storage.tables import checks, paid_calls
from tests.unit.bot.checks.scripted import NO_ANSWER, REPORT


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request):
    return request.param


def cap(limit, cost=Cost.SUBMIT):
    return Caps((Cap(scope=Scope.CHANNEL, period=Period.DAY, cost=cost, limit=limit),))


@pytest.fixture
def payments(store):
    async def read():
        async with store.database.connect() as connection:
            found = await connection.execute(select(paid_calls).order_by(paid_calls.c.id))
            return [(row["endpoint"], row["user_id"], row["payment"]) for row in found.mappings()]

    return read


@pytest.fixture
def ends(store):
    async def read():
        async with store.database.connect() as connection:
            found = await connection.execute(select(checks.c.stage, checks.c.problem).order_by(checks.c.position))
            return [(row.stage, "cap_reached" in (row.problem or "")) for row in found]

    return read


async def test_submit_stands_in_the_ledger_as_it_goes_out_and_as_paid_with_its_task(
    store, run, outside, new_post, payments
):
    seen = []
    submit = outside.submit

    async def look(*args, **options):
        seen.extend(await payments())
        return await submit(*args, **options)

    outside.submit, outside.script = look, {"poll": [REPORT]}
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(60)
    assert seen == [("submit", "U1", "sent")]
    assert await payments() == [("submit", "U1", "paid")]


@pytest.mark.parametrize(("by", "name"), [(Engine.V1, "infringement-detection-creation"), (Engine.V2, "submit")])
async def test_views_of_one_product_are_as_many_submits_as_tasks(store, run, outside, new_post, payments, by, name):
    views = tuple(NewView(file_id=f"F{number}", name="a.png") for number in range(3))
    outside.takes_views, outside.searches_first = (4, True) if by is Engine.V1 else (1, False)
    outside.script = {"poll": [REPORT] * 3}
    await store.add(new_post(checks=(NewCheck(views=views),)), engine=by)
    await run(60)
    assert await payments() == [(name, "U1", "paid")] * (1 if by is Engine.V1 else 3)


async def test_submit_that_patsnap_refused_is_not_paid(store, run, outside, new_post, payments):
    outside.script = {"submit": [Rejected.of(ProblemKind.REJECTED, code="68300004", reason="no")]}
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(60)
    assert await payments() == []


@pytest.mark.parametrize("refusal", [NO_ANSWER, ServiceFailed.of(ProblemKind.UNAVAILABLE)])
async def test_submit_that_is_tried_again_is_paid_once(store, run, outside, new_post, payments, refusal):
    outside.script = {"submit": [refusal], "poll": [REPORT]}
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(600)
    assert outside.calls.count("submit") == 2
    assert await payments() == [("submit", "U1", "paid")]


async def test_submit_whose_answer_was_lost_is_unknown(store, run, outside, new_post, payments):
    outside.script = {"submit": [OutcomeUnknown.of(ProblemKind.SUBMIT_UNKNOWN)]}
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(60)
    assert await payments() == [("submit", "U1", "unknown")]


async def test_submit_of_a_dead_process_is_unknown(store, run, worker, outside, new_post, payments, clock):
    outside.script = {"submit": [asyncio.CancelledError()]}
    await store.add(new_post("F1"), engine=Engine.V2)
    await run()
    assert await payments() == [("submit", "U1", "sent")]
    clock.tick(1000)
    await run(60)
    assert await payments() == [("submit", "U1", "unknown")]


async def test_submit_of_a_check_that_is_cancelled_meanwhile_is_paid(store, run, outside, new_post, payments):
    submit = outside.submit

    async def cancel(*args, **options):
        async with store.database.connect() as connection:
            post_id = (await connection.execute(select(checks.c.post_id))).scalar_one()
        await store.cancel(post_id, team_id="T1", channel_id="C1", user_id="U1")
        return await submit(*args, **options)

    outside.submit = cancel
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(60)
    assert await payments() == [("submit", "U1", "paid")]


async def test_submit_of_a_post_that_is_deleted_meanwhile_stays_paid(store, run, outside, deletion, new_post, payments):
    submit = outside.submit

    async def delete(*args, **options):
        await deletion.forget_message(team_id="T1", channel_id="C1", message_ts="1700000000.000100")
        return await submit(*args, **options)

    outside.submit = delete
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(60)
    assert await payments() == [("submit", "U1", "paid")]


@pytest.mark.parametrize("caps", [cap(2)])
async def test_pictures_beyond_a_cap_are_neither_uploaded_nor_paid(store, run, outside, new_post, payments, ends):
    outside.script = {"poll": [REPORT] * 2}
    await store.add(new_post("F1", "F2", "F3", "F4", "F5"), engine=Engine.V2)
    await run(60)
    assert sorted(await ends()) == [("failed", True)] * 3 + [("finished", False)] * 2
    assert (outside.calls.count("upload"), outside.calls.count("submit")) == (2, 2)
    assert outside.calls.count("deliver") == 5
    assert await payments() == [("submit", "U1", "paid")] * 2


@pytest.mark.parametrize("caps", [cap(0)])
async def test_cap_of_zero_ends_a_check_without_a_call(store, run, outside, new_post, ends):
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(60)
    assert await ends() == [("failed", True)]
    assert not {"upload", "search", "wait_turn", "submit"} & set(outside.calls)


@pytest.mark.parametrize("caps", [cap(0, Cost.LOOKUP)])
async def test_search_beyond_a_cap_ends_a_check_before_its_upload(store, run, outside, new_post, ends):
    outside.takes_views, outside.searches_first = 4, True
    await store.add(new_post("F1"), engine=Engine.V1)
    await run(60)
    assert await ends() == [("failed", True)]
    assert not {"upload", "search", "submit"} & set(outside.calls)


@pytest.mark.parametrize("caps", [cap(1)])
async def test_place_of_a_cancelled_check_is_free_for_another(store, run, outside, new_post, queries, ends):
    outside.script = {"upload": [NO_ANSWER], "poll": [REPORT]}
    await store.add(new_post("F1"), engine=Engine.V2)
    await run()  # its upload is to be tried again
    await store.add(new_post("F2", message_ts="1700000001.000100"), engine=Engine.V2)
    first = await queries.checks_on(team_id="T1", channel_id="C1", message_ts="1700000000.000100")
    await store.cancel(first[0].post.id, team_id="T1", channel_id="C1", user_id="U1")
    await run(60)
    assert sorted(await ends()) == [("cancelled", False), ("finished", False)]


@pytest.mark.parametrize("caps", [cap(1)])
async def test_check_that_has_its_place_is_not_held_back_by_it(store, run, outside, new_post, ends):
    outside.script = {"upload": [NO_ANSWER], "submit": [NO_ANSWER], "poll": [REPORT]}
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(600)
    assert await ends() == [("finished", False)]


@pytest.mark.parametrize("caps", [cap(5)])
async def test_progress_is_told_of_a_cap_that_is_four_fifths_used(store, run, outside, new_post):
    near = []
    show = outside.show_progress

    async def look(post, shown, *, near_cap, **options):
        near.append(near_cap)
        return await show(post, shown, near_cap=near_cap, **options)

    outside.show_progress = look
    for number in range(4):
        await store.add(new_post(f"F{number}", message_ts=f"170000000{number}.000100"), engine=Engine.V2)
    await run(6)
    assert near[-1] is not None
    assert (near[-1].used, near[-1].cap.limit) == (4, 5)


async def test_progress_is_told_of_nothing_without_caps(store, run, outside, new_post):
    near = []
    show = outside.show_progress

    async def look(post, shown, *, near_cap, **options):
        near.append(near_cap)
        return await show(post, shown, near_cap=near_cap, **options)

    outside.show_progress = look
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(6)
    assert near
    assert set(near) == {None}
