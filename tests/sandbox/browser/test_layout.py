"""Light and dark, narrow windows, the keyboard, and what a screen reader is told."""

from dataclasses import replace

import pytest
from playwright.async_api import expect

from bot.sandbox.slack import INDUSTRIAL_DESIGN, PRODUCT_DESIGN

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.asyncio(loop_scope="session")]

BACKGROUND = "getComputedStyle(document.querySelector('#channel')).backgroundColor"
SCROLLS_SIDEWAYS = "document.scrollingElement.scrollWidth > window.innerWidth"
LIGHT, DARK = "rgb(255, 255, 255)", "rgb(26, 29, 33)"


async def test_theme_follows_the_system_until_chosen_and_is_remembered(open_page):
    page = await open_page(color_scheme="dark")
    assert await page.evaluate(BACKGROUND) == DARK
    await page.emulate_media(color_scheme="light")
    await expect(page.locator("#theme")).to_have_attribute("aria-label", "Switch to dark colours")
    assert await page.evaluate(BACKGROUND) == LIGHT
    await page.locator("#theme").click()
    assert await page.evaluate(BACKGROUND) == DARK
    await page.reload()
    await expect(page.locator("#theme")).to_have_attribute("aria-label", "Switch to light colours")
    assert await page.evaluate(BACKGROUND) == DARK


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_words_stand_out_from_what_is_behind_them(open_page, stage, scheme):
    page = await open_page(color_scheme=scheme)
    await stage.say("*words* `code` <https://example.com|link> <@U0BEN00001>")
    await expect(page.locator("#channel article code")).to_be_visible()
    ratios = await page.evaluate(
        """() => {
            const channel = (value) => value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
            const luminance = (colour) => {
                const [red, green, blue] = colour.match(/[\\d.]+/g).map((part) => channel(part / 255));
                return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
            };
            const behind = (node) => {
                const colour = getComputedStyle(node).backgroundColor;
                return colour === "rgba(0, 0, 0, 0)" ? behind(node.parentElement) : colour;
            };
            const found = {};
            for (const selector of [".author", ".when", ".text", ".text code", ".text a", ".mention", ".badge",
                ".pane-head .muted", "#samples h2", ".composer-hint", ".notice", "#sidebar h2", ".side-link"]) {
                const node = document.querySelector(selector);
                const both = [luminance(getComputedStyle(node).color), luminance(behind(node))];
                const [light, dark] = both.sort((one, other) => other - one);
                found[selector] = (light + 0.05) / (dark + 0.05);
            }
            return found;
        }"""
    )
    assert {selector: ratio for selector, ratio in ratios.items() if ratio < 4.5} == {}


async def test_narrow_window_never_scrolls_sideways(open_page, stage, post):
    page = await open_page(width=400, height=720, has_touch=True)
    root = await post("w" * 300 + " https://example.com/" + "long" * 60)
    reply = await stage.say("blocks", thread_ts=root)
    message = stage.slack.message(PRODUCT_DESIGN, reply)
    stage.slack.state.put_message(replace(message, blocks=tuple(stage.blocks())))
    assert not await page.evaluate(SCROLLS_SIDEWAYS)
    await page.locator("#channel .thread-bar").click()
    await expect(page.locator("#thread .b-data-table")).to_be_attached()
    assert not await page.evaluate(SCROLLS_SIDEWAYS)
    wide = await page.evaluate(
        """[...document.querySelectorAll('#thread .block, #thread article')]
            .filter((node) => node.getBoundingClientRect().right > innerWidth + 1).map((node) => node.className)"""
    )
    assert wide == []


async def test_narrow_window_folds_the_sidebar_behind_a_button(open_page):
    page = await open_page(width=400, height=720)
    sidebar, menu = page.locator("#sidebar"), page.get_by_role("button", name="Channels")
    await expect(sidebar).to_be_hidden()
    await menu.click()
    await expect(sidebar).to_be_visible()
    await expect(menu).to_have_attribute("aria-expanded", "true")
    await page.keyboard.press("Escape")
    await expect(sidebar).to_be_hidden()
    await expect(menu).to_be_focused()
    await menu.click()
    await sidebar.get_by_text("industrial-design").click()
    await expect(page.locator("h1")).to_have_text("#industrial-design")
    await expect(sidebar).to_be_hidden()


async def test_narrow_window_covers_the_channel_with_the_thread(open_page, stage, post):
    page = await open_page(width=400, height=720)
    ts = await post("root")
    await stage.say("answer", thread_ts=ts)
    await page.locator("#channel .thread-bar").click()
    thread = await page.locator("#thread").bounding_box()
    assert (thread["x"], thread["width"]) == (0, 400)
    await expect(page.locator("#channel")).to_be_hidden()
    await page.get_by_role("button", name="Back").click()
    await expect(page.locator("#channel")).to_be_visible()
    await expect(page.locator("#thread")).to_be_hidden()


