import pytest

from bot.numbers import parse_number


@pytest.mark.parametrize(
    ("typed", "hit"),
    [
        ("USD1055174", "USD1055174S1"),
        ("US D1,055,174 S", "USD1055174S1"),
        ("JP 1747893", "JP1747893S"),
        ("JP 1747893", "jp 1747893 S"),
        ("意匠登録第1747893号", "JP1747893S"),
        ("EU 004035624-0003", "EU0040356240003S"),
        ("KR 30-1234567", "KR3012345670000S"),
        ("KR 30-1234567", "KR301234567S"),
        ("KR 30-1234567 S", "KR3012345670000S"),
        ("KR 30-1234567 S", "KR301234567S"),
        ("DM/212345", "WODM212345S"),
        ("DM/212345", "WO212345"),
        ("1747893", "JP1747893S"),
        ("1747893", "USD1747893S1"),
        ("1747893 S", "JP1747893S"),
        ("DE 402012001234-0001", "DE4020120012340001S"),
    ],
)
def test_a_hit_with_the_very_number_matches(typed, hit):
    assert parse_number(typed).matches(hit)


@pytest.mark.parametrize(
    ("typed", "hit"),
    [
        ("JP 174789", "JP1747893S"),
        ("JP 1747893", "CN1747893S"),
        ("JP 1747893", "JP11747893S"),
        ("USD1055174S1", "USD1055174E1"),
        ("EP 1234567 A1", "EP1234567B1"),
        ("EP 1234567 A", "EP1234567A1"),
        ("EU 004035624", "EU0040356240003S"),
        ("DM/212345", "CN212345S"),
        ("1747893 S", "JP1747893A"),
        ("1747893", "JP17478930S"),
        ("ZL201710601862.3", "CN201710601862S"),
        ("JP 1747893", ""),
        ("1747893", "1747893"),
    ],
)
def test_a_hit_with_another_number_country_or_kind_does_not_match(typed, hit):
    assert not parse_number(typed).matches(hit)


@pytest.mark.parametrize(
    ("typed", "applied", "expected"),
    [
        ("ZL201710601862.3", "CN201710601862.3", True),
        ("US 29/961,259", "US29/961259", True),
        ("US 29/961,259", "US29/961250", False),
        ("US 29/961,259", "", False),
        ("JP 2020-012345", "JP2020012345", True),
        ("JP 1747893", "JP1747893", False),
    ],
)
def test_an_application_matches_by_its_own_number(typed, applied, expected):
    assert parse_number(typed).matches("XX9999999S", applied) is expected


def test_the_same_number_typed_in_two_ways_is_equal_and_hashes_alike():
    first, second = parse_number("US D1,055,174 S"), parse_number("usd1055174s1")
    assert first.typed != second.typed
    assert first == second
    assert len({first, second}) == 1
