import itertools
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from syrupy.extensions.json import JSONSnapshotExtension

import bot.model.problem
from bot.model import AddressFault, NumberFault, Problem, ProblemKind, Stage, View
from bot.model.costs import Cap, Cost, Period, Scope
from bot.model.option import OptionFault
from bot.model.problem import NOT_WORTH_A_CALL
from formatters.options import suggestion
from formatters.problems import RETRIABLE, describe, format_not_found, format_problem, format_retried
from tests.catalogues import foreign_words
from tests.languages import EN, ZH
from tests.unit.formatters.builders import CHECK, NASTY_TEXT, failed
from tests.unit.formatters.checker import FORBIDDEN_WORDS, check_message, check_visible, texts_of

DETAILS = {
    "option": "countries",
    "value": "ZZ",
    "takes": "countries",
    "accepted": "countries, since",
    "nearest": "DE",
    "count": "12",
    "limit": "10",
    "typed": "JP 12",
    "address": "ftp.example.com/mug.jpg",
    "name": "mug.pdf",
    "form": "raw",
    "limit_mb": "50",
    "limit_megapixels": "100",
    "width": "40",
    "height": "30",
    "min_side": "64",
    "code": "68300004",
    "method": "files.info",
    "reason": "the parameter loc is invalid",
    "api": "AI39-1",
    "until": "1795363320",
    "timeout_s": "1800",
    "user_id": "U123",
    "error_id": "a1b2c3d4",
    "scope": "channel",
    "counted": "submit",
    "period": "day",
    "setting": "LOOKALIKE_CAP_CHANNEL_SUBMITS_PER_DAY",
    "at": "1768210200",
    "channel_id": "C1",
    "thread_ts": "1.0",
    "reply_ts": "2.0",
    "check_id": "0" * 32,
}
LANGUAGES = (EN, ZH)


def language_of(tr):
    return tr.language


NEVER_AGAIN = {
    ProblemKind.NO_DRAWING,
    ProblemKind.NO_FILING_DATE,
    ProblemKind.SILENT_HERE,
    ProblemKind.CHANNEL_UNKNOWN,
    ProblemKind.INVALID_OPTION,
    ProblemKind.TOO_MANY_IMAGES,
    ProblemKind.NO_IMAGE,
    ProblemKind.HELP,
    ProblemKind.CHECKED_BEFORE,
    ProblemKind.NO_FORWARDED_IMAGE,
    ProblemKind.FILE_NOT_SHOWN,
    ProblemKind.POSTED_BY_APP,
    ProblemKind.FILE_BEYOND_LIMIT,
    ProblemKind.ALREADY_CHECKED,
    ProblemKind.THREAD_UNREADABLE,
    ProblemKind.THREAD_TOO_LONG,
    ProblemKind.NOT_IN_CHANNEL,
    ProblemKind.INVALID_ADDRESS,
    ProblemKind.ADDRESS_NOT_KEPT,
    ProblemKind.UNKNOWN_OPTION,
    ProblemKind.INVALID_NUMBER,
    ProblemKind.TOO_MANY_NUMBERS,
    ProblemKind.UNSURE_NUMBER,
    ProblemKind.NO_SUCH_PATENT,
    ProblemKind.SEVERAL_PATENTS,
    ProblemKind.NOT_AN_IMAGE,
    ProblemKind.BROKEN_IMAGE,
    ProblemKind.UNSUPPORTED_IMAGE,
    ProblemKind.BLANK_IMAGE,
    ProblemKind.IMAGE_TOO_LARGE,
    ProblemKind.TOO_MANY_PIXELS,
    ProblemKind.IMAGE_TOO_SMALL,
    ProblemKind.FILE_DELETED,
    ProblemKind.FILE_EXTERNAL,
    ProblemKind.IMAGE_REFUSED,
    ProblemKind.REJECTED,
}
UNSAID = {"user_id", "channel_id", "thread_ts", "reply_ts", "check_id"}  # a mention would ping; the rest is a link's


