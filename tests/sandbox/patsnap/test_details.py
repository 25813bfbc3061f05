"""One patent in depth, as Patsnap's document has it."""

import io

import pytest
from PIL import Image

from bot.sandbox.patsnap.catalogue import first_design, load_catalogue
from bot.sandbox.patsnap.drawings import FAMILIES
from bot.sandbox.patsnap.pictures import figures_of

FIGURES = ("POST", "/basic-patent-data/fulltext-image")
BIBLIOGRAPHY = ("GET", "/basic-patent-data/bibliography")
FAMILY = ("GET", "/basic-patent-data/patent-family")
EVENTS = ("GET", "/basic-patent-data/legal-status")
RECORDS = {
    "Litigation": (("GET", "/high-value-data/litigation"), "patent_litigation_data"),
    "Invalid-procedure": (
        ("GET", "/advanced-patent-data/re-examination-and-invalidation"),
        "patent_reexam_invalid_data",
    ),
    "Customs": (("GET", "/advanced-patent-data/customs-data"), "patent_customs_record_data"),
    "License": (("GET", "/advanced-patent-data/license-data"), "patent_license_data"),
}
FIELDS = {
    "Litigation": {
        *("title", "case_number", "court", "country", "case_region", "plaintiff", "defendant"),
        *("filing_date", "verdict_date"),
    },
    "Invalid-procedure": {
        *("country", "applicant", "case_type", "legal_ground", "decision_date", "decision_number"),
    },
    "Customs": {
        *("contact", "country", "product", "start_date", "end_date"),
        *("record_number", "record_status", "approval_opinion"),
    },
    "License": {
        *("country", "licensors", "licensees", "license_type", "effective_date", "contract_type", "contract_number"),
    },
}

FILINGS = load_catalogue().filings
KNOWN = {filing.country: filing for filing in FILINGS if filing.design is first_design(FAMILIES[0])}
CHINESE = KNOWN["CN"]


async def test_every_figure_can_be_fetched_and_no_two_look_alike(caller):
    asked = {"patent_id": CHINESE.patent_id, "limit": 100, "offset": 0}
    found = await caller.data(*FIGURES, json=asked)
    assert (found["pn"], found["patent_id"]) == (CHINESE.number, CHINESE.patent_id)
    assert found["result_count"] == found["total_search_result_count"] == figures_of(CHINESE)
    seen = set()
    for image in found["fulltext_image"]:
        assert image["image_type"] == "drawings"
        png = (await caller.http.get(image["path"])).content
        assert Image.open(io.BytesIO(png)).size == (600, 600)
        seen.add(png)
    assert len(seen) == figures_of(CHINESE)
    number = figures_of(CHINESE) + 1
    beyond = found["fulltext_image"][0]["path"].replace("_1.png", f"_{number}.png")
    assert (await caller.http.get(beyond)).status_code == 404


async def test_figures_come_in_pages_and_of_an_unknown_patent_not_at_all(caller):
    page = await caller.data(*FIGURES, json={"patent_number": CHINESE.number, "limit": 2, "offset": 1})
    assert page["result_count"] == len(page["fulltext_image"]) == 2
    assert page["fulltext_image"][0]["path"].endswith("_2.png")
    assert await caller.data(*FIGURES, json={"patent_id": "none", "limit": 1, "offset": 0}) == {}


@pytest.mark.parametrize(
    "body",
    [
        {"patent_id": "p"},
        {"patent_id": "p", "limit": 1},
        {"patent_id": "p", "limit": 101, "offset": 0},
        {"patent_id": "p", "limit": "1", "offset": 0},
        {"patent_id": "p", "limit": 1, "offset": -1},
        {"limit": 1, "offset": 0},
        {"patent_id": "p", "limit": 1, "offset": 0, "page": 1},
    ],
)
async def test_wrong_request_for_figures_is_refused(caller, body):
    assert (await caller.refusal(*FIGURES, json=body))[0] == 68300004


@pytest.mark.parametrize("call", [BIBLIOGRAPHY, FAMILY, EVENTS, *(call for call, _ in RECORDS.values())])
@pytest.mark.parametrize("params", [{}, {"patent_number": ",".join(["X"] * 101)}, {"patent_id": "x", "limit": "1"}])
async def test_wrong_request_about_a_patent_is_refused(caller, call, params):
    assert (await caller.refusal(*call, params=params))[0] == 68300004


async def test_bibliography_gives_an_estimated_expiry_and_the_first_filing(caller):
    (found,) = await caller.data(*BIBLIOGRAPHY, params={"patent_id": CHINESE.patent_id})
    page = found["bibliographic_data"]
    assert page["exdt"] // 10_000 == CHINESE.filed.year + 15
    assert page["classification_data"] == {"classification_loc": [CHINESE.locarno]}
    assert page["parties"]["assignees"][0]["sequence"] == 1
    first = min(KNOWN.values(), key=lambda filing: filing.filed)
    (claim,) = page["priority_claims"]
    assert (claim["country"], claim["doc_number"]) == (first.country, first.application)


async def test_simple_family_is_the_design_in_every_country(caller):
    (found,) = await caller.data(*FAMILY, params={"patent_number": CHINESE.number})
    family = found["patent_family"]
    numbers = {f"{item['country']}{item['doc_number']}{item['kind']}" for item in family["simple_family"]}
    assert numbers == {filing.number for filing in KNOWN.values()}
    assert len(family["inpadoc_family"]) == len(family["patsnap_family"]) >= len(numbers)


@pytest.mark.parametrize("country", ["CN", "US", "EU"])
async def test_events_and_records_tell_of_the_same(caller, country):
    filing = KNOWN[country]
    (found,) = await caller.data(*EVENTS, params={"patent_id": filing.patent_id})
    legal = found["patent_legal"]
    assert (legal["legal_status"], legal["simple_legal_status"]) == (["Granted"], ["Active"])
    assert isinstance(found["legal_date"], int)
    for event, (call, name) in RECORDS.items():
        records = await caller.data(*call, params={"patent_id": filing.patent_id})
        assert bool(records) == (event in legal["event_status"])
        if records:
            assert set(records[0][name][0]) <= FIELDS[event]


async def test_patent_of_which_nothing_happened_has_no_event_and_no_record(caller):
    quiet = next(
        filing for filing in FILINGS if filing not in KNOWN.values() and filing.assignee is filing.original_assignee
    )
    (found,) = await caller.data(*EVENTS, params={"patent_id": quiet.patent_id})
    assert found["patent_legal"]["event_status"] == []
