"""P009: similar designs at once, and their next pages."""

import pytest

from bot.sandbox.patsnap.catalogue import load_catalogue

FIRST = ("GET", "/image-search/search-id")
NEXT = ("GET", "/image-search/results")


async def test_first_page_has_the_shape_of_the_contract(caller, mug_png):
    found = await caller.data(*FIRST, params={"url": await caller.upload(mug_png)})
    assert set(found) == {"search_id", "patent_messages", "total_search_result_count"}
    assert len(found["patent_messages"]) == 10
    assert set(found["patent_messages"][0]) == {"url", "score", "title", "patent_id", "patent_pn"}
    assert found["total_search_result_count"] == len(load_catalogue().filings)


async def test_next_pages_go_on_where_the_first_ended(caller, mug_png):
    url = await caller.upload(mug_png)
    whole = await caller.data(*FIRST, params={"url": url, "limit": 30, "country": "US,EU"})
    first = await caller.data(*FIRST, params={"url": url, "limit": 10, "country": "US,EU"})
    second = await caller.data(
        *NEXT, params={"search_id": first["search_id"], "limit": 10, "offset": 10, "country": "US,EU"}
    )
    assert first["patent_messages"] + second["patent_messages"] == whole["patent_messages"][:20]
    assert second["search_id"] == first["search_id"]


async def test_filters_come_as_text(caller, mug_png):
    params = {
        "url": await caller.upload(mug_png), "loc": "(07-01 OR 07-02) AND NOT 07-02", "country": "CN, US",
        "simple_legal_status": "1,2", "legal_status": "3", "limit": "100",
    }  # fmt: skip
    found = await caller.data(*FIRST, params=params)
    filings = [load_catalogue().by_number[item["patent_pn"]] for item in found["patent_messages"]]
    assert filings
    assert {filing.locarno for filing in filings} == {"07-01"}
    assert {filing.country for filing in filings} == {"CN", "US"}
    assert {filing.legal_status for filing in filings} == {3}


async def test_search_is_good_for_twenty_minutes(caller, mug_png, clock):
    search_id = (await caller.data(*FIRST, params={"url": await caller.upload(mug_png)}))["search_id"]
    clock.tick(1199)
    await caller.data(*NEXT, params={"search_id": search_id})
    clock.tick(1)
    code, message = await caller.refusal(*NEXT, params={"search_id": search_id})
    assert (code, message.partition(":")[0]) == (68300004, "search_id")


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"url": ""}, "url"),
        ({"limit": "0"}, "limit"),
        ({"limit": "many"}, "limit"),
        ({"country": "US,XX"}, "country"),
        ({"loc": "mugs"}, "loc"),
        ({"offset": "10"}, "offset"),
        ({"order": "down"}, "order"),
    ],
)
async def test_wrong_search_is_refused_by_name(caller, change, named):
    code, message = await caller.refusal(*FIRST, params={"url": "http://sandbox.test/x.png", **change})
    assert (code, message.partition(":")[0]) == (68300004, named)


async def test_picture_that_is_not_there_is_refused(caller):
    code, message = await caller.refusal(*FIRST, params={"url": "https://example.com/mug.png"})
    assert (code, message.partition(":")[0]) == (68300004, "url")


async def test_unknown_search_and_too_large_offset_are_refused(caller):
    assert (await caller.refusal(*NEXT, params={"search_id": "NONE"}))[0] == 68300004
    code, message = await caller.refusal(*NEXT, params={"search_id": "NONE", "offset": "1001"})
    assert (code, message.partition(":")[0]) == (68300004, "offset")
