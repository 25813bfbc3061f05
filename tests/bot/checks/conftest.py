"""A real database per test, and a clock that is moved by hand."""

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.checks.archive import Archive
from bot.checks.intake import NewCheck, NewPost, NewView
from bot.checks.removal import Removal
from bot.checks.store import Store
from bot.model import CheckOptions


class Clock:
    """Seconds since the epoch, as told."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now

    def tick(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(engine: AsyncEngine, clock: Clock) -> Store:
    return Store(engine, clock=clock)


@pytest.fixture
def archive(engine: AsyncEngine, clock: Clock) -> Archive:
    return Archive(engine, clock)


@pytest.fixture
def removal(engine: AsyncEngine, clock: Clock) -> Removal:
    return Removal(engine, clock)


@pytest.fixture
def new_post():
    def build(*files: str, message_ts: str = "1700000000.000100", problem=None, **changes) -> NewPost:
        checks = [NewCheck(views=(NewView(file_id=file, name=f"{file}.png"),)) for file in files]
        if problem:
            checks.append(NewCheck(problem=problem))
        values = {
            "team_id": "T1",
            "channel_id": "C1",
            "message_ts": message_ts,
            "thread_ts": message_ts,
            "user_id": "U1",
            "options": CheckOptions(countries=("US", "CN")),
            "checks": tuple(checks),
        }
        return NewPost(**(values | changes))

    return build
