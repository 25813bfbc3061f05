"""Patents by their numbers."""

import pytest

from bot.sandbox.patsnap.catalogue import State, load_catalogue

SEARCH = ("POST", "/search/patent/patent-search-pn")
BIBLIOGRAPHY = ("GET", "/basic-patent-data/simple-bibliography")
STATUS = ("GET", "/basic-patent-data/simple-legal-status")
DRAWING = ("GET", "/basic-patent-data/abstract-image")

FILINGS = load_catalogue().filings
ONE = FILINGS[0]


async def test_number_finds_its_patent(caller):
    found = await caller.data(*SEARCH, json={"pn": ONE.number})
    assert (found["result_count"], found["total_search_result_count"]) == (1, 1)
    (result,) = found["results"]
    assert set(result) == {
        "pn", "patent_id", "title", "apno", "apdt", "pbdt", "inventor", "current_assignee", "original_assignee",
    }  # fmt: skip
    assert (result["pn"], result["patent_id"], result["apno"]) == (ONE.number, ONE.patent_id, ONE.application)
    assert result["inventor"] == " | ".join(inventor.en for inventor in ONE.inventors)


@pytest.mark.parametrize("written", ["USD97 01037", "usd9701037s1", "D9,701,037"])
async def test_partial_number_finds_it_however_it_is_written(caller, written):
    found = await caller.data(*SEARCH, json={"pn": written})
    assert [result["pn"] for result in found["results"]] == ["USD9701037S1"]


async def test_application_number_and_authority_narrow_the_search(caller):
    assert [r["pn"] for r in (await caller.data(*SEARCH, json={"apno": ONE.application}))["results"]] == [ONE.number]
    found = await caller.data(*SEARCH, json={"pn": "9", "authority": ["KR", "JP"], "limit": 1000})
    expected = [filing.number for filing in FILINGS if filing.country in ("KR", "JP")]
    assert [result["pn"] for result in found["results"]] == expected


async def test_search_pages_and_counts_all(caller):
    whole = await caller.data(*SEARCH, json={"pn": "S", "limit": 1000})
    page = await caller.data(*SEARCH, json={"pn": "S", "offset": 5, "limit": 3})
    assert whole["total_search_result_count"] == page["total_search_result_count"] == len(FILINGS)
    assert page["result_count"] == 3
    assert page["results"] == whole["results"][5:8]
    assert (await caller.data(*SEARCH, json={"pn": "S"}))["result_count"] == 10


async def test_unknown_number_finds_nothing(caller):
    assert (await caller.data(*SEARCH, json={"pn": "USD1"}))["results"] == []


@pytest.mark.parametrize("body", [{}, {"pn": " "}, {"authority": ["US"]}, {"pn": "1", "limit": 1001}, {"pn": 5}])
async def test_wrong_number_search_is_refused(caller, body):
    assert (await caller.refusal(*SEARCH, json=body))[0] == 68300004


async def test_bibliography_comes_in_both_languages(caller):
    (found,) = await caller.data(*BIBLIOGRAPHY, params={"patent_number": ONE.number})
    assert (found["pn"], found["patent_id"]) == (ONE.number, ONE.patent_id)
    data = found["bibliographic_data"]
    assert data["patent_type"] == "DESIGN"
    assert data["invention_title"] == [
        {"lang": "EN", "text": "Mug (made up)"},
        {"lang": "CN", "text": "马克杯（虚构）"},
    ]
    assert "Made up by the sandbox" in data["abstracts"][0]["text"]
    assert {party["name"] for party in data["parties"]["assignees"]} == set(ONE.assignee)
    assert set(data["parties"]["inventors"][0]) == {"name", "lang", "address", "sequence"}


async def test_several_patents_come_in_the_order_asked_and_each_once(caller):
    asked = [FILINGS[7], FILINGS[2]]
    params = {
        "patent_id": f"{asked[0].patent_id}, {asked[1].patent_id},none",
        "patent_number": f"{asked[0].number},US1",
    }
    found = await caller.data(*STATUS, params=params)
    assert [item["pn"] for item in found] == [filing.number for filing in asked]


@pytest.mark.parametrize(
    ("state", "words"), [(State.VALID, "Active"), (State.INVALID, "Inactive"), (State.PENDING, "Pending")]
)
async def test_legal_status_is_said_in_words(caller, state, words):
    filing = next(filing for filing in FILINGS if filing.state is state)
    found = await caller.data(*STATUS, params={"patent_id": filing.patent_id})
    assert found == [{"pn": filing.number, "patent_id": filing.patent_id, "simple_legal_status": [words]}]


async def test_drawing_can_be_fetched(caller):
    (found,) = await caller.data(*DRAWING, params={"patent_number": ONE.number.lower()})
    assert found["abstract_drawing"]["num"] == "0001"
    assert (await caller.http.get(found["abstract_drawing"]["path"])).headers["content-type"] == "image/png"


@pytest.mark.parametrize("path", [BIBLIOGRAPHY, STATUS, DRAWING])
@pytest.mark.parametrize(
    "params", [{}, {"patent_id": " , "}, {"patent_number": ",".join(["X"] * 101)}, {"patent_id": "x", "colour": "red"}]
)
async def test_wrong_lookup_is_refused(caller, path, params):
    assert (await caller.refusal(*path, params=params))[0] == 68300004


async def test_hundred_numbers_are_taken(caller):
    numbers = ",".join(filing.number for filing in FILINGS[:100])
    assert len(await caller.data(*STATUS, params={"patent_number": numbers})) == 100
