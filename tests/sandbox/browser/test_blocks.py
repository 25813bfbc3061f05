"""Block Kit in messages: every block is shown, and every element does what it does in Slack."""

import asyncio
import io
import json
from dataclasses import replace

import pytest
from PIL import Image
from playwright.async_api import expect

from bot.sandbox.slack import ADA, PRODUCT_DESIGN

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.asyncio(loop_scope="session")]


def row(page, ts):
    return page.locator(f"#channel article[data-ts='{ts}']")


async def show(stage, blocks, text="blocks"):
    """Puts blocks in the channel past Slack's limits for one message and past its list of block types."""
    ts = await stage.say(text)
    message = stage.slack.message(PRODUCT_DESIGN, ts)
    stage.slack.state.put_message(replace(message, blocks=tuple(blocks)))
    return ts


async def nothing(_):
    return None


async def test_every_block_is_shown_and_an_unknown_one_is_named(page, stage):
    ts = await show(stage, stage.blocks())
    shown = row(page, ts)
    await expect(shown.locator(".b-header")).to_have_text("High risk in 2 countries 🔴 & one more")
    await expect(shown.locator(".block-section").first.locator("pre")).to_have_text("fixed\n  width")
    await expect(shown.locator(".b-fields")).to_contain_text("*not bold*")
    await expect(shown.locator(".b-context")).to_contain_text(["Screening, not legal advice"])
    await expect(shown.locator("figure.b-image").first).to_contain_text("Line drawing")
    await expect(shown.locator(".block-image").nth(1)).to_contain_text("which the sandbox does not load")
    await expect(shown.locator(".b-rich li")).to_have_text(["first", "second", "nested"])
    await expect(shown.locator(".b-rich .mention")).to_have_text("@Ben Okafor")
    await expect(shown.locator(".block-table td")).to_have_text(["Japan", "41"])
    await expect(shown.locator(".unknown")).to_contain_text("cannot show a block of type hologram")
    assert await shown.locator(".block").count() >= len(stage.blocks())


async def test_text_of_a_message_with_blocks_is_not_shown(page, stage):
    ts = await stage.say(
        "for notifications", blocks=[{"type": "section", "text": {"type": "mrkdwn", "text": "for the eye"}}]
    )
    await expect(row(page, ts)).to_contain_text("for the eye")
    await expect(row(page, ts)).not_to_contain_text("for notifications")


async def test_picture_of_the_workspace_is_shown_by_its_file(page, stage):
    content = io.BytesIO()
    Image.new("RGB", (7, 5), "teal").save(content, "PNG")
    file = stage.slack.state.add_file(
        name="dot.png", content=content.getvalue(), user=ADA, channels=frozenset({PRODUCT_DESIGN})
    )
    ts = await stage.say("x", blocks=[{"type": "image", "slack_file": {"id": file.id}, "alt_text": "a dot"}])
    await expect(row(page, ts).get_by_alt_text("a dot")).to_have_js_property("naturalWidth", 7)


async def test_container_unfolds_by_mouse_and_keyboard(page, stage):
    ts = await show(stage, stage.blocks("container"))
    toggle = row(page, ts).get_by_role("button", name="USD1055174S1")
    body = row(page, ts).locator(".b-container-body").first
    await expect(toggle).to_have_attribute("aria-expanded", "false")
    await expect(body).to_be_hidden()
    await toggle.click()
    await expect(toggle).to_have_attribute("aria-expanded", "true")
    await expect(body).to_contain_text("The same outline.")
    await toggle.press("Enter")
    await expect(body).to_be_hidden()
    await toggle.press("Space")
    await expect(body).to_be_visible()
    await expect(row(page, ts)).to_contain_text("Always open")


async def test_open_container_focus_and_choice_stay_when_the_message_changes(page, stage):
    blocks = stage.blocks("actions", "container")
    ts = await show(stage, [{"type": "section", "text": {"type": "mrkdwn", "text": "10 s"}}, *blocks])
    toggle = row(page, ts).get_by_role("button", name="USD1055174S1")
    await toggle.click()
    await row(page, ts).get_by_role("button", name="Cancel").focus()
    for elapsed in ("20 s", "30 s"):
        changed = [{"type": "section", "text": {"type": "mrkdwn", "text": elapsed}}, *blocks]
        stage.slack.state.put_message(replace(stage.slack.message(PRODUCT_DESIGN, ts), blocks=tuple(changed)))
        await expect(row(page, ts)).to_contain_text(elapsed)
        await expect(toggle).to_have_attribute("aria-expanded", "true")
        await expect(row(page, ts).get_by_role("button", name="Cancel")).to_be_focused()
    # Even where the block itself is another one, what stands in its place keeps the focus and stays open.
    blocks = json.loads(json.dumps(blocks).replace("Cancel", "Stop").replace("The same outline", "Another outline"))
    stage.slack.state.put_message(replace(stage.slack.message(PRODUCT_DESIGN, ts), blocks=(*changed[:1], *blocks)))
    await expect(row(page, ts).get_by_role("button", name="Stop")).to_be_focused()
    await expect(row(page, ts)).to_contain_text("Another outline")


async def test_button_tells_the_app_who_pressed_what(page, stage):
    ts = await show(stage, stage.blocks())
    async with stage.app(nothing) as heard:
        await row(page, ts).get_by_role("button", name="All 14 comparisons").click()
        (action,) = await heard.actions()
        payload = heard[-1].payload
        assert (action["action_id"], action["value"], action["block_id"]) == ("go", "all", "controls")
        assert (payload["user"]["id"], payload["container"]["message_ts"]) == (ADA, ts)
        await expect(page.locator("#toast")).to_be_hidden()


