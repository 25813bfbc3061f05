"""Forged ids, of other channels, other workspaces, and none at all: for everything that the app listens to."""

import asyncio
import copy
import json
from collections.abc import Callable
from functools import partial

import pytest
from slack_bolt.async_app import AsyncApp

from bot.channels import ChannelService, ChannelStore
from bot.model import Mode
from bot.sandbox.patsnap.catalogue import load_catalogue
from bot.sandbox.slack import ADA, CHEN, PRIVATE_LAUNCH, PRODUCT_DESIGN
from bot.sandbox.slack.events import Event
from bot.sandbox.slack.limits import RateLimiter
from bot.sandbox.slack.seed import TEAM_ID
from formatters.actions import (
    CHANNEL_MODES,
    COMPARISONS_TURNS,
    DETAILS_BUTTONS,
    DETAILS_FAMILY,
    DETAILS_OLDER,
    SETTINGS_OPEN,
)
from tests.app import drawn

OTHER_TEAM = "T0OTHER001"
SECRET = "spring-secret.png"
NONSENSE = ("", "0" * 32, "nonsense", "x" * 2000, "\x00", "\ud800", "' OR 1=1 --", "<!channel>", "../..", "{}", "null")


@pytest.fixture
def registered(monkeypatch) -> set[tuple[str, str]]:
    """Everything that listeners are registered for, as the app starts."""
    found: set[tuple[str, str]] = set()

    def record(kind: str) -> Callable:
        original = getattr(AsyncApp, kind)

        def register(self, constraint, *arguments, **options):
            found.add((kind, constraint))
            return original(self, constraint, *arguments, **options)

        return register

    for kind in ("event", "action", "view", "shortcut", "command"):
        monkeypatch.setattr(AsyncApp, kind, record(kind))
    return found


class Forger:
    """Sends what Slack would send, changed on its way, and notes for what listener that was."""

    def __init__(self, world) -> None:
        self.world = world
        self.delivery = world.slack.delivery
        self.tried: set[tuple[str, str]] = set()
        self.seen: list[dict] = []
        self._request = self.delivery.request

    async def sent(self, work, **changes):
        """What comes of an interaction; changes: dotted path -> value (``actions.0.value``)."""

        async def request(kind, payload):
            payload = copy.deepcopy(payload)
            for path, value in changes.items():
                *parents, last = path.split("__")
                place = payload
                for name in parents:
                    place = place[int(name)] if name.isdigit() else place[name]
                place[last] = value
            self._note(payload)
            return await self._request(kind, payload)

        self.delivery.request = request
        try:
            return await work()
        finally:
            self.delivery.request = self._request

    def _note(self, payload) -> None:
        match payload.get("type"):
            case "block_actions":
                self.tried.add(("action", payload["actions"][0]["action_id"]))
            case "view_submission":
                self.tried.add(("view", payload["view"]["callback_id"]))
            case "message_action":
                self.tried.add(("shortcut", payload["callback_id"]))
            case _:
                self.tried.add(("command", payload["command"]))

    async def event(self, inner: dict, *, team: str) -> None:
        """Deliver an event and wait for its ack."""
        self.tried.add(("event", inner["type"]))
        payload = {"type": "event_callback", "team_id": team, "event_id": f"Ev{len(self.tried)}{team}", "event": inner}
        payload["authorizations"] = [{"team_id": team, "user_id": "U0LOOKALIKE", "is_bot": True}]
        self.delivery.send_events([Event(payload["event_id"], payload)])
        await self.world.wait_for(lambda: all(attempt.acked for attempt in self.delivery.attempts))


def told(world, user=CHEN, channel=PRODUCT_DESIGN):
    return [message for message in world.slack.state.messages(channel) if message.ephemeral_to == user]


def shown(world):
    """All that Chen, who is not in the private channel, can read; modals included."""
    messages = world.slack.state.messages(PRODUCT_DESIGN)
    visible = [message for message in messages if message.ephemeral_to in {None, CHEN}]
    view = world.slack.view(CHEN)
    return json.dumps([[message.text, message.blocks] for message in visible] + [view.content if view else None])


def value_of(message, action_id):
    for block in message.blocks:
        for element in [*block.get("elements", ()), block.get("accessory") or {}]:
            if element.get("action_id") == action_id:
                return element["value"]
    raise AssertionError(f"no {action_id}")