def documented():
    """Kind -> the details that the enumeration's comments promise."""
    source = Path(bot.model.problem.__file__).read_text(encoding="utf-8")
    found = {}
    for value, comment in re.findall(r'^    [A-Z_]+ = "(\w+)"(?:  # (.*))?$', source, re.MULTILINE):
        words = re.split(r"[;,]\s*", (comment or "").split(";")[0])
        found[ProblemKind(value)] = [word for word in words if word in DETAILS]
    return found


def problem(kind):
    details = {name: DETAILS[name] for name in documented()[kind]}
    if kind is ProblemKind.UNKNOWN_OPTION:
        details |= {"option": "contries", "nearest": "countries"}
    return Problem(kind, details)


def joined(message):
    return "\n".join(texts_of(message.blocks))


def button(message):
    return [element for block in message.blocks if block["type"] == "actions" for element in block["elements"]]


def test_the_comments_of_the_enumeration_are_understood():
    assert set(documented()) == set(ProblemKind)
    assert documented()[ProblemKind.INVALID_OPTION] == ["option", "takes", "value", "nearest"]
    assert documented()[ProblemKind.IMAGE_TOO_SMALL] == ["name", "width", "height", "min_side"]
    assert documented()[ProblemKind.UNAVAILABLE] == []


@pytest.mark.parametrize(("task_id", "has_button"), [("", False), ("task", True)])
def test_address_without_its_query_gets_a_button_only_where_a_task_can_be_asked(task_id, has_button):
    view = View(position=0, file_id="", name="mug.png", upload_url="https://example.com/mug.png?", task_id=task_id)
    message = format_problem(EN, replace(failed(Problem(ProblemKind.EXPIRED, {"timeout_s": "1800"})), views=(view,)))
    assert bool(button(message)) is has_button
    assert ("type the command once more" in joined(message)) is not has_button
    assert ("type the command once more" in message.text) is not has_button
    check_message(message)


@pytest.mark.parametrize("tr", LANGUAGES, ids=language_of)
def test_sentences_read_as_their_golden_list(tr, snapshot):
    sentences = {kind.value: describe(tr, problem(kind)) for kind in ProblemKind}
    sentences |= {
        fault.value: describe(tr, Problem(ProblemKind.INVALID_OPTION, {**DETAILS, "fault": fault}))
        for fault in OptionFault
    }
    assert sentences == snapshot(extension_class=JSONSnapshotExtension)


@pytest.mark.parametrize("tr", LANGUAGES, ids=language_of)
def test_caps_read_as_their_golden_list(tr, snapshot):
    said = {}
    for scope, period, cost in itertools.product(Scope, Period, (Cost.SUBMIT, Cost.LOOKUP)):
        for limit in (0, 20):
            cap = Cap(scope=scope, period=period, cost=cost, limit=limit)
            details = {"scope": scope, "counted": cost, "period": period, "limit": str(limit), "setting": cap.setting}
            said[f"{scope} {period} {cost} {limit}"] = describe(
                tr, Problem(ProblemKind.CAP_REACHED, {**details, "until": DETAILS["until"]})
            )
    assert said == snapshot(extension_class=JSONSnapshotExtension)


@pytest.mark.parametrize("kind", ProblemKind)
def test_every_kind_is_said_in_chinese_without_a_word_of_english(kind):
    chinese = replace(problem(kind), details={**problem(kind).details, "reason": "参数无效", "typed": "专利 12"})
    sentences = [describe(ZH, chinese), describe(ZH, Problem(kind))]
    sentences = [re.sub("LOOKALIKE_CAP[A-Z_…]*", "1", sentence) for sentence in sentences]
    for sentence in sentences:
        assert not foreign_words(
            sentence.replace("files.info", "")
            .replace("mug.pdf", "")
            .replace("contries", "")
            .replace(DETAILS["setting"], "")
            .replace("LOOKALIKE_CAP_…", "")
        )
        assert sentence.endswith("。")
        assert not re.search(r"[,;:!?] |[\u4e00-\u9fff][A-Za-z]|[A-Za-z][\u4e00-\u9fff]", sentence), sentence


