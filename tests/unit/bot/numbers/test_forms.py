"""How the numbers of each office are read, and what is searched for them."""

import pytest

from bot.model.number import NUMBER_EXAMPLES, NumberField
from bot.numbers import parse_number


def queries(text):
    return [f"{query.field}:{query.value}" for query in parse_number(text).candidates]


@pytest.mark.parametrize(
    "text",
    [
        "USD1055174S1",
        "usd1055174s1",
        "US D1,055,174 S",
        "US D1,055,174 S1",
        "U.S. Patent No. D1,055,174 S",
        "U. S. Pat. No. Des. 1,055,174 S1",
        "US Patent D1055174 S1",
        "US 1055174 S1",
        "USD 1055174-S1",
        "US-D1055174-S1",
        "#USD1055174S1",
        "ＵＳ Ｄ１，０５５，１７４ Ｓ",
        "D1,055,174 S",
        "United States of America D1055174 S1",
        "USD01055174S1",
        "US D١٠٥٥١٧٤ S",
        "US D1,055,174 S²",
    ],
)
def test_a_us_design_with_its_kind_is_the_whole_number(text):
    number = parse_number(text)
    assert (number.country, number.publication_number, number.kind) == ("US", "USD1055174S1", "S1")
    assert queries(text) == ["pn:USD1055174S1", "pn:USD1055174"]


@pytest.mark.parametrize(
    "text",
    ["Design No. D1,055,174", "D1055174", "d 1.055.174", "USD 1055174", "US design patent 1,055,174", "usd1055174"],
)
def test_a_us_design_without_kind_is_searched_without(text):
    number = parse_number(text)
    assert (number.country, number.publication_number, number.has_kind) == ("US", None, False)
    assert queries(text) == ["pn:USD1055174"]


def test_an_old_us_design_keeps_its_kind_s():
    assert parse_number("US D258,578 S").publication_number == "USD258578S"
    assert parse_number("US D499,999 S").publication_number == "USD499999S"
    assert parse_number("US D500,000 S").publication_number == "USD500000S1"


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("US 10,123,456 B2", "US10123456B2"),
        ("US 07959300 B2", "US7959300B2"),
        ("US 2020/0123456 A1", "US20200123456A1"),
        ("US2016373428A1", "US20160373428A1"),
        ("US RE31,783 E", "USRE31783E"),
        ("RE31783 E1", "USRE31783E1"),
        ("US PP12,345 P2", "USPP12345P2"),
        ("EP 1 234 567 A1", "EP1234567A1"),
        ("EP 466953 B1", "EP0466953B1"),
        ("CN 1234567 A", "CN1234567A"),
        ("CN85100619A", "CN85100619A"),
        ("CN 117928705 A", "CN117928705A"),
        ("WO2020/123456 A1", "WO2020123456A1"),
        ("WO 2020/1234 A1", "WO2020001234A1"),
        ("WO 98/31467 A1", "WO1998031467A1"),
        ("WO 02/12345 A1", "WO2002012345A1"),
        ("DE 10 2014 003 620 A1", "DE102014003620A1"),
        ("JP 2020-12345 A", "JP2020012345A"),
        ("JPH10123456A", "JPH10123456A"),
        ("KR 10-2020-0012345 A", "KR1020200012345A"),
        ("KR 10-1234567 B1", "KR101234567B1"),
        ("TW I455163 B", "TWI455163B"),
    ],
)
def test_patents_and_applications_are_read_as_well(text, whole):
    number = parse_number(text)
    assert number.publication_number == whole
    assert queries(text) == [f"pn:{whole}", f"pn:{whole.removesuffix(number.kind)}"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("US29/961,259", ["apno:US29/961259"]),
        ("29/961,259", ["apno:US29/961259"]),
        ("US29961259", ["apno:US29/961259"]),
        ("US 35/501,234", ["apno:US35/501234"]),
        ("US 10/123,456", ["apno:US10/123456"]),
        ("US 10123456", ["pn:US10123456"]),
        ("US application 10123456", ["apno:US10/123456"]),
        ("ZL201710601862.3", ["apno:CN201710601862.3"]),
        ("ZL 2017 1 0601862.3", ["apno:CN201710601862.3"]),
        ("CN201710601862", ["apno:CN201710601862.3"]),
        ("201710601862.3", ["apno:CN201710601862.3"]),
        ("201210343937.X", ["apno:CN201210343937.X"]),
        ("CN201210343937X", ["apno:CN201210343937.X"]),
        ("ZL95115608.X", ["apno:CN95115608.X"]),
        ("97101765.4 CN", ["apno:CN97101765.4"]),
        ("申请号 CN97101765", ["apno:CN97101765.4"]),
        ("CN97101765", ["pn:CN97101765", "apno:CN97101765.4"]),
        ("CN85101417", ["pn:CN85101417", "apno:CN85101417"]),
        ("30-2020-0012345", ["apno:KR3020200012345"]),
        ("KR 30-2020-0012345", ["apno:KR3020200012345"]),
        ("KR 10-2020-0012345", ["pn:KR1020200012345", "apno:KR1020200012345"]),
        ("KR 출원번호 10-2020-0012345", ["apno:KR1020200012345"]),
        ("意願2020-012345", ["apno:JP2020012345"]),
        ("特願2020-12345", ["apno:JP2020012345"]),
        ("JP 2020-012345", ["pn:JP2020012345", "apno:JP2020012345"]),
        ("EP 20 123 456.7", ["apno:EP20123456"]),
        ("EP20123456", ["apno:EP20123456"]),
        ("PCT/US2020/012345", ["apno:PCT/US2020/012345"]),
        ("PCT US2020 12345", ["apno:PCT/US2020/012345"]),
        ("GB application 1234567", ["apno:GB1234567"]),
    ],
)
def test_application_numbers_are_searched_as_such(text, expected):
    number = parse_number(text)
    assert queries(text) == expected
    assert (number.publication_number, number.has_kind) == (None, False)


