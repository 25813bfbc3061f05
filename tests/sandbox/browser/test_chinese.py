"""The demo in Chinese: the way of one check, of a look-up and of a search, and everything the page itself says."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from bot.model.language import CHINESE
from bot.sandbox.app import Sandbox
from bot.sandbox.page.languages import page_translator
from bot.sandbox.slack import ADA, BEN, CHEN, PRODUCT_DESIGN
from tests.sandbox.browser.chinese import assert_chinese
from tests.sandbox.browser.demo import REPORT_MS, demo
from tests.sandbox.browser.screens import SCROLLS_SIDEWAYS, Screens

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.asyncio(loop_scope="session")]

ZH = page_translator(CHINESE)
FIELD = "#channel-composer-field"
PHONE = {"width": 390, "height": 844}


@pytest_asyncio.fixture(loop_scope="session")
async def task_s(request) -> tuple[float, float]:
    return getattr(request, "param", (0.2, 0.4))


@pytest_asyncio.fixture(loop_scope="session")
async def running(tmp_path: Path, task_s: tuple[float, float]) -> AsyncIterator[tuple[Sandbox, str]]:
    async with demo(tmp_path, task_s) as (sandbox, url):
        yield sandbox, url


@pytest_asyncio.fixture(loop_scope="session")
async def chinese(browser: Browser, running: tuple[Sandbox, str]) -> AsyncIterator[Page]:
    """The demo's page, switched to Chinese by hand."""
    context = await browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-US")
    page = await context.new_page()
    await page.goto(running[1])
    await expect(page.locator("#connection")).to_have_text("Lookalike connected")
    await page.get_by_label("Language").select_option(label="中文")
    await expect(page.locator("#connection")).to_have_text("Lookalike 已连接")
    yield page
    await context.close()


async def post_sample(page: Page, name: str) -> None:
    """Posts a sample and opens its thread."""
    await page.locator(f"[data-sample='{name}']").click()
    await page.locator("#channel .thread-bar").last.click()


async def read_report(page: Page, screens: Screens) -> None:
    """The report of a sample with every comparison unfolded, a reply to it, and the list of comparisons."""
    body, thread, dialog = page.locator("body"), page.locator("#thread"), page.locator("#view")
    await expect(thread.locator(".b-header")).to_be_visible(timeout=REPORT_MS)
    await expect(page.locator("#channel .reaction")).to_have_text("🔴1")
    await expect(page.locator("#channel .thread-count")).to_have_text("1 条回复")
    await assert_chinese(body)
    for container in await thread.locator(".b-container-toggle").all():
        await container.click()
    await assert_chinese(thread)
    await thread.locator(".b-header").scroll_into_view_if_needed()
    await screens.take("report")
    await thread.locator("#thread-composer-field").fill("请采购部门看一下")
    await page.keyboard.press("Enter")
    await expect(page.locator(".reply-count")).to_have_text("2 条回复")
    await expect(page.locator("#channel .thread-bar")).to_contain_text("刚刚有新回复")
    await thread.locator("[data-action='report_comparisons']").click()
    await expect(dialog.locator("[data-action='comparisons_next']")).to_be_visible()
    await assert_chinese(dialog)
    await screens.take("comparisons")
    await dialog.get_by_role("button", name="关闭", exact=True).first.click()
    await expect(dialog).to_be_hidden()


async def look_up(page: Page, screens: Screens, number: str) -> None:
    """A patent by the command, from the list of commands on."""
    await page.locator(FIELD).press_sequentially("/")
    await expect(page.locator("#channel").get_by_role("option")).to_have_count(2)
    await assert_chinese(page.locator("body"))
    await screens.take("commands")
    await page.locator(FIELD).fill(f"/patent {number}")
    await page.keyboard.press("Enter")
    await expect(page.locator("#channel [data-action='patent_share']")).to_be_visible()
    await expect(page.locator("#channel .ephemeral").last).to_contain_text("仅自己可见")
    await assert_chinese(page.locator("body"))
    await screens.take("patent")


