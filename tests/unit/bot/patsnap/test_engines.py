from datetime import date

import httpx
import pytest

from bot.errors import BadResponse, OutcomeUnknown, Rejected, Unavailable
from bot.model import CHINESE, CheckOptions, Engine, ProblemKind

from .conftest import start_check

OPTIONS = CheckOptions(
    countries=("US", "CN"),
    lang=CHINESE,
    filed_after=date(2020, 1, 31),
    locarno=("21-01", "14-02"),
    keyword="smart watch",
)
V1_TASK, V2_TASK = "7ef1a01c-2134-433d-8273-a79b58194251", "a1b2c3d4-e5f6-7890-abcd-ef1234567890"
"""Whose reports the fixtures are."""
FOUND = {"patent_messages": [{"patent_id": "p-1", "score": 0.9, "unknown": {"kept": True}}]}


@pytest.fixture
def v2(patsnap):
    return patsnap.engine(Engine.V2)


@pytest.fixture
def v1(patsnap):
    return patsnap.engine(Engine.V1)


def test_each_engine_goes_by_its_name(patsnap):
    assert [patsnap.engine(name).name for name in Engine] == list(Engine)


async def test_v2_submits_every_option(patsnap, server, time, success):
    server.script("submit", success({"task_id": "t-1"}))

    assert await time.run(start_check(patsnap, ["https://image"], OPTIONS)) == ["t-1"]

    assert server.last("submit").url.path == "/patsnap/ai/image-search/submit"
    assert server.body("submit") == {
        "url": "https://image",
        "country": ["US", "CN"],
        "lang": "cn",
        "apply_start_time": "20200131",
        "loc_items": ["21-01", "14-02"],
        "main_field": "smart watch",
    }


async def test_v2_leaves_out_what_was_not_asked_for(patsnap, server, time, success):
    server.script("submit", success({"task_id": "t-1"}))

    await time.run(start_check(patsnap, ["https://image"], CheckOptions(countries=("US",))))

    assert server.body("submit") == {"url": "https://image", "country": ["US"], "lang": "en"}


async def test_v2_takes_one_image(v2, server):
    with pytest.raises(ValueError, match="unpack"):
        await v2.submit(["https://a", "https://b"], OPTIONS, turn=None)
    assert not server.calls


async def test_v2_polls_the_task(patsnap, v2, server, time, reply):
    server.script("report", reply("running_bare"), reply("report_v2"))

    assert await time.run(v2.poll("t-1")) == [None]
    assert server.body("report") == {"task_id": "t-1"}
    [report] = await time.run(v2.poll(V2_TASK))

    assert report.total_found == 156
    assert server.last("report").url.path == "/patsnap/ai/image-search/report"
    assert server.body("report") == {"task_id": V2_TASK}


@pytest.mark.parametrize(
    ("engine", "endpoint", "fixture"),
    [
        (Engine.V2, "report", "report_v2"),
        (Engine.V2, "report", "running_bare"),
        (Engine.V2, "report", "task_failed"),
        (Engine.V1, "infringement-detection-query", "report_v1"),
        (Engine.V1, "infringement-detection-query", "v1_running"),
    ],
)
async def test_answer_about_another_task_is_a_bad_response(patsnap, server, time, reply, engine, endpoint, fixture):
    server.script(endpoint, reply(fixture))

    [error] = await time.run(patsnap.engine(engine).poll("t-asked-for"))

    assert (type(error), error.problem.kind) == (BadResponse, ProblemKind.BAD_RESPONSE)


@pytest.mark.parametrize("wrapped", [{"taskId": "t-2"}, {"task_id": "t-1", "Task_ID": "t-2"}])
async def test_answer_that_names_another_task_around_its_report_is_a_bad_response(v2, server, time, success, wrapped):
    report = {"task_status": 2, "report": {"country": ["US"], "high_risk_country": ["US"]}}
    server.script("report", success(wrapped | {"result": report}))

    [error] = await time.run(v2.poll("t-1"))

    assert type(error) is BadResponse


@pytest.mark.parametrize("named", [{}, {"task_id": "T-1"}, {"task_id": None}])
async def test_answer_about_the_task_or_without_a_name_is_taken(v2, server, time, success, named):
    server.script(
        "report", success({"task_status": 2, "report": {"country": ["US"], "high_risk_country": ["US"]}, **named})
    )

    [report] = await time.run(v2.poll("t-1"))

    assert report.high_risk_countries == ("US",)


@pytest.mark.parametrize(
    ("name", "expected", "kind"),
    [
        ("task_failed", Rejected, ProblemKind.TASK_FAILED),
        ("report_empty", BadResponse, ProblemKind.EMPTY_REPORT),
    ],
)
async def test_a_final_answer_is_asked_for_once(v2, server, time, reply, name, expected, kind):
    server.script("report", reply(name))

    [error] = await time.run(v2.poll("t-1"))

    assert (type(error), error.problem.kind) == (expected, kind)
    assert server.calls["report"] == 1


async def start(patsnap, urls, options):
    """Search, then submit what was found, as the state machine does."""
    found = await patsnap.engine(Engine.V1).search(urls, options)
    return await start_check(patsnap, urls, options, engine=Engine.V1, found=found)


