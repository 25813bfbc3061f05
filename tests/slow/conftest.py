"""Scenarios that take long all the same, without the waits of production if that is not what they are about."""

import pytest

from bot.sandbox.slack import Workspace
from tests.quick import hurry


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    hurry(monkeypatch.setattr)


@pytest.fixture
def workspace() -> Workspace:
    """A Slack that takes calls as fast as they come."""
    return Workspace(limits=None)
