"""What holds for every number and every text."""

import random
import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import LookalikeError
from bot.model import ProblemKind, Right
from bot.numbers import parse_number, parse_numbers

# The parts of a number and what may stand between them: "a" between letters and digits, "t" where thousands are set
# off, "g" between other groups of digits.
_NUMBERS = [
    "US a D a 1 t 055 t 174 a S",
    "US a D a 1 t 055 t 174 a S1",
    "D a 1 t 055 t 174",
    "US a 10 t 123 t 456 a B2",
    "US a 2020 g 0123456 a A1",
    "EU a 004035624 g 0003",
    "RCD a 004 t 035 t 624 g 0003",
    "004035624 g 0003",
    "JP a 1 t 747 t 893",
    "JP a 1747893 a S",
    "意匠登録 a 第 a 1747893 a 号",
    "KR a 30 g 1234567",
    "KR a 30 g 1234567 a S",
    "30 g 2020 g 0012345",
    "ZL a 2017 g 1 g 0601862 g 3",
    "2017 g 1 g 0601862 g 3",
    "CN a 307654321 a S",
    "CN a 2012 g 1 g 0343937 a X",
    "DM a 212 t 345",
    "WO a 2020 g 123456 a A1",
    "EP a 1 t 234 t 567 a A1",
    "DE a 40 g 2012 g 001234 g 0001",
    "HK a 0411099 g 5",
    "TW a D a 123456 a S",
    "3 t 747 t 893",
    "11 t 123 t 456 a B2",
]
_MARKS = {
    "a": ["", " ", "  ", "-", ".", " . ", "/", "\u00a0", "\u3000", "–", "_", "・", " - ", ":", "(", "*"],
    "t": [" ", "-", ".", "\u2009", "'", "\u202f", "’"],
    "g": [" ", "-", ".", "/", "–", "−", "ー", "\u00a0", "／", " - ", " / ", "_", "‐"],
}
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u202a\u202c\ufe0f\u200e\u180e"
_AROUND = [
    ("", ""),
    ("(", ")"),
    ("“", "”"),
    ("#", ""),
    ("*", "*"),
    ("`", "`"),
    ("«", "»"),
    ("# ", "."),
    ("<", ">"),
    ("「", "」"),
]
_AFTER = ["", ".", ",", ";", "!", " ", "\n", "…", " 🎅"]


def plain(number):
    return "".join(part for part in number.split() if part not in _MARKS)


def full_width(char):
    return chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char


@st.composite
def noisy(draw, number):
    """The number with marks between its parts; groups of digits all apart or all together, as people type them."""
    noise = random.Random(draw(st.integers(0, 2**32)))
    marks = dict(_MARKS)
    style = noise.choice(["apart", "commas", "together"])
    if style == "commas":
        marks["t"] = [",", "，"]
    elif style == "together":
        marks |= {"t": [""], "g": [""]}
    text = "".join(noise.choice(marks.get(part, [part])) for part in number.split())
    before, after = noise.choice(_AROUND)
    return before + "".join(noisy_char(noise, char) for char in text) + after + noise.choice(_AFTER)


def noisy_char(noise, char):
    spelled = noise.choice([char, char, char.lower(), char.upper()])
    if noise.random() < 0.15:
        spelled = full_width(spelled)
    return spelled + (noise.choice(_INVISIBLE) if noise.random() < 0.3 else "")


@pytest.mark.parametrize("number", _NUMBERS)
@given(data=st.data())
def test_formatting_never_changes_the_result(number, data):
    assert parse_number(data.draw(noisy(number))) == parse_number(plain(number))


@given(data=st.data())
def test_a_list_is_read_as_its_numbers_one_by_one(data):
    numbers = data.draw(st.lists(st.sampled_from(_NUMBERS), min_size=1, max_size=5))
    between = st.sampled_from([", ", "; ", "\n", " and ", " & ", "、", " | ", "\t", ",\n", " + ", " AND ", "\u2028"])
    text = "".join(data.draw(noisy(number)) + data.draw(between) for number in numbers)
    assert parse_numbers(text) == tuple(dict.fromkeys(parse_number(plain(number)) for number in numbers))


_VOCABULARY = """
US JP CN KR EU EM DE WO EP GB UK NO IN IT ZL RCD DM D PP RE PCT/US PCT/CN Japan China H S A B A1 B2 S1 X M001
Design Patent No. No Application and 意匠登録 第 号 特開 平 昭 意願 特願 申请号 디자인등록 제 호 Acme santa in of U.S.
TV 1 12 123 055 1747893 1055174 004035624 0003 2020 0012345 30 10 40 29 961259 10123456 307654321 0601862
201710601862 97101765 4 , . - / ; : ( ) # | & < > % ² １ <tel: https:// http://www.google.com/patent/
patents.google.com/patent/ https://euipo.europa.eu/eSearch/#details/designs/ https://ppubs.uspto.gov/x?q= ?CC= &NR=
"""
_WORDS = [*_VOCABULARY.split(), "\u200b"]
_TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from([*_WORDS, " ", " ", "\n"]), max_size=14).map("".join),
    st.lists(st.sampled_from(_WORDS), max_size=14).map(" ".join),
    st.lists(st.one_of(st.sampled_from(_WORDS), st.text(max_size=3)), max_size=14).map("".join),
    st.from_regex(r"[A-Z]{0,3}[ -]?[0-9]{1,4}[ ,./-]?[0-9]{1,7}([ ,./-][0-9]{1,7})?[A-Z]?[0-9]?", fullmatch=True),
)


