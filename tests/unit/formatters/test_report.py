import json
import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from syrupy.extensions.json import JSONSnapshotExtension

from bot.model import CheckOptions, Comparison, Engine, LegalStatus, Patent, Report, Risk, View
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

SEVERAL = replace(CHECK, position=1, pictures=2, views=(View(position=0, file_id="F2", name="front_view (2).png"),))
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
        (HIGH, "Patsnap 评为高风险：2 个国家/地区"),
        (MEDIUM, "Patsnap 评为中风险：1 个国家/地区"),
        (CLEAN, "没有外观设计被 Patsnap 评为高风险或中风险"),
        (UNRATED, "2 项比对未评级"),
        (replace(UNRATED, unreadable=1), "2 项比对未评级，另有 1 项无法读取"),
        (replace(HIGH, unreadable=1), "Patsnap 评为高风险：2 个国家/地区，1 项比对无法读取"),
        (Report(suspected_count=3), "Patsnap 提示需复核，均未评级"),
        (replace(CLEAN, ranked=(LISTED,)), "1 件专利已评级但未作比对"),
        (Report(comparisons=(comparison(1, Risk.HIGH, country=""),)), "有外观设计被 Patsnap 评为高风险"),
    ],
)
def test_chinese_headline_is_the_verdict_in_a_few_words(report, expected):
    assert headline(ZH, report) == expected


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        (HIGH, "Rated high by Patsnap in 2 markets"),
        (replace(HIGH, high_risk_countries=("US",)), "Rated high by Patsnap in 1 market"),
        (MEDIUM, "Rated medium by Patsnap in 1 market"),
        (CLEAN, "Nothing rated high or medium by Patsnap"),
        (UNRATED, "2 comparisons unrated"),
        (
            replace(UNRATED, comparisons=UNRATED.comparisons[:1], unreadable=1),
            "1 comparison unrated, 1 could not be read",
        ),
        (replace(CLEAN, unreadable=2), "2 comparisons could not be read"),
        (replace(HIGH, unreadable=1), "Rated high by Patsnap in 2 markets, 1 comparison could not be read"),
        (
            replace(MEDIUM, comparisons=MEDIUM.comparisons + UNRATED.comparisons[:1]),
            "Rated medium by Patsnap in 1 market, 1 comparison unrated",
        ),
        (Report(suspected_count=3), "Flagged by Patsnap for review, none rated"),
        (Report(), "Nothing rated high or medium by Patsnap"),
        (replace(CLEAN, ranked=(LISTED,)), "1 patent rated without a comparison"),
        (
            replace(HIGH, fused=(LISTED,), unreadable=1),
            "Rated high by Patsnap in 2 markets, 1 comparison could not be read",
        ),
        (Report(comparisons=(comparison(1, Risk.HIGH, country=""),)), "Rated high by Patsnap"),
        (Report(comparisons=(comparison(1, Risk.MEDIUM, country=""),)), "Rated medium by Patsnap"),
        (
            Report(comparisons=(comparison(1, Risk.HIGH, country=""),), medium_risk_countries=("US",)),
            "Rated high by Patsnap",
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
    assert headline(EN, replace(CLEAN, ranked=(patent,))) == "Nothing rated high or medium by Patsnap"


def test_a_high_rating_without_a_country_is_not_lost():
    report = Report(comparisons=(comparison(1, Risk.HIGH, country=""),), medium_risk_countries=("US",))
    blocks = format_report(EN, CHECK, report).blocks
    assert blocks[0]["text"]["text"].startswith("🔴")
    assert "Rated high: Patsnap names no market for at least one of these comparisons." in joined(blocks)
    assert "*Rated medium*\n🇺🇸 United States: no comparison" in joined(blocks)


def test_comparisons_that_could_not_be_read_are_told_and_counted_everywhere():
    blocks = format_report(EN, CHECK, replace(CLEAN, unreadable=3)).blocks
    told = joined(blocks)
    assert "3 comparisons that Patsnap sent could not be read and are not listed" in told
    assert "*2 designs, 5 comparisons:* 🔵\u00a02 low · ❔\u00a03 could not be read" in told
    assert "5 designs compared" in told
    assert "All 2 readable comparisons" in json.dumps(blocks)


def test_flagged_designs_without_a_comparison_are_no_clean_result():
    told = joined(format_report(EN, CHECK, Report(suspected_count=3)).blocks)
    assert "Patsnap flags designs for review but sent no comparison" in told
    assert "found no design" not in told


@pytest.mark.parametrize(
    ("risk", "circle"), [(Risk.HIGH, "🔴"), (Risk.MEDIUM, "🟠"), (Risk.LOW, "🔵"), (Risk.UNRATED, "⚪")]
)
def test_no_risk_level_is_green(risk, circle):
    blocks = format_report(EN, CHECK, Report(comparisons=(comparison(1, risk),))).blocks
    assert blocks[0]["text"]["text"].startswith(circle)
    assert titles(blocks)[0].startswith(circle)


@pytest.mark.parametrize(("high", "low", "shown"), [(0, 3, 3), (0, 8, 4), (2, 8, 4), (5, 8, 5), (9, 8, 6)], ids=str)
def test_cards_are_of_all_that_is_rated_above_low_up_to_six_and_of_four_designs_at_least(high, low, shown):
    short = {"similar": "Round.", "difference": "", "confusion": "", "risk_description": "", "suggestion": ""}
    many = [comparison(number, Risk.HIGH if number <= high else Risk.LOW) for number in range(1, high + low + 1)]
    report = replace(CLEAN, comparisons=tuple(replace(item, **short) for item in many))
    cards = titles(format_report(EN, CHECK, report).blocks)
    words = ["🔴 High"] * high + ["🔵 Low"] * low
    assert cards == [f"{words[at]} · CN · Mug {at + 1} · 40% similar" for at in range(shown)]


FAMILY = tuple(
    replace(item, patent=replace(item.patent, title="Mug", score=0.7312, filed=date(2020, month, 1)))
    for month, item in enumerate((comparison(1), comparison(2, country="EU"), comparison(3, country="US")), start=1)
)
"""One design in three offices."""


def test_design_registered_in_several_offices_is_one_card_with_each_of_them_in_it():
    family = (replace(FAMILY[0], risk=Risk.HIGH, risk_level="High"), *FAMILY[1:])
    message = format_report(EN, CHECK, replace(HIGH, comparisons=(*family, comparison(4))))
    check_message(message)
    assert titles(message.blocks) == ["🔴 High · CN, EU, US · Mug · 40% similar", "🔵 Low · CN · Mug 4 · 40% similar"]
    card = joined(containers(message.blocks)[0])
    assert "CN300000001S and 2 more · In force · Northpole Ltd" in card
    assert "🇨🇳 CN300000001S · Rated high · In force · Filed 1 Jan 2020 · <http://epub.cnipa.gov.cn/" in card
    assert "🇪🇺 CN300000002S · Rated low · In force · Filed 1 Feb 2020" in card
    assert "🇺🇸 CN300000003S · Rated low" in card
    assert "*2 designs, 4 comparisons:* 🔴\u00a01 high · 🔵\u00a01 low" in joined(message.blocks)
    assert "\nRated high · CN, EU, US · CN300000001S and 2 more · Mug · 40% similar\n" in message.text


def test_design_that_is_in_force_nowhere_comes_last_and_says_so():
    lapsed = replace(comparison(1, Risk.HIGH, country="US"), legal_status=LegalStatus.INVALID)
    message = format_report(EN, CHECK, replace(HIGH, comparisons=(lapsed, comparison(2)), high_risk_countries=("US",)))
    first, last = containers(message.blocks)
    assert (first["title"]["text"], last["title"]["text"]) == (
        "🔵 Low · CN · Mug 2 · 40% similar",
        "🔴 High · US · Mug 1 · 40% similar",
    )
    assert "No longer in force" in last["subtitle"]["text"]
    assert "🇺🇸 United States: CN300000001S, 40% similar, no longer in force" in joined(message.blocks)
    assert "\nRated high · No longer in force · US · " in message.text


def test_registrations_that_differ_in_legal_status_say_so_on_the_folded_card():
    mixed = (replace(FAMILY[0], legal_status=LegalStatus.INVALID), *FAMILY[1:])
    (container,) = containers(format_report(EN, CHECK, replace(CLEAN, comparisons=mixed)).blocks)
    assert container["subtitle"]["text"] == "CN300000002S and 2 more · Legal status differs · Northpole Ltd"


def test_every_market_searched_is_named_with_its_rating_and_nearest_design():
    report = replace(HIGH, countries=("US", "CN", "JP", "EU", "KR"))
    told = joined(format_report(EN, CHECK, report).blocks)
    assert (
        "*Rated high*\n🇺🇸 United States: USD1055174S1, 85% similar\n🇪🇺 European Union: CN300000002S, 80% similar\n"
        "*Rated medium*\n🇯🇵 Japan: CN300000003S, 60% similar\n"
        "*Searched, rated neither high nor medium*\n🇨🇳 China: CN300000004S, 31% similar\n🇰🇷 South Korea: no comparison"
    ) in told


def test_design_beside_a_market_tells_if_it_is_rated_otherwise():
    report = replace(CLEAN, comparisons=(comparison(1), comparison(2, Risk.UNRATED, country="JP")))
    told = joined(format_report(EN, CHECK, replace(report, high_risk_countries=("CN",))).blocks)
    assert "*Rated high*\n🇨🇳 China: CN300000001S, 40% similar, itself rated low" in told
    assert "🇯🇵 Japan: CN300000002S, 40% similar, unrated" in told


@pytest.mark.parametrize(
    ("countries", "line"),
    [
        (("US",), "*Designs that Patsnap flags for review:* 1, each registration counted"),
        (
            ("US", "EU"),
            "*Designs that Patsnap flags for review:* 1 in 🇺🇸 United States (US), 🇪🇺 European Union (EU), each",
        ),
    ],
    ids=["where it is rated high", "elsewhere"],
)
def test_flagged_designs_name_their_markets_only_if_these_are_others_than_those_rated_high(countries, line):
    report = replace(HIGH, high_risk_countries=("US",), suspected_countries=countries)
    assert line in joined(format_report(EN, CHECK, report).blocks)
    assert "flags for review" not in joined(format_report(EN, CHECK, CLEAN).blocks)


@pytest.mark.parametrize(("report", "rating"), [(HIGH, "high"), (MEDIUM, "medium")], ids=["high", "medium"])
def test_what_to_do_next_stands_above_the_cards(report, rating):
    told = joined(format_report(EN, CHECK, report).blocks)
    assert told.index(f"look at what is rated {rating} before tooling") < told.index("Difference to consider")
    assert "*Next:*" not in joined(format_report(EN, CHECK, CLEAN).blocks)


def test_a_screen_reader_hears_the_verdict_the_markets_what_to_do_and_then_the_cards():
    order = (
        "🔴 Rated high by Patsnap in 2 markets",
        "mug.png",
        "*Rated high*",
        "*Rated medium*",
        "*Searched, rated neither",
        "*4 designs:*",
        "*Next:*",
        "🔴 High · US · Inflatable Santa",
        "USD1055174S1 · In force",
        "Posted picture: mug.png",
        "Drawing of USD1055174S1 Inflatable Santa",
        "*Difference to consider*",
        "*Similar*",
        "*Different*",
        "*Overall impression*",
        "*Patsnap's note*",
        "Written by Patsnap's AI; not a legal conclusion.",
        "All 4 comparisons",
        "*Searched:*",
        "Screening, not legal advice.",
    )
    told = joined(format_report(EN, CHECK, HIGH, pictures=PICTURES).blocks)
    places = [told.index(part) for part in order]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("name", "is_shown"),
    [("mug.png", True), ("IMG_1.JPG", True), ("IMG_1.HEIC", False), ("mug.webp", False), ("", False)],
)
def test_posted_picture_stands_beside_the_drawing_if_slack_can_show_it(name, is_shown):
    check = replace(CHECK, views=(View(position=0, file_id="F7", name=name),))
    message = format_report(EN, check, HIGH, pictures=PICTURES)
    first, second, *_ = containers(message.blocks)
    images = [child["slack_file"]["id"] for child in first["child_blocks"] if child["type"] == "image"]
    assert images == (["F7", "F0001"] if is_shown else ["F0001"])
    assert "image" not in {child["type"] for child in second["child_blocks"]}, "there is nothing to compare it with"
    assert ("F7" in json.dumps(message.fallbacks[0])) is False
    assert ("F0001" in json.dumps(message.fallbacks[0])) is is_shown


