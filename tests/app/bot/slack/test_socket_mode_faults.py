"""Socket Mode dropped and refreshed: what is posted meanwhile comes later, and nothing is lost."""

import pytest

from tests.app import drawn

PNG = ("mug.png", drawn.PNG)


@pytest.fixture
def task_s() -> tuple[float, float]:
    return (600.0, 600.0)


async def finished(world, ts):
    await world.until(lambda: world.patsnap.calls["submit"])
    world.patsnap.finish_tasks()
    return await world.wait_for_replies(ts)


async def test_dropped_socket_comes_back_and_so_does_what_was_posted_meanwhile(world, app):
    world.slack.delivery.drop_sockets()
    assert world.slack.delivery.connections == 0
    ts = await world.post(PNG)
    assert world.slack.delivery.pending
    assert len(await finished(world, ts)) == 1
    assert world.patsnap.calls["submit"] == 1


async def test_refreshed_socket_loses_nothing(world, app):
    before = world.slack.calls["apps.connections.open"]
    ts = await world.post(PNG)
    world.slack.delivery.request_refresh()
    assert len(await finished(world, ts)) == 1
    await world.wait_for(lambda: world.slack.delivery.connections)
    assert world.slack.calls["apps.connections.open"] > before
    later = await world.post(PNG)
    await world.until(lambda: world.patsnap.calls["submit"] == 2)
    world.patsnap.finish_tasks()
    assert len(await world.wait_for_replies(later)) == 1
