import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Patent
from bot.model.lookup import PatentState, SearchFilters, SortField
from bot.model.similar import SimilarPage
from formatters.similar import describe_filters, format_similar
from tests.unit.formatters.builders import NASTY_TEXT
from tests.unit.formatters.checker import FORBIDDEN_WORDS, check_message, texts_of


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
    message = format_similar(PAGE, pictures=PICTURES)
    check_message(message)
    text = "\n".join(texts_of(message.blocks))
    assert "The 10 nearest designs of 1,234 similar to mug.png" in text
    assert "*87% similar · 🇺🇸 USD1000S1*\nTravel mug" in text
    assert values(message, "patent_look_up") == [f"USD{1000 + n}S1" for n in range(10)]
    assert [e["slack_file"]["id"] for e in elements(message) if e["type"] == "image"] == list(PICTURES.values())
    assert values(message, "similar_more") == ["5" * 32 + "/10"]
    assert values(message, "similar_filters") == ["5" * 32]
    assert not FORBIDDEN_WORDS.search(message.text)


def test_fallback_has_no_drawing_and_every_button():
    (plainer,) = format_similar(PAGE, pictures=PICTURES).fallbacks
    assert "slack_file" not in str(plainer)
    assert str(plainer).count("patent_look_up") == 10


def test_last_page_has_no_more_and_a_later_one_says_where_it_stands():
    last = replace(PAGE, offset=1230, patents=PAGE.patents[:4], next_offset=None)
    message = format_similar(last)
    assert not values(message, "similar_more")
    assert message.text.startswith("Designs 1,231 to 1,234 of 1,234 similar to mug.png")


@pytest.mark.parametrize(("offset", "words"), [(0, "No designs found"), (10, "No more designs")])
def test_empty_page_says_so(offset, words):
    message = format_similar(replace(PAGE, patents=(), offset=offset, total=0, next_offset=None))
    check_message(message)
    assert message.text.startswith(words)


def test_page_of_a_new_search_says_so():
    assert "earlier search had run out" in format_similar(replace(PAGE, again=True)).text


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
    assert describe_filters(filters) == (
        "🇺🇸 US, 🇨🇳 CN · Locarno (21-01 OR 21-03) · Assignee “Acme” · Status active · Legal status 3, 2 · "
        "Filed 1 Jan 2015 to 31 Dec 2020 · Published since 1 Jan 2018 · Keyword “car” · "
        "By publication date, oldest first"
    )


@given(st.text(), st.text(), st.text(max_size=12), st.one_of(st.none(), st.floats()), st.text())
def test_any_hit_makes_a_message_that_slack_takes(number, title, country, score, name):
    hits = (
        patent(1, publication_number=number, title=title + NASTY_TEXT * 20, country=country, score=score),
        *(patent(n, title=NASTY_TEXT * 50) for n in range(2, 11)),
    )
    page = replace(PAGE, patents=hits, name=name + NASTY_TEXT)
    check_message(format_similar(page, pictures={hit.patent_id: "F1" for hit in hits}))


def test_last_fallback_of_a_page_is_a_short_list_with_the_buttons_of_the_page():
    title = "旅行用保温杯" * 20
    page = replace(PAGE, patents=tuple(replace(hit, title=title) for hit in PAGE.patents))
    message = format_similar(page, pictures=PICTURES)
    last = json.dumps(message.fallbacks[-1], ensure_ascii=False, separators=(",", ":"))
    assert len(last) <= 4_000
    assert len(last.encode()) <= 12_000
    assert all(f"USD{1000 + number}S1" in last for number in range(10))
    assert "similar_more" in last
    assert "similar_filters" in last
    assert "patent_look_up" not in last
