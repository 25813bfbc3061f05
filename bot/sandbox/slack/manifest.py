"""What the app was granted and subscribes to: read from ``manifest.yml``, as a workspace does on installing it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.manifest import manifest_path, read_manifest


@dataclass(frozen=True, slots=True)
class Manifest:
    scopes: frozenset[str]
    events: frozenset[str]
    commands: frozenset[str] | None
    """Slash commands with their ``/``; None: any."""
    shortcuts: frozenset[str] | None
    """Callback ids; None: any."""
    home_tab: bool = True
    command_hints: Mapping[str, str] = field(default_factory=dict)
    """Command -> how it is used and what it does."""
    message_shortcuts: Mapping[str, str] = field(default_factory=dict)
    """Callback id -> the name in a message's menu."""


def load_manifest(path: Path | None = None) -> Manifest:
    """The manifest at ``path``; without one, the app's own."""
    document = read_manifest(path or manifest_path())
    features = document.get("features") or {}
    commands = features.get("slash_commands") or ()
    shortcuts = features.get("shortcuts") or ()
    oauth = document.get("oauth_config") or {}
    subscriptions = (document.get("settings") or {}).get("event_subscriptions") or {}
    return Manifest(
        scopes=frozenset((oauth.get("scopes") or {}).get("bot") or ()),
        events=frozenset(subscriptions.get("bot_events") or ()),
        commands=frozenset(command["command"] for command in commands),
        shortcuts=frozenset(shortcut["callback_id"] for shortcut in shortcuts),
        home_tab=bool((features.get("app_home") or {}).get("home_tab_enabled")),
        command_hints={
            command["command"]: " · ".join(filter(None, (command.get("usage_hint"), command.get("description"))))
            for command in commands
        },
        message_shortcuts={
            shortcut["callback_id"]: shortcut["name"] for shortcut in shortcuts if shortcut["type"] == "message"
        },
    )
