import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from syrupy.extensions.json import JSONSnapshotExtension

from bot.model import Risk, View
from formatters.comparisons import (
    PAGE_SIZE,
    ComparisonsState,
    format_comparisons_gone,
    format_comparisons_modal,
    parse_comparisons_state,
)
from tests.catalogues import foreign_words
from tests.languages import EN, ZH
from tests.unit.formatters.builders import (
    CHECK,
    CHINESE_CHECK,
    CLEAN,
    HIGH,
    NASTY_TEXT,
    SANTA,
    UNRATED,
    comparison,
    in_chinese,
    nasty_report,
)
from tests.unit.formatters.checker import FORBIDDEN_WORDS, check_view, texts_of

FOURTEEN = replace(CLEAN, comparisons=tuple(comparison(number) for number in range(1, 15)))


def joined(view):
    return "\n".join(texts_of(view["blocks"]))


def names(view):
    return [
        text.split("\n")[0].strip("*").split(" · ")[2]
        for text in texts_of(view["blocks"])
        if text.startswith(("*🔵", "*🔴"))
    ]


def buttons(view):
    """Those that turn the page."""
    return {
        element["action_id"]: element["value"]
        for block in view["blocks"]
        if block["type"] == "actions"
        for element in block["elements"]
        if element["action_id"] in {"comparisons_previous", "comparisons_next"}
    }


GOLDEN = pytest.mark.parametrize(
    ("report", "pictures"),
    [pytest.param(HIGH, {"p-1": "F0001"}, id="high"), pytest.param(UNRATED, {}, id="unrated")],
)


@GOLDEN
def test_modal_reads_as_its_golden_view(report, pictures, snapshot):
    view = format_comparisons_modal(EN, CHECK, report, page=0, pictures=pictures)
    check_view(view)
    assert view == snapshot(extension_class=JSONSnapshotExtension)
    assert not FORBIDDEN_WORDS.search(joined(view))


@GOLDEN
def test_chinese_modal_reads_as_its_golden_view(report, pictures, snapshot):
    view = format_comparisons_modal(ZH, CHINESE_CHECK, in_chinese(report), page=0, pictures=pictures)
    check_view(view)
    assert view == snapshot(extension_class=JSONSnapshotExtension)
    assert not FORBIDDEN_WORDS.search(joined(view))
    assert foreign_words("\n".join(texts_of(view))) == []
    assert len(json.dumps(view, ensure_ascii=False).encode()) < 30_000


@pytest.mark.parametrize(
    ("tr", "labels"),
    [
        (EN, ["Previous page of comparisons", "Next page of comparisons"]),
        (ZH, ["上一页比对", "下一页比对"]),
    ],
    ids=["en", "zh"],
)
def test_buttons_of_pages_say_to_a_screen_reader_what_they_turn(tr, labels):
    view = format_comparisons_modal(tr, CHECK, FOURTEEN, page=1)
    *_, turning = [block for block in view["blocks"] if block["type"] == "actions"]
    assert [element["accessibility_label"] for element in turning["elements"]] == labels


@pytest.mark.parametrize("tr", [EN, ZH], ids=["en", "zh"])
def test_report_that_is_gone_has_a_view_of_its_own(tr):
    view = format_comparisons_gone(tr)
    check_view(view)
    assert joined(view) == tr("check-gone")


@pytest.mark.parametrize(
    ("page", "shown", "number", "paging"),
    [
        (0, range(1, 6), "Page 1 of 3", {"comparisons_next"}),
        (1, range(6, 11), "Page 2 of 3", {"comparisons_previous", "comparisons_next"}),
        (2, range(11, 15), "Page 3 of 3", {"comparisons_previous"}),
        (99, range(11, 15), "Page 3 of 3", {"comparisons_previous"}),
        (-1, range(1, 6), "Page 1 of 3", {"comparisons_next"}),
    ],
)
def test_pages_hold_five_comparisons_and_what_leads_on(page, shown, number, paging):
    view = format_comparisons_modal(EN, CHECK, FOURTEEN, page=page)
    check_view(view)
    assert names(view) == [f"Mug {mug}" for mug in shown]
    assert number in joined(view)
    assert buttons(view) == dict.fromkeys(paging, CHECK.id)


def test_a_single_page_has_no_buttons():
    assert buttons(format_comparisons_modal(EN, CHECK, HIGH, page=0)) == {}


