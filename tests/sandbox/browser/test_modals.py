"""Modals: opened, filled in, refused, stacked, updated and closed."""

import json
from copy import deepcopy

import pytest
from playwright.async_api import expect

from bot.sandbox.slack import ADA, BEN
from tests.paths import FIXTURES

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.asyncio(loop_scope="session")]

OPENER = [
    {
        "type": "actions",
        "elements": [
            {"type": "button", "action_id": "open", "text": {"type": "plain_text", "text": "Open it"}, "value": "1"}
        ],
    }
]


@pytest.fixture
def view():
    return json.loads((FIXTURES / "page" / "every_field.json").read_text())


class FormApp:
    """Opens ``view`` at a press of a button, and answers a submission with ``answer``."""

    def __init__(self, stage, view):
        self.stage = stage
        self.view = view
        self.answer = None
        self.submissions = []
        self.actions = []
        self.closed = []

    async def __call__(self, request):
        payload = request.payload
        if request.type != "interactive":
            return None
        if payload["type"] == "view_submission":
            self.submissions.append(payload["view"]["state"]["values"])
            return self.answer
        if payload["type"] == "view_closed":
            self.closed.append(payload["view"]["callback_id"])
        elif payload["container"]["type"] == "view":
            self.actions.append(payload)
        else:
            await self.stage.api.views_open(trigger_id=payload["trigger_id"], view=self.view)
        return None


async def opened(page, stage, view):
    """Presses the button that opens the view; returns its dialog."""
    ts = await stage.say("form", blocks=OPENER)
    await page.locator(f"#channel article[data-ts='{ts}']").get_by_role("button", name="Open it").click()
    dialog = page.get_by_role("dialog", name=view["title"]["text"])
    await expect(dialog).to_be_visible()
    return dialog


async def test_modal_shows_its_fields_and_takes_the_focus(page, stage, view):
    async with stage.app(FormApp(stage, view)):
        dialog = await opened(page, stage, view)
        await expect(dialog.get_by_label("Keyword")).to_be_focused()
        await expect(dialog.get_by_label("Limit")).to_have_value("10")
        await expect(dialog.get_by_label("Since")).to_have_value("2020-01-31")
        await expect(dialog.get_by_label("Language")).to_have_value("en")
        await expect(dialog.get_by_role("button", name="Never mind")).to_be_visible()


async def test_submission_carries_every_field(page, stage, view):
    app = FormApp(stage, view)
    async with stage.app(app):
        dialog = await opened(page, stage, view)
        await dialog.get_by_label("Keyword").fill("mug")
        await dialog.get_by_label("Note").fill("two\nlines")
        await dialog.get_by_label("Limit").fill("25")
        await dialog.get_by_label("Since").fill("2022-02-03")
        await dialog.get_by_label("Language").select_option(label="Chinese")
        await dialog.get_by_role("button", name="Countries").click()
        await page.get_by_label("Japan").check()
        await page.keyboard.press("Escape")
        await expect(dialog).to_be_visible()
        await dialog.get_by_label("Expired designs too").check()
        await dialog.get_by_label("By score").check()
        await dialog.get_by_role("button", name="Save").click()
        await expect(dialog).to_be_hidden()
    (values,) = app.submissions
    assert values["keyword"]["value"]["value"] == "mug"
    assert values["note"]["value"]["value"] == "two\nlines"
    assert values["limit"]["value"]["value"] == "25"
    assert values["since"]["value"]["selected_date"] == "2022-02-03"
    assert values["lang"]["value"]["selected_option"]["value"] == "zh"
    assert [option["value"] for option in values["countries"]["value"]["selected_options"]] == ["JP"]
    assert [option["value"] for option in values["scope"]["value"]["selected_options"]] == ["expired"]
    assert values["order"]["value"]["selected_option"]["value"] == "score"


async def test_empty_required_field_is_marked_and_focused_before_the_app_hears(page, stage, view):
    app = FormApp(stage, view)
    async with stage.app(app):
        dialog = await opened(page, stage, view)
        await dialog.get_by_role("button", name="Save").click()
        keyword = dialog.get_by_label("Keyword")
        await expect(dialog.locator("[data-input='keyword'] .field-error")).to_contain_text(
            "complete this required field"
        )
        await expect(keyword).to_be_focused()
        await expect(keyword).to_have_attribute("aria-invalid", "true")
        await keyword.fill("mug")
        await expect(keyword).to_have_attribute("aria-invalid", "false")
        assert app.submissions == []


async def test_errors_of_the_app_stand_beside_their_fields(page, stage, view):
    app = FormApp(stage, view)
    app.answer = {"response_action": "errors", "errors": {"limit": "At most 20."}}
    view["blocks"] = [block for block in view["blocks"] if block.get("block_id") in {"keyword", "limit"}]
    async with stage.app(app):
        dialog = await opened(page, stage, view)
        await dialog.get_by_label("Keyword").fill("mug")
        await dialog.get_by_label("Keyword").press("Enter")
        await expect(dialog.locator("[data-input='limit'] .field-error")).to_have_text("At most 20.")
        await expect(dialog.get_by_label("Limit")).to_be_focused()
        await expect(dialog.get_by_label("Keyword")).to_have_value("mug")
        app.answer = None
        await dialog.get_by_role("button", name="Save").click()
        await expect(dialog).to_be_hidden()
    assert len(app.submissions) == 2


