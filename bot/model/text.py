"""Text from outside in a form that every database and every encoder takes."""

import re

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def storable(text: str) -> str:
    """Without control characters (tab, line feed and carriage return stay), lone surrogates as ``\ufffd``.

    PostgreSQL refuses NUL, and no encoder of UTF-8 takes a surrogate: a text with either would fail where it is
    stored, after Slack or Patsnap sent it and before anybody was told.
    """
    return _SURROGATE.sub("\ufffd", _CONTROL.sub("", text))
