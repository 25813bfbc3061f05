from bot.model.countries import COUNTRIES
from formatters.countries import list_codes, list_countries, list_within
from tests.languages import EN, ZH
from tests.unit.formatters.builders import NASTY_TEXT
from tests.unit.formatters.checker import check_mrkdwn


def test_list_countries_gives_flag_name_and_code():
    assert list_countries(EN, ["US", "EU"], limit=100) == "🇺🇸 United States (US), 🇪🇺 European Union (EU)"


def test_list_countries_without_flags():
    assert list_countries(EN, ["US", "WO"], limit=100, flags=False) == "United States (US), WIPO (Hague) (WO)"


def test_list_countries_names_an_unknown_code_once_and_skips_blanks():
    assert list_countries(EN, ["ZZ", "", " ", "ZZ"], limit=100) == "🌐 ZZ"


def test_list_countries_falls_back_to_codes_and_then_counts():
    codes = list(COUNTRIES)
    everything = list_countries(EN, codes, limit=10_000)
    assert everything.count("(") >= len(codes)
    compact = list_countries(EN, codes, limit=500)
    assert compact.startswith("🇦🇪 AE, 🇦🇷 AR")
    assert "more" not in compact
    short = list_countries(EN, codes, limit=40)
    assert len(short) <= 40
    shown = short.count(",") + 1
    assert short.endswith(f" and {len(codes) - shown} more")


def test_list_codes_makes_hostile_codes_harmless():
    text = list_codes(EN, [f"{number}{NASTY_TEXT}" for number in range(60)], limit=300)
    assert len(text) <= 300
    check_mrkdwn(text)


def test_list_within_makes_no_word_past_the_limit():
    made = []

    def word(item):
        made.append(item)
        return item

    text = list_within(EN, [f"word {number}" for number in range(1_000)], word, limit=60)
    assert text == "word 0, word 1, word 2, word 3, word 4 and 995 more"
    assert len(made) < 12


def test_list_within_uses_the_limit_to_the_last_character():
    assert list_within(EN, ["aa", "bb", "cc"], str, limit=10) == "aa, bb, cc"
    assert list_within(EN, ["aa" * 10, "bb", "cc"], str, limit=9) == "3 in all"


def test_lists_in_chinese():
    assert list_countries(ZH, ["US", "WO", "ZZ"], limit=100) == "🇺🇸 美国（US）、🌐 WIPO（海牙体系）（WO）、🌐 ZZ"
    assert list_codes(ZH, ["US", "CN"], limit=100) == "🇺🇸 US、🇨🇳 CN"
    assert list_within(ZH, ["甲乙丙", "丁", "戊"], str, limit=15) == "甲乙丙、丁、戊"
    assert list_within(ZH, ["甲乙丙" * 5, "丁", "戊"], str, limit=9) == "共 3 项"
