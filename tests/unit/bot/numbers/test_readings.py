"""Numbers that may be more than one patent's: they are asked about, never guessed at."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import LookalikeError
from bot.model import NumberFault, Right
from bot.numbers import parse_number, parse_numbers


def readings(text):
    return [(reading.country, reading.right, reading.search) for reading in parse_number(text).readings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("D212345 DE", [("US", Right.DESIGN, "USD212345"), ("DE", Right.DESIGN, "DE212345")]),
        ("D1055174 (CN)", [("US", Right.DESIGN, "USD1055174"), ("CN", Right.DESIGN, "CN1055174")]),
        ("D1234567 KR", [("US", Right.DESIGN, "USD1234567"), ("KR", Right.DESIGN, "KR301234567")]),
        ("D212345", [("US", Right.DESIGN, "USD212345"), ("TW", Right.DESIGN, "TWD212345")]),
        ("US 1055174", [("US", Right.DESIGN, "USD1055174"), ("US", Right.PATENT, "US1055174")]),
        ("987,654 US", [("US", Right.DESIGN, "USD987654"), ("US", Right.PATENT, "US987654")]),
        (
            "KR 1234567",
            [
                ("KR", Right.DESIGN, "KR301234567"),
                ("KR", Right.PATENT, "KR101234567"),
                ("KR", Right.UTILITY_MODEL, "KR201234567"),
            ],
        ),
        ("JP 2020-012345", [("JP", None, "JP2020012345"), ("JP", None, "JP2020012345")]),
        ("KR 10-2020-0012345", [("KR", None, "KR1020200012345"), ("KR", None, "KR1020200012345")]),
    ],
)
def test_number_of_several_patents_names_each(text, expected):
    assert readings(text) == expected


@pytest.mark.parametrize(
    ("text", "searched"),
    [
        ("D1055174", "USD1055174"),
        ("D212345 S1", "USD212345S1"),
        ("US design 1055174", "USD1055174"),
        ("US utility patent 1055174", "US1055174"),
        ("US 4877027", "US4877027"),
        ("KR design 1234567", "KR301234567"),
        ("등록특허 제1234567호", "KR101234567"),
        ("실용신안등록 제1234567호", "KR201234567"),
        ("JP publication 2020-012345", "JP2020012345"),
        ("JP application 2020-012345", "JP2020012345"),
        ("공개특허 10-2020-0012345", "KR1020200012345"),
        ("https://patents.google.com/patent/US1055174/en", "US1055174"),
    ],
)
def test_what_the_text_says_is_not_asked(text, searched):
    number = parse_number(text)
    assert not number.is_ambiguous
    assert number.search == searched


def test_second_number_after_a_plural_is_asked_about_where_it_may_be_a_patent():
    first, second = parse_numbers("U.S. Patent Nos. D1,055,174 and 987,654")
    assert (first.search, first.is_ambiguous) == ("USD1055174", False)
    assert [reading.search for reading in second.readings] == ["USD987654", "US987654"]


def test_two_countries_of_which_one_has_no_such_number_are_refused():
    with pytest.raises(LookalikeError) as refused:
        parse_numbers("D987654 CN")
    assert refused.value.problem.details["fault"] == NumberFault.TWO_COUNTRIES


_AMBIGUOUS = st.one_of(
    st.integers(1_000, 1_999_999).map("US {}".format),
    st.integers(1_000, 9_999_999).map("KR {}".format),
    st.integers(100_000, 299_999).map("D{}".format),
    st.builds("D{} {}".format, st.integers(10_000, 1_999_999), st.sampled_from(["DE", "KR", "FR", "AU", "JP", "TW"])),
    st.builds("JP {}-{}".format, st.integers(1990, 2030), st.integers(1, 999_999)),
    st.builds("KR {}-{}-{:07}".format, st.sampled_from([10, 20]), st.integers(1990, 2030), st.integers(1, 9_999_999)),
)


@given(_AMBIGUOUS)
def test_a_button_of_a_reading_leads_to_that_reading(text):
    try:
        number = parse_number(text)
    except LookalikeError:  # JP 2020-11 is a month, KR 2020 a year
        return
    for reading in number.readings:
        again = parse_number(reading.canonical)
        assert (again, again.is_ambiguous) == (reading, False)
        assert reading.typed == reading.canonical
