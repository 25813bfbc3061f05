import json
import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from syrupy.extensions.json import JSONSnapshotExtension

from bot.model import CheckOptions, Comparison, LegalStatus, Patent, Report, Risk, View
from bot.model.countries import COUNTRIES
from formatters.report import format_report, headline
from tests.catalogues import foreign_words
from tests.languages import EN, ZH
from tests.unit.formatters.builders import (
    CHECK,
    CHINESE,
    CHINESE_CHECK,
    CLEAN,
    HIGH,
    MEDIUM,
    NASTY_TEXT,
    NOW,
    SANTA,
    UNRATED,
    comparison,
    in_chinese,
    nasty_report,
)
from tests.unit.formatters.checker import FORBIDDEN_WORDS, check_message, texts_of

SEVERAL = replace(CHECK, position=1, views=(View(position=0, file_id="F2", name="front_view (2).png"),))
EMPTY = replace(CLEAN, comparisons=(), countries=(), locarno=(), total_found=0)
PICTURES = {"p-1": "F0001", "p-3": "F0003"}


def containers(blocks):
    return [block for block in blocks if block["type"] == "container"]


def titles(blocks):
    return [block["title"]["text"] for block in containers(blocks)]


def joined(blocks):
    return "\n".join(texts_of(blocks))


FLAG = re.compile("[\U0001f1e6-\U0001f1ff]")

LISTED = Patent(patent_id="p-9", publication_number="USD1055174S1", risk=Risk.HIGH)


GOLDEN = pytest.mark.parametrize(
    ("check", "report", "pictures"),
    [
        pytest.param(CHECK, HIGH, PICTURES, id="high_with_pictures"),
        pytest.param(CHECK, HIGH, {}, id="high_without_pictures"),
        pytest.param(CHECK, MEDIUM, {}, id="medium_only"),
        pytest.param(CHECK, CLEAN, {}, id="clean"),
        pytest.param(CHECK, EMPTY, {}, id="nothing_to_compare"),
        pytest.param(CHECK, UNRATED, {}, id="unrated"),
        pytest.param(CHECK, CHINESE, {}, id="chinese"),
        pytest.param(SEVERAL, MEDIUM, {}, id="second_of_several_images"),
    ],
)


def golden(message):
    """A message as a snapshot keeps it, after what holds for every one in every language."""
    check_message(message)
    assert not FORBIDDEN_WORDS.search("\n".join([message.text, joined((message.blocks, message.fallbacks))]))
    assert not FLAG.search(message.text), "a screen reader says it twice"
    return {"text": message.text.splitlines(), "blocks": message.blocks, "fallbacks": message.fallbacks}


@GOLDEN
def test_report_reads_as_its_golden_message(check, report, pictures, snapshot):
    message = format_report(EN, check, report, pictures=pictures)
    assert golden(message) == snapshot(extension_class=JSONSnapshotExtension)


