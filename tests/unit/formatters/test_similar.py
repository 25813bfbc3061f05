import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from syrupy.extensions.json import JSONSnapshotExtension

from bot.model import Patent
from bot.model.language import ENGLISH
from bot.model.lookup import PatentState, PatentType, SearchFilters, SortField
from bot.model.similar import SimilarPage
from formatters.similar import (
    describe_filters,
    format_page_unknown,
    format_search_gone,
    format_searching,
    format_similar,
    format_turned,
)
from formatters.similar_form import FormState, format_filter_form
from tests.catalogues import foreign_words
from tests.languages import EN, ZH
from tests.unit.formatters.builders import NASTY_TEXT
from tests.unit.formatters.checker import FORBIDDEN_WORDS, check_message, check_view, texts_of


def patent(number, **changes):
    fields = {
        "patent_id": f"p{number}",
        "publication_number": f"USD{number}S1",
        "title": "Travel mug",
        "country": "US",
        "score": 0.873,
    }
    return Patent(**(fields | changes))


PAGE = SimilarPage(
    search_id="5" * 32,
    name="mug.png",
    filters=SearchFilters(),
    limit=10,
    patents=tuple(patent(1000 + n) for n in range(10)),
    offset=0,
    total=1234,
    next_offset=10,
    lang=ENGLISH,
)
PICTURES = {f"p{1000 + n}": f"F{n}" for n in range(10)}


def elements(message):
    return [
        element
        for block in message.blocks
        for element in [*block.get("elements", ()), *([block["accessory"]] if "accessory" in block else [])]
    ]


def values(message, action_id):
    return [element["value"] for element in elements(message) if element.get("action_id") == action_id]


def test_page_shows_score_number_title_drawing_and_buttons():
    message = format_similar(EN, PAGE, pictures=PICTURES)
    check_message(message)
    text = "\n".join(texts_of(message.blocks))
    assert "The 10 nearest designs of 1,234 similar to mug.png" in text
    assert "*87% similar · 🇺🇸 USD1000S1*\nTravel mug" in text
    assert values(message, "patent_look_up") == [f"USD{1000 + n}S1" for n in range(10)]
    assert [e["slack_file"]["id"] for e in elements(message) if e["type"] == "image"] == list(PICTURES.values())
    assert values(message, "similar_more") == ["5" * 32 + "/10"]
    assert values(message, "similar_filters") == ["5" * 32]
    assert not FORBIDDEN_WORDS.search(message.text)


def test_buttons_say_to_a_screen_reader_what_they_act_on():
    page = replace(PAGE, patents=PAGE.patents[:1])
    labels = {
        tr.language: [e["accessibility_label"] for e in elements(format_similar(tr, page)) if e["type"] == "button"]
        for tr in (EN, ZH)
    }
    assert labels == {
        "en": ["Look up USD1000S1", "More designs similar to mug.png", "Filter the designs similar to mug.png"],
        "zh": ["查询：USD1000S1", "更多与“mug.png”相似的外观设计", "筛选与“mug.png”相似的外观设计"],
    }


CHINESE_FILTERS = SearchFilters(
    countries=("US", "CN"),
    locarno="(21-01 OR 21-03)",
    assignee="某某科技有限公司",
    states=(PatentState.ACTIVE, PatentState.PCT_EXPIRED),
    legal_statuses=(3, 2),
    keyword="汽车",
    filed_from=date(2015, 1, 1),
    filed_to=date(2020, 12, 31),
    published_from=date(2018, 1, 1),
    sort=SortField.PUBLISHED,
    ascending=True,
)

UTILITY_MODELS = SearchFilters(patent_type=PatentType.UTILITY)


@pytest.mark.parametrize("tr", [EN, ZH], ids=["en", "zh"])
def test_pages_and_answers_read_as_their_golden_list(tr, snapshot):
    hit = patent(1000, title="旅行杯" if tr is ZH else "Travel mug")
    page = replace(PAGE, name="杯子" if tr is ZH else "mug.png", patents=(hit,))
    sorted_page = replace(page, filters=CHINESE_FILTERS)
    messages = {
        "first": format_similar(tr, page, pictures={"p1000": "F1"}),
        "unnamed": format_similar(tr, replace(page, name="", patents=(replace(hit, publication_number="", title=""),))),
        "filtered": format_similar(tr, sorted_page),
        "utility": format_similar(tr, replace(page, filters=UTILITY_MODELS)),
        "utility_later": format_similar(tr, replace(page, filters=UTILITY_MODELS, offset=10)),
        "utility_none": format_similar(tr, replace(page, filters=UTILITY_MODELS, patents=())),
        "lines": format_similar(tr, replace(page, filters=SearchFilters(by_line_drawing=True))),
        "later": format_similar(tr, replace(page, offset=10, again=True)),
        "none": format_similar(tr, replace(page, patents=())),
        "no_more": format_similar(tr, replace(page, patents=(), offset=10)),
        "searching": format_searching(tr, page.name),
        "turned": format_turned(tr),
        "page_unknown": format_page_unknown(tr),
        "gone": format_search_gone(tr),
    }
    said = {name: [message.text, *texts_of(message.blocks)] for name, message in messages.items()}
    assert said == snapshot(extension_class=JSONSnapshotExtension)
    if tr is ZH:
        assert not foreign_words(str(list(said.values())).replace("\\n", " "))


