"""What an error says to the operator, in words."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from bot.commands.check_sources import UnreadableFileError
from bot.errors import SettingsError
from bot.languages import Translator
from formatters.sentences import in_words
from tests.languages import EN


def words_of(error: SettingsError | UnreadableFileError, tr: Translator = EN) -> str:
    """Its sentences, a line each."""
    sentences = error.sentences if isinstance(error, SettingsError) else (error.sentence,)
    return "\n".join(in_words(tr, sentence) for sentence in sentences)


@contextmanager
def refused(
    match: str, kind: type[SettingsError | UnreadableFileError] = SettingsError
) -> Iterator[pytest.ExceptionInfo[SettingsError | UnreadableFileError]]:
    """``pytest.raises`` for an error that says something of this form, in English."""
    with pytest.raises(kind) as caught:
        yield caught
    assert re.search(match, words_of(caught.value)), words_of(caught.value)
