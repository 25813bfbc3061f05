from datetime import date

import pytest

from bot.commands.statement import read_day
from bot.errors import SettingsError
from tests.sentences import words_of

TODAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("typed", "day"),
    [(None, date(2026, 11, 26)), ("2026-11-01", date(2026, 11, 1)), (" 2026-11-26 ", date(2026, 11, 26))],
)
def test_day_is_the_one_typed_or_yesterday(typed, day):
    assert read_day(typed, today=TODAY) == day


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("yesterday", "--day: “yesterday” is no day; it takes one such as 2026-11-26."),
        ("2026-11-27", "--day: 2026-11-27 is not over yet. Patsnap adds a day up at eight the next morning"),
    ],
)
def test_day_that_cannot_be_stated_is_a_sentence(typed, why):
    with pytest.raises(SettingsError) as caught:
        read_day(typed, today=TODAY)
    assert words_of(caught.value).startswith(why)
