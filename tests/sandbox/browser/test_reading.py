"""What the page shows of messages: words, people, files, reactions, threads."""

import io
import json
from dataclasses import replace

import pytest
from PIL import Image
from playwright.async_api import expect

from bot.sandbox.slack import ADA, BEN, BOT_USER_ID, CHEN, INDUSTRIAL_DESIGN, PRODUCT_DESIGN, RANDOM, Reaction

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.asyncio(loop_scope="session")]

CHANNEL = "#channel"
THREAD = "#thread"


def message(page, ts, pane=CHANNEL):
    return page.locator(f"{pane} article[data-ts='{ts}']")


def png(width=40, height=30) -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(content, "PNG")
    return content.getvalue()


async def test_page_says_what_it_is(page):
    await expect(page.locator("#topbar")).to_contain_text(
        "A local Slack and a local Patsnap. Designs, companies and patents are made up."
    )
    await expect(page.get_by_role("main")).to_be_visible()
    await expect(page.get_by_role("navigation")).to_contain_text("product-design")
    await expect(page.locator("h1")).to_have_text("#product-design")


async def test_message_shows_author_markup_and_mentions(page, stage, post):
    ts = await post("*bold* _italic_ ~gone~ `code` @ben :eyes: https://example.com/a_b_c, 2*3*4 & <b>\n> quoted")
    row = message(page, ts)
    await expect(row.locator(".author")).to_have_text("Ada Lind")
    await expect(row.locator("strong")).to_have_text("bold")
    await expect(row.locator("em")).to_have_text("italic")
    await expect(row.locator("s")).to_have_text("gone")
    await expect(row.locator("code")).to_have_text("code")
    await expect(row.locator(".mention")).to_have_text("@Ben Okafor")
    await expect(row.locator(".emoji")).to_have_text("👀")
    await expect(row.locator("a")).to_have_attribute("href", "https://example.com/a_b_c")
    await expect(row.locator("blockquote")).to_have_text("quoted")
    await expect(row).to_contain_text("2*3*4 & <b>")


async def test_markup_of_a_message_never_becomes_markup_of_the_page(page, stage):
    hostile = "<img src=x onerror=document.title='owned'><script>document.title='owned'</script>"
    ts = await stage.say(
        hostile,
        blocks=[
            {
                "type": "section",
                "text": {"type": "mrkdwn", "text": f"{hostile} <javascript:document.title='owned'|press>"},
            },
            {"type": "header", "text": {"type": "plain_text", "text": hostile}},
            {"type": "context", "elements": [{"type": "mrkdwn", "text": hostile}]},
        ],
    )
    row = message(page, ts)
    await expect(row).to_contain_text("press")
    assert await row.locator("script, .message-blocks img, a[href^='javascript']").count() == 0
    await expect(row.locator(".b-header")).to_have_text(hostile)
    assert "owned" not in await page.title()


async def test_messages_of_one_person_in_a_row_are_drawn_close(page, post):
    first, second, other = await post("one"), await post("two"), await post("three", user=BEN)
    await expect(message(page, other)).to_be_visible()
    await expect(message(page, first).locator(".author")).to_be_visible()
    await expect(message(page, second).locator(".author")).to_have_count(0)
    await expect(message(page, other).locator(".author")).to_have_text("Ben Okafor")


async def test_edited_message_says_so_and_shows_the_new_words(page, stage, post):
    ts = await post("before")
    await expect(message(page, ts)).to_contain_text("before")
    await stage.slack.edit(PRODUCT_DESIGN, ts, "after")
    await expect(message(page, ts)).to_contain_text("after (edited)")
    await expect(message(page, ts)).not_to_contain_text("before")


async def test_message_of_the_app_is_marked_and_its_ephemeral_one_is_for_its_reader_alone(open_page, stage):
    ada, ben = await open_page(), await open_page(f"?user={BEN}")
    ts = await stage.say("For all")
    await stage.api.chat_postEphemeral(channel=PRODUCT_DESIGN, user=ADA, text="For Ada")
    await expect(message(ada, ts).locator(".badge")).to_have_text("APP")
    await expect(ada.locator(CHANNEL)).to_contain_text("Only visible to you")
    await expect(ada.locator(CHANNEL)).to_contain_text("For Ada")
    await expect(message(ben, ts)).to_be_visible()
    await expect(ben.locator(CHANNEL)).not_to_contain_text("For Ada")


