"""A channel's own: the welcome, the settings, the question under a post and 🔎, on a narrow screen."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from bot.sandbox.app import Sandbox
from bot.sandbox.patsnap.samples import samples
from bot.sandbox.slack import ADA, PRODUCT_DESIGN, RANDOM
from tests.sandbox.browser.demo import REPORT_MS, demo

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.asyncio(loop_scope="session")]

NARROW = {"width": 400, "height": 850}
SCROLLS_SIDEWAYS = "document.scrollingElement.scrollWidth > window.innerWidth"


@pytest_asyncio.fixture(loop_scope="session")
async def running(tmp_path: Path) -> AsyncIterator[tuple[Sandbox, str]]:
    async with demo(tmp_path, (0.2, 0.4)) as (sandbox, url):
        yield sandbox, url


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser, running: tuple[Sandbox, str]) -> AsyncIterator[Page]:
    context = await browser.new_context(viewport=NARROW)
    page = await context.new_page()
    await page.goto(f"{running[1]}/#{RANDOM}")
    yield page
    await context.close()


async def shown(page: Page, folder: Path, name: str) -> None:
    """Take a picture for people to look at; nothing on it needs to be scrolled to the side."""
    picture = folder / f"{name}.png"
    await page.screenshot(path=picture)
    assert picture.stat().st_size > 10_000
    assert not await page.evaluate(SCROLLS_SIDEWAYS)


async def open_thread_of_sample(page: Page, running: tuple[Sandbox, str]) -> str:
    """Post a sample into the channel and open its thread; the post's ts."""
    sandbox, url = running
    mug = next(sample for sample in samples() if sample.name == "mug")
    ts = await sandbox.slack.post(ADA, RANDOM, files=[("mug.png", mug.png_bytes)])
    await page.goto(f"{url}/#{RANDOM}/{ts}")
    return ts


async def test_invited_app_is_asked_to_ask_first_and_checks_only_what_somebody_presses(page, running, tmp_path):
    sandbox, _ = running
    await page.get_by_role("button", name="Add Lookalike").click()
    channel = page.locator("#channel")
    await expect(channel).to_contain_text("an address that lives nine hours")
    await shown(page, tmp_path, "welcome")
    await channel.get_by_role("button", name="Look: Ask first").click()
    await expect(channel).to_contain_text("changed Lookalike’s settings here")
    await expect(channel.get_by_role("button", name="Look: Ask first (as it is now)")).to_be_visible()

    await open_thread_of_sample(page, running)
    thread = page.locator("#thread")
    await expect(thread).to_contain_text("Nothing has been sent")
    await shown(page, tmp_path, "ask-first")
    assert not sandbox.patsnap.calls["submit"]
    await thread.get_by_role("button", name="Not a product").click()
    await expect(thread).not_to_contain_text("Nothing has been sent")

    await open_thread_of_sample(page, running)
    await thread.get_by_role("button", name="Check mug.png").focus()
    await page.keyboard.press("Enter")
    await expect(thread.locator(".b-header")).to_be_visible(timeout=REPORT_MS)
    assert sandbox.patsnap.calls["submit"] == 1


async def test_settings_are_chosen_by_the_keyboard_and_announced(page, running, tmp_path):
    await page.goto(f"{running[1]}/#{PRODUCT_DESIGN}")
    await page.locator("#channel-composer-field").fill("/lookalike settings")
    await page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    await expect(dialog).to_contain_text("When to look")
    await shown(page, tmp_path, "settings")
    await dialog.get_by_label("Filed since").fill("soon")
    await dialog.get_by_role("button", name="Save").click()
    await expect(dialog).to_contain_text("“soon”")
    await shown(page, tmp_path, "settings-wrong")
    await dialog.get_by_label("Filed since").fill("2020")
    await dialog.get_by_role("radio", name="Only when asked").check()
    await dialog.get_by_role("button", name="Save").click()
    await expect(dialog).to_be_hidden()
    await expect(page.locator("#channel")).to_contain_text("When to look: Only when asked")
    await shown(page, tmp_path, "settings-announced")


async def test_reaction_from_the_message_s_menu_asks_for_a_check_and_is_taken_back(page, running, tmp_path):
    sandbox, url = running
    await page.goto(f"{url}/#{PRODUCT_DESIGN}")
    ts = await sandbox.slack.post(ADA, PRODUCT_DESIGN, "no picture here")
    row = page.locator(f"#channel [data-ts='{ts}']")
    await row.hover()
    await row.locator(f"[data-focus='tool/{ts}/more']").click()
    await page.get_by_role("menuitem", name="React with 🔎").click()
    pill = row.locator(".reaction")
    await expect(pill).to_have_attribute("aria-pressed", "true")
    await pill.click()
    await expect(pill).to_have_count(0)
