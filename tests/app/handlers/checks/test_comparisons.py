"""The modal with a report's comparisons: opened, filtered, sorted, paged, one opened, back, the table in the thread."""

import asyncio
import json

from bot.sandbox.faults import Fault
from bot.sandbox.slack import ADA, BEN, PRODUCT_DESIGN
from formatters.comparison_state import PAGE_SIZE
from tests.app import drawn

PNG = ("mug.png", drawn.PNG)


async def opened(world, reply, user=ADA):
    await world.slack.click(user, PRODUCT_DESIGN, reply.ts, "report_comparisons")
    return await world.wait_for(lambda: shown(world, "Page 1 of", user))


def shown(world, words, user=ADA):
    """The modal, once it says so."""
    view = world.slack.view(user)
    return view if view and words in json.dumps(view.content, ensure_ascii=False) else None


def pressed(view, action_id, place=0):
    """A button of the modal: its block's id, and itself."""
    found = [
        (block["block_id"], element)
        for block in view.blocks
        for element in [*block.get("elements", ()), block.get("accessory") or {}]
        if element.get("action_id") == action_id
    ]
    return found[place]


async def press(world, action_id, words, *, place=0, user=ADA):
    view = world.slack.view(user)
    block_id, _ = pressed(view, action_id, place)
    await world.slack.view_action(user, view.id, action_id, block_id=block_id)
    return await world.wait_for(lambda: shown(world, words, user))


def titles(view):
    return [block["text"]["text"].split("\n")[0] for block in view.blocks if block["type"] == "section"][1:]


def field(form, name):
    return next(
        (block["block_id"], block["element"])
        for block in form.blocks
        if block["type"] == "input" and block["element"]["action_id"] == name
    )


async def choose(world, **chosen):
    """Open the form, choose by the words of options, send it; the list that comes of it."""
    form = await press(world, "comparisons_filter", "Rating by Patsnap")
    inputs = {}
    for name, words in chosen.items():
        block_id, element = field(form, name)
        picked = [option["value"] for option in element["options"] if words in option["text"]["text"]]
        inputs[block_id] = {name: picked[0] if name == "order" else picked}
    outcome = await world.slack.submit_view(ADA, form.id, inputs)
    assert outcome.status == "ok", outcome
    return await world.wait_for(lambda: shown(world, "Page 1 of"))


def tables(world, ts):
    thread = world.slack.thread(PRODUCT_DESIGN, ts)
    return [message for message in thread if (message.metadata or {}).get("event_type") == "lookalike_table"]


async def test_list_is_filtered_sorted_and_paged_one_is_opened_and_the_way_leads_back(world, app):
    ts = await world.post(PNG)
    (reply,) = await world.wait_for_replies(ts)
    paid = {name: count for name, count in world.patsnap.calls.items() if name != "images"}
    view = await opened(world, reply)
    everything = titles(view)
    assert len(everything) == PAGE_SIZE
    second = await press(world, "comparisons_next", "Page 2 of")
    assert not set(titles(second)) & set(everything)

    view = await choose(world, risk="Medium", order="Newest filing")
    narrowed = titles(view)
    assert narrowed
    assert all("Medium" in title for title in narrowed)
    assert "*Sorted:* Newest filing first" in str(view.content)

    page = await press(world, "comparisons_open", "Comparison 2 of", place=1)
    assert narrowed[1] in str(page.content)
    await world.wait_for(lambda: sum(block["type"] == "image" for block in world.slack.view(ADA).blocks) == 2)
    page = await press(world, "comparisons_before", "Comparison 1 of")
    assert narrowed[0] in str(page.content)
    await press(world, "comparisons_after", "Comparison 2 of")
    view = await press(world, "comparisons_back", "Page 1 of")
    assert titles(view) == narrowed
    view = await press(world, "comparisons_all", "Page 1 of 2")
    assert len(titles(view)) == PAGE_SIZE
    assert {name: count for name, count in world.patsnap.calls.items() if name != "images"} == paid


async def test_drawing_that_is_not_in_slack_yet_is_fetched_for_its_page(world, app):
    (reply,) = await world.wait_for_replies(await world.post(PNG))
    view = await opened(world, reply)
    view = await press(world, "comparisons_next", "Page 2 of")
    without = next(
        place
        for place, block in enumerate(block for block in view.blocks if block["type"] == "section")
        if place and "accessory" not in block
    )
    uploads = len(world.slack.state.files)
    await press(world, "comparisons_open", "Comparison", place=without - 1)
    await world.wait_for(lambda: sum(block["type"] == "image" for block in world.slack.view(ADA).blocks) == 2)
    assert len(world.slack.state.files) == uploads + 1
    assert "fetched" not in str(world.slack.view(ADA).content)