def test_picture_beside_a_drawing_is_the_view_that_found_the_design():
    views = tuple(View(position=at, file_id=f"F7{at}", name=f"{at}.png") for at in range(3))
    report = replace(HIGH, comparisons=(replace(SANTA, views=(2,)),))
    (container,) = containers(format_report(EN, replace(CHECK, views=views), report, pictures=PICTURES).blocks)
    assert container["child_blocks"][0]["slack_file"]["id"] == "F72"


@pytest.mark.parametrize(
    ("count", "label"), [(1, "See the comparison"), (14, "All 14 comparisons"), (1_200, "All 1,200 comparisons")]
)
def test_the_button_opens_all_comparisons(count, label):
    report = replace(CLEAN, comparisons=(SANTA,) * count)
    for blocks in (format_report(EN, CHECK, report).blocks, *format_report(EN, CHECK, report).fallbacks):
        *_, actions = [block for block in blocks if block["type"] == "actions"]
        button, export, again = actions["elements"]
        assert (again["action_id"], again["value"]) == ("report_again", CHECK.id)
        assert (export["action_id"], export["value"]) == ("report_export", CHECK.id)
        assert (button["text"]["text"], button["action_id"], button["value"]) == (label, "report_comparisons", CHECK.id)


def test_a_report_without_comparisons_can_be_exported_and_asked_otherwise():
    (actions,) = [block for block in format_report(EN, CHECK, EMPTY).blocks if block["type"] == "actions"]
    assert [button["action_id"] for button in actions["elements"]] == ["report_export", "report_again"]


