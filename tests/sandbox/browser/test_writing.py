"""What a person does with the composer: text, files from everywhere, samples, commands, deleting."""

import base64
import io
from dataclasses import replace

import pytest
from PIL import Image
from playwright.async_api import expect

from bot.sandbox.slack import ADA, BEN, PRODUCT_DESIGN, Manifest, load_manifest

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.asyncio(loop_scope="session")]

FIELD = "#channel-composer-field"
FILES = "#channel-composer .composer-files li"


@pytest.fixture
def manifest() -> Manifest:
    return replace(
        load_manifest(),
        commands=frozenset({"/patent", "/lookalike"}),
        command_hints={"/patent": "[number] · Look a patent up"},
        shortcuts=frozenset({"check_this"}),
        message_shortcuts={"check_this": "Check this picture"},
    )


def png() -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(content, "PNG")
    return content.getvalue()


async def transfer(page, *files):
    """A DataTransfer that carries files: (name, type, content)."""
    handle = await page.evaluate_handle("new DataTransfer()")
    for name, kind, content in files:
        encoded = base64.b64encode(content).decode()
        await handle.evaluate(
            """(transfer, [name, type, encoded]) => {
                const bytes = Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0));
                transfer.items.add(new File([bytes], name, { type }));
            }""",
            [name, kind, encoded],
        )
    return handle


async def posted(stage, count=1):
    """The last message, once there are so many."""
    messages = await stage.slack.wait_for(
        lambda: found if len(found := stage.slack.messages(PRODUCT_DESIGN)) >= count else None
    )
    return messages[-1]


async def test_enter_sends_and_shift_enter_starts_a_line(page, stage):
    field = page.locator(FIELD)
    await field.press_sequentially("one")
    await field.press("Shift+Enter")
    await field.press_sequentially("two & three")
    await field.press("Enter")
    message = await posted(stage)
    assert (message.user, message.text) == (ADA, "one\ntwo &amp; three")
    await expect(field).to_have_value("")
    await expect(page.locator(f"#channel article[data-ts='{message.ts}']")).to_contain_text("two & three")


async def test_nothing_is_sent_where_nothing_was_typed(page, stage):
    await page.locator(FIELD).fill("   ")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="Send").first).to_be_disabled()
    assert stage.slack.messages(PRODUCT_DESIGN) == []


async def test_dropped_pictures_are_previewed_removed_and_sent_with_the_text(page, stage):
    picture = png()
    files = await transfer(page, ("a.png", "image/png", picture), ("b.png", "image/png", picture))
    await page.dispatch_event("#channel-messages", "dragenter", {"dataTransfer": files})
    await expect(page.locator("#channel .drop-overlay")).to_contain_text("Drop to attach to #product-design")
    await page.dispatch_event("#channel-messages", "drop", {"dataTransfer": files})
    await expect(page.locator("#channel .drop-overlay")).to_be_hidden()
    await expect(page.locator(FILES)).to_have_count(2)
    await expect(page.locator(f"{FILES} img").first).to_be_visible()
    await page.get_by_role("button", name="Remove a.png").click()
    await expect(page.locator(FILES)).to_have_count(1)
    await page.locator(FIELD).fill("countries:US")
    await page.keyboard.press("Enter")
    message = await posted(stage)
    file = stage.slack.file(message.file_ids[0])
    assert (message.text, len(message.file_ids)) == ("countries:US", 1)
    assert (file.name, file.content) == ("b.png", picture)
    await expect(page.locator(FILES)).to_have_count(0)


async def test_pasted_picture_is_attached_and_pasted_text_is_typed(page, stage):
    files = await transfer(page, ("image.png", "image/png", png()))
    await page.locator(FIELD).focus()
    await page.locator(FIELD).evaluate(
        "(field, clipboardData) => field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))",
        files,
    )
    await expect(page.locator(FILES)).to_contain_text("image.png")
    await page.keyboard.press("Enter")
    message = await posted(stage)
    assert stage.slack.file(message.file_ids[0]).content == png()


async def test_picked_files_are_sent_in_the_thread(page, stage, post):
    ts = await post("root")
    await page.locator(f"#channel article[data-ts='{ts}']").hover()
    await page.get_by_role("button", name="Reply in thread").click()
    await expect(page.locator("#thread-composer-field")).to_be_focused()
    async with page.expect_file_chooser() as chooser:
        await page.locator("#thread").get_by_role("button", name="Attach files").click()
    await (await chooser.value).set_files({"name": "spec.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"})
    await page.locator("#thread").get_by_role("button", name="Send").click()
    await expect(page.locator("#thread .file-card")).to_contain_text("spec.pdf")
    reply = stage.slack.thread(PRODUCT_DESIGN, ts)[1]
    assert (reply.thread_ts, stage.slack.file(reply.file_ids[0]).content) == (ts, b"%PDF-1.4")


async def test_sample_is_posted_by_one_click(page, stage):
    samples = page.locator(".sample")
    await expect(samples.first).to_be_visible()
    await page.wait_for_function("document.querySelector('.sample img').naturalWidth > 0")
    name = await samples.first.get_attribute("data-sample")
    await samples.first.click()
    message = await posted(stage)
    file = stage.slack.file(message.file_ids[0])
    assert (file.name, file.mimetype, message.user) == (f"{name}.png", "image/png", ADA)
    await expect(page.locator(f"#channel article[data-ts='{message.ts}'] img")).to_be_visible()


