"""Checks and posts as rows: the model <-> what the tables hold."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, RowMapping, case, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.checks.requests import NewPost
from bot.checks.transition import Claim, Transition
from bot.model import (
    CHINESE,
    Check,
    CheckOptions,
    Engine,
    Language,
    Post,
    PostState,
    Problem,
    ProblemKind,
    Report,
    Stage,
    View,
)
from bot.model.address import without_query
from bot.model.problem import NOT_WORTH_A_CALL
from bot.storage import leases
from bot.storage.holds import is_kept_only
from bot.storage.ids import new_id
from bot.storage.tables import checks, posts, views

Row = dict[str, Any]

_OPTIONS = TypeAdapter(CheckOptions)
_REPORT = TypeAdapter(Report)
_STORED_LANGUAGES = {CHINESE: Language("cn")}
"""As older versions write it, and read it beside this one."""


# From rows.


async def load_rows(connection: AsyncConnection, rows: Sequence[RowMapping]) -> tuple[Check, ...]:
    """Rows of ``checks`` with their posts and views; without those that have been deleted since they were read."""
    if not rows:
        return ()
    post_rows = await connection.execute(select(posts).where(posts.c.id.in_({row["post_id"] for row in rows})))
    post_by_id = {row["id"]: load_post(row) for row in post_rows.mappings()}
    view_rows = await connection.execute(select(views).where(views.c.check_id.in_([row["id"] for row in rows])))
    pictures = await _count_pictures(connection, post_by_id)
    views_by_check: dict[str, list[RowMapping]] = defaultdict(list)
    for row in view_rows.mappings():
        views_by_check[row["check_id"]].append(row)
    return tuple(
        replace(
            load_check(row, post_by_id[row["post_id"]], views_by_check[row["id"]]),
            pictures=pictures.get(row["post_id"], 1),
        )
        for row in rows
        if row["post_id"] in post_by_id
    )


async def load_checks_of(connection: AsyncConnection, post_ids: Sequence[str]) -> tuple[Check, ...]:
    """All checks of some posts, in the order in which they were asked for; without those that a hold alone keeps."""
    here = checks.c.post_id.in_(post_ids), ~is_kept_only(checks.c.id)
    result = await connection.execute(select(checks).where(*here).order_by(checks.c.position, checks.c.created_at))
    return await load_rows(connection, result.mappings().all())


async def _count_pictures(connection: AsyncConnection, post_ids: Iterable[str]) -> dict[str, int]:
    """How many places each post's checks take; a try that another replaced has the place of that."""
    places = select(checks.c.post_id, func.count(checks.c.position.distinct()).label("places"))
    result = await connection.execute(places.where(checks.c.post_id.in_(post_ids)).group_by(checks.c.post_id))
    return {row.post_id: row.places for row in result}


def load_post(row: RowMapping) -> Post:
    return Post(
        id=row["id"],
        team_id=row["team_id"],
        channel_id=row["channel_id"],
        message_ts=row["message_ts"],
        thread_ts=row["thread_ts"],
        user_id=row["user_id"],
        created_at=datetime.fromtimestamp(row["created_at"], UTC),
        progress_ts=row["progress_ts"],
        root_thread_ts=row["root_thread_ts"],
        state=PostState(row["state"]),
        ask_until=_load_time(row["ask_until"]),
    )


def load_check(row: RowMapping, post: Post, view_rows: Iterable[RowMapping]) -> Check:
    return Check(
        id=row["id"],
        post=post,
        position=row["position"],
        views=tuple(_load_view(view) for view in sorted(view_rows, key=lambda view: view["position"])),
        options=load_options(row["options"]),
        engine=Engine(row["engine"]),
        stage=Stage(row["stage"]),
        created_at=datetime.fromtimestamp(row["created_at"], UTC),
        submitted_at=_load_time(row["submitted_at"]),
        ended_at=_load_time(row["ended_at"]),
        delivered_at=_load_time(row["delivered_at"]),
        reply_ts=row["reply_ts"],
        problem=_load_problem(row["problem"]),
        retry_of=row["retry_of"],
        insisted=row["insisted"],
        asked_before=load_options(row["asked_before"]) if row["asked_before"] else None,
        waits_until=_load_time(row["held_until"]),
        needs_word=row["due_at"] is None and row["ended_at"] is None,
    )


