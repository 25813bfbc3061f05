"""A text without what is too far from any digit to say something about a number."""

import re

_BEFORE, _BEHIND = 80, 50
"""Characters in front of digits and links, and behind them, that are read: of what follows a number only known words
count, and these only up to the first that is not known."""
_FAR = re.compile(rf"(?<![^\d<>/])[^\d<>/]{{{_BEFORE + _BEHIND + 60},}}")
_BOUNDARY = re.compile(r"\W")


def near_digits(text: str) -> str:
    """Cut the middle out of long stretches without digits: prose costs nothing, and no number changes."""
    return _FAR.sub(_cut, text)


def _cut(match: re.Match[str]) -> str:
    stretch = match[0]
    head, tail = stretch[:_BEHIND], stretch[-_BEFORE:]
    begin, end = _BOUNDARY.search(tail), _BOUNDARY.search(head[::-1])
    return (
        (head[: _BEHIND - end.start()] if end else "")
        + ("\n" if "\n" in stretch else ";")
        + (tail[begin.start() :] if begin else "")
    )
