"""Where one number ends and the next begins."""

import pytest

from bot.errors import LookalikeError
from bot.model import ProblemKind
from bot.numbers import parse_number, parse_numbers


def searched(text, **options):
    return [number.search for number in parse_numbers(text, **options)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("US D1,055,174 S, JP 1747893", ["USD1055174S1", "JP1747893"]),
        ("USD1055174S1 JP1747893S", ["USD1055174S1", "JP1747893S"]),
        ("USD1055174S1JP1747893S", ["USD1055174S1", "JP1747893S"]),
        ("USD1055174S1,JP1747893S;EU004035624-0003", ["USD1055174S1", "JP1747893S", "EU0040356240003S"]),
        ("USD1055174S1\nJP1747893S\r\nCN307654321S", ["USD1055174S1", "JP1747893S", "CN307654321S"]),
        ("USD1055174 and JP1747893", ["USD1055174", "JP1747893"]),
        ("USD1055174 / JP1747893", ["USD1055174", "JP1747893"]),
        ("USD1055174、JP1747893。", ["USD1055174", "JP1747893"]),
        ("USD1055174和JP1747893", ["USD1055174", "JP1747893"]),
        ("USD1055174 | JP1747893 & KR 30-1234567", ["USD1055174", "JP1747893", "KR301234567"]),
        ("• USD1055174\n• JP1747893", ["USD1055174", "JP1747893"]),
        ("① USD1055174 ② JP1747893", ["USD1055174", "JP1747893"]),
        ("USD1055174. JP1747893.", ["USD1055174", "JP1747893"]),
        ("D1,055,174, D1,055,175 and D1,055,176", ["USD1055174", "USD1055175", "USD1055176"]),
        ("D1,055,174 D1,055,175", ["USD1055174", "USD1055175"]),
        ("D1055174 S D1055175 S", ["USD1055174S1", "USD1055175S1"]),
        ("US 10,123,456, 10,123,457", ["US10123456", "10123457"]),
        ("US 10,123,456 B2, US 10,123,457 B2", ["US10123456B2", "US10123457B2"]),
        ("1747893, 1747894", ["1747893", "1747894"]),
        ("1747893,1747894", ["1747893", "1747894"]),
        ("1747893 1747894", ["1747893", "1747894"]),
        ("1747893/1747894", ["1747893", "1747894"]),
        ("1747893. 1747894", ["1747893", "1747894"]),
        ("1,747,893", ["1747893"]),
        ("JP 1747893, 1747894", ["JP1747893", "1747894"]),
        ("EU 004035624-0003, 004035624-0004", ["EU0040356240003S", "EU0040356240004S"]),
        ("004 035 624 0003", ["EU0040356240003S"]),
        ("KR 30 2020 0012345 KR 30 1234567", ["KR3020200012345", "KR301234567"]),
        ("JP 1747893 (Acme), USD1055174", ["JP1747893", "USD1055174"]),
        ("Patents:\n\nJapan:\n1747893", ["JP1747893"]),
        ("in JP 1747893 or in US D1055174?", ["JP1747893", "USD1055174"]),
        ("JP number is 1747893", ["JP1747893"]),
        ("US 10123456 B2 1747893", ["US10123456B2", "1747893"]),
        ("US 10123456 1747893", ["US10123456", "1747893"]),
        ("US 1234 5678", ["US12345678"]),
        ("JP 1747893. 30-1234567", ["JP1747893", "301234567"]),
        ("JP 1747893, No 301234", ["JP1747893", "301234"]),
        ("D1055174 D 1055175", ["USD1055174", "USD1055175"]),
    ],
)
def test_numbers_in_one_go_are_told_apart(text, expected):
    assert searched(text) == expected


def test_a_number_comes_once_however_it_was_typed():
    text = "USD1055174S1, us d1,055,174 s; https://patents.google.com/patent/USD1055174S1/en\nJP1747893"
    assert searched(text) == ["USD1055174S1", "JP1747893"]


_PROSE = {
    "english": "We would like to know, before Monday, whether the new mug (in blue; see below) is close to it. " * 6,
    "chinese": "我们想知道，这个新杯子是否与已有的产品相似；颜色由安娜提出。" * 12,
    "lines": "the new mug\nand the old one\n" * 20,
}


@pytest.mark.parametrize("prose", _PROSE.values(), ids=_PROSE.keys())
@pytest.mark.parametrize("number", ["USD1055174S1", "JP 1747893", "JP D1747893", "DM/212345", "2017 1 0601862.3"])
def test_long_prose_around_a_number_changes_nothing(number, prose):
    assert parse_numbers(f"{prose}\n{number}\n{prose}") == parse_numbers(number)
    assert parse_numbers(f"{prose}; {number}; {prose}") == parse_numbers(number)


def test_link_in_long_prose_is_never_cut():
    with pytest.raises(LookalikeError) as refused:
        parse_numbers(f"see https://example.com/{'a-' * 200}/USD1055174S1")
    assert refused.value.problem.details["fault"] == "unknown_link"


def test_one_number_twenty_times_is_one():
    assert searched(", ".join(["JP 1747893"] * 20)) == ["JP1747893"]


def test_a_country_is_not_carried_over_to_the_next_number():
    first, second = parse_numbers("JP 1747893, 1747894")
    assert (first.country, second.country) == ("JP", "")


def test_more_numbers_than_the_limit_are_refused_with_their_count():
    text = ", ".join(f"JP17478{n}" for n in range(10, 40))
    with pytest.raises(LookalikeError) as refused:
        parse_numbers(text)
    assert refused.value.problem.kind is ProblemKind.TOO_MANY_NUMBERS
    assert refused.value.problem.details == {"count": "30", "limit": "5"}
    assert len(parse_numbers(text, limit=30)) == 30


@pytest.mark.parametrize("number", ["USD10{:05}S1", "US D1,0{:02},174 S", "EU 0040{:05}-0003", "JP17{:05} and "])
def test_hundreds_of_numbers_are_refused_unread(monkeypatch, number):
    monkeypatch.setattr("bot.numbers.parse.find_candidates", None)
    with pytest.raises(LookalikeError) as refused:
        parse_numbers("\n".join(number.format(at) for at in range(100, 300)))
    assert refused.value.problem.kind is ProblemKind.TOO_MANY_NUMBERS
    assert int(refused.value.problem.details["count"]) >= 200


def test_hundreds_of_digits_that_are_no_numbers_are_too_much():
    with pytest.raises(LookalikeError) as refused:
        parse_numbers("at 10:30 in room 5, " * 100)
    assert refused.value.problem.details["fault"] == "too_much_text"


def test_too_many_numbers_is_said_before_a_wrong_one_among_them():
    with pytest.raises(LookalikeError) as refused:
        parse_numbers("JP 12, " + ", ".join(f"JP17478{n}" for n in range(10, 15)))
    assert refused.value.problem.kind is ProblemKind.TOO_MANY_NUMBERS


def test_one_wrong_number_refuses_the_whole_command():
    with pytest.raises(LookalikeError) as refused:
        parse_numbers("USD1055174S1, JP 12, XX1234567")
    assert refused.value.problem.kind is ProblemKind.INVALID_NUMBER
    assert refused.value.problem.details["typed"] == "JP 12"


def test_parse_number_refuses_two():
    with pytest.raises(LookalikeError) as refused:
        parse_number("USD1055174S1, JP1747893S")
    assert refused.value.problem.details == {"count": "2", "limit": "1"}