def test_picture_whose_address_was_not_kept_cannot_be_asked_for_again():
    view = View(position=0, file_id="", name="mug.png", upload_url="https://example.com/mug.png?")
    (actions,) = [
        block for block in format_report(EN, replace(CHECK, views=(view,)), EMPTY).blocks if block["type"] == "actions"
    ]
    assert [button["action_id"] for button in actions["elements"]] == ["report_export"]


def test_the_first_fallbacks_lack_only_the_posted_picture_and_then_every_picture():
    message = format_report(EN, CHECK, HIGH, pictures=PICTURES)
    bare = format_report(EN, CHECK, HIGH)
    assert '"F1"' in json.dumps(message.blocks)
    assert '"F1"' not in json.dumps(message.fallbacks[0])
    assert '"F0001"' in json.dumps(message.fallbacks[0])
    assert message.fallbacks[1] == bare.blocks
    assert len(message.fallbacks) == 4


def test_the_last_fallbacks_have_neither_pictures_nor_containers():
    for pictures in (PICTURES, {}):
        *_, plain, short = format_report(EN, CHECK, HIGH, pictures=pictures).fallbacks
        for rung in (plain, short):
            assert "slack_file" not in json.dumps(rung)
            assert not containers(rung)
            name = "*🔴 High · US · Inflatable Santa · 85% similar*\nUSD1055174S1 · In force · Northpole Ltd"
            assert name in joined(rung)
        assert SANTA.suggestion in joined(plain)