async def find_similar(page: Page, screens: Screens) -> None:
    """Similar designs by the message's menu, and the form that filters them."""
    dialog = page.locator("#view")
    root = page.locator("#channel article").first
    await root.hover()
    await root.get_by_role("button", name="更多操作").click()
    await assert_chinese(page.get_by_role("menu"))
    await screens.take("menu")
    await page.get_by_role("menuitem", name="查找相似外观设计").click()
    await page.locator("#thread [data-action='similar_filters']").click(timeout=REPORT_MS)
    await expect(dialog).to_be_visible()
    await assert_chinese(dialog)
    await screens.take("similar-form")
    await page.keyboard.press("Escape")
    await expect(dialog).to_be_hidden()
    await assert_chinese(page.locator("body"))
    await screens.take("similar")


async def test_check_its_comparisons_a_reply_a_look_up_and_similar_designs(chinese, running, tmp_path):
    page, screens = chinese, Screens(chinese, tmp_path)
    assert running[0].slack.state.user(ADA).locale == "zh-CN"
    await expect(page.locator("html")).to_have_attribute("lang", "zh-Hans-CN")
    await assert_chinese(page.locator("body"))
    await screens.take("channel")
    await post_sample(page, "mug")
    await read_report(page, screens)
    number = re.search(r"USD\d+S1?", await page.locator("#thread").inner_text())
    await look_up(page, screens, number[0])
    await find_similar(page, screens)

    await page.emulate_media(reduced_motion="reduce")
    await page.set_viewport_size(PHONE)
    assert not await page.evaluate(SCROLLS_SIDEWAYS)
    await screens.take("phone-thread")
    await page.get_by_role("button", name="返回").click()
    assert not await page.evaluate(SCROLLS_SIDEWAYS)
    await screens.take("phone-channel")
    await page.get_by_role("button", name="频道", exact=True).click()
    await assert_chinese(page.locator("body"))
    await screens.take("phone-sidebar")


@pytest.mark.parametrize("task_s", [(60.0, 60.0)], indirect=True)
async def test_progress_and_the_question_before_a_cancellation(chinese, tmp_path):
    page, screens = chinese, Screens(chinese, tmp_path)
    thread = page.locator("#thread")
    await post_sample(page, "rocket")
    cancel = thread.locator("[data-action='cancel_checks']")
    await expect(cancel).to_be_visible()
    await expect(page.locator("#channel .thread-bar")).to_contain_text("1 条回复")
    await assert_chinese(page.locator("body"))
    await screens.take("progress")
    await cancel.click()
    await expect(page.locator("dialog.confirm")).to_be_visible()
    await assert_chinese(page.locator("dialog.confirm"))
    await screens.take("cancel")
    await page.locator("dialog.confirm button[value='yes']").click()
    await expect(cancel).to_have_count(0)
    await assert_chinese(page.locator("body"))
    await screens.take("cancelled")


async def test_first_visit_is_in_the_browsers_language_and_the_person_of_first_visits_speaks_it(open_page, stage):
    page = await open_page(locale="zh-CN")
    await expect(page.locator("#connection")).to_have_text("Lookalike 未连接")
    await expect(page.locator("#language")).to_have_value("zh")
    assert await page.title() == "#product-design · Lookalike 沙盒"
    assert [stage.slack.state.user(user).locale for user in (ADA, BEN, CHEN)] == ["zh-CN", "en-US", "zh-CN"]


async def test_choice_is_remembered_and_is_that_of_who_makes_it(open_page, stage):
    page = await open_page(f"?user={BEN}#{PRODUCT_DESIGN}", locale="zh-CN")
    assert stage.slack.state.user(BEN).locale == "en-US"
    await page.locator("#language").select_option("en")
    await expect(page.locator("#connection")).to_have_text("Lookalike not connected")
    await page.locator("#language").select_option("zh")
    await expect(page.locator("#connection")).to_have_text("Lookalike 未连接")
    assert page.url.endswith(f"?user={BEN}#{PRODUCT_DESIGN}")
    assert [stage.slack.state.user(user).locale for user in (ADA, BEN)] == ["en-US", "zh-CN"]
    await page.locator("#language").select_option("en")
    await expect(page.locator("#connection")).to_have_text("Lookalike not connected")
    await page.reload()
    await expect(page.locator("#connection")).to_have_text("Lookalike not connected")


