"""Look-ups by patent number: what was paid for is kept, and shown again without a call."""

from bot.drawings import Drawings
from bot.lookups.service import Asker, LookupService
from bot.lookups.store import LookupStore
from bot.patsnap import Patsnap
from bot.storage import Database

__all__ = ["Asker", "LookupService", "LookupStore", "build"]


def build(database: Database, patsnap: Patsnap, drawings: Drawings) -> LookupService:
    """Look-ups with this account, kept in this database."""
    return LookupService(source=patsnap.lookups, store=LookupStore(database), pictures=drawings)
