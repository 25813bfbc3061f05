"""Evidence put into a database, as a check leaves it there."""

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.checks.rows import changed_view_columns, dump_options, dump_report, dump_time
from bot.model.evidence import Evidence
from bot.storage.tables import checks, posts, reports, views


async def keep(engine: AsyncEngine, evidence: Evidence) -> None:
    """Store the post, the check, its pictures and its report."""
    check, post = evidence.check, evidence.check.post
    async with engine.begin() as connection:
        await connection.execute(
            insert(posts).values(
                id=post.id,
                team_id=post.team_id,
                channel_id=post.channel_id,
                message_ts=post.message_ts,
                thread_ts=post.thread_ts,
                user_id=post.user_id,
                created_at=dump_time(post.created_at),
            )
        )
        await connection.execute(
            insert(checks).values(
                id=check.id,
                key=check.id,
                post_id=post.id,
                position=check.position,
                engine=check.engine,
                options=dump_options(check.options),
                stage=check.stage,
                created_at=dump_time(check.created_at),
                ended_at=dump_time(check.ended_at),
                reply_ts=check.reply_ts or "9.9",
            )
        )
        for view in check.views:
            place = {"check_id": check.id, "position": view.position, "file_id": view.file_id}
            await connection.execute(insert(views).values(**place, **changed_view_columns(view)))
        await connection.execute(insert(reports).values(check_id=check.id, report=dump_report(evidence.report)))
