"""A workspace as text, for people who read why a test failed."""

from collections.abc import Iterator

from bot.sandbox.slack.elements import elements_of, walk_blocks
from bot.sandbox.slack.records import JSON, Message
from bot.sandbox.slack.state import State


def describe_workspace(state: State) -> str:
    """Every channel with messages, its threads indented, then what modals are open."""
    return "\n".join(_lines(state)) or "(the workspace is empty)"


def _lines(state: State) -> Iterator[str]:
    for channel in state.channels.values():
        messages = state.messages(channel.id)
        if messages:
            yield f"#{channel.name}"
        for message in messages:
            yield from _message(state, message, indent="    " if message.is_reply else "  ")
    for user_id, stack in state.stacks.items():
        for view_id in stack:
            view = state.views[view_id]
            title = (view.content.get("title") or {}).get("text", "")
            yield f"modal {view_id} of {user_id}: {title}"


def _message(state: State, message: Message, *, indent: str) -> Iterator[str]:
    user = state.users.get(message.user)
    notes = [
        *(f"file {state.files[file_id].name}" for file_id in message.file_ids),
        *(f":{reaction.name}:" for reaction in message.reactions),
        *(["edited"] if message.edited_ts else []),
        *([f"only for {message.ephemeral_to}"] if message.ephemeral_to else []),
    ]
    shown = f" [{', '.join(notes)}]" if notes else ""
    yield f"{indent}{message.ts} {user.name if user else message.user}: {message.text}{shown}"
    for block in walk_blocks(message.blocks):
        yield f"{indent}    {block['type']}: {_text_of(block)}"


def _text_of(block: JSON) -> str:
    texts = [value["text"] for value in block.values() if isinstance(value, dict) and "text" in value]
    texts += [element["text"] for element in block.get("elements") or [] if isinstance(element.get("text"), str)]
    actions = [element["action_id"] for element in elements_of(block)]
    return " | ".join([*map(str, texts), *actions])
