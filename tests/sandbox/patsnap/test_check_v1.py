"""A check by the V1 calls: an image search, a comparison with what it found, and its report."""

import pytest

from bot.sandbox.patsnap.catalogue import load_catalogue
from bot.sandbox.patsnap.drawings.vessels import MUG

SINGLE = ("POST", "/search/patent/image-single")
LINES = ("POST", "/search/patent/image-single/beta")
MULTIPLE = ("POST", "/search/patent/image-multiple")
CREATION = ("POST", "/ai/infringement-detection-creation")
QUERY = ("POST", "/ai/infringement-detection-query")
DESIGNS = {"patent_type": "D", "model": 1}

ITEM = {
    "url", "apdt", "apno", "pbdt", "score", "title", "inventor", "loc_match", "patent_id", "patent_pn",
    "current_assignee", "original_assignee",
}  # fmt: skip
COMPARISON = {
    "score", "title", "status", "country", "similar", "confusion", "patent_id", "patent_pn", "risk_desc", "difference",
    "risk_level", "suggestion", "patent_image_url",
}  # fmt: skip


async def test_search_lists_what_looks_alike(caller, mug_png):
    found = await caller.data(*SINGLE, json={**DESIGNS, "url": await caller.upload(mug_png), "limit": 5, "is_https": 0})
    assert found["total_search_result_count"] == len(load_catalogue().filings)
    assert len(found["patent_messages"]) == 5
    assert all(set(item) == ITEM for item in found["patent_messages"])
    assert sum("Mug" in item["title"] or "马克杯" in item["title"] for item in found["patent_messages"]) >= 4


async def test_search_pages_by_limit_and_offset(caller, mug_png):
    url = await caller.upload(mug_png)
    whole = await caller.data(*SINGLE, json={**DESIGNS, "url": url, "limit": 20})
    page = await caller.data(*SINGLE, json={**DESIGNS, "url": url, "limit": 5, "offset": 10})
    assert page["patent_messages"] == whole["patent_messages"][10:15]
    assert len((await caller.data(*SINGLE, json={**DESIGNS, "url": url}))["patent_messages"]) == 10


@pytest.mark.parametrize(
    ("fields", "holds"),
    [
        ({"country": ["KR"]}, lambda filing: filing.country == "KR"),
        ({"loc": "(26-05 OR 06)"}, lambda filing: filing.locarno in ("26-05", "06-01")),
        ({"simple_legal_status": "0"}, lambda filing: filing.state == 2),
        ({"legal_status": "3,2"}, lambda filing: filing.legal_status in (2, 3)),
        ({"assignees": "sample designs"}, lambda filing: "Sample" in f"{filing.assignee}{filing.original_assignee}"),
        ({"main_field": "teapot kettle"}, lambda filing: filing.design.family.key == "kettle"),
        (
            {"apply_start_time": "20200101", "apply_end_time": "20201231"},
            lambda filing: filing.filed.year == 2020,
        ),
        (
            {"public_start_time": "20200101", "public_end_time": "20201231"},
            lambda filing: filing.published.year == 2020,
        ),
    ],
    ids=["country", "loc", "simple", "legal", "assignee", "keyword", "filed", "published"],
)
async def test_search_honours_its_filters(caller, mug_png, fields, holds):
    body = {**DESIGNS, "url": await caller.upload(mug_png), "limit": 100, **fields}
    found = await caller.data(*SINGLE, json=body)
    by_id = load_catalogue().by_id
    assert found["patent_messages"]
    assert all(holds(by_id[item["patent_id"]]) for item in found["patent_messages"])
    assert found["total_search_result_count"] == sum(holds(filing) for filing in load_catalogue().filings)


async def test_search_for_utility_models_finds_those_alone_and_filters_them(caller, mug_png):
    url, models = await caller.upload(mug_png), load_catalogue().utility_models
    body = {"url": url, "patent_type": "U", "model": 4, "limit": 100}
    found = await caller.data(*SINGLE, json=body)
    assert {item["patent_pn"] for item in found["patent_messages"]} == {filing.number for filing in models}
    assert found["total_search_result_count"] == len(models)
    assert "Mug" in found["patent_messages"][0]["title"] or "马克杯" in found["patent_messages"][0]["title"]
    shapes = await caller.data(*SINGLE, json=body | {"model": 3})
    assert {item["patent_pn"] for item in shapes["patent_messages"]} == {filing.number for filing in models}
    assert shapes["patent_messages"] != found["patent_messages"]
    narrowed = await caller.data(*SINGLE, json=body | {"country": ["DE"], "apply_end_time": "20151231"})
    expected = {filing.number for filing in models if filing.country == "DE" and filing.filed.year <= 2015}
    assert {item["patent_pn"] for item in narrowed["patent_messages"]} == expected != set()
    assert (await caller.data(*SINGLE, json=body | {"loc": "07-01"}))["patent_messages"] == []


