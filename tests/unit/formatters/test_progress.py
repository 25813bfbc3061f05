import itertools
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from syrupy.extensions.json import JSONSnapshotExtension

from bot.model import CheckOptions, Report, Stage, View
from bot.model.costs import Cap, CapUse, Cost, Period, Scope
from formatters.progress import approximately, coarse, duration, format_progress, stage_name
from formatters.report import headline
from tests.catalogues import foreign_words
from tests.languages import EN, ZH
from tests.unit.formatters.builders import CHECK, NASTY_TEXT, NOW, POST
from tests.unit.formatters.checker import FORBIDDEN_WORDS, check_message, texts_of


def check_at(position, stage, *, name="", **changes):
    view = View(position=0, file_id=f"F{position}", name=name or f"mug-{position}.png")
    return replace(CHECK, id=f"c{position}", position=position, stage=stage, views=(view,), ended_at=None, **changes)


def progress(checks, *, after_s=0.0, expected_s=45.0, tr=EN):
    return format_progress(tr, POST, checks, now=NOW + timedelta(seconds=after_s), expected_s=expected_s)


def joined(message):
    return "\n".join(texts_of(message.blocks))


def bar(message):
    return "".join(char for char in joined(message) if char in "█░")


def button(message):
    return [element for block in message.blocks if block["type"] == "actions" for element in block["elements"]]


@pytest.mark.parametrize(
    ("tr", "name", "keyword"), [(EN, "mug-{}.png", "smart *mug*"), (ZH, "杯子-{}", "智能*杯子*")], ids=["en", "zh"]
)
def test_progress_reads_as_its_golden_message(tr, name, keyword, snapshot):
    options = CheckOptions(
        countries=("US", "CN"), filed_after=date(2020, 1, 31), locarno=("21-01", "21-03"), keyword=keyword
    )
    stages = (Stage.FINISHED, Stage.FAILED, Stage.SUBMITTED, Stage.SUBMITTING, Stage.PREPARED, Stage.RECEIVED)
    checks = [check_at(n, stage, name=name.format(n), options=options) for n, stage in enumerate(stages)]
    message = progress(checks, after_s=21, tr=tr)
    check_message(message)
    assert {"text": message.text, "blocks": message.blocks} == snapshot(extension_class=JSONSnapshotExtension)
    assert not FORBIDDEN_WORDS.search(message.text + joined(message))


@pytest.mark.parametrize("tr", [EN, ZH], ids=["en", "zh"])
def test_caps_of_which_four_fifths_are_used_read_as_their_golden_lines(tr, snapshot):
    said = {}
    for scope, period in itertools.product(Scope, Period):
        cap = Cap(scope=scope, period=period, cost=Cost.SUBMIT, limit=1000)
        use = CapUse(cap=cap, used=850, until=NOW)
        message = format_progress(tr, POST, [check_at(0, Stage.SUBMITTED)], now=NOW, expected_s=45.0, near_cap=use)
        check_message(message)
        [said[f"{scope} {period}"]] = {line for line in message.text.splitlines() if "850" in line}
        assert said[f"{scope} {period}"] in joined(message)
    assert said == snapshot(extension_class=JSONSnapshotExtension)


def test_caps_are_no_matter_once_all_has_ended():
    use = CapUse(cap=Cap(scope=Scope.PERSON, period=Period.DAY, cost=Cost.SUBMIT, limit=5), used=4, until=NOW)
    ended = [check_at(n, Stage.FINISHED) for n in range(2)]
    assert "paid checks" not in format_progress(EN, POST, ended, now=NOW, expected_s=45.0, near_cap=use).text


@pytest.mark.parametrize("stage", Stage)
def test_every_stage_is_said_in_plain_words(stage):
    message = progress([check_at(0, stage)])
    assert f"mug-0.png: {stage_name(EN, stage)}" in joined(message)
    assert f"mug-0.png: {stage_name(EN, stage)}" in message.text
    check_message(message)