@pytest.mark.parametrize(
    "text",
    [
        "EU 004035624-0003",
        "RCD 004035624-0003",
        "EM004035624-0003",
        "Registered Community Design No. 004035624-0003",
        "EUIPO 4035624-3",
        "EU 40356240003",
        "004035624-0003",
        "0040356240003",
    ],
)
def test_a_design_of_the_eu_has_one_kind_only(text):
    number = parse_number(text)
    assert (number.country, number.publication_number, number.kind) == ("EU", "EU0040356240003S", "")
    assert queries(text) == ["pn:EU0040356240003S", "pn:EU0040356240003"]


def test_a_registration_of_the_eu_without_design_finds_all_its_designs():
    assert queries("EU 004035624") == queries("EU 4035624") == ["pn:EU004035624"]


@pytest.mark.parametrize(
    ("text", "whole", "searched"),
    [
        ("JP 1747893", None, ["JP1747893"]),
        ("Japan 1,747,893 S", "JP1747893S", ["JP1747893S", "JP1747893"]),
        ("意匠登録第1747893号", "JP1747893S", ["JP1747893S", "JP1747893"]),
        ("意匠登録 第 １７４７８９３ 号", "JP1747893S", ["JP1747893S", "JP1747893"]),
        ("特許第7371989号", None, ["JP7371989"]),
        ("特開2023-046339", "JP2023046339A", ["JP2023046339A", "JP2023046339"]),
        ("特開平10-123456", "JPH10123456A", ["JPH10123456A", "JPH10123456"]),
        ("特開昭60-1234", "JPS60001234A", ["JPS60001234A", "JPS60001234"]),
        ("実用新案登録第3123456号", "JP3123456U", ["JP3123456U", "JP3123456"]),
        ("1747893 JP", None, ["JP1747893"]),
        ("米国 意匠 D1055174", None, ["USD1055174"]),
    ],
)
def test_japanese_words_say_what_a_number_is(text, whole, searched):
    assert parse_number(text).publication_number == whole
    assert queries(text) == [f"pn:{value}" for value in searched]


