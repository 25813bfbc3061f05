"""Records as the JSON that Slack sends."""

from typing import Any

from bot.sandbox.slack.records import JSON, Channel, ChannelKind, File, Message, User, View
from bot.sandbox.slack.seed import APP_ID, BOT_ID, BOT_USER_ID, OTHER_APP_ID, TEAM_DOMAIN, TEAM_ID, TEAM_NAME
from bot.sandbox.slack.state import State

VERIFICATION_TOKEN = "sandbox-verification"  # noqa: S105 - the deprecated field that every payload still carries


def team() -> JSON:
    return {"id": TEAM_ID, "domain": TEAM_DOMAIN}


def team_of(state: State, user_id: str) -> str:
    """The organisation that somebody belongs to."""
    user = state.users.get(user_id)
    return (user.team_id if user else "") or TEAM_ID


def user_payload(user: User, *, has_locale: bool = False) -> JSON:
    payload: JSON = {
        "id": user.id,
        "team_id": user.team_id or TEAM_ID,
        "name": user.name,
        "real_name": user.real_name,
        "deleted": False,
        "is_bot": user.is_bot,
        "is_admin": user.is_admin,
        "is_owner": False,
        "is_app_user": False,
        "tz": "Etc/UTC",
        "tz_offset": 0,
        "profile": {"real_name": user.real_name, "display_name": user.name, "title": user.title},
    }
    return payload | {"locale": user.locale} if has_locale else payload