def test_describe_ends_a_reason_in_patsnaps_own_words_with_one_full_stop():
    for tr, reason in ((EN, "loc is invalid."), (ZH, "参数无效。")):
        sentence = describe(tr, Problem(ProblemKind.REJECTED, {"code": "67200000", "reason": reason}))
        assert reason in sentence
        assert ".." not in sentence
        assert "。。" not in sentence


@pytest.mark.parametrize(
    ("form", "said"),
    [("bmp", "“a.bmp” is a rare kind of BMP, which"), ("", "“a.bmp” is of a rare kind, which")],
)
def test_describe_unsupported_image_says_the_form_it_knows(form, said):
    assert describe(EN, Problem(ProblemKind.UNSUPPORTED_IMAGE, {"name": "a.bmp", "form": form})).startswith(said)


@pytest.mark.parametrize("kind", ProblemKind)
def test_every_kind_has_a_sentence_that_says_its_details(kind):
    sentence = describe(EN, problem(kind))
    assert sentence[0].isupper() or sentence[0] == "“"
    assert sentence.endswith(".")
    assert "{" not in sentence
    assert 1 <= len(re.findall(r"\.(?:\s|$)", sentence)) <= 2
    assert not FORBIDDEN_WORDS.search(sentence)
    for name in documented()[kind]:
        said = {
            "timeout_s": "30 min",
            "until": "22 Nov 2026, 16:02 UTC",
            "counted": "paid checks",
            "at": "12 Jan 2026",
            "takes": "codes or names of countries",
        }
        expected = {**problem(kind).details, "nearest": "countr", **said}[name]
        assert expected in sentence or name in UNSAID, name


@pytest.mark.parametrize("kind", ProblemKind)
def test_every_kind_has_a_sentence_without_its_details(kind):
    sentence = describe(EN, Problem(kind))
    assert "“”" not in sentence.replace("“this option:”", "")
    assert "{" not in sentence
    assert sentence.endswith(".")


@pytest.mark.parametrize("kind", ProblemKind)
def test_every_kind_makes_a_reply(kind):
    check = failed(problem(kind))
    message = format_problem(EN, check)
    check_message(message)
    assert not FORBIDDEN_WORDS.search(message.text)
    assert bool(button(message)) == (kind in RETRIABLE | NOT_WORTH_A_CALL)
    retried = format_retried(EN, check)
    check_message(retried)
    assert not button(retried)
    assert joined(retried).endswith("Checking it…" if kind in NOT_WORTH_A_CALL else "Trying again…")
    assert retried.blocks[0] == message.blocks[0]


@pytest.mark.parametrize("tr", LANGUAGES, ids=language_of)
@pytest.mark.parametrize("kind", sorted(NOT_WORTH_A_CALL))
def test_picture_that_is_not_worth_a_call_is_one_quiet_line_with_a_button_to_check_it_anyway(kind, tr):
    link = "https://sandbox.example.com/archives/C1/p2" if kind is ProblemKind.CHECKED_BEFORE else ""
    check_message(format_problem(tr, failed(problem(kind))))
    message = format_problem(tr, failed(problem(kind)), link=link)
    assert [block["type"] for block in message.blocks] == ["context", "actions"]
    assert [one["text"]["text"] for one in button(message)] == [tr("anyway-button")]
    assert link in message.text
    assert "❗" not in joined(message)


def test_only_what_may_be_gone_next_time_can_be_tried_again():
    assert set(ProblemKind) - RETRIABLE == NEVER_AGAIN


