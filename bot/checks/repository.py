"""The queries that move checks: intake, claims, transitions. One short transaction each."""

import logging
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import (
    ColumnElement,
    RowMapping,
    delete,
    func,
    insert,
    select,
    true,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.checks import codec, leases
from bot.checks.adding import Added, add_posts
from bot.checks.batches import Batches
from bot.checks.requests import NewPost
from bot.checks.rows import changed_columns, copy_rows, load_checks_of, load_rows, save_results, save_view
from bot.checks.transition import Claim, LeaseLostError, PostClaim, Transition
from bot.checks.waits import goes_on_waiting, keep_waiting
from bot.model import Check, Engine, Problem, ProblemKind, Stage
from bot.storage.clock import Clock, now_by
from bot.storage.ids import new_id
from bot.storage.tables import checks, posts, searches, view_reports, views
from bot.storage.transactions import transactions_of
from bot.storage.upserts import insert_into

logger = logging.getLogger(__name__)

_SOON_S = 600.0
_CANCELLABLE = (Stage.RECEIVED, Stage.PREPARED, Stage.SUBMITTING, Stage.SUBMITTED)
_MOST_ADDED = 50
_MOST_WAITING = 64
_UNDELIVERED = (checks.c.due_at.is_not(None), checks.c.ended_at.is_not(None), checks.c.delivered_at.is_(None))
"""Ended, and its reply still on the way."""


class CheckRepository:
    """The state machine's tables.

    Args:
        clock: seconds since the epoch; None for the database's own clock, which replicas share (PostgreSQL only).
    """

    def __init__(self, database: AsyncEngine, *, clock: Clock) -> None:
        self._database = database
        self._transactions = transactions_of(database)
        self._clock = clock
        # Posts that come together share their statements: Slack waits three seconds for each, whatever else goes on.
        self._adding = Batches(self._add, most=_MOST_ADDED)
        self._waiting = Batches(self._keep_waiting, most=_MOST_WAITING)

    def _now(self) -> ColumnElement[float]:
        return now_by(self._clock)

    async def add(self, new: NewPost, *, engine: Engine) -> bool:
        """Store a post and its checks; whatever was stored before is left as it is. Whether anything was new.

        A post that has been deleted meanwhile is not brought back.
        """
        added = await self._adding.run((new, engine))
        for check_id, post_id in added:
            logger.info("check received", extra={"check": check_id, "post": post_id})
        return bool(added)

    async def claim_checks(self, *, owner: str, limit: int) -> list[Claim]:
        async with self._transactions.begin() as connection:
            rows = await leases.claim(connection, checks, now=self._now(), owner=owner, limit=limit)
            loaded = await load_rows(connection, rows)
        return [_claim(row, check) for row, check in zip(rows, loaded, strict=True)]

    async def claim_posts(self, *, owner: str, limit: int) -> list[PostClaim]:
        async with self._transactions.begin() as connection:
            rows = await leases.claim(connection, posts, now=self._now(), owner=owner, limit=limit)
            by_post: dict[str, list[Check]] = defaultdict(list)
            for check in await load_checks_of(connection, [row["id"] for row in rows]):
                by_post[check.post.id].append(check)
        return [
            PostClaim(
                post=codec.load_post(row),
                checks=tuple(by_post[row["id"]]),
                lease=row["lease"],
                now=float(row["now"]),
                attempts=row["attempts"],
                posting=row["progress_posting"],
            )
            for row in rows
        ]

    async def count_open_posts(self, team_id: str) -> int:
        """Posts of a workspace that have something to show in the next minutes, at whatever replica they are."""
        is_soon = posts.c.due_at < self._now() + _SOON_S
        query = (
            select(func.count())
            .select_from(posts)
            .where(posts.c.due_at.is_not(None), is_soon, posts.c.team_id == team_id)
        )
        async with self._database.connect() as connection:
            return int((await connection.execute(query)).scalar_one())

    async def apply(self, claim: Claim, transition: Transition) -> Claim:
        """Store a step's outcome.

        Raises:
            LeaseLostError: nothing was stored.
        """
        check = claim.check
        if goes_on_waiting(claim, transition) and await self._waiting.run((claim, transition)):
            return replace(claim, check=replace(check, hold=None), attempts=0)
        now = self._now()
        async with self._transactions.begin() as connection:
            result = await connection.execute(
                update(checks)
                .where(checks.c.id == check.id, checks.c.lease == claim.lease)
                .values(changed_columns(claim, transition, now))
                .returning(*checks.c, now.label("now"))
            )
            row = result.mappings().one_or_none()
            if row is None:
                raise LeaseLostError
            if transition.view:
                await save_view(connection, check.id, transition.view)
            await save_results(connection, check.id, transition)
            is_told = transition.reply_ts or (transition.stage.is_end and transition.due_in_s is None)
            if is_told or transition.hold:  # people are to see it
                await connection.execute(update(posts).where(posts.c.id == check.post.id).values(due_at=now))
        changed = codec.load_check(row, check.post, ())
        view_tuple = tuple(
            transition.view if transition.view and transition.view.position == view.position else view
            for view in check.views
        )
        return replace(_claim(row, replace(changed, views=view_tuple)), lease=claim.lease)

    async def discard(self, claim: Claim) -> None:
        """Drop a check that turned out to be none of the app's business (a file that is no picture)."""
        async with self._transactions.begin() as connection:
            await connection.execute(delete(checks).where(checks.c.id == claim.check.id, checks.c.lease == claim.lease))
            await connection.execute(update(posts).where(posts.c.id == claim.check.post.id).values(due_at=self._now()))

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
        values: dict[str, Any] = {
            "progress_posting": posting,
            "attempts": attempts,
        }
        if progress_ts is not None:
            values["progress_ts"] = progress_ts
        if root_ts is not None:
            values |= {"message_ts": root_ts, "thread_ts": root_ts}
        if due_in_s != 0:
            values |= leases.given_back(posts, None if due_in_s is None else now + due_in_s)
        async with self._transactions.begin() as connection:
            result = await connection.execute(
                update(posts).where(posts.c.id == claim.post.id, posts.c.lease == claim.lease).values(values)
            )
            if result.rowcount == 0:
                raise LeaseLostError
            if root_ts is not None:
                await connection.execute(
                    update(checks).where(checks.c.post_id == claim.post.id, *_UNDELIVERED).values(due_at=now)
                )

    async def wake_held(self, *, team_id: str | None = None, channel_id: str | None = None) -> int:
        """Let the results that wait for Slack be tried at once: those of a channel, of a team, or all; how many."""
        here = [
            column == wanted
            for column, wanted in ((posts.c.team_id, team_id), (posts.c.channel_id, channel_id))
            if wanted is not None
        ]
        now = self._now()
        async with self._transactions.begin() as connection:
            result = await connection.execute(
                update(checks)
                .where(*_UNDELIVERED, checks.c.due_at > now, checks.c.attempts > 0)
                .where(checks.c.post_id.in_(select(posts.c.id).where(*here).scalar_subquery()) if here else true())
                .values(due_at=now)
            )
            # A command whose thread could not be opened waits as its results do.
            await connection.execute(
                update(posts).where(*here, posts.c.thread_ts == "", posts.c.due_at > now).values(due_at=now)
            )
        return result.rowcount

    async def renew(self, held: Sequence[str]) -> None:
        if held:
            async with self._transactions.begin() as connection:
                for table in (checks, posts):
                    await leases.renew(connection, table, now=self._now(), leases=held)

    async def release(self, owner: str | None, *, but: Collection[str] = ()) -> None:
        """Give back the leases of a worker that stops, or does not know of them, so that nobody need wait for them.

        Args:
            owner: None for every worker, where none can be alive.
            but: leases that it does know of.
        """
        async with self._transactions.begin() as connection:
            for table in (checks, posts):
                await connection.execute(
                    update(table)
                    .where(table.c.due_at.is_not(None), table.c.lease.startswith(f"{owner}:" if owner else ""))
                    .where(table.c.lease.not_in(but) if but else true())
                    .values(lease=None, leased_until=None, due_at=self._now())
                )

    async def seconds_until_due(self) -> float | None:
        async with self._database.connect() as connection:
            waits = [await leases.seconds_until_due(connection, table, now=self._now()) for table in (checks, posts)]
        return min((wait for wait in waits if wait is not None), default=None)

    async def cancel(self, post_id: str, *, team_id: str, channel_id: str, user_id: str) -> int:
        """Cancel what has not ended of a post; how many checks that was. A worker busy with one loses its lease."""
        now = self._now()
        problem = Problem(ProblemKind.CANCELLED, {"user_id": user_id})
        here = select(posts.c.id).where(
            posts.c.id == post_id, posts.c.team_id == team_id, posts.c.channel_id == channel_id
        )
        async with self._transactions.begin() as connection:
            result = await connection.execute(
                update(checks)
                .where(checks.c.post_id.in_(here.scalar_subquery()), checks.c.stage.in_(_CANCELLABLE))
                .values(
                    stage=Stage.CANCELLED,
                    problem=codec.dump_problem(problem),
                    ended_at=now,
                    due_at=now,
                    lease=None,
                    leased_until=None,
                    attempts=0,
                )
            )
        return result.rowcount

    async def add_retry(self, check: Check, *, engine: Engine) -> bool:
        """A new check for what an ended one did not answer; False where it has been tried again already.

        What the first try paid for comes along: pictures at Patsnap, tasks, reports on single views, what was found.
        The submit's time does too, but not where the check expired: its tasks are asked once more, and then given up.
        """
        now = self._now()
        same_engine = check.engine is engine
        submitted_at = check.submitted_at if same_engine and check.stage is not Stage.EXPIRED else None
        async with self._transactions.begin() as connection:
            found = await connection.execute(
                select(posts.c.id).where(posts.c.id == check.post.id).with_for_update(read=True, key_share=True)
            )
            if found.scalar() is None:
                return False  # it has been deleted just now
            added = await self._add_check(
                connection,
                key=f"retry/{check.id}",
                values={
                    "post_id": check.post.id,
                    "position": check.position,
                    "engine": engine,
                    "options": codec.dump_options(check.options),
                    "stage": Stage.RECEIVED,
                    "retry_of": check.id,
                    "created_at": now,
                    "submitted_at": submitted_at and submitted_at.timestamp(),
                    "due_at": now,
                },
                views_=[
                    {
                        "file_id": view.file_id,
                        "name": view.name,
                        "source_url": view.source_url,
                        "upload_url": view.upload_url,
                        "upload_expires_at": view.upload_expires_at and view.upload_expires_at.timestamp(),
                        "task_id": view.task_id if same_engine else "",
                        "reported": view.reported and same_engine,
                    }
                    for view in check.views
                ],
            )
            if added is None:
                return False
            if same_engine:
                for table in (view_reports, searches):
                    await copy_rows(connection, table, check.id, added)
            await connection.execute(update(posts).where(posts.c.id == check.post.id).values(due_at=now))
        logger.info("check received", extra={"check": added, "post": check.post.id, "retry_of": check.id})
        return True

    async def _keep_waiting(self, waiting: Sequence[tuple[Claim, Transition]]) -> Sequence[bool]:
        async with self._transactions.begin() as connection:
            return await keep_waiting(connection, waiting, now=self._now())

    async def _add(self, asked: Sequence[tuple[NewPost, Engine]]) -> Sequence[Sequence[Added]]:
        async with self._transactions.begin() as connection:
            now = self._clock() if self._clock else float((await connection.execute(select(self._now()))).scalar_one())
            return await add_posts(connection, asked, now=now)

    async def _add_check(
        self, connection: AsyncConnection, *, key: str, values: Mapping[str, Any], views_: Sequence[Mapping[str, Any]]
    ) -> str | None:
        """The new check's id; None where the key is taken."""
        check_id = new_id()
        result = await connection.execute(
            insert_into(self._database, checks).values({"id": check_id, "key": key, **values}).on_conflict_do_nothing()
        )
        if result.rowcount == 0:
            return None
        if views_:
            await connection.execute(
                insert(views),
                [{"check_id": check_id, "position": position, **view} for position, view in enumerate(views_)],
            )
        return check_id


def _claim(row: RowMapping, check: Check) -> Claim:
    return Claim(
        check=check,
        lease=row["lease"] or "",
        now=float(row["now"]),
        attempts=row["attempts"],
        delivering=row["delivering_at"] is not None,
    )