@GOLDEN
def test_chinese_report_reads_as_its_golden_message(check, report, pictures, snapshot):
    check = replace(check, views=CHINESE_CHECK.views)
    message = format_report(ZH, check, in_chinese(report), pictures=pictures)
    assert golden(message) == snapshot(extension_class=JSONSnapshotExtension)
    assert foreign_words("\n".join([message.text, joined((message.blocks, message.fallbacks))])) == []
    shortest = json.dumps((message.blocks, *message.fallbacks)[-1], ensure_ascii=False, separators=(",", ":"))
    assert len(shortest) <= 4_000
    assert len(shortest.encode()) < 12_000


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        (HIGH, "2 个国家/地区存在高风险"),
        (MEDIUM, "1 个国家/地区存在中风险"),
        (CLEAN, "未发现高风险或中风险"),
        (UNRATED, "2 项比对未评级"),
        (replace(UNRATED, unreadable=1), "2 项比对未评级，另有 1 项无法读取"),
        (replace(HIGH, unreadable=1), "2 个国家/地区存在高风险，1 项比对无法读取"),
        (Report(suspected_count=3), "Patsnap 提示疑似侵权，均未评级"),
        (replace(CLEAN, ranked=(LISTED,)), "1 件专利已评级但未作比对"),
        (Report(comparisons=(comparison(1, Risk.HIGH, country=""),)), "发现高风险"),
    ],
)
def test_chinese_headline_is_the_verdict_in_a_few_words(report, expected):
    assert headline(ZH, report) == expected


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        (HIGH, "High risk in 2 countries"),
        (replace(HIGH, high_risk_countries=("US",)), "High risk in 1 country"),
        (MEDIUM, "Medium risk in 1 country"),
        (CLEAN, "No high or medium risk found"),
        (UNRATED, "2 comparisons unrated"),
        (
            replace(UNRATED, comparisons=UNRATED.comparisons[:1], unreadable=1),
            "1 comparison unrated, 1 could not be read",
        ),
        (replace(CLEAN, unreadable=2), "2 comparisons could not be read"),
        (replace(HIGH, unreadable=1), "High risk in 2 countries, 1 comparison could not be read"),
        (
            replace(MEDIUM, comparisons=MEDIUM.comparisons + UNRATED.comparisons[:1]),
            "Medium risk in 1 country, 1 comparison unrated",
        ),
        (Report(suspected_count=3), "Infringements suspected, none rated"),
        (Report(), "No high or medium risk found"),
        (replace(CLEAN, ranked=(LISTED,)), "1 patent rated without a comparison"),
        (replace(HIGH, fused=(LISTED,), unreadable=1), "High risk in 2 countries, 1 comparison could not be read"),
        (Report(comparisons=(comparison(1, Risk.HIGH, country=""),)), "High risk found"),
        (Report(comparisons=(comparison(1, Risk.MEDIUM, country=""),)), "Medium risk found"),
        (
            Report(comparisons=(comparison(1, Risk.HIGH, country=""),), medium_risk_countries=("US",)),
            "High risk found",
        ),
    ],
)
def test_headline_is_the_verdict_in_a_few_words(report, expected):
    assert headline(EN, report) == expected
    header = format_report(EN, CHECK, report).blocks[0]
    assert header["text"]["text"].endswith(expected)


def test_patent_that_only_a_list_rates_is_named_once():
    report = replace(CLEAN, ranked=(LISTED,), fused=(LISTED, CLEAN.comparisons[0].patent))
    told = joined(format_report(EN, CHECK, report).blocks)
    assert told.count("USD1055174S1 (high)") == 1
    assert "1 patent is rated in Patsnap's list without a comparison." in told
    assert "None of the" not in told


def test_patent_that_is_compared_counts_as_it_is_rated_there():
    patent = replace(CLEAN.comparisons[0].patent, risk=Risk.HIGH)
    assert headline(EN, replace(CLEAN, ranked=(patent,))) == "No high or medium risk found"


def test_a_high_rating_without_a_country_is_not_lost():
    report = Report(comparisons=(comparison(1, Risk.HIGH, country=""),), medium_risk_countries=("US",))
    blocks = format_report(EN, CHECK, report).blocks
    assert blocks[0]["text"]["text"].startswith("🔴")
    assert "*High risk*\nPatsnap named no country for it." in joined(blocks)
    assert "*Medium risk*\n🇺🇸 United States (US)" in joined(blocks)


def test_comparisons_that_could_not_be_read_are_told_and_counted_everywhere():
    blocks = format_report(EN, CHECK, replace(CLEAN, unreadable=3)).blocks
    told = joined(blocks)
    assert "3 comparisons that Patsnap sent could not be read and are not listed" in told
    assert "*Comparisons:* 🔵 2 low · ❔ 3 could not be read" in told
    assert "5 designs compared" in told
    assert "All 2 readable comparisons" in json.dumps(blocks)


def test_suspected_infringements_without_a_comparison_are_no_clean_result():
    told = joined(format_report(EN, CHECK, Report(suspected_count=3)).blocks)
    assert "Patsnap suspects infringements but sent no comparison" in told
    assert "found no design" not in told


