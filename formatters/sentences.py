"""Sentences for the operator, put into words."""

from bot.languages import Translator
from bot.model import Problem
from bot.model.sentence import Sentence
from formatters.options import describe_fault


def in_words(tr: Translator, sentence: Sentence) -> str:
    """The sentence with its values, those that are clauses in words too."""
    return tr(sentence.message_id, **{name: _value(tr, value) for name, value in sentence.values.items()})


def _value(tr: Translator, value: str | float | tuple[str, ...] | Problem | Sentence) -> str | float:
    if isinstance(value, Sentence):
        return in_words(tr, value)
    if isinstance(value, Problem):
        return describe_fault(tr, value)
    return tr("list-separator").join(value) if isinstance(value, tuple) else value
