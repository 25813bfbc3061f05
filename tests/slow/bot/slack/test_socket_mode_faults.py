"""Socket Mode down for ten minutes: what is posted comes later, what is done goes at once."""

import time

import httpx
import pytest

from bot.sandbox.faults import Fault
from bot.sandbox.slack import Workspace
from tests.app import drawn

PNG = ("mug.png", drawn.PNG)


class SlackClock:
    """Slack's time; ours goes on as it does."""

    def __init__(self) -> None:
        self.ahead_s = 0.0

    def __call__(self) -> float:
        return time.time() + self.ahead_s


@pytest.fixture
def slack_clock() -> SlackClock:
    return SlackClock()


@pytest.fixture
def workspace(slack_clock) -> Workspace:
    return Workspace(clock=slack_clock)


@pytest.fixture
def task_s() -> tuple[float, float]:
    return (600.0, 600.0)


@pytest.mark.parametrize("down", ["sockets refused", "addresses refused"])
async def test_ten_minutes_without_a_socket_deliver_what_is_done_and_take_what_was_posted(
    world, app, slack_clock, down
):
    before = await world.post(PNG)
    await world.wait_for(lambda: world.progress(before))
    await world.until(lambda: world.patsnap.calls["submit"])
    if down == "sockets refused":
        world.slack.delivery.refusing = True
    else:
        world.sandbox.faults.add(Fault(target="slack", endpoint="apps.connections.open", status=503, times=None))
    world.slack.delivery.drop_sockets()
    asked = world.slack.calls["apps.connections.open"]
    meanwhile = await world.post(PNG)
    world.patsnap.finish_tasks()
    assert len(await world.wait_for_replies(before)) == 1  # the Web API needs no socket
    async with httpx.AsyncClient() as client:
        told = (await client.get(f"http://127.0.0.1:{app.port}/readyz")).json()["reasons"]
    assert told == ["Slack's Socket Mode is not connected; the app keeps trying."]
    await world.until(lambda: world.slack.calls["apps.connections.open"] >= asked + 2)
    slack_clock.ahead_s += 600  # addresses given out so far are long stale
    assert world.slack.delivery.connections == 0
    assert not world.progress(meanwhile)
    world.slack.delivery.refusing = False
    world.sandbox.faults.clear()
    await world.wait_for(lambda: world.progress(meanwhile))
    await world.until(lambda: world.patsnap.calls["submit"] == 2)
    world.patsnap.finish_tasks()
    assert len(await world.wait_for_replies(meanwhile)) == 1
    assert world.slack.calls["apps.connections.open"] < asked + 12  # ever more seldom
