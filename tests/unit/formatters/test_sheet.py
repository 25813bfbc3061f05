"""The sheet in words: which designs, what stands on them, what a screen reader says."""

from dataclasses import replace

import pytest

from bot.model import Comparison, Design, LegalStatus, Patent, Report, Risk
from formatters.limits import ALT_TEXT
from formatters.report import format_report
from formatters.sheet import designs_on_sheet, format_sheet, sheet_block
from tests.languages import EN, ZH
from tests.unit.formatters.builders import CHECK


def design(risk=Risk.LOW, number="USD1055174S1", **changes):
    patent = Patent(patent_id=number, publication_number=number, **({"title": "Mug", "country": "US"} | changes))
    return Design(comparisons=(Comparison(patent=patent, risk=risk, score=0.85),))


@pytest.mark.parametrize(("high", "low", "shown"), [(0, 2, 2), (0, 20, 6), (3, 20, 6), (9, 20, 9), (200, 0, 12)])
def test_sheet_shows_six_designs_and_up_to_twelve_that_are_rated_high(high, low, shown):
    assert len(designs_on_sheet([design(Risk.HIGH)] * high + [design()] * low)) == shown


@pytest.mark.parametrize(("tr", "rating"), [(EN, "High"), (ZH, "高风险")])
def test_card_says_number_country_score_and_risk(tr, rating):
    (card,) = format_sheet(tr, CHECK, [design(Risk.HIGH)]).cards
    assert (card.number, card.country, card.score, card.risk) == ("USD1055174S1", "US", "85%", Risk.HIGH)
    assert rating in card.rating


def test_design_that_is_not_in_force_says_so():
    lapsed = replace(design().lead, legal_status=LegalStatus.INVALID)
    (card,) = format_sheet(EN, CHECK, [Design(comparisons=(lapsed,))]).cards
    assert card.title == f"{EN('patent-status-invalid')} · Mug"


def test_texts_from_outside_are_cut_and_lose_their_control_characters():
    hostile = "\u202egum\u0000\u200b" + "x" * 5000
    (card,) = format_sheet(EN, CHECK, [design(number=hostile, title=hostile, country=hostile)]).cards
    assert all("\u202e" not in text and "\0" not in text for text in (card.number, card.title, card.country))
    assert len(card.title) <= 80
    assert len(card.number) <= 40


def test_alternative_text_names_the_picture_and_each_design_with_its_rating():
    block = sheet_block(EN, CHECK, [design(Risk.HIGH), design(number="CN307654321S")], "F1")
    assert block["slack_file"] == {"id": "F1"}
    assert CHECK.views[0].name in block["alt_text"]
    assert "USD1055174S1 (Rated high), CN307654321S (Rated low)" in block["alt_text"]


def test_alternative_text_stays_within_its_limit():
    assert len(sheet_block(EN, CHECK, [design(Risk.HIGH, number="x" * 500)] * 12, "F1")["alt_text"]) <= ALT_TEXT


def test_reply_shows_the_sheet_below_its_headline_as_long_as_it_shows_pictures():
    report = Report(comparisons=(design(Risk.HIGH).lead,))
    message = format_report(EN, CHECK, report, sheet="F-sheet")
    assert message.blocks[1]["slack_file"] == {"id": "F-sheet"}
    assert all("F-sheet" not in str(rung) for rung in message.fallbacks)
    assert format_report(EN, CHECK, report).blocks == message.fallbacks[0]
