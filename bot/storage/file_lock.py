"""The lock file beside an SQLite database: one process owns it at a time, whatever name it opened it by."""

import asyncio
import fcntl
import logging
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
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
        SettingsError: another process owns it, and still does after ``patience_s``; the lock cannot be made; or the
            file has a second name, under which another process could own it.
    """
    path = database.url.database
    if is_shared(database) or not path or path == ":memory:":
        yield
        return
    with _open_lock(path) as lock:
        await _take(lock, path, patience_s)
        require_one_name(path)
        lock.truncate(0)
        lock.write(str(os.getpid()))  # for a person who looks for the owner; the lock itself is the system's
        lock.flush()
        yield


def require_one_name(path: str) -> None:
    """A hard link is another way to the same file, and SQLite's log and our lock are found by the name alone.

    Raises:
        SettingsError: there is one.
    """
    with suppress(OSError):  # not there yet, or not ours to look at: SQLite will say so
        if Path(path).stat().st_nlink > 1:
            raise SettingsError.of("database-linked", file=path)


def owner_of(path: str) -> str | None:
    """The process that owns this file, by its id, "" if that is unknown; None if nobody does."""
    try:
        with _lock_path(path).open() as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return lock.read().strip()
    except OSError:
        pass
    return None


def _lock_path(path: str) -> Path:
    """Beside the file itself: a symbolic link to it leads to the same lock."""
    return Path(f"{os.path.realpath(path)}.lock")


def _open_lock(path: str) -> TextIO:
    lock = _lock_path(path)
    try:
        return lock.open("a")
    except OSError as error:
        raise SettingsError.of("database-lock", file=str(lock), why=system_fault(error)) from None


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