async def similar_page(world, ts, channel):
    await world.slack.message_shortcut(ADA, channel, ts, "similar_message")

    def page():
        thread = world.slack.thread(channel, ts)
        return [one for one in thread if (one.metadata or {}).get("event_type") == "lookalike_similar"]

    (found,) = await world.wait_for(page)
    return found


async def answered(world, forger, work, words, **changes):
    """Forge, and wait until Chen is told these words; nothing else may have changed."""
    before = len(told(world))
    await forger.sent(work, **changes)
    await world.wait_for(lambda: len(told(world)) > before and words in told(world)[-1].text)
    assert SECRET not in shown(world)


async def ignored(world, forger, work, **changes):
    """Forge, and see that it is acked and nothing comes of it, for anybody."""
    before = (len(world.slack.state.messages(PRODUCT_DESIGN)), dict(world.patsnap.calls))
    outcome = await forger.sent(work, **changes)
    assert outcome.status == "ok"
    assert not outcome.response
    assert (len(world.slack.state.messages(PRODUCT_DESIGN)), dict(world.patsnap.calls)) == before


async def test_no_forged_id_shows_or_changes_anything_for_any_listener(world, registered, running):
    world.slack.limiter = RateLimiter(None, world.slack.state.clock)  # more answers than Slack takes in a minute
    world.slack.choose_locale(CHEN, "en-US")
    async with running() as app:
        forger = Forger(world)
        here_ts = await world.post(("mug.png", drawn.PNG))
        there_ts = await world.post((SECRET, drawn.encoded("PNG", size=(490, 480))), channel=PRIVATE_LAUNCH)
        (here,) = await world.wait_for_replies(here_ts)
        (there,) = await world.wait_for_replies(there_ts, channel=PRIVATE_LAUNCH)
        here_page = await similar_page(world, here_ts, PRODUCT_DESIGN)
        there_page = await similar_page(world, there_ts, PRIVATE_LAUNCH)
        secret_id = value_of(there, "report_comparisons")
        secret_post = (await _post_ids(app))[there_ts]
        submits, checks = world.patsnap.calls["submit"], await _counts(app)

        async def press(message=here, action="report_comparisons"):
            return await world.slack.click(CHEN, PRODUCT_DESIGN, message.ts, action)

        buttons = {
            "report_comparisons": (secret_id, value_of(here, "report_comparisons"), "no longer here"),
            "report_again": (secret_id, value_of(here, "report_comparisons"), "no longer here"),
            "report_export": (secret_id, value_of(here, "report_comparisons"), "nothing to export"),
            "retry_check": (secret_id, value_of(here, "report_comparisons"), "no longer here"),
            "cancel_checks": (secret_post, (await _post_ids(app))[here_ts], "no longer here"),
            "similar_post": (secret_post, (await _post_ids(app))[here_ts], "no longer here"),
            "similar_more": (
                value_of(there_page, "similar_more"),
                value_of(here_page, "similar_more"),
                "no longer here",
            ),
            "similar_filters": (
                value_of(there_page, "similar_filters"),
                value_of(here_page, "similar_filters"),
                "no longer here",
            ),
            "patent_share": (None, None, "too old"),
        }
        for action, (another, genuine, words) in buttons.items():
            for forged in (*NONSENSE, another):
                if forged is not None:
                    forgery = {"actions__0__action_id": action, "actions__0__value": forged}
                    await answered(world, forger, press, words, **forgery)
            if genuine is not None:
                forgery = {"actions__0__action_id": action, "actions__0__value": genuine, "team__id": OTHER_TEAM}
                await ignored(world, forger, press, **forgery)
        assert await _counts(app) == checks
        assert world.slack.view(CHEN) is None

        # Patents are public, and so is their number; what checks came across them is not.
        number = next(block["subtitle"]["text"].split()[0] for block in there.blocks if block["type"] == "container")
        looked_up = {"actions__0__action_id": "patent_look_up"}
        for forged in (*NONSENSE, number):
            before = len(told(world))
            await forger.sent(press, **looked_up, actions__0__value=forged)
            await world.wait_for(lambda before=before: len(told(world)) >= before + 2)
            assert SECRET not in shown(world)
        for forged in NONSENSE:  # no number can be read from it, and that is said
            before = len(told(world))
            await forger.sent(press, actions__0__action_id="patent_reading", actions__0__value=forged)
            await world.wait_for(lambda before=before: len(told(world)) > before)
            assert SECRET not in shown(world)
        for action in ("patent_look_up", "patent_reading"):
            forgery = {"actions__0__action_id": action, "actions__0__value": number, "team__id": OTHER_TEAM}
            await ignored(world, forger, press, **forgery)

        await _forge_views(world, forger, press, here, here_page, there_page, secret_id)
        await _forge_comparison(world, forger, press, number, secret_id)
        await _forge_export(world, forger, press, secret_id)
        await _forge_again(world, forger, press, secret_id)
        await _forge_details(world, forger, press, number, secret_id)
        await _forge_question(world, forger, app)
        await _forge_settings(world, forger, press)
        await _forge_shortcuts_and_commands(world, forger, here_ts, number)
        await _forge_events(world, forger, app, there_ts)
        assert world.patsnap.calls["submit"] == submits
        ignored_kinds = [_ignored_of(app, kind) for kind in ("event", "interaction", "command")]
        assert all(ignored_kinds), ignored_kinds
    assert forger.tried == registered


