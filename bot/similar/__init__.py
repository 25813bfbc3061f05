"""Designs similar to a picture, at once: typed filters, stored searches, and pages of them."""

from bot.similar.filters import parse_filters
from bot.similar.service import NewSearch, SimilarService
from bot.similar.store import SearchStore

__all__ = ["NewSearch", "SearchStore", "SimilarService", "parse_filters"]
