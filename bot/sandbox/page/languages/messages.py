"""The messages of a catalogue as JSON for the page's scripts, which fill them in and choose among plurals."""

from functools import cache
from typing import Any

from fluent.syntax import ast

from bot.languages import Translator
from bot.model.language import Language
from bot.sandbox.page.languages import page_translator

Part = str | list[Any]
"""A text, ``[name]`` for a value, or ``[name, {variant: parts}, default]`` for a choice by a value."""


@cache
def messages_json(language: Language) -> dict[str, list[Part]]:
    """Message id -> its parts. Raises ValueError for anything in a message that the scripts cannot read."""
    tr: Translator = page_translator(language)
    messages = ((name, tr.catalogue.message(name)[0].value) for name in tr.catalogue.ids)
    return {name: _pattern(pattern) for name, pattern in messages if pattern}


def _pattern(pattern: ast.Pattern) -> list[Part]:
    return [_element(element) for element in pattern.elements]


def _element(element: ast.TextElement | ast.Placeable) -> Part:
    if isinstance(element, ast.TextElement):
        return element.value
    match element.expression:
        case ast.StringLiteral() as literal:
            return str(literal.parse()["value"])
        case ast.VariableReference(id=name):
            return [name.name]
        case ast.SelectExpression(selector=ast.VariableReference(id=name), variants=variants):
            default = next(_key(variant) for variant in variants if variant.default)
            return [name.name, {_key(variant): _pattern(variant.value) for variant in variants}, default]
        case other:
            raise ValueError(f"{type(other).__name__} is nothing that the page's scripts read")


def _key(variant: ast.Variant) -> str:
    return variant.key.name if isinstance(variant.key, ast.Identifier) else variant.key.value