def details_in(blocks):
    """The buttons that lead to a patent in depth, and the blocks that follow each within its card."""
    return [
        (element, inner[at + 1 :])
        for inner in (block.get("child_blocks", [block]) for block in blocks)
        for at, child in enumerate(inner)
        for element in child.get("elements", ())
        if element.get("action_id") == "report_details"
    ]


@pytest.mark.parametrize(
    ("tr", "text", "label"),
    [
        (EN, "Details (up to 4 calls)", "Details of USD1055174S1, up to 4 paid calls"),
        (ZH, "详情（最多 4 次调用）", "USD1055174S1 的详情，最多 4 次付费调用"),
    ],
    ids=["en", "zh"],
)
def test_every_card_leads_to_its_patent_in_depth_and_says_what_that_costs_at_most(tr, text, label):
    message = format_report(tr, CHECK, HIGH, pictures=PICTURES)
    for rung in (message.blocks, *message.fallbacks[:-1]):
        buttons = [button for button, _ in details_in(rung)]
        assert [button["value"] for button in buttons] == [f"{CHECK.id}/p-{number}" for number in range(1, 5)]
        assert (buttons[0]["text"]["text"], buttons[0]["accessibility_label"]) == (text, label)
    assert details_in(message.fallbacks[-1]), "in the shortest blocks too"


