"""Slack's control sequences in text: escaping what a person types, and finding whom a message pings."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from bot.sandbox.slack.records import JSON, User

_CONTROL = re.compile(r"<(?:@[UW][A-Z0-9]+|#C[A-Z0-9]+|!(?:here|channel|everyone)|https?://[^<>\s]+)(?:\|[^<>]*)?>")
_PING = re.compile(r"<(@[UW][A-Z0-9]+|!(?:here|channel|everyone)|!subteam\^S[A-Z0-9]+)(?:\|[^<>]*)?>")
_BARE_PING = re.compile(r"(?<![\w<])@(here|channel|everyone)\b")


def typed(text: str, users: Iterable[User]) -> str:
    """What a person types, as Slack stores it: ``@lookalike`` becomes a mention, ``&``, ``<`` and ``>`` are escaped.

    Control sequences that are already complete, such as ``<@U0ADA00001>``, are kept.
    """
    for user in users:
        text = re.sub(rf"(?<![\w<])@{re.escape(user.name)}\b", f"<@{user.id}>", text, flags=re.IGNORECASE)
    parts, end = [], 0
    for match in _CONTROL.finditer(text):
        parts += [_escape(text[end : match.start()]), match[0]]
        end = match.end()
    return "".join([*parts, _escape(text[end:])])


def pings(text: str, blocks: Iterable[JSON] = (), *, link_names: bool = False) -> tuple[str, ...]:
    """Whom a message notifies, each once: ``@U0ADA00001``, ``!channel``, …"""
    found: dict[str, None] = {}
    for part in (text, *_marked_up(list(blocks))):
        found |= dict.fromkeys(match[1] for match in _PING.finditer(part))
        if link_names:
            found |= dict.fromkeys(f"!{match[1]}" for match in _BARE_PING.finditer(part))
    return tuple(found)


def _escape(text: str) -> str:
    return re.sub(r"&(?!(?:amp|lt|gt);)", "&amp;", text).replace("<", "&lt;").replace(">", "&gt;")


def _marked_up(node: Any) -> Iterator[str]:
    """Every text in which Slack reads control sequences, at any depth; rich text mentions as such sequences."""
    if isinstance(node, list):
        for item in node:
            yield from _marked_up(item)
    elif isinstance(node, dict):
        match node:
            case {"type": "mrkdwn" | "markdown", "text": str(text)}:
                yield text
            case {"type": "user", "user_id": str(user_id)}:
                yield f"<@{user_id}>"
            case {"type": "broadcast", "range": str(scope)}:
                yield f"<!{scope}>"
            case {"type": "usergroup", "usergroup_id": str(group_id)}:
                yield f"<!subteam^{group_id}>"
        for value in node.values():
            yield from _marked_up(value)