def channel_payload(channel: Channel) -> JSON:
    payload: JSON = {
        "id": channel.id,
        "is_channel": channel.kind is ChannelKind.PUBLIC,
        "is_group": False,
        "is_im": channel.kind is ChannelKind.DM,
        "is_mpim": channel.kind is ChannelKind.GROUP_DM,
        "is_private": channel.kind is not ChannelKind.PUBLIC,
        "is_archived": channel.is_archived,
        "is_ext_shared": channel.is_connect,
        "is_shared": channel.is_connect,
        "is_member": BOT_USER_ID in channel.members,
        "created": 1_750_000_000,
        "context_team_id": TEAM_ID,
    }
    if channel.kind is ChannelKind.DM:
        del payload["is_member"]  # Slack says it of channels alone
        return payload | {"user": next(iter(channel.members - {BOT_USER_ID}))}
    return payload | {
        "name": channel.name,
        "topic": {"value": channel.topic, "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
    }


def file_payload(state: State, file: File) -> JSON:
    """A file as ``files.info`` gives it: a tombstone once deleted, without its address while it is being scanned."""
    if file.deleted:
        return {"id": file.id, "mode": "tombstone"}
    payload: JSON = {
        "id": file.id,
        "created": file.created,
        "timestamp": file.created,
        "name": file.name,
        "title": file.title,
        "user": file.user,
        "user_team": TEAM_ID,
        "editable": False,
        "size": file.size,
        "mode": "hosted",
        "is_external": False,
        "external_type": "",
        "is_public": any(state.channel(shared).kind is ChannelKind.PUBLIC for shared in file.channels),
        "public_url_shared": False,
        "display_as_bot": False,
        "username": "",
        "has_rich_preview": False,
        "file_access": "visible",
    }
    if file.alt_text:
        payload["alt_txt"] = file.alt_text
    if file.ready_at > state.clock():
        return payload
    address = f"{state.home}/slack/files/{TEAM_ID}-{file.id}"
    return payload | {
        "mimetype": file.mimetype,
        "filetype": file.filetype,
        "pretty_type": file.filetype.upper(),
        "url_private": f"{address}/{_slug(file.name)}",
        "url_private_download": f"{address}/download/{_slug(file.name)}",
        "permalink": f"{state.home}/slack/files/{file.user}/{file.id}/{_slug(file.name)}",
    }


def attached_file(state: State, file: File, channel: Channel) -> JSON:
    """A file inside a message: in a channel shared with another company no more than its id."""
    if channel.is_connect and not file.deleted:
        return {"id": file.id, "mode": "file_access", "file_access": "check_file_info", "created": 0, "user": ""}
    return file_payload(state, file)


def message_payload(state: State, message: Message, *, metadata: bool = False) -> JSON:
    """A message as the methods of ``conversations`` give it."""
    team_id = team_of(state, message.user)
    payload: JSON = {"type": "message", "ts": message.ts, "text": message.text, "team": team_id} | _author(message)
    if state.channel(message.channel).is_connect:
        payload |= {"user_team": team_id, "source_team": team_id}
    if message.subtype:
        payload["subtype"] = message.subtype
    if message.blocks:
        payload["blocks"] = list(message.blocks)
    if message.attachments:
        payload["attachments"] = list(message.attachments)
    if message.file_ids:
        channel = state.channel(message.channel)
        payload |= {
            "files": [attached_file(state, state.file(file_id), channel) for file_id in message.file_ids],
            "upload": False,
            "display_as_bot": False,
        }
    if message.edited_ts:
        payload["edited"] = {"user": message.user, "ts": message.edited_ts}
    if message.reactions:
        payload["reactions"] = reactions_payload(message)
    if metadata and message.metadata is not None:
        payload["metadata"] = message.metadata
    return payload | _thread_fields(state, message)


def _author(message: Message) -> JSON:
    """Who posted a message: a person, this app, or another one, which need not have a user."""
    author: JSON = {"user": message.user} if message.user else {}
    if message.bot_id:
        author |= {"bot_id": message.bot_id, "app_id": APP_ID, "bot_profile": bot_profile()}
    elif message.other_app:
        author |= {"bot_id": message.other_app, "app_id": OTHER_APP_ID, "username": "Product intake"}
    return author


def forwarded_payload(state: State, message: Message) -> JSON:
    """The attachment by which a message is forwarded into another."""
    author = state.user(message.user)
    shared = {
        "is_share": True,
        "is_msg_unfurl": True,
        "ts": message.ts,
        "channel_id": message.channel,
        "channel_team": TEAM_ID,
        "author_id": author.id,
        "author_name": author.real_name,
        "text": message.text,
        "fallback": f"{author.real_name}: {message.text}",
        "from_url": f"{state.home}/archives/{message.channel}/p{message.ts.replace('.', '')}",
    }
    files = message_payload(state, message).get("files")
    return shared | ({"files": files} if files else {})


def reactions_payload(message: Message) -> list[JSON]:
    return [
        {"name": reaction.name, "users": list(reaction.users), "count": len(reaction.users)}
        for reaction in message.reactions
    ]


def bot_profile() -> JSON:
    return {
        "id": BOT_ID,
        "app_id": APP_ID,
        "user_id": BOT_USER_ID,
        "name": "Lookalike",
        "deleted": False,
        "updated": 1_750_000_000,
        "team_id": TEAM_ID,
    }


def view_payload(view: View) -> JSON:
    """A view as the methods of ``views`` and interaction payloads give it."""
    content = view.content
    return {
        "id": view.id,
        "team_id": TEAM_ID,
        "type": view.type,
        "title": content.get("title"),
        "submit": content.get("submit"),
        "close": content.get("close"),
        "blocks": view.blocks,
        "private_metadata": content.get("private_metadata", ""),
        "callback_id": content.get("callback_id", ""),
        "external_id": content.get("external_id", ""),
        "state": {"values": {block_id: dict(values) for block_id, values in view.values.items()}},
        "hash": view.hash,
        "clear_on_close": bool(content.get("clear_on_close")),
        "notify_on_close": bool(content.get("notify_on_close")),
        "root_view_id": view.root_id,
        "previous_view_id": view.previous_id,
        "app_id": APP_ID,
        "app_installed_team_id": TEAM_ID,
        "bot_id": BOT_ID,
    }


def interaction_base(state: State, kind: str, user_id: str) -> JSON:
    """What every interaction payload begins with."""
    user = state.user(user_id)
    return {
        "type": kind,
        "team": team() if not user.team_id else {"id": user.team_id, "domain": "partner"},
        "user": {"id": user.id, "username": user.name, "name": user.name, "team_id": user.team_id or TEAM_ID},
        "api_app_id": APP_ID,
        "token": VERIFICATION_TOKEN,
        "is_enterprise_install": False,
        "enterprise": None,
    }


def channel_in_interaction(channel: Channel) -> JSON:
    names = {ChannelKind.DM: "directmessage", ChannelKind.PRIVATE: "privategroup"}
    return {"id": channel.id, "name": names.get(channel.kind, channel.name)}


def team_info() -> JSON:
    return {"id": TEAM_ID, "name": TEAM_NAME, "domain": TEAM_DOMAIN, "email_domain": "", "icon": {}}


def _thread_fields(state: State, message: Message) -> dict[str, Any]:
    if message.thread_ts:
        fields: JSON = {"thread_ts": message.thread_ts}
        parent = state.find_message(message.channel, message.thread_ts)
        return fields | ({"parent_user_id": parent.user} if parent else {})
    replies = state.replies(message.channel, message.ts)
    if not replies:
        return {}
    users = list(dict.fromkeys(reply.user for reply in replies))
    return {
        "thread_ts": message.ts,
        "reply_count": len(replies),
        "reply_users_count": len(users),
        "latest_reply": replies[-1].ts,
        "reply_users": users,
        "is_locked": False,
        "subscribed": False,
    }


def _slug(name: str) -> str:
    """A file's name as Slack puts it into an address."""
    return "".join(
        letter if letter.isascii() and (letter.isalnum() or letter in "._-") else "_" for letter in name.lower()
    )
