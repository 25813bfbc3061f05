"""What the app asks of a workspace: ``manifest.yml``, from a checkout or from an installed wheel.

What people read of it is English there; in another language it comes from that one's catalogue.
"""

from copy import deepcopy
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from bot.errors import SettingsError
from bot.languages import Translator
from bot.model.language import ENGLISH
from bot.settings import REQUEST_PATH


def manifest_path() -> Path:
    """The file itself. A wheel carries it inside the package, a checkout at its top."""
    packaged = Path(__file__).with_name("manifest.yml")
    return packaged if packaged.exists() else Path(__file__).parents[1] / "manifest.yml"


def read_manifest(path: Path) -> dict[str, Any]:
    """The whole document, as Slack's schema of app manifests describes it."""
    document: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return document


def print_manifest(tr: Translator, address: str | None = None) -> str:
    """The manifest as text, in the reader's language; with an address, the variant for HTTP mode.

    Args:
        address: where the app is reached, such as ``https://lookalike.example.com``; with or without the path.

    Raises:
        SettingsError: Slack could not send requests there.
    """
    if address is None and tr.language == ENGLISH:  # with the comments of the file
        return manifest_path().read_text(encoding="utf-8")
    document = in_language(tr, read_manifest(manifest_path()))
    if address is not None:
        document = with_request_url(document, _request_url(address))
    intro = tr("manifest-intro" if address is None else "manifest-intro-http")
    return f"# {intro}\n" + yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=120)


def in_language(tr: Translator, document: dict[str, Any]) -> dict[str, Any]:
    """The same manifest with what people read of it in a language."""
    changed = deepcopy(document)
    information, features = changed["display_information"], changed["features"]
    information["description"] = tr("manifest-description")
    information["long_description"] = tr("manifest-long-description")
    for command in features["slash_commands"]:
        name = command["command"].removeprefix("/")
        command["description"] = tr(f"manifest-{name}-description")
        command["usage_hint"] = tr(f"manifest-{name}-hint")
    for shortcut in features["shortcuts"]:
        name = shortcut["callback_id"].replace("_", "-")
        shortcut["name"] = tr(f"manifest-{name}-name")
        shortcut["description"] = tr(f"manifest-{name}-description")
    return changed


def with_request_url(document: dict[str, Any], url: str) -> dict[str, Any]:
    """The same manifest for HTTP mode: whatever happens is sent to ``url``."""
    changed = deepcopy(document)
    settings = changed["settings"]
    settings["socket_mode_enabled"] = False
    settings["event_subscriptions"] = {"request_url": url, **settings["event_subscriptions"]}
    settings["interactivity"]["request_url"] = url
    for command in changed["features"]["slash_commands"]:
        command["url"] = url
    return changed


def bot_scopes() -> frozenset[str]:
    """The scopes that the bot token must carry."""
    return frozenset(_scopes()["bot"]) - optional_scopes()


def optional_scopes() -> frozenset[str]:
    """Those that a workspace may refuse when it installs the app."""
    return frozenset(_scopes()["bot_optional"])


def _scopes() -> dict[str, list[str]]:
    scopes: dict[str, list[str]] = read_manifest(manifest_path())["oauth_config"]["scopes"]
    return scopes


def _request_url(address: str) -> str:
    parts = urlsplit(address)
    if parts.scheme != "https" or not parts.hostname or parts.query or parts.fragment or "@" in parts.netloc:
        raise SettingsError.of("manifest-address", address=address)
    return address.rstrip("/").removesuffix(REQUEST_PATH) + REQUEST_PATH
