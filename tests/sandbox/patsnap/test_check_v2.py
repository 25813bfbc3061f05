"""A check by the V2 pair: submit and report."""

import asyncio
import base64
import re
import threading
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from PIL import Image

from bot.sandbox.patsnap import PatsnapWorld, world
from bot.sandbox.patsnap.catalogue import State, first_design, load_catalogue
from bot.sandbox.patsnap.drawings.vessels import MUG
from bot.sandbox.patsnap.report import HIGH_FROM, MEDIUM_FROM, rate
from bot.sandbox.patsnap.samples import samples
from bot.sandbox.patsnap.search import load_index

SUBMIT = ("POST", "/ai/image-search/submit")
REPORT = ("POST", "/ai/image-search/report")

COMPARISON = {
    "score", "title", "img_id", "status", "country", "similar", "confusion", "patent_id", "patent_pn", "risk_desc",
    "difference", "risk_level", "suggestion",
}  # fmt: skip
LISTED = {
    "loc", "url", "apdt", "apno", "pbdt", "score", "title", "img_id", "url_120", "inventor", "loc_match", "patent_id",
    "patent_pn", "risk_level", "current_assignee", "original_assignee",
}  # fmt: skip
RANKED = {"rrf_score", "rerank_rank", "rerank_score", "traditional_rank", "traditional_score"}


async def test_report_has_the_shape_of_the_contract(caller, mug_png):
    found = await caller.check(mug_png, apply_start_time="20200101")
    assert set(found) == {
        "task_id", "task_status", "report", "patent_messages", "rrffusion_response", "line_drawing_base64",
    }  # fmt: skip
    assert found["task_status"] == 2
    assert set(found["report"]) == {
        "loc", "country", "comparisons", "operate_date", "apply_start_time", "high_risk_country", "middle_risk_country",
        "suspected_infringement_count", "suspected_infringement_country",
    }  # fmt: skip
    assert found["report"]["apply_start_time"] == 20200101
    assert all(set(comparison) == COMPARISON for comparison in found["report"]["comparisons"])
    ranked = found["patent_messages"]["patent_messages"]
    assert all(set(item) == LISTED | {"authority"} for item in ranked)
    fused = found["rrffusion_response"]
    assert set(fused) == {"k_value", "rerank_count", "patent_messages", "traditional_count"}
    assert all(set(item) == LISTED | RANKED for item in fused["patent_messages"])
    assert all(
        isinstance(item["apdt"], int) and isinstance(item["rerank_score"], int) for item in fused["patent_messages"]
    )


async def test_same_mug_is_high_risk_and_each_comparison_joins_a_list(caller, mug_png):
    found = await caller.check(mug_png)
    report = found["report"]
    assert {"US", "EU", "CN"} <= set(report["high_risk_country"])
    assert report["suspected_infringement_country"] == report["high_risk_country"]
    assert report["suspected_infringement_count"] >= 3
    assert not set(report["high_risk_country"]) & set(report["middle_risk_country"])
    assert 5 <= len(report["comparisons"]) <= 14
    listed = {item["patent_id"] for item in found["rrffusion_response"]["patent_messages"]}
    assert {comparison["patent_id"] for comparison in report["comparisons"]} <= listed
    assert sum(comparison["title"] == "Mug (made up)" for comparison in report["comparisons"][:5]) >= 4


async def test_images_of_a_report_can_be_fetched(caller, mug_png):
    found = await caller.check(mug_png)
    item = found["patent_messages"]["patent_messages"][0]
    for url, side in ((item["url"], 600), (item["url_120"], 120)):
        assert Image.open(BytesIO((await caller.http.get(url)).content)).size == (side, side)


