"""What was asked for against what came of it: nothing lost, nothing doubled, nothing paid for twice."""

import json
from collections import Counter
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
        finished: checks that ended with a report.
        ambiguous: checks of which nobody knows whether they were paid for; each says so in its thread.
        failed: checks that ended with another sentence.
        lost: checks that were asked for and have no reply.
        doubled: replies that are too many.
        submits: pictures in the tasks that were started at Patsnap; each check pays for each of its pictures once.
        repaid: pictures paid for that had been paid for before, or that no check knows of.
        unpaid: pictures of finished checks that nobody paid for.
        left: progress messages and eyes that still stand.
    """

    kills: int = 0
    posts: int = 0
    checks: int = 0
    replies: int = 0
    finished: int = 0
    ambiguous: int = 0
    failed: int = 0
    submits: int = 0
    lost: int = 0
    doubled: int = 0
    repaid: int = 0
    unpaid: int = 0
    left: int = 0

    @property
    def is_right(self) -> bool:
        return not (self.lost or self.doubled or self.repaid or self.unpaid or self.left)

    def __add__(self, other: Self) -> Self:
        return type(self)(*(getattr(self, item.name) + getattr(other, item.name) for item in fields(self)))


@dataclass(frozen=True, slots=True)
class Asked:
    """A post, and how many checks it asks for."""

    channel: str
    ts: str
    checks: int


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
    def is_done(self) -> bool:
        return not self.outstanding and not any(self._left(asked) for asked in self.asked)

    async def close(self, *, kills: int = 0) -> Tally:
        """Add everything up; nothing may run any more."""
        replies = [(asked, Counter(self._replies(asked))) for asked in self.asked]
        paid = Counter(url for task in self.sandbox.patsnap.submitted for url in task)
        ends: Counter[str] = Counter()
        known: set[str] = set()
        unpaid = 0
        for end, pictures in await self._stored():
            ends[end] += 1
            known |= pictures
            unpaid += sum(not paid[url] for url in pictures) if end == "finished" else 0
        return Tally(
            kills=kills,
            posts=len(self.asked),
            checks=sum(asked.checks for asked in self.asked),
            replies=sum(found.total() for _, found in replies),
            finished=ends["finished"],
            ambiguous=ends["ambiguous"],
            failed=ends["failed"],
            submits=paid.total(),
            lost=self.outstanding,
            doubled=sum(found.total() - min(len(found), asked.checks) for asked, found in replies),
            repaid=sum(count - (url in known) for url, count in paid.items()),
            unpaid=unpaid,
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

    async def _stored(self) -> list[tuple[str, set[str]]]:
        """Of each check: how it ended, and the addresses of its pictures at Patsnap."""
        engine = create_engine(self.database_url)
        try:
            async with engine.connect() as connection:
                rows = list(await connection.execute(select(checks.c.id, checks.c.stage, checks.c.problem)))
                found = list(await connection.execute(select(views.c.check_id, views.c.upload_url)))
        finally:
            await engine.dispose()
        pictures: dict[str, set[str]] = {row.id: set() for row in rows}
        for row in found:
            pictures[row.check_id].add(row.upload_url)
        return [(_end(row.stage, row.problem), pictures[row.id]) for row in rows]


def _end(stage: str, problem: str | None) -> str:
    if problem and json.loads(problem)["kind"] == ProblemKind.SUBMIT_UNKNOWN:
        return "ambiguous"
    return "finished" if stage == Stage.FINISHED else "failed"
