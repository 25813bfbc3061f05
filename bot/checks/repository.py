"""The queries that move checks: intake, claims, transitions. One short transaction each."""

import logging
import time
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Update, delete, func, insert, literal, select, true, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.checks import consent, results, rows, spending
from bot.checks.requests import NewPost
from bot.checks.transition import Claim, LeaseLostError, PostClaim, Transition
from bot.model import Check, Engine, Problem, ProblemKind, Stage
from bot.storage import leases
from bot.storage.clock import Clock, now_by, read_clock
from bot.storage.deletion import forget_queries, forgotten_files, is_wanted
from bot.storage.holds import discard, is_kept_only
from bot.storage.tables import checks, posts, searches, view_reports, views
from bot.storage.upserts import insert_into, insert_where

logger = logging.getLogger(__name__)

_SOON_S = 600.0
_CANCELLABLE = (Stage.RECEIVED, Stage.PREPARED, Stage.SUBMITTING, Stage.SUBMITTED)
_UNTOLD = (checks.c.due_at.is_not(None), checks.c.ended_at.is_not(None), checks.c.delivered_at.is_(None))
"""Ended, and its reply still on the way."""


@dataclass(frozen=True, slots=True)
class CheckRepository:
    """The state machine's tables.

    Attributes:
        clock: seconds since the epoch; None for the database's own clock, which replicas share (PostgreSQL only).
    """

    database: AsyncEngine
    clock: Clock

    async def add(self, new: NewPost, *, engine: Engine) -> bool:
        """Store a post and its checks; whatever was stored before is left as it is. Whether anything was new.

        A post that has been deleted meanwhile is not brought back, nor is a check of a file that has been.
        """
        async with self.database.begin() as connection:
            now = await read_clock(connection, self.clock)
            places = new.places_without(await forgotten_files(connection, new.team_id, new.file_ids))
            if new.checks and not places:
                return False
            post = rows.post_row(new, now)
            post_id = await self._add_post(connection, post)
            if post_id is None or (post_id != post["id"] and not await consent.take(connection, post_id, new)):
                return False
            asked = [rows.check_row(new, place, post_id=post_id, engine=engine, now=now) for place in places]
            added = await _insert_checks(connection, asked)
            if asked and not added and post_id == post["id"]:
                # A command delivered again: its first post has gone by the ts of its thread since that was opened.
                await connection.execute(delete(posts).where(posts.c.id == post_id))
            new_rows = [row for row in asked if row["id"] in added]
            await _insert_views(connection, [view for row in new_rows for view in rows.new_view_rows(new, row)])
            if added and post_id != post["id"]:
                await connection.execute(_show(post_id, self._now()).values(consent.reopened(new)))
        for check_id in added:
            logger.info("check received", extra={"check": check_id, "post": post_id})
        return added != []

    async def add_retry(self, check: Check, *, engine: Engine) -> bool:
        """A new check for what an ended one did not answer; False if it has been tried again already.

        What the first try paid for comes along: pictures at Patsnap, tasks, reports on single views, what was found.
        """
        async with self.database.begin() as connection:
            now = await read_clock(connection, self.clock)
            if await _lock_post(connection, posts.c.id == check.post.id, ~is_kept_only(literal(check.id))) is None:
                return False  # it has been deleted just now
            added = await _insert_checks(connection, [rows.retry_row(check, engine=engine, now=now)])
            if not added:
                return False
            [check_id] = added
            await _insert_views(connection, rows.retry_view_rows(check, check_id, engine=engine))
            if check.engine is engine:
                for table in (view_reports, searches):
                    await results.copy_rows(connection, table, check.id, check_id)
            await connection.execute(_show(check.post.id, self._now()))
        logger.info("check received", extra={"check": check_id, "post": check.post.id, "retry_of": check.id})
        return True

    async def claim_checks(self, *, owner: str, limit: int) -> list[Claim]:
        """Take checks that are due, the longest due first."""
        good_until = time.monotonic() + leases.SURELY_HELD_S
        async with self.database.begin() as connection:
            claimed = await leases.claim(connection, checks, now=self._now(), owner=owner, limit=limit)
            loaded = {check.id: check for check in await rows.load_rows(connection, claimed)}
        return [rows.load_claim(row, loaded[row["id"]], good_until) for row in claimed if row["id"] in loaded]

    async def claim_posts(self, *, owner: str, limit: int, but: Collection[str] = ()) -> list[PostClaim]:
        """Take posts whose progress message is due; ``but`` those that the owner has in hand."""
        async with self.database.begin() as connection:
            claimed = await leases.claim(connection, posts, now=self._now(), owner=owner, limit=limit, but=but)
            by_post: dict[str, list[Check]] = defaultdict(list)
            for check in await rows.load_checks_of(connection, [row["id"] for row in claimed]):
                by_post[check.post.id].append(check)
        return [
            PostClaim(
                post=rows.load_post(row),
                checks=tuple(by_post[row["id"]]),
                lease=row["lease"],
                now=float(row["now"]),
                attempts=row["attempts"],
                posting=row["progress_posting"],
            )
            for row in claimed
        ]

    async def apply(self, claim: Claim, transition: Transition) -> Claim:
        """Store a step's outcome.

        Raises:
            LeaseLostError: nothing was stored.
        """
        # At the stage it had, or, if only the answer was lost, at the one it is to have: else somebody got further.
        stages = claim.check.stage, transition.stage
        return await self._store(claim, transition, checks.c.lease == claim.lease, checks.c.stage.in_(stages))

    async def apply_late(self, claim: Claim, transition: Transition) -> Claim:
        """Store what a worker learned whose lease is lost, unless somebody else has got further: the row is its own
        again.

        Raises:
            LeaseLostError: somebody has; but the id of a task is kept for a person's next try, which asks for it.
        """
        here = [checks.c.stage == claim.check.stage, checks.c.delivered_at.is_(None), ~is_kept_only(checks.c.id)]
        if transition.view and transition.view.task_id and not transition.view_report:
            # Once this task is stored, a submit that is under way is another view's.
            here.append(results.has_no_task(claim.check.id, transition.view))
        try:
            return await self._store(claim, transition, *here, taken_over=True)
        except LeaseLostError:
            if transition.view and transition.view.task_id:
                async with self.database.begin() as connection:
                    await results.keep_task(connection, claim.check.id, transition.view, self._now())
                    await spending.write_late(connection, claim)
            raise

    async def _store(
        self, claim: Claim, transition: Transition, *conditions: ColumnElement[bool], taken_over: bool = False
    ) -> Claim:
        check, now = claim.check, self._now()
        values = rows.changed_columns(claim, transition, now)
        if taken_over:  # unless the transition gives it back
            values = {"lease": claim.lease, **values}
        good_until = time.monotonic() + leases.SURELY_HELD_S
        async with self.database.begin() as connection:
            result = await connection.execute(
                update(checks)
                .where(checks.c.id == check.id, *conditions)
                .values(values)
                .returning(*checks.c, now.label("now"))
            )
            row = result.mappings().one_or_none()
            if row is None:
                raise LeaseLostError
            current = rows.views_after(check, transition)
            for view in set(current) - set(check.views):
                await rows.save_view(connection, check.id, view)
            await results.save_results(connection, check, transition)
            await spending.write(connection, claim, transition, now)
            is_told = transition.reply_ts or (transition.stage.is_end and transition.due_in_s is None)
            if (is_told and not check.delivered_at) or transition.waits_until:  # people are to see it
                await connection.execute(_show(check.post.id, now))
        stored = replace(rows.load_check(row, check.post, ()), views=current, pictures=check.pictures)
        return replace(rows.load_claim(row, stored, good_until), lease=claim.lease)

    async def discard(self, claim: Claim) -> None:
        """Drop a check that turned out to be none of the app's business (a file that is no picture)."""
        async with self.database.begin() as connection:
            await discard(connection, checks.c.id == claim.check.id, checks.c.lease == claim.lease, now=self._now())
            await connection.execute(_show(claim.check.post.id, self._now()))

    async def save_post(
        self,
        claim: PostClaim,
        *,
        due_in_s: float | None,
        progress_ts: str | None = None,
        root_ts: str | None = None,
        posting: bool = False,
        attempts: int = 0,
    ) -> None:
        """Store what became of the progress message; ``due_in_s`` 0 keeps the lease.

        Args:
            root_ts: the message by which the app opened the post's thread.

        Raises:
            LeaseLostError: nothing was stored.
        """
        now = self._now()
        values: dict[str, Any] = {"progress_posting": posting, "attempts": attempts}
        if progress_ts is not None:
            values["progress_ts"] = progress_ts
        if root_ts is not None:
            values |= {
                "message_ts": root_ts,
                "thread_ts": func.coalesce(func.nullif(posts.c.root_thread_ts, ""), root_ts),
            }
        if due_in_s != 0:
            values |= leases.given_back(posts, None if due_in_s is None else now + due_in_s)
        async with self.database.begin() as connection:
            result = await connection.execute(
                update(posts).where(posts.c.id == claim.post.id, posts.c.lease == claim.lease).values(values)
            )
            if result.rowcount == 0:
                raise LeaseLostError
            if root_ts is not None:
                await connection.execute(
                    update(checks).where(checks.c.post_id == claim.post.id, *_UNTOLD).values(due_at=now)
                )

    async def count_open_posts(self, team_id: str) -> int:
        """Posts of a workspace that have something to show in the next minutes, at whatever replica they are."""
        is_soon = posts.c.due_at < self._now() + _SOON_S
        query = (
            select(func.count())
            .select_from(posts)
            .where(posts.c.due_at.is_not(None), is_soon, posts.c.team_id == team_id)
        )
        async with self.database.connect() as connection:
            return int((await connection.execute(query)).scalar_one())

    async def retry_undelivered(self, *, team_id: str | None = None, channel_id: str | None = None) -> int:
        """Make undelivered replies due at once: those of a channel, of a team, or all; how many."""
        here = [
            column == wanted
            for column, wanted in ((posts.c.team_id, team_id), (posts.c.channel_id, channel_id))
            if wanted is not None
        ]
        now = self._now()
        async with self.database.begin() as connection:
            result = await connection.execute(
                update(checks)
                .where(*_UNTOLD, checks.c.due_at > now, checks.c.attempts > 0)
                .where(checks.c.post_id.in_(select(posts.c.id).where(*here).scalar_subquery()) if here else true())
                .values(due_at=now)
            )
            # A command whose thread could not be opened waits as its replies do.
            await connection.execute(
                update(posts).where(*here, posts.c.thread_ts == "", posts.c.due_at > now).values(due_at=now)
            )
        return result.rowcount

    async def renew(self, held: Sequence[str]) -> None:
        """Prolong leases."""
        if held:
            async with self.database.begin() as connection:
                for table in (checks, posts):
                    await leases.renew(connection, table, now=self._now(), leases=held)

    async def release(self, owner: str | None, *, but: Collection[str] = ()) -> None:
        """Give back the leases of a worker that stops, or does not know of them, so that nobody need wait for them.

        Args:
            owner: None for every worker, when none can be alive.
            but: leases that it does know of.
        """
        async with self.database.begin() as connection:
            for table in (checks, posts):
                await leases.release(connection, table, now=self._now(), owner=owner, but=but)

    async def seconds_until_due(self) -> float | None:
        """How long until something that nobody holds is due; negative when it is late, None without anything."""
        async with self.database.connect() as connection:
            waits = [await leases.seconds_until_due(connection, table, now=self._now()) for table in (checks, posts)]
        return min((wait for wait in waits if wait is not None), default=None)

    async def cancel(self, post_id: str, *, team_id: str, channel_id: str, user_id: str) -> int:
        """Cancel what has not ended of a post; how many checks that was. A worker busy with one loses its lease."""
        now = self._now()
        problem = Problem(ProblemKind.CANCELLED, {"user_id": user_id})
        here = select(posts.c.id).where(
            posts.c.id == post_id, posts.c.team_id == team_id, posts.c.channel_id == channel_id
        )
        async with self.database.begin() as connection:
            result = await connection.execute(
                update(checks)
                .where(checks.c.post_id.in_(here.scalar_subquery()), checks.c.stage.in_(_CANCELLABLE))
                .values(
                    stage=Stage.CANCELLED,
                    problem=rows.dump_problem(problem),
                    ended_at=now,
                    due_at=now,
                    lease=None,
                    leased_until=None,
                    attempts=0,
                )
                .returning(checks.c.id)
            )
            cancelled = result.scalars().all()
            await forget_queries(connection, views.c.check_id.in_(cancelled))
        return len(cancelled)

    def _now(self) -> ColumnElement[float]:
        return now_by(self.clock)

    async def _add_post(self, connection: AsyncConnection, post: rows.Row) -> str | None:
        """The id of the post that is there now, which may have been before; None if it has been deleted."""
        key = {name: post[name] for name in ("team_id", "channel_id", "message_ts")}
        added = await connection.execute(
            insert_where(self.database, posts, post, is_wanted(**key)).on_conflict_do_nothing().returning(posts.c.id)
        )
        post_id: str | None = added.scalar()
        if post_id is not None:
            return post_id
        # One that stands although it was deleted is on hold: an event that comes again adds nothing to it.
        here = [posts.c[name] == value for name, value in key.items()]
        return await _lock_post(connection, *here, is_wanted(**key), alone=True)


async def _lock_post(connection: AsyncConnection, *conditions: ColumnElement[bool], alone: bool = False) -> str | None:
    """The id of a post that nobody deletes before this transaction ends. Args: alone: nor does anybody change it."""
    locked = select(posts.c.id).where(*conditions).with_for_update(read=not alone, key_share=True)
    found = await connection.execute(locked)
    post_id: str | None = found.scalar()
    return post_id


async def _insert_checks(connection: AsyncConnection, new: Sequence[rows.Row]) -> list[str]:
    """The ids of those that were not there yet."""
    if not new:
        return []
    statement = insert_into(connection, checks).on_conflict_do_nothing().returning(checks.c.id)
    return list((await connection.execute(statement, new)).scalars())


async def _insert_views(connection: AsyncConnection, new: Sequence[rows.Row]) -> None:
    if new:
        await connection.execute(insert(views), new)


def _show(post_id: str, now: ColumnElement[float]) -> Update:
    """A statement: the post's progress message is due."""
    return update(posts).where(posts.c.id == post_id).values(due_at=now)