def load_claim(row: RowMapping, check: Check, good_until: float) -> Claim:
    """A check that has just been claimed. Args: good_until: by ``time.monotonic``."""
    return Claim(
        check=check,
        lease=row["lease"] or "",
        now=float(row["now"]),
        attempts=row["attempts"],
        announced_at=row["delivering_at"],
        missed_at=row["missed_at"],
        good_until=good_until,
    )


def load_report(text: str) -> Report:
    return _REPORT.validate_json(text)


def _load_view(row: RowMapping) -> View:
    columns: Row = {name: row[name] for name in row if name != "check_id"}
    return View(**{**columns, "upload_expires_at": _load_time(row["upload_expires_at"])})


def _load_problem(text: str | None) -> Problem | None:
    if text is None:
        return None
    data = json.loads(text)
    return Problem(ProblemKind(data["kind"]), data["details"])


def _load_time(seconds: float | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


# To rows.


def post_row(new: NewPost, now: float) -> Row:
    """A new post; its progress message is due at once if there is anything to show."""
    return {
        "id": new_id(),
        "team_id": new.team_id,
        "channel_id": new.channel_id,
        "message_ts": new.message_ts,
        "thread_ts": new.thread_ts,
        "root_thread_ts": new.root_thread_ts,
        "user_id": new.user_id,
        "created_at": now,
        "state": new.state,
        "due_at": now if new.checks else None,
    }


def check_row(new: NewPost, position: int, *, post_id: str, engine: Engine, now: float) -> Row:
    """The new check at one place of a post; one that cannot be run has ended already, and is due to say so."""
    check = new.checks[position]
    return {
        "id": new_id(),
        "key": f"{new.team_id}/{new.channel_id}/{new.message_ts}/{check.subject}/0",
        "post_id": post_id,
        "position": position,
        "engine": engine,
        "options": dump_options(new.options),
        "asked_before": dump_options(check.asked_before) if check.asked_before else None,
        "stage": Stage.FAILED if check.problem else Stage.RECEIVED,
        "problem": dump_problem(check.problem),
        "ended_at": now if check.problem else None,
        "created_at": now,
        "due_at": now if new.state is PostState.OPEN else None,
    }


def new_view_rows(new: NewPost, check: Row) -> list[Row]:
    """The views of a check of this post that has been added."""
    return [
        {
            "check_id": check["id"],
            "position": position,
            "file_id": view.file_id,
            "source_url": view.source_url,
            **changed_view_columns(view.as_view(position)),
        }
        for position, view in enumerate(new.checks[check["position"]].views)
    ]


def retry_row(check: Check, *, engine: Engine, now: float) -> Row:
    """Another try of a check. On the same engine the tasks come along with the time of the submit, unless it expired:
    then they are asked for once more, and given up.
    """
    is_same_clock = check.engine is engine and check.stage is not Stage.EXPIRED
    return {
        "id": new_id(),
        "key": f"retry/{check.id}",
        "post_id": check.post.id,
        "position": check.position,
        "engine": engine,
        "options": dump_options(check.options),
        "asked_before": dump_options(check.asked_before) if check.asked_before else None,
        "insisted": check.insisted or (check.problem is not None and check.problem.kind in NOT_WORTH_A_CALL),
        "stage": Stage.RECEIVED,
        "retry_of": check.id,
        "created_at": now,
        "submitted_at": dump_time(check.submitted_at) if is_same_clock else None,
        "due_at": now,
    }


def retry_view_rows(check: Check, check_id: str, *, engine: Engine) -> list[Row]:
    """The views of another try; what an earlier one paid for is of use to the same engine only."""
    return [
        {
            "check_id": check_id,
            "position": view.position,
            "file_id": view.file_id,
            "source_url": view.source_url,
            **changed_view_columns(view if check.engine is engine else replace(view, task_id="", reported=False)),
        }
        for view in check.views
    ]


def changed_columns(claim: Claim, transition: Transition, now: ColumnElement[float]) -> Row:
    """The columns of ``checks`` that a transition sets."""
    before, after = claim.check.stage, transition.stage
    values: Row = {
        "stage": after,
        "attempts": transition.attempts,
        "held_until": dump_time(transition.waits_until),
        # What is posted next is missed anew, unless it turns out that it was not posted.
        "missed_at": None if transition.missing else transition.missed_at,
    }
    if transition.due_in_s == 0:
        values |= leases.kept(checks, now)
    else:
        values |= leases.given_back(checks, None if transition.due_in_s is None else now + transition.due_in_s)
    if transition.problem:
        values["problem"] = dump_problem(transition.problem)
    # With each paid task anew: what a retry pays for has all of its time, however long ago the first try was.
    is_paid = before is Stage.SUBMITTING and transition.view is not None and bool(transition.view.task_id)
    if is_paid or (after is Stage.SUBMITTED and claim.check.submitted_at is None):
        values["submitted_at"] = now
    if after.is_end and not before.is_end:
        values["ended_at"] = now
    if transition.running and before is Stage.SUBMITTING:
        values["running_at"] = now
    elif transition.running:
        values["running_at"] = case((checks.c.running_at.is_not(None), claim.now))
    if transition.delivering is not None:
        values["delivering_at"] = func.coalesce(checks.c.delivering_at, now) if transition.delivering else None
    if transition.reply_ts:
        again_at = None if transition.due_in_s is None else now + transition.due_in_s
        values |= {"delivered_at": now, "reply_ts": transition.reply_ts, "due_at": again_at}
    return values


def changed_view_columns(view: View) -> Row:
    """The columns of ``views`` that a step may change."""
    return {
        "name": view.name,
        "upload_url": view.upload_url,
        "upload_expires_at": dump_time(view.upload_expires_at),
        "task_id": view.task_id,
        "reported": view.reported,
        "posted_sha256": view.posted_sha256,
        "sent_sha256": view.sent_sha256,
    }


def views_after(check: Check, transition: Transition) -> tuple[View, ...]:
    """The views of a check as a transition leaves them; at the end the queries of addresses go, which may be signed."""
    changed = transition.view
    views_now = (changed if changed and changed.position == view.position else view for view in check.views)
    if not transition.stage.is_end:
        return tuple(views_now)
    return tuple(replace(view, upload_url=_kept_address(view)) for view in views_now)


async def save_view(connection: AsyncConnection, check_id: str, view: View) -> None:
    """Store what a step changed of a view."""
    here = views.c.check_id == check_id, views.c.position == view.position
    await connection.execute(update(views).where(*here).values(changed_view_columns(view)))


def _kept_address(view: View) -> str:
    """What a check that has ended keeps of where a view is."""
    return without_query(view.upload_url) if view.is_on_web else view.upload_url


def dump_options(options: CheckOptions) -> str:
    return _OPTIONS.dump_json(replace(options, lang=_STORED_LANGUAGES.get(options.lang, options.lang))).decode()


def load_options(text: str) -> CheckOptions:
    options = _OPTIONS.validate_json(text)
    return replace(options, lang=load_language(options.lang))


def load_language(stored: str) -> Language:
    return {name: language for language, name in _STORED_LANGUAGES.items()}.get(Language(stored), Language(stored))


def dump_report(report: Report) -> str:
    return _REPORT.dump_json(report).decode()


def dump_problem(problem: Problem | None) -> str | None:
    return json.dumps({"kind": problem.kind, "details": dict(problem.details)}) if problem else None


def dump_time(time: datetime | None) -> float | None:
    return None if time is None else time.timestamp()