async def test_button_inside_a_container_works(page, stage):
    ts = await stage.say("x", blocks=stage.blocks("container"))
    async with stage.app(nothing) as heard:
        await row(page, ts).get_by_role("button", name="USD1055174S1").click()
        await row(page, ts).get_by_role("button", name="Details").click()
        (action,) = await heard.actions()
        assert (action["action_id"], action["value"]) == ("inner", "inner")


async def test_button_with_a_question_acts_only_on_yes(page, stage):
    ts = await show(stage, stage.blocks())
    async with stage.app(nothing) as heard:
        await row(page, ts).get_by_role("button", name="Remove").click()
        await expect(page.get_by_role("dialog")).to_contain_text("It is gone then.")
        await page.get_by_role("button", name="Keep").click()
        await row(page, ts).get_by_role("button", name="Remove").click()
        await page.keyboard.press("Escape")
        await row(page, ts).get_by_role("button", name="Remove").click()
        await page.get_by_role("dialog").get_by_role("button", name="Remove").click()
        actions = await heard.actions()
        assert [action["action_id"] for action in actions] == ["remove"]


async def test_button_is_busy_until_the_app_has_answered(page, stage):
    ts = await stage.say("x", blocks=stage.blocks("actions"))
    answered = asyncio.Event()

    async def slow(_):
        await answered.wait()

    async with stage.app(slow) as heard:
        button = row(page, ts).get_by_role("button", name="Cancel")
        await button.click()
        await expect(button).to_have_attribute("aria-busy", "true")
        await button.click()
        answered.set()
        await expect(button).to_have_attribute("aria-busy", "false")
        assert len(await heard.actions()) == 1


async def test_link_button_opens_its_address_and_tells_the_app(page, stage):
    ts = await show(stage, stage.blocks())
    button = row(page, ts).get_by_role("link", name="Open the patent")
    await expect(button).to_have_attribute("href", "https://example.com/patent")
    await expect(button).to_have_attribute("rel", "noopener noreferrer")
    await button.evaluate("link => link.removeAttribute('href')")
    async with stage.app(nothing) as heard:
        await row(page, ts).locator("[data-action='open']").click()
        (action,) = await heard.actions()
        assert action["action_id"] == "open"


async def test_menus_dates_and_boxes_report_what_was_chosen(page, stage):
    ts = await show(stage, stage.blocks("actions"))
    shown = row(page, ts)
    async with stage.app(nothing) as heard:
        await shown.get_by_label("Risk").select_option(label="Medium")
        await heard.actions(1)
        await shown.get_by_role("button", name="Countries").click()
        panel = page.get_by_role("dialog", name="Countries")
        await panel.get_by_label("China").check()
        await panel.get_by_label("Japan").check()
        await page.keyboard.press("Escape")
        await heard.actions(2)
        await shown.locator("[data-action='since']").fill("2021-05-06")
        await heard.actions(3)
        await shown.get_by_label("Expired too").check()
        await heard.actions(4)
        await shown.get_by_label("中文").check()
        await heard.actions(5)
        await shown.get_by_role("button", name="More options").click()
        await page.get_by_role("menuitem", name="Report a mistake").click()
        risk, countries, since, options, lang, more = await heard.actions(6)
    assert risk["selected_option"]["value"] == "medium"
    assert [option["value"] for option in countries["selected_options"]] == ["CN", "JP"]
    assert since["selected_date"] == "2021-05-06"
    assert [option["value"] for option in options["selected_options"]] == ["expired"]
    assert lang["selected_option"]["value"] == "zh"
    assert more["selected_option"]["value"] == "mistake"
    await expect(shown.locator(".multi-summary")).to_have_text("China, Japan")


async def test_overflow_menu_is_driven_by_the_keyboard(page, stage):
    ts = await show(stage, stage.blocks("actions"))
    opener = row(page, ts).get_by_role("button", name="More options")
    await opener.press("Enter")
    await expect(page.get_by_role("menuitem", name="Check again")).to_be_focused()
    await page.keyboard.press("ArrowDown")
    await expect(page.get_by_role("menuitem", name="Report a mistake")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("menuitem")).to_have_count(0)
    await expect(opener).to_be_focused()


async def test_app_that_is_away_or_silent_is_named(page, stage):
    ts = await show(stage, stage.blocks())
    await row(page, ts).get_by_role("button", name="Cancel").click()
    await expect(page.locator("#toast")).to_contain_text("Lookalike is not connected")


async def test_data_table_sorts_filters_and_turns_pages(page, stage):
    ts = await stage.say("x", blocks=stage.blocks("data_table"))
    table = row(page, ts).locator(".b-data-table")
    names = table.locator("tbody th")
    await expect(table.locator("caption")).to_have_text("Closest designs")
    await expect(names).to_have_text(["USD1055174S1", "CN309012345S", "JPD1700000S"])
    await expect(table).to_contain_text("1–3 of 5")
    await table.get_by_role("button", name="Score").click()
    await expect(names).to_have_text(["EU008812345", "USD1055174S1", "JPD1700000S"])
    await expect(table.locator("th", has_text="Score")).to_have_attribute("aria-sort", "descending")
    await table.get_by_role("button", name="Score").click()
    await expect(names).to_have_text(["CN309012345S", "KR301234567", "JPD1700000S"])
    await table.get_by_role("button", name="Next page").click()
    await expect(names).to_have_text(["USD1055174S1", "EU008812345"])
    await expect(table.get_by_role("button", name="Next page")).to_be_disabled()
    await table.get_by_role("searchbox").fill("korea")
    await expect(names).to_have_text(["KR301234567"])
    await expect(table).to_contain_text("1–1 of 1 (5 in all)")
    await table.get_by_role("searchbox").fill("nowhere")
    await expect(table).to_contain_text("No row matches.")
    await expect(table.get_by_role("searchbox")).to_be_focused()
