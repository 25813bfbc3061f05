"""What no message of the app says: a screening judges nothing and promises nothing."""

import re

import pytest

from bot.languages.choice import FOLDER, LANGUAGES
from tests.unit.formatters.checker import FORBIDDEN_WORDS

_NOT_OURS = re.compile(r"^(?:#|locarno-).*$", re.MULTILINE)
"""Comments, and names of classes, which are the treaty's."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_has_no_word_that_judges_or_promises(language):
    said = _NOT_OURS.sub("", (FOLDER / f"{language}.ftl").read_text(encoding="utf-8"))
    assert [match[0] for match in FORBIDDEN_WORDS.finditer(said)] == []


@pytest.mark.parametrize(
    "words",
    [
        "Suspected infringements: 4",
        "This design infringes yours",
        "It is safe to sell",
        "疑似侵权：4 项",
        "可以放心销售",
    ],
)
def test_words_that_judge_or_promise_are_found(words):
    assert FORBIDDEN_WORDS.search(words)