def test_what_can_be_done_with_a_patent_stands_above_what_is_said_of_it():
    (_, below), *_ = details_in(format_report(EN, CHECK, HIGH, pictures=PICTURES).blocks)
    assert SANTA.similar in joined(below)
    assert "image" not in {block["type"] for block in below}


def test_patent_without_an_id_has_no_details():
    nameless = replace(SANTA, patent=replace(SANTA.patent, patent_id=""))
    assert details_in(format_report(EN, CHECK, replace(HIGH, comparisons=(nameless,))).blocks) == []


def test_five_cards_with_pictures_and_buttons_find_room_beside_a_sheet():
    texts = dict.fromkeys(("similar", "difference", "confusion", "risk_description", "suggestion"), "Round. " * 9)
    many = tuple(replace(comparison(number, Risk.HIGH), **texts) for number in range(1, 9))
    pictures = {f"p-{number}": f"F{number}" for number in range(1, 9)}
    message = format_report(EN, CHECK, replace(HIGH, comparisons=many), pictures=pictures, sheet="F-sheet")
    check_message(message)
    assert len(containers(message.blocks)) == len(details_in(message.blocks)) == 5


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
    assert len(json.dumps(message.fallbacks[-2], ensure_ascii=False, separators=(",", ":")).encode()) < 12_000
    assert len(last) <= 4_000
    assert len(last.encode()) < 12_000
    assert "充气圣诞老人" in last
    assert "report_comparisons" in last


def test_the_text_says_the_verdict_first_and_names_every_country():
    text = format_report(EN, CHECK, HIGH).text
    assert text.startswith("Rated high by Patsnap in 2 markets.\n")
    assert "Rated high: United States: USD1055174S1, 85% similar; European Union: CN300000002S, 80% similar." in text
    assert "Rated medium: Japan: CN300000003S, 60% similar." in text
    assert "Searched, rated neither high nor medium: China: CN300000004S, 31% similar." in text
    assert "\nRated high · US · USD1055174S1 · Inflatable Santa · 85% similar\n" in text
    assert "*" not in text
    assert text.endswith("Screening, not legal advice.")


