"""Texts that cannot be patent numbers, and what the person is told."""

import time
from contextlib import suppress

import pytest

import bot.numbers.parse
from bot.errors import LookalikeError
from bot.model import NumberFault, ProblemKind
from bot.numbers import parse_numbers
from bot.numbers.parse import MAX_TEXT


def refusal(text):
    with pytest.raises(LookalikeError) as refused:
        parse_numbers(text)
    assert refused.value.problem.kind is ProblemKind.INVALID_NUMBER
    return refused.value.problem.details


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", NumberFault.EMPTY),
        (" \u200b\n\t", NumberFault.EMPTY),
        ("🎅", NumberFault.EMPTY),
        ("help", NumberFault.NO_DIGITS),
        ("Patent No.", NumberFault.NO_DIGITS),
        ("?!", NumberFault.NO_DIGITS),
        ("<@U012ABCDEF>", NumberFault.NO_DIGITS),
        ("US", NumberFault.NO_DIGITS),
        ("JP 123", NumberFault.TOO_SHORT),
        ("USD1", NumberFault.TOO_SHORT),
        ("EU 000000012", NumberFault.TOO_SHORT),
        ("D1, 055, 174", NumberFault.TOO_SHORT),
        ("12345", NumberFault.COUNTRY_NEEDED),
        ("JP 12345678901234567", NumberFault.TOO_LONG),
        ("30-1234567 30-1234568", NumberFault.TOO_LONG),
        ("9" * 5_000, NumberFault.TOO_LONG),
        ("US 123456789", NumberFault.WRONG_FORM),
        ("US D12345678", NumberFault.WRONG_FORM),
        ("EU 00403562400031", NumberFault.WRONG_FORM),
        ("EU 00403562400", NumberFault.WRONG_FORM),
        ("CN 412345678", NumberFault.WRONG_FORM),
        ("CN 12345", NumberFault.WRONG_FORM),
        ("特開平123-123456", NumberFault.WRONG_FORM),
        ("JP 123456789", NumberFault.WRONG_FORM),
        ("KR 99-1234567", NumberFault.WRONG_FORM),
        ("WO 1234567890", NumberFault.WRONG_FORM),
        ("WO 2020123", NumberFault.WRONG_FORM),
        ("DM/1234567", NumberFault.WRONG_FORM),
        ("EP 12345678 B1", NumberFault.WRONG_FORM),
        ("PCT/US2020/1", NumberFault.WRONG_FORM),
        ("XX1234567", NumberFault.UNKNOWN_COUNTRY),
        ("xx 1234567", NumberFault.UNKNOWN_COUNTRY),
        ("US JP 1747893", NumberFault.TWO_COUNTRIES),
        ("Japan US D1055174", NumberFault.TWO_COUNTRIES),
        ("ZL201710601862.4", NumberFault.CHECK_DIGIT),
        ("CN97101765.X", NumberFault.CHECK_DIGIT),
        ("Acme 1747893", NumberFault.NOT_A_NUMBER),
        ("1747893 Acme", NumberFault.NOT_A_NUMBER),
        ("the equivalent of JP 1747893", NumberFault.NOT_A_NUMBER),
        ("CN D1234567", NumberFault.NOT_A_NUMBER),
        ("IT PP1234567", NumberFault.NOT_A_NUMBER),
        ("ABC1234567", NumberFault.NOT_A_NUMBER),
        ("USDlO55174", NumberFault.NOT_A_NUMBER),
        ("número de patente 1747893", NumberFault.NOT_A_NUMBER),
    ],
)
def test_what_cannot_be_a_number_is_told_why(text, fault):
    assert refusal(text)["fault"] == fault


def test_a_refusal_says_what_was_typed_and_for_which_country():
    assert refusal("USD1055174S1, Japan １２３") == {
        "typed": "Japan 123",
        "fault": "too_short",
        "country": "JP",
        "expected": "",
    }


def test_a_wrong_check_digit_says_the_right_one():
    assert refusal("ZL 2012 1 0343937.1")["expected"] == "X"


@pytest.mark.parametrize("text", ["x" * 500, "US " + "9" * 500, "https://example.com/" + "a" * 500])
def test_what_was_typed_is_shortened(text):
    assert len(refusal(text)["typed"]) <= 80


def test_too_much_text_is_refused_unread(monkeypatch):
    cleaned = []
    monkeypatch.setattr(bot.numbers.parse, "clean", lambda text: cleaned.append(text) or text)
    details = refusal("USD1055174S1 " * 10_000)
    assert details["fault"] == NumberFault.TOO_MUCH_TEXT
    assert len(details["typed"]) <= 80
    assert sum(map(len, cleaned)) <= 500


def test_text_that_grows_too_long_when_spelled_out_is_refused():
    details = refusal("1\u337f" * (MAX_TEXT // 2))
    assert details["fault"] == NumberFault.TOO_MUCH_TEXT
    assert len(details["typed"]) <= 80


_LONGEST = {
    "opening_marks": "<" * MAX_TEXT,
    "marks_and_bars": "<|" * (MAX_TEXT // 2),
    "letters": "a" * MAX_TEXT,
    "host": "a." * (MAX_TEXT // 2),
    "dashed_host": "a-" * (MAX_TEXT // 2) + "google.com",
    "links": "https://" * (MAX_TEXT // 8),
    "link_of_marks": "https://ppubs.uspto.gov/x?q=" + "(" * (MAX_TEXT - 30),
    "link_of_spaces": "https://worldwide.espacenet.com/x?q=pn" + "+" * (MAX_TEXT - 40),
    "link_of_fields": "https://uspto.gov/?" + "a=1&" * (MAX_TEXT // 4 - 10),
    "countries": "US " * (MAX_TEXT // 3),
    "names": "United " * (MAX_TEXT // 7),
    "name_and_spaces": "United" + " " * (MAX_TEXT - 20) + "x",
    "initials": "U." * (MAX_TEXT // 2),
    "groups": "1,234," * (MAX_TEXT // 6),
    "short_groups": "1 " * (MAX_TEXT // 2),
    "kinds": "1S" * (MAX_TEXT // 2),
    "numbers": "1234567 " * (MAX_TEXT // 8),
    "codes_and_numbers": "IN 123456 IN " * (MAX_TEXT // 13),
    "expanding": "\ufdfa" * MAX_TEXT,
    "kanji": "意匠登録" * (MAX_TEXT // 4),
    "combining": "e" + "\u0301" * (MAX_TEXT - 1),
    "spaces": " " * MAX_TEXT,
}


@pytest.mark.parametrize("text", _LONGEST.values(), ids=_LONGEST.keys())
def test_hostile_texts_of_full_length_are_read_at_once(text):
    started = time.process_time()
    with suppress(LookalikeError):
        parse_numbers(text[:MAX_TEXT])
    assert time.process_time() - started < 1.5  # some 0.05 s; a quadratic reading takes a minute