async def test_everything_is_reached_with_tab_and_shows_its_focus(page, stage, post):
    ts = await post("root")
    await stage.say("blocks", blocks=stage.blocks("actions", "container", "data_table"), thread_ts=ts)
    await page.locator("#channel .thread-bar").click()
    await expect(page.locator("#thread .b-data-table")).to_be_visible()
    missed = await page.evaluate(
        """[...document.querySelectorAll('body > :not(dialog) :is(button, a[href], input, select, textarea)')]
            .filter((node) => node.tabIndex < 0 && node.checkVisibility()).map((node) => node.outerHTML)"""
    )
    assert missed == []
    await page.locator("#thread-title").focus()
    reached, unseen = [], []
    for _ in range(40):
        await page.keyboard.press("Tab")
        name, outline = await page.evaluate(
            """() => {
                const node = document.activeElement;
                const style = getComputedStyle(node);
                const box = node.closest(".composer-box");
                // The calendar button inside a date field is the browser's own, and so is its ring.
                const inside = !node.matches(":focus");
                const framed = box && getComputedStyle(box).boxShadow !== "none";
                const shown = inside || framed || style.outlineStyle !== "none";
                const name = node.getAttribute("aria-label") || node.textContent.trim().slice(0, 40);
                return [name || node.outerHTML, Boolean(shown)];
            }"""
        )
        reached.append(name)
        if not outline:
            unseen.append(name)
        if name == "Reply in this thread":
            break
    assert unseen == []
    assert any("Cancel" in name for name in reached)
    assert any("USD1055174S1" in name for name in reached)
    assert any("Filter the rows" in name for name in reached)
    assert reached[-1] == "Reply in this thread"


async def test_first_tab_leads_past_everything_to_the_message_field(open_page):
    page = await open_page(f"#{INDUSTRIAL_DESIGN}")
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("link", name="Skip to the message field")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.locator("#channel-composer-field")).to_be_focused()
    await expect(page.locator("h1")).to_have_text("#industrial-design")


async def test_landmarks_and_controls_have_names(page, stage, post):
    ts = await post("root")
    await stage.say("answer", thread_ts=ts)
    await page.locator("#channel .thread-bar").click()
    await expect(page.get_by_role("main", name="#product-design")).to_be_visible()
    await expect(page.get_by_role("complementary", name="Thread")).to_be_visible()
    await expect(page.get_by_role("navigation", name="Channels and direct messages")).to_be_visible()
    nameless = await page.evaluate(
        """[...document.querySelectorAll('button, a, input, select, textarea')].filter((node) => !(
            !node.checkVisibility() || node.getAttribute('aria-label') || node.textContent.trim() || node.labels?.length
            || node.querySelector('img[alt]:not([alt=""])')
        )).map((node) => node.outerHTML)"""
    )
    assert nameless == []


async def test_new_messages_of_others_are_announced(page, stage):
    await stage.say("A check is *running*")
    await expect(page.locator("#announcer")).to_contain_text("Lookalike: A check is")


async def test_faults_are_set_and_cleared_in_the_drawer(page, stage):
    await page.get_by_role("button", name="Faults").click()
    drawer = page.get_by_role("dialog", name="Faults")
    await expect(drawer).to_contain_text("None. Everything works.")
    await drawer.get_by_role("button", name="Patsnap is down for the next 3 polls").click()
    await expect(drawer.locator("#fault-list")).to_have_text("patsnap report HTTP 503, 3 more")
    (fault,) = stage.faults.list()
    assert (fault.target, fault.endpoint, fault.status, fault.times) == ("patsnap", "report", 503, 3)
    await drawer.get_by_label("Target").select_option("slack")
    await drawer.get_by_label("Endpoint or method").fill("chat.update")
    await drawer.get_by_label("What happens").select_option("error")
    await drawer.get_by_label("Value").fill("message_not_found")
    await drawer.get_by_role("button", name="Add").click()
    await expect(drawer.locator("#fault-list li")).to_have_count(2)
    assert stage.faults.list()[1].error == "message_not_found"
    await drawer.get_by_role("button", name="Clear all").click()
    await expect(drawer).to_contain_text("None. Everything works.")
    assert stage.faults.list() == ()
    await page.keyboard.press("Escape")
    await expect(drawer).to_be_hidden()


async def test_every_ready_made_fault_is_one_the_sandbox_takes(page, stage):
    await page.get_by_role("button", name="Faults").click()
    presets = page.locator(".fault-preset")
    count = await presets.count()
    for index in range(count):
        await presets.nth(index).click()
        await expect(page.locator("#fault-list li")).to_have_count(index + 1)
    assert len(stage.faults.list()) == count >= 8