@pytest.mark.parametrize(
    ("risk", "circle"), [(Risk.HIGH, "🔴"), (Risk.MEDIUM, "🟠"), (Risk.LOW, "🔵"), (Risk.UNRATED, "⚪")]
)
def test_no_risk_level_is_green(risk, circle):
    blocks = format_report(EN, CHECK, Report(comparisons=(comparison(1, risk),))).blocks
    assert blocks[0]["text"]["text"].startswith(circle)
    assert titles(blocks)[0].startswith(circle)


def test_comparisons_keep_the_order_of_the_report():
    many = tuple(comparison(number) for number in range(1, 8))
    shown = titles(format_report(EN, CHECK, replace(CLEAN, comparisons=many)).blocks)
    assert shown == [f"🔵 CN · CN30000000{number}S · Mug {number} · 40% similar" for number in range(1, len(shown) + 1)]
    assert len(shown) == 7


@pytest.mark.parametrize(
    ("count", "label"), [(1, "See the comparison"), (14, "All 14 comparisons"), (1_200, "All 1,200 comparisons")]
)
def test_the_button_opens_all_comparisons(count, label):
    report = replace(CLEAN, comparisons=(SANTA,) * count)
    for blocks in (format_report(EN, CHECK, report).blocks, *format_report(EN, CHECK, report).fallbacks):
        (actions,) = [block for block in blocks if block["type"] == "actions"]
        (button,) = actions["elements"]
        assert (button["text"]["text"], button["action_id"], button["value"]) == (label, "report_comparisons", CHECK.id)


def test_a_report_without_comparisons_has_no_button():
    assert not [block for block in format_report(EN, CHECK, EMPTY).blocks if block["type"] == "actions"]


def test_the_first_fallback_lacks_only_the_pictures():
    message = format_report(EN, CHECK, HIGH, pictures=PICTURES)
    bare = format_report(EN, CHECK, HIGH)
    assert "slack_file" in json.dumps(message.blocks)
    assert message.fallbacks[0] == bare.blocks
    assert len(message.fallbacks) == 3


def test_the_last_fallbacks_have_neither_pictures_nor_containers():
    for pictures in (PICTURES, {}):
        *_, plain, short = format_report(EN, CHECK, HIGH, pictures=pictures).fallbacks
        for rung in (plain, short):
            assert "slack_file" not in json.dumps(rung)
            assert not containers(rung)
            name = "*🔴 US · USD1055174S1 · Inflatable Santa · 85% similar*\nHigh risk · In force · Northpole Ltd"
            assert name in joined(rung)
        assert SANTA.suggestion in joined(plain)


def test_every_button_beside_a_comparison_says_which_patent_to_a_screen_reader():
    for tr, label in ((EN, "Look up USD1055174S1"), (ZH, "查询：USD1055174S1")):
        assert f'"accessibility_label": "{label}"' in json.dumps(
            format_report(tr, CHECK, HIGH).blocks, ensure_ascii=False
        )


@pytest.mark.parametrize("tr", [EN, ZH], ids=["en", "zh"])
def test_the_last_fallback_of_a_chinese_report_is_short_in_characters_and_in_bytes(tr):
    text = "主体均为圆柱形结构,且在圆柱面上分布有面部特征。" * 40
    long = replace(CHINESE.comparisons[0], similar=text, difference=text, confusion=text, suggestion=text)
    message = format_report(tr, CHINESE_CHECK, replace(CHINESE, comparisons=(long,) * 200))
    last = json.dumps(message.fallbacks[-1], ensure_ascii=False, separators=(",", ":"))
    assert len(json.dumps(message.blocks, ensure_ascii=False)) > 10_000
    assert len(last) <= 4_000
    assert len(last.encode()) < 12_000
    assert "充气圣诞老人" in last
    assert "report_comparisons" in last


