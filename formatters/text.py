"""Text from outside made harmless for Slack, and small wordings.

Three ways lead from a text into a message: ``escape`` (or ``shorten``) for mrkdwn, ``plain`` for plain_text objects and
for the terminal, and nothing else.
"""

import math
import re
from collections.abc import Sequence
from datetime import date

ELLIPSIS = "…"

# Characters that show nothing: controls, bidi marks and embeddings, zero-width and filler characters, variation
# selectors, tags, lone surrogates, non-characters. They hide or reorder what a reader sees.
_INVISIBLE = re.compile(
    "["
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad"
    "\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U000110bd\U000110cd\U00013430-\U0001345f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    "]+"
)
_LINE_BREAK = re.compile("[ \t]*(?:\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029])[ \t]*")
_BLANK_LINES = re.compile(r"\n{3,}")
_QUOTE = re.compile(r"^[ \t]*(?:&gt;[ \t]*)+", re.MULTILINE)
_UNDERSCORE = re.compile(r"(?<![0-9A-Za-z])_|_(?![0-9A-Za-z])")
_EMOJI = re.compile(r":(?=[\w+'-]+:)")
_MENTION = re.compile(r"(?<![\w.+-])@(?=\w)")
_PARTIAL_ENTITY = re.compile(r"&[a-z]{0,3}$")


def plain(text: str) -> str:
    """A text without invisible characters, on one line: for plain_text objects, and for a terminal."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    return " ".join(_INVISIBLE.sub("", _LINE_BREAK.sub(" ", text)).split())


def escape(text: str) -> str:
    """A text that mrkdwn shows as it is: nothing in it can style, link, mention or ping.

    Slack knows entities for ``&``, ``<`` and ``>`` only; its other signs are exchanged for look-alikes where they
    would act. Line breaks stay.
    """
    if not (text.isascii() and text.isprintable()):
        text = _INVISIBLE.sub("", _LINE_BREAK.sub("\n", text)).replace("\t", " ")
        text = _BLANK_LINES.sub("\n\n", text)
    text = text.strip().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = text.replace("*", "∗").replace("~", "∼").replace("`", "'")
    if "&gt;" in text:
        text = _QUOTE.sub(lambda match: "›" * match[0].count("&gt;") + " ", text)
    if "_" in text:
        text = _UNDERSCORE.sub("ˍ", text)
    if ":" in text:
        text = _EMOJI.sub("∶", text.replace("://", "∶//"))
    if "@" in text:
        text = _MENTION.sub("＠", text)
    return text


def shorten(text: str, limit: int) -> str:
    """``escape`` within ``limit`` characters, entities counted as Slack counts them, with ``…`` where it was cut.

    Of a text that is far too long only the beginning is read.
    """
    escaped = escape(text[: 2 * limit + 64])
    if len(escaped) <= limit and len(text) > 2 * limit + 64:
        return cut(escaped + ELLIPSIS, limit)
    return cut(escaped, limit)


def shorten_line(text: str, limit: int) -> str:
    """``shorten`` for a name: on one line."""
    return shorten(plain(text[: 2 * limit + 64]), limit)


def cut(escaped: str, limit: int) -> str:
    """An escaped text within ``limit`` characters, cut between words where one ends near, never inside an entity."""
    if len(escaped) <= limit:
        return escaped
    if limit < 1:
        return ""
    kept = _PARTIAL_ENTITY.sub("", escaped[: limit - 1])
    word_end = max(kept.rfind(" "), kept.rfind("\n"))
    if len(kept) - word_end <= 20 and word_end > len(kept) // 2:
        kept = kept[:word_end]
    return kept.rstrip() + ELLIPSIS


def shorten_plain(text: str, limit: int) -> str:
    """``plain`` within ``limit`` characters, with ``…`` where it was cut."""
    cleaned = plain(text[: 2 * limit + 64])
    if len(text) > 2 * limit + 64 and len(cleaned) < limit:
        return cleaned + ELLIPSIS
    return cleaned if len(cleaned) <= limit else cleaned[: limit - 1].rstrip() + ELLIPSIS


def join_words(words: Sequence[str]) -> str:
    """``["a", "b", "c"]`` -> ``a, b and c``."""
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def count_of(number: int, singular: str, plural: str = "") -> str:
    """``1 country``, ``2 countries``, ``1,200 designs``."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def percent(score: float | None) -> str:
    """A score from 0 to 1 as ``85%``; empty for no score.

    Only a score of 1 is 100%: two designs that differ must not read as the same.
    """
    if score is None or math.isnan(score):
        return ""
    rounded = round(min(max(score, 0.0), 1.0) * 100)
    return f"{min(rounded, 99) if score < 1 else rounded}%"


def day(value: date) -> str:
    """``15 Jan 2020``, whatever the machine's locale."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
