"""From a reply to what is kept of it: a patent in depth, a comparison with one patent, and the exported file."""

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, expect

from bot.sandbox.patsnap.catalogue import first_design, load_catalogue
from bot.sandbox.patsnap.drawings import FAMILIES
from tests.sandbox.browser.demo import REPORT_MS, demo
from tests.sandbox.browser.screens import USUAL, Screens

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.asyncio(loop_scope="session")]

NUMBER = next(
    filing.number
    for filing in load_catalogue().filings
    if filing.design is first_design(FAMILIES[0]) and filing.country == "US"
)


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser, tmp_path: Path) -> AsyncIterator[Page]:
    """The demo, with the thread of a sample and its report open."""
    async with demo(tmp_path, (0.2, 0.4)) as (_, url):
        context = await browser.new_context(viewport=USUAL, color_scheme="light", reduced_motion="reduce")
        page = await context.new_page()
        await page.goto(url)
        await expect(page.locator("#connection")).to_have_text("Lookalike connected")
        await page.locator("[data-sample='mug']").click()
        await page.locator("#channel .thread-bar").last.click()
        await expect(headlines(page).first).to_have_text(re.compile("Rated high by Patsnap in"), timeout=REPORT_MS)
        yield page
        await context.close()


def headlines(page: Page) -> Locator:
    return page.locator("#thread .b-header")


async def is_drawn(pictures: Locator) -> None:
    """Every one of these pictures is there, and none is broken."""
    await expect(pictures.first).to_be_visible()
    for picture in await pictures.all():
        await picture.scroll_into_view_if_needed()
        await expect(picture).not_to_have_js_property("naturalWidth", 0)


async def test_details_of_a_card_show_figures_and_the_enforcement_flag(page, tmp_path):
    screens, thread = Screens(page, tmp_path), page.locator("#thread")
    await thread.locator(".b-container-toggle").first.click()
    card = thread.locator(".b-container-body").first
    button = card.get_by_role("button", name=re.compile(r"^Details of .*, up to 4 paid calls$"))
    await expect(button).to_have_text("Details (up to 4 calls)")
    await is_drawn(card.locator("img"))
    await button.scroll_into_view_if_needed()
    await screens.take_each("card")
    await button.click()
    dialog = page.get_by_role("dialog")
    await expect(dialog).to_contain_text("On record at Patsnap:", timeout=REPORT_MS)
    await expect(dialog).to_contain_text("Expiry, estimated by Patsnap")
    await screens.take_each("details")
    await dialog.get_by_role("button", name="Show the figures").click()
    await expect(dialog).to_contain_text(re.compile(r"Figure 1 of \d+"), timeout=REPORT_MS)
    await is_drawn(dialog.locator(".b-image img"))
    await dialog.locator(".b-image img").first.scroll_into_view_if_needed()
    await screens.take_each("figures")
    await dialog.get_by_role("button", name="Back to the overview").click()
    await dialog.get_by_role("button", name="Show records of enforcement").click()
    await dialog.get_by_role("button", name=re.compile("^Load the? ?records|^Load records")).click()
    await expect(dialog).to_contain_text("Litigation", timeout=REPORT_MS)
    await expect(dialog.get_by_role("button", name=re.compile("records"))).to_have_count(0)
    await screens.take_each("enforcement")


async def test_comparison_with_one_patent_shows_the_picture_beside_the_design(page, tmp_path):
    screens, thread, dialog = Screens(page, tmp_path), page.locator("#thread"), page.locator("#view")
    await page.locator("#channel-composer-field").fill(f"/patent compare {NUMBER}")
    await page.keyboard.press("Enter")
    await expect(dialog).to_contain_text(NUMBER)
    await screens.take_each("form")
    await dialog.locator("button[type='submit']").click()
    await expect(headlines(page)).to_have_count(2, timeout=REPORT_MS)
    await expect(headlines(page).last).to_contain_text(f"{NUMBER}: Rated")
    sheet = thread.get_by_alt_text(f"and beside it the design of {NUMBER}")
    await is_drawn(sheet)
    await headlines(page).last.scroll_into_view_if_needed()
    await screens.take_each("one-patent")
    await expect(thread.get_by_role("button", name=f"Details of {NUMBER}, up to 4 paid calls").last).to_be_visible()


async def test_hold_and_its_release_are_told_in_the_thread(page, tmp_path):
    screens, thread, field = Screens(page, tmp_path), page.locator("#thread"), page.locator("#channel-composer-field")
    check_id = re.search(r"\b[0-9a-f]{32}\b", await thread.inner_text())
    assert check_id
    await field.fill(f"/lookalike hold {check_id[0]} Case 7")
    await page.keyboard.press("Enter")
    await expect(page.locator("#channel")).to_contain_text("mug.png is on hold", timeout=REPORT_MS)
    await expect(thread).to_contain_text("put this on hold", timeout=REPORT_MS)
    await screens.take_each("held")
    await field.fill(f"/lookalike release {check_id[0]}")
    await page.keyboard.press("Enter")
    await expect(thread).to_contain_text("released the hold", timeout=REPORT_MS)
    await screens.take_each("released")


async def test_export_comes_into_the_thread_as_a_file(page, tmp_path):
    screens, thread = Screens(page, tmp_path), page.locator("#thread")
    await thread.get_by_role("button", name="Export").click()
    dialog = page.get_by_role("dialog", name="Export")
    await expect(dialog.get_by_label(re.compile("^PDF"))).to_be_checked()
    await screens.take_each("export-form")
    await dialog.get_by_role("button", name="Export").click()
    await expect(dialog).to_be_hidden()
    card = thread.locator(".file-card")
    await expect(card).to_contain_text("PDF", timeout=REPORT_MS)
    await card.scroll_into_view_if_needed()
    await screens.take_each("exported")
    async with page.expect_download() as download:
        await card.click()
    exported = await asyncio.to_thread((await (await download.value).path()).read_bytes)
    assert exported.startswith(b"%PDF-")
    assert exported.count(b"/Subtype/Image") + exported.count(b"/Subtype /Image") >= 2
