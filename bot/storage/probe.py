"""The health check of the database: whether it takes a write."""

import asyncio

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage.opened_file import FileMovedError

_ANSWER_S = 2.0
_MOVED = (
    "The database's file was deleted or replaced while the app runs, so nothing is taken: put the file back, or restart"
    " the app to go on with what is in its place."
)


class Probe:
    """Asks the database for a write.

    A question that hangs is left to hang, since a connection that is cut off half way helps nobody; whoever asks
    meanwhile is told that there is no answer.
    """

    def __init__(self, database: AsyncEngine) -> None:
        self._database = database
        self._asking: asyncio.Task[str | None] | None = None

    async def trouble(self) -> str | None:
        """One sentence while the database does not answer, or takes no write."""
        asking = self._asking = self._asking or asyncio.create_task(self._ask())
        await asyncio.wait({asking}, timeout=_ANSWER_S)
        if not asking.done():
            return "The database does not answer."
        self._asking = None
        return asking.result()

    async def close(self) -> None:
        if self._asking:
            self._asking.cancel()
            await asyncio.gather(self._asking, return_exceptions=True)

    async def _ask(self) -> str | None:
        try:
            async with self._database.begin() as connection:
                # Reading works on a disk that is full, too: the row is written as it was.
                await connection.execute(text("UPDATE alembic_version SET version_num = version_num"))
        except (SQLAlchemyError, OSError) as error:
            if isinstance(getattr(error, "orig", None), FileMovedError):
                return _MOVED
            return f"The database does not work ({type(error).__name__}): look at its disk, its locks and its log."
        return None
