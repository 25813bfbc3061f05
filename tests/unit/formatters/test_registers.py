import pytest

from bot.model.language import CHINESE
from formatters.registers import patent_link, patent_url, register_link
from tests.languages import EN, ZH


@pytest.mark.parametrize(
    ("number", "url"),
    [
        ("USD1055174S1", "https://patents.google.com/patent/USD1055174S1/en"),
        (" usd412345s ", "https://patents.google.com/patent/USD412345S/en"),
        ("CN303948524S", "http://epub.cnipa.gov.cn/patent/CN303948524S"),
        ("EU0040356240003S", "https://euipo.europa.eu/eSearch/#details/designs/004035624-0003"),
        ("EM0040356240003S", "https://euipo.europa.eu/eSearch/#details/designs/004035624-0003"),
        ("EU004035624-0003", "https://euipo.europa.eu/eSearch/#details/designs/004035624-0003"),
        ("US11234567B2", "https://patents.google.com/patent/US11234567B2/en"),
        ("US20210012345A1", "https://patents.google.com/patent/US20210012345A1/en"),
        ("CN212345678U", "https://patents.google.com/patent/CN212345678U/en"),
        ("EP1234567A1", "https://patents.google.com/patent/EP1234567A1/en"),
        ("WO2020123456A1", "https://patents.google.com/patent/WO2020123456A1/en"),
    ],
)
def test_number_leads_to_the_page_of_its_office(number, url):
    assert patent_url(number) == url


@pytest.mark.parametrize(
    "number",
    [
        *("JP1747893S", "KR3012345670000S", "AU202012345S", "DE4020120012340001S", "GB6123456S", "WODM212345S"),
        *("EU00403562S", "CN30394852S", "USD0412345S1", "CN30394852XS"),
        *("", "USD10/55174", "D1055174", "US", "USD1|evil", "US１２３４５", "CN３０３９４８５２４S", "USD105517>S1"),
        *("1" * 20, "US" + "1" * 40, "USD1055174S1\n#"),
    ],
)
def test_number_without_a_page_of_its_own_has_no_link(number):
    assert patent_url(number) == patent_link(EN, number) == register_link(EN, number) == ""


def test_link_names_the_number_or_the_register_alone():
    eu = "https://euipo.europa.eu/eSearch/#details/designs/004035624-0003"
    assert patent_link(EN, "EU0040356240003S") == f"<{eu}|EU0040356240003S at EUIPO>"
    assert register_link(EN, "EU0040356240003S") == f"<{eu}|EUIPO>"
    assert patent_link(ZH, "USD1055174S1").endswith("/USD1055174S1/zh|在 Google Patents 查看 USD1055174S1>")


def test_page_is_in_the_readers_language_where_it_has_one():
    assert patent_url("USD1055174S1", CHINESE) == "https://patents.google.com/patent/USD1055174S1/zh"
