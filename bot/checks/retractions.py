"""Replies whose check has been deleted, or is kept by a hold alone: each is edited to say so when Slack takes it."""

import logging
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.checks.ports import Announcer
from bot.checks.rows import load_language
from bot.errors import SlackError
from bot.storage.tables import retractions

logger = logging.getLogger(__name__)

_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Retractions:
    """What ``bot.storage.Deletion`` noted in the transaction that deleted the checks. Two replicas may edit the same
    reply, which comes to the same.
    """

    database: AsyncEngine
    announcer: Announcer

    async def run(self) -> None:
        """Edit what is noted; what Slack does not take for now stays noted."""
        async with self.database.connect() as connection:
            found = (await connection.execute(select(retractions).limit(_AT_ONCE))).all()
        for row in found:
            try:
                lang = load_language(row.lang)
                place = row.team_id, row.channel_id, row.ts
                if row.held:
                    await self.announcer.tell_kept(*place, lang, exported_check_id=row.exported_check_id)
                else:
                    await self.announcer.retract(*place, lang, sheet_file_id=row.sheet_file_id)
            except SlackError as error:
                logger.info("a reply could not be edited", extra={"code": error.code})
                if error.may_pass:
                    continue
            # Unless it has been released meanwhile: then there is more to say.
            same = retractions.c.held == row.held
            here = retractions.c.channel_id == row.channel_id, retractions.c.ts == row.ts, same
            async with self.database.begin() as connection:
                await connection.execute(delete(retractions).where(retractions.c.team_id == row.team_id, *here))
