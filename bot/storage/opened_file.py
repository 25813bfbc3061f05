"""The SQLite file that was opened, told by device and inode from another that took its name."""

import sqlite3
from pathlib import Path

from sqlalchemy.exc import OperationalError


class FileMovedError(sqlite3.OperationalError):
    """The file was deleted, renamed or replaced since it was opened."""

    sqlite_errorname = "SQLITE_READONLY_DBMOVED"
    """SQLite's own word for it. With a log (WAL) it does not look, and writes on into a file that no name leads to."""


class OpenedFile:
    """Notes which file was opened, and looks whether its name still leads to it."""

    def __init__(self, path: str) -> None:
        self._path = Path(path)
        self._identity: tuple[int, int] | None = None

    def note(self) -> None:
        """The file has been opened; a connection that is opened later is held to the first one's."""
        if self._identity is None:
            self._identity = self._now()

    def require_same(self) -> None:
        """One look at the directory, before each transaction and each connection but the first.

        Raises:
            OperationalError: the file is gone, or another one has its name.
        """
        if self._identity is not None and self._identity != self._now():
            raise OperationalError("BEGIN", None, FileMovedError("the file has been moved"))

    def _now(self) -> tuple[int, int] | None:
        try:
            status = self._path.stat()
        except OSError:
            return None
        return status.st_dev, status.st_ino
