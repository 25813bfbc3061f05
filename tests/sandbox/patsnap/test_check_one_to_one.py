"""One picture beside one patent of the local Patsnap's catalogue."""

from bot.sandbox.patsnap.catalogue import first_design, load_catalogue
from bot.sandbox.patsnap.drawings.vessels import MUG

CREATION = ("POST", "/ai/infringement-detection-1v1-creation")
QUERY = ("POST", "/ai/infringement-detection-1v1-query")


async def test_comparison_is_with_the_one_patent_that_was_named(caller, mug_png):
    filing = next(filing for filing in load_catalogue().filings if filing.design is first_design(MUG))
    url = await caller.upload(mug_png)
    started = await caller.data(*CREATION, json={"url": url, "patent_number": filing.number, "report_lang": "en"})
    assert await caller.data(*QUERY, json=started) == {**started, "task_status": 1}

    caller.world.finish_tasks()
    report = await caller.data(*QUERY, json=started)

    assert [item["patent_pn"] for item in report["comparisons"]] == [filing.number]
    assert report["country"] == [filing.country]
    assert report["task_status"] == 2


async def test_number_of_no_patent_is_refused(caller, mug_png):
    body = {"url": await caller.upload(mug_png), "patent_number": "USD9S1"}
    code, message = await caller.refusal(*CREATION, json=body)
    assert (code, "no such patent" in message) == (68300004, True)


async def test_task_of_another_kind_is_none_of_these(caller, mug_png):
    task_id = await caller.submit(await caller.upload(mug_png))
    code, _ = await caller.refusal(*QUERY, json={"task_id": task_id})
    assert code == 68300004
