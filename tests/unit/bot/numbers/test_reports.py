"""What people paste: inputs of public reports, each with the whole of its kind."""

import pytest

from bot.errors import LookalikeError
from bot.model import NumberFault
from bot.numbers import parse_numbers


def searched(text):
    return [number.search for number in parse_numbers(text) if not number.is_ambiguous]


US, CN, JP = "USD1055174S1", "CN307654321S", "JP1747893S"
EU = "EU0040356240003S"


@pytest.mark.parametrize(
    "text",
    [
        f"1. {US}\n2. {CN}",
        f"1) {US}\n2) {CN}",
        f"1.) {US}\n2.) {CN}",
        f"(1) {US}\n(2) {CN}",
        f"[1] {US}, [2] {CN}",
        f"1/ {US}\n2/ {CN}",
        f"1: {US}\n2: {CN}",
        f"1 - {US}\n2 - {CN}",
        f"1 {US}\n2 {CN}",
        f"01. {US}\n02. {CN}",
        f"10. {US}\n11. {CN}",
        f"1.{US} 2.{CN}",
        f"1. {US} 2. {CN}",
        f"1) {US} 2) {CN}",
        f"(1) {US} (2) {CN}",
        f"1\t{US}\n2\t{CN}",
        f"1.\t{US}\n2.\t{CN}",
        f"a) {US}\nb) {CN}",
        f"i. {US}\nii. {CN}",
        f"I. {US}\nII. {CN}",
        f"#1 {US}\n#2 {CN}",
        f"No. 1: {US}; No. 2: {CN}",
        f"Design 1: {US}\nDesign 2: {CN}",
        f"디자인 1: {US}\n디자인 2: {CN}",
        f"意匠1：{US}\n意匠2：{CN}",
        f"Santa 1: {US}\nLamp 2: {CN}",
        f"① {US} ② {CN}",
        f"1、{US} 2、{CN}",
        f"１．{US}\n２．{CN}",
        f"1st: {US}\n2nd: {CN}",
        f"1.1 {US}\n1.2 {CN}",
        f"2.1. {US}\n2.2. {CN}",
        f"1; {US}\n2; {CN}",
        f"1\n{US}\n2\n{CN}",
        f"№1 {US}\n№ 2 {CN}",
        f"• {US}\n• {CN}",
        f"- {US}\n- {CN}",
        f"* {US}\n* {CN}",
        f"1. https://patents.google.com/patent/{US}/en\n2. <https://patents.google.com/patent/{CN}/en>",
    ],
)
def test_numbering_of_a_list_is_no_number(text):
    assert searched(text) == [US, CN]


@pytest.mark.parametrize("text", ["1. 1747893\n2. 1747894", "1) 1747893 2) 1747894", "1 - 1747893\n2 - 1747894"])
def test_numbering_before_bare_digits_is_not_joined_to_them(text):
    assert searched(text) == ["1747893", "1747894"]


@pytest.mark.parametrize("text", ["JP 12, USD1055174S1", "USD1055174S1, 12"])
def test_short_number_that_is_no_numbering_is_refused(text):
    with pytest.raises(LookalikeError) as refused:
        parse_numbers(text)
    assert refused.value.problem.details["fault"] == NumberFault.TOO_SHORT


_DATES = """
24.12.2024|24.12.24|24. 12. 2024|2024-12-24|2024/12/24|2024.12.24|2024. 12. 24.|12/24/2024|24/12/2024|24-12-2024
12/24/24|Dec. 24, 2024|December 24th, 2024|24 Dec 2024|24-Dec-24|24. Dezember 2024|24 décembre 2024|1er janvier 2024
Dec 2024|2024年12月24日|2024年|令和6年12月24日|2024년 12월 24일|2024-12-24T10:30:00Z|2024-12-24 00:00:00|2024|(2024)
© 2024|2023-2024|2023/24|FY2024|10:30|85%|99.5 %|20241224
24.XII.2024|Q4 2024|Q1/2024|FY24|week 52/2024|KW 52|24/12|10h30|2023年(令和5年)6月5日|15 years|3 pcs|1 of 3
$12.50|€ 1,299.00|USD 12.50|12.50 EUR|12.5 cm|3 kg
""".replace("\n", "|").strip("|")
DATES = _DATES.split("|")


