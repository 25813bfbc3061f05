from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from syrupy.extensions.json import JSONSnapshotExtension

from bot.model import Problem, ProblemKind, Report, Stage, View
from bot.options import CHECK_ACCEPTED, FILTERS_ACCEPTED
from formatters.lookalike import (
    format_check_started,
    format_history,
    format_known,
    format_switched,
    format_thread_root,
    format_usage,
)
from tests.catalogues import foreign_words
from tests.languages import EN, ZH
from tests.unit.formatters.builders import CHECK, NASTY_TEXT, NOW, POST, failed
from tests.unit.formatters.checker import check_visible, texts_of

LINK = "https://sandbox.example.com/archives/C1/p1?thread_ts=1.0&cid=C1"
OPTIONS, FILTERS = {"countries": "countries", "since": "since"}, ["country", "loc"]
SHOWN = LINK.replace("&", "&amp;")


def joined(message):
    return "\n".join(texts_of(message.blocks))


def test_usage_shows_examples_that_can_be_copied_and_names_what_it_does_not_know():
    usage = joined(format_usage(EN, OPTIONS, FILTERS))
    assert "`/lookalike check https://example.com/mug.jpg countries:US,EU since:2020`" in usage
    assert "`countries:`  codes or names of countries such as US, CN, Germany or 日本, separated by commas\n" in usage
    assert "narrowed by `country:` and `loc:`." in usage
    assert "does not know" not in usage
    assert "does not know “frobnicate”" in joined(format_usage(EN, OPTIONS, FILTERS, unknown="frobnicate"))


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://example.com/a/mug.jpg", "<https://example.com/a/mug.jpg|example.com/a/mug.jpg>"),
        ("https://example.com/a/mug.jpg?sign=5ec2e7&x=1", "example.com/a/mug.jpg"),
        ("https://example.com/a/mug.jpg?", "example.com/a/mug.jpg"),
    ],
)
def test_root_names_the_asker_and_shows_host_and_path_alone(address, shown):
    view = View(position=0, file_id="", name="mug.jpg", upload_url=address)
    message = format_thread_root(EN, POST, [replace(CHECK, views=(view,))])
    assert message.text == f"<@{POST.user_id}> asked to check {shown} for design patents."


@pytest.mark.parametrize(
    ("links", "words"),
    [
        ({}, "being checked already"),
        ({"c1": LINK}, "checked already: here is <" + SHOWN + "|the answer>."),
        ({"c1": LINK, "c2": LINK}, f"here are <{SHOWN}|answer 1> and <{SHOWN}|answer 2>."),
    ],
)
def test_known_post_says_where_its_answers_stand(links, words):
    assert words in format_known(EN, [replace(CHECK, id="c1"), replace(CHECK, id="c2")], links).text


def test_history_says_how_each_check_ended():
    under_way = replace(CHECK, id="c1", stage=Stage.SUBMITTED, created_at=NOW)
    lost = replace(failed(Problem(ProblemKind.UNAVAILABLE)), id="c2", created_at=NOW - timedelta(days=1))
    text = joined(format_history(EN, [(under_way, None), (lost, None)], {"c2": LINK}))
    assert "Your last 2 checks" in text
    assert "🔍" in text
    assert "Comparing with design patents" in text
    assert f"<{SHOWN}|mug.png> · Patsnap could not be reached" in text
    assert "not asked for a check yet" in format_history(EN, [], {}).text


def test_history_tells_of_a_report_that_could_not_be_read_to_its_end():
    text = joined(format_history(EN, [(CHECK, Report(unreadable=2))], {}))
    assert "2 comparisons could not be read" in text
    assert "No high or medium risk" not in text


@pytest.mark.parametrize("tr", [EN, ZH], ids=["en", "zh"])
def test_answers_read_as_their_golden_list(tr, snapshot):
    named = replace(CHECK, id="c1", views=(View(position=0, file_id="F1", name="杯子" if tr is ZH else "mug.png"),))
    under_way = replace(named, stage=Stage.SUBMITTED)
    lost = replace(named, id="c2", stage=Stage.FAILED, problem=Problem(ProblemKind.UNAVAILABLE))
    stopped = replace(named, id="c3", stage=Stage.CANCELLED, problem=Problem(ProblemKind.CANCELLED))
    nameless = replace(named, views=())
    messages = {
        "usage": format_usage(tr, CHECK_ACCEPTED, list(FILTERS_ACCEPTED), unknown="foo"),
        "switched_own": format_switched(tr, on=True, is_shared=False),
        "switched_on": format_switched(tr, on=True, is_shared=True),
        "switched_off": format_switched(tr, on=False, is_shared=True),
        "started": format_check_started(tr, named.name),
        "root": format_thread_root(tr, POST, [named, named]),
        "root_unnamed": format_thread_root(tr, POST, [nameless]),
        "known_running": format_known(tr, [named], {}),
        "known_one": format_known(tr, [named], {"c1": LINK}),
        "known_two": format_known(tr, [named, lost], {"c1": LINK, "c2": LINK}),
        "history_none": format_history(tr, [], {}),
        "history_one": format_history(tr, [(nameless, None)], {}),
        "history": format_history(tr, [(under_way, None), (lost, None), (stopped, None)], {"c2": LINK}),
    }
    said = {name: [message.text, *texts_of(message.blocks)] for name, message in messages.items()}
    assert said == snapshot(extension_class=JSONSnapshotExtension)
    if tr is ZH:
        assert not foreign_words(str(list(said.values())).replace("\\n", " ").replace("foo", ""))


@given(st.sampled_from([EN, ZH]), st.text(), st.integers(0, 12))
def test_no_name_breaks_out_of_a_message(tr, name, count):
    check = replace(CHECK, views=(View(position=0, file_id="F", name=name + NASTY_TEXT),))
    for message in (
        format_usage(tr, {"countries": name}, [], unknown=name + NASTY_TEXT),
        format_check_started(tr, name + NASTY_TEXT),
        format_thread_root(tr, POST, [check]),
        format_history(tr, [(check, None)] * count, {}),
    ):
        for text in (message.text, joined(message)):
            check_visible(text.replace(f"<@{POST.user_id}>", ""))
            assert len(text) < 3_000


@pytest.mark.parametrize("tr", [EN, ZH])
def test_root_of_an_address_too_long_for_a_link_shows_it_as_text(tr):
    view = View(position=0, file_id="", name="mug.jpg", upload_url="https://example.com/" + "&" * 1_600 + "mug.jpg")
    message = format_thread_root(tr, POST, [replace(CHECK, views=(view,))])
    assert len(message.blocks[0]["text"]["text"]) <= 3_000
    assert "example.com/" in message.text
    assert "|" not in message.text


@pytest.mark.parametrize("tr", [EN, ZH])
def test_known_post_names_no_answer_that_another_try_has_replaced(tr):
    first = [replace(CHECK, id=f"a{number}", position=number) for number in range(10)]
    again = [replace(check, id=f"b{number}", retry_of=check.id) for number, check in enumerate(first)]
    message = format_known(tr, first + again, {check.id: LINK for check in first + again})
    assert len(message.blocks[0]["text"]["text"]) <= 3_000
    assert message.text.count(SHOWN) == 10
