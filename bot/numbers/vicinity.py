"""A text without what is too far from any digit to say something about a number."""

import re

_NEAR = 80
"""Characters beside digits, and beside links, that are read."""
_FAR = re.compile(rf"(?<![^\d<>/])[^\d<>/]{{{3 * _NEAR},}}")
_BOUNDARY = re.compile(r"\W")


def near_digits(text: str) -> str:
    """Cut the middle out of long stretches without digits: prose costs nothing, and no number changes."""
    return _FAR.sub(_cut, text)


def _cut(match: re.Match[str]) -> str:
    stretch = match[0]
    head, tail = stretch[:_NEAR], stretch[-_NEAR:]
    begin, end = _BOUNDARY.search(tail), _BOUNDARY.search(head[::-1])
    return (
        (head[: _NEAR - end.start()] if end else "")
        + ("\n" if "\n" in stretch else ";")
        + (tail[begin.start() :] if begin else "")
    )
