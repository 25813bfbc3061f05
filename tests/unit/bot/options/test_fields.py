"""Options that come one by one: from a command line, and from settings."""

from datetime import date

import pytest

from bot.errors import OptionError
from bot.model import CHINESE, CheckOptions
from bot.options import read_countries, read_day, read_fields, read_language

DEFAULTS = CheckOptions(countries=("US",))
TODAY = date(2026, 11, 27)


def test_fields_are_read_over_the_defaults():
    fields = {"countries": "德国， Japan", "keyword": "smart watch", "lang": "中文", "since": "2020年", "loc": "21–01"}
    assert read_fields(fields, defaults=DEFAULTS, today=TODAY) == CheckOptions(
        countries=("DE", "JP"),
        keyword="smart watch",
        lang=CHINESE,
        filed_after=date(2020, 1, 1),
        locarno=("21-01",),
    )


def test_settings_are_read_by_the_same_words():
    assert read_countries("US, 中国 and Korea") == ("US", "CN", "KR")
    assert read_day("20200131", today=date.max) == date(2020, 1, 31)
    assert read_language("Chinese") == CHINESE


@pytest.mark.parametrize(
    ("countries", "word"),
    [("US,Germny", "Germny"), ("US CN now", "now"), ("", ""), ("US please", "please"), ("US. CN", "CN")],
)
def test_nothing_may_stand_beside_a_field(countries, word):
    with pytest.raises(OptionError) as raised:
        read_countries(countries)
    assert raised.value.problem.details["value"] == word


def test_name_of_another_option_is_no_part_of_a_field():
    with pytest.raises(OptionError):
        read_fields({"countries": "US since:2020"}, defaults=DEFAULTS, today=TODAY)
