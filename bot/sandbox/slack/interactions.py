"""What people do with what the app shows them: clicks, forms, commands, shortcuts. Each waits for the app's ack."""

from collections.abc import Mapping
from dataclasses import replace

from bot.sandbox.slack.apierror import ApiError
from bot.sandbox.slack.content import ContentRules
from bot.sandbox.slack.delivery import Delivery
from bot.sandbox.slack.elements import Picked, Values, action_of, find_element, initial_values, is_empty, state_of
from bot.sandbox.slack.manifest import Manifest
from bot.sandbox.slack.modals import Modals
from bot.sandbox.slack.outbox import Outbox
from bot.sandbox.slack.payloads import (
    VERIFICATION_TOKEN,
    channel_in_interaction,
    interaction_base,
    message_payload,
    view_payload,
)
from bot.sandbox.slack.records import JSON, Message, NoSuchThing, Outcome, Said, Status, View
from bot.sandbox.slack.seed import APP_ID, TEAM_DOMAIN, TEAM_ID
from bot.sandbox.slack.state import State
from bot.sandbox.slack.tickets import Tickets

Inputs = Mapping[str, Mapping[str, Picked]]
"""block_id -> action_id -> what was typed or picked."""


class Interactions:
    """Builds the payloads, sends them, and carries out what the ack asks for."""

    def __init__(
        self,
        *,
        state: State,
        delivery: Delivery,
        tickets: Tickets,
        modals: Modals,
        outbox: Outbox,
        rules: ContentRules,
        manifest: Manifest,
    ) -> None:
        self._state = state
        self._delivery = delivery
        self._tickets = tickets
        self._modals = modals
        self._outbox = outbox
        self._rules = rules
        self._manifest = manifest
        self._message_values: dict[tuple[str, str, str], Values] = {}

    async def click(
        self,
        user_id: str,
        message: Message,
        action_id: str,
        *,
        block_id: str | None = None,
        value: str | None = None,
        picked: Picked = None,
    ) -> Outcome:
        if message.ephemeral_to not in {None, user_id}:
            raise NoSuchThing("message", f"{message.channel}/{message.ts}")
        block, element = find_element(message.blocks, action_id, block_id)
        values = initial_values(message.blocks, self._message_values.get((message.channel, message.ts, user_id)))
        if action_id in values.get(block["block_id"], {}):
            values[block["block_id"]][action_id] = state_of(element, value, picked)
        self._message_values[message.channel, message.ts, user_id] = values
        channel = self._state.channel(message.channel)
        container: JSON = {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": channel.id,
            "is_ephemeral": message.ephemeral_to is not None,
        }
        if message.thread_ts:
            container["thread_ts"] = message.thread_ts
        payload = interaction_base(self._state, "block_actions", user_id) | {
            "container": container,
            "trigger_id": self._tickets.trigger(user_id),
            "channel": channel_in_interaction(channel),
            "state": {"values": values},
            "response_url": self._tickets.response_url(channel.id, user_id, message.ts),
            "actions": [action_of(block, element, value, picked, self._state.next_ts())],
        }
        if message.ephemeral_to is None:
            payload["message"] = message_payload(self._state, message)
        return await self._delivery.request("interactive", payload)

    async def view_action(
        self,
        user_id: str,
        view_id: str,
        action_id: str,
        *,
        block_id: str | None = None,
        value: str | None = None,
        picked: Picked = None,
        inputs: Inputs | None = None,
    ) -> Outcome:
        view = self._owned(user_id, view_id)
        if inputs:
            view = self._filled(view, inputs)
            self._state.put_view(view)
        block, element = find_element(view.blocks, action_id, block_id)
        if action_id in view.values.get(block["block_id"], {}):
            view = self._filled(view, {block["block_id"]: {action_id: picked if picked is not None else value}})
            self._state.put_view(view)
        payload = interaction_base(self._state, "block_actions", user_id) | {
            "container": {"type": "view", "view_id": view.id},
            "trigger_id": self._tickets.trigger(user_id),
            "view": view_payload(view),
            "actions": [action_of(block, element, value, picked, self._state.next_ts())],
        }
        return await self._delivery.request("interactive", payload)

    async def submit_view(self, user_id: str, view_id: str, inputs: Inputs) -> Outcome:
        view = self._filled(self._owned(user_id, view_id), inputs)
        self._state.put_view(view)
        if missing := _incomplete(view):
            return Outcome(Status.INVALID, errors=missing)
        payload = interaction_base(self._state, "view_submission", user_id) | {
            "trigger_id": self._tickets.trigger(user_id),
            "view": view_payload(view),
            "response_urls": [],
        }
        outcome = await self._delivery.request("interactive", payload)
        if outcome.status is not Status.OK:
            return outcome
        try:
            return replace(outcome, errors=await self._after_submission(view, outcome.response or {}))
        except ApiError as error:
            return Outcome(Status.REFUSED, response=outcome.response, errors={"": str(error)})

    async def close_view(self, user_id: str, view_id: str) -> Outcome:
        view = self._owned(user_id, view_id)
        clear = bool(view.content.get("clear_on_close"))
        self._state.drop_views(user_id, down_to=None if clear else view_id)
        if not view.content.get("notify_on_close"):
            return Outcome(Status.OK)
        payload = interaction_base(self._state, "view_closed", user_id)
        return await self._delivery.request("interactive", payload | {"view": view_payload(view), "is_cleared": clear})

    async def command(self, user_id: str, channel_id: str, command: str, text: str) -> Outcome:
        if self._manifest.commands is not None and command not in self._manifest.commands:
            return Outcome(Status.INVALID, errors={"": Said("slack-no-command", {"command": command})})
        user, channel = self._state.user(user_id), self._state.channel(channel_id)
        if user.team_id:
            return Outcome(
                Status.INVALID, errors={"": Said("slack-foreign-command", {"command": command, "team": user.team_id})}
            )
        payload: JSON = {
            "token": VERIFICATION_TOKEN,
            "team_id": TEAM_ID,
            "team_domain": TEAM_DOMAIN,
            "channel_id": channel.id,
            "channel_name": channel_in_interaction(channel)["name"],
            "user_id": user.id,
            "user_name": user.name,
            "command": command,
            "text": text,
            "api_app_id": APP_ID,
            "is_enterprise_install": "false",
            "response_url": self._tickets.response_url(channel.id, user.id),
            "trigger_id": self._tickets.trigger(user.id),
        }
        outcome = await self._delivery.request("slash_commands", payload)
        if outcome.status is Status.OK and outcome.response:
            try:
                await self._answer_command(user_id, channel_id, outcome.response)
            except ApiError as error:
                return Outcome(Status.REFUSED, response=outcome.response, errors={"": str(error)})
        return outcome

    async def message_shortcut(self, user_id: str, message: Message, callback_id: str) -> Outcome:
        channel = self._state.channel(message.channel)
        return await self._shortcut(
            interaction_base(self._state, "message_action", user_id)
            | {
                "callback_id": callback_id,
                "trigger_id": self._tickets.trigger(user_id),
                "response_url": self._tickets.response_url(channel.id, user_id, message.ts),
                "action_ts": self._state.next_ts(),
                "message_ts": message.ts,
                "channel": channel_in_interaction(channel),
                "message": message_payload(self._state, message),
            }
        )

    async def shortcut(self, user_id: str, callback_id: str) -> Outcome:
        return await self._shortcut(
            interaction_base(self._state, "shortcut", user_id)
            | {
                "callback_id": callback_id,
                "trigger_id": self._tickets.trigger(user_id),
                "action_ts": self._state.next_ts(),
            }
        )

    async def _shortcut(self, payload: JSON) -> Outcome:
        if payload["user"]["team_id"] != TEAM_ID:
            return Outcome(Status.INVALID, errors={"": Said("slack-foreign-shortcut")})
        known = self._manifest.shortcuts
        if known is not None and payload["callback_id"] not in known:
            return Outcome(Status.INVALID, errors={"": Said("slack-no-shortcut", {"name": payload["callback_id"]})})
        return await self._delivery.request("interactive", payload)

    async def _answer_command(self, user_id: str, channel_id: str, response: JSON) -> None:
        draft = await self._rules.message(response)
        in_channel = response.get("response_type") == "in_channel"
        self._outbox.post(channel_id, draft, ephemeral_to=None if in_channel else user_id)

    async def _after_submission(self, view: View, response: JSON) -> Mapping[str, str]:
        """Carry out the ``response_action``; returns the errors that it puts beside inputs."""
        match response.get("response_action"):
            case None:
                self._state.drop_views(view.user, down_to=view.id)
            case "clear":
                self._state.drop_views(view.user)
            case "errors":
                errors: dict[str, str] = response.get("errors") or {}
                inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
                if not errors or not errors.keys() <= inputs:
                    raise ApiError("invalid_arguments", messages=["errors must name input blocks of the view"])
                return errors
            case "update":
                content = await self._rules.view(response.get("view"))
                if view.id in self._state.views:
                    self._modals.update(self._state.view(view.id), content)
            case "push":
                self._modals.push(view.user, await self._rules.view(response.get("view")))
            case other:
                raise ApiError("invalid_arguments", messages=[f"unknown response_action: {other}"])
        return {}

    def _owned(self, user_id: str, view_id: str) -> View:
        view = self._state.view(view_id)
        if view.user != user_id:
            raise NoSuchThing("view", view_id)
        return view

    def _filled(self, view: View, inputs: Inputs) -> View:
        """The view with these inputs in its state."""
        values: Values = {block_id: dict(states) for block_id, states in view.values.items()}
        for block_id, states in inputs.items():
            for action_id, raw in states.items():
                _, element = find_element(view.blocks, action_id, block_id)
                typed = raw if isinstance(raw, str) else None
                values[block_id][action_id] = state_of(element, typed, raw)
        return replace(view, values=values)


def _incomplete(view: View) -> dict[str, Said]:
    """What Slack's own form refuses before the app hears of it."""
    errors: dict[str, Said] = {}
    for block in view.blocks:
        if block["type"] != "input":
            continue
        state = view.values[block["block_id"]][block["element"]["action_id"]]
        typed, longest = state.get("value"), block["element"].get("max_length")
        if is_empty(state) and not block.get("optional"):
            errors[block["block_id"]] = Said("slack-field-required")
        elif isinstance(typed, str) and longest and len(typed) > longest:
            errors[block["block_id"]] = Said("slack-field-too-long", {"characters": longest})
    return errors