@pytest.mark.parametrize(
    ("text", "whole", "searched"),
    [
        ("KR 30-1234567", None, ["KR301234567"]),
        ("KR 30-572831", None, ["KR300572831"]),
        ("KR 디자인등록 제1234567호", None, ["KR301234567"]),
        ("KR 1234567 S", "KR3012345670000S", ["KR3012345670000S", "KR301234567"]),
        ("KR 30-1234567 S", "KR3012345670000S", ["KR3012345670000S", "KR301234567"]),
        ("KR3012345670000S", "KR3012345670000S", ["KR3012345670000S", "KR301234567"]),
        ("KR 30-0675697-0001 S", "KR3006756970001S", ["KR3006756970001S", "KR3006756970001"]),
    ],
)
def test_a_korean_design_is_searched_by_what_all_its_spellings_share(text, whole, searched):
    assert parse_number(text).publication_number == whole
    assert queries(text) == [f"pn:{value}" for value in searched]


@pytest.mark.parametrize(
    ("text", "searched"),
    [
        ("DM/212345", ["WODM212345", "WOD212345", "212345"]),
        ("Hague DM/55039", ["WODM055039", "WOD055039", "055039"]),
        ("WO DM 212345", ["WODM212345", "WOD212345", "212345"]),
        ("DM/212345 S", ["WODM212345S", "WOD212345", "212345"]),
        ("WO 212345", ["WO212345"]),
        ("CN 307654321", ["CN307654321"]),
        ("HK 0411099.5", ["HK04110995"]),
        ("HK 1900123.4M001", ["HK19001234M001"]),
        ("TW D123456", ["TWD123456"]),
        ("DE 40 2012 001234-0001", ["DE4020120012340001", "DE402012001234"]),
        ("DE M9700001", ["DEM9700001"]),
        ("UK 6123456", ["GB6123456"]),
        ("U.K. 9004035624-0003", ["GB90040356240003"]),
        ("Hong Kong 0411099.5", ["HK04110995"]),
        ("NO085123", ["NO085123"]),
        ("BR DI 6801234-5", ["BRDI68012345"]),
    ],
)
def test_other_registers(text, searched):
    assert queries(text) == [f"pn:{value}" for value in searched]


@pytest.mark.parametrize(
    "text", ["1747893", "No. 1747893", "no 1747893", "N° 1,747,893", "Design 1747893", "30-1234567", "17/123456"]
)
def test_a_number_that_several_countries_may_have_is_not_guessed_at(text):
    number = parse_number(text)
    assert (number.country, number.is_ambiguous, number.publication_number) == ("", False, None)
    assert number.candidates[0].field is NumberField.PUBLICATION
    assert number.search in {"1747893", "301234567", "17123456"}


def test_a_kind_without_country_narrows_the_search_and_names_no_country():
    number = parse_number("10,123,456 B2")
    assert (number.country, number.kind, number.publication_number) == ("", "B2", None)
    assert queries("10,123,456 B2") == ["pn:10123456B2", "pn:10123456"]


def test_a_number_like_a_chinese_one_with_another_check_digit_is_not_called_chinese():
    assert parse_number("201710601862.3").country == "CN"
    assert parse_number("201710601862.4").country == ""


def test_the_words_behind_a_number_are_its_title():
    for text in (
        "🔴 US · USD1055174S1 · Inflatable Santa · 85% similar",
        "🔴 US · USD1055174S1 · 充气圣诞老人 · 相似度 85%",
        "评为高风险 · US · USD1055174S1 · 充气圣诞老人 · 相似度 85%",
        "US D1,055,174 S (Santa in a box, size 3)",
        "USD1055174S1 TV stand by DE Group",
    ):
        assert parse_number(text).publication_number == "USD1055174S1"


def test_typed_is_what_the_person_typed():
    assert parse_number("please look up ＵＳ\u200b Ｄ1,055,174  S!").typed == "US D1,055,174 S"
    assert len(parse_number("JP" + " " * 500 + "1747893").typed) <= 80


@pytest.mark.parametrize(("country", "example"), NUMBER_EXAMPLES.items())
def test_the_examples_shown_to_people_are_numbers_of_their_country(country, example):
    number = parse_number(example)
    assert number.country == country
    assert number.candidates[0].field is NumberField.PUBLICATION
