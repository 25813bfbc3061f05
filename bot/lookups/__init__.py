"""Look-ups by patent number: what was paid for is kept, and shown again without a call."""

from bot.lookups.service import Asker, LookupService
from bot.lookups.store import LookupStore

__all__ = ["Asker", "LookupService", "LookupStore"]
