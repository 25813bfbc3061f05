"""Patsnap answers a poll with the report of another task: it is shown under the picture of that task alone."""

import asyncio

import pytest
from sqlalchemy import select

from bot.sandbox.faults import Fault
from bot.storage.tables import reports, views
from tests.app import drawn

MUG = ("mug.png", drawn.PNG)
FOREIGN_ANSWERS = 4
"""Fewer than a check takes before it is given up."""

TALL_MUG = ("tall.png", drawn.encoded("PNG", size=(240, 480)))


@pytest.fixture
def task_s() -> tuple[float, float]:
    """Until the test says that tasks are done."""
    return (600.0, 600.0)


async def stored(app, *columns):
    query = select(*columns).join_from(views, reports, views.c.check_id == reports.c.check_id, isouter=True)
    async with app.checks.worker.repository.database.connect() as connection:
        return {row[0]: row[1] for row in await connection.execute(query)}


async def test_report_of_another_task_is_shown_under_no_other_picture(world, app):
    asked, other = await world.post(MUG), await world.post(TALL_MUG)

    await world.until(lambda: world.patsnap.calls["submit"] == 2)
    while "" in (task := await stored(app, views.c.name, views.c.task_id)).values():  # noqa: ASYNC110 - it has to be asked
        await asyncio.sleep(0.05)
    await world.patsnap.tasks.settle()
    world.patsnap.finish_tasks()
    elsewhere = await world.patsnap.report("v2", task["tall.png"])
    # Whichever of the two is asked for gets it: it is an answer to the one, and none to the other.
    fault = Fault(target="patsnap", endpoint="report", data=elsewhere, times=FOREIGN_ANSWERS)
    world.sandbox.faults.add(fault)
    await world.wait_for_replies(other)
    await world.wait_for_replies(asked)
    assert not world.sandbox.faults.list()
    shown = await stored(app, views.c.name, reports.c.report)
    assert shown["mug.png"]
    assert shown["mug.png"] != shown["tall.png"]
    assert world.patsnap.calls["submit"] == 2
    bad = {"endpoint": "report", "outcome": "bad_response"}
    assert app.metrics.registry.get_sample_value("lookalike_patsnap_call_seconds_count", bad)
