"""Locarno classes: a list of them, or an expression as Patsnap takes it: ``(21-01 OR 21-03) NOT 21-02``."""

import re

from bot.model.option import OptionFault
from bot.options.lists import read_list
from bot.options.reader import Reader, Unread, is_number, quoted

_TOKEN = re.compile(
    r"\s*(?:(\(|\)|\b(?:AND|OR|NOT)\b|或者?|和|及|与|以及|并且|且|[,;]?\s*(?:非|不含|不包括|排除)|,|/|;)"
    r"|第?(\d{1,2})(?:\s?-\s?(\d{1,2}))?(?![0-9A-Za-z_-])(?:\s?类)?)",
    re.IGNORECASE,
)
_WORDS = {
    **dict.fromkeys((",", "/", ";", "或", "或者", "和", "及", "与", "以及"), "OR"),
    **dict.fromkeys(("且", "并且"), "AND"),
    **dict.fromkeys(("非", "不含", "不包括", "排除"), "NOT"),
}
_CLASS = re.compile(
    r"(?:(?:classes|class|cl|locarno|loc)\b\.?\s*|第)?(\d{1,2})\s?-\s?(\d{1,2})(?![0-9A-Za-z_]|-\d)(?:\s?类)?",
    re.IGNORECASE,
)
_CLASS_LIKE = re.compile(r"(\d{1,2})[./_ ]?(\d{2})")
_MAX_LENGTH = 500
_MAX_DEPTH = 20


def classes_reader() -> Reader:
    """Locarno classes with their subclass."""

    def match(text: str, start: int, _: bool) -> tuple[str, int] | None:
        hit = _CLASS.match(text, start)
        if hit is None or not 1 <= int(hit[1]) <= 32:
            return None
        return f"{int(hit[1]):02}-{int(hit[2]):02}", hit.end()

    return Reader(lambda text: read_list(text, match), _holds_class, is_number, _nearest_class)


def expression_reader() -> Reader:
    """Locarno classes, or an expression of them."""

    def read(text: str) -> tuple[str, str]:
        inside, rest = quoted(text)
        whole = text if inside is None else inside
        found = read_expression(whole)
        if found is None:
            raise Unread(OptionFault.UNFIT if whole.strip() else OptionFault.MISSING, whole, _nearest_class(whole))
        expression, end = found
        if inside is not None and whole[end:].strip():
            raise Unread(OptionFault.UNFIT, whole)
        return expression, whole[end:] if inside is None else rest

    return Reader(read, _holds_class, is_number, _nearest_class)


def read_expression(text: str) -> tuple[str, int] | None:
    """The longest expression at the beginning of a text, and where it ends; None if there is none.

    Commas between classes are ``OR``; ``AND`` and ``NOT`` are operators in any case.
    """
    tokens: list[str] = []
    ends = [0]
    while (match := _TOKEN.match(text, ends[-1])) and match.end() <= _MAX_LENGTH:
        if match[2] and not 1 <= int(match[2]) <= 32:
            return None
        tokens.append(
            _WORDS.get(match[1].strip(",; ") or match[1], match[1].upper()) if match[1] else _class(match[2], match[3])
        )
        ends.append(match.end())
    left = list(tokens)
    if not _reads_either(left, 0) or left:
        return None
    return " ".join(tokens).replace("( ", "(").replace(" )", ")"), ends[-1]


def _class(main: str, sub: str | None) -> str:
    return f"{int(main):02}-{int(sub):02}" if sub else f"{int(main):02}"


def _reads_either(tokens: list[str], depth: int) -> bool:
    """Whether the tokens begin with an expression; what belongs to it is taken away."""
    if not _reads_single(tokens, depth):
        return False
    while tokens and tokens[0] in {"AND", "OR", "NOT"}:
        if tokens[0] != "NOT":
            tokens.pop(0)
        if not _reads_single(tokens, depth):
            return False
    return True


def _reads_single(tokens: list[str], depth: int) -> bool:
    while tokens and tokens[0] == "NOT":
        tokens.pop(0)
    if not tokens or depth > _MAX_DEPTH:
        return False
    token = tokens.pop(0)
    if token != "(":  # noqa: S105 - a token of an expression
        return token[0].isdigit()
    return _reads_either(tokens, depth + 1) and bool(tokens) and tokens.pop(0) == ")"


def _holds_class(text: str) -> bool:
    return _CLASS.search(text) is not None


def _nearest_class(text: str) -> str:
    """``2101`` or ``21.01`` -> ``21-01``; empty for what is no class."""
    match = _CLASS_LIKE.fullmatch(text.strip())
    return f"{int(match[1]):02}-{match[2]}" if match and 1 <= int(match[1]) <= 32 else ""