async def test_files_show_as_picture_card_or_tombstone(open_page, stage, post):
    page = await open_page(expected=("Failed to load resource",))
    ts = await post("look", files=[("mug.png", png()), ("spec.pdf", b"%PDF-1.4 words"), ("broken.png", b"no picture")])
    row = message(page, ts)
    picture = row.locator("img[alt='mug.png']")
    await expect(picture).to_be_visible()
    await expect(picture).to_have_js_property("naturalWidth", 40)
    await expect(row.locator(".file-card")).to_have_count(2)
    await expect(row.locator(".file-card", has_text="spec.pdf")).to_contain_text("PDF · 14 B")
    await expect(row.locator(".file-card", has_text="broken.png")).to_be_visible()
    await stage.slack.delete_file(stage.slack.message(PRODUCT_DESIGN, ts).file_ids[0])
    await expect(row).to_contain_text("This file was deleted.")
    await expect(picture).to_have_count(0)


async def test_picture_opens_large_and_esc_closes_it(page, post):
    ts = await post(files=[("mug.png", png())])
    await message(page, ts).get_by_role("button", name="Enlarge mug.png").click()
    await expect(page.locator("dialog.lightbox img")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.locator("dialog.lightbox")).to_have_count(0)


async def test_reactions_show_as_pills_and_go_again(page, stage, post):
    ts = await post("look")
    await stage.api.reactions_add(channel=PRODUCT_DESIGN, timestamp=ts, name="eyes")
    pill = message(page, ts).locator(".reaction")
    await expect(pill).to_have_text("👀1")
    await expect(pill).to_have_attribute("aria-label", "👀: Lookalike")
    await stage.api.reactions_remove(channel=PRODUCT_DESIGN, timestamp=ts, name="eyes")
    await stage.api.reactions_add(channel=PRODUCT_DESIGN, timestamp=ts, name="red_circle")
    await expect(pill).to_have_text("🔴1")
    row = stage.slack.message(PRODUCT_DESIGN, ts)
    stage.slack.state.put_message(replace(row, reactions=(Reaction("red_circle", (BOT_USER_ID, ADA)),)))
    await expect(pill).to_have_text("🔴2")


async def test_thread_opens_beside_the_channel_grows_and_closes_with_esc(page, stage, post):
    ts = await post("root")
    await stage.say("first", thread_ts=ts)
    bar = message(page, ts).locator(".thread-bar")
    await expect(bar).to_contain_text("1 reply")
    await bar.click()
    await expect(page.locator(THREAD)).to_contain_text("first")
    await expect(page.locator("#thread-title")).to_be_focused()
    reply = await stage.say("second", thread_ts=ts)
    await expect(message(page, reply, THREAD)).to_be_visible()
    await expect(message(page, reply)).to_have_count(0)
    await expect(page.locator(".reply-count")).to_have_text("2 replies")
    await expect(bar).to_contain_text("2 replies")
    await page.keyboard.press("Escape")
    await expect(page.locator(THREAD)).to_be_hidden()
    await expect(bar).to_be_focused()


async def test_thread_in_the_address_survives_reload_and_back_closes_it(page, stage, post):
    ts = await post("root")
    await stage.say("kept", thread_ts=ts)
    await message(page, ts).locator(".thread-bar").click()
    await page.reload()
    await expect(page.locator(THREAD)).to_contain_text("kept")
    await page.go_back()
    await expect(page.locator(THREAD)).to_be_hidden()


async def test_deleted_parent_leaves_a_tombstone_with_its_replies(page, stage, post):
    ts = await post("root")
    await stage.say("answer", thread_ts=ts)
    await stage.slack.delete_message(PRODUCT_DESIGN, ts)
    await expect(message(page, ts)).to_contain_text("This message was deleted.")
    await message(page, ts).locator(".thread-bar").click()
    await expect(page.locator(THREAD)).to_contain_text("answer")