async def test_last_day_of_filing_counts_and_the_day_after_does_not(caller, mug_png):
    url = await caller.upload(mug_png)
    last = sorted(load_catalogue().filings, key=lambda filing: filing.filed)[100].filed
    found = await caller.data(*SINGLE, json={**DESIGNS, "url": url, "limit": 100, "apply_end_time": f"{last:%Y%m%d}"})
    days = [item["apdt"] for item in found["patent_messages"]]
    assert max(days) <= int(f"{last:%Y%m%d}")
    assert found["total_search_result_count"] == sum(filing.filed <= last for filing in load_catalogue().filings)


async def test_search_by_line_drawing_finds_designs_by_their_outline(caller, mug_png):
    url = await caller.upload(mug_png)
    found = await caller.data(*LINES, json={**DESIGNS, "url": url, "limit": 5})
    assert all(set(item) == ITEM for item in found["patent_messages"])
    assert sum("Mug" in item["title"] or "马克杯" in item["title"] for item in found["patent_messages"]) >= 4
    plain = await caller.data(*SINGLE, json={**DESIGNS, "url": url, "limit": 5})
    assert [item["score"] for item in found["patent_messages"]] != [item["score"] for item in plain["patent_messages"]]
    code, message = await caller.refusal(*LINES, json={"url": url, "patent_type": "U", "model": 4})
    assert (code, message.partition(":")[0]) == (68300004, "patent_type")


async def test_figure_of_a_patent_is_searched_with_as_well_as_its_drawing(caller, filings_of):
    filing = filings_of(MUG)[0]
    address = f"http://sandbox.test/patsnap/images/figure/{filing.number}_1.png"
    found = await caller.data(*SINGLE, json={**DESIGNS, "url": address, "country": [filing.country]})
    assert found["patent_messages"][0]["patent_pn"] == filing.number
    code, _ = await caller.refusal(*SINGLE, json={**DESIGNS, "url": address.replace("_1.", "_99.")})
    assert code == 68300004


@pytest.mark.parametrize(("field", "key"), [("APD", "apdt"), ("PBD", "pbdt"), ("ISD", "pbdt")])
async def test_search_is_ordered_by_day_on_demand(caller, mug_png, field, key):
    body = {**DESIGNS, "url": await caller.upload(mug_png), "limit": 100, "field": field}
    newest = [item[key] for item in (await caller.data(*SINGLE, json=body))["patent_messages"]]
    assert newest == sorted(newest, reverse=True)
    oldest = [item[key] for item in (await caller.data(*SINGLE, json={**body, "order": "asc"}))["patent_messages"]]
    assert oldest == sorted(oldest)
    assert oldest != newest[::-1]


@pytest.mark.parametrize(
    ("lang", "country", "title"),
    [("en", "CN", "Mug (made up)"), ("cn", "US", "马克杯（虚构）"), ("original", "CN", "马克杯（虚构）"),
     ("original", "US", "Mug (made up)")],
)  # fmt: skip
async def test_search_speaks_the_language_asked_for(caller, mug_png, lang, country, title):
    body = {**DESIGNS, "url": await caller.upload(mug_png), "lang": lang, "country": [country]}
    assert (await caller.data(*SINGLE, json=body))["patent_messages"][0]["title"] == title


async def test_search_takes_up_to_four_views(caller, mug_png, filings_of):
    url = await caller.upload(mug_png)
    drawing = f"http://sandbox.test/patsnap/images/full/{filings_of(MUG)[0].number}.png"
    found = await caller.data(*MULTIPLE, json={**DESIGNS, "urls": [url, drawing], "country": ["US"]})
    assert found["patent_messages"][0]["patent_pn"] == filings_of(MUG)[0].number
    for urls in ([], [url] * 5):
        code, message = await caller.refusal(*MULTIPLE, json={**DESIGNS, "urls": urls})
        assert (code, message.partition(":")[0]) == (68300004, "urls")