async def test_line_drawing_is_a_png_of_the_product(caller, mug_png):
    drawing = (await caller.check(mug_png))["line_drawing_base64"]
    kind, _, encoded = drawing.partition(",")
    assert kind == "data:image/png;base64"
    image = Image.open(BytesIO(base64.b64decode(encoded))).convert("L")
    counts = image.histogram()
    ink = sum(counts[:128]) / sum(counts)
    assert 0.005 < ink < 0.15


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        ("mug", "high"),
        ("swim-ring", "high"),
        ("lamp", "high"),
        ("headphones", "high"),
        ("kettle", "high"),
        ("chair", "medium"),
        ("sneaker", "medium"),
        ("toy", "medium"),
        ("guitar", "low"),
        ("rocket", "low"),
        ("cactus", "low"),
    ],
)
async def test_sample_gets_the_verdict_it_is_there_for(caller, name, verdict):
    data = next(sample for sample in samples() if sample.name == name).png_bytes
    report = (await caller.check(data))["report"]
    high, middle = report["high_risk_country"], report["middle_risk_country"]
    assert verdict == ("high" if high else "medium" if middle else "low")
    assert report["comparisons"]


def test_every_sample_has_a_verdict_to_come_to():
    assert len(samples()) == 11


async def test_report_speaks_chinese(caller, mug_png):
    found = await caller.check(mug_png, lang="cn")
    chinese = re.compile(r"[\u4e00-\u9fff]")
    for comparison in found["report"]["comparisons"]:
        for field in ("title", "similar", "difference", "confusion", "risk_desc", "suggestion"):
            assert chinese.search(comparison[field])
            assert not re.search(r"[A-Za-z]{3}", comparison[field])
        assert "虚构" in comparison["title"]
    assert "虚构" in found["patent_messages"]["patent_messages"][0]["current_assignee"]


async def test_report_speaks_english_and_says_that_it_is_made_up(caller, mug_png):
    found = await caller.check(mug_png)
    for comparison in found["report"]["comparisons"]:
        assert not re.search(r"[\u4e00-\u9fff]", str(comparison))
        assert "made up" in comparison["title"]
        assert "Made up by the sandbox" in comparison["risk_desc"]
    assert all("made up" in item["current_assignee"].lower() for item in found["patent_messages"]["patent_messages"])


async def test_texts_speak_of_what_was_measured(caller, picture, filings_of):
    narrow = picture("mug").resize((570, 640))
    target = BytesIO()
    narrow.save(target, "PNG")
    same = {filing.number for filing in filings_of(MUG)}
    found = (await caller.check(target.getvalue()))["report"]["comparisons"]
    first = next(comparison for comparison in found if comparison["patent_pn"] in same)
    assert re.search(r"the product is (9|1\d)% narrower than the patented design", first["difference"])
    assert first_design(MUG).traits()[0].en in first["similar"]


async def test_countries_are_honoured(caller, mug_png):
    found = await caller.check(mug_png, country=["JP", "KR"])
    assert found["report"]["country"] == ["JP", "KR"]
    assert {item["authority"] for item in found["patent_messages"]["patent_messages"]} == {"JP", "KR"}
    assert {comparison["country"] for comparison in found["report"]["comparisons"]} <= {"JP", "KR"}
    in_both = sum(filing.country in ("JP", "KR") for filing in load_catalogue().filings)
    assert found["patent_messages"]["total_search_result_count"] == in_both


async def test_country_without_designs_gives_an_empty_report(caller, mug_png):
    found = await caller.check(mug_png, country=["BR"])
    assert found["task_status"] == 2
    assert found["report"]["comparisons"] == []
    assert found["report"]["country"] == ["BR"]
    assert found["patent_messages"] == {"patent_messages": [], "total_search_result_count": 0}


async def test_start_time_is_honoured(caller, mug_png):
    found = await caller.check(mug_png, apply_start_time="20220101")
    later = sum(
        filing.filed > date(2022, 1, 1) for filing in load_catalogue().filings if filing.country not in ("DE", "GB")
    )
    assert found["patent_messages"]["total_search_result_count"] == later
    assert all(item["apdt"] > 20220101 for item in found["patent_messages"]["patent_messages"])
    assert "apply_start_time" not in (await caller.check(mug_png))["report"]


