"""Patsnap's open API, as far as this app uses it: ``connect`` gives a ``Patsnap``.

    session -> engines, lookups -> client -> auth, limiter, breaker, exchange -> envelope -> codes
               reports, patents -> wire -> fields

Every failure is a ``bot.errors.PatsnapError``; nothing of a request or a reply is part of one.
"""

from bot.patsnap.client import PatsnapClient, Turn
from bot.patsnap.connection import Patsnap, UploadedImage, connect
from bot.patsnap.engines import Engine
from bot.patsnap.lookups import Lookups

__all__ = ["Engine", "Lookups", "Patsnap", "PatsnapClient", "Turn", "UploadedImage", "connect"]
