from dataclasses import replace

import pytest

from bot.model import LegalStatus, Patent, Risk, View
from formatters.patents import line_of, make_card, title_of
from tests.languages import EN, ZH
from tests.unit.formatters.builders import CHECK, HIGH, NASTY_TEXT, SANTA, in_chinese
from tests.unit.formatters.checker import check_mrkdwn, check_visible


def card_of(comparison=SANTA, check=CHECK, pictures=None, size=5_000, tr=EN):
    return make_card(tr, comparison, check, pictures or {}, size=size)


def facts(comparison=SANTA, check=CHECK, tr=EN):
    (footer,) = card_of(comparison, check, tr=tr).footer
    written, known = footer["elements"][0]["text"].split("\n")
    assert written == tr("comparison-written")
    return known


def test_card_reads_in_chinese():
    views = (View(position=0, file_id="F1", name="正面.png"), View(position=1, file_id="F2"))
    card = card_of(in_chinese(HIGH).comparisons[0], replace(CHECK, views=views), {"p-1": "F99"}, tr=ZH)
    assert card.title == "🔴 高风险 · US · 充气圣诞老人 · 相似度 85%"
    assert card.subtitle == "USD1055174S1 · 有效 · 某某科技有限公司"
    assert [label for label, _ in card.paragraphs] == [
        "可考虑的差异",
        "相似之处",
        "不同之处",
        "整体印象",
        "Patsnap 的说明",
    ]
    assert card.picture["alt_text"] == "线条图：USD1055174S1 充气圣诞老人"
    (footer,) = card.footer
    assert footer["elements"][0]["text"] == (
        "由 Patsnap 的 AI 撰写，不是法律结论。\n"
        "Patsnap 比对的相似度 85% · 申请日：2020年1月15日 · 公开日：2021年3月20日 · 洛迦诺分类：21-01 · "
        "检出所用图片：1（正面.png） · "
        "<https://patents.google.com/patent/USD1055174S1/zh|在 Google Patents 查看 USD1055174S1>"
    )
    ((look_up,),) = [block["elements"] for block in card.buttons]
    assert look_up["accessibility_label"] == "查询：USD1055174S1"


def test_line_says_the_risk_in_words():
    assert line_of(EN, SANTA) == "Rated high · US · USD1055174S1 · Inflatable Santa · 85% similar"
    bare = replace(SANTA, patent=Patent(patent_id="", publication_number=""), score=None, risk=Risk.LOW)
    assert (line_of(EN, bare), line_of(ZH, bare)) == ("Rated low", "评为低风险")
    assert len(line_of(EN, replace(SANTA, patent=replace(SANTA.patent, title="A" * 500)))) == 150


def test_title_says_risk_in_words_market_name_and_score():
    assert title_of(EN, SANTA) == "🔴 High · US · Inflatable Santa · 85% similar"


def test_title_leaves_out_what_is_not_known():
    bare = replace(
        SANTA, patent=Patent(patent_id="", publication_number=""), score=None, risk=Risk.UNRATED, risk_level=""
    )
    assert title_of(EN, bare) == "⚪ Unrated"
    assert title_of(EN, replace(bare, score=0.5)) == "⚪ Unrated · 50% similar"


def test_title_tells_an_unknown_level_as_it_came():
    unknown = replace(SANTA, risk=Risk.UNRATED, risk_level="Very High")
    assert title_of(EN, unknown) == "⚪ Unrated · “Very High” · US · Inflatable Santa · 85% similar"


def test_title_uses_the_search_score_where_the_comparison_has_none():
    assert title_of(EN, replace(SANTA, score=None, patent=replace(SANTA.patent, score=0.61))).endswith("· 61% similar")


@pytest.mark.parametrize("risk", [Risk.HIGH, Risk.UNRATED])
def test_title_cuts_the_name_and_never_the_score(risk):
    patent = replace(SANTA.patent, title=NASTY_TEXT * 20, country=NASTY_TEXT)
    title = title_of(EN, replace(SANTA, patent=patent, risk=risk, risk_level=NASTY_TEXT))
    assert len(title) <= 150
    assert title.endswith("… · 85% similar")
    check_visible(title)


@pytest.mark.parametrize(
    ("status", "assignee", "expected"),
    [
        (LegalStatus.VALID, "Northpole Ltd", "USD1055174S1 · In force · Northpole Ltd"),
        (LegalStatus.INVALID, "", "USD1055174S1 · No longer in force · First Owner"),
        (LegalStatus.PENDING, " \u200b", "USD1055174S1 · Pending · First Owner"),
        (LegalStatus.UNKNOWN, "A" * 500, "USD1055174S1 · Legal status unknown · " + "A" * 111 + "…"),
    ],
)
def test_subtitle_says_number_legal_status_and_assignee(status, assignee, expected):
    patent = replace(SANTA.patent, current_assignee=assignee, original_assignee="First Owner")
    assert card_of(replace(SANTA, legal_status=status, patent=patent)).subtitle == expected