async def test_locarno_is_honoured_and_comes_in_both_styles(caller, mug_png):
    given = await caller.check(mug_png, loc_items=["26-05"])
    assert given["report"]["loc"] == ["26-05"]
    assert {item["loc"][0] for item in given["patent_messages"]["patent_messages"]} == {"26-05"}
    assert {item["loc_match"] for item in given["patent_messages"]["patent_messages"]} == {1}
    free = await caller.check(mug_png)
    assert free["report"]["loc"][0] == "07 Household goods, not elsewhere specified"
    assert {item["loc_match"] for item in free["rrffusion_response"]["patent_messages"]} == {0, 1}


async def test_keyword_helps_and_excludes_nothing(caller):
    rocket = next(sample for sample in samples() if sample.name == "rocket").png_bytes
    plain = await caller.check(rocket)
    helped = await caller.check(rocket, main_field="bottle")

    def first_by_rerank(found):
        return min(found["rrffusion_response"]["patent_messages"], key=lambda item: item["rerank_rank"])["title"]

    assert first_by_rerank(plain) == "Toy animal (made up)"
    assert first_by_rerank(helped) == "Bottle (made up)"
    assert (
        helped["patent_messages"]["total_search_result_count"] == plain["patent_messages"]["total_search_result_count"]
    )


@pytest.mark.parametrize(
    ("score", "state", "risk"),
    [
        (HIGH_FROM, State.VALID, "High"),
        (HIGH_FROM - 0.001, State.VALID, "Medium"),
        (MEDIUM_FROM, State.VALID, "Medium"),
        (MEDIUM_FROM - 0.001, State.VALID, "Low"),
        (HIGH_FROM, State.PENDING, "Medium"),
        (MEDIUM_FROM, State.PENDING, "Low"),
        (0.1, State.PENDING, "Low"),
        (1.0, State.INVALID, "Low"),
    ],
)
def test_risk_follows_likeness_and_legal_state(score, state, risk):
    likeness = load_index().compare([Image.new("L", (64, 64), 255)])[0]
    assert rate(replace(likeness, score=score), state) == risk


async def test_task_runs_for_a_few_seconds(caller, mug_png, clock):
    task_id = await caller.submit(await caller.upload(mug_png))
    assert await caller.data(*REPORT, json={"task_id": task_id}) == {"task_id": task_id, "task_status": 1}
    clock.tick(1.99)
    assert (await caller.data(*REPORT, json={"task_id": task_id}))["task_status"] == 1
    clock.tick(4.01)
    assert (await caller.data(*REPORT, json={"task_id": task_id}))["task_status"] == 2


async def test_tasks_take_different_times_within_bounds(clock):
    world = PatsnapWorld(task_s=(2.0, 6.0), seed=4, clock=clock)
    times = [world._duration() for _ in range(50)]
    assert 2 <= min(times) < 3 < 5 < max(times) <= 6
    again = PatsnapWorld(task_s=(2.0, 6.0), seed=4, clock=clock)
    assert [again._duration() for _ in range(50)] == times


async def test_task_is_forgotten_after_eight_hours(caller, mug_png, clock):
    task_id = await caller.submit(await caller.upload(mug_png))
    clock.tick(1700)
    for _ in range(15):
        clock.tick(1700)
        caller.token = caller.world.tokens.issue(caller.http_basic)
    assert (await caller.data(*REPORT, json={"task_id": task_id}))["task_status"] == 2
    clock.tick(28_800 - 16 * 1700)
    caller.token = caller.world.tokens.issue(caller.http_basic)
    assert (await caller.refusal(*REPORT, json={"task_id": task_id}))[0] == 68300004


@pytest.mark.parametrize("task_id", ["none", "80d440b7-0000-4000-8000-000000000000"])
async def test_unknown_task_is_refused(caller, task_id):
    code, message = await caller.refusal(*REPORT, json={"task_id": task_id})
    assert code == 68300004
    assert "task_id" in message


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com/mug.png",
        "http://sandbox.test/patsnap/images/uploads/none.png",
        "http://sandbox.test/patsnap/images/full/NONE.png",
        "http://sandbox.test/elsewhere.png",
        "http://other.test/patsnap/images/full/USD9701037S1.png",
    ],
)
async def test_task_fails_where_no_picture_can_be_had(caller, url):
    task_id = await caller.submit(url)
    caller.world.finish_tasks()
    assert await caller.data(*REPORT, json={"task_id": task_id}) == {"task_id": task_id, "task_status": 3}


