"""Scenarios of the whole app, without the waits of production."""

import asyncio
from collections.abc import Sequence

import pytest

import bot.app
from bot.images import ImageNormaliser, NormalisedImage, normalise
from bot.images.formats import accept
from bot.images.sheet import draw_sheet
from bot.model.sheet import Sheet
from bot.sandbox.slack import Workspace, tickets
from bot.sandbox.slack.manifest import Manifest, load_manifest
from tests.quick import hurry
from tests.world import WAIT_S


class InProcess:
    """What decodes in a scenario that is not about decoding: a child for each costs more than the check itself.

    The child is held by ``tests/unit/bot/images/test_decoder_pool.py``, and by the scenarios that ask for it.
    """

    async def aclose(self) -> None:
        """Nothing runs between two pictures."""

    async def normalise(self, data: bytes, *, name: str, blank_too: bool = False) -> NormalisedImage:
        accept(data, name=name)
        return await asyncio.to_thread(normalise, data, name=name, blank_too=blank_too)

    async def draw(self, sheet: Sheet, pictures: Sequence[bytes]) -> bytes:
        return await asyncio.to_thread(draw_sheet, sheet, pictures)


@pytest.fixture
def normaliser() -> type[InProcess | ImageNormaliser]:
    """What decodes; ``ImageNormaliser`` if the child is part of the scenario."""
    return InProcess


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch, normaliser: type[InProcess | ImageNormaliser]) -> None:
    """A test that is about one of these waits names it in its own ``monkeypatch``."""
    hurry(monkeypatch.setattr)
    monkeypatch.setattr(tickets, "TRIGGER_S", WAIT_S)
    if normaliser is not ImageNormaliser:
        monkeypatch.setattr(bot.app, "ImageNormaliser", normaliser)


@pytest.fixture(scope="session")
def manifest() -> Manifest:
    """The app's own, read once."""
    return load_manifest()


@pytest.fixture
def workspace(manifest: Manifest) -> Workspace:
    """A Slack that takes calls as fast as they come, and gives a busy machine time to ack.

    One with rate limits is ``Workspace()``. What becomes of a late ack is shown in ``tests/sandbox/slack``.
    """
    return Workspace(limits=None, ack_timeout_s=WAIT_S, manifest=manifest)


@pytest.fixture
def task_s() -> tuple[float, float]:
    """How long a task of Patsnap takes, in seconds: the least and the most."""
    return (0.05, 0.1)
