"""The form that asks a question otherwise, and what the reply to it begins with."""

from dataclasses import replace
from datetime import date

import pytest
from syrupy.extensions.json import JSONSnapshotExtension

from bot.model import CheckOptions, Report, View
from formatters.again_form import AgainState, format_again_form, parse_again_state
from formatters.lookalike import format_thread_root
from formatters.report import format_report
from formatters.revision import what_differs
from tests.catalogues import foreign_words
from tests.languages import EN, ZH
from tests.unit.formatters.builders import CHECK, NASTY_TEXT, POST
from tests.unit.formatters.checker import check_message, check_visible, texts_of

NARROW = CheckOptions(
    countries=("DE", "US"), filed_after=date(2020, 1, 1), locarno=("07-01",), keyword="smart watch", views_together=True
)
EMPTY = Report(countries=("DE",), total_found=3)


def language_of(tr):
    return tr.language


def asked_again(**changes):
    return replace(CHECK, asked_before=CHECK.options, options=replace(CHECK.options, **changes))


def test_only_what_differs_is_said_with_what_it_was():
    said = what_differs(EN, asked_again(countries=("DE",)))
    assert said == "🔁 *The same picture, asked otherwise.* Markets: 🇩🇪 DE (before: 🇺🇸 US, 🇨🇳 CN, 🇪🇺 EU)."
    assert what_differs(EN, CHECK) == ""
    assert "checked again" in what_differs(EN, asked_again())


def test_reply_begins_with_what_differs_in_blocks_and_in_words():
    message = format_report(EN, asked_again(countries=("DE",)), EMPTY)
    assert "asked otherwise" in message.blocks[1]["text"]["text"]
    assert "asked otherwise" in message.text.splitlines()[1]
    assert "asked otherwise" not in format_report(EN, CHECK, EMPTY).text


@pytest.mark.parametrize("tr", [EN, ZH], ids=language_of)
def test_nasty_options_make_a_reply_that_slack_takes(tr):
    many = asked_again(countries=("DE",) * 60, locarno=(NASTY_TEXT,) * 20, keyword=NASTY_TEXT)
    check_message(format_report(tr, many, EMPTY))
    check_message(format_thread_root(tr, POST, [many]), asker=POST.user_id)


@pytest.mark.parametrize("tr", [EN, ZH], ids=language_of)
def test_form_and_answers_read_as_their_golden_list(tr, snapshot):
    check = replace(CHECK, options=NARROW)
    form = format_again_form(tr, check)
    revised = replace(CHECK, asked_before=CHECK.options, options=replace(NARROW, lang=ZH.language))
    found = {
        "form": list(texts_of([block for block in form["blocks"] if block.get("block_id") != "countries"])),
        "title": form["title"]["text"],
        "differs": what_differs(tr, revised),
        "root": format_thread_root(tr, POST, [revised]).text,
        "unchanged": tr("again-unchanged"),
        "asked already": tr("again-asked-already"),
    }
    check_visible(found["differs"])
    if tr is ZH:
        assert foreign_words(found["differs"].replace("smart watch", "").replace("English", "")) == []
    assert found == snapshot(extension_class=JSONSnapshotExtension)


def test_form_is_filled_with_what_was_asked_and_knows_its_check():
    form = format_again_form(EN, replace(CHECK, options=NARROW))
    fields = {block["block_id"]: block["element"] for block in form["blocks"] if block["type"] == "input"}
    assert [option["value"] for option in fields["countries"]["initial_options"]] == ["DE", "US"]
    assert fields["since"]["initial_date"] == "2020-01-01"
    assert fields["loc"]["initial_value"] == "07-01"
    assert fields["keyword"]["initial_value"] == "smart watch"
    assert fields["lang"]["initial_option"]["value"] == "en"
    assert parse_again_state(form["private_metadata"]) == AgainState(check_id=CHECK.id, channel_id="C1")


@pytest.mark.parametrize("state", ["", "null", "[]", '{"check": 1}', '{"check": "a"}', "{" * 5000])
def test_state_of_another_form_is_none(state):
    assert parse_again_state(state) is None


def test_view_without_a_name_has_a_form():
    assert format_again_form(EN, replace(CHECK, views=(View(position=0, file_id="F1"),)))
