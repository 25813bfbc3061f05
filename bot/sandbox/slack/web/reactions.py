"""reactions.*"""

import re
from dataclasses import replace

from bot.sandbox.slack.apierror import ApiError
from bot.sandbox.slack.payloads import message_payload, reactions_payload
from bot.sandbox.slack.records import JSON, ChangeKind, Message, Reaction
from bot.sandbox.slack.seed import BOT_USER_ID
from bot.sandbox.slack.web.access import joined_channel, posted_message
from bot.sandbox.slack.web.arguments import Arguments
from bot.sandbox.slack.web.method import Method
from bot.sandbox.slack.workspace import Workspace

MAX_REACTIONS = 23
_NAME = re.compile(r"[a-z0-9_+'-]+(?:::skin-tone-[2-6])?")
_NOT_SLACKS = frozenset(
    {
        "orange_circle",
        "yellow_circle",
        "green_circle",
        "blue_circle",
        "purple_circle",
        "brown_circle",
        "large_red_circle",
    }
)
"""Names of other emoji sets. Slack's own are ``large_orange_circle`` and so on, but ``red_circle``."""


async def add(workspace: Workspace, arguments: Arguments) -> JSON:
    message, name = _target(workspace, arguments), _name(arguments)
    others = [reaction for reaction in message.reactions if reaction.name != name]
    users = next((reaction.users for reaction in message.reactions if reaction.name == name), ())
    if BOT_USER_ID in users:
        raise ApiError("already_reacted")
    if not users and len(others) >= MAX_REACTIONS:
        raise ApiError("too_many_emoji")
    _store(workspace, message, [*others, Reaction(name, (*users, BOT_USER_ID))])
    return {}


async def remove(workspace: Workspace, arguments: Arguments) -> JSON:
    message, name = _target(workspace, arguments), _name(arguments)
    users = next((reaction.users for reaction in message.reactions if reaction.name == name), ())
    if BOT_USER_ID not in users:
        raise ApiError("no_reaction")
    left = tuple(user for user in users if user != BOT_USER_ID)
    others = [reaction for reaction in message.reactions if reaction.name != name]
    _store(workspace, message, [*others, *([Reaction(name, left)] if left else [])])
    return {}


async def get(workspace: Workspace, arguments: Arguments) -> JSON:
    message = _target(workspace, arguments)
    payload = message_payload(workspace.state, message)
    if message.reactions:
        payload["reactions"] = reactions_payload(message)
    return {"type": "message", "channel": message.channel, "message": payload}


def _target(workspace: Workspace, arguments: Arguments) -> Message:
    if "channel" not in arguments or "timestamp" not in arguments:
        raise ApiError("no_item_specified")
    channel = joined_channel(workspace, arguments.required("channel"))
    if channel.is_archived:
        raise ApiError("is_archived")
    return posted_message(workspace, channel.id, arguments.required("timestamp"))


def _name(arguments: Arguments) -> str:
    name = arguments.text("name").strip(":")
    if not _NAME.fullmatch(name) or name in _NOT_SLACKS:
        raise ApiError("invalid_name")
    return name


def _store(workspace: Workspace, message: Message, reactions: list[Reaction]) -> None:
    workspace.state.put_message(replace(message, reactions=tuple(reactions)), ChangeKind.REACTION)


METHODS = {
    "reactions.add": Method(add, ("reactions:write",)),
    "reactions.remove": Method(remove, ("reactions:write",)),
    "reactions.get": Method(get, ("reactions:read",)),
}
