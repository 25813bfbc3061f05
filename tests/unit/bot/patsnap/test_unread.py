"""From a reply's bytes to the messages: every comparison that Patsnap sent is shown or counted, in whatever shape."""

import json
import re

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.patsnap.endpoints import QUERY, REPORT
from bot.patsnap.envelope import read_response
from bot.patsnap.reports import parse_task_v1, parse_task_v2
from formatters.comparison_state import PAGE_SIZE, ComparisonsState, Listing
from formatters.comparisons import format_comparisons
from formatters.report import format_report, headline
from tests.languages import EN
from tests.unit.formatters.builders import CHECK
from tests.unit.formatters.checker import texts_of

LEVELS = ("High", "Medium", "Low", "Very High", "Critical", "HIGH-RISK!", "")


def camel(item):
    return {re.sub(r"_(\w)", lambda match: match[1].upper(), key): value for key, value in item.items()}


READABLE = {
    "as documented": lambda item: item,
    "a JSON string": json.dumps,
    "one level deeper": lambda item: {"comparison": item},
    "in a list": lambda item: [item],
    "camel case": camel,
    "upper case": lambda item: {key.upper(): value for key, value in item.items()},
    "level in a list": lambda item: item | {"risk_level": [item["risk_level"]]},
    "level in an object": lambda item: item | {"risk_level": {"level": item["risk_level"]}},
    "numbers as strings": lambda item: item | {"score": str(item["score"])},
    "nothing but the level": lambda item: {"risk_level": item["risk_level"] or "?"},
}
UNREADABLE = {
    "score and picture": lambda item: {"score": item["score"], "img_id": "x"},
    "nothing": lambda _: {},
    "null": lambda _: None,
    "a number": lambda _: 7,
    "a word": lambda item: item["risk_level"],
    "cut off": lambda item: json.dumps(item)[:-5],
    "other names": lambda item: {f"x{key}": value for key, value in item.items()},
    "level of no kind": lambda item: {"risk_level": True, "score": item["score"]},
}
LISTS = {
    "as documented": lambda items: items,
    "a JSON string": json.dumps,
    "JSON in JSON": lambda items: json.dumps(json.dumps(items)),
    "one level deeper": lambda items: {"comparisons": items},
    "a page of a list": lambda items: {"total": len(items), "list": items, "page": {"number": 1}},
    "two levels deeper": lambda items: {"data": {"items": items}},
    "in a list": lambda items: [items],
}
REPORTS = {
    "as documented": lambda report: report,
    "a JSON string": json.dumps,
    "one level deeper": lambda report: {"result": report},
    "in a list": lambda report: [report],
    "camel case": camel,
    "upper case": lambda report: {key.upper(): value for key, value in report.items()},
}
ITEMS = st.lists(
    st.tuples(st.sampled_from(LEVELS), st.sampled_from(sorted(READABLE | UNREADABLE))), min_size=1, max_size=12
)


def told(data, *, newer):
    """The report as Slack and the modal show it, from the bytes of a reply."""
    content = json.dumps({"status": True, "error_code": 0, "data": data}).encode()
    answer = read_response(httpx.Response(200, content=content), content, REPORT if newer else QUERY, secrets=())
    assert answer.error is None
    report = (parse_task_v2 if newer else parse_task_v1)(answer.data)
    message = format_report(EN, CHECK, report)
    pages = [
        format_comparisons(EN, Listing.of(CHECK, report, ComparisonsState(CHECK.id, "C1", page), {}))[0]["blocks"]
        for page in range(-(-len(report.comparisons) // PAGE_SIZE))
    ]
    return report, message, pages


def item(number, level):
    return {
        "score": 0.5,
        "title": f"Mug {number}",
        "country": "US",
        "risk_level": level,
        "patent_id": f"p-{number}",
        "patent_pn": f"USD10000{number:02}S1",
    }


@settings(max_examples=150, deadline=None)
@given(ITEMS, st.sampled_from(sorted(LISTS)), st.sampled_from(sorted(REPORTS)), st.booleans())
def test_any_mutated_report_shows_and_counts_as_many_comparisons_as_were_sent(sent, shape, around, newer):
    items = [(READABLE | UNREADABLE)[kind](item(number, level)) for number, (level, kind) in enumerate(sent)]
    report = {
        "country": ["US", "CN"],
        "comparisons": LISTS[shape](items),
        "high_risk_country": [],
        "suspected_infringement_count": 0,
    }
    search = {"total_search_result_count": 156, "patent_messages": []}
    if newer:
        data = {"task_status": 2, "report": REPORTS[around](report), "patent_messages": search}
    else:
        data = REPORTS[around]({"task_status": 2, **report})

    found, message, pages = told(data, newer=newer)

    [counts] = re.findall(r"\*[0-9, a-z]+:\* ((?:🔴|🟠|⚪|🔵|❔).+)", "\n".join(texts_of(message.blocks)))
    assert sum(map(int, re.findall(r"\d+", counts))) == len(items)
    shown = sum("comparisons_open" in str(block) for blocks in pages for block in blocks)
    assert shown + found.unreadable == len(items)
    readable = [level for level, kind in sent if kind in READABLE]
    assert shown == len(readable)
    assert headline(EN, found).startswith("Rated high") == ("High" in readable)
    assert (headline(EN, found) == "Nothing rated high or medium by Patsnap") == (readable == ["Low"] * len(sent))
    assert message.text.startswith(headline(EN, found))


@pytest.mark.parametrize("level", ["Very High", "Critical", "HIGH-RISK!"])
def test_unknown_level_is_told_as_it_came_before_a_high_one(level):
    comparisons = [item(1, "High"), item(2, level)]
    _, message, [page] = told({"task_status": 2, "report": {"comparisons": comparisons}}, newer=True)

    first, second = (block["title"]["text"] for block in message.blocks if block["type"] == "container")
    assert first.startswith(f"⚪ Unrated · “{level}” · US · Mug 2")
    assert second.startswith("🔴 High · US · Mug 1")
    assert message.text.startswith("Rated high by Patsnap in 1 market, 1 comparison unrated.")
    assert f"Patsnap's own words, first in the list: “{level}”." in "\n".join(texts_of(message.blocks))
    assert next(text for text in texts_of(page) if level in text).startswith(f"*⚪ Unrated · “{level}”")