async def test_faults_and_what_is_wrong_with_one(open_page, stage):
    page = await open_page(locale="zh-CN", expected=("400",))
    await page.get_by_role("button", name="故障").click()
    drawer = page.get_by_role("dialog", name="故障")
    await assert_chinese(drawer)
    presets = drawer.locator(".fault-preset")
    for index in range(await presets.count()):
        await presets.nth(index).click()
        await expect(drawer.locator("#fault-list li")).to_have_count(index + 1)
    said = await drawer.locator("#fault-list li").all_inner_texts()
    assert said[1] == "patsnap report HTTP 503，还剩 3 次"
    assert said[3] == "patsnap * 错误 67200003，直到清除"
    await drawer.get_by_label("发生什么").select_option("delay_s")
    await drawer.get_by_label("值", exact=True).fill("3600")
    await drawer.get_by_role("button", name="添加").click()
    await expect(page.locator("#toast")).to_have_text(ZH("fault-refused-delay_s"))
    await drawer.get_by_label("对象").select_option("slack")
    await drawer.get_by_label("发生什么").select_option("cut")
    await drawer.get_by_label("值", exact=True).fill("never")
    await drawer.get_by_role("button", name="添加").click()
    await expect(page.locator("#toast")).to_have_text(ZH("fault-refused-cut"))
    assert len(stage.faults.list()) == await presets.count()


async def test_messages_of_people_with_files_reactions_and_a_deletion(open_page, stage, post):
    page = await open_page(locale="zh-CN")
    root = await post("看看这个 :eyes:", files=[("a.png", b"no picture"), ("b.pdf", b"%PDF" * 600)])
    await stage.say("好的", thread_ts=root)
    await stage.api.reactions_add(channel=PRODUCT_DESIGN, timestamp=root, name="red_circle")
    row = page.locator(f"#channel article[data-ts='{root}']")
    await expect(row.locator(".reaction")).to_have_attribute("aria-label", "🔴：Lookalike")
    await expect(row.locator(".thread-bar")).to_contain_text("1 条回复")
    await expect(row).to_contain_text("PDF · 2 KB")
    await stage.slack.edit(PRODUCT_DESIGN, root, "改过了")
    await expect(row).to_contain_text("改过了（已编辑）")
    await row.locator(".thread-bar").click()
    await assert_chinese(page.locator("body"))
    await row.hover()
    await row.get_by_role("button", name="更多操作").click()
    await page.get_by_role("menuitem", name="删除消息").click()
    await assert_chinese(page.get_by_role("dialog"))
    await page.get_by_role("dialog").get_by_role("button", name="删除").click()
    await expect(row).to_contain_text("此消息已被删除。")


async def test_what_the_page_adds_to_an_apps_blocks(open_page, stage):
    page = await open_page(locale="zh-CN")
    await stage.say("x", blocks=stage.blocks("data_table", "actions"))
    table = page.locator("#channel .b-data-table")
    await expect(table).to_contain_text("第 1–3 行，共 5 行")
    await expect(table.get_by_role("searchbox")).to_have_attribute("placeholder", "筛选行")
    await table.get_by_role("searchbox").fill("korea")
    await expect(table).to_contain_text("第 1–1 行，共找到 1 行（全部 5 行）")
    await expect(table.get_by_role("button", name="下一页")).to_be_disabled()
    await expect(page.get_by_role("button", name="更多选项")).to_be_visible()
    await page.locator("#channel").get_by_role("button", name="Cancel").click()
    await expect(page.locator("#toast")).to_have_text("Lookalike 未连接。请启动应用后重试。")


async def test_refusals_of_the_local_slack(open_page):
    page = await open_page(locale="zh-CN")
    await page.locator(FIELD).fill("/unknown")
    await page.keyboard.press("Enter")
    await expect(page.locator("#channel-composer .composer-note")).to_have_text("/unknown 不是有效的命令。")


async def test_dates_and_times_are_the_pages(open_page, stage, post):
    ts = await post("hello")
    english = await open_page(locale="de-DE")
    chinese = await open_page(locale="zh-CN")
    for page, pattern in (
        (english, r"\d{1,2} \w{3,4} \d{4}, \d\d:\d\d"),
        (chinese, r"\d{4}年\d{1,2}月\d{1,2}日 \d\d:\d\d"),
    ):
        when = page.locator(f"#channel article[data-ts='{ts}'] time.when")
        await expect(when).to_have_attribute("title", re.compile(f"^{pattern}$"))
        await expect(when).to_have_text(re.compile(r"^\d\d:\d\d$"))