async def test_expiry_sorts_once_it_has_been_looked_up(world, app):
    (reply,) = await world.wait_for_replies(await world.post(PNG))
    await opened(world, reply)
    form = await press(world, "comparisons_filter", "Rating by Patsnap")
    assert "expires_first" not in str(form.content)
    view = await press(world, "comparisons_back", "Page 1 of")
    wanted = titles(view)[2]
    await press(world, "comparisons_open", "Comparison 3 of", place=2)
    await press(world, "report_details", "as of")
    await world.slack.close_view(ADA, world.slack.view(ADA).id)
    await press(world, "comparisons_back", "estimated by Patsnap")
    view = await choose(world, order="Earliest expiry")
    assert titles(view)[0] == wanted


async def test_table_is_posted_once_whoever_presses_and_however_often(world, app):
    ts = await world.post(PNG)
    (reply,) = await world.wait_for_replies(ts)
    await asyncio.gather(opened(world, reply), opened(world, reply, BEN))
    before = {user: world.slack.view(user) for user in (ADA, BEN)}
    await asyncio.gather(
        *(world.slack.view_action(user, view.id, "comparisons_table") for user, view in before.items())
    )
    for user, view in before.items():
        await world.wait_for(lambda user=user, view=view: world.slack.view(user).hash != view.hash)
    await press(world, "comparisons_table", "already")
    (table,) = tables(world, ts)
    assert [block["type"] for block in table.blocks] == ["section", "data_table", "context"]
    assert not table.pings

    await choose(world, risk="Medium")
    await press(world, "comparisons_table", "has been posted")
    assert len(tables(world, ts)) == 2


async def test_table_that_slack_refuses_comes_as_lines_and_one_that_it_does_not_take_is_told(world, app):
    ts = await world.post(PNG)
    (reply,) = await world.wait_for_replies(ts)
    await opened(world, reply)
    world.sandbox.faults.add(Fault(target="slack", endpoint="chat.postMessage", error="restricted_action", times=1))
    await press(world, "comparisons_table", "Slack did not take the table (restricted")
    assert not tables(world, ts)
    world.sandbox.faults.add(Fault(target="slack", endpoint="chat.postMessage", error="invalid_blocks", times=1))
    await press(world, "comparisons_table", "has been posted")
    (table,) = tables(world, ts)
    assert "data_table" not in str(table.blocks)
    assert "• Rated" in str(table.blocks)


async def test_two_presses_at_once_are_one_and_a_modal_closed_meanwhile_stays_closed(world, app):
    (reply,) = await world.wait_for_replies(await world.post(PNG))
    view = await opened(world, reply)
    block_id, _ = pressed(view, "comparisons_open")
    await asyncio.gather(
        world.slack.view_action(ADA, view.id, "comparisons_open", block_id=block_id),
        world.slack.view_action(ADA, view.id, "comparisons_filter"),
    )
    await world.wait_for(lambda: world.slack.view(ADA).hash != view.hash)
    assert len(world.slack.state.stacks[ADA]) == 1

    view = world.slack.view(ADA)
    closing = asyncio.gather(
        world.slack.view_action(ADA, view.id, "comparisons_back"), world.slack.close_view(ADA, view.id)
    )
    await closing
    assert world.slack.view(ADA) is None


async def test_modal_whose_check_is_deleted_meanwhile_says_so_at_every_button(world, app):
    ts = await world.post(PNG)
    (reply,) = await world.wait_for_replies(ts)
    views = []
    for user, action in ((ADA, ""), (BEN, "comparisons_filter")):
        await opened(world, reply, user)
        if action:
            await press(world, action, "Rating by Patsnap", user=user)
        views.append(world.slack.view(user))
    await world.slack.delete_message(PRODUCT_DESIGN, ts)
    await world.until(lambda: all(attempt.acked for attempt in world.slack.delivery.attempts))
    await press(world, "comparisons_table", "no longer here")
    assert (await world.slack.submit_view(BEN, views[1].id)).status == "ok"
    await world.wait_for(lambda: shown(world, "no longer here", BEN))
    assert not tables(world, ts)


async def test_table_is_not_posted_in_a_shared_channel_in_which_nobody_has_let_the_app_speak(world, app):
    ts = await world.post(PNG)
    (reply,) = await world.wait_for_replies(ts)
    world.slack.set_connect_channel(PRODUCT_DESIGN)
    await opened(world, reply)
    await choose(world, risk="Medium")
    await press(world, "comparisons_table", "/lookalike on")
    assert not tables(world, ts)
    await world.slack.command(ADA, PRODUCT_DESIGN, "/lookalike", "on")
    await press(world, "comparisons_table", "has been posted")
    assert len(tables(world, ts)) == 1
