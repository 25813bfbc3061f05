"""Sheets: one picture of a report, drawn by the app and kept in Slack for as long as its check.

formatters.sheet: words -> bot.images: drawn in a child process -> Slack, unshared, shown by the reply
"""

from bot.images import ImageNormaliser
from bot.net.addresses import host_and_port
from bot.net.public_fetch import PublicWeb
from bot.settings import Settings
from bot.sheets.service import Sheets
from bot.sheets.store import SheetStore
from bot.slack import Slack
from bot.storage import Database

__all__ = ["SheetStore", "Sheets", "build"]


def build(settings: Settings, database: Database, workspace: Slack, normaliser: ImageNormaliser) -> Sheets:
    """The sheets of one workspace."""
    web = PublicWeb(workspace.downloads, trusted=host_and_port(settings.patsnap_base_url))
    return Sheets(store=SheetStore(database), files=workspace.files, normaliser=normaliser, web=web)
