"""Domain values <-> what the tables hold."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime

from pydantic import TypeAdapter
from sqlalchemy import RowMapping

from bot.model import Check, CheckOptions, Engine, Hold, Post, Problem, ProblemKind, Report, Stage, View

_OPTIONS = TypeAdapter(CheckOptions)
_REPORT = TypeAdapter(Report)


def dump_options(options: CheckOptions) -> str:
    return _OPTIONS.dump_json(options).decode()


def dump_report(report: Report) -> str:
    return _REPORT.dump_json(report).decode()


def load_report(text: str) -> Report:
    return _REPORT.validate_json(text)


def dump_problem(problem: Problem | None) -> str | None:
    return json.dumps({"kind": problem.kind, "details": dict(problem.details)}) if problem else None


def to_datetime(seconds: float | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


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
    )


def load_check(row: RowMapping, post: Post, views: Iterable[RowMapping]) -> Check:
    return Check(
        id=row["id"],
        post=post,
        position=row["position"],
        views=tuple(_load_view(view) for view in sorted(views, key=lambda view: view["position"])),
        options=_OPTIONS.validate_json(row["options"]),
        engine=Engine(row["engine"]),
        stage=Stage(row["stage"]),
        created_at=datetime.fromtimestamp(row["created_at"], UTC),
        submitted_at=to_datetime(row["submitted_at"]),
        ended_at=to_datetime(row["ended_at"]),
        delivered_at=to_datetime(row["delivered_at"]),
        reply_ts=row["reply_ts"],
        problem=_load_problem(row["problem"]),
        retry_of=row["retry_of"],
        hold=_load_hold(row),
    )


def _load_view(row: RowMapping) -> View:
    return View(
        position=row["position"],
        file_id=row["file_id"],
        name=row["name"],
        source_url=row["source_url"],
        upload_url=row["upload_url"],
        upload_expires_at=to_datetime(row["upload_expires_at"]),
        task_id=row["task_id"],
        reported=row["reported"],
    )


def _load_hold(row: RowMapping) -> Hold | None:
    until = to_datetime(row["held_until"])
    return None if until is None else Hold(until=until, day=row["held_day"])


def _load_problem(text: str | None) -> Problem | None:
    if text is None:
        return None
    data = json.loads(text)
    return Problem(ProblemKind(data["kind"]), data["details"])
