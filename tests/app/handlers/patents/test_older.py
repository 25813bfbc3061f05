"""Older look-alikes: searched for with a patent's own drawing, paid once a press, in the thread or in the modal."""

import asyncio

import pytest

from bot.sandbox.faults import Fault
from bot.sandbox.patsnap.catalogue import first_design, load_catalogue
from bot.sandbox.patsnap.drawings import FAMILIES
from bot.sandbox.slack import ADA, PRODUCT_DESIGN
from tests.app import drawn
from tests.app.handlers.patents.test_details import button, card_of, opened, press, shown

KIN = [filing for filing in load_catalogue().filings if filing.design is first_design(FAMILIES[0])]
LAST = max(KIN, key=lambda filing: filing.filed)
"""The youngest of its family: the others were filed before it."""


def paid(world):
    names = ("image-single", "image-upload", "fulltext-image", "search-id")
    return {name: world.patsnap.calls[name] for name in names if world.patsnap.calls[name]}


def posted(world, ts):
    thread = world.slack.thread(PRODUCT_DESIGN, ts)
    return [one for one in thread if (one.metadata or {}).get("event_type") == "lookalike_similar"]


def numbers(blocks):
    elements = [item for block in blocks for item in (*block.get("elements", ()), block.get("accessory") or {})]
    return [item["value"] for item in elements if item.get("action_id") == "patent_look_up"]


def assert_older(found):
    by_number = load_catalogue().by_number
    assert found
    assert all(by_number[number].filed < LAST.filed for number in found)
    assert not {filing.number for filing in KIN} & set(found)


async def test_look_alikes_of_a_private_card_come_in_the_modal_for_one_call(world, app):
    view = await opened(world, await card_of(world, LAST))
    assert button(view.blocks, "patent_details_older_here")[1]["text"]["text"] == "Older look-alikes (1 call)"
    assert button(view.blocks, "patent_details_older") is None
    before = paid(world)
    assert before == {"fulltext-image": 1}
    view = await press(world, "patent_details_older_here", "older look-alikes of")
    assert_older(numbers(view.blocks))
    content = str(view.content)
    assert "Filed until" in content
    assert "Left out, as its own family: " in content
    assert content.count("• Filed ") + content.count("· Filed ") >= len(numbers(view.blocks))
    assert paid(world) == {"fulltext-image": 1, "image-single": 1}
    assert not world.patsnap.violations

    await press(world, "patent_details_overview", "Expiry")
    assert paid(world) == {"fulltext-image": 1, "image-single": 1}


async def test_two_presses_at_once_pay_for_one_search_and_a_press_of_an_older_modal_for_none(world, app):
    view = await opened(world, await card_of(world, LAST))
    block_id, _ = button(view.blocks, "patent_details_older_here")

    async def again():
        await world.slack.view_action(ADA, view.id, "patent_details_older_here", block_id=block_id)

    await asyncio.gather(again(), again(), return_exceptions=True)
    await world.wait_for(lambda: shown(world, "older look-alikes of"))
    assert paid(world) == {"fulltext-image": 1, "image-single": 1}


async def test_look_alikes_beside_a_report_are_posted_in_its_thread_and_page_on(world, app):
    ts = await world.post(("mug.png", drawn.PNG))
    (reply,) = await world.wait_for_replies(ts)
    await world.slack.click(ADA, PRODUCT_DESIGN, reply.ts, "report_comparisons")
    modal = await world.wait_for(lambda: world.slack.view(ADA))
    block_id, _ = button(modal.blocks, "comparisons_open")
    await world.slack.view_action(ADA, modal.id, "comparisons_open", block_id=block_id)
    one = await world.wait_for(lambda: button(world.slack.view(ADA).blocks, "report_details") and world.slack.view(ADA))
    block_id, _ = button(one.blocks, "report_details")
    await world.slack.view_action(ADA, one.id, "report_details", block_id=block_id)
    view = await world.wait_for(lambda: shown(world, "as of"))
    assert button(view.blocks, "patent_details_older_here") is None
    before = paid(world)
    await press(world, "patent_details_older", "The answer stands in the thread")
    (page,) = posted(world, ts)
    assert "older look-alikes of" in page.text
    assert "Searched with its own drawing" in page.text
    added = {name: count - before.get(name, 0) for name, count in paid(world).items() if count != before.get(name, 0)}
    assert added == {"image-single": 1}
    (value,) = [item["value"] for block in page.blocks for item in block.get("elements", ())
                if item.get("action_id") == "similar_more"]  # fmt: skip
    await world.slack.click(ADA, PRODUCT_DESIGN, page.ts, "similar_more", value=value)
    await world.wait_for(lambda: len(posted(world, ts)) == 2)
    assert paid(world)["image-single"] == before.get("image-single", 0) + 2
    assert "page 2" in posted(world, ts)[1].text
    assert not world.patsnap.violations


@pytest.mark.parametrize("code", [67200004, 67200101])
async def test_account_without_the_search_gets_one_sentence_that_names_it(world, app, code):
    world.sandbox.faults.add(Fault(target="patsnap", endpoint="image-single", error=code, times=None))
    await opened(world, await card_of(world, LAST))
    view = await press(world, "patent_details_older_here", "P060")
    assert str(view.content).count("P060") == 1
    await press(world, "patent_details_overview", "Expiry")


async def test_account_without_figures_searches_with_the_drawing_that_slack_has(world, app):
    world.sandbox.faults.add(Fault(target="patsnap", endpoint="fulltext-image", error=67200004, times=None))
    view = await opened(world, await card_of(world, LAST))
    assert button(view.blocks, "patent_details_older_here")[1]["text"]["text"] == "Older look-alikes (2 calls)"
    view = await press(world, "patent_details_older_here", "older look-alikes of")
    assert_older(numbers(view.blocks))
    assert paid(world) == {"image-upload": 1, "image-single": 1}
