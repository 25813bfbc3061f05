"""Clicks, modals, commands, shortcuts and response URLs, answered by a real Bolt app."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.sandbox.slack import ADA, APP_TOKEN, BEN, PRODUCT_DESIGN, Manifest, NoSuchThing, Status, load_manifest


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def button(**fields: Any) -> dict[str, Any]:
    return {"type": "button", "action_id": "go", "text": plain("Go")} | fields


def text_input(block_id: str, **fields: Any) -> dict[str, Any]:
    element = {"type": "plain_text_input", "action_id": "typed"} | fields
    return {"type": "input", "block_id": block_id, "label": plain("L"), "element": element}


def modal(*blocks: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {
        "type": "modal",
        "title": plain("T"),
        "submit": plain("OK"),
        "callback_id": "form",
        "blocks": list(blocks),
    } | fields


OPTIONS = [{"text": plain(name), "value": name.lower()} for name in ("Red", "Green", "Blue")]


@pytest.fixture
def app(slack: Any) -> AsyncApp:
    return AsyncApp(client=slack.client, signing_secret="not needed")


@pytest_asyncio.fixture(loop_scope="session")
async def slack(serve_slack: Any) -> Any:
    granted = load_manifest()
    manifest = Manifest(
        scopes=granted.scopes, events=frozenset(), commands=frozenset({"/patent"}), shortcuts=frozenset({"check"})
    )
    return await serve_slack(manifest=manifest)


@pytest_asyncio.fixture(loop_scope="session")
async def connection(slack: Any, app: AsyncApp) -> AsyncIterator[None]:
    handler = AsyncSocketModeHandler(app, APP_TOKEN)
    await handler.connect_async()
    yield
    await handler.close_async()


async def shown(slack: Any, *blocks: dict[str, Any]) -> str:
    answer = await slack.client.chat_postMessage(channel=PRODUCT_DESIGN, text="x", blocks=list(blocks))
    return answer["ts"]


pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.usefixtures("connection")]


async def test_a_click_carries_the_button_its_message_and_a_way_to_answer(slack: Any, app: AsyncApp) -> None:
    heard: list[dict[str, Any]] = []

    @app.action("go")
    async def answer(ack: Any, body: dict[str, Any], respond: Any) -> None:
        await ack()
        heard.append(body)
        await respond("thank you")

    ts = await shown(slack, {"type": "actions", "block_id": "b", "elements": [button(value="7")]})
    assert (await slack.workspace.click(ADA, PRODUCT_DESIGN, ts, "go")).ok
    (told,) = await slack.workspace.wait_for(
        lambda: [message for message in slack.workspace.messages(PRODUCT_DESIGN) if message.ephemeral_to]
    )
    assert (told.text, told.ephemeral_to) == ("thank you", ADA)
    (body,) = heard
    assert (body["actions"][0]["value"], body["actions"][0]["block_id"]) == ("7", "b")
    assert (body["message"]["ts"], body["channel"]["id"], body["user"]["id"]) == (ts, PRODUCT_DESIGN, ADA)
    assert body["container"]["message_ts"] == ts


@pytest.mark.parametrize(
    ("element", "picked", "expected"),
    [
        ({"type": "static_select", "options": OPTIONS}, "green", {"selected_option": OPTIONS[1]}),
        ({"type": "overflow", "options": OPTIONS}, "red", {"selected_option": OPTIONS[0]}),
        ({"type": "checkboxes", "options": OPTIONS}, ["red", "blue"], {"selected_options": [OPTIONS[0], OPTIONS[2]]}),
        ({"type": "datepicker"}, "2027-01-31", {"selected_date": "2027-01-31"}),
        ({"type": "users_select"}, BEN, {"selected_user": BEN}),
        ({"type": "multi_users_select"}, [BEN], {"selected_users": [BEN]}),
    ],
    ids=lambda value: value["type"] if isinstance(value, dict) and "type" in value else "",
)
async def test_what_is_picked_is_sent_as_the_element_does(
    slack: Any, app: AsyncApp, element: dict[str, Any], picked: Any, expected: dict[str, Any]
) -> None:
    heard: list[dict[str, Any]] = []

    @app.action("pick")
    async def answer(ack: Any, body: dict[str, Any]) -> None:
        await ack()
        heard.append(body)

    section = {"type": "section", "block_id": "b", "text": plain("x"), "accessory": element | {"action_id": "pick"}}
    ts = await shown(slack, section)
    assert (await slack.workspace.click(ADA, PRODUCT_DESIGN, ts, "pick", selected=picked)).ok
    (body,) = heard
    assert expected.items() <= body["actions"][0].items()
    if element["type"] != "overflow":
        assert expected.items() <= body["state"]["values"]["b"]["pick"].items()


async def test_what_is_not_shown_cannot_be_clicked(slack: Any) -> None:
    ts = await shown(slack, {"type": "actions", "elements": [button()]})
    with pytest.raises(NoSuchThing):
        await slack.workspace.click(ADA, PRODUCT_DESIGN, ts, "stop")
    with pytest.raises(NoSuchThing):
        await slack.workspace.click(ADA, PRODUCT_DESIGN, "1.000001", "go")


async def opened(slack: Any, view: dict[str, Any]) -> dict[str, Any]:
    trigger_id = slack.workspace.tickets.trigger(ADA)
    return (await slack.client.views_open(trigger_id=trigger_id, view=view))["view"]


async def test_a_form_is_submitted_with_what_was_typed_and_picked(slack: Any, app: AsyncApp) -> None:
    heard: list[dict[str, Any]] = []

    @app.view("form")
    async def answer(ack: Any, view: dict[str, Any]) -> None:
        await ack()
        heard.append(view)

    colours = {"type": "static_select", "action_id": "pick", "options": OPTIONS, "initial_option": OPTIONS[0]}
    picked = {"type": "input", "block_id": "colour", "label": plain("L"), "element": colours}
    view = await opened(slack, modal(text_input("name"), picked, private_metadata="kept"))
    outcome = await slack.workspace.submit_view(ADA, view["id"], {"name": {"typed": "Mug"}})
    assert outcome.ok
    (submitted,) = heard
    assert submitted["state"]["values"] == {
        "name": {"typed": {"type": "plain_text_input", "value": "Mug"}},
        "colour": {"pick": {"type": "static_select", "selected_option": OPTIONS[0]}},
    }
    assert (submitted["private_metadata"], submitted["callback_id"]) == ("kept", "form")
    assert slack.workspace.view(ADA) is None


async def test_an_incomplete_form_never_reaches_the_app(slack: Any) -> None:
    view = await opened(slack, modal(text_input("name"), text_input("note", max_length=3) | {"optional": True}))
    outcome = await slack.workspace.submit_view(ADA, view["id"], {"note": {"typed": "long"}})
    assert (outcome.status, set(outcome.errors)) == (Status.INVALID, {"name", "note"})
    assert slack.workspace.view(ADA) is not None


async def test_the_app_can_refuse_inputs(slack: Any, app: AsyncApp) -> None:
    @app.view("form")
    async def answer(ack: Any) -> None:
        await ack(response_action="errors", errors={"name": "Not this one."})

    view = await opened(slack, modal(text_input("name")))
    outcome = await slack.workspace.submit_view(ADA, view["id"], {"name": {"typed": "x"}})
    assert (outcome.status, outcome.errors) == (Status.OK, {"name": "Not this one."})
    assert slack.workspace.view(ADA) is not None


async def test_errors_for_inputs_that_are_not_there_are_refused(slack: Any, app: AsyncApp) -> None:
    @app.view("form")
    async def answer(ack: Any) -> None:
        await ack(response_action="errors", errors={"nowhere": "Not this one."})

    view = await opened(slack, modal(text_input("name")))
    outcome = await slack.workspace.submit_view(ADA, view["id"], {"name": {"typed": "x"}})
    assert outcome.status is Status.REFUSED


async def test_an_answer_with_an_impossible_view_is_refused_as_slack_does(slack: Any, app: AsyncApp) -> None:
    @app.view("form")
    async def answer(ack: Any) -> None:
        await ack(response_action="update", view=modal(title=plain("x" * 25)))

    view = await opened(slack, modal())
    outcome = await slack.workspace.submit_view(ADA, view["id"])
    assert outcome.status is Status.REFUSED
    assert "must be less than 25 characters" in outcome.errors[""]


async def test_a_submission_can_push_and_clear(slack: Any, app: AsyncApp) -> None:
    @app.view("form")
    async def push(ack: Any) -> None:
        await ack(response_action="push", view=modal(title=plain("Second"), callback_id="second"))

    @app.view("second")
    async def clear(ack: Any) -> None:
        await ack(response_action="clear")

    view = await opened(slack, modal())
    assert (await slack.workspace.submit_view(ADA, view["id"])).ok
    top = slack.workspace.view(ADA)
    assert (top.callback_id, top.previous_id, top.root_id) == ("second", view["id"], view["id"])
    assert (await slack.workspace.submit_view(ADA, top.id)).ok
    assert slack.workspace.view(ADA) is None


async def test_a_modal_opened_meanwhile_stays_when_the_submitted_one_is_done(slack: Any, app: AsyncApp) -> None:
    @app.view("form")
    async def open_another(ack: Any, body: dict[str, Any], client: Any) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=modal(callback_id="another"))
        await ack()

    view = await opened(slack, modal())
    assert (await slack.workspace.submit_view(ADA, view["id"])).ok
    assert slack.workspace.view(ADA).callback_id == "another"


async def test_closing_a_modal_is_told_only_where_the_app_asked(slack: Any, app: AsyncApp) -> None:
    closed: list[str] = []

    @app.view_closed("form")
    async def note(ack: Any, view: dict[str, Any]) -> None:
        await ack()
        closed.append(view["id"])

    quiet = await opened(slack, modal())
    assert (await slack.workspace.close_view(ADA, quiet["id"])).ok
    told = await opened(slack, modal(notify_on_close=True))
    assert (await slack.workspace.close_view(ADA, told["id"])).ok
    assert closed == [told["id"]]


async def test_a_trigger_is_good_once_and_for_three_seconds(slack: Any, clock: Any) -> None:
    tickets, client = slack.workspace.tickets, slack.client
    trigger_id = tickets.trigger(ADA)
    await client.views_open(trigger_id=trigger_id, view=modal())
    assert await slack.error(client.views_open(trigger_id=trigger_id, view=modal())) == "exchanged_trigger_id"
    late = tickets.trigger(ADA)
    clock.advance(3.0)
    assert await slack.error(client.views_open(trigger_id=late, view=modal())) == "expired_trigger_id"
    assert await slack.error(client.views_open(trigger_id="1.2.x", view=modal())) == "invalid_trigger_id"


async def test_an_impossible_view_is_refused_and_the_trigger_is_still_good(slack: Any) -> None:
    trigger_id = slack.workspace.tickets.trigger(ADA)
    body = await slack.refusal(slack.client.views_open(trigger_id=trigger_id, view=modal(title=plain("x" * 25))))
    assert body["error"] == "invalid_arguments"
    assert (
        "[ERROR] must be less than 25 characters [json-pointer:/view/title/text]"
        in body["response_metadata"]["messages"]
    )
    await slack.client.views_open(trigger_id=trigger_id, view=modal())


async def test_an_update_needs_the_hash_it_was_made_for_and_keeps_what_was_typed(slack: Any) -> None:
    view = await opened(slack, modal(text_input("name"), text_input("gone")))
    await slack.workspace.submit_view(ADA, view["id"], {"name": {"typed": "Mug"}})
    await slack.client.views_update(view_id=view["id"], hash=view["hash"], view=modal(text_input("name")))
    assert slack.workspace.view(ADA).values == {"name": {"typed": {"type": "plain_text_input", "value": "Mug"}}}
    stale = slack.client.views_update(view_id=view["id"], hash=view["hash"], view=modal())
    assert await slack.error(stale) == "hash_conflict"
    assert await slack.error(slack.client.views_update(view_id="V404", view=modal())) == "not_found"


async def test_a_stack_holds_three_modals(slack: Any) -> None:
    view = await opened(slack, modal())
    for _ in range(2):
        await slack.client.views_push(trigger_id=slack.workspace.tickets.trigger(ADA), view=modal())
    fourth = slack.client.views_push(trigger_id=slack.workspace.tickets.trigger(ADA), view=modal())
    assert await slack.error(fourth) == "push_limit_reached"
    assert slack.workspace.view(ADA).root_id == view["id"]


async def test_an_element_of_a_modal_acts_and_is_remembered(slack: Any, app: AsyncApp) -> None:
    heard: list[dict[str, Any]] = []

    @app.action("pick")
    async def answer(ack: Any, body: dict[str, Any], client: Any) -> None:
        await ack()
        heard.append(body)
        await client.views_update(view_id=body["view"]["id"], hash=body["view"]["hash"], view=modal())

    select = {"type": "static_select", "action_id": "pick", "options": OPTIONS}
    view = await opened(slack, modal({"type": "actions", "block_id": "b", "elements": [select]}))
    assert (await slack.workspace.view_action(ADA, view["id"], "pick", selected="blue")).ok
    await slack.workspace.wait_for(lambda: slack.workspace.view(ADA).blocks == [])
    (body,) = heard
    assert body["view"]["state"]["values"]["b"]["pick"]["selected_option"] == OPTIONS[2]
    with pytest.raises(NoSuchThing):
        await slack.workspace.view_action(BEN, view["id"], "pick", selected="blue")


async def test_a_home_tab_is_published(slack: Any) -> None:
    home = {"type": "home", "blocks": [{"type": "header", "text": plain("Hello")}]}
    await slack.client.views_publish(user_id=ADA, view=home)
    assert slack.workspace.home(ADA).blocks[0]["text"]["text"] == "Hello"
    assert slack.workspace.view(ADA) is None


async def test_a_command_is_answered_to_the_person_alone(slack: Any, app: AsyncApp) -> None:
    heard: list[dict[str, Any]] = []

    @app.command("/patent")
    async def answer(ack: Any, command: dict[str, Any]) -> None:
        heard.append(command)
        await ack(f"You asked for {command['text']}.")

    outcome = await slack.workspace.command(ADA, PRODUCT_DESIGN, "/patent", "USD1055174S1")
    assert outcome.ok
    (message,) = slack.workspace.messages(PRODUCT_DESIGN)
    assert (message.text, message.ephemeral_to) == ("You asked for USD1055174S1.", ADA)
    assert "thread_ts" not in heard[0]


async def test_a_command_that_does_not_exist_is_not_sent(slack: Any) -> None:
    assert (await slack.workspace.command(ADA, PRODUCT_DESIGN, "/nothing")).status is Status.INVALID


async def test_a_message_shortcut_carries_the_message(slack: Any, app: AsyncApp) -> None:
    heard: list[dict[str, Any]] = []

    @app.shortcut("check")
    async def answer(ack: Any, shortcut: dict[str, Any]) -> None:
        await ack()
        heard.append(shortcut)

    ts = await slack.workspace.post(BEN, PRODUCT_DESIGN, "look")
    assert (await slack.workspace.message_shortcut(ADA, PRODUCT_DESIGN, ts, "check")).ok
    assert (heard[0]["type"], heard[0]["message"]["text"], heard[0]["user"]["id"]) == ("message_action", "look", ADA)
    assert (await slack.workspace.message_shortcut(ADA, PRODUCT_DESIGN, ts, "other")).status is Status.INVALID


async def test_a_response_url_changes_and_deletes_what_it_came_from(slack: Any) -> None:
    ts = await shown(slack, {"type": "divider"})
    webhook = AsyncWebhookClient(slack.workspace.tickets.response_url(PRODUCT_DESIGN, ADA, ts))
    answer = await webhook.send(text="changed", replace_original=True)
    assert (answer.status_code, answer.body) == (200, "ok")
    assert slack.workspace.message(PRODUCT_DESIGN, ts).text == "changed"
    await webhook.send(delete_original=True)
    assert slack.workspace.messages(PRODUCT_DESIGN) == []
    await webhook.send(text="for all", response_type="in_channel")
    assert [message.ephemeral_to for message in slack.workspace.messages(PRODUCT_DESIGN)] == [None]


async def test_a_response_url_is_good_five_times_and_for_half_an_hour(slack: Any, clock: Any) -> None:
    often = AsyncWebhookClient(slack.workspace.tickets.response_url(PRODUCT_DESIGN, ADA))
    for _ in range(5):
        assert (await often.send(text="x")).status_code == 200
    assert "used_url" in (await often.send(text="x")).body
    late = AsyncWebhookClient(slack.workspace.tickets.response_url(PRODUCT_DESIGN, ADA))
    clock.advance(1800)
    answer = await late.send(text="x")
    assert (answer.status_code, "expired_url" in answer.body) == (404, True)


async def test_refused_blocks_at_a_response_url_answer_404(slack: Any) -> None:
    webhook = AsyncWebhookClient(slack.workspace.tickets.response_url(PRODUCT_DESIGN, ADA))
    answer = await webhook.send(text="x", blocks=[{"type": "hologram"}])
    assert (answer.status_code, "invalid_blocks" in answer.body) == (404, True)