async def test_search_of_a_picture_that_is_not_there_is_refused(caller):
    code, message = await caller.refusal(*SINGLE, json={**DESIGNS, "url": "https://example.com/mug.png"})
    assert (code, message.partition(":")[0]) == (68300004, "url")


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"limit": 0}, "limit"),
        ({"limit": 101}, "limit"),
        ({"limit": "10"}, "limit"),
        ({"offset": 1001}, "offset"),
        ({"loc": "(26-05 OR"}, "loc"),
        ({"loc": ["26-05"]}, "loc"),
        ({"country": "US"}, "country"),
        ({"country": ["XX"]}, "country"),
        ({"legal_status": "active"}, "legal_status"),
        ({"field": "score"}, "field"),
        ({"order": "up"}, "order"),
        ({"patent_type": "X"}, "patent_type"),
        ({"patent_type": "U"}, "body: model 1 is none for patent_type U"),
        ({"legal_status": "3,4"}, "legal_status: '4' is no code"),
        ({"is_https": 2}, "is_https"),
        ({"lang": "de"}, "lang"),
        ({"apply_end_time": "2020"}, "apply_end_time"),
        ({"urls": []}, "urls"),
    ],
)
async def test_wrong_search_is_refused_by_name(caller, change, named):
    code, message = await caller.refusal(*SINGLE, json={**DESIGNS, "url": "http://sandbox.test/x.png", **change})
    assert code == 68300004
    assert message.startswith(named)


async def created(caller, mug_png, **fields):
    url = await caller.upload(mug_png)
    found = await caller.data(*SINGLE, json={**DESIGNS, "url": url, "limit": 8, "lang": "en"})
    body = {"urls": [url], "patent_messages": found["patent_messages"], "report_lang": "en", **fields}
    return url, found["patent_messages"], (await caller.data(*CREATION, json=body))["task_id"]


async def test_report_stands_directly_in_the_data(caller, mug_png):
    url, messages, task_id = await created(caller, mug_png, country=["US", "EU", "CN"])
    assert await caller.data(*QUERY, json={"task_id": task_id}) == {"task_id": task_id, "task_status": 1}
    caller.world.finish_tasks()
    found = await caller.data(*QUERY, json={"task_id": task_id})
    assert set(found) == {
        "loc", "country", "task_id", "user_image", "comparisons", "task_status", "high_risk_country",
        "middle_risk_country", "suspected_infringement_count", "suspected_infringement_country",
    }  # fmt: skip
    assert (found["task_status"], found["user_image"]) == (2, url)
    assert found["high_risk_country"] == ["US", "EU", "CN"]
    assert found["loc"] == ["07-01"]
    asked = {item["patent_id"] for item in messages}
    assert found["comparisons"]
    for comparison in found["comparisons"]:
        assert set(comparison) == COMPARISON
        assert comparison["patent_id"] in asked
        assert comparison["country"] in ("US", "EU", "CN")
        assert (await caller.http.get(comparison["patent_image_url"])).status_code == 200


async def test_report_names_the_countries_it_compared_where_none_were_given(caller, mug_png):
    _, _, task_id = await created(caller, mug_png)
    caller.world.finish_tasks()
    found = await caller.data(*QUERY, json={"task_id": task_id})
    assert {comparison["country"] for comparison in found["comparisons"]} == set(found["country"])


async def test_tasks_of_one_version_are_unknown_to_the_other(caller, mug_png):
    _, _, v1 = await created(caller, mug_png)
    v2 = await caller.submit(await caller.upload(mug_png))
    assert (await caller.refusal(*QUERY, json={"task_id": v2}))[0] == 68300004
    assert (await caller.refusal("POST", "/ai/image-search/report", json={"task_id": v1}))[0] == 68300004


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"patent_messages": []}, "patent_messages"),
        ({"patent_messages": [{"patent_id": "x"}] * 101}, "patent_messages"),
        ({"patent_messages": [{"title": "x"}]}, "patent_messages.0"),
        ({"report_lang": "zh"}, "report_lang"),
        ({"urls": ["nothing"]}, "urls"),
        ({"country": ["XX"]}, "country"),
    ],
)
async def test_wrong_comparison_is_refused_by_name(caller, change, named):
    good = {"urls": ["http://sandbox.test/x.png"], "patent_messages": [{"patent_id": "x"}], "report_lang": "en"}
    code, message = await caller.refusal(*CREATION, json={**good, **change})
    assert code == 68300004
    assert named in message