def test_four_long_comparisons_unfold_with_every_paragraph():
    text = "The body is round, and the handle is bent in the same way as on the drawing. " * 8
    long = replace(SANTA, similar=text, difference=text, confusion=text, risk_description=text, suggestion=text)
    blocks = format_report(EN, CHECK, replace(HIGH, comparisons=(long,) * 4), pictures=PICTURES).blocks
    assert len(containers(blocks)) == 4
    for container in containers(blocks):
        unfolded = joined(container["child_blocks"])
        paragraphs = [
            unfolded.split(f"*{label}*\n")[1].split("\n\n")[0]
            for label in ("Difference to consider", "Similar", "Different", "Overall impression", "Patsnap's note")
        ]
        assert min(map(len, paragraphs)) >= 150


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
    classes = "21-01 Games and toys; 11 Articles of adornment"
    assert footer.splitlines()[:3] == [
        "*Searched:* 🇯🇵 JP · designs filed after 1 May 2019, that day not included · all Locarno classes",
        f"*Found by Patsnap:* 2 designs compared closely · Locarno classes of the product: {classes}",
        f"*Check:* 12 Jan 2026, 09:30 UTC · Patsnap engine V2 · asked by member U1 · id {CHECK.id}",
    ]
    assert "its first 200 results held 77% of the known high-risk designs." in footer
    assert footer.endswith("\nScreening, not legal advice.")


def test_the_footer_keeps_what_was_asked_for_apart_from_what_patsnap_found():
    options = replace(CHECK.options, locarno=("07-01", "07-02"), keyword="water_bottle <b>")
    footer = joined(format_report(EN, replace(CHECK, options=options), replace(HIGH, filed_after=None)).blocks[-1:])
    searched, found, *_ = footer.splitlines()
    assert searched.endswith("designs filed at any time · Locarno 07-01 and 07-02 · keyword “water_bottle &lt;b&gt;”")
    assert found == "*Found by Patsnap:* 156 similar designs, 4 compared closely"


def test_the_footer_names_a_market_that_was_asked_for_and_is_not_in_the_report():
    footer = joined(format_report(EN, CHECK, replace(CLEAN, countries=("US", "CN"))).blocks[-1:])
    assert "🇺🇸 US, 🇨🇳 CN · asked for, but not in Patsnap's report: 🇪🇺 EU · designs" in footer


def test_the_older_engine_takes_the_first_day_in():
    check = replace(CHECK, engine=Engine.V1)
    assert "designs filed on or after 1 Jan 2020 ·" in joined(format_report(EN, check, HIGH).blocks[-1:])


def test_the_footer_leaves_out_a_date_that_nobody_knows():
    footer = joined(format_report(EN, replace(CHECK, ended_at=None), replace(CLEAN, operated_at=None)).blocks[-1:])
    assert "*Check:* Patsnap engine V2 · asked by member U1" in footer


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
    assert f"Rated high by Patsnap in {len(everywhere)} markets" in message.text
    assert len(containers(message.blocks)) == 4


@pytest.mark.parametrize("tr", [EN, ZH], ids=["en", "zh"])
@pytest.mark.parametrize("size", [300, 5_000])
@pytest.mark.parametrize("count", [1, 3, 200])
def test_hostile_texts_break_no_limit(count, size, tr):
    check = replace(SEVERAL, views=tuple(View(position=n, file_id=f"F{n}", name=NASTY_TEXT * 9) for n in range(10)))
    message = format_report(tr, check, nasty_report(count, size=size), pictures={"p-1": "F1"})
    check_message(message)
    assert len(containers(message.blocks)) >= min(count, 3)


def test_the_text_keeps_its_end_however_long_the_rest():
    crowded = nasty_report(200)
    patent = replace(SANTA.patent, title="&" * 500)
    crowded = replace(crowded, comparisons=(replace(SANTA, patent=patent),) * 200)
    message = format_report(EN, replace(SEVERAL, views=(View(position=0, file_id="F", name="&" * 500),)), crowded)
    assert 2_000 < len(message.text) <= 3_000
    assert message.text.startswith("Rated high by Patsnap in 60 markets.\n")
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
