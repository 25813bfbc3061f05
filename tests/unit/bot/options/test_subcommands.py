"""The words behind a slash command."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.options import Subcommand, read_subcommand
from tests.languages import EN, ZH

ADDRESS = "https://example.com/mug.jpg"


@pytest.mark.parametrize(
    ("text", "name", "rest"),
    [
        ("", "help", ""),
        ("  ", "help", ""),
        ("HELP", "help", ""),
        ("帮助", "help", ""),
        ("？", "help", ""),
        (f"check {ADDRESS} countries:US", "check", f"{ADDRESS} countries:US"),
        (f"检测 {ADDRESS} 国家：美国", "check", f"{ADDRESS} 国家：美国"),
        (f"检查\u3000{ADDRESS}", "check", ADDRESS),
        (f"检测{ADDRESS}", "check", ADDRESS),
        (f"检测：{ADDRESS}", "check", ADDRESS),
        (f"检测： {ADDRESS}", "check", ADDRESS),
        (f"相似 {ADDRESS}", "similar", ADDRESS),
        (f"相似外观设计 {ADDRESS}", "similar", ADDRESS),
        ("历史", "history", ""),
        ("历史记录", "history", ""),
        ("ｈｉｓｔｏｒｙ", "history", ""),
        ("导出", "export", ""),
        ("保留 4f1c：原因", "hold", "4f1c：原因"),
        ("解除保留 4f1c", "release", "4f1c"),
        ("开", "on", ""),
        ("开启", "on", ""),
        ("关", "off", ""),
        ("关闭 现在", "off", "现在"),
    ],
)
def test_first_word_says_what_is_asked_for(text, name, rest):
    read = read_subcommand(text)
    assert (read.name, read.rest) == (name, rest)


@pytest.mark.parametrize("text", ["frobnicate", "开会 明天", "检测报告 x", "US D1055174 S1", "检", "307654321"])
def test_other_words_are_none_and_are_kept(text):
    typed, _, rest = text.partition(" ")
    assert read_subcommand(text) == Subcommand("", typed, rest)


@pytest.mark.parametrize("tr", [EN, ZH], ids=["en", "zh"])
def test_every_word_that_the_app_tells_people_to_type_is_read(tr):
    told = [
        tr(message)
        for message in tr.catalogue.ids
        if message.startswith(("usage-", "switched-", "history-")) and not tr.catalogue.parameters(message)
    ]
    typed = re.findall(r"/lookalike ([^\s`]+)", "\n".join(told))
    names = {"check", "similar", "history", "export", "hold", "release", "settings", "on", "off", "help"}
    assert {read_subcommand(word).name for word in typed} == names


@given(st.text())
def test_any_text_is_read(text):
    read = read_subcommand(text)
    assert read.name or read.typed
