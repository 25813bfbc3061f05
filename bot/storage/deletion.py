"""Deletion of data: a deleted message, file or channel, an app that is uninstalled, and retention.

What is under way may write after the deletion, in this process or in another, and Slack may deliver an event again. So
each deletion leaves a tombstone for a day: a digest from which nothing can be read. Whoever adds a row looks for the
tombstones of all that the row belongs to, in the same statement.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Column, ColumnElement, Table, delete, exists, select, true, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.model.address import without_query
from bot.model.similar import SEARCH_LIFE_S
from bot.storage.clock import Clock, now_by
from bot.storage.database import empty_log
from bot.storage.ids import digest_of
from bot.storage.tables import (
    checks,
    deliveries,
    forgotten,
    numbers,
    patent_details,
    patent_parts,
    patents,
    pictures,
    posts,
    retractions,
    shared_channels,
    shares,
    sheets,
    similar_searches,
    views,
    workspaces,
)
from bot.storage.upserts import insert_into

_DAY_S = 86_400.0
_DELETED_AT_ONCE = 500
"""Rows past the retention in one transaction: others wait for it on SQLite, and each post takes its checks along."""

_TOMBSTONE_S = _DAY_S
"""Longer than any step takes, and than Slack goes on delivering an event."""

_RETRACTION_S = 7 * _DAY_S
"""After so long nobody tries any more to have Slack take the edit of a reply."""


def is_wanted(team_id: str, channel_id: str = "", message_ts: str = "", *, file_id: str = "") -> ColumnElement[bool]:
    """Whether nothing has been forgotten that a new row would belong to: a condition for its insert."""
    digests = [_digest(team_id)]
    if channel_id:
        digests.append(_digest(team_id, channel_id))
    if message_ts:
        digests.append(_digest(team_id, channel_id, message_ts))
    if file_id:
        digests.append(_digest(team_id, "file", file_id))
    return ~exists(select(forgotten.c.digest).where(forgotten.c.digest.in_(digests)))


async def forgotten_files(connection: AsyncConnection, team_id: str, file_ids: Collection[str]) -> set[str]:
    """Those of some files that have been forgotten lately."""
    by_digest = {_digest(team_id, "file", file_id): file_id for file_id in file_ids}
    found = await connection.execute(select(forgotten.c.digest).where(forgotten.c.digest.in_(by_digest)))
    return {by_digest[digest] for digest in found.scalars()}


async def forget_queries(connection: AsyncConnection, which: ColumnElement[bool]) -> None:
    """Take the query, which may be signed, off the addresses on the web of checks that have ended.

    Args:
        which: of all views.
    """
    has_ended = select(checks.c.id).where(checks.c.id == views.c.check_id, checks.c.ended_at.is_not(None)).exists()
    await _cut_addresses(connection, views, views.c.upload_url, which & has_ended)


async def _forget_queries_of_searches(connection: AsyncConnection, *, before: ColumnElement[float]) -> None:
    """The same for searches that Patsnap pages through no more."""
    table = similar_searches
    await _cut_addresses(connection, table, table.c.image_url, table.c.searched_at < before)


async def _cut_addresses(
    connection: AsyncConnection, table: Table, column: Column[str], condition: ColumnElement[bool]
) -> None:
    with_query = table.c.file_id == "", column.like("%?_%"), condition
    found = await connection.execute(select(column).distinct().where(*with_query))
    for address in found.scalars().all():
        await connection.execute(
            update(table).where(*with_query, column == address).values({column: without_query(address)})
        )


def _language_in(options: str) -> str:
    """The language of a check, as its stored options name it."""
    return str(json.loads(options).get("lang") or "")[:16]


def _digest(*parts: str) -> str:
    return digest_of("/".join(parts))


@dataclass(frozen=True, slots=True)
class Deletion:
    """Each call is one transaction, but that for retention, and may be repeated.

    After it SQLite's files hold nothing of what was deleted.
    """

    database: AsyncEngine
    clock: Clock

    async def forget_message(
        self, *, team_id: str, channel_id: str, message_ts: str, may_come_again: bool = True
    ) -> str:
        """Delete all that a message led to; the ts of its progress message, empty if none stands.

        Args:
            may_come_again: Slack may still deliver the message itself, or somebody be at work on it.
        """
        searches, key = similar_searches.c, f"{team_id}/{channel_id}/{message_ts}/"
        async with self.database.begin() as connection:
            if may_come_again:
                await self._leave_tombstone(connection, team_id, channel_id, message_ts)
            here = posts.c.team_id == team_id, posts.c.channel_id == channel_id, posts.c.message_ts == message_ts
            await self._retract(connection, *here)
            result = await connection.execute(delete(posts).where(*here).returning(posts.c.progress_ts))
            found = result.scalars().all()
            of_search = await connection.execute(
                delete(similar_searches).where(
                    searches.team_id == team_id, searches.channel_id == channel_id, searches.message_ts == message_ts
                )
            )
            await connection.execute(delete(shares).where(shares.c.key.startswith(key, autoescape=True)))
        # The app deletes each of its own progress messages, and Slack tells of that too.
        if found or of_search.rowcount:
            await empty_log(self.database)
        return str(found[0] or "") if found else ""

    async def forget_file(self, *, team_id: str, file_id: str) -> bool:
        """Delete every check of a file; whether there was one."""
        of_team = select(posts.c.id).where(posts.c.team_id == team_id).scalar_subquery()
        with_file = select(views.c.check_id).where(views.c.file_id == file_id).scalar_subquery()
        async with self.database.begin() as connection:
            await self._leave_tombstone(connection, team_id, "file", file_id)
            await self._retract(connection, checks.c.id.in_(with_file), posts.c.team_id == team_id)
            result = await connection.execute(
                delete(checks)
                .where(checks.c.id.in_(with_file), checks.c.post_id.in_(of_team))
                .returning(checks.c.post_id)
            )
            touched = set(result.scalars())
            team_checks = select(checks.c.id).where(checks.c.post_id.in_(of_team)).scalar_subquery()
            await connection.execute(
                delete(sheets).where(sheets.c.file_id == file_id, sheets.c.check_id.in_(team_checks))
            )
            for table in (similar_searches, pictures):
                await connection.execute(delete(table).where(table.c.team_id == team_id, table.c.file_id == file_id))
            await connection.execute(update(posts).where(posts.c.id.in_(touched)).values(due_at=now_by(self.clock)))
        await empty_log(self.database)
        return bool(touched)

    async def forget_channel(self, *, team_id: str, channel_id: str) -> None:
        """Delete all that was asked for in a channel."""
        async with self.database.begin() as connection:
            await self._leave_tombstone(connection, team_id, channel_id)
            for table in (posts, similar_searches, shared_channels, retractions):
                await connection.execute(
                    delete(table).where(table.c.team_id == team_id, table.c.channel_id == channel_id)
                )
            await connection.execute(
                delete(shares).where(shares.c.key.startswith(f"{team_id}/{channel_id}/", autoescape=True))
            )
        await empty_log(self.database)

    async def forget_team(self, *, team_id: str) -> None:
        """Delete all of a workspace: the app is installed there no more."""
        async with self.database.begin() as connection:
            await self._leave_tombstone(connection, team_id)
            for table in (posts, pictures, similar_searches, shared_channels, workspaces, retractions):
                await connection.execute(delete(table).where(table.c.team_id == team_id))
            await connection.execute(delete(shares).where(shares.c.key.startswith(f"{team_id}/", autoescape=True)))
        await empty_log(self.database)

    async def welcome_team(self, *, team_id: str) -> None:
        """The app is installed, maybe again: what is asked for from now on is kept."""
        async with self.database.begin() as connection:
            await connection.execute(delete(forgotten).where(forgotten.c.digest == _digest(team_id)))

    async def forget_older(self, *, days: int) -> int:
        """Delete what is past the retention, and queries of addresses that are of no use any more; how many posts that
        was.
        """
        now = now_by(self.clock)
        limit = now - days * _DAY_S
        count = await self._delete_older(posts.c.created_at, limit)
        for since in (
            pictures.c.created_at,
            numbers.c.found_at,
            patents.c.found_at,
            patent_parts.c.fetched_at,
            patent_details.c.fetched_at,
            shares.c.created_at,
            similar_searches.c.created_at,
        ):
            await self._delete_older(since, limit)
        await self._delete_older(deliveries.c.came_at, now - _TOMBSTONE_S)
        await self._delete_older(forgotten.c.forgotten_at, now - _TOMBSTONE_S)
        await self._delete_older(retractions.c.created_at, now - _RETRACTION_S)
        async with self.database.begin() as connection:
            await forget_queries(connection, true())
            await _forget_queries_of_searches(connection, before=now - SEARCH_LIFE_S)
        await empty_log(self.database)
        return count

    async def _delete_older(self, since: Column[float], limit: ColumnElement[float]) -> int:
        """Delete a table's rows from before ``limit``, a bounded number in a transaction; how many there were."""
        key = tuple_(*since.table.primary_key.columns)
        some = select(*since.table.primary_key.columns).where(since < limit).limit(_DELETED_AT_ONCE)
        count = 0
        while True:
            async with self.database.begin() as connection:
                deleted = (await connection.execute(delete(since.table).where(key.in_(some)))).rowcount
            count += deleted
            if deleted < _DELETED_AT_ONCE:
                return count

    async def _retract(self, connection: AsyncConnection, *which: ColumnElement[bool]) -> None:
        """Note the replies of some checks, which are deleted in the same transaction: they have to say so."""
        columns = posts.c.team_id, posts.c.channel_id, checks.c.reply_ts, checks.c.options, sheets.c.file_id
        joined = select(*columns).join(posts, posts.c.id == checks.c.post_id)
        joined = joined.outerjoin(sheets, sheets.c.check_id == checks.c.id)
        found = (await connection.execute(joined.where(*which, checks.c.reply_ts != ""))).all()
        now = now_by(self.clock)
        for row in found:
            values = {"team_id": row.team_id, "channel_id": row.channel_id, "ts": row.reply_ts, "created_at": now}
            values |= {"lang": _language_in(row.options), "sheet_file_id": row.file_id or ""}
            noted = insert_into(self.database, retractions).values(values)
            await connection.execute(noted.on_conflict_do_nothing())

    async def _leave_tombstone(self, connection: AsyncConnection, *parts: str) -> None:
        now = now_by(self.clock)
        await connection.execute(
            insert_into(self.database, forgotten)
            .values(digest=_digest(*parts), forgotten_at=now)
            .on_conflict_do_update(index_elements=["digest"], set_={"forgotten_at": now})
        )
