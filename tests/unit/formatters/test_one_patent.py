"""The reply of a comparison with one patent: its words, its sheet, and what Slack takes."""

import json
from dataclasses import replace

import pytest
from syrupy.extensions.json import JSONSnapshotExtension

from bot.model import Design, Engine, Report, Risk, View
from bot.numbers import parse_number
from formatters.one_patent import format_one_patent
from formatters.sheet import format_sheet
from tests.catalogues import foreign_words
from tests.languages import EN, ZH
from tests.unit.formatters.builders import CHECK, CHINESE_CHECK, SANTA, in_chinese, nasty_report
from tests.unit.formatters.checker import FORBIDDEN_WORDS, check_message, texts_of

AGAINST = replace(CHECK.options, against=parse_number("USD1055174S1"))
ONE = replace(CHECK, options=AGAINST, engine=Engine.ONE_TO_ONE)
REPORT = Report(comparisons=(SANTA,))
PICTURES = {"p-1": "F0001"}


def joined(message):
    return "\n".join(texts_of((message.blocks, message.fallbacks)))


@pytest.mark.parametrize(
    ("pictures", "sheet"),
    [
        pytest.param(PICTURES, "F-sheet", id="with_sheet"),
        pytest.param(PICTURES, "", id="without_sheet"),
        pytest.param({}, "", id="bare"),
    ],
)
@pytest.mark.parametrize("tr", [EN, ZH], ids=["en", "zh"])
def test_comparison_reads_as_its_golden_message(tr, pictures, sheet, snapshot):
    check = ONE if tr is EN else replace(ONE, views=CHINESE_CHECK.views)
    report = REPORT if tr is EN else in_chinese(REPORT)
    message = format_one_patent(tr, check, report, pictures=pictures, sheet=sheet)
    check_message(message)
    said = "\n".join((message.text, joined(message)))
    assert not FORBIDDEN_WORDS.search(said)
    assert tr is EN or foreign_words(said) == []
    golden = {"text": message.text.splitlines(), "blocks": message.blocks, "fallbacks": message.fallbacks}
    assert golden == snapshot(extension_class=JSONSnapshotExtension)


def test_sheet_stands_below_the_headline_in_place_of_the_small_drawing_and_goes_with_every_picture():
    message = format_one_patent(EN, ONE, REPORT, pictures=PICTURES, sheet="F-sheet")
    kinds = [block["type"] for block in message.blocks]
    assert kinds[:4] == ["header", "context", "image", "section"]
    assert "F0001" not in json.dumps(message.blocks)
    assert message.blocks[2]["alt_text"] == (
        "The posted picture mug.png, and beside it the design of USD1055174S1 (Rated high)"
    )
    assert all("slack_file" not in json.dumps(rung) for rung in message.fallbacks)


def test_sheet_of_one_patent_has_the_product_and_its_design_alone():
    sheet = format_sheet(EN, ONE, [Design(comparisons=(SANTA,))])
    assert [panel.label for panel in sheet.panels] == ["Posted picture"]
    assert [card.number for card in sheet.cards] == ["USD1055174S1"]


def test_details_say_their_cost_above_the_texts():
    for rung in (message := format_one_patent(EN, ONE, REPORT, pictures={})).blocks, *message.fallbacks:
        told = json.dumps(rung)
        assert told.index("Details (up to 4 calls)") < told.index("Difference to consider")
        assert f"{ONE.id}/p-1" in told


@pytest.mark.parametrize("tr", [EN, ZH], ids=["en", "zh"])
@pytest.mark.parametrize("size", [300, 5_000])
def test_hostile_texts_break_no_limit(tr, size):
    views = tuple(View(position=at, file_id=f"F{at}", name="<!here>" * 99) for at in range(3))
    message = format_one_patent(
        tr, replace(ONE, views=views), nasty_report(1, size=size), pictures={"p-1": "F1"}, sheet="F-sheet"
    )
    check_message(message)


@pytest.mark.parametrize("risk", list(Risk))
def test_headline_says_the_rating_in_words(risk):
    message = format_one_patent(EN, ONE, Report(comparisons=(replace(SANTA, risk=risk),)), pictures={})
    assert message.text.lower().startswith(f"usd1055174s1: {'rated ' if risk is not Risk.UNRATED else ''}{risk}")
