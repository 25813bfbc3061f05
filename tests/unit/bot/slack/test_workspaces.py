"""What is remembered of a workspace."""

from bot.slack.workspaces import Workspaces


async def test_workspaces_remember_each_its_refusal_of_containers(engine):
    workspaces = Workspaces(engine)
    assert not await workspaces.refuses_containers("T1")
    await workspaces.note_containers_refused("T1")
    await workspaces.note_containers_refused("T1")
    assert await workspaces.refuses_containers("T1")
    assert not await workspaces.refuses_containers("T2")