async def test_focus_stays_inside_the_modal(page, stage, view):
    async with stage.app(FormApp(stage, view)):
        dialog = await opened(page, stage, view)
        outside = 0
        for _ in range(30):
            await page.keyboard.press("Tab")
            # At the end of the dialog a browser may pass through its own controls, never into the page behind.
            outside += await page.evaluate(
                "document.activeElement !== document.body && !document.activeElement.closest('dialog')"
            )
        assert outside == 0
        await expect(dialog).to_be_visible()


async def test_esc_closes_and_tells_the_app(page, stage, view):
    app = FormApp(stage, view | {"notify_on_close": True})
    async with stage.app(app):
        dialog = await opened(page, stage, view)
        await page.keyboard.press("Escape")
        await expect(dialog).to_be_hidden()
        await stage.slack.wait_for(lambda: stage.slack.view(ADA) is None)
        assert app.closed == ["every_field"]
        await expect(page.get_by_role("button", name="Open it")).to_be_focused()


async def test_pushed_modal_goes_back_to_what_was_typed_below(page, stage, view):
    second = deepcopy(view) | {"title": {"type": "plain_text", "text": "On top"}, "blocks": view["blocks"][:1]}
    app = FormApp(stage, view)
    app.answer = {"response_action": "push", "view": second}
    view["blocks"] = [block for block in view["blocks"] if block.get("block_id") == "keyword"]
    async with stage.app(app):
        below = await opened(page, stage, view)
        await below.get_by_label("Keyword").fill("mug")
        await below.get_by_role("button", name="Save").click()
        top = page.get_by_role("dialog", name="On top")
        await expect(top).to_be_visible()
        await top.get_by_role("button", name="Back").click()
        await expect(page.get_by_role("dialog", name="Every field").get_by_label("Keyword")).to_have_value("mug")
        await expect(below.get_by_role("button", name="Back")).to_be_hidden()


async def test_close_closes_the_whole_stack(page, stage, view):
    app = FormApp(stage, view)
    app.answer = {
        "response_action": "push",
        "view": deepcopy(view) | {"title": {"type": "plain_text", "text": "On top"}},
    }
    view["blocks"] = [block for block in view["blocks"] if block.get("block_id") == "keyword"]
    async with stage.app(app):
        below = await opened(page, stage, view)
        await below.get_by_label("Keyword").fill("mug")
        await below.get_by_role("button", name="Save").click()
        await page.get_by_role("dialog", name="On top").get_by_role("button", name="Close").click()
        await expect(page.locator("#view")).to_be_hidden()
        assert stage.slack.view(ADA) is None


async def test_update_by_the_app_keeps_what_was_typed_and_the_focus(page, stage, view):
    async with stage.app(FormApp(stage, view)):
        dialog = await opened(page, stage, view)
        await dialog.get_by_label("Keyword").fill("mu")
        changed = deepcopy(view)
        changed["blocks"][0]["text"]["text"] = "Something else"
        changed["blocks"][1]["label"]["text"] = "Another label"
        await stage.api.views_update(view_id=stage.slack.view(ADA).id, view=changed)
        await expect(dialog).to_contain_text("Something else")
        field = dialog.get_by_label("Another label")
        await expect(field).to_have_value("mu")
        await expect(field).to_be_focused()
        await page.keyboard.type("g")
        await expect(field).to_have_value("mug")


async def test_button_in_a_modal_sends_what_stands_in_its_fields(page, stage, view):
    app = FormApp(stage, view)
    async with stage.app(app) as heard:
        dialog = await opened(page, stage, view)
        await dialog.get_by_label("Keyword").fill("mug")
        await dialog.get_by_role("button", name="Refresh").click()
        await heard.actions(2)
    (payload,) = app.actions
    assert payload["actions"][0]["value"] == "now"
    assert payload["view"]["state"]["values"]["keyword"]["value"]["value"] == "mug"


async def test_modal_is_for_its_person_alone(open_page, stage, view):
    ben = await open_page(f"?user={BEN}")
    page = await open_page()
    async with stage.app(FormApp(stage, view)):
        await opened(page, stage, view)
        await expect(ben.locator("#view")).to_be_hidden()


async def test_silent_app_is_named_in_the_modal(page, stage, view):
    view["blocks"] = view["blocks"][:1]
    app = FormApp(stage, view)
    async with stage.app(app):
        dialog = await opened(page, stage, view)
    await expect(page.locator("#connection")).to_have_text("Lookalike not connected")
    await dialog.get_by_role("button", name="Save").click()
    await expect(dialog.get_by_role("alert")).to_contain_text("Lookalike is not connected")
