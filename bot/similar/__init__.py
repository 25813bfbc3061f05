"""Designs similar to a picture, at once: stored searches, and pages of them."""

import time

from bot.images import ImageNormaliser
from bot.patsnap import Patsnap
from bot.similar.service import NewSearch, SimilarService
from bot.similar.store import SearchStore
from bot.slack.files import SlackFiles
from bot.storage import Database

__all__ = ["NewSearch", "SearchStore", "SimilarService", "build"]


def build(database: Database, patsnap: Patsnap, files: SlackFiles, normaliser: ImageNormaliser) -> SimilarService:
    """Searches with this account, kept in this database."""
    return SimilarService(
        store=SearchStore(database, clock=time.time),
        lookups=patsnap.lookups,
        uploads=patsnap,
        files=files,
        normaliser=normaliser,
    )