async def test_draft_waits_where_it_was_begun(page, stage):
    await page.locator(FIELD).fill("unfinished")
    await page.locator(".side-link", has_text="industrial-design").click()
    await expect(page.locator(FIELD)).to_have_value("")
    await page.locator(".side-link", has_text="product-design").click()
    await expect(page.locator(FIELD)).to_have_value("unfinished")


async def test_people_are_suggested_after_an_at_sign(page, stage):
    field = page.locator(FIELD)
    await field.press_sequentially("hi @loo")
    await expect(page.locator("#channel").get_by_role("option")).to_have_text("@lookalikeLookalike")
    await field.press("Tab")
    await expect(field).to_have_value("hi @lookalike ")
    await field.press("Enter")
    assert (await posted(stage)).text == "hi <@U0LOOKALIKE>"


async def test_commands_are_suggested_and_answered_for_the_person_alone(page, stage):
    async def answer(request):
        return {"text": f"Looking up {request.payload['text']}"} if request.type == "slash_commands" else None

    async with stage.app(answer) as heard:
        field = page.locator(FIELD)
        await field.press_sequentially("/")
        await expect(page.locator("#channel").get_by_role("option")).to_have_count(2)
        await field.press("ArrowDown")
        await expect(page.locator("#channel").get_by_role("option", selected=True)).to_contain_text(
            "/patent[number] · Look a patent up"
        )
        await field.press("Enter")
        await expect(field).to_have_value("/patent ")
        await field.press_sequentially("USD1055174")
        await field.press("Enter")
        await expect(page.locator("#channel .ephemeral")).to_contain_text("Looking up USD1055174")
        await expect(field).to_have_value("")
        assert [request.payload["command"] for request in heard] == ["/patent"]


async def test_esc_closes_the_suggestions_and_keeps_the_text(page):
    field = page.locator(FIELD)
    await field.press_sequentially("/pat")
    await expect(page.locator("#channel").get_by_role("option")).to_have_count(1)
    await field.press("Escape")
    await expect(page.locator("#channel-composer-suggestions")).to_be_hidden()
    await expect(field).to_have_value("/pat")


async def test_unknown_command_is_refused_and_kept(page):
    await page.locator(FIELD).fill("/unknown thing")
    await page.keyboard.press("Enter")
    await expect(page.locator("#channel-composer .composer-note")).to_have_text("/unknown is not a valid command.")
    await expect(page.locator(FIELD)).to_have_value("/unknown thing")


async def test_command_without_an_app_says_that_it_is_not_connected(page):
    await page.locator(FIELD).fill("/patent 1")
    await page.keyboard.press("Enter")
    await expect(page.locator("#channel-composer .composer-note")).to_contain_text("Lookalike is not connected")


async def test_command_in_a_thread_is_refused(page, stage, post):
    ts = await post("root")
    await page.locator(f"#channel article[data-ts='{ts}']").hover()
    await page.get_by_role("button", name="Reply in thread").click()
    await page.locator("#thread-composer-field").fill("/patent 1")
    await page.keyboard.press("Enter")
    await expect(page.locator("#thread-composer .composer-note")).to_contain_text("/patent does not work in threads")
    assert len(stage.slack.thread(PRODUCT_DESIGN, ts)) == 1


async def test_own_message_is_deleted_after_a_question(page, stage, post):
    ts = await post("mistake")
    other = await post("by Ben", user=BEN)
    row = page.locator(f"#channel article[data-ts='{ts}']")
    await row.hover()
    await row.get_by_role("button", name="More actions").click()
    await page.get_by_role("menuitem", name="Delete message").click()
    await page.get_by_role("button", name="Cancel").click()
    await expect(row).to_be_visible()
    await row.hover()
    await row.get_by_role("button", name="More actions").click()
    await page.get_by_role("menuitem", name="Delete message").click()
    await page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    await expect(row).to_have_count(0)
    assert [message.ts for message in stage.slack.messages(PRODUCT_DESIGN)] == [other]
    foreign = page.locator(f"#channel article[data-ts='{other}']")
    await foreign.hover()
    await foreign.get_by_role("button", name="More actions").click()
    await expect(page.get_by_role("menuitem", name="Check this picture")).to_be_visible()
    await expect(page.get_by_role("menuitem", name="Delete message")).to_have_count(0)


async def test_file_is_deleted_from_the_menu(page, stage, post):
    ts = await post(files=[("mug.png", png())])
    row = page.locator(f"#channel article[data-ts='{ts}']")
    await row.hover()
    await row.get_by_role("button", name="More actions").click()
    await page.get_by_role("menuitem", name="Delete file").click()
    await page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    await expect(row).to_contain_text("This file was deleted.")
    assert stage.slack.file(stage.slack.message(PRODUCT_DESIGN, ts).file_ids[0]).deleted


async def test_message_shortcut_reaches_the_app(page, stage, post):
    async def nothing(_):
        return None

    ts = await post("look")
    async with stage.app(nothing) as heard:
        row = page.locator(f"#channel article[data-ts='{ts}']")
        await row.hover()
        await row.get_by_role("button", name="More actions").click()
        await page.get_by_role("menuitem", name="Check this picture").click()
        request = await heard.until(lambda: next((one for one in heard if one.type == "interactive"), None))
    shortcut = request.payload
    assert (shortcut["callback_id"], shortcut["message_ts"], shortcut["user"]["id"]) == ("check_this", ts, ADA)
