"""How many of the app's requests to Patsnap were compared with its document: `pytest --patsnap-requests` prints it.

Every request of the app to a local Patsnap is compared there, and every one of the units to a scripted Patsnap by
``tests/unit/bot/patsnap/contract.py``. A violation fails the test that made it.
"""

from collections.abc import Generator, Sequence
from typing import Any

import pytest

_OPTION = "--patsnap-requests"
_KEY = pytest.StashKey[dict[str, int]]()
_NONE = {"compared": 0, "violations": 0}


def note_requests(config: pytest.Config, compared: int, violations: Sequence[str]) -> None:
    """Add what one Patsnap saw, and fail for what it must not see."""
    _add(config, {"compared": compared, "violations": len(violations)})
    assert list(violations) == []


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        _OPTION, action="store_true", help="say how many requests to Patsnap were compared with its document"
    )


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_KEY] = dict(_NONE)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Tests that run side by side hand their sums over."""
    _add(node.config, getattr(node, "workeroutput", {}).get("patsnap_requests", _NONE))


@pytest.hookimpl(wrapper=True)
def pytest_sessionfinish(session: pytest.Session) -> Generator[None, None, None]:
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["patsnap_requests"] = session.config.stash[_KEY]
    yield


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if config.getoption(_OPTION):
        found = config.stash[_KEY]
        terminalreporter.write_line(
            f"requests to Patsnap compared with its document: {found['compared']}, violations: {found['violations']}"
        )


def _add(config: pytest.Config, found: dict[str, int]) -> None:
    for name, count in found.items():
        config.stash[_KEY][name] += count