async def test_task_fails_for_a_broken_picture(caller, mug_png):
    task_id = await caller.submit(await caller.upload(mug_png[:20_000]))
    caller.world.finish_tasks()
    assert (await caller.data(*REPORT, json={"task_id": task_id}))["task_status"] == 3


async def test_pictures_of_this_host_can_be_checked(caller, mug_png):
    filing = load_catalogue().filings[0]
    caller.world.resolve = {"http://sandbox.test/samples/mug.png": mug_png}.get
    for url in (f"http://sandbox.test/patsnap/images/full/{filing.number}.png", "http://sandbox.test/samples/mug.png"):
        task_id = await caller.submit(url)
        caller.world.finish_tasks()
        found = await caller.data(*REPORT, json={"task_id": task_id})
        assert found["report"]["high_risk_country"]


GOOD = {"url": "http://sandbox.test/x.png", "country": ["US"], "lang": "en"}


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"url": None}, "url"),
        ({"url": "ftp://sandbox.test/x.png"}, "url"),
        ({"url": "x.png"}, "url"),
        ({"url": ["http://sandbox.test/x.png"]}, "url"),
        ({"country": "US"}, "country"),
        ({"country": []}, "country"),
        ({"country": ["US", "ATLANTIS"]}, "country"),
        ({"country": ["us"]}, "country"),
        ({"lang": "zh"}, "lang"),
        ({"lang": None}, "lang"),
        ({"apply_start_time": 20200101}, "apply_start_time"),
        ({"apply_start_time": "2020-01-01"}, "apply_start_time"),
        ({"apply_start_time": "20201301"}, "apply_start_time"),
        ({"loc_items": "21-01"}, "loc_items"),
        ({"loc_items": ["21"]}, "loc_items"),
        ({"main_field": 5}, "main_field"),
        ({"main_field": "x" * 301}, "main_field"),
        ({"colour": "red"}, "colour"),
    ],
)
async def test_wrong_field_is_refused_by_name(caller, change, named):
    code, message = await caller.refusal(*SUBMIT, json={**GOOD, **change})
    assert code == 68300004
    assert message.startswith(named)


@pytest.mark.parametrize("missing", ["url", "country", "lang"])
async def test_missing_field_is_refused_by_name(caller, missing):
    body = {name: value for name, value in GOOD.items() if name != missing}
    code, message = await caller.refusal(*SUBMIT, json=body)
    assert code == 68300004
    assert message.startswith(missing)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"{", "application/json"),
        (b"[]", "application/json"),
        (b"\xff", "application/json"),
        (b"", "application/json"),
        (b"{}", "text/plain"),
        (b" " * (2 * 1024 * 1024 + 1), "application/json"),
    ],
    ids=["broken", "list", "bytes", "empty", "text", "too long"],
)
async def test_body_that_is_no_json_object_is_refused(caller, content, kind):
    code, message = await caller.refusal(*SUBMIT, content=content, headers={"content-type": kind})
    assert code == 68300004
    assert message


async def test_loop_stays_free_while_a_picture_is_searched(caller, picture, monkeypatch):
    searching, may_go_on = threading.Event(), threading.Event()

    def held():
        searching.set()
        assert may_go_on.wait(10)
        return load_index()

    monkeypatch.setattr(world, "load_index", held)
    unseen = BytesIO()
    picture("mug").rotate(5).save(unseen, "PNG")
    report = asyncio.create_task(caller.check(unseen.getvalue()))
    assert await asyncio.to_thread(searching.wait, 10)
    assert await caller.data("POST", "/search/patent/patent-search-pn", json={"pn": "USD9701037S1"})
    may_go_on.set()
    assert (await report)["task_status"] == 2
