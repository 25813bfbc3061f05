import html
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formatters.text import (
    cut,
    escape,
    plain,
    shorten,
    shorten_line,
    shorten_plain,
    split,
)
from tests.unit.formatters.builders import NASTY_TEXT
from tests.unit.formatters.checker import check_mrkdwn, check_visible

ANY_TEXT = st.text(st.one_of(st.characters(), st.sampled_from("&<>*_~`@:#|!\n\u202e\u200b\ufe0f\ud800"))) | st.just(
    NASTY_TEXT
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("AT&T <b>", "AT&amp;T &lt;b&gt;"),
        ("&amp;", "&amp;amp;"),
        ("<!channel> <@U1>", "&lt;!channel&gt; &lt;＠U1&gt;"),
        ("@here, @channel and a.person@example.com", "＠here, ＠channel and a.person@example.com"),
        ("*bold* _italic_ ~gone~ `code`", "∗bold∗ ˍitalicˍ ∼gone∼ 'code'"),
        ("```code```", "'''code'''"),
        ("IMG_2041_final.png and _DSC7.jpg", "IMG_2041_final.png and ˍDSC7.jpg"),
        ("> quoted\n >>> more", "› quoted\n››› more"),
        ("a > b", "a &gt; b"),
        (":smile: at 10:30", "∶smile: at 10:30"),
        ("mug:red at :smile", "mug:red at ∶smile"),
        ("see https://evil.example/x", "see https∶//evil.example/x"),
        ("one\r\ntwo\u2028three\x0bfour", "one\ntwo\nthree\nfour"),
        ("one\n \n\n\ntwo", "one\n\ntwo"),
        ("a\u200bb\u202ec\u2066d\ufeffe\x00f\u3164g\U000e0041h", "abcdefgh"),
        ("  某某科技\t有限公司 ", "某某科技 有限公司"),
    ],
)
def test_escape_leaves_nothing_to_act(text, expected):
    assert escape(text) == expected


@given(ANY_TEXT)
def test_escape_is_harmless_whatever_comes(text):
    escaped = escape(text)
    check_mrkdwn(escaped)
    assert not re.search(r"[*~`]", escaped)
    assert not re.search(r"(?<![0-9A-Za-z])_|_(?![0-9A-Za-z])", escaped)
    assert not re.search(r"^\s*&gt;", escaped, re.MULTILINE)
    assert not re.search(r":[\w+'-]+:", escaped)
    assert "://" not in escaped
    assert not re.search(r"(?:^|\s)@\w", escaped)


@given(st.text(st.sampled_from("abc é中文.,;()/?=%&<\"'")))
def test_escape_loses_no_ordinary_character(text):
    assert html.unescape(escape(text)) == text.strip()


def test_no_format_or_control_character_survives_escape_and_plain():
    every = [chr(code) for code in range(0x110000)]
    hidden = [char for char in every if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"}]
    assert len(hidden) > 2_000
    check_visible(escape("".join(hidden)))
    assert plain("".join(hidden)) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\nb\tc  d", "a b c d"),
        ("<!here> AT&T", "‹!here> AT&T"),
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        (":smile: *b*", ":smile: *b*"),
        ("\u202egnp.exe", "gnp.exe"),
    ],
)
def test_plain_is_one_visible_line(text, expected):
    assert plain(text) == expected


@given(ANY_TEXT, st.integers(0, 60))
def test_shorten_keeps_to_its_limit_and_to_whole_entities(text, limit):
    for shortened in (shorten(text * 3, limit), shorten_line(text * 3, limit), cut(escape(text), limit)):
        assert len(shortened) <= limit
        check_mrkdwn(shortened)


@given(ANY_TEXT, st.integers(0, 60))
def test_shorten_plain_keeps_to_its_limit(text, limit):
    shortened = shorten_plain(text * 3, limit)
    assert len(shortened) <= limit
    check_visible(shortened)


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("a&b", 7, "a&amp;b"),
        ("a&b", 6, "a…"),
        ("ab&", 6, "ab…"),
        ("a&bc", 7, "a&amp;…"),
        ("four words and more", 12, "four words…"),
        ("Donaudampfschifffahrt", 8, "Donauda…"),
        ("short", 5, "short"),
        ("x" * 10_000, 5, "xxxx…"),
        ("\u200b" * 10_000 + "x", 5, "…"),
        ("", 5, ""),
        ("anything", 0, ""),
    ],
)
def test_shorten_cuts_between_words_and_entities(text, limit, expected):
    assert shorten(text, limit) == expected


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("主体均为圆柱形结构，且分布有面部特征。", 8, "主体均为圆柱形…"),
        ("在 3 个国家/地区存在高风险", 6, "在 3 个…"),
        ("名称为充气圣诞老人 Inflatable Santa", 17, "名称为充气圣诞老人…"),
        ("名称为充气圣诞老人Inflatable", 14, "名称为充气圣诞老人…"),
        ("Inflatable Santa充气圣诞老人", 17, "Inflatable Santa…"),
        ("某某科技（深圳）有限公司", 6, "某某科技…"),
        ("名称为“充气圣诞老人”的外观设计", 5, "名称为…"),
        ("名称为“充气圣诞老人”的外观设计", 8, "名称为“充气…”"),
        ("该外观设计专利名称为“充气圣诞老人”", 15, "该外观设计专利名称为…"),
        ("名称为“充气圣诞老人”的外观设计", 14, "名称为“充气圣诞老人”的外…"),
        ("“充气圣诞老人玩具外观设计专利”属于", 8, "“充气圣诞老…”"),
        ("“&&&&”属于", 8, "“&amp;…”"),
        ("a (b) [c] {d} and more", 4, "a…"),
        ("“ab”", 3, "…"),
        ("“" * 9, 5, "…"),
    ],
)
def test_cut_of_chinese_leaves_no_bracket_and_no_quote_open(text, limit, expected):
    assert shorten(text, limit) == expected
    assert len(expected) <= limit


def test_shorten_line_keeps_a_name_on_one_line():
    assert shorten_line("a\n> b", 20) == "a &gt; b"


@pytest.mark.parametrize(
    ("escaped", "limit", "parts"),
    [
        ("short", 10, ["short"]),
        ("", 10, []),
        ("one two three four", 10, ["one two", "three four"]),
        ("一二三四五六七", 3, ["一二三", "四五六", "七"]),
        ("aaaa &gt; b", 5, ["aaaa", "› b"]),
    ],
)
def test_split_parts_a_text_where_it_may_be_cut(escaped, limit, parts):
    assert split(escaped, limit) == parts


@given(ANY_TEXT, st.integers(10, 60))
def test_split_keeps_every_word_in_parts_that_fit(text, limit):
    escaped = escape(text)
    parts = split(escaped, limit)
    assert all(0 < len(part) <= limit for part in parts)
    assert all(not part.startswith("&gt;") for part in parts[1:])
    joined = "".join("".join(parts).split()).replace("›", "&gt;")
    assert joined == "".join(escaped.split()).replace("›", "&gt;")
    for part in parts:
        check_mrkdwn(part)
