"""What the app asks of a workspace: ``manifest.yml``, from a checkout or from an installed wheel."""

from pathlib import Path
from typing import Any

import yaml


def manifest_path() -> Path:
    """The file itself. A wheel carries it inside the package, a checkout at its top."""
    packaged = Path(__file__).with_name("manifest.yml")
    return packaged if packaged.exists() else Path(__file__).parents[1] / "manifest.yml"


def read_manifest(path: Path) -> dict[str, Any]:
    """The whole document, as Slack's schema of app manifests describes it."""
    document: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return document


def bot_scopes() -> frozenset[str]:
    """The scopes that the bot token must carry."""
    return frozenset(read_manifest(manifest_path())["oauth_config"]["scopes"]["bot"])
