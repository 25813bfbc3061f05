"""Pictures that have been checked, to be known again: fingerprints as rows, and the look-up beside many of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import CompoundSelect, Select, select, union_all
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.checks.rows import Row, dump_options
from bot.model import Check, CheckOptions, Stage
from bot.model.fingerprint import BANDS, SLACK, Fingerprint
from bot.storage.clock import Clock, now_by
from bot.storage.holds import is_kept_only
from bot.storage.ids import digest_of
from bot.storage.tables import checks, fingerprints, posts, views

_DAY_S = 86_400.0
_MOST_OF_A_BAND = 1_000
"""Pictures that share a band with one: of more, some are not looked at, and the price is a call."""

_MOST_ALIKE = 100

_BANDS = [fingerprints.c[f"band{number}"] for number in range(BANDS)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """An earlier check of the same picture with the same options, whose reply stands."""

    check_id: str
    channel_id: str
    thread_ts: str
    reply_ts: str
    ended_at: datetime


def question_of(options: CheckOptions, engine: str) -> str:
    """A digest of what is asked: two checks of one picture with the same get the same answer."""
    asked = replace(
        options,
        countries=tuple(sorted(options.countries)),
        locarno=tuple(sorted(options.locarno)),
        keyword=" ".join(options.keyword.lower().split()),
        views_together=False,
        given=(),
    )
    return digest_of(f"{engine}/{dump_options(asked)}")


def fingerprint_row(check: Check, fingerprint: Fingerprint) -> Row:
    """What is stored of the one picture of a check."""
    return {
        "check_id": check.id,
        "team_id": check.post.team_id,
        "question": question_of(check.options, check.engine),
        **{column.name: band for column, band in zip(_BANDS, fingerprint.bands, strict=True)},
        "hash": f"{fingerprint.hash:016x}",
        "tone": fingerprint.tone,
        "contrast": fingerprint.contrast,
        "small": fingerprint.small,
        "width": fingerprint.width,
        "height": fingerprint.height,
    }


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """
    Attributes:
        days: how long a report is good for; 0 for never.
    """

    database: AsyncEngine
    clock: Clock
    days: int

    async def of_file(self, check: Check) -> Fingerprint | None:
        """The fingerprint of a check's one picture, if an earlier check of the same file has brought one."""
        columns = [fingerprints.c[name] for name in _KEPT]
        asked = (
            select(*columns)
            .join(views, views.c.check_id == fingerprints.c.check_id)
            .where(fingerprints.c.team_id == check.post.team_id, views.c.file_id == check.views[0].file_id)
            .limit(1)
        )
        async with self.database.connect() as connection:
            row = (await connection.execute(asked)).mappings().one_or_none()
        return None if row is None else _load(dict(row))

    async def seen(self, check: Check, fingerprint: Fingerprint, posted_sha256: str) -> list[Seen]:
        """Earlier checks of the same picture in the same workspace with the same options, the newest first."""
        if not self.days:
            return []
        async with self.database.connect() as connection:
            near = (await connection.execute(_near(check, fingerprint))).all()
            alike = {row.check_id for row in near if fingerprint.may_be(int(row.hash, 16))} - {check.id}
            if not alike:
                return []
            found = (await connection.execute(self._told(list(alike)[:_MOST_ALIKE]))).mappings().all()
        return [
            Seen(
                check_id=row["id"],
                channel_id=row["channel_id"],
                thread_ts=row["thread_ts"],
                reply_ts=row["reply_ts"],
                ended_at=datetime.fromtimestamp(row["ended_at"], UTC),
            )
            for row in found
            if (posted_sha256 and row["posted_sha256"] == posted_sha256)
            or fingerprint.is_same_picture(_load(dict(row)))
        ]

    def _told(self, check_ids: Sequence[str]) -> Select[Any]:
        """Those of some checks whose report stands and is good still."""
        columns = [*(fingerprints.c[name] for name in _KEPT), views.c.posted_sha256, checks.c.id, checks.c.ended_at]
        columns += [checks.c.reply_ts, posts.c.channel_id, posts.c.thread_ts]
        return (
            select(*columns)
            .join(checks, checks.c.id == fingerprints.c.check_id)
            .join(posts, posts.c.id == checks.c.post_id)
            .join(views, views.c.check_id == checks.c.id)
            .where(
                fingerprints.c.check_id.in_(check_ids),
                checks.c.stage == Stage.FINISHED,
                checks.c.reply_ts != "",
                ~is_kept_only(checks.c.id),
                checks.c.ended_at > now_by(self.clock) - self.days * _DAY_S,
            )
            .order_by(checks.c.ended_at.desc())
        )


def _near(check: Check, fingerprint: Fingerprint) -> CompoundSelect[Any]:
    """Pictures that may be this one: they share a band. All of it stands in an index."""
    table, tone, contrast = fingerprints.c, fingerprint.tone, fingerprint.contrast
    here = (
        table.team_id == check.post.team_id,
        table.question == question_of(check.options, check.engine),
        table.tone.between(tone - SLACK, tone + SLACK),
        table.contrast.between(contrast - SLACK, contrast + SLACK),
    )
    return union_all(
        *(
            select(table.check_id, table.hash).where(*here, column == band).limit(_MOST_OF_A_BAND).subquery().select()
            for column, band in zip(_BANDS, fingerprint.bands, strict=True)
        )
    )


_KEPT = ("hash", "tone", "contrast", "small", "width", "height")


def _load(row: Mapping[Any, Any]) -> Fingerprint:
    values = {name: row[name] for name in _KEPT}
    return Fingerprint(**{**values, "hash": int(values["hash"], 16)})
