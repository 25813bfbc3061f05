"""Reads: checks and reports for people, results under way for the steps, and what the poll planner learns from."""

import math
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.checks.polling.durations import RECENT, Sample
from bot.checks.polling.planner import Load
from bot.checks.rows import load_checks_of, load_options, load_report, load_rows
from bot.model import Check, Engine, Language, Report, Stage
from bot.storage.clock import Clock, now_by
from bot.storage.holds import is_kept_only
from bot.storage.tables import checks, posts, reports, searches, view_reports, views

_LOOKED_AT = 4 * RECENT
"""So many of the last ends at most are looked through for those that tell how long a task takes."""

_LATELY_S = 30.0


@dataclass(frozen=True, slots=True)
class CheckQueries:
    """Reads by (team, channel): nobody sees what another channel asked for."""

    database: AsyncEngine
    clock: Clock

    async def find_check(self, check_id: str, *, team_id: str, channel_id: str) -> Check | None:
        async with self.database.connect() as connection:
            result = await connection.execute(
                select(checks)
                .join(posts, posts.c.id == checks.c.post_id)
                .where(
                    checks.c.id == check_id,
                    posts.c.team_id == team_id,
                    posts.c.channel_id == channel_id,
                )
            )
            loaded = await load_rows(connection, result.mappings().all())
        return loaded[0] if loaded else None

    async def messages_of(self, post_id: str) -> tuple[str, str, bool] | None:
        """The ts of a post's thread and of its progress message, and whether one of them may just be posted; None once
        the post has been deleted.
        """
        columns = posts.c.thread_ts, posts.c.progress_ts, posts.c.progress_posting
        async with self.database.connect() as connection:
            row = (await connection.execute(select(*columns).where(posts.c.id == post_id))).one_or_none()
            return row and (row.thread_ts, row.progress_ts, row.progress_posting)

    async def thread_of(self, post_id: str) -> str:
        """The ts of the thread that takes a post's replies; empty while none stands, and for no post."""
        async with self.database.connect() as connection:
            result = await connection.execute(select(posts.c.thread_ts).where(posts.c.id == post_id))
            return result.scalar() or ""

    async def is_earlier_untold(self, check: Check) -> bool:
        """Whether the reply of a picture before this one of the same post is still to come."""
        is_to_come = checks.c.delivered_at.is_(None), checks.c.due_at.is_not(None)
        earlier = select(checks.c.id).where(
            checks.c.post_id == check.post.id, checks.c.position < check.position, *is_to_come
        )
        async with self.database.connect() as connection:
            return (await connection.execute(earlier.limit(1))).first() is not None

    async def reply_of(self, check_id: str) -> str | None:
        """The ts of the reply that counts; empty while there is none, None once the check has been deleted in Slack."""
        here = checks.c.id == check_id, ~is_kept_only(checks.c.id)
        async with self.database.connect() as connection:
            result = await connection.execute(select(checks.c.reply_ts).where(*here))
            return result.scalar()

    async def checks_on(self, *, team_id: str, channel_id: str, message_ts: str) -> tuple[Check, ...] | None:
        """All checks of a message but those that wait for a person's word; None if nothing is known of it."""
        async with self.database.connect() as connection:
            result = await connection.execute(
                select(posts.c.id).where(
                    posts.c.team_id == team_id, posts.c.channel_id == channel_id, posts.c.message_ts == message_ts
                )
            )
            post_id = result.scalar()
            if post_id is None:
                return None
            return tuple(check for check in await load_checks_of(connection, [post_id]) if not check.needs_word)

    async def language_of_thread(self, *, team_id: str, channel_id: str, thread_ts: str) -> Language | None:
        """The language of the first check that was asked for in a thread; None if none was."""
        async with self.database.connect() as connection:
            result = await connection.execute(
                select(checks.c.options)
                .join(posts, posts.c.id == checks.c.post_id)
                .where(posts.c.team_id == team_id, posts.c.channel_id == channel_id, posts.c.thread_ts == thread_ts)
                .order_by(posts.c.created_at)
                .limit(1)
            )
            stored = result.scalar()
        return None if stored is None else load_options(stored).lang

    async def checks_of(self, post_id: str, *, team_id: str, channel_id: str) -> tuple[Check, ...]:
        """All checks of a post; none for a post of another channel."""
        async with self.database.connect() as connection:
            loaded = await load_checks_of(connection, [post_id])
        return tuple(check for check in loaded if (check.post.team_id, check.post.channel_id) == (team_id, channel_id))

    async def checks_by(self, *, team_id: str, user_id: str, limit: int) -> list[tuple[Check, Report | None]]:
        """A person's last checks of pictures and their reports, the newest first; a try that a later one replaced is
        left out.
        """
        with_picture = select(views.c.check_id).where(views.c.check_id == checks.c.id).exists()
        later = checks.alias()
        async with self.database.connect() as connection:
            result = await connection.execute(
                select(checks)
                .join(posts, posts.c.id == checks.c.post_id)
                .where(
                    posts.c.team_id == team_id,
                    posts.c.user_id == user_id,
                    with_picture,
                    ~is_kept_only(checks.c.id),
                    checks.c.due_at.is_not(None) | checks.c.ended_at.is_not(None),  # not one that nobody wanted yet
                    ~select(later.c.id).where(later.c.retry_of == checks.c.id).exists(),
                )
                .order_by(checks.c.created_at.desc(), checks.c.position.desc())
                .limit(limit)
            )
            loaded = await load_rows(connection, result.mappings().all())
            found = await connection.execute(
                select(reports.c.check_id, reports.c.report).where(reports.c.check_id.in_([c.id for c in loaded]))
            )
            by_check = {row.check_id: load_report(row.report) for row in found}
        return [(check, by_check.get(check.id)) for check in loaded]

    async def checks_in(self, *, team_id: str, channel_id: str, limit: int) -> list[Check]:
        """The last checks of a channel that ended with a report, the newest first; searches only."""
        async with self.database.connect() as connection:
            result = await connection.execute(
                select(checks)
                .join(posts, posts.c.id == checks.c.post_id)
                .where(
                    posts.c.team_id == team_id,
                    posts.c.channel_id == channel_id,
                    checks.c.stage == Stage.FINISHED,
                    checks.c.engine != Engine.ONE_TO_ONE,
                    ~is_kept_only(checks.c.id),
                )
                .order_by(checks.c.created_at.desc(), checks.c.position)
                .limit(limit)
            )
            return list(await load_rows(connection, result.mappings().all()))

    async def report_of(self, check_id: str) -> Report | None:
        async with self.database.connect() as connection:
            result = await connection.execute(select(reports.c.report).where(reports.c.check_id == check_id))
            stored = result.scalar()
        return load_report(stored) if stored is not None else None

    async def view_reports_of(self, check_id: str) -> dict[int, Report]:
        """Reports on single views that have come in, by the view's position."""
        async with self.database.connect() as connection:
            result = await connection.execute(
                select(view_reports.c.position, view_reports.c.report).where(view_reports.c.check_id == check_id)
            )
            return {row.position: load_report(row.report) for row in result}

    async def found_of(self, check_id: str) -> str | None:
        """What the search before the submit found; None before it ran."""
        async with self.database.connect() as connection:
            result = await connection.execute(select(searches.c.found).where(searches.c.check_id == check_id))
            return result.scalar()

    async def samples(self, engine: Engine) -> list[Sample]:
        """How long this engine's last tasks took, the newest first."""
        ended = (
            select(checks.c.stage, checks.c.submitted_at, checks.c.running_at, checks.c.ended_at)
            .where(checks.c.engine == engine, checks.c.ended_at.is_not(None))
            .order_by(checks.c.ended_at.desc())
            .limit(_LOOKED_AT)
            .subquery()
        )
        async with self.database.connect() as connection:
            result = await connection.execute(
                select(ended)
                .where(ended.c.stage.in_((Stage.FINISHED, Stage.EXPIRED)), ended.c.running_at.is_not(None))
                .order_by(ended.c.ended_at.desc())
                .limit(RECENT)
            )
            return [
                Sample(
                    after_s=row.running_at - row.submitted_at,
                    by_s=row.ended_at - row.submitted_at if row.stage == Stage.FINISHED else math.inf,
                )
                for row in result
            ]

    async def load(self) -> Load:
        """What runs at Patsnap now. Looks only at rows with work to do, however many lie finished beside them."""
        lately = func.count().filter(checks.c.submitted_at > now_by(self.clock) - _LATELY_S)
        async with self.database.connect() as connection:
            result = await connection.execute(
                select(func.count(), lately).where(checks.c.due_at.is_not(None), checks.c.stage == Stage.SUBMITTED)
            )
            in_flight, submitted = result.one()
        return Load(in_flight=in_flight, submits_per_s=submitted / _LATELY_S)
