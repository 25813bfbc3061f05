"""The whole of it, as the demo shows it: a sample is posted on the page, the app answers, and the answer is read."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from tests.sandbox.browser.demo import REPORT_MS, demo

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.asyncio(loop_scope="session")]


@pytest_asyncio.fixture(loop_scope="session")
async def task_s(request) -> tuple[float, float]:
    return getattr(request, "param", (0.2, 0.4))


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser, tmp_path: Path, task_s: tuple[float, float]) -> AsyncIterator[Page]:
    async with demo(tmp_path, task_s) as (_, url):
        context = await browser.new_context(viewport={"width": 1280, "height": 800})
        page = await context.new_page()
        await page.goto(url)
        await expect(page.locator("#connection")).to_have_text("Lookalike connected")
        yield page
        await context.close()


async def post_sample(page: Page, name: str) -> None:
    """Posts a sample and opens its thread."""
    await page.locator(f"[data-sample='{name}']").click()
    await page.locator("#channel .thread-bar").last.click()


async def test_sample_gets_a_report_whose_containers_unfold_and_whose_list_turns_pages(page):
    await post_sample(page, "mug")
    thread = page.locator("#thread")
    headline = thread.locator(".b-header")
    await expect(headline).to_have_text(re.compile("Rated high by Patsnap in"), timeout=REPORT_MS)
    await expect(page.locator("#channel .reaction")).to_have_text("🔴1")
    container = thread.locator(".b-container-toggle").first
    await expect(container).to_have_attribute("aria-expanded", "false")
    await container.click()
    body = thread.locator(".b-container-body").first
    await expect(body).to_contain_text("Difference to consider")
    for name in ("Posted picture: mug.png", re.compile("^Drawing of ")):
        await expect(body.get_by_alt_text(name)).not_to_have_js_property("naturalWidth", 0)
    await thread.get_by_role("button", name=re.compile(r"All \d+ comparisons")).click()
    dialog = page.get_by_role("dialog")
    await expect(dialog).to_contain_text("Page 1 of")
    await dialog.get_by_role("button", name="Next").click()
    await expect(dialog).to_contain_text("Page 2 of")
    await page.keyboard.press("Escape")
    await expect(dialog).to_be_hidden()
    await expect(thread.locator(".unknown, .picture-missing")).to_have_count(0)


async def test_comparisons_are_filtered_opened_and_posted_as_a_table_that_a_phone_shows(page):
    await page.set_viewport_size({"width": 400, "height": 860})
    await page.locator("[data-sample='mug']").click()
    await page.locator("#channel .thread-bar").last.click()
    thread, dialog = page.locator("#thread"), page.get_by_role("dialog").first
    await expect(thread.locator(".b-header")).to_have_text(re.compile("Rated high by Patsnap in"), timeout=REPORT_MS)
    await thread.get_by_role("button", name=re.compile(r"All \d+ comparisons")).click()
    await expect(dialog).to_contain_text("Page 1 of")
    await dialog.get_by_role("button", name="Filter and sort").click()
    await dialog.get_by_label("Rating by Patsnap").click()
    await page.locator(".multi-options label", has_text="High").click()
    await page.keyboard.press("Escape")
    await dialog.get_by_label("Order").select_option(label="Most similar first")
    await dialog.get_by_role("button", name="Show", exact=True).click()
    await expect(dialog).to_contain_text("Only: 🔴 High")
    await dialog.get_by_role("button", name=re.compile("^Open the comparison")).first.click()
    await expect(dialog).to_contain_text("Difference to consider")
    for name in ("Posted picture: mug.png", re.compile("^Drawing of ")):
        await expect(dialog.get_by_alt_text(name)).not_to_have_js_property("naturalWidth", 0)
    assert await dialog.evaluate("element => element.scrollWidth <= element.clientWidth")
    await dialog.get_by_role("button", name="Back to the list of comparisons").click()
    await dialog.get_by_role("button", name=re.compile("^Post these comparisons as a table")).click()
    await expect(dialog).to_contain_text("The table has been posted")
    await dialog.get_by_role("button", name="Close").first.click()
    table = thread.locator(".b-data-table")
    await expect(table.get_by_role("row").nth(1)).to_contain_text("🔴 High")
    await table.get_by_role("button", name="Filed").click()
    await expect(table.get_by_role("columnheader", name="Filed")).to_have_attribute("aria-sort", "ascending")
    assert await page.evaluate("document.documentElement.scrollWidth") <= 400


async def test_report_is_exported_as_a_file_that_can_be_downloaded_from_its_thread(page):
    await post_sample(page, "mug")
    thread = page.locator("#thread")
    await expect(thread.locator(".b-header")).to_have_text(re.compile("Rated high by Patsnap in"), timeout=REPORT_MS)
    await thread.get_by_role("button", name="Export").click()
    dialog = page.get_by_role("dialog", name="Export")
    await expect(dialog.get_by_role("radio")).to_have_count(4)
    await expect(dialog.get_by_label(re.compile("^PDF"))).to_be_checked()
    await dialog.get_by_role("button", name="Export").click()
    await expect(dialog).to_be_hidden()
    card = thread.locator(".file-card")
    await expect(card).to_contain_text("PDF", timeout=REPORT_MS)
    async with page.expect_download() as download:
        await card.click()
    assert (await download.value).suggested_filename.endswith(".pdf")


@pytest.mark.parametrize("task_s", [(60.0, 60.0)], indirect=True)
async def test_cancel_ends_the_check(page):
    await post_sample(page, "rocket")
    await page.locator("#thread").get_by_role("button", name="Cancel").click()
    await page.get_by_role("dialog").get_by_role("button", name=re.compile("Cancel")).last.click()
    await expect(page.locator("#thread")).to_contain_text(re.compile("cancelled", re.IGNORECASE))
    await expect(page.locator("#thread").get_by_role("button", name="Cancel")).to_have_count(0)


async def test_older_look_alikes_of_a_compared_patent_come_into_the_thread_of_the_report(page):
    await post_sample(page, "mug")
    thread = page.locator("#thread")
    await expect(thread.locator(".b-header")).to_have_text(re.compile("Rated high by Patsnap in"), timeout=REPORT_MS)
    await thread.get_by_role("button", name=re.compile(r"All \d+ comparisons")).click()
    await page.get_by_role("dialog").get_by_role("button", name=re.compile("^Open ")).first.click()
    await page.get_by_role("dialog").get_by_role("button", name=re.compile("^Details ")).click()
    dialog = page.get_by_role("dialog").last
    await dialog.get_by_role("button", name=re.compile("designs filed earlier with this drawing, 1 call")).click()
    await expect(dialog).to_contain_text("The answer stands in the thread", timeout=REPORT_MS)
    await page.keyboard.press("Escape")
    await page.keyboard.press("Escape")
    await expect(thread).to_contain_text(re.compile(r"older look-alikes? of "))
    await expect(thread).to_contain_text("Searched with its own drawing")
    await expect(thread.get_by_alt_text(re.compile("^Drawing of ")).last).not_to_have_js_property("naturalWidth", 0)
