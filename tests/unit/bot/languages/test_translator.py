"""Numbers, dates, lists and names in each language; and the catalogues against each other and the code."""

from datetime import UTC, date, datetime

import pytest

from bot.languages import check_catalogues, translator
from bot.model.countries import COUNTRIES
from bot.model.language import CHINESE, ENGLISH, Language
from tests import catalogues

EN, ZH = translator(ENGLISH), translator(CHINESE)


def test_catalogues_have_the_same_messages_with_the_same_parameters() -> None:
    check_catalogues()


def test_catalogues_and_code_agree(capsys: pytest.CaptureFixture[str]) -> None:
    code = catalogues.main()
    assert (code, capsys.readouterr().out) == (0, "")


def test_usage_of_a_missing_message_and_of_other_parameters_is_a_fault() -> None:
    usage = catalogues.Usage({"one": frozenset({"count"}), "stage-a": frozenset()})
    usage.read(
        catalogues.REPOSITORY / "x.py", 'tr("one", name=1)\nself._tr("two")\ntr(f"stage-{x}")\ntr("one", **values)'
    )
    assert usage.faults == ["x.py, line 1: one takes ['count'], not ['name']", "x.py, line 2: there is no message two"]
    assert usage.used == {"one", "stage-a"}


def test_foreign_words_of_a_chinese_text_are_those_that_are_neither_names_nor_code() -> None:
    assert catalogues.foreign_words("Patsnap 没有回答 please，见 `/patent help`（PNG）") == ["please"]


def test_translator_of_a_language_without_a_catalogue_is_english() -> None:
    assert translator(Language("tlh")) is EN


def test_translator_asked_for_an_unknown_message_raises() -> None:
    with pytest.raises(LookupError):
        EN("no-such-message")


def test_translator_without_a_value_raises() -> None:
    with pytest.raises(LookupError, match="format-utc-time"):
        EN("format-utc-time", day="today")


def test_numbers_dates_and_lists_are_written_as_the_language_does() -> None:
    moment = datetime(2026, 11, 22, 16, 2, tzinfo=UTC)
    assert EN.number(12345) == ZH.number(12345) == "12,345"
    assert (EN.day(date(2020, 1, 15)), ZH.day(date(2020, 1, 15))) == ("15 Jan 2020", "2020年1月15日")
    assert (EN.utc_time(moment), ZH.utc_time(moment)) == ("22 Nov 2026, 16:02 UTC", "2026年11月22日 16:02（UTC）")
    assert (EN.join(["a", "b", "c"]), ZH.join(["a", "b", "c"])) == ("a, b and c", "a、b 和 c")
    assert EN.join([]) == ZH.join([]) == ""
    assert ZH.join(["美国", "中国", "日本"]) == "美国、中国和日本"


@pytest.mark.parametrize(
    ("score", "said"),
    [
        (None, ""),
        (float("nan"), ""),
        (0.851, "85%"),
        (0.999, "99%"),
        (1, "100%"),
        (7, "100%"),
        (-1.0, "0%"),
        (float("inf"), "100%"),
    ],
)
def test_percent_is_100_for_a_score_of_1_alone(score: float | None, said: str) -> None:
    assert EN.percent(score) == ZH.percent(score) == said


def test_countries_have_a_name_in_each_language() -> None:
    assert {code: EN.country(code) for code in COUNTRIES} == COUNTRIES
    assert all(ZH.country(code) != code and "特别行政区" not in ZH.country(code) for code in COUNTRIES)
    assert (ZH.country("US"), ZH.country("XX"), EN.country("GE")) == ("美国", "XX", "GE")


def test_value_of_any_length_is_put_in_as_it_is() -> None:
    assert len(EN("retry-label", name="x" * 50_000)) > 50_000
