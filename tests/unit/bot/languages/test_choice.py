"""The nearest language to a locale."""

import logging

import pytest

from bot.languages import LANGUAGES, nearest_language


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        *(("en-US", "en"), ("en-GB", "en"), ("EN", "en"), ("en_GB.UTF-8", "en"), ("en@euro", "en")),
        *(("zh-CN", "zh"), ("zh_CN.UTF-8", "zh"), ("zh-Hans", "zh"), ("zh-TW", "zh"), ("zh-Hant-HK", "zh")),
        *(
            ("fr-FR", None),
            ("C", None),
            ("C.UTF-8", None),
            ("POSIX", None),
            ("", None),
            ("x" * 5000, None),
            ("zhong", None),
        ),
    ],
)
def test_nearest_language_of_a_locale_is_the_one_of_its_first_part(locale: str, language: str | None) -> None:
    assert nearest_language(locale) == language


@pytest.mark.parametrize("locale", ["zh-HK", "tlh-QO"])
def test_nearest_language_that_is_not_the_locale_s_own_is_logged_once(
    locale: str, caplog: pytest.LogCaptureFixture
) -> None:
    nearest_language.cache_clear()
    with caplog.at_level(logging.INFO, logger="bot.languages.choice"):
        nearest_language(locale)
        nearest_language(locale)
    assert len(caplog.records) == 1


def test_languages_are_the_catalogues_in_the_folder() -> None:
    assert LANGUAGES == ("en", "zh")