def test_facts_hold_score_dates_class_and_link():
    assert facts() == (
        "85% similar by Patsnap's comparison · Filed 15 Jan 2020 · Published 20 Mar 2021 · Locarno 21-01 · "
        "<https://patents.google.com/patent/USD1055174S1/en|USD1055174S1 on Google Patents>"
    )


def test_facts_tell_whose_score_is_which():
    patent = replace(SANTA.patent, score=0.61)
    both = "85% similar by Patsnap's comparison, 61% by its image search · Filed"
    assert facts(replace(SANTA, patent=patent)).startswith(both)
    assert facts(replace(SANTA, patent=patent, score=None)).startswith("61% similar by Patsnap's image search · Filed")
    assert facts(replace(SANTA, score=None)).startswith("Filed")


def test_texts_of_patsnap_are_labelled_as_its_own_and_nothing_else_is():
    label = "Written by Patsnap's AI; not a legal conclusion."
    assert card_of().footer[0]["elements"][0]["text"].startswith(f"{label}\n")
    silent = dict.fromkeys(("similar", "difference", "confusion", "risk_description", "suggestion"), "")
    assert label not in str(card_of(replace(SANTA, **silent)).footer)


def test_facts_quote_an_unknown_level_as_it_was_sent():
    unrated = replace(SANTA, risk=Risk.UNRATED, risk_level="<Severe>")
    assert facts(unrated).startswith("Unrated: Patsnap sent the rating “&lt;Severe&gt;” · 85%")
    assert facts(replace(unrated, risk_level=" ")).startswith("Unrated: Patsnap sent no rating · 85%")


def test_facts_say_which_image_only_where_there_are_several():
    views = (View(position=0, file_id="F1", name="front.png"), View(position=1, file_id="F2"))
    several = replace(CHECK, views=views)
    assert "image" not in facts(replace(SANTA, views=(0, 1)))
    assert "Found with image 1 (front.png) ·" in facts(replace(SANTA, views=(0,)), several)
    assert "Found with images 1 (front.png) and 2 ·" in facts(replace(SANTA, views=(0, 1, 7, -1)), several)


def test_picture_is_a_file_in_slack():
    picture = card_of(pictures={"p-1": "F99"}).picture
    assert picture == {
        "type": "image",
        "slack_file": {"id": "F99"},
        "alt_text": "Drawing of USD1055174S1 Inflatable Santa",
    }
    assert card_of(pictures={"p-2": "F99"}).picture is None


def test_picture_of_a_patent_without_id_is_never_that_of_another():
    nameless = replace(SANTA, patent=replace(SANTA.patent, patent_id=""))
    assert card_of(nameless, pictures={"": "F99"}).picture is None


def test_texts_carry_every_paragraph_where_there_is_room():
    card = card_of()
    (text,) = card.texts(size=5_000, section=3_000)
    assert text.split("\n\n") == [
        f"*Difference to consider*\n{SANTA.suggestion}",
        f"*Similar*\n{SANTA.similar}",
        f"*Different*\n{SANTA.difference}",
        f"*Overall impression*\n{SANTA.confusion}",
        f"*Patsnap's note*\n{SANTA.risk_description}",
    ]


def test_texts_leave_out_what_is_empty():
    card = card_of(replace(SANTA, similar=" \u200b", difference="", confusion="", risk_description=""))
    assert [label for label, _ in card.paragraphs] == ["Difference to consider"]


def test_texts_grow_by_their_entities_where_there_is_room():
    card = card_of(replace(SANTA, similar="&" * 100, difference="", confusion="", risk_description="", suggestion=""))
    assert card.paragraphs == (("Similar", "&amp;" * 100),)


@pytest.mark.parametrize("size", [0, 50, 150, 300, 700, 1_500, 4_000, 40_000])
def test_texts_keep_to_their_size_and_cut_fairly(size):
    long = dict.fromkeys(("similar", "difference", "confusion", "risk_description"), NASTY_TEXT * 20)
    card = card_of(replace(SANTA, suggestion="Short.", **long), size=30_000)
    texts = card.texts(size=size, section=3_000)
    assert sum(map(len, texts)) + 2 * len(texts) <= max(size, 0) + 2
    assert all(len(text) <= 3_000 for text in texts)
    for text in texts:
        check_mrkdwn(text)
    if size >= 300:
        assert "*Difference to consider*\nShort." in texts[0]
        assert sum(text.count("*\n") for text in texts) == 5