@pytest.mark.parametrize("tr", [EN, ZH], ids=["en", "zh"])
def test_form_reads_as_its_golden_view(tr, snapshot):
    state = FormState(search_id="5" * 32, channel_id="C1")
    name = "杯子" if tr is ZH else "mug.png"
    view = format_filter_form(tr, state, name=name, filters=CHINESE_FILTERS, limit=20)
    check_view(view)
    assert view == snapshot(extension_class=JSONSnapshotExtension)
    if tr is ZH:
        assert not foreign_words("\n".join(texts_of(view["blocks"])))


def test_fallback_has_no_drawing_and_every_button():
    plainer, _ = format_similar(EN, PAGE, pictures=PICTURES).fallbacks
    assert "slack_file" not in str(plainer)
    assert str(plainer).count("patent_look_up") == 10


def test_last_page_has_no_more_and_a_later_one_says_where_it_stands():
    last = replace(PAGE, offset=1230, patents=PAGE.patents[:4], next_offset=None)
    message = format_similar(EN, last)
    assert not values(message, "similar_more")
    assert message.text.startswith("Designs 1,231 to 1,234 of 1,234 similar to mug.png")


@pytest.mark.parametrize(("offset", "words"), [(0, "No designs found"), (10, "No more designs")])
def test_empty_page_says_so(offset, words):
    message = format_similar(EN, replace(PAGE, patents=(), offset=offset, total=0, next_offset=None))
    check_message(message)
    assert message.text.startswith(words)


def test_page_of_a_new_search_says_so():
    assert "earlier search had run out" in format_similar(EN, replace(PAGE, again=True)).text


def test_filters_are_repeated_in_words():
    filters = SearchFilters(
        countries=("US", "CN"),
        locarno="(21-01 OR 21-03)",
        assignee="Acme",
        states=(PatentState.ACTIVE,),
        legal_statuses=(3, 2),
        keyword="car",
        filed_from=date(2015, 1, 1),
        filed_to=date(2020, 12, 31),
        published_from=date(2018, 1, 1),
        sort=SortField.PUBLISHED,
        ascending=True,
    )
    assert describe_filters(EN, filters) == (
        "🇺🇸 US, 🇨🇳 CN · Locarno (21-01 OR 21-03) · Assignee “Acme” · Status active · Legal status 3, 2 · "
        "Filed 1 Jan 2015 to 31 Dec 2020 · Published since 1 Jan 2018 · Keyword “car” · "
        "By publication date, oldest first"
    )


@given(
    st.sampled_from([EN, ZH]), st.text(), st.text(), st.text(max_size=12), st.one_of(st.none(), st.floats()), st.text()
)
def test_any_hit_makes_a_message_that_slack_takes(tr, number, title, country, score, name):
    hits = (
        patent(1, publication_number=number, title=title + NASTY_TEXT * 20, country=country, score=score),
        *(patent(n, title=NASTY_TEXT * 50) for n in range(2, 11)),
    )
    page = replace(PAGE, patents=hits, name=name + NASTY_TEXT)
    check_message(format_similar(tr, page, pictures={hit.patent_id: "F1" for hit in hits}))


def test_last_fallback_of_a_page_is_a_short_list_with_the_buttons_of_the_page():
    title = "旅行用保温杯" * 20
    page = replace(PAGE, patents=tuple(replace(hit, title=title) for hit in PAGE.patents))
    message = format_similar(EN, page, pictures=PICTURES)
    last = json.dumps(message.fallbacks[-1], ensure_ascii=False, separators=(",", ":"))
    assert len(last) <= 4_000
    assert len(last.encode()) <= 12_000
    assert all(f"USD{1000 + number}S1" in last for number in range(10))
    assert "similar_more" in last
    assert "similar_filters" in last
    assert "patent_look_up" not in last
