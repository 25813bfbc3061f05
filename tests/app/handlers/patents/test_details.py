"""One patent in depth: from a card's button through every page, with each paid call counted."""

import asyncio

from bot.sandbox.faults import Fault
from bot.sandbox.patsnap.catalogue import first_design, load_catalogue
from bot.sandbox.patsnap.drawings import FAMILIES
from bot.sandbox.patsnap.pictures import figures_of
from bot.sandbox.slack import ADA, BEN, PRODUCT_DESIGN
from formatters.detail_pages import FIGURES_ON_PAGE
from tests.app import drawn

BASIC = ("fulltext-image", "bibliography", "patent-family", "legal-status")
RECORDS = ("litigation", "re-examination-and-invalidation", "customs-data", "license-data")
CHINESE = next(
    filing
    for filing in load_catalogue().filings
    if filing.design is first_design(FAMILIES[0]) and filing.country == "CN"
)


def told(world, user):
    return [message for message in world.slack.state.messages(PRODUCT_DESIGN) if message.ephemeral_to == user]


async def card_of(world, filing, user=ADA):
    before = len(told(world, user))
    await world.slack.command(user, PRODUCT_DESIGN, "/patent", filing.number)
    await world.wait_for(lambda: len(told(world, user)) == before + 2)
    return told(world, user)[-1]


def button(blocks, action_id):
    found = [
        (block["block_id"], item)
        for block in blocks
        for item in [*block.get("elements", ()), block.get("accessory") or {}]
        if item.get("action_id") == action_id
    ]
    return found[0] if found else None


def calls(world):
    return {name: world.patsnap.calls[name] for name in (*BASIC, *RECORDS) if world.patsnap.calls[name]}


async def opened(world, card, user=ADA):
    """The modal behind a card's button."""
    block_id, _ = button(card.blocks, "patent_details")
    await world.slack.click(user, PRODUCT_DESIGN, card.ts, "patent_details", block_id=block_id)
    return await world.wait_for(lambda: shown(world, "as of", user))


def shown(world, words, user=ADA):
    """The modal on top, once it says so."""
    view = world.slack.view(user)
    return view if view and words in str(view.content) else None


async def press(world, action_id, words, user=ADA):
    view = world.slack.view(user)
    block_id, _ = button(view.blocks, action_id)
    await world.slack.view_action(user, view.id, action_id, block_id=block_id)
    return await world.wait_for(lambda: shown(world, words, user))


async def test_details_cost_four_calls_once_for_everybody_and_their_pages_none(world, app):
    card = await card_of(world, CHINESE)
    assert button(card.blocks, "patent_details")[1]["text"]["text"] == "Details (4 calls)"
    assert calls(world) == {}
    view = await opened(world, card)
    overview = str(view.content)
    assert "On record at Patsnap:* litigation, invalidation proceedings, customs recordal and licence" in overview
    assert "Expiry, estimated by Patsnap" in overview
    once = dict.fromkeys(BASIC, 1)
    assert calls(world) == once

    uploads = len(world.slack.state.files)
    view = await press(world, "patent_details_figures", "Figure 1 of")
    images = [block for block in view.blocks if block["type"] == "image"]
    assert len(images) == FIGURES_ON_PAGE < figures_of(CHINESE)
    assert len(world.slack.state.files) == uploads + FIGURES_ON_PAGE
    view = await press(world, "patent_details_next", f"Figure {FIGURES_ON_PAGE + 1} of")
    assert len(world.slack.state.files) == uploads + figures_of(CHINESE)
    await press(world, "patent_details_overview", "Expiry")
    view = await press(world, "patent_details_family", "simple family")
    assert f"*{CHINESE.number}*" in str(view.content)
    await press(world, "patent_details_overview", "Expiry")
    await press(world, "patent_details_events", "Transfer")
    assert calls(world) == once

    second = await card_of(world, CHINESE, BEN)
    assert button(second.blocks, "patent_details")[1]["text"]["text"] == "Details"
    await opened(world, second, BEN)
    await press(world, "patent_details_figures", "Figure 1 of", BEN)
    assert len(world.slack.state.files) == uploads + figures_of(CHINESE)
    assert calls(world) == once