@given(_TEXTS)
def test_no_text_raises_anything_but_a_refusal(text):
    try:
        numbers = parse_numbers(text)
    except LookalikeError as refusal:
        problem = refusal.problem
        assert problem.kind in {ProblemKind.INVALID_NUMBER, ProblemKind.TOO_MANY_NUMBERS}
        assert len(problem.details.get("typed", "")) <= 80
        return
    assert 1 <= len(numbers) <= 5
    assert len(set(numbers)) == len(numbers)
    for number in numbers:
        assert 1 <= len(number.candidates) <= 3
        assert len(set(number.candidates)) == len(number.candidates)
        assert number.publication_number in {None, number.search}
        assert all(query.value.startswith(number.country) for query in number.candidates[:1]) or "PCT/" in number.search
        assert len(number.readings) != 1
        assert len(number.typed) <= 80
        assert not any(unicodedata.category(char) in {"Cc", "Cf", "Cs"} for char in number.typed)


@given(_TEXTS)
def test_reading_what_is_searched_again_gives_the_same(text):
    try:
        numbers = parse_numbers(text)
    except LookalikeError:
        return
    for number in (reading for found in numbers for reading in found.readings or (found,)):
        if number.country == "US" and number.right is Right.PATENT and number.canonical != number.search:
            continue  # without a word for it, the same digits may be a design
        again = parse_number(number.publication_number or number.search)
        assert (again.country, again.search) == (number.country, number.search)
        assert again.publication_number == number.publication_number
        assert again == number or number.publication_number is None
        assert number.publication_number is None or number.matches(number.publication_number)


@pytest.mark.parametrize("number", _NUMBERS)
def test_a_google_link_to_a_whole_number_leads_back_to_it(number):
    whole = parse_number(plain(number)).publication_number
    if whole:
        again = parse_number(f"https://patents.google.com/patent/{whole}/en")
        assert again == parse_number(whole)
        assert again.search == whole


# What may stand around a number without changing it: before, behind, and both on lines of their own.
_NUMBERING = ["", "1. ", "(1) ", "1\t", "a) ", "• ", "2 - ", "№ 3: "]
_IN_FRONT = ["2024-12-24: ", "24.12.2024, ", "(2023) ", "Santa\t", "Lamp, size 3, ", "\n\n"]
_BEHIND = [
    " (Inflatable Santa, 2024)", " - granted 24.12.2024", "\tActive\t2024-12-24", ", Dec. 24, 2024", " 2024年12月24日",
    "; other patents pending", "。", " (85%)", "\tAcme Inc.\t3\t45650", ", 21-01", " | in force",
]  # fmt: skip
_NAMED = [
    "USD1055174S1",
    "US D1,055,174 S",
    "JP1747893S",
    "EU 004035624-0003",
    "DM/212345",
    "ZL 2017 1 0601862.3",
    "TWD123456",
]


@given(
    numbering=st.sampled_from(_NUMBERING),
    front=st.lists(st.sampled_from(_IN_FRONT), max_size=2),
    number=st.sampled_from(_NAMED),
    behind=st.lists(st.sampled_from(_BEHIND), max_size=2),
    is_wide=st.booleans(),
)
def test_a_number_is_the_same_in_whatever_stands_around_it(numbering, front, number, behind, is_wide):
    text = "".join([numbering, *front, "".join(map(full_width, number)) if is_wide else number, *behind])
    assert parse_numbers(text) == (parse_number(number),)


@given(
    day=st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)),
    form=st.sampled_from(
        ["%d.%m.%Y", "%Y-%m-%d", "%Y/%m/%d", "%m/%d/%Y", "%b %d, %Y", "%d %B %Y", "%Y年%m月%d日", "%Y", "%Y%m%d"]
    ),
    text=st.sampled_from(
        ["{}", "granted {}", "USD1055174S1 {}", "{}\nUSD1055174S1", "US ({})", "JP\t{}\tActive", "1. {}"]
    ),
)
def test_a_date_is_never_searched_for(day, form, text):
    try:
        numbers = parse_numbers(text.format(day.strftime(form)))
    except LookalikeError:
        return
    assert [number.search for number in numbers] == ["USD1055174S1"]