@pytest.mark.parametrize("date", DATES)
@pytest.mark.parametrize(
    "text", ["USD1055174S1 {}", "USD1055174S1 - granted {}", "USD1055174S1\t{}", "{}: USD1055174S1"]
)
def test_date_beside_a_number_is_left_alone(text, date):
    assert searched(text.format(date)) == [US]


@pytest.mark.parametrize("date", DATES)
def test_date_between_two_numbers_is_left_alone(date):
    assert searched(f"{US}, {date}, {JP}") == searched(f"{US} ({date})\n{JP}") == [US, JP]


@pytest.mark.parametrize("text", ["24.12.2024", "2024", "US 2024", "US2024", "20241224", "granted Dec. 24, 2024"])
def test_date_alone_is_refused_as_one(text):
    with pytest.raises(LookalikeError) as refused:
        parse_numbers(text)
    assert refused.value.problem.details["fault"] == NumberFault.DATE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("USD2024", "USD2024"),
        ("DM/2024", "WODM002024"),
        ("JP 2024-012345 A", "JP2024012345A"),
        ("WO 2024 123456 A1", "WO2024123456A1"),
        ("30-2024-0012345", "KR3020240012345"),
        ("EP 20 12 12 24.5", "EP20121224"),
        ("2024年意匠登録願第012345号", "JP2024012345"),
    ],
)
def test_year_within_a_number_stays_in_it(text, expected):
    assert searched(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("USD1055174S1 (Inflatable Santa, 2024)", [US]),
        ("USD1055174S1\tActive\t2024-12-24", [US]),
        ("1\tUSD1055174S1\tUS\tActive\t2024-12-24\n2\tCN307654321S\tCN\tPending\t2023-01-02", [US, CN]),
        ("No.\tPublication No.\tCountry\tDate\n1\tUSD1055174S1\tUS\t2024-12-24", [US]),
        ("Country\tNumber\nUS\tD1055174\nJP\t1747893", ["USD1055174", "JP1747893"]),
        ("Number\tCountry\n1747893\tJapan\n6123456\tUnited Kingdom", ["JP1747893", "GB6123456"]),
        ("EP\t1234567\tB1\tActive", ["EP1234567B1"]),
        ("US\t20200123456\tA1\t2020-04-23", ["US20200123456A1"]),
        ("JP\t1747893\tS\nKR\t30-1234567\tS", [JP, "KR3012345670000S"]),
        ("US\tD1055174\tS1\t2024-12-24\t45650", [US]),
        ("D212345\tTW\tActive", ["TWD212345"]),
        ("1747893\tInflatable Santa\tJP\t20241224\t29961259", ["JP1747893"]),
        ("USD1055174S1\tInflatable Santa, 12 oz\t3\t85%\t12345678", [US]),
        ("USD1055174S1\t1055174\tActive", [US]),
        ("| USD1055174S1 | Inflatable Santa | 2024-12-24 |", [US]),
        ("1,USD1055174S1,Inflatable Santa,2024-12-24,Active", [US]),
        ('"USD1055174S1","Inflatable Santa","2024-12-24"', [US]),
        ("USD1055174S1;Active;24.12.2024;Santa", [US]),
        ("CN307654321S\t有效\t2022-06-24", [CN]),
        ("USD1055174S1\tCN\n1747893", [US, "1747893"]),
        ("1747893\t1747894", ["1747893", "1747894"]),
    ],
)
def test_row_of_a_table_is_one_patent(text, expected):
    assert searched(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("D212345 TW", "TWD212345"),
        ("D212345 (TW)", "TWD212345"),
        ("D212345, Taiwan", "TWD212345"),
        ("D212345 – Taiwan", "TWD212345"),
        ("D1747893 (JP)", "JP1747893"),
        ("D212345 (US)", "USD212345"),
        ("1055174 (US design)", "USD1055174"),
        ("1055174 S1 US", "USD1055174S1"),
        ("6123456 (GB)", "GB6123456"),
        ("307654321S, China", "CN307654321S"),
        ("4035624-3 EUIPO", EU),
        ("1747893（日本）", "JP1747893"),
        ("30-1234567 한국", "KR301234567"),
        ("402012001234-0001 (Deutschland)", "DE4020120012340001"),
    ],
)
def test_country_behind_a_number_counts(text, expected):
    assert searched(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "JP 6123456 (UK)",
        "US and foreign patents pending. Design Reg. 6123456 UK",
        "US, CN and JP patents pending. 6123456 UK",
        "Japan:\n1747893 (US)",
        "US Pat. Nos. 1,055,174, 987,654 (CN)",
    ],
)
def test_country_behind_that_contradicts_the_one_in_front_is_refused(text):
    with pytest.raises(LookalikeError) as refused:
        parse_numbers(text)
    assert refused.value.problem.details["fault"] == NumberFault.TWO_COUNTRIES