async def test_records_of_enforcement_are_paid_for_on_a_further_click_by_two_people_at_once(world, app):
    cards = [await card_of(world, CHINESE, user) for user in (ADA, BEN)]
    await asyncio.gather(*(opened(world, card, user) for card, user in zip(cards, (ADA, BEN), strict=True)))
    assert calls(world) == dict.fromkeys(BASIC, 1)
    for user in (ADA, BEN):
        await press(world, "patent_details_enforcement", "Load records (4 calls)", user)
    pressed = [press(world, "patent_details_records", "乌有制造株式会社", user) for user in (ADA, BEN)]
    await asyncio.gather(*pressed)
    assert calls(world) == dict.fromkeys((*BASIC, *RECORDS), 1)
    assert button(world.slack.view(ADA).blocks, "patent_details_records") is None


async def test_service_that_the_account_lacks_is_named_and_the_others_are_shown(world, app):
    for endpoint, code in (("fulltext-image", 67200004), ("legal-status", 67200101)):
        world.sandbox.faults.add(Fault(target="patsnap", endpoint=endpoint, error=code, times=None))
    card = await card_of(world, CHINESE)
    view = await opened(world, card)
    assert str(view.content).count("figures (P042), legal events (P013)") == 1
    assert "Expiry, estimated by Patsnap" in str(view.content)
    assert button(view.blocks, "patent_details_figures") is None
    assert button(view.blocks, "patent_details_retry") is None
    other = next(filing for filing in load_catalogue().filings if filing.country == "US")
    again = await card_of(world, other)
    assert button(again.blocks, "patent_details")[1]["text"]["text"] == "Details (2 calls)"


async def test_details_of_a_comparison_cost_no_look_up_and_come_on_top_of_the_modal(world, app):
    (reply,) = await world.wait_for_replies(await world.post(("mug.png", drawn.PNG)))
    await world.slack.click(ADA, PRODUCT_DESIGN, reply.ts, "report_comparisons")
    modal = await world.wait_for(lambda: world.slack.view(ADA))
    modal = await press(world, "comparisons_open", "Comparison 1 of")
    block_id, pressed = button(modal.blocks, "report_details")
    assert pressed["text"]["text"] == "Details (4 calls)"
    await world.slack.view_action(ADA, modal.id, "report_details", block_id=block_id)
    view = await world.wait_for(lambda: shown(world, "as of"))
    assert view.previous_id == modal.id
    assert "similar by Patsnap" not in str(view.content)
    assert calls(world) == dict.fromkeys(BASIC, 1)
    assert not world.patsnap.calls["patent-search-pn"]

    await world.slack.close_view(ADA, view.id)
    block_id, _ = button(modal.blocks, "patent_look_up")
    await world.slack.view_action(ADA, modal.id, "patent_look_up", block_id=block_id)
    card = await world.wait_for(lambda: shown(world, "Publication:"))
    block_id, again = button(card.blocks, "patent_details")
    assert again["text"]["text"] == "Details"
    await world.slack.view_action(ADA, card.id, "patent_details", block_id=block_id)
    await world.wait_for(lambda: shown(world, "as of"))
    assert calls(world) == dict.fromkeys(BASIC, 1)


async def test_details_of_a_card_in_the_reply_cost_what_its_button_says_and_no_look_up(world, app):
    (reply,) = await world.wait_for_replies(await world.post(("mug.png", drawn.PNG)))
    card = next(block for block in reply.blocks if block["type"] == "container")
    block_id, pressed = button(card["child_blocks"], "report_details")
    assert pressed["text"]["text"] == "Details (up to 4 calls)"
    for user in (ADA, BEN):
        await world.slack.click(user, PRODUCT_DESIGN, reply.ts, "report_details", block_id=block_id)
        view = await world.wait_for(lambda user=user: shown(world, "as of", user))
        assert card["subtitle"]["text"].split()[0] in str(view.content)
    assert calls(world) == dict.fromkeys(BASIC, 1)
    assert not world.patsnap.calls["patent-search-pn"]


async def test_button_whose_patent_is_of_no_report_of_the_channel_costs_nothing(world, app):
    (reply,) = await world.wait_for_replies(await world.post(("mug.png", drawn.PNG)))
    await world.slack.click(ADA, PRODUCT_DESIGN, reply.ts, "report_comparisons")
    modal = await world.wait_for(lambda: world.slack.view(ADA))
    modal = await press(world, "comparisons_open", "Comparison 1 of")
    block_id, _ = button(modal.blocks, "report_details")
    for value in (f"{'0' * 32}/{CHINESE.patent_id}", "x", ""):
        await world.slack.view_action(ADA, modal.id, "report_details", block_id=block_id, value=value)
        view = await world.wait_for(lambda: shown(world, "no longer kept"))
        await world.slack.close_view(ADA, view.id)
    assert calls(world) == {}
