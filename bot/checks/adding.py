"""Posts and their checks into the tables: any number in the same few statements."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Executable, Select, bindparam, insert, select, tuple_, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.checks import codec
from bot.checks.requests import NewCheck, NewPost
from bot.model import Engine, Stage
from bot.storage.deletion import has_none, traces_of_message
from bot.storage.ids import new_id
from bot.storage.tables import checks, posts, views

Added = tuple[str, str]
"""A new check's id, and that of its post."""

_Key = tuple[str, str, str]
_Row = dict[str, Any]

# Statements are made once: to make one anew takes longer than to run it.

_POST = ("id", "team_id", "channel_id", "message_ts", "thread_ts", "user_id", "created_at", "due_at")
_TRACES = ("trace_of_team", "trace_of_channel", "trace_of_message")
_WANTED_POST = select(*(bindparam(name, type_=posts.c[name].type) for name in _POST)).where(
    has_none([bindparam(name, type_=posts.c.id.type) for name in _TRACES])
)
_COUNTED = {"preserve_rowcount": True}
_INSERTS = {
    dialect: (
        insert_(posts).from_select(_POST, _WANTED_POST).on_conflict_do_nothing().execution_options(**_COUNTED),
        insert_(checks).on_conflict_do_nothing().execution_options(**_COUNTED),
    )
    for dialect, insert_ in (("sqlite", sqlite.insert), ("postgresql", postgresql.insert))
}
_INSERT_VIEWS = insert(views)
_POST_IDS, _CHECK_IDS = (
    select(table.c.id).where(table.c.id.in_(bindparam("ids", expanding=True))) for table in (posts, checks)
)
_KEY = (posts.c.team_id, posts.c.channel_id, posts.c.message_ts)


async def add_posts(
    connection: AsyncConnection, asked: Sequence[tuple[NewPost, Engine]], *, now: float
) -> list[list[Added]]:
    """Store what is new of these posts, due at once, but no post that has been deleted; the new checks of each.

    Args:
        asked: each with the engine that runs its checks; the same post may be among them twice.
    """
    due = {_key(new) for new, _ in asked if new.checks}
    by_key = {_key(new): new for new, _ in asked}
    rows = [_post_row(new, now if key in due else None, now) for key, new in by_key.items()]
    ids, known = await _add_posts(connection, rows)
    of_posts = [_check_rows(new, engine, ids[_key(new)], now) if _key(new) in ids else [] for new, engine in asked]
    added = await _add_checks(connection, [row for of_post in of_posts for row in of_post])
    found = [[(row["id"], row["post_id"]) for row, _ in of_post if row["id"] in added] for of_post in of_posts]
    if touched := {post_id for of_post in found for _, post_id in of_post} & known:
        await connection.execute(update(posts).where(posts.c.id.in_(touched)).values(due_at=now))
    return found


async def _add_posts(connection: AsyncConnection, rows: Sequence[_Row]) -> tuple[dict[_Key, str], set[str]]:
    """The id of each post that is there now, and the ids of those that were there before."""
    insert_posts, _ = _INSERTS[connection.dialect.name]
    added = await _insert(connection, insert_posts, _POST_IDS, rows)
    keys = {(row["team_id"], row["channel_id"], row["message_ts"]): row["id"] for row in rows}
    ids = {key: id_ for key, id_ in keys.items() if id_ in added}
    known: dict[_Key, str] = {}
    if missing := [key for key in keys if key not in ids]:
        result = await connection.execute(select(posts.c.id, *_KEY).where(tuple_(*_KEY).in_(missing)))
        known = {(row.team_id, row.channel_id, row.message_ts): row.id for row in result}
    return ids | known, set(known.values())


async def _add_checks(connection: AsyncConnection, rows: Sequence[tuple[_Row, list[_Row]]]) -> set[str]:
    """Insert the checks that are not there yet, with their views; their ids."""
    if not rows:
        return set()
    _, insert_checks = _INSERTS[connection.dialect.name]
    added = await _insert(connection, insert_checks, _CHECK_IDS, [row for row, _ in rows])
    if new_views := [view for row, views_ in rows if row["id"] in added for view in views_]:
        await connection.execute(_INSERT_VIEWS, new_views)
    return added


async def _insert(
    connection: AsyncConnection, statement: Executable, there: Select[str], rows: Sequence[_Row]
) -> set[str]:
    """Insert rows with new ids; the ids of those that met no other row. ``there`` finds which of some ``ids`` are."""
    ids = [row["id"] for row in rows]
    result = await connection.execute(statement, rows)
    if result.rowcount == len(ids):  # not every driver counts
        return set(ids)
    return set((await connection.execute(there, {"ids": ids})).scalars())


def _post_row(new: NewPost, due_at: float | None, now: float) -> _Row:
    traces = traces_of_message(new.team_id, new.channel_id, new.message_ts)
    return {
        "id": new_id(),
        "team_id": new.team_id,
        "channel_id": new.channel_id,
        "message_ts": new.message_ts,
        "thread_ts": new.thread_ts,
        "user_id": new.user_id,
        "created_at": now,
        "due_at": due_at,
        **dict(zip(_TRACES, traces, strict=True)),
    }


def _check_rows(new: NewPost, engine: Engine, post_id: str, now: float) -> list[tuple[_Row, list[_Row]]]:
    """Each check of a post with its views."""
    options = codec.dump_options(new.options)
    rows = []
    for position, check in enumerate(new.checks):
        check_id = new_id()
        row = {
            "id": check_id,
            "key": f"{new.team_id}/{new.channel_id}/{new.message_ts}/{check.subject}/0",
            "post_id": post_id,
            "position": position,
            "engine": engine,
            "options": options,
            "stage": Stage.FAILED if check.problem else Stage.RECEIVED,
            "problem": codec.dump_problem(check.problem),
            "ended_at": now if check.problem else None,
            "created_at": now,
            "due_at": now,
        }
        rows.append((row, _view_rows(check, check_id)))
    return rows


def _view_rows(check: NewCheck, check_id: str) -> list[_Row]:
    return [
        {
            "check_id": check_id,
            "position": position,
            "file_id": view.file_id,
            "name": view.name,
            "source_url": view.source_url,
            "upload_url": view.web_url,
        }
        for position, view in enumerate(check.views)
    ]


def _key(post: NewPost) -> _Key:
    return post.team_id, post.channel_id, post.message_ts