def test_a_report_without_comparisons_makes_a_page_that_says_so():
    view = format_comparisons_modal(EN, CHECK, replace(CLEAN, comparisons=()), page=3)
    check_view(view)
    assert "Patsnap sent no comparison." in joined(view)
    assert "Page 1 of 1" in joined(view)


def test_comparisons_that_could_not_be_read_are_counted_on_every_page():
    for report in (replace(FOURTEEN, unreadable=2), replace(CLEAN, comparisons=(), unreadable=2)):
        view = format_comparisons_modal(EN, CHECK, report, page=1)
        check_view(view)
        assert "*2 comparisons could not be read*" in joined(view)
        assert "2 more could not be read" in joined(view)
        assert "sent no comparison" not in joined(view)


def test_texts_are_whole_where_slack_allows():
    text = "The handle is bent. " * 100
    whole = replace(SANTA, similar=text, suggestion=text)
    assert (
        joined(format_comparisons_modal(EN, CHECK, replace(HIGH, comparisons=(whole,)), page=0)).count(text.strip())
        == 2
    )


def test_five_long_chinese_comparisons_stay_under_the_size_of_a_view():
    text = "喷" * 5_000
    long = replace(SANTA, similar=text, difference=text, confusion=text, risk_description=text, suggestion=text)
    check_view(format_comparisons_modal(EN, CHECK, replace(HIGH, comparisons=(long,) * PAGE_SIZE), page=0))


@pytest.mark.parametrize("count", [1, 5, 200])
def test_hostile_texts_break_no_limit(count):
    check = replace(CHECK, position=9, views=tuple(View(position=n, file_id="F", name=NASTY_TEXT) for n in range(4)))
    view = format_comparisons_modal(EN, check, nasty_report(count), page=count, pictures={"p-1": "F1"})
    check_view(view)
    assert all(block["type"] != "container" for block in view["blocks"])


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from([EN, ZH]),
    st.lists(st.text(st.one_of(st.characters(), st.sampled_from('&<>"\n'))), min_size=6, max_size=6),
    st.integers(),
)
def test_any_text_makes_a_view_that_slack_takes(tr, texts, page):
    similar, difference, confusion, risk_description, suggestion, level = texts
    any_comparison = replace(
        SANTA,
        risk=Risk.UNRATED,
        risk_level=level,
        similar=similar,
        difference=difference,
        confusion=confusion,
        risk_description=risk_description,
        suggestion=suggestion,
    )
    check_view(format_comparisons_modal(tr, CHECK, replace(HIGH, comparisons=(any_comparison,) * 7), page=page))


def test_the_state_of_a_view_is_read_back():
    for page in range(3):
        view = format_comparisons_modal(EN, CHECK, FOURTEEN, page=page)
        assert parse_comparisons_state(view["private_metadata"]) == ComparisonsState(CHECK.id, "C1", page)


@pytest.mark.parametrize(
    "state",
    [
        "",
        "nonsense",
        "[]",
        "null",
        "{}",
        '{"check": "a", "page": 1}',
        '{"check": 5, "channel": "C1", "page": 1}',
        '{"check": "a", "channel": 5, "page": 1}',
        '{"check": "a", "channel": "C1", "page": "1"}',
        '{"check": "a", "channel": "C1", "page": true}',
        '{"check": "a", "channel": "C1"}',
        "[" * 5_000,
    ],
)
def test_a_state_that_is_none_of_ours_is_none(state):
    assert parse_comparisons_state(state) is None


def test_a_state_may_hold_more_than_this_version_knows():
    assert parse_comparisons_state(
        json.dumps({"check": "a", "channel": "C1", "page": 2, "sort": "score"})
    ) == ComparisonsState("a", "C1", 2)


def test_details_are_offered_where_their_cost_is_known():
    (first, second, *_) = FOURTEEN.comparisons
    costs = {first.patent.patent_id: 4, second.patent.patent_id: 0}
    view = format_comparisons_modal(EN, CHECK, FOURTEEN, page=0, costs=costs)
    check_view(view)
    found = [
        element
        for block in view["blocks"]
        if block["type"] == "actions"
        for element in block["elements"]
        if element["action_id"] == "report_details"
    ]
    assert [(element["text"]["text"], element["value"]) for element in found] == [
        ("Details (4 calls)", f"{CHECK.id}/{first.patent.patent_id}"),
        ("Details", f"{CHECK.id}/{second.patent.patent_id}"),
    ]