def test_try_again_carries_the_check():
    (again,) = button(format_problem(EN, failed(Problem(ProblemKind.UNAVAILABLE))))
    assert (again["text"]["text"], again["action_id"], again["value"]) == ("Try again", "retry_check", CHECK.id)
    assert "confirm" not in again


def test_checking_again_after_a_lost_submit_warns_of_a_second_charge():
    message = format_problem(EN, failed(Problem(ProblemKind.SUBMIT_UNKNOWN)))
    (again,) = button(message)
    assert again["text"]["text"] == "Check again"
    assert "another paid call" in again["confirm"]["text"]["text"]
    assert "may have charged" in message.text


def test_a_wrong_option_names_value_and_accepted_ones_and_that_nothing_was_sent():
    sentence = describe(EN, problem(ProblemKind.INVALID_OPTION))
    assert sentence == (
        "The option countries is not clear: it does not know “ZZ” (did you mean Germany?); it takes codes or names of "
        "countries such as US, CN, Germany or 日本, separated by commas. Nothing was sent to Patsnap."
    )


@pytest.mark.parametrize("kind", [ProblemKind.INVALID_OPTION, ProblemKind.UNKNOWN_OPTION])
def test_an_option_of_a_post_is_put_right_by_a_mention_in_the_thread(kind):
    plain = problem(kind)
    sentence = describe(EN, replace(plain, details={**plain.details, "place": "post"}))
    assert "mention Lookalike in this thread with the right option" in sentence
    assert "thread" not in describe(EN, plain)
    assert "post again" not in sentence


@pytest.mark.parametrize("fault", OptionFault)
def test_every_fault_of_an_option_is_said(fault):
    sentences = {
        other: describe(EN, Problem(ProblemKind.INVALID_OPTION, {**DETAILS, "fault": other})) for other in OptionFault
    }
    assert sentences[fault].startswith("The option countries is not clear: ")
    assert sentences[fault].endswith("Nothing was sent to Patsnap.")
    assert len(set(sentences.values())) == len(sentences)
    assert describe(EN, Problem(ProblemKind.INVALID_OPTION, {"fault": fault})).endswith(".")


@pytest.mark.parametrize(
    ("stage", "words"),
    [
        (Stage.CANCELLED, "🚫 *mug.png*\nThis check was cancelled"),
        (Stage.EXPIRED, "⌛ *mug.png*\nPatsnap gave no answer within the time allowed"),
        (Stage.FAILED, "❗ *mug.png*\nSomething went wrong inside Lookalike"),
    ],
)
def test_a_check_that_ended_without_a_problem_still_says_why(stage, words):
    message = format_problem(EN, replace(CHECK, stage=stage, problem=None))
    assert words in joined(message)
    check_message(message)


def test_a_problem_without_a_name_borrows_that_of_the_check():
    message = format_problem(EN, failed(Problem(ProblemKind.IMAGE_REFUSED, {"name": "", "code": "68300010"})))
    assert message.text.startswith("Patsnap did not accept “mug.png”")


def test_the_name_is_said_once_and_the_number_where_there_are_several():
    second = replace(failed(Problem(ProblemKind.NOT_AN_IMAGE, {"name": "a.pdf"})), position=1, pictures=2)
    assert joined(format_problem(EN, second)).startswith("❗ *Image 2*\n“a.pdf” is not a picture")
    assert joined(format_problem(EN, replace(second, position=0))).startswith("❗ *Image 1*\n“a.pdf” is not a picture")
    alone = replace(second, position=0, pictures=1)
    assert joined(format_problem(EN, alone)).startswith("❗ “a.pdf” is not a picture")


def test_describe_is_fit_for_a_terminal():
    sentence = describe(EN, Problem(ProblemKind.NOT_AN_IMAGE, {"name": NASTY_TEXT}))
    assert "\n" not in sentence
    check_visible(sentence)
    assert "&amp;" not in sentence
    assert "*bold*" in sentence


