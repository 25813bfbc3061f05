"""Workspace records -> the JSON that the page's scripts read."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from bot.languages import Translator
from bot.model.language import ENGLISH
from bot.sandbox.page.languages import page_translator
from bot.sandbox.slack import BOT_USER_ID, Channel, ChannelKind, File, Message, User, View, Workspace

JSON = dict[str, Any]

SHOWN_INLINE = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "image/bmp"})
"""What browsers draw themselves. SVG is left out: it can carry scripts."""


def state_json(tr: Translator, workspace: Workspace, viewer: User, samples: Sequence[str]) -> JSON:
    """Everything besides messages and views.

    Args:
        samples: their names.
    """
    manifest = workspace.manifest
    return {
        "me": viewer.id,
        "app": BOT_USER_ID,
        "connections": workspace.delivery.connections,
        "users": {user.id: _user(user) for user in workspace.users()},
        "channels": [_channel(tr, workspace, channel, viewer) for channel in workspace.channels(viewer.id)],
        "commands": [
            {"command": command, "hint": _hint(tr, command, manifest.command_hints.get(command, ""))}
            for command in sorted(manifest.commands or ())
        ],
        "shortcuts": [
            {"callback_id": key, "name": _own(tr, f"shortcut-{key}", name)}
            for key, name in manifest.message_shortcuts.items()
        ],
        "samples": [{"name": name, "title": tr(f"sample-{name}")} for name in samples],
    }


def channel_json(workspace: Workspace, channel_id: str, viewer: User) -> JSON:
    """What a channel shows to a person: ``{"messages": […]}``, oldest first."""
    replies: defaultdict[str, list[Message]] = defaultdict(list)
    for message in workspace.state.messages(channel_id):
        if message.thread_ts and message.ephemeral_to is None:
            replies[message.thread_ts].append(message)
    shown = workspace.messages(channel_id, user_id=viewer.id)
    return {"messages": [message_json(workspace, message, replies[message.ts]) for message in shown]}


def thread_json(workspace: Workspace, channel_id: str, ts: str, viewer: User) -> JSON:
    """``{"messages": […]}``: the parent first, then its replies. Empty if there is neither."""
    return {
        "messages": [
            message_json(workspace, message) for message in workspace.thread(channel_id, ts, user_id=viewer.id)
        ]
    }


def message_json(workspace: Workspace, message: Message, replies: Sequence[Message] = ()) -> JSON:
    return {
        "ts": message.ts,
        "thread_ts": message.thread_ts,
        "user": message.user,
        "app": message.is_from_app,
        "subtype": message.subtype,
        "text": message.text,
        "blocks": list(message.blocks),
        "attachments": list(message.attachments),
        "files": [_file(workspace.file(file_id)) for file_id in message.file_ids],
        "reactions": [
            {"name": reaction.name, "users": list(reaction.users)} for reaction in message.reactions if reaction.users
        ],
        "edited": message.edited_ts is not None,
        "ephemeral": message.ephemeral_to is not None,
        "replies": _replies(replies) if replies else None,
    }


def view_json(view: View | None) -> JSON:
    """``{"view": …}``: the modal on top, or null."""
    if view is None:
        return {"view": None}
    content = view.content
    return {
        "view": {
            "id": view.id,
            "hash": view.hash,
            "stacked": view.previous_id is not None,
            "title": content.get("title"),
            "submit": content.get("submit"),
            "close": content.get("close"),
            "blocks": view.blocks,
            "values": {block_id: dict(values) for block_id, values in view.values.items()},
        }
    }


def _user(user: User) -> JSON:
    return {
        "id": user.id,
        "name": user.name,
        "real_name": user.real_name,
        "title": user.title,
        "is_app": user.is_bot,
    }


def _hint(tr: Translator, command: str, hint: str) -> str:
    """How a command is used, and what it does."""
    name = command.removeprefix("/")
    usage, dot, description = hint.partition(" · ")
    return _own(tr, f"usage-{name}", usage) + dot + _own(tr, f"command-{name}", description)


def _own(tr: Translator, message_id: str, text: str) -> str:
    """A text of the project's own in the page's language; anybody else's stays as it is."""
    is_own = tr.has(message_id) and page_translator(ENGLISH)(message_id) == text
    return tr(message_id) if is_own else text


def _channel(tr: Translator, workspace: Workspace, channel: Channel, viewer: User) -> JSON:
    return {
        "id": channel.id,
        "name": _channel_name(tr, workspace, channel, viewer),
        "kind": channel.kind.value,
        "topic": _own(tr, f"topic-{channel.name}", channel.topic),
        "members": len(channel.members),
        "has_app": BOT_USER_ID in channel.members,
        "archived": channel.is_archived,
        "shared": channel.is_connect,
        "latest": max((message.ts for message in workspace.messages(channel.id, user_id=viewer.id)), default=None),
    }


def _channel_name(tr: Translator, workspace: Workspace, channel: Channel, viewer: User) -> str:
    """Direct messages carry the names of those that the viewer talks to."""
    if channel.kind not in {ChannelKind.DM, ChannelKind.GROUP_DM}:
        return channel.name
    others = [user.real_name for user in workspace.users() if user.id in channel.members - {viewer.id}]
    return tr("list-separator").join(others)


def _file(file: File) -> JSON:
    return {
        "id": file.id,
        "name": file.name,
        "title": file.title,
        "alt": file.alt_text,
        "type": file.filetype,
        "size": file.size,
        "deleted": file.deleted,
        "shown_inline": file.mimetype in SHOWN_INLINE and not file.deleted,
    }


def _replies(replies: Sequence[Message]) -> JSON:
    return {
        "count": len(replies),
        "users": list(dict.fromkeys(reply.user for reply in replies)),
        "latest": replies[-1].ts,
    }
