"""What was asked for against what came of it: nothing lost, nothing doubled, nothing paid for twice."""

import json
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields
from typing import Self

from sqlalchemy import select

from bot.model import ProblemKind, Stage
from bot.sandbox.app import Sandbox
from bot.storage.database import create_engine
from bot.storage.tables import checks, views


@dataclass(frozen=True, slots=True)
class Tally:
    """The figures of a run.

    Attributes:
        gave_up: processes that ended by themselves, such as at a start without the database, and were started again.
        finished: checks that ended with a report.
        ambiguous: checks of which nobody knows whether they were paid for; each says so in its thread.
        late: those among them whose task became known after all, for another try to ask for.
        failed: checks that ended with another sentence.
        lost: checks that were asked for and have no reply.
        doubled: replies that are too many.
        submits: pictures in the tasks that were started at Patsnap; each check pays for each of its pictures once.
        repaid: pictures paid for that had been paid for before, or that no check knows of.
        dropped: pictures of ambiguous checks whose task a process had in its hands, and did not keep.
        unpaid: pictures of finished checks that nobody paid for.
        left: progress messages and eyes that still stand.
    """

    kills: int = 0
    freezes: int = 0
    clocks: int = 0
    connections: int = 0
    answers: int = 0
    gave_up: int = 0
    posts: int = 0
    checks: int = 0
    replies: int = 0
    finished: int = 0
    ambiguous: int = 0
    late: int = 0
    failed: int = 0
    submits: int = 0
    lost: int = 0
    doubled: int = 0
    repaid: int = 0
    dropped: int = 0
    unpaid: int = 0
    left: int = 0

    @property
    def is_right(self) -> bool:
        return not (self.lost or self.doubled or self.repaid or self.dropped or self.unpaid or self.left)

    def __add__(self, other: Self) -> Self:
        return type(self)(*(getattr(self, item.name) + getattr(other, item.name) for item in fields(self)))


@dataclass(frozen=True, slots=True)
class Asked:
    """A post, and how many checks it asks for."""

    channel: str
    ts: str
    checks: int


@dataclass(frozen=True, slots=True)
class _Stored:
    """How a check ended, and the task of each of its pictures by its address at Patsnap."""

    end: str
    pictures: dict[str, str]


@dataclass(slots=True)
class Ledger:
    """Counts at one sandbox and one database."""

    sandbox: Sandbox
    database_url: str
    asked: list[Asked] = field(default_factory=list)

    @property
    def outstanding(self) -> int:
        """Checks that were asked for and have no reply yet."""
        return sum(max(asked.checks - len(set(self._replies(asked))), 0) for asked in self.asked)

    @property
    def doubled(self) -> int:
        """Replies that are too many."""
        replies = [(asked, Counter(self._replies(asked))) for asked in self.asked]
        return sum(found.total() - min(len(found), asked.checks) for asked, found in replies)

    @property
    def is_done(self) -> bool:
        return not self.outstanding and not any(self._left(asked) for asked in self.asked)

    async def close(self, *, happened: Mapping[str, int] | None = None, had: Collection[str] = ()) -> Tally:
        """Add everything up; nothing may run any more.

        Args:
            happened: how many mishaps there were, by the names of the figures.
            had: addresses of pictures of which a process knew the task.
        """
        paid = Counter(url for task in self.sandbox.patsnap.submitted for url in task)
        stored = await self._stored()
        ends = Counter(check.end for check in stored)
        known = {url for check in stored for url in check.pictures}
        ambiguous = [check for check in stored if check.end == "ambiguous"]
        return Tally(
            **(happened or {}),
            posts=len(self.asked),
            checks=sum(asked.checks for asked in self.asked),
            replies=sum(len(self._replies(asked)) for asked in self.asked),
            finished=ends["finished"],
            ambiguous=len(ambiguous),
            late=sum(all(check.pictures.values()) for check in ambiguous),
            failed=ends["failed"],
            submits=paid.total(),
            lost=self.outstanding,
            doubled=self.doubled,
            repaid=sum(count - (url in known) for url, count in paid.items()),
            dropped=sum(url in had and not task for check in ambiguous for url, task in check.pictures.items()),
            unpaid=sum(not paid[url] for check in stored if check.end == "finished" for url in check.pictures),
            left=sum(self._left(asked) for asked in self.asked),
        )

    def _replies(self, asked: Asked) -> list[str]:
        """The id of the check of each reply under a post."""
        return [
            str(message.metadata["event_payload"]["check_id"])
            for message in self.sandbox.slack.thread(asked.channel, asked.ts)
            if message.is_from_app and (message.metadata or {}).get("event_type") == "lookalike_reply"
        ]

    def _left(self, asked: Asked) -> int:
        slack = self.sandbox.slack
        progress = [
            message
            for message in slack.thread(asked.channel, asked.ts)
            if message.is_from_app and (message.metadata or {}).get("event_type") == "lookalike_progress"
        ]
        eyes = [item for item in slack.message(asked.channel, asked.ts).reactions if item.name == "eyes"]
        return len(progress) + len(eyes)

    async def _stored(self) -> list[_Stored]:
        engine = create_engine(self.database_url)
        try:
            async with engine.connect() as connection:
                rows = list(await connection.execute(select(checks.c.id, checks.c.stage, checks.c.problem)))
                found = list(await connection.execute(select(views.c.check_id, views.c.upload_url, views.c.task_id)))
        finally:
            await engine.dispose()
        pictures: dict[str, dict[str, str]] = {row.id: {} for row in rows}
        for row in found:
            pictures[row.check_id][row.upload_url] = row.task_id
        return [_Stored(_end(row.stage, row.problem), pictures[row.id]) for row in rows]


def _end(stage: str, problem: str | None) -> str:
    if problem and json.loads(problem)["kind"] == ProblemKind.SUBMIT_UNKNOWN:
        return "ambiguous"
    return "finished" if stage == Stage.FINISHED else "failed"