@pytest.mark.parametrize("timeout_s", ["", "soon", "nan", "inf", "1e999"])
def test_a_time_that_is_none_is_not_shown(timeout_s):
    assert "within the time allowed." in describe(EN, Problem(ProblemKind.EXPIRED, {"timeout_s": timeout_s}))


@given(
    st.sampled_from(LANGUAGES),
    st.sampled_from(ProblemKind),
    st.dictionaries(
        st.sampled_from(sorted(DETAILS)),
        st.one_of(st.text(), st.sampled_from([NASTY_TEXT * 20, "{0}", "{file.x}", "%s"])),
    ),
    st.integers(0, 9),
    st.text(),
)
def test_any_details_make_a_reply_that_slack_takes(tr, kind, details, position, name):
    check = replace(
        failed(Problem(kind, details)), position=position, views=(View(position=0, file_id="F", name=name),)
    )
    check_message(format_problem(tr, check))
    check_message(format_retried(tr, check))
    check_visible(describe(tr, Problem(kind, details)))


def test_a_value_that_is_probably_meant_is_said_in_the_readers_language():
    meant = {
        ("countries", "DE"): ("Germany", "德国"),
        ("countries", "Germany"): ("Germany", "Germany"),  # as an earlier version stored it
        ("status", "active"): ("active", "有效"),
        ("legal", "3"): ("3 authorization", "3 授权"),
        ("sort", "PBD"): ("PBD", "公开日"),
        ("order", "asc"): ("asc", "升序"),
        ("views", "together"): ("together", "合并"),
        ("loc", "21-01"): ("21-01", "21-01"),
    }
    for (option, nearest), words in meant.items():
        details = {"option": option, "fault": "wrong", "nearest": nearest}
        assert suggestion(EN, details) == f" (did you mean {words[0]}?)"
        assert suggestion(ZH, details) == f"（是否指“{words[1]}”？）"


def test_a_stored_refusal_of_an_earlier_version_is_said_without_its_english():
    details = {"option": "since", "fault": "wrong", "value": "soon", "accepted": "a year or a day"}
    assert describe(ZH, Problem(ProblemKind.INVALID_OPTION, details)) == (
        "选项“起始日期”填写有误：无法识别“soon”；请填写已经过去的年份或日期，如“2020年”或“2020-01-31”。"
        "没有向 Patsnap 发送任何内容。"
    )
    later = {**details, "takes": "of_a_later_version"}
    assert "it takes another value" in describe(EN, Problem(ProblemKind.INVALID_OPTION, later))


def test_what_the_app_puts_in_for_a_value_is_said_in_the_readers_language():
    details = {"option": "views", "takes": "views", "fault": "unfit", "value": "together"}
    assert "“合并”不适用于这里" in describe(ZH, Problem(ProblemKind.INVALID_OPTION, details))


@pytest.mark.parametrize("kind", [kind for kind in ProblemKind if kind in RETRIABLE])
def test_the_button_says_to_a_screen_reader_what_it_tries_again(kind):
    labels = [button(format_problem(tr, failed(Problem(kind))))[0]["accessibility_label"] for tr in LANGUAGES]
    assert labels == (
        ["Check again: mug.png", "重新检测：mug.png"]
        if kind is ProblemKind.SUBMIT_UNKNOWN
        else ["Try again: mug.png", "重试：mug.png"]
    )


@pytest.mark.parametrize("tr", LANGUAGES, ids=language_of)
def test_every_kind_and_every_fault_has_a_message(tr):
    messages = [f"problem-{kind}" for kind in ProblemKind]
    messages += [f"option-fault-{fault}" for fault in OptionFault]
    messages += [f"number-fault-{fault}" for fault in NumberFault]
    messages += [f"address-fault-{fault}" for fault in AddressFault]
    assert [message for message in messages if not tr.has(message.replace("_", "-"))] == []


def test_not_found_says_what_to_do():
    message = format_not_found(EN)
    check_message(message)
    assert message.text.endswith("Please post the picture again to check it anew.")
