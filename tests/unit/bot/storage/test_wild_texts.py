"""What Patsnap may send, kept on both databases: PostgreSQL takes no NUL, no long text, no large number."""

import json

import pytest

from bot.checks.queries import CheckQueries
from bot.checks.repository import CheckRepository
from bot.checks.requests import NewCheck, NewPost, NewView
from bot.checks.transition import Transition
from bot.lookups.store import LookupStore
from bot.model import CheckOptions, Engine, Stage
from bot.model.lookup import SearchFilters
from bot.model.patent_card import PatentPart
from bot.patsnap.endpoints import SEARCH_ID, SUBMIT
from bot.patsnap.engines import _parse_found, parse_task_id
from bot.patsnap.fields import MAX_IDENTIFIER
from bot.patsnap.lookups import _bibliography, _parse_hits
from bot.patsnap.payloads import BibliographyPayload
from bot.patsnap.reports import parse_task_v2
from bot.patsnap.similar_designs import _parser
from bot.similar.store import SearchStore, StoredSearch
from bot.storage.clock import clock_of

WILD = "\x00NUL \ud800 lone \udfff <!channel> \u202e" + "ß" * 300
LONG_ID = "i" * (MAX_IDENTIFIER + 1)


def patent(**changes):
    return {
        "patent_id": "p-1",
        "patent_pn": WILD,
        "pn": WILD,
        "title": WILD,
        "inventor": WILD,
        "score": 1e300,
    } | changes


PATENTS = [patent(), patent(patent_id=LONG_ID, patent_pn="US1"), patent(patent_id="\x00", patent_pn="US2")]


@pytest.fixture
async def claim(engine):
    store = CheckRepository(engine, clock_of(engine))
    view = NewView(file_id="F1", name="mug.png", source_url="https://files.slack.com/x")
    post = NewPost(
        team_id="T1", channel_id="C1", message_ts="1.0", thread_ts="1.0", user_id="U1",
        options=CheckOptions(countries=("US",)), checks=(NewCheck(views=(view,)),),
    )  # fmt: skip
    await store.add(post, engine=Engine.V2)
    (claimed,) = await store.claim_checks(owner="me", limit=1)
    return store, claimed


async def test_report_of_wild_texts_is_kept_and_read_again(engine, claim):
    store, claimed = claim
    comparisons = [
        {**item, "similar": WILD * 20, "risk_level": WILD, "status": "9" * 400, "country": WILD} for item in PATENTS
    ]
    report = parse_task_v2(
        {
            "task_status": 2,
            "report": {"comparisons": comparisons, "country": [WILD], "high_risk_country": [WILD], "loc": [WILD]},
            "patent_messages": {"patent_messages": PATENTS, "total_search_result_count": 10**15},
            "line_drawing_base64": "\x00",
        }
    )
    await store.apply(claimed, Transition(stage=Stage.FINISHED, due_in_s=0, report=report))
    stored = await CheckQueries(engine, clock_of(engine)).report_of(claimed.check.id)
    assert stored == report
    assert "\x00" not in json.dumps(stored.comparisons[0].similar)


async def test_search_of_wild_texts_is_kept_and_read_again(engine, claim):
    store, claimed = claim
    found = _parse_found({"patent_messages": PATENTS, "total_search_result_count": WILD})
    text = json.dumps(found)
    await store.apply(claimed, Transition(stage=Stage.PREPARED, due_in_s=0, found=text))
    assert await CheckQueries(engine, clock_of(engine)).found_of(claimed.check.id) == text


async def test_hits_of_wild_texts_are_kept_and_read_again(engine):
    store = LookupStore(engine)
    hits = _parse_hits({"results": PATENTS, "total_search_result_count": 10**15})
    await store.keep_hits("number", hits, now=1.0)
    assert (await store.hits_of("number")).hits == hits
    assert [stored.patent_id for stored in hits.patents] == ["p-1", "", ""]
    assert (await store.patent("p-1")).patent == hits.patents[0]


async def test_front_page_of_wild_texts_is_kept_and_read_again(engine):
    store = LookupStore(engine)
    data = {"invention_title": [{"lang": WILD, "text": WILD}], "parties": {"assignees": [{"name": WILD}]}}
    page = _bibliography(BibliographyPayload.model_validate({"patent_id": "p-1", "bibliographic_data": data}))
    await store.keep_parts(PatentPart.BIBLIOGRAPHY, {"p-1": page}, now=1.0)
    stored = await store.parts_of(["p-1"])
    assert stored["p-1", PatentPart.BIBLIOGRAPHY].content == page


@pytest.mark.parametrize("total", [10**15, -1, 2**31, "9" * 400, None])
async def test_similar_designs_of_wild_texts_are_kept_and_read_again(engine, total):
    store = SearchStore(engine, clock=lambda: 1.0)
    found = _parser(SEARCH_ID)({"search_id": LONG_ID, "patent_messages": PATENTS, "total_search_result_count": total})
    added = await store.add(
        StoredSearch(
            id="",
            team_id="T1",
            channel_id="C1",
            user_id="U1",
            thread_ts="1.0",
            message_ts="1.0",
            file_id="F1",
            source_url="",
            name="mug.png",
            filters=SearchFilters(),
            limit=10,
            patsnap_id=found.search_id,
            total=found.total_found,
            fetched=found.patents,
        )
    )
    assert await store.find(added.id, team_id="T1", channel_id="C1") == added


def test_task_under_an_id_that_is_none_is_not_taken_for_one():
    from bot.errors import BadResponse

    for task_id in (LONG_ID, "\x00", "", None, {}):
        with pytest.raises(BadResponse):
            parse_task_id(SUBMIT)({"task_id": task_id})
    assert parse_task_id(SUBMIT)({"task_id": "i" * MAX_IDENTIFIER}) == "i" * MAX_IDENTIFIER