def _ignored_of(app, kind) -> float | None:
    return app.metrics.registry.get_sample_value("lookalike_foreign_total", {"kind": kind})


async def _forge_views(world, forger, press, here, here_page, there_page, secret_id):
    """What a modal carries in its private_metadata."""
    own = value_of(here, "report_comparisons")
    states = [
        *NONSENSE,
        json.dumps({"check": secret_id, "channel": PRODUCT_DESIGN, "page": 0}),
        json.dumps({"check": own, "channel": PRIVATE_LAUNCH, "page": 0}),
        json.dumps({"check": "\x00", "channel": "\x00", "page": 0}),
        json.dumps({"check": own, "channel": PRODUCT_DESIGN, "page": "0"}),
    ]
    for action in (*COMPARISONS_TURNS, "comparisons_all", "comparisons_filter", "comparisons_table"):
        for state in states:
            await press()
            view = await world.wait_for(lambda: world.slack.view(CHEN))

            async def turn(view=view):
                return await world.slack.view_action(CHEN, view.id, "comparisons_next")

            await ignored(world, forger, turn, team__id=OTHER_TEAM, actions__0__action_id=action)
            await forger.sent(turn, view__private_metadata=state, actions__0__action_id=action)
            await world.wait_for(lambda: "no longer here" in str(world.slack.view(CHEN).content))
            assert SECRET not in shown(world)
            await world.slack.close_view(CHEN, view.id)
    await _forge_comparisons_form(world, forger, press, states)
    await press()
    view = await world.wait_for(lambda: world.slack.view(CHEN))
    opens = next(block["block_id"] for block in view.blocks if "comparisons_open" in str(block))
    await world.slack.view_action(CHEN, view.id, "comparisons_open", block_id=opens)
    view = await world.wait_for(
        lambda: "Comparison 1 of" in str(world.slack.view(CHEN).content) and world.slack.view(CHEN)
    )
    block = next(block for block in view.blocks if "patent_look_up" in str(block))

    async def look_up():
        await world.slack.view_action(CHEN, view.id, "patent_look_up", block_id=block["block_id"])

    await forger.sent(look_up, view__private_metadata=states[-4])
    await world.wait_for(lambda: "Publication:" in str(world.slack.view(CHEN).content))
    assert SECRET not in shown(world)
    while open_view := world.slack.view(CHEN):
        await world.slack.close_view(CHEN, open_view.id)

    search, another = value_of(here_page, "similar_filters"), value_of(there_page, "similar_filters")
    elsewhere = await asyncio.start_server(lambda *_: pytest.fail("told to somebody else"), "127.0.0.1", 0)
    address = f"http://127.0.0.1:{elsewhere.sockets[0].getsockname()[1]}/"
    forms = [
        {"search": search, "channel": PRIVATE_LAUNCH, "response_url": ""},
        {"search": another, "channel": PRODUCT_DESIGN, "response_url": ""},
        {"search": "\x00", "channel": PRODUCT_DESIGN, "response_url": address},
        {"search": another, "channel": PRODUCT_DESIGN, "response_url": address},
    ]
    searches = world.patsnap.calls["search-id"]
    async with elsewhere:
        view = await _form(world, here_page)
        await ignored(world, forger, lambda: world.slack.submit_view(CHEN, view.id), team__id=OTHER_TEAM)
        for forgery in [{"view__private_metadata": json.dumps(form)} for form in forms]:
            view = await _form(world, here_page)
            count = len(told(world))
            outcome = await forger.sent(lambda view=view: world.slack.submit_view(CHEN, view.id), **forgery)
            assert outcome.status == "ok"
            if PRIVATE_LAUNCH not in str(forgery):  # nobody is told anything in a channel that they are not in
                await world.wait_for(lambda count=count: len(told(world)) > count)
            assert SECRET not in shown(world)
        for state in NONSENSE:
            view = await _form(world, here_page)
            outcome = await forger.sent(
                lambda view=view: world.slack.submit_view(CHEN, view.id), view__private_metadata=state
            )
            assert "no longer here" in outcome.errors["country"]
            await world.slack.close_view(CHEN, view.id)
    assert world.patsnap.calls["search-id"] == searches


