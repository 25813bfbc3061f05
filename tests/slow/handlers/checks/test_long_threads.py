"""A mention at the end of a thread of 1,500 replies: the picture that is meant, or a sentence and nothing paid."""

import time
from itertools import count

import pytest
from sqlalchemy import select

from bot.sandbox.faults import Fault
from bot.sandbox.slack import BEN, BOT_USER_ID, PRODUCT_DESIGN, Workspace
from bot.sandbox.slack.records import Message
from bot.storage.tables import views
from handlers.checks import posts
from tests.app import drawn
from tests.world import WAIT_S

REPLIES = 1500
MEANT = 1400
"""The reply with the picture that a mention at the end means."""

EVERY_S = 10.0


@pytest.fixture
def workspace() -> Workspace:
    return Workspace(limits=None, ack_timeout_s=WAIT_S)


@pytest.fixture(autouse=True)
def patience(monkeypatch):
    """A busy machine may take longer for eight pages than Slack waits for an ack."""
    monkeypatch.setattr(posts, "_LOOK_S", WAIT_S)


@pytest.fixture
def thread(world) -> str:
    """A thread from before the app was invited, with a picture at its top and one near its end; its ts."""
    state = world.slack.state
    begun = time.time() - (REPLIES + 1) * EVERY_S
    root = f"{begun:.6f}"

    def say(number: int, name: str = "") -> None:
        ids = ()
        if name:
            content = drawn.encoded("PNG", size=(400 + number % 7, 400))
            ids = (state.add_file(name=name, content=content, user=BEN, channels=frozenset({PRODUCT_DESIGN})).id,)
        state.add_message(
            Message(
                channel=PRODUCT_DESIGN,
                ts=f"{begun + number * EVERY_S:.6f}",
                user=BEN,
                text=f"No. {number}",
                file_ids=ids,
                subtype="file_share" if ids else None,
                thread_ts=root if number else None,
            )
        )

    for number in range(REPLIES + 1):
        say(number, {0: "first.png", MEANT: "meant.png"}.get(number, ""))
    return root


async def mention(world, thread) -> Message:
    """Mention the app at the end of the thread; its reply."""
    await world.post(text=f"<@{BOT_USER_ID}> this one", thread_ts=thread)
    await world.wait_for(lambda: world.replies(thread))
    (reply,) = world.replies(thread)
    return reply


async def test_mention_in_a_thread_of_1500_replies_checks_the_nearest_picture_above_it(world, app, thread):
    reply = await mention(world, thread)
    assert reply.blocks[0]["type"] == "header"
    async with app.checks.worker.repository.database.connect() as connection:
        assert list((await connection.execute(select(views.c.name))).scalars()) == ["meant.png"]
    assert world.patsnap.calls["image-upload"] == world.patsnap.calls["submit"] == 1


async def test_mention_in_a_thread_that_cannot_be_read_to_its_end_pays_for_nothing(world, app, thread):
    pages = count(1)

    def is_later_page(call) -> bool:
        return "conversations.replies" in call.path and next(pages) == 3

    async def refuse(_call) -> None:
        world.sandbox.faults.add(Fault(target="slack", endpoint="conversations.replies", status=503))

    trap = world.tripwire.arm(is_later_page, "before", refuse, answered=True)
    reply = await mention(world, thread)
    assert trap.sprung.is_set()
    assert "did not show Lookalike what stands above" in reply.text
    assert not world.patsnap.calls["image-upload"]
    assert not world.patsnap.calls["submit"]
