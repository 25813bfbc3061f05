"""chat.*"""

from bot.sandbox.slack.apierror import ApiError
from bot.sandbox.slack.outbox import Draft
from bot.sandbox.slack.payloads import message_payload
from bot.sandbox.slack.records import JSON, Message
from bot.sandbox.slack.web.access import joined_channel, posted_message, thread_root, writable_channel
from bot.sandbox.slack.web.arguments import Arguments
from bot.sandbox.slack.web.method import Method
from bot.sandbox.slack.workspace import Workspace

MAX_UPDATE_TEXT = 4_000
"""An edit takes less text than a post."""


async def post_message(workspace: Workspace, arguments: Arguments) -> JSON:
    channel = writable_channel(workspace, arguments.required("channel"))
    thread_ts = arguments.text("thread_ts")
    root = thread_root(workspace, channel, thread_ts) if thread_ts else None
    draft = await workspace.rules.message(arguments.values)
    message = workspace.outbox.post(
        channel.id, draft, thread_ts=root, reply_broadcast=arguments.flag("reply_broadcast") and root is not None
    )
    return {
        "channel": channel.id,
        "ts": message.ts,
        "message": message_payload(workspace.state, message, metadata=True),
    }


async def update(workspace: Workspace, arguments: Arguments) -> JSON:
    channel = writable_channel(workspace, arguments.required("channel"))
    message = posted_message(workspace, channel.id, arguments.required("ts"))
    if not message.is_from_app:
        raise ApiError("cant_update_message")
    draft = await _changed(workspace, message, arguments)
    # Looking at pictures takes a while: by now there may be other reactions, or no message.
    updated = workspace.outbox.update(posted_message(workspace, channel.id, message.ts), draft)
    return {
        "channel": channel.id,
        "ts": updated.ts,
        "text": updated.text,
        "message": message_payload(workspace.state, updated, metadata=True),
    }


async def delete(workspace: Workspace, arguments: Arguments) -> JSON:
    channel = joined_channel(workspace, arguments.required("channel"))
    message = posted_message(workspace, channel.id, arguments.required("ts"))
    if not message.is_from_app:
        raise ApiError("cant_delete_message")
    workspace.outbox.delete(message)
    return {"channel": channel.id, "ts": message.ts}


async def post_ephemeral(workspace: Workspace, arguments: Arguments) -> JSON:
    channel = writable_channel(workspace, arguments.required("channel"))
    user_id = arguments.required("user")
    if user_id not in channel.members:
        raise ApiError("user_not_in_channel")
    thread_ts = arguments.text("thread_ts")
    root = thread_root(workspace, channel, thread_ts) if thread_ts else None
    draft = await workspace.rules.message(arguments.values)
    message = workspace.outbox.post(channel.id, draft, thread_ts=root, ephemeral_to=user_id)
    return {"message_ts": message.ts}


async def get_permalink(workspace: Workspace, arguments: Arguments) -> JSON:
    channel = joined_channel(workspace, arguments.required("channel"))
    message = posted_message(workspace, channel.id, arguments.required("message_ts"))
    permalink = f"{workspace.state.home}/archives/{channel.id}/p{message.ts.replace('.', '')}"
    if message.thread_ts:
        permalink += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return {"channel": channel.id, "permalink": permalink}


async def _changed(workspace: Workspace, message: Message, arguments: Arguments) -> Draft:
    """What an update leaves out stays as it was; an empty list or object takes it away."""
    kept: JSON = {"blocks": list(message.blocks), "attachments": list(message.attachments)}
    given = {name: value for name, value in arguments.values.items() if value is not None}
    if "metadata" not in given:
        kept["metadata"] = message.metadata
    elif arguments.nested("metadata") == {}:
        given.pop("metadata")
    if not {"text", "blocks", "attachments", "markdown_text"} & given.keys():
        raise ApiError("no_text")
    return await workspace.rules.message(kept | given, max_text=MAX_UPDATE_TEXT)


METHODS = {
    "chat.postMessage": Method(post_message, ("chat:write",)),
    "chat.update": Method(update, ("chat:write",)),
    "chat.delete": Method(delete, ("chat:write",)),
    "chat.postEphemeral": Method(post_ephemeral, ("chat:write",)),
    "chat.getPermalink": Method(get_permalink),
}
