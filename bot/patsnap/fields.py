"""Values as Patsnap sends them -> values as they are meant. Nothing here raises, whatever comes in.

Numbers come as strings and strings as numbers, lists are missing or null, dates are integers.
"""

import json
import math
import re
from collections.abc import Container, Iterable
from datetime import UTC, date, datetime
from typing import Any

from bot.model.text import storable

MAX_IDENTIFIER = 128
"""Theirs have 36 characters; the database's columns end here."""

_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")
_CODES_ONLY = re.compile(r"\(?\s*\d{1,2}(-\d{1,2})?(\s*(,|\bOR\b)\s*\d{1,2}(-\d{1,2})?)*\s*\)?")
_BOOLEANS = {"true": True, "1": True, "1.0": True, "false": False, "0": False, "0.0": False}
_PERCENT_FROM = 1.01
"""Scores above this are percentages. A cosine a little above 1 is a rounding error, not one percent."""


def text(value: Any) -> str:
    """Any scalar as text, ``storable`` and without blanks around it."""
    if isinstance(value, str):
        return storable(value.replace("\r\n", "\n")).strip()
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        try:
            return str(value)
        except ValueError:  # an integer of more digits than Python writes out
            return ""
    return ""


def words(value: Any) -> str:
    """A scalar as text, or those in a list or an object, joined."""
    items = list(value.values()) if isinstance(value, dict) else value
    return ", ".join(texts(items))


def boolean(value: Any) -> bool | None:
    """``true``, ``"false"``, ``1`` or ``"0"``; None for what is neither."""
    return value if isinstance(value, bool) else _BOOLEANS.get(text(value).lower())


def identifier(value: Any) -> str:
    """An id of Patsnap's; empty for one that is longer than any of theirs: cut off, it would be another's."""
    result = text(value)
    return result if len(result) <= MAX_IDENTIFIER else ""


def number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        result = float(value)
    except (ValueError, OverflowError):
        return None
    return result if math.isfinite(result) else None


def integer(value: Any) -> int | None:
    """A whole number that JSON carries exactly (53 bits): nothing that is counted here comes near."""
    result = number(value)
    return int(result) if result is not None and result.is_integer() and abs(result) < 2**53 else None


def score(value: Any) -> float | None:
    """A similarity on either scale (0 to 1, or 0 to 100) -> 0 to 1; None for what stands on neither."""
    if isinstance(value, str) and value.strip().endswith("%"):
        return percentage(value.strip()[:-1])
    result = number(value)
    if result is None or not 0 <= result <= 100:
        return None
    return min(result, 1.0) if result <= _PERCENT_FROM else result / 100


def percentage(value: Any) -> float | None:
    """0 to 100 -> 0 to 1."""
    result = number(value)
    return result / 100 if result is not None and 0 <= result <= 100 else None


def day(value: Any) -> date | None:
    """``yyyyMMdd`` as integer or text (dashes allowed) -> a date; None for what is none."""
    match = _DAY.fullmatch(text(value))
    if not match:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def moment(value: Any) -> datetime | None:
    """Milliseconds since the epoch -> an aware time."""
    milliseconds = number(value)
    if milliseconds is None or milliseconds <= 0:
        return None
    try:
        return datetime.fromtimestamp(milliseconds / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def link(value: Any) -> str:
    """A web address; empty for anything else."""
    address = text(value)
    return address if address.startswith(("https://", "http://")) and not re.search(r"\s", address) else ""


def texts(value: Any) -> tuple[str, ...]:
    """A list of scalars, or one scalar, -> texts that are not empty."""
    items = value if isinstance(value, list) else [value]
    return tuple(filter(None, map(text, items)))


def names(value: Any) -> tuple[str, ...]:
    """``A;B``, ``A | B`` or a list -> names."""
    return tuple(name.strip() for item in texts(value) for name in re.split(r"[;;|]", item) if name.strip())


def locarno_classes(value: Any) -> tuple[str, ...]:
    """A list or one text -> classes as sent. Bare codes in one text are split; a class's name holds commas itself."""
    return unique(
        part
        for item in texts(value)
        for part in (re.findall(r"\d{1,2}(?:-\d{1,2})?", item) if _CODES_ONLY.fullmatch(item) else names(item))
    )


def country_codes(value: Any) -> tuple[str, ...]:
    """A list of codes, or several in one text, -> upper-case codes, each once, in the order given.

    Of an object the shortest text is taken: a code is shorter than a country's name.
    """
    value = _unquoted(value)
    items = value if isinstance(value, list) else [value]
    plain = [min(texts([*item.values()]), key=len, default="") if isinstance(item, dict) else item for item in items]
    return unique(code.upper() for item in texts(plain) for code in re.split(r"[\s,;|,、]+", item) if code)


def objects(value: Any) -> list[dict[str, Any]]:
    """The objects of a list; a lone object counts as a list of one, anything else in it is skipped."""
    items = value if isinstance(value, list) else [value]
    return [item for item in items if isinstance(item, dict)]


def fold(key: str) -> str:
    """A key without regard to case and to what stands between its words: ``riskLevel`` is ``risk_level``."""
    return re.sub(r"[\W_]", "", key).lower()


def objects_named(value: Any, names: Container[str], *, depth: int = 4) -> list[dict[str, Any]]:
    """Every object that has a key of ``names`` (folded), and an empty one for each item that neither is nor holds one.

    So that nothing sent is lost uncounted: lists and objects may come as JSON in a string, or some levels deeper.
    """
    value = _unquoted(value)
    if value is None or value in ("", [], {}):
        return []
    if isinstance(value, dict):
        if any(key in names or fold(key) in names for key in value):
            return [value]
        held = [inner for inner in map(_unquoted, value.values()) if isinstance(inner, (dict, list))]
        inner_lists = [inner for inner in held if isinstance(inner, list)] or held
        if inner_lists and depth:
            return [found for inner in inner_lists for found in objects_named(inner, names, depth=depth - 1)]
    elif isinstance(value, list) and depth:
        return [found for item in value for found in objects_named(item, names, depth=depth - 1) or [{}]]
    return [{}]


def object_named(value: Any, names: Container[str]) -> dict[str, Any] | None:
    """The one object that has a key of ``names``, wherever it stands; or else the value itself, if it is an object."""
    match objects_named(value, names):
        case [found] if found:
            return found
    return value if isinstance(value, dict) else None


def _unquoted(value: Any) -> Any:
    """What stands in a string as JSON, which may have been written twice; anything else as it is."""
    for _ in range(2):
        if not isinstance(value, str) or value.lstrip()[:1] not in ("[", "{", '"'):
            break
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            break
    return value


def object_or_empty(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def unique(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))
