"""Checks under way: each takes a few seconds, and is forgotten after eight hours."""

import asyncio
import uuid
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from PIL import UnidentifiedImageError

from bot.sandbox.patsnap.envelope import invalid

Work = Coroutine[Any, Any, dict[str, Any]]

LIFE_S = 8 * 3600
_MAX_KEPT = 1000


class TaskStatus(IntEnum):
    RUNNING = 1
    SUCCESS = 2
    FAILED = 3


class PictureLost(Exception):
    """No picture could be had from an address of a task."""


@dataclass(slots=True)
class Task:
    """One check; ``work`` yields what its result holds beside the status, or None if it failed."""

    id: str
    kind: str
    due_at: float
    ends_at: float
    work: asyncio.Task[dict[str, Any] | None] = field(repr=False)


class Tasks:
    """The tasks of one sandbox; their work starts at once, their results show when they are due."""

    def __init__(self, *, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._kept: dict[str, Task] = {}

    def __len__(self) -> int:
        return len(self._kept)

    def start(self, kind: str, work: Work, *, takes_s: float) -> str:
        """Begin a task of a kind ("v1", "v2" or "1v1") and return its id, which answers to that kind alone."""
        now = self._clock()
        for old in [task for task in self._kept.values() if task.ends_at <= now]:
            self._forget(old)
        while len(self._kept) >= _MAX_KEPT:
            self._forget(next(iter(self._kept.values())))
        task = Task(
            id=str(uuid.uuid4()),
            kind=kind,
            due_at=now + takes_s,
            ends_at=now + LIFE_S,
            work=asyncio.create_task(_outcome(work)),
        )
        self._kept[task.id] = task
        return task.id

    @property
    def last_due_at(self) -> float:
        """When the task that began last is due, in Unix time."""
        return next(reversed(self._kept.values())).due_at

    async def settle(self) -> None:
        """Wait until the work of every task is done, whether it is due or not."""
        await asyncio.gather(*(task.work for task in self._kept.values()))

    def finish(self) -> None:
        """Every task is due now."""
        for task in self._kept.values():
            task.due_at = min(task.due_at, self._clock())

    def forget_all(self) -> None:
        """No task is known any more."""
        for task in list(self._kept.values()):
            self._forget(task)

    async def result(self, kind: str, task_id: str) -> tuple[TaskStatus, dict[str, Any]]:
        """Where a task stands, and what it found once it is due.

        Raises:
            Refusal: there is no such task, or no more.
        """
        task = self._kept.get(task_id)
        if task is None or task.kind != kind or task.ends_at <= self._clock():
            raise invalid(f"task_id: there is no task {task_id[:40]}")
        if task.due_at > self._clock():
            return TaskStatus.RUNNING, {}
        found = await asyncio.shield(task.work)
        return (TaskStatus.FAILED, {}) if found is None else (TaskStatus.SUCCESS, found)

    def _forget(self, task: Task) -> None:
        task.work.cancel()
        del self._kept[task.id]


async def _outcome(work: Work) -> dict[str, Any] | None:
    try:
        return await work
    except (PictureLost, UnidentifiedImageError):
        return None
