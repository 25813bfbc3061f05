"""Scenarios of the whole app, without the waits of production."""

import pytest

from bot.sandbox.slack import Workspace
from tests.quick import hurry


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that is about one of these waits names it in its own ``monkeypatch``."""
    hurry(monkeypatch.setattr)


@pytest.fixture
def workspace() -> Workspace:
    """A Slack that takes calls as fast as they come; one with rate limits is ``Workspace()``."""
    return Workspace(limits=None)


@pytest.fixture
def task_s() -> tuple[float, float]:
    """How long a task of Patsnap takes, in seconds: the least and the most."""
    return (0.05, 0.1)