@pytest.mark.parametrize(
    ("after_s", "expected_s", "words"),
    [
        (0, 45, "Usually takes about 45 s"),
        (12, 45, "10 s of about 45 s"),
        (44.9, 45, "40 s of about 45 s"),
        (50, 45, "50 s so far: taking longer than usual (about 45 s)"),
        (75, 62, "1 min 15 s so far: taking longer than usual (about a minute)"),
        (130, 170, "2 min of about 3 minutes"),
        (12, None, "10 s so far"),
        (-5, 45, "Usually takes about 45 s"),
    ],
)
def test_time_is_said_against_what_is_usual(after_s, expected_s, words):
    message = progress([check_at(0, Stage.SUBMITTED)], after_s=after_s, expected_s=expected_s)
    assert words in joined(message)
    assert words in message.text


def test_messages_within_one_step_are_equal_and_differ_between_steps():
    checks = [check_at(0, Stage.SUBMITTED)]
    assert progress(checks, after_s=20) == progress(checks, after_s=24.9)
    assert progress(checks, after_s=20) != progress(checks, after_s=25)
    assert progress(checks, after_s=300) == progress(checks, after_s=359)


def test_a_check_of_half_an_hour_is_edited_rarely():
    seen = {coarse(second) for second in range(1_800)}
    assert len(seen) < 60
    assert [coarse(second) for second in (4.9, 5, 59, 61, 76, 299, 301, 360)] == [0, 5, 55, 60, 75, 285, 300, 360]


def test_the_bar_fills_with_time_and_is_full_only_at_the_end():
    running = [bar(progress([check_at(0, Stage.SUBMITTED)], after_s=second)) for second in range(0, 600, 5)]
    assert running == sorted(running, key=lambda cells: cells.count("█"))
    assert all(len(cells) == 10 for cells in running)
    assert running[0].count("█") == 2
    assert running[-1].count("█") == 9
    assert bar(progress([check_at(0, Stage.FINISHED)])) == "█" * 10


def test_cancel_names_the_post_and_says_what_it_does():
    similar, cancel = button(progress([check_at(0, Stage.SUBMITTED), check_at(1, Stage.FINISHED)]))
    assert (similar["action_id"], similar["value"]) == ("similar_post", POST.id)
    assert (cancel["action_id"], cancel["value"], cancel["style"]) == ("cancel_checks", POST.id, "danger")
    assert "still charged" in cancel["confirm"]["text"]["text"]


def test_cancel_goes_when_nothing_is_left_to_cancel():
    message = progress([check_at(0, Stage.FINISHED), check_at(1, Stage.CANCELLED)])
    assert not button(message)
    assert message.text.startswith("All 2 checks have ended.")
    check_message(message)


def test_a_retried_check_gives_way_to_its_successor():
    first = check_at(0, Stage.EXPIRED)
    again = replace(check_at(0, Stage.SUBMITTED), id="again", retry_of=first.id, created_at=NOW + timedelta(days=1))
    message = format_progress(EN, POST, [first, again], now=NOW + timedelta(days=1, seconds=10), expected_s=45)
    assert "Checking the picture" in joined(message)
    assert stage_name(EN, Stage.EXPIRED) not in joined(message)
    assert "10 s of about 45 s" in joined(message)


def test_a_request_without_a_picture_is_left_out():
    nothing = replace(check_at(1, Stage.FAILED), views=())
    assert "Could not be checked" not in joined(progress([check_at(0, Stage.SUBMITTED), nothing]))


def test_options_are_left_out_where_the_checks_differ():
    narrowed = check_at(1, Stage.SUBMITTED, options=CheckOptions(countries=("JP",), keyword="mug"))
    message = progress([check_at(0, Stage.SUBMITTED), narrowed])
    assert "Keyword" not in joined(message)
    assert "🇯🇵 Japan (JP)" in joined(message)


def test_ten_hostile_names_and_every_country_fit():
    options = CheckOptions(
        countries=tuple(f"{n}{NASTY_TEXT}" for n in range(60)), locarno=(NASTY_TEXT,) * 60, keyword=NASTY_TEXT * 20
    )
    checks = [check_at(n, Stage.SUBMITTED, name=NASTY_TEXT * 20, options=options) for n in range(10)]
    check_message(progress(checks))
    check_message(progress(checks * 3))


