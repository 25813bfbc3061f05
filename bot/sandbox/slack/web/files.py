"""files.*: what is there, and the two calls around an upload."""

import json
from typing import Any

from bot.sandbox.slack.apierror import ApiError
from bot.sandbox.slack.outbox import Draft
from bot.sandbox.slack.payloads import file_payload
from bot.sandbox.slack.records import JSON
from bot.sandbox.slack.seed import BOT_USER_ID
from bot.sandbox.slack.web.access import thread_root, visible_file, writable_channel
from bot.sandbox.slack.web.arguments import Arguments
from bot.sandbox.slack.web.method import Method
from bot.sandbox.slack.workspace import Workspace


async def info(workspace: Workspace, arguments: Arguments) -> JSON:
    file = visible_file(workspace, arguments.required("file"))
    payload = file_payload(workspace.state, file) | {"channels": sorted(file.channels)}
    return {"file": payload, "comments": [], "response_metadata": {"next_cursor": ""}}


async def get_upload_url(workspace: Workspace, arguments: Arguments) -> JSON:
    name, length = arguments.required("filename"), arguments.number("length", 0)
    if length <= 0:
        raise ApiError("invalid_arguments", messages=["[ERROR] must be more than 0 [json-pointer:/length]"])
    upload = workspace.uploads.announce(name, length, alt_text=arguments.text("alt_txt"))
    return {"upload_url": f"{workspace.state.home}/slack/upload/{upload.file_id}", "file_id": upload.file_id}


async def complete_upload(workspace: Workspace, arguments: Arguments) -> JSON:
    """Turn uploads into files, and post them if a channel is named.

    As at Slack the message may come later than the answer: after the malware scan.
    """
    items = _items(arguments.nested("files"))
    address = arguments.text("channel_id") or arguments.text("channels").partition(",")[0]
    channel = writable_channel(workspace, address) if address else None
    thread_ts = arguments.text("thread_ts")
    root = thread_root(workspace, channel, thread_ts) if channel and thread_ts else None
    if any(not workspace.uploads.is_complete(file_id) for file_id, _ in items):
        raise ApiError("file_not_found")
    files = [workspace.uploads.complete(file_id, title) for file_id, title in items]
    if channel is not None:
        wording = arguments.text("initial_comment")
        draft = await workspace.rules.message(arguments.values | {"text": wording}) if wording else Draft()
        workspace.uploads.share(channel.id, files, draft, thread_ts=root)
    return {"files": [file_payload(workspace.state, file) for file in files]}


async def delete(workspace: Workspace, arguments: Arguments) -> JSON:
    file = visible_file(workspace, arguments.required("file"))
    if file.user != BOT_USER_ID:
        raise ApiError("cant_delete_file")
    await workspace.delete_file(file.id)
    return {}


def _items(value: Any) -> list[tuple[str, str]]:
    """``[{"id": …, "title": …}]`` -> ``[(id, title)]``."""
    if not isinstance(value, list) or not value:
        raise ApiError("invalid_arguments", messages=["[ERROR] missing required field: files"])
    if not all(isinstance(item, dict) and isinstance(item.get("id"), str) for item in value):
        raise ApiError("invalid_arguments", messages=[f"[ERROR] no file id in {json.dumps(value)[:100]}"])
    return [(item["id"], str(item.get("title") or "")) for item in value]


METHODS = {
    "files.info": Method(info, ("files:read",)),
    "files.getUploadURLExternal": Method(get_upload_url, ("files:write",)),
    "files.completeUploadExternal": Method(complete_upload, ("files:write",)),
    "files.delete": Method(delete, ("files:write",)),
}
