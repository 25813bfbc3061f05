"""Which channels, messages and files the app's token reaches."""

from bot.sandbox.slack.apierror import ApiError
from bot.sandbox.slack.records import Channel, ChannelKind, File, Message
from bot.sandbox.slack.seed import BOT_USER_ID
from bot.sandbox.slack.workspace import Workspace

_SCOPE_PREFIX = {
    ChannelKind.PUBLIC: "channels",
    ChannelKind.PRIVATE: "groups",
    ChannelKind.GROUP_DM: "mpim",
    ChannelKind.DM: "im",
}


def require_scope(workspace: Workspace, *accepted: str) -> None:
    """Raises ApiError ``missing_scope`` unless one of these is granted."""
    if not workspace.scopes.intersection(accepted):
        raise ApiError("missing_scope", needed=",".join(accepted), provided=",".join(sorted(workspace.scopes)))


def require_channel_scope(workspace: Workspace, channel: Channel, permission: str) -> None:
    """The same for a scope that goes by the kind of channel, such as ``groups:history``."""
    require_scope(workspace, f"{_SCOPE_PREFIX[channel.kind]}:{permission}")


def visible_channel(workspace: Workspace, channel_id: str) -> Channel:
    """A channel that the app can know of: a public one, or one it is in.

    Raises:
        ApiError: ``channel_not_found``.
    """
    channel = workspace.state.channels.get(channel_id)
    if channel is None or (channel.kind is not ChannelKind.PUBLIC and BOT_USER_ID not in channel.members):
        raise ApiError("channel_not_found")
    return channel


def joined_channel(workspace: Workspace, channel_id: str) -> Channel:
    """A channel that the app is in.

    Raises:
        ApiError: ``channel_not_found`` or ``not_in_channel``.
    """
    channel = visible_channel(workspace, channel_id)
    if BOT_USER_ID not in channel.members:
        raise ApiError("not_in_channel")
    return channel


def writable_channel(workspace: Workspace, address: str) -> Channel:
    """A channel to post to, by id, by ``#name``, or by the id of the person to write to.

    Raises:
        ApiError: ``channel_not_found``, ``not_in_channel`` or ``is_archived``.
    """
    state = workspace.state
    channel_id = address
    for channel in state.channels.values():
        is_named = channel.kind is ChannelKind.PUBLIC and address.removeprefix("#") == channel.name
        is_with_person = channel.kind is ChannelKind.DM and channel.members == {address, BOT_USER_ID}
        if is_named or is_with_person:
            channel_id = channel.id
    found = joined_channel(workspace, channel_id)
    if found.is_archived:
        raise ApiError("is_archived")
    return found


def posted_message(workspace: Workspace, channel_id: str, ts: str) -> Message:
    """A message that everybody in the channel sees.

    Raises:
        ApiError: ``message_not_found``.
    """
    message = workspace.state.find_message(channel_id, ts)
    if message is None or message.ephemeral_to is not None:
        raise ApiError("message_not_found")
    return message


def visible_file(workspace: Workspace, file_id: str) -> File:
    """A file that is the app's own, or shared where the app is.

    Raises:
        ApiError: ``file_not_found`` or ``file_deleted``.
    """
    file = workspace.state.files.get(file_id)
    if file is None or not can_see_file(workspace, file):
        raise ApiError("file_not_found")
    if file.deleted:
        raise ApiError("file_deleted")
    return file


def can_see_file(workspace: Workspace, file: File) -> bool:
    shared = (workspace.state.channel(channel_id) for channel_id in file.channels)
    return file.user == BOT_USER_ID or any(BOT_USER_ID in channel.members for channel in shared)


def thread_root(workspace: Workspace, channel: Channel, thread_ts: str) -> str:
    """The message that a thread hangs on.

    Raises:
        ApiError: ``thread_not_found``.
    """
    message = workspace.state.find_message(channel.id, thread_ts)
    if message is None or message.ephemeral_to is not None:
        raise ApiError("thread_not_found")
    return message.thread_ts or message.ts
