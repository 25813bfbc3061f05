"""Look-ups by patent number: what was paid for is kept, and shown again without a call."""

from bot.drawings import Drawings
from bot.lookups.detail_store import DetailStore
from bot.lookups.details import DetailService
from bot.lookups.service import Asker, LookupService
from bot.lookups.store import LookupStore
from bot.patsnap import Patsnap
from bot.storage import Database

__all__ = ["Asker", "DetailService", "DetailStore", "LookupService", "LookupStore", "build", "build_details"]


def build(database: Database, patsnap: Patsnap, drawings: Drawings) -> LookupService:
    """Look-ups with this account, kept in this database."""
    return LookupService(source=patsnap.lookups, store=LookupStore(database), pictures=drawings)


def build_details(database: Database, patsnap: Patsnap, drawings: Drawings) -> DetailService:
    """Patents in depth with this account, kept in this database."""
    return DetailService(
        source=patsnap.details,
        store=DetailStore(database),
        patents=LookupStore(database),
        pictures=drawings,
    )
