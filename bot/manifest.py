"""What the app asks of a workspace: ``manifest.yml``, from a checkout or from an installed wheel."""

from copy import deepcopy
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from bot.errors import SettingsError
from bot.settings import REQUEST_PATH


def manifest_path() -> Path:
    """The file itself. A wheel carries it inside the package, a checkout at its top."""
    packaged = Path(__file__).with_name("manifest.yml")
    return packaged if packaged.exists() else Path(__file__).parents[1] / "manifest.yml"


def read_manifest(path: Path) -> dict[str, Any]:
    """The whole document, as Slack's schema of app manifests describes it."""
    document: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return document


def print_manifest(address: str | None = None) -> str:
    """The manifest as text; with an address, the variant for HTTP mode.

    Args:
        address: where the app is reached, such as ``https://lookalike.example.com``; with or without the path.

    Raises:
        SettingsError: Slack could not send requests there.
    """
    if address is None:
        return manifest_path().read_text(encoding="utf-8")
    document = with_request_url(read_manifest(manifest_path()), _request_url(address))
    intro = (
        "# Put this under App Manifest on the app's page, while `lookalike run --http` runs: Slack tries the address.\n"
    )
    return intro + yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=120)


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
        raise SettingsError(
            f"--http {address} is no address that Slack sends requests to: give one that starts with https://, "
            "such as https://lookalike.example.com."
        )
    return address.rstrip("/").removesuffix(REQUEST_PATH) + REQUEST_PATH