async def test_long_answer_is_shown_from_its_beginning(page, stage, post):
    ts = await post("root", files=[("mug.png", png(300, 260))])
    progress = await stage.say("working\n\non\n\nit", thread_ts=ts)
    await message(page, ts).locator(".thread-bar").click()
    await expect(page.locator(f"{THREAD} img")).to_be_visible()
    await expect(page.locator(THREAD)).to_contain_text("working")
    answer = await stage.say("\n".join(f"line {number}" for number in range(34)), thread_ts=ts)
    row = message(page, answer, THREAD)
    await expect(row).to_be_visible()
    top = await offset(page, row)
    assert 0 <= top < 60
    # The app takes its progress message away above it, and reacts to the post.
    await stage.api.chat_delete(channel=PRODUCT_DESIGN, ts=progress)
    await stage.api.reactions_add(channel=PRODUCT_DESIGN, timestamp=ts, name="red_circle")
    await expect(message(page, progress, THREAD)).to_have_count(0)
    await expect(message(page, ts, THREAD).locator(".reaction")).to_be_visible()
    assert abs(await offset(page, row) - top) < 2


async def offset(page, row):
    """How far below the pane's upper edge a row begins, in pixels."""
    return (await row.bounding_box())["y"] - (await page.locator("#thread-messages").bounding_box())["y"]


async def test_scroll_position_is_kept_while_reading_above(page, stage, post):
    for number in range(40):
        await post(f"message {number}", user=BEN if number % 2 else ADA)
    pane = page.locator("#channel-messages")
    await expect(pane).to_contain_text("message 39")
    assert await pane.evaluate("pane => pane.scrollHeight - pane.scrollTop - pane.clientHeight") < 4
    await pane.evaluate("pane => { pane.scrollTop = 100 }")
    last = await post("one more", user=CHEN)
    await expect(message(page, last)).to_be_attached()
    assert await pane.evaluate("pane => pane.scrollTop") == 100


async def test_channels_switch_and_unread_ones_are_marked(page, post):
    await expect(page.locator(".side-link.unread")).to_have_count(0)
    await post("over here", channel=INDUSTRIAL_DESIGN)
    entry = page.locator(f".side-link[data-channel='{INDUSTRIAL_DESIGN}']")
    await expect(entry).to_have_class("side-link unread")
    await entry.click()
    await expect(page.locator("h1")).to_have_text("#industrial-design")
    await expect(page.locator(CHANNEL)).to_contain_text("over here")
    await expect(entry).to_have_attribute("aria-current", "page")
    await expect(entry).not_to_have_class("side-link unread")


async def test_channel_without_the_app_says_so_and_lets_it_in(page, stage):
    await page.locator(f".side-link[data-channel='{RANDOM}']").click()
    await expect(page.locator("#outside")).to_contain_text("Lookalike is not in this channel")
    await page.get_by_role("button", name="Add Lookalike").click()
    await expect(page.locator("#outside")).to_be_hidden()
    assert BOT_USER_ID in stage.slack.state.channel(RANDOM).members


async def test_another_person_can_look_on(page, stage, post):
    await page.get_by_label("You are").select_option(label="陈薇")
    await expect(page.locator("#viewer option:checked")).to_have_text("陈薇")
    await expect(page.locator(".side-link", has_text="spring-launch")).to_have_count(0)
    await page.locator("#channel-composer-field").fill("from Chen")
    await page.keyboard.press("Enter")
    await expect(page.locator(f"{CHANNEL} .author")).to_have_text("陈薇")


async def test_missed_changes_are_fetched_after_the_stream_broke(open_page, stage, post):
    page = await open_page()
    stage.slack.state.changes.close()
    await expect(page.locator("#offline")).to_be_visible()
    ts = await post("posted meanwhile")
    await expect(page.locator("#offline")).to_be_hidden()
    await expect(message(page, ts)).to_contain_text("posted meanwhile")


async def test_connection_of_the_app_is_shown(page, stage):
    pill = page.locator("#connection")
    await expect(pill).to_have_text("Lookalike not connected")

    async def nothing(_):
        return None

    async with stage.app(nothing):
        await expect(pill).to_have_text("Lookalike connected")
    await expect(pill).to_have_text("Lookalike not connected")


async def test_legacy_attachment_shows_its_parts(page, stage):
    attachments = json.dumps(
        [{"fallback": "plain", "pretext": "before", "title": "Title", "text": "*strong*", "footer": "foot"}]
    )
    ts = await stage.say("with attachment", attachments=json.loads(attachments))
    await expect(message(page, ts).locator(".attachment")).to_contain_text("before")
    await expect(message(page, ts).locator(".attachment .text strong")).to_have_text("strong")
