"""The lock file beside an SQLite database: one process owns it at a time."""

import asyncio
import fcntl
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TextIO

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.errors import SettingsError
from bot.model.sentence import system_fault
from bot.storage.database import is_shared

logger = logging.getLogger(__name__)

_PATIENCE_S = 15.0
"""Longer than a process takes to stop, so that a restart may overlap with the one before."""

_ASK_AGAIN_S = 0.1


@asynccontextmanager
async def owned(database: AsyncEngine, *, patience_s: float = _PATIENCE_S) -> AsyncIterator[None]:
    """Own an SQLite file for as long as the context lasts; nothing to own for a database that replicas share.

    The system releases the lock however the process ends. It is a file of its own: SQLite loses its locks on the
    database when anybody in the process closes that file.

    Raises:
        SettingsError: another process owns it, and still does after ``patience_s``; or the lock cannot be made.
    """
    path = database.url.database
    if is_shared(database) or not path or path == ":memory:":
        yield
        return
    with _open_lock(path) as lock:
        await _take(lock, path, patience_s)
        yield


def _open_lock(path: str) -> TextIO:
    try:
        return Path(f"{path}.lock").open("a")
    except OSError as error:
        raise SettingsError.of("database-lock", file=f"{path}.lock", why=system_fault(error)) from None


async def _take(lock: TextIO, path: str, patience_s: float) -> None:
    deadline = asyncio.get_running_loop().time() + patience_s
    told = False
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if asyncio.get_running_loop().time() >= deadline:
                raise SettingsError.of("database-owned", file=path) from None
            if not told:
                logger.info("another process owns the database; waiting for it to stop", extra={"path": path})
                told = True
            await asyncio.sleep(_ASK_AGAIN_S)
        else:
            return