def test_the_text_says_the_verdict_first_and_names_every_country():
    text = format_report(EN, CHECK, HIGH).text
    assert text.startswith("High risk in 2 countries.\n")
    assert "High risk: United States (US), European Union (EU)." in text
    assert "Medium risk: Japan (JP)." in text
    assert "\nHigh risk · US · USD1055174S1 · Inflatable Santa · 85% similar\n" in text
    assert text.endswith("Screening, not legal advice.")


def test_five_long_comparisons_unfold_with_every_paragraph():
    text = "The body is round, and the handle is bent in the same way as on the drawing. " * 8
    long = replace(SANTA, similar=text, difference=text, confusion=text, risk_description=text, suggestion=text)
    blocks = format_report(EN, CHECK, replace(HIGH, comparisons=(long,) * 14), pictures=PICTURES).blocks
    assert len(containers(blocks)) >= 5
    for container in containers(blocks)[:5]:
        unfolded = joined(container["child_blocks"])
        paragraphs = [
            unfolded.split(f"*{label}*\n")[1].split("\n\n")[0]
            for label in ("What is similar", "What differs", "Why a buyer might confuse them", "The risk", "Suggestion")
        ]
        assert min(map(len, paragraphs)) >= 200


def test_what_short_comparisons_leave_goes_to_more_of_them():
    short = replace(SANTA, similar="Round.", difference="", confusion="", risk_description="", suggestion="")
    assert len(containers(format_report(EN, CHECK, replace(HIGH, comparisons=(short,) * 200)).blocks)) >= 12


def test_the_smallest_comparisons_stop_at_fifty_blocks():
    smallest = Comparison(patent=Patent(patent_id="", publication_number=""), risk=Risk.LOW, similar="Round.")
    message = format_report(EN, CHECK, Report(comparisons=(smallest,) * 200))
    check_message(message)
    assert len(containers(message.blocks)) > 20


def test_one_long_comparison_gets_the_room_of_five():
    long = replace(SANTA, similar="word " * 1_000)
    (container,) = containers(format_report(EN, CHECK, replace(HIGH, comparisons=(long,))).blocks)
    assert len(joined(container)) > 2_500


@pytest.mark.parametrize("long", [("similar",), ("similar", "suggestion"), ("similar", "difference", "confusion")])
def test_texts_that_double_in_json_still_fit(long):
    dense = replace(
        SANTA, **dict.fromkeys(("similar", "difference", "confusion", "risk_description", "suggestion"), "")
    )
    dense = replace(dense, **dict.fromkeys(long, '"\\\n' * 1_700))
    message = format_report(EN, CHECK, replace(HIGH, comparisons=(dense,)))
    check_message(message)
    (container,) = containers(message.blocks)
    assert len(joined(container)) > 2_500


def test_the_footer_falls_back_to_what_was_asked_for():
    options = CheckOptions(countries=("JP",), filed_after=date(2019, 5, 1))
    report = replace(CLEAN, countries=(), filed_after=None, operated_at=None)
    footer = joined(format_report(EN, replace(CHECK, options=options), report).blocks[-1:])
    assert footer == (
        "Markets searched: 🇯🇵 JP · Designs filed after 1 May 2019 · 2 designs compared · 12 Jan 2026 · "
        "Screening, not legal advice."
    )


def test_the_footer_leaves_out_a_date_that_nobody_knows():
    footer = joined(format_report(EN, replace(CHECK, ended_at=None), replace(CLEAN, operated_at=None)).blocks[-1:])
    assert footer.endswith("2 designs compared · Screening, not legal advice.")


def test_every_country_at_once_still_fits():
    everywhere = tuple(COUNTRIES)
    report = replace(
        HIGH,
        countries=everywhere,
        high_risk_countries=everywhere,
        medium_risk_countries=everywhere,
        suspected_countries=everywhere,
        suspected_count=60,
    )
    message = format_report(EN, CHECK, report)
    check_message(message)
    assert f"High risk in {len(everywhere)} countries" in message.text
    assert len(containers(message.blocks)) == 4


