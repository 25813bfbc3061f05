"""Drawings of patents, uploaded to Slack so that messages can show them for longer than Patsnap keeps its addresses."""

from bot.drawings.service import Drawings
from bot.drawings.store import DrawingStore

__all__ = ["DrawingStore", "Drawings"]