@pytest.mark.parametrize(
    ("text", "expected"), [("JP patents pending. 6123456 UK", "GB6123456"), ("JP patents pending. 6123456", "6123456")]
)
def test_country_of_an_earlier_sentence_is_not_the_number_s(text, expected):
    assert searched(text) == [expected]


@pytest.mark.parametrize(
    "other",
    ["Model 4711", "model no. 1747894", "SN 12345678", "Lot 20241", "Order 1234567", "Model TV-500", "型号 1234567"],
)
def test_number_of_something_else_is_never_looked_up(other):
    assert searched(f"{other}; US Pat. D1,055,174") == ["USD1055174"]
    assert searched(f"{US}, {other}") == [US]
    with pytest.raises(LookalikeError):
        parse_numbers(other)


def test_countries_behind_several_numbers_stay_with_them():
    expected = ["JP1747893", "GB6123456"]
    assert searched("1747893 JP, 6123456 GB") == expected
    assert searched("1747893 JP 6123456 GB") == expected
    assert searched("1747893 (JP) 6123456 (GB)") == expected


def test_word_that_is_also_a_code_names_no_country():
    assert [number.country for number in parse_numbers("please look up in 1747893")] == [""]
    assert [number.country for number in parse_numbers("the number is 1747893")] == [""]
    assert [number.country for number in parse_numbers("numéro de brevet 1747893")] == [""]
    assert [number.country for number in parse_numbers("Nr. 1747893")] == [""]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("대한민국 등록디자인 제30-0572831호", "KR300572831"),
        ("디자인등록 제30-0572831호", "KR300572831"),
        ("등록디자인 제572831호", "KR300572831"),
        ("디자인출원번호 30-2020-0012345", "KR3020200012345"),
        ("미국 디자인특허 D1055174", "USD1055174"),
        ("일본 등록디자인 1747893호", "JP1747893"),
        ("국제등록 DM/212345", "WODM212345"),
        ("日本国意匠登録第1747893号", "JP1747893S"),
        ("등록디자인공보 30-0572831", "KR300572831"),
        ("디자인 30-0572831", "KR300572831"),
        ("디자인 1055174 미국", "USD1055174"),
        ("大韩民国外观设计 30-0572831", "KR300572831"),
        ("中華民國 D212345", "TWD212345"),
        ("Südkorea 30-0572831", "KR300572831"),
        ("Gebrauchsmuster DE 20 2012 001234", "DE202012001234"),
        ("EUD 004035624-0003", EU),
        ("登録意匠第1747893号", "JP1747893"),
        ("米国意匠特許 D1,055,174", "USD1055174"),
        ("大韓民国意匠登録 30-0572831", "KR300572831"),
        ("ハーグ国際登録 DM/212345", "WODM212345"),
        ("外观设计专利 CN307654321S 已授权", CN),
        ("美国外观设计专利 D1055174", "USD1055174"),
        ("台湾 D212345", "TWD212345"),
        ("欧盟外观设计 004035624-0003", EU),
        ("专利号：ZL 2017 1 0601862.3", "CN201710601862.3"),
        ("Deutsches Design Nr. 40 2012 001234-0001", "DE4020120012340001"),
        ("US-Geschmacksmuster D1,055,174", "USD1055174"),
        ("japanisches Geschmacksmuster 1747893", "JP1747893"),
        ("Eingetragenes Gemeinschaftsgeschmacksmuster Nr. 004035624-0003", EU),
        ("Bitte das US-Patent D1,055,174 prüfen", "USD1055174"),
        ("Dessin et modèle français FR 20200885-003", "FR20200885003"),
        ("dessin ou modèle communautaire n° 004035624-0003", EU),
        ("brevet américain n° D1,055,174", "USD1055174"),
        ("Registered Community Design No. 004035624-0003", EU),
        ("Our competitor's design USD1055174S1 looks close", US),
        ("Inflatable Santa (USD1055174S1)", US),
        ("Santa size 3, USD1055174S1", US),
        ("USD1055174S1 Fig. 3", US),
        ("USD1055174S1 TV stand 55 inch", US),
        ("LOC (13) Cl. 21-01 USD1055174S1", US),
        ("(10) Patent No.: US D1,055,174 S (45) Date of Patent: Dec. 24, 2024", US),
    ],
)
def test_words_around_a_number_are_understood_or_left_alone(text, expected):
    assert searched(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("U.S. Pat. D1055174; other patents pending", ["USD1055174"]),
        ("Protected by US Pat. D1,055,174. Other patents pending.", ["USD1055174"]),
        ("US Des. Pat. Nos. 1,055,174 and 987,654", ["USD1055174", "USD987654"]),
        ("US Design Patents:\n1,055,174\n987,654", ["USD1055174", "USD987654"]),
        ("U.S. Pat. Nos. D1,055,174, D1,055,175, and 10,123,456", ["USD1055174", "USD1055175", "US10123456"]),
        ("U.S. Patent Nos. 10,123,456; EU RCD 004035624-0003 and patents pending", ["US10123456", EU]),
        ("Registered Community Designs Nos. 004035624-0003 and 004035624-0004", [EU, "EU0040356240004S"]),
        ("© 2024 Acme Inc. All rights reserved. U.S. Pat. D1,055,174", ["USD1055174"]),
        ("Japan:\n1747893\n1747894", ["JP1747893", "JP1747894"]),
        ("Made in China. US Pat. D1055174. CE. RoHS", ["USD1055174"]),
        ("COVERED BY U.S. PATENT D1,055,174 AND D1,055,175. MADE IN CHINA", ["USD1055174", "USD1055175"]),
        ("Made in the U.S.A. 1747893 JP", ["JP1747893"]),
        ("Designed in Italy. 1747893", ["1747893"]),
        ("USD1055174S1, JP", [US]),
    ],
)
def test_text_of_a_marking_names_its_patents(text, expected):
    assert searched(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("EP-A1-1234567", "EP1234567A1"),
        ("EP-B1-1 234 567", "EP1234567B1"),
        ("US-A-4,877,027", "US4877027A"),
        ("JP-A-2020-12345", "JP2020012345A"),
        ("JP S 1747893", "JP1747893S"),
        ("CN S 307654321", "CN307654321S"),
        ("US S1 1055174", "USD1055174S1"),
        ("WO-A1-2020/123456", "WO2020123456A1"),
        ("DE-U1-20 2012 001234", "DE202012001234U1"),
    ],
)
def test_kind_code_in_front_of_the_digits_is_one(text, expected):
    assert searched(text) == [expected]


@pytest.mark.parametrize(
    "text", ["등록디자인 제30-0675697호의 유사 제1호", "KR 30-0675697의 유사디자인 1", "KR 30-0675697-0001"]
)
def test_similar_design_of_korea_is_never_its_main_design(text):
    (number,) = parse_numbers(text)
    assert number.search == "KR3006756970001"
    assert number.matches("KR3006756970001S")
    assert not number.matches("KR3006756970000S")


@pytest.mark.parametrize(
    "text", ["意匠登録第785321号の類似1", "意匠登録第785321号の類似第2号", "意匠登録第785321号の類似"]
)
def test_similar_design_of_japan_is_searched_by_its_main_number_and_only_offered(text):
    (number,) = parse_numbers(text)
    assert number.search == "JP785321"
    assert not number.matches("JP785321S")