async def _forge_comparisons_form(world, forger, press, states):
    """The form with the filters of a report's comparisons."""

    async def submit():
        return await world.slack.submit_view(CHEN, world.slack.view(CHEN).id)

    for changes in (*({"view__private_metadata": state} for state in states), {"team__id": OTHER_TEAM}):
        await press()
        view = await world.wait_for(lambda: world.slack.view(CHEN))
        await world.slack.view_action(CHEN, view.id, "comparisons_filter")
        await world.wait_for(lambda: "submit" in world.slack.view(CHEN).content)
        if "team__id" in changes:  # what is only acked closes the form
            await ignored(world, forger, submit, **changes)
            return
        await forger.sent(submit, **changes)
        await world.wait_for(lambda: "no longer here" in str(world.slack.view(CHEN).content))
        assert SECRET not in shown(world)
        await world.slack.close_view(CHEN, view.id)


async def _forge_comparison(world, forger, press, number, secret_id):
    """The button that compares a picture with a patent, and its form."""
    compare = {"actions__0__action_id": "patent_compare"}
    await ignored(world, forger, press, **compare, actions__0__value=number, team__id=OTHER_TEAM)
    await answered(world, forger, press, "too old", **compare, actions__0__value="nonsense")

    async def submit():
        return await world.slack.submit_view(CHEN, world.slack.view(CHEN).id)

    for team in ({"team__id": OTHER_TEAM}, {}):
        await forger.sent(press, **compare, actions__0__value=number)
        await world.wait_for(lambda: world.slack.view(CHEN))
        assert SECRET not in shown(world)
        if team:  # what is only acked closes the form
            await ignored(world, forger, submit, **team)
    for forged in (*NONSENSE, f"{secret_id}/0", f"{secret_id}/x"):
        chosen = {"view__state": {"values": {"picture": {"picture": {"selected_option": {"value": forged}}}}}}
        outcome = await forger.sent(submit, **chosen)
        assert "no longer here" in outcome.errors["picture"]
    for state in NONSENSE:
        outcome = await forger.sent(submit, view__private_metadata=state)
        assert "no longer here" in outcome.errors["picture"]
    await world.slack.close_view(CHEN, world.slack.view(CHEN).id)


async def _forge_again(world, forger, press, secret_id):
    """The form that asks a question otherwise: its check may be no other channel's."""
    await press(action="report_again")
    view = await world.wait_for(lambda: world.slack.view(CHEN))

    async def submit():
        return await world.slack.submit_view(CHEN, view.id)

    for state in (*NONSENSE, json.dumps({"check": secret_id, "channel": PRODUCT_DESIGN})):
        outcome = await forger.sent(submit, view__private_metadata=state)
        assert "no longer here" in str(outcome.errors), state
    await ignored(world, forger, submit, team__id=OTHER_TEAM)


async def _forge_export(world, forger, press, secret_id):
    """The form that asks which file a report is to become."""

    async def submit():
        return await world.slack.submit_view(CHEN, world.slack.view(CHEN).id)

    states = [*NONSENSE, json.dumps({"check": secret_id, "channel": PRODUCT_DESIGN})]
    for changes in ({"team__id": OTHER_TEAM}, *({"view__private_metadata": state} for state in states)):
        await forger.sent(lambda: press(action="report_export"))
        await world.wait_for(lambda: world.slack.view(CHEN))
        await forger.sent(submit, **changes)
    await world.wait_for(lambda: "nothing to export" in told(world)[-1].text)
    assert "lookalike_export" not in shown(world)
    assert SECRET not in shown(world)


