"""Deletion of data: a deleted message, file or channel, an app that is uninstalled, and retention.

What is under way may write after the deletion, in this process or in another, and Slack may deliver an event again. So
each deletion leaves a tombstone for a day: a digest from which nothing can be read. Whoever adds a row looks for the
tombstones of all that the row belongs to, in the same statement.

Checks on hold stay, see ``holds``; at their release goes what would have gone without them.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Column, ColumnElement, Table, delete, exists, or_, select, true, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.model.address import without_query
from bot.model.costs import Payment
from bot.model.hold import DeletedWith
from bot.model.similar import SEARCH_LIFE_S
from bot.storage.clock import Clock, now_by
from bot.storage.database import empty_log
from bot.storage.holds import has_held, is_held, keep_held, lock
from bot.storage.ids import digest_of
from bot.storage.tables import (
    channel_settings,
    checks,
    deliveries,
    forgotten,
    holds,
    numbers,
    paid_calls,
    patent_details,
    patent_parts,
    patents,
    pictures,
    posts,
    reports,
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
_LEDGER_DAYS = 3 * 365
"""How long the calls that were paid for can be added up, without a person once the retention is over."""

_NOBODY = {"user_id": "", "check_id": ""}
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
            # Whoever just stores where the message stands is waited for: it is to be deleted too.
            standing = await connection.execute(select(posts.c.progress_ts).where(*here).with_for_update())
            found = standing.scalars().all()
            if found:
                await self._forget_posts(connection, DeletedWith.MESSAGE, *here)
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
            of_file = checks.c.id.in_(with_file), checks.c.post_id.in_(of_team)
            await lock(connection, select(checks.c.id).where(*of_file))
            touched = set((await connection.execute(select(checks.c.post_id).where(*of_file))).scalars())
            await self._retract(connection, checks.c.id.in_(with_file), posts.c.team_id == team_id)
            await keep_held(connection, DeletedWith.FILE, *of_file, now=now_by(self.clock))
            await connection.execute(delete(checks).where(*of_file, ~is_held(checks.c.id)))
            team_checks = select(checks.c.id).where(checks.c.post_id.in_(of_team)).scalar_subquery()
            await connection.execute(
                delete(sheets).where(
                    sheets.c.file_id == file_id, sheets.c.check_id.in_(team_checks), ~is_held(sheets.c.check_id)
                )
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
            here = posts.c.team_id == team_id, posts.c.channel_id == channel_id
            await self._forget_posts(connection, DeletedWith.CHANNEL, *here)
            for table in (similar_searches, shared_channels, channel_settings, retractions):
                await connection.execute(
                    delete(table).where(table.c.team_id == team_id, table.c.channel_id == channel_id)
                )
            await connection.execute(
                delete(shares).where(shares.c.key.startswith(f"{team_id}/{channel_id}/", autoescape=True))
            )
            here = paid_calls.c.team_id == team_id, paid_calls.c.channel_id == channel_id
            await connection.execute(update(paid_calls).where(*here).values(_NOBODY))
        await empty_log(self.database)

    async def forget_team(self, *, team_id: str) -> None:
        """Delete all of a workspace: the app is installed there no more. Of the record of holds stays what stands."""
        async with self.database.begin() as connection:
            await self._leave_tombstone(connection, team_id)
            await self._forget_posts(connection, DeletedWith.APP, posts.c.team_id == team_id)
            for table in (pictures, similar_searches, shared_channels, channel_settings, workspaces, retractions):
                await connection.execute(delete(table).where(table.c.team_id == team_id))
            await connection.execute(delete(holds).where(holds.c.team_id == team_id, holds.c.held_check_id.is_(None)))
            await connection.execute(delete(shares).where(shares.c.key.startswith(f"{team_id}/", autoescape=True)))
            of_team = paid_calls.c.team_id == team_id
            await connection.execute(update(paid_calls).where(of_team).values(channel_id="", **_NOBODY))
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
        count = await self._forget_older_posts(limit)
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
        await self._tidy_ledger(limit, now - max(days, _LEDGER_DAYS) * _DAY_S)
        await self._delete_older(deliveries.c.came_at, now - _TOMBSTONE_S)
        await self._delete_older(forgotten.c.forgotten_at, now - _TOMBSTONE_S)
        await self._delete_older(retractions.c.created_at, now - _RETRACTION_S)
        async with self.database.begin() as connection:
            await forget_queries(connection, true())
            await _forget_queries_of_searches(connection, before=now - SEARCH_LIFE_S)
        await empty_log(self.database)
        return count

    async def forget_released(self, connection: AsyncConnection, check_id: str, gone: DeletedWith) -> None:
        """Delete a check whose hold has just been released, and what has been deleted in Slack meanwhile."""
        if gone in {DeletedWith.MESSAGE, DeletedWith.FILE}:  # else there is nobody to read it
            await self._retract(connection, checks.c.id == check_id)
        result = await connection.execute(delete(checks).where(checks.c.id == check_id).returning(checks.c.post_id))
        if gone is not DeletedWith.FILE:
            is_empty = ~exists(select(checks.c.id).where(checks.c.post_id == posts.c.id))
            await connection.execute(delete(posts).where(posts.c.id.in_(result.scalars().all()), is_empty))

    async def _forget_posts(self, connection: AsyncConnection, gone: DeletedWith, *which: ColumnElement[bool]) -> None:
        """Delete posts and their checks, but for checks on hold. Args: which: of all posts."""
        if not await lock(connection, select(posts.c.id).where(*which)):
            return
        if gone is DeletedWith.MESSAGE:
            await self._retract(connection, *which)
        of_posts = checks.c.post_id.in_(select(posts.c.id).where(*which).scalar_subquery())
        await keep_held(connection, gone, of_posts, now=now_by(self.clock))
        await connection.execute(delete(posts).where(*which, ~has_held()))
        # What is left are posts with a check on hold: the others of it go, and nothing is shown of it any more.
        await connection.execute(delete(checks).where(of_posts, ~is_held(checks.c.id)))
        await forget_queries(connection, views.c.check_id.in_(select(checks.c.id).where(of_posts).scalar_subquery()))
        nothing_due = {"due_at": None, "lease": None, "leased_until": None}
        await connection.execute(
            update(posts).where(*which).values(progress_ts="", progress_posting=False, **nothing_due)
        )

    async def _forget_older_posts(self, limit: ColumnElement[float]) -> int:
        """Delete posts from before ``limit`` and their checks, but for checks on hold; how many posts that was."""
        is_free = ~is_held(checks.c.id)
        has_free = exists(select(checks.c.id).where(checks.c.post_id == posts.c.id, is_free))
        some = select(posts.c.id).where(posts.c.created_at < limit, or_(~has_held(), has_free))
        count = 0
        while True:
            async with self.database.begin() as connection:
                locked = await connection.execute(some.limit(_DELETED_AT_ONCE).with_for_update())
                ids = locked.scalars().all()
                gone = await connection.execute(delete(posts).where(posts.c.id.in_(ids), ~has_held()))
                await connection.execute(delete(checks).where(checks.c.post_id.in_(ids), is_free))
            count += gone.rowcount
            if len(ids) < _DELETED_AT_ONCE:
                return count

    async def _tidy_ledger(self, nameless: ColumnElement[float], limit: ColumnElement[float]) -> None:
        """A bill outlives what it paid for: past the retention without a person, and a longer time altogether."""
        is_under_way = exists(
            select(checks.c.id).where(checks.c.id == paid_calls.c.check_id, checks.c.ended_at.is_(None))
        )
        is_kept = paid_calls.c.payment == Payment.RESERVED
        is_named = or_(paid_calls.c.user_id != "", paid_calls.c.check_id != "")
        async with self.database.begin() as connection:
            await connection.execute(delete(paid_calls).where(is_kept, ~is_under_way))
            await connection.execute(update(paid_calls).where(paid_calls.c.at < nameless, is_named).values(_NOBODY))
        await self._delete_older(paid_calls.c.at, limit)

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
        """Note the replies of some checks, which are deleted in the same transaction unless they are on hold: they have
        to say so.
        """
        columns = posts.c.team_id, posts.c.channel_id, checks.c.id, checks.c.reply_ts, checks.c.options
        of_report = reports.c.check_id.label("reported")
        joined = select(*columns, sheets.c.file_id, of_report, is_held(checks.c.id).label("held"))
        joined = joined.join(posts, posts.c.id == checks.c.post_id)
        for table in (sheets, reports):
            joined = joined.outerjoin(table, table.c.check_id == checks.c.id)
        found = (await connection.execute(joined.where(*which, checks.c.reply_ts != ""))).all()
        now = now_by(self.clock)
        for row in found:
            values = {"team_id": row.team_id, "channel_id": row.channel_id, "ts": row.reply_ts, "created_at": now}
            values |= {"lang": _language_in(row.options), "held": row.held}
            values["sheet_file_id"] = "" if row.held else row.file_id or ""
            values["exported_check_id"] = row.id if row.held and row.reported else ""
            noted = insert_into(self.database, retractions).values(values)
            key = [column.name for column in retractions.primary_key]
            newer = {name: noted.excluded[name] for name in values if name not in key}
            await connection.execute(noted.on_conflict_do_update(index_elements=key, set_=newer))

    async def _leave_tombstone(self, connection: AsyncConnection, *parts: str) -> None:
        now = now_by(self.clock)
        await connection.execute(
            insert_into(self.database, forgotten)
            .values(digest=_digest(*parts), forgotten_at=now)
            .on_conflict_do_update(index_elements=["digest"], set_={"forgotten_at": now})
        )