@pytest.mark.parametrize("tr", [EN, ZH], ids=["en", "zh"])
@pytest.mark.parametrize("size", [300, 5_000])
@pytest.mark.parametrize("count", [1, 3, 200])
def test_hostile_texts_break_no_limit(count, size, tr):
    check = replace(SEVERAL, views=tuple(View(position=n, file_id=f"F{n}", name=NASTY_TEXT * 9) for n in range(10)))
    message = format_report(tr, check, nasty_report(count, size=size), pictures={"p-1": "F1"})
    check_message(message)
    assert len(containers(message.blocks)) >= min(count, 5)


def test_the_text_keeps_its_end_however_long_the_rest():
    crowded = nasty_report(200)
    patent = replace(SANTA.patent, title="&" * 500)
    crowded = replace(crowded, comparisons=(replace(SANTA, patent=patent),) * 200)
    message = format_report(EN, replace(SEVERAL, views=(View(position=0, file_id="F", name="&" * 500),)), crowded)
    assert 2_000 < len(message.text) <= 3_000
    assert message.text.startswith("High risk in 60 countries.\n")
    assert message.text.endswith("Screening, not legal advice.")


TEXT = st.one_of(
    st.just(""),
    st.text(st.one_of(st.characters(), st.sampled_from('&<>*_"\\\n')), max_size=40),
    st.sampled_from(
        [NASTY_TEXT, "&<>" * 1_700, '"\\\n' * 1_700, "喷" * 5_000, "🇺🇸" * 2_500, "\u200b" * 5_000, " \n" * 2_500]
    ),
)
CODES = st.lists(st.one_of(st.sampled_from(sorted(COUNTRIES)), TEXT), max_size=70).map(tuple)
DATES = st.none() | st.dates()
PATENTS = st.builds(
    Patent,
    patent_id=st.sampled_from(["", "p-1", "p-2"]),
    publication_number=st.one_of(TEXT, st.just("USD1055174S1")),
    title=TEXT,
    country=TEXT,
    score=st.none() | st.floats(),
    filed=DATES,
    published=DATES,
    current_assignee=TEXT,
    original_assignee=TEXT,
    locarno=st.lists(TEXT, max_size=5).map(tuple),
)
COMPARISONS = st.builds(
    Comparison,
    patent=PATENTS,
    risk=st.sampled_from(Risk),
    risk_level=TEXT,
    score=st.none() | st.floats(),
    legal_status=st.sampled_from(LegalStatus),
    similar=TEXT,
    difference=TEXT,
    confusion=TEXT,
    risk_description=TEXT,
    suggestion=TEXT,
    views=st.lists(st.integers(-3, 12), max_size=12).map(tuple),
)
REPORTS = st.builds(
    Report,
    comparisons=st.lists(COMPARISONS, max_size=4).flatmap(
        lambda few: st.integers(1, 50).map(lambda times: tuple(few * times))
    ),
    countries=CODES,
    high_risk_countries=CODES,
    medium_risk_countries=CODES,
    suspected_countries=CODES,
    suspected_count=st.integers(-1, 10**15),
    locarno=CODES,
    filed_after=DATES,
    operated_at=st.none() | st.just(NOW),
    total_found=st.none() | st.integers(0, 10**15),
    unreadable=st.sampled_from([0, 1, 10**6]),
)
CHECKS = st.builds(
    lambda names, position: replace(
        CHECK,
        position=position,
        views=tuple(View(position=n, file_id=f"F{n}", name=name) for n, name in enumerate(names)),
    ),
    st.lists(TEXT, max_size=10),
    st.integers(0, 9),
)


@settings(
    max_examples=max(20, settings.default.max_examples // 5),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.sampled_from([EN, ZH]), CHECKS, REPORTS)
def test_any_report_whatsoever_makes_a_message_that_slack_takes(tr, check, report):
    message = format_report(tr, check, report, pictures={"p-1": "F1"})
    check_message(message)
    assert bool(report.comparisons) == bool(containers(message.blocks))