async def _forge_question(world, forger, app):
    """The buttons under a post that waits for somebody's word."""
    consent = app.checks.service.consent
    defaults = await consent.settings_of("T0NOTHING", "C0NOTHING")
    service = ChannelService(store=ChannelStore(consent.database, consent.clock), defaults=defaults)
    for channel in (PRODUCT_DESIGN, PRIVATE_LAUNCH):
        change = {"team_id": TEAM_ID, "channel_id": channel, "user_id": ADA}
        await service.change({"mode": Mode.ASK}, **change)
    here_ts = await world.post(("asked.png", drawn.encoded("PNG", size=(470, 480))))
    there_ts = await world.post((SECRET, drawn.encoded("PNG", size=(460, 480))), channel=PRIVATE_LAUNCH)
    (asked,) = await world.wait_for(lambda: world.progress(here_ts))
    await world.wait_for(lambda: world.progress(there_ts, PRIVATE_LAUNCH))
    ids = await _post_ids(app)

    async def press(action="ask_check"):
        return await world.slack.click(CHEN, PRODUCT_DESIGN, asked.ts, action)

    for action in ("ask_check", "ask_not"):
        for forged in (*NONSENSE, ids[there_ts], f"{ids[here_ts]}/{'0' * 32}", f"{ids[here_ts]}/x"):
            work = partial(press, action)
            await answered(world, forger, work, "answered already", actions__0__value=forged)
        await ignored(world, forger, partial(press, action), team__id=OTHER_TEAM)
    await press("ask_not")
    await world.wait_for(lambda: not world.progress(here_ts))
    assert world.progress(there_ts, PRIVATE_LAUNCH)
    for channel in (PRODUCT_DESIGN, PRIVATE_LAUNCH):
        change = {"team_id": TEAM_ID, "channel_id": channel, "user_id": ADA}
        await service.change({"mode": Mode.EVERY}, **change)


async def _forge_settings(world, forger, press):
    """The buttons of the welcome, and the form with the settings."""
    for action in CHANNEL_MODES.values():
        await ignored(world, forger, press, actions__0__action_id=action, team__id=OTHER_TEAM)
    opening = {"actions__0__action_id": SETTINGS_OPEN}
    await ignored(world, forger, press, **opening, team__id=OTHER_TEAM)

    async def submit():
        return await world.slack.submit_view(CHEN, world.slack.view(CHEN).id)

    await forger.sent(press, **opening)
    await world.wait_for(lambda: world.slack.view(CHEN))
    await ignored(world, forger, submit, team__id=OTHER_TEAM)
    await forger.sent(press, **opening)
    await world.wait_for(lambda: world.slack.view(CHEN))
    for state in NONSENSE:
        outcome = await forger.sent(submit, view__private_metadata=state)
        assert "could not be read" in outcome.errors["mode"]
    for values in ({}, {"mode": {"value": {"selected_option": {"value": "never"}}}}):
        outcome = await forger.sent(submit, view__state={"values": values})
        assert "could not be read" in outcome.errors["mode"]
    await world.slack.close_view(CHEN, world.slack.view(CHEN).id)


async def _forge_details(world, forger, press, number, secret_id):
    """The buttons that tell more of a patent, which is public; what checks came across it is not."""
    patent_id = load_catalogue().by_number[number].patent_id
    paid = dict(world.patsnap.calls)
    for action, forgeries in (
        ("patent_details", NONSENSE),
        ("report_details", (*NONSENSE, f"{secret_id}/{patent_id}", secret_id)),
    ):
        genuine = {"actions__0__action_id": action, "actions__0__value": patent_id}
        await ignored(world, forger, press, **genuine, team__id=OTHER_TEAM)
        for forged in forgeries:
            await forger.sent(press, actions__0__action_id=action, actions__0__value=forged)
            await world.wait_for(
                lambda: world.slack.view(CHEN) and "no longer kept" in str(world.slack.view(CHEN).content)
            )
            assert SECRET not in shown(world)
            await world.slack.close_view(CHEN, world.slack.view(CHEN).id)
    assert dict(world.patsnap.calls) == paid

    await forger.sent(press, actions__0__action_id="patent_details", actions__0__value=patent_id)
    await world.wait_for(lambda: DETAILS_FAMILY in str(getattr(world.slack.view(CHEN), "content", "")))
    view = world.slack.view(CHEN)

    async def turn():
        return await world.slack.view_action(CHEN, view.id, DETAILS_FAMILY)

    for action in (*DETAILS_BUTTONS, DETAILS_OLDER):
        await ignored(world, forger, turn, team__id=OTHER_TEAM, actions__0__action_id=action)
        for state in NONSENSE:
            await forger.sent(turn, view__private_metadata=state, actions__0__action_id=action)
        for value in NONSENSE:
            await forger.sent(turn, actions__0__value=value, actions__0__action_id=action)
    assert SECRET not in shown(world)
    await world.slack.close_view(CHEN, view.id)


