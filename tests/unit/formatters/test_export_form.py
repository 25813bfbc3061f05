"""The form of an export, and what is said of one."""

from dataclasses import replace

import pytest

from bot.model import View
from bot.model.evidence import ExportFormat
from formatters.export_form import (
    ExportState,
    format_export_comment,
    format_export_form,
    format_export_gone,
    format_export_refused,
    format_export_under_way,
    format_export_unknown,
    format_no_export,
    format_recent_form,
    parse_export_choice,
    parse_export_state,
)
from tests.languages import EN, ZH
from tests.unit.formatters.builders import CHECK, CHINESE_CHECK, HIGH, MEDIUM, NASTY_TEXT
from tests.unit.formatters.checker import check_message, check_mrkdwn, check_view, texts_of

NASTY = replace(CHECK, views=(View(position=0, file_id="F1", name=NASTY_TEXT * 20),))


def picked(file_format, report=""):
    fields = {"format": file_format, "report": report}
    return {name: {"value": {"selected_option": {"value": value}}} for name, value in fields.items() if value}


@pytest.mark.parametrize("tr", [EN, ZH])
def test_form_under_a_report_offers_each_format_and_says_who_will_see_it(tr):
    view = format_export_form(tr, CHECK)
    check_view(view)
    assert parse_export_state(view["private_metadata"]) == ExportState("C1", CHECK.id)
    options = view["blocks"][-1]["element"]["options"]
    assert [option["value"] for option in options] == list(ExportFormat)
    assert all(len(option["description"]["text"]) <= 75 for option in options), "what Slack takes"
    assert tr("export-form-about") in "\n".join(texts_of(view["blocks"]))


@pytest.mark.parametrize("tr", [EN, ZH])
def test_form_of_a_channel_names_ten_reports(tr):
    reports = [(replace(CHINESE_CHECK, id=f"{number:032}"), MEDIUM) for number in range(12)]
    view = format_recent_form(tr, "C1", [(NASTY, HIGH), *reports])
    check_view(view)
    element = view["blocks"][1]["element"]
    assert len(element["options"]) == 10
    assert all(0 < len(option["text"]["text"]) <= 75 for option in element["options"])
    assert element["initial_option"]["value"] == NASTY.id
    assert parse_export_state(view["private_metadata"]) == ExportState("C1", "")


@pytest.mark.parametrize(
    "stored", ["", "nonsense", "[" * 9999, "[]", '{"channel": "C1"}', '{"channel": 1, "check": ""}']
)
def test_state_of_another_form_is_none(stored):
    assert parse_export_state(stored) is None


def test_choice_is_the_report_of_the_button_or_the_one_picked():
    assert parse_export_choice(ExportState("C1", "a"), picked("pdf", "b")) == ("a", ExportFormat.PDF)
    assert parse_export_choice(ExportState("C1", ""), picked("csv", "b")) == ("b", ExportFormat.CSV)
    assert parse_export_choice(ExportState("C1", ""), picked("csv")) is None
    assert parse_export_choice(ExportState("C1", "a"), picked("docx")) is None
    assert parse_export_choice(ExportState("C1", "a"), {}) is None


@pytest.mark.parametrize("tr", [EN, ZH])
@pytest.mark.parametrize("check", [CHECK, NASTY, replace(CHECK, views=(View(position=0, file_id="", name=""),))])
def test_comment_names_who_asked_and_mentions_nobody_else(tr, check):
    said = format_export_comment(tr, check, ExportFormat.PDF, user_id="U1")
    assert said.startswith("<@U1>")
    check_mrkdwn(said.removeprefix("<@U1>"))
    assert "PDF" in said


@pytest.mark.parametrize("tr", [EN, ZH])
def test_what_keeps_a_file_away_is_a_sentence(tr):
    said = [format_export_refused(tr, code) for code in ("missing_scope", "not_in_channel", "thread_not_found", "<x>")]
    said += [say(tr) for say in (format_no_export, format_export_gone, format_export_under_way)]
    said.append(format_export_unknown(tr))
    for message in said:
        check_message(message)
    assert len({message.text for message in said}) == len(said)
