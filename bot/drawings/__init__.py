"""Drawings of patents, uploaded to Slack so that messages can show them for longer than Patsnap keeps its addresses."""

from bot.drawings.service import Drawings, Fetched
from bot.drawings.store import DrawingStore
from bot.images import ImageNormaliser
from bot.net.addresses import host_and_port
from bot.net.public_fetch import PublicWeb
from bot.settings import Settings
from bot.slack import Slack
from bot.storage import Database, clock_of

__all__ = ["DrawingStore", "Drawings", "Fetched", "build"]


def build(settings: Settings, database: Database, workspace: Slack, normaliser: ImageNormaliser) -> Drawings:
    """The drawings of one workspace. They are fetched from the public internet, and from Patsnap wherever that is."""
    return Drawings(
        store=DrawingStore(database, clock_of(database)),
        files=workspace.files,
        normaliser=normaliser,
        web=PublicWeb(workspace.downloads, trusted=host_and_port(settings.patsnap_base_url)),
    )