async def _form(world, page):
    await world.slack.click(CHEN, PRODUCT_DESIGN, page.ts, "similar_filters")
    return await world.wait_for(lambda: world.slack.view(CHEN))


async def _forge_shortcuts_and_commands(world, forger, here_ts, number):
    for shortcut in ("check_message", "similar_message"):
        await ignored(
            world,
            forger,
            lambda shortcut=shortcut: world.slack.message_shortcut(CHEN, PRODUCT_DESIGN, here_ts, shortcut),
            team__id=OTHER_TEAM,
        )
    for command, text in (("/lookalike", "history"), ("/patent", number)):
        await ignored(
            world,
            forger,
            lambda command=command, text=text: world.slack.command(ADA, PRODUCT_DESIGN, command, text),
            team_id=OTHER_TEAM,
        )
    await world.slack.command(CHEN, PRODUCT_DESIGN, "/lookalike", "history")
    assert "not asked" in told(world, CHEN)[-1].text
    before = len(told(world, CHEN))
    await world.slack.command(CHEN, PRODUCT_DESIGN, "/patent", number)
    await world.wait_for(lambda: len(told(world, CHEN)) >= before + 2)
    assert SECRET not in str(told(world, CHEN)[-1].blocks)


async def _forge_events(world, forger, app, there_ts):
    """What another workspace says of its own messages and files changes nothing here."""
    (file_id,) = world.slack.message(PRIVATE_LAUNCH, there_ts).file_ids
    before = await _counts(app)
    deleted = {"type": "message", "subtype": "message_deleted", "channel": PRIVATE_LAUNCH, "deleted_ts": there_ts}
    await forger.event({**deleted, "ts": "1.1", "channel_type": "group"}, team=OTHER_TEAM)
    await forger.event({"type": "file_deleted", "file_id": file_id, "event_ts": "1.2"}, team=OTHER_TEAM)
    await forger.event({"type": "file_shared", "file_id": file_id, "event_ts": "1.3"}, team=OTHER_TEAM)
    mention = {"type": "app_mention", "channel": PRIVATE_LAUNCH, "ts": "1.4", "thread_ts": there_ts, "text": "check"}
    await forger.event({**mention, "bot_id": "B1"}, team=OTHER_TEAM)
    gone_and_back = ("channel_deleted", "group_deleted", "channel_unarchive", "group_unarchive")
    for name in (*gone_and_back, "channel_shared", "channel_unshared"):
        await forger.event({"type": name, "channel": PRIVATE_LAUNCH, "event_ts": "1.5"}, team=OTHER_TEAM)
    joined = {"type": "member_joined_channel", "user": "U0LOOKALIKE", "channel": PRIVATE_LAUNCH, "event_ts": "1.6"}
    await forger.event(joined, team=OTHER_TEAM)
    item = {"type": "message", "channel": PRIVATE_LAUNCH, "ts": there_ts}
    reacted = {"type": "reaction_added", "user": CHEN, "reaction": "mag_right", "item": item, "event_ts": "1.65"}
    await forger.event(reacted, team=OTHER_TEAM)
    picture = {"id": "F0THEIRS01", "name": "mug.png", "mimetype": "image/png", "filetype": "png", "mode": "hosted"}
    posted = {"type": "message", "subtype": "file_share", "user": CHEN, "files": [picture], "channel_type": "group"}
    await forger.event({**posted, "channel": PRIVATE_LAUNCH, "ts": "1.7", "text": ""}, team=OTHER_TEAM)
    await forger.event({"type": "tokens_revoked", "tokens": {"bot": ["U0LOOKALIKE"]}}, team=OTHER_TEAM)
    await forger.event({"type": "app_uninstalled"}, team=OTHER_TEAM)
    assert await _counts(app) == before


async def _post_ids(app):
    from sqlalchemy import select

    from bot.storage.tables import posts

    async with app.checks.worker.queries.database.connect() as connection:
        return {row.message_ts: row.id for row in await connection.execute(select(posts.c.id, posts.c.message_ts))}


async def _counts(app):
    """How many checks there are, by stage."""
    from sqlalchemy import func, select

    from bot.storage.tables import checks

    async with app.checks.worker.queries.database.connect() as connection:
        result = await connection.execute(select(checks.c.stage, func.count()).group_by(checks.c.stage))
        return dict(tuple(row) for row in result)