async def test_v1_searches_then_submits_what_was_found_unchanged(patsnap, server, time, success):
    server.script("image-single", success(FOUND))
    server.script("infringement-detection-creation", success({"task_id": "t-1"}))

    assert await time.run(start(patsnap, ["https://image"], OPTIONS)) == ["t-1"]

    assert server.last("image-single").url.path == "/patsnap/search/patent/image-single"
    assert server.body("image-single") == {
        "url": "https://image",
        "country": ["US", "CN"],
        "lang": "cn",
        "patent_type": "D",
        "model": 1,
        "limit": 100,
        "is_https": 1,
        "apply_start_time": "20200131",
        "loc": "(21-01 OR 14-02)",
        "main_field": "smart watch",
    }
    assert server.last("infringement-detection-creation").url.path == "/patsnap/ai/infringement-detection-creation"
    assert server.body("infringement-detection-creation") == {
        "urls": ["https://image"],
        "patent_messages": FOUND["patent_messages"],
        "report_lang": "cn",
        "country": ["US", "CN"],
    }


async def test_v1_searches_several_views_together(patsnap, server, time, success):
    server.script("image-multiple", success(FOUND))
    server.script("infringement-detection-creation", success({"task_id": "t-1"}))

    await time.run(
        start(patsnap, ["https://a", "https://b", "https://c", "https://d"], CheckOptions(countries=("US",)))
    )

    body = server.body("image-multiple")
    assert body["urls"] == ["https://a", "https://b", "https://c", "https://d"]
    assert not {"url", "loc", "main_field", "apply_start_time"} & set(body)
    assert server.calls["image-single"] == 0


@pytest.mark.parametrize("count", [0, 5])
async def test_v1_takes_one_to_four_images(patsnap, server, count):
    with pytest.raises(ValueError, match="one to 4 images"):
        await start(patsnap, ["https://image"] * count, OPTIONS)
    assert not server.calls


async def test_v1_hands_on_at_most_a_hundred_patents_and_no_garbage(patsnap, server, time, success):
    found = [None, "x", *({"patent_id": f"p-{n}"} for n in range(150))]
    server.script("image-single", success({"patent_messages": found}))
    server.script("infringement-detection-creation", success({"task_id": "t-1"}))

    await time.run(start(patsnap, ["https://image"], OPTIONS))

    handed_on = server.body("infringement-detection-creation")["patent_messages"]
    assert [patent["patent_id"] for patent in handed_on] == [f"p-{n}" for n in range(100)]


@pytest.mark.parametrize("found", [{"patent_messages": []}, {"patent_messages": None}, {}])
async def test_v1_pays_for_no_task_when_nothing_was_found(patsnap, server, time, success, found):
    server.script("image-single", success(found))

    [error] = await time.run(start(patsnap, ["https://image"], OPTIONS))

    assert error.problem.kind is ProblemKind.EMPTY_REPORT
    assert server.calls["infringement-detection-creation"] == 0


async def test_v1_submits_again_with_what_was_found_and_searches_no_more(patsnap, v1, server, time, success, refusal):
    server.script("image-single", success(FOUND))
    server.script("infringement-detection-creation", refusal(68300008))
    [found] = await time.run(v1.search(["https://image"], OPTIONS))
    [error] = await time.run(start_check(patsnap, ["https://image"], OPTIONS, engine=Engine.V1, found=found))
    assert isinstance(error, Unavailable)

    server.script("infringement-detection-creation", success({"task_id": "t-1"}))
    assert await time.run(start_check(patsnap, ["https://image"], OPTIONS, engine=Engine.V1, found=found)) == ["t-1"]
    assert server.calls["image-single"] == 1


async def test_v1_report_takes_assignees_and_the_list_from_what_was_found(v1, server, time, success):
    listed = {"patent_id": "f1", "patent_pn": "EU0040356240003S", "current_assignee": "Acme", "url": "https://img/1"}
    task = {"task_status": 2, "country": ["EU"], "comparisons": [{"patent_id": "f1", "risk_level": "High"}]}
    server.script("image-single", success({"patent_messages": [listed], "total_search_result_count": 7}))
    server.script("infringement-detection-query", success(task))
    [found] = await time.run(v1.search(["https://image"], OPTIONS))

    [report] = await time.run(v1.poll("t-1", found=found))

    assert report.comparisons[0].patent.current_assignee == "Acme"
    assert [patent.publication_number for patent in report.ranked] == ["EU0040356240003S"]
    assert report.total_found == 7


async def test_v1_never_repeats_a_submit_whose_answer_was_lost(patsnap, server, time, success):
    server.script("image-single", success(FOUND))
    server.script("infringement-detection-creation", httpx.ReadTimeout("silent"))

    [error] = await time.run(start(patsnap, ["https://image"], OPTIONS))

    assert type(error) is OutcomeUnknown
    assert server.calls["infringement-detection-creation"] == 1


async def test_v1_does_not_repeat_a_billed_search_whose_answer_was_lost(patsnap, server, time):
    server.script("image-single", httpx.ReadTimeout("silent"))

    [error] = await time.run(start(patsnap, ["https://image"], OPTIONS))

    assert type(error) is OutcomeUnknown  # which the check does not try again by itself either
    assert server.calls["image-single"] == 1


async def test_v1_polls_the_task(patsnap, v1, server, time, reply):
    server.script("infringement-detection-query", reply("v1_running"), reply("report_v1"))

    assert await time.run(v1.poll("t-1")) == [None]
    [report] = await time.run(v1.poll(V1_TASK))

    assert report.high_risk_countries == ("US", "EU")
    assert server.last("infringement-detection-query").url.path == "/patsnap/ai/infringement-detection-query"
