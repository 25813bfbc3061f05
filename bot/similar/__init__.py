"""Designs similar to a picture, at once: stored searches, and pages of them."""

from bot.similar.service import NewSearch, SimilarService
from bot.similar.store import SearchStore

__all__ = ["NewSearch", "SearchStore", "SimilarService"]
