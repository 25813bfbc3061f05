"""An expression of Locarno classes, as Patsnap takes it: ``(21-01 OR 21-03) NOT 21-02``."""

import re

_TOKEN = re.compile(
    r"\s*(?:(\(|\)|\b(?:AND|OR|NOT)\b|和|或|及|,|/|;)|(\d{1,2})(?:\s?-\s?(\d{1,2}))?(?![\w-]))", re.IGNORECASE
)
_WORDS = {",": "OR", "/": "OR", ";": "OR", "或": "OR", "和": "OR", "及": "OR"}
_MAX_LENGTH = 500
_MAX_DEPTH = 20


def read_expression(text: str) -> tuple[str, int] | None:
    """The longest expression at the beginning of a text, and where it ends; None if there is none.

    Commas between classes are ``OR``; ``AND`` and ``NOT`` are operators in any case.
    """
    tokens: list[str] = []
    ends = [0]
    while (match := _TOKEN.match(text, ends[-1])) and match.end() <= _MAX_LENGTH:
        if match[2] and not 1 <= int(match[2]) <= 32:
            return None
        tokens.append(_WORDS.get(match[1], match[1].upper()) if match[1] else _class(match[2], match[3]))
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
