"""The queue is looked at with checks in it."""

from tests.unit.bot.checks.conftest import clock, new_post, store

__all__ = ["clock", "new_post", "store"]
