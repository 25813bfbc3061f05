"""What the ledger adds up to in a time: by endpoint, by channel, by person."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.costs.store import sums_by
from bot.model.costs import CallSum
from bot.storage.tables import paid_calls


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """The same calls three times, the most first."""

    by_endpoint: tuple[CallSum, ...]
    by_channel: tuple[CallSum, ...]
    by_person: tuple[CallSum, ...]


async def read_sums(database: AsyncEngine, *, since: datetime, until: datetime, team_id: str | None = None) -> Sums:
    """Args: since, until: aware; the latter is the first moment that is not counted. team_id: None for all."""
    columns = paid_calls.c.endpoint, paid_calls.c.channel_id, paid_calls.c.user_id
    async with database.connect() as connection:
        by_endpoint, by_channel, by_person = [
            tuple(await sums_by(connection, column, since=since.timestamp(), until=until.timestamp(), team_id=team_id))
            for column in columns
        ]
    return Sums(by_endpoint=by_endpoint, by_channel=by_channel, by_person=by_person)
