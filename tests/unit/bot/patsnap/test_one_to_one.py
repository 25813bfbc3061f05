"""One picture beside one patent: the patent is looked up, then the comparison is paid for."""

import json
from dataclasses import replace

import httpx
import pytest

from bot.errors import BadResponse, OutcomeUnknown, Rejected
from bot.model import CHINESE, CheckOptions, Engine, ProblemKind, Risk
from bot.numbers import parse_number

from .conftest import start_check

CREATION, QUERY = "infringement-detection-1v1-creation", "infringement-detection-1v1-query"
OPTIONS = CheckOptions(countries=("US",), lang=CHINESE, against=parse_number("US D1,055,174"))
HIT = {"pn": "USD1055174S1", "patent_id": "p-us", "title": "Mug", "apdt": 20200115, "current_assignee": "Acme Toys Ltd"}
FOUND = json.dumps({"patent_id": "p-us", "patent_pn": "USD1055174S1", "current_assignee": "Acme Toys Ltd"})


@pytest.fixture
def engine(patsnap):
    return patsnap.engine(Engine.ONE_TO_ONE)


def hits(*found):
    return {"results": list(found), "total_search_result_count": len(found)}


def answer(**fields):
    compared = {"patent_id": "p-us", "patent_pn": "USD1055174S1", "risk_level": "High", "score": 80, "country": "US"}
    return {"task_status": 2, "country": ["US"], "comparisons": [compared | fields]}


async def test_patent_that_bears_the_number_is_sent_as_patsnap_writes_it(patsnap, engine, server, time, success):
    server.script("patent-search-pn", success(hits(HIT, {"pn": "USD1055174S2X", "patent_id": "p-other"})))
    server.script(CREATION, success({"task_id": "t-1"}))

    [found] = await time.run(engine.search(["https://image"], OPTIONS))
    started = start_check(patsnap, ["https://image"], OPTIONS, engine=Engine.ONE_TO_ONE, found=found)

    assert await time.run(started) == ["t-1"]
    assert server.body("patent-search-pn") == {"pn": "USD1055174", "authority": ["US"], "limit": 20, "offset": 0}
    assert server.body(CREATION) == {"url": "https://image", "patent_number": "USD1055174S1", "report_lang": "cn"}


async def test_number_that_nobody_bears_is_refused_and_not_paid_for(engine, server, time, success):
    server.script("patent-search-pn", success(hits({"pn": "USD1055175S1", "patent_id": "p-near"})))

    [error] = await time.run(engine.search(["https://image"], OPTIONS))

    assert (type(error), error.problem.kind) == (Rejected, ProblemKind.NO_SUCH_PATENT)
    assert not server.calls[CREATION]


async def test_number_that_several_bear_is_refused_with_their_names(engine, server, time, success):
    several = [HIT, {"pn": "USD1055174S2", "patent_id": "p-2"}]
    server.script("patent-search-pn", success(hits(*several)))
    options = replace(OPTIONS, against=parse_number("USD1055174"))

    [error] = await time.run(engine.search(["https://image"], options))

    assert error.problem.kind is ProblemKind.SEVERAL_PATENTS
    assert error.problem.details == {"numbers": "USD1055174S1, USD1055174S2"}


async def test_look_up_whose_answer_was_lost_is_not_made_again(engine, server, time):
    server.script("patent-search-pn", httpx.ReadTimeout("silent"))

    [error] = await time.run(engine.search(["https://image"], OPTIONS))

    assert type(error) is OutcomeUnknown
    assert server.calls["patent-search-pn"] == 1


async def test_report_is_about_this_one_patent_with_what_the_look_up_knew(engine, server, time, success):
    server.script(QUERY, success({"task_status": 1}), success(answer()))

    assert await time.run(engine.poll("t-1", found=FOUND)) == [None]
    [report] = await time.run(engine.poll("t-1", found=FOUND))

    [comparison] = report.comparisons
    assert (comparison.risk, comparison.score) == (Risk.HIGH, 0.8)
    assert comparison.patent.current_assignee == "Acme Toys Ltd"
    assert report.ranked == ()


@pytest.mark.parametrize(
    "wrong",
    [
        answer(patent_id="p-other"),
        answer(patent_id="", patent_pn="USD999999S1"),
        answer() | {"comparisons": answer()["comparisons"] * 2},
        answer() | {"comparisons": [], "high_risk_country": ["US"]},
        answer() | {"task_id": "t-other"},
    ],
    ids=["another id", "another number", "two", "none", "another task"],
)
async def test_report_about_another_patent_is_a_bad_response(engine, server, time, success, wrong):
    server.script(QUERY, success(wrong))

    [error] = await time.run(engine.poll("t-1", found=FOUND))

    assert (type(error), error.problem.kind) == (BadResponse, ProblemKind.BAD_RESPONSE)