def test_no_check_at_all_still_makes_a_message():
    check_message(progress([]))


@given(
    st.sampled_from([EN, ZH]),
    st.lists(st.sampled_from(Stage), max_size=12),
    st.floats(-10, 1e7),
    st.none() | st.floats(0, 1e6),
)
def test_any_moment_makes_a_message_that_slack_takes(tr, stages, after_s, expected_s):
    checks = [check_at(n, stage, name=f"杯子{n}") for n, stage in enumerate(stages)]
    message = progress(checks, after_s=after_s, expected_s=expected_s, tr=tr)
    check_message(message)
    if tr is ZH:
        assert not foreign_words(message.text + joined(message))


def test_the_share_of_the_bar_is_said_beside_it_and_the_text_draws_none():
    message = progress([check_at(0, Stage.SUBMITTED), check_at(1, Stage.FINISHED)])
    assert "██████░░░░ 60%" in joined(message)
    assert not set("█░") & set(message.text)


@pytest.mark.parametrize(
    ("tr", "labels"),
    [
        (EN, ["Find designs similar to these 2 pictures", "Cancel the check of mug-0.png"]),
        (ZH, ["查找与这 2 张图片相似的外观设计", "取消对“mug-0.png”的检测"]),
    ],
    ids=["en", "zh"],
)
def test_buttons_say_to_a_screen_reader_what_they_act_on(tr, labels):
    message = progress([check_at(0, Stage.SUBMITTED), check_at(1, Stage.FINISHED)], tr=tr)
    assert [one["accessibility_label"] for one in button(message)] == labels


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "0 s"), (45, "45 s"), (60, "1 min"), (75, "1 min 15 s"), (1_800, "30 min")]
)
def test_duration_in_words(seconds, words):
    assert duration(EN, seconds) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(1, "about 5 s"), (12, "about 10 s"), (43, "about 45 s"), (55, "about a minute"), (170, "about 3 minutes")],
)
def test_approximately_in_words(seconds, words):
    assert approximately(EN, seconds) == words


def test_durations_in_chinese():
    assert [duration(ZH, s) for s in (45, 60, 75)] == ["45 秒", "1 分钟", "1 分 15 秒"]
    assert [approximately(ZH, s) for s in (43, 55, 170)] == ["约 45 秒", "约 1 分钟", "约 3 分钟"]


def test_summary_of_several_pictures_says_each_verdict_with_a_link_to_its_reply():
    checks = [check_at(0, Stage.FINISHED), check_at(1, Stage.FAILED), check_at(2, Stage.FINISHED)]
    report = Report(high_risk_countries=("US",), countries=("US",))
    links = {check.id: f"https://acme.slack.com/archives/C1/p{check.position}?thread_ts=1.0&cid=C1" for check in checks}
    message = format_progress(
        EN, POST, checks, now=NOW, expected_s=None, reports={"c0": report, "c2": report}, links=links
    )
    check_message(message)
    shown = joined(message)
    assert f"1. mug-0.png: {headline(EN, report)} · <https://acme.slack.com/archives/C1/p0" in shown
    assert "2. mug-1.png" in shown
    assert shown.count("|reply>") == 3
    assert not bar(message)
    assert "<" not in message.text


def test_summary_of_twelve_pictures_with_the_longest_names_and_links_stays_within_the_limits():
    checks = [check_at(number, Stage.FINISHED, name="&" * 900) for number in range(12)]
    query = "thread_ts=1768210300.000200&cid=C0123456789"
    link = f"https://{'a' * 60}.slack.com/archives/C0123456789/p1768210300000200?{query}"
    links = {check.id: link for check in checks}
    report = Report(high_risk_countries=("US",), countries=("US",))
    reports = {check.id: report for check in checks}
    check_message(format_progress(EN, POST, checks, now=NOW, expected_s=None, reports=reports, links=links))
