"""Text from outside made harmless for Slack.

Three ways lead from a text into a message: ``escape`` (or ``shorten``) for mrkdwn, ``plain`` for plain_text objects and
for the terminal, and nothing else. ``verbatim`` is for files.
"""

import re

from formatters.characters import is_wide, whole_characters

ELLIPSIS = "…"

_SPARE = 64  # invisible characters and spaces that may go from the beginning of a long text before it gets shorter

# Characters that show nothing: controls, bidi marks and embeddings, zero-width and filler characters, variation
# selectors, tags, lone surrogates, non-characters. They hide or reorder what a reader sees. Two classes, because the
# engine looks a class up in a table only if it stays in the basic plane.
_INVISIBLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff]+"
)
_INVISIBLE_BEYOND = re.compile(
    "[\U000110bd\U000110cd\U00013430-\U0001345f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]+"
)
_BLANK_LINES = re.compile(r"\n{3,}")
_QUOTE = re.compile(r"^(?:>[ \t]*)+", re.MULTILINE)
# These begin with the sign they look for: so the engine can jump from one to the next.
_UNDERSCORE = re.compile(r"_(?:(?<![0-9A-Za-z]_)|(?![0-9A-Za-z]))")
# At the end of a text, too: the app's own colon may follow.
_EMOJI = re.compile(r":(?:(?=[\w+'-]+:)|(?<!\w:)(?=[\w+'-]+$))")
_MENTION = re.compile(r"@(?<![\w.+-]@)(?=\w)")
_COMMAND = re.compile(r"<(?=[!@#])")

_OPENING = " \n\u00a0\u3000“‘（［｛【〔〖《〈「『([{‹«"
"""What no text ends with before its ``…``."""


def plain(text: str) -> str:
    """A text without invisible characters, on one line: for plain_text objects, and for a terminal.

    Slack takes no commands from plain_text; ``<!``, ``<@`` and ``<#`` are broken up all the same.
    """
    text = " ".join(_visible(" ".join(text.splitlines()).replace("\t", " ")).split())
    return _COMMAND.sub("‹", text) if "<" in text else text


def verbatim(text: str) -> str:
    """A text without invisible characters and with its line breaks, else unchanged: for documents, not for Slack."""
    return "\n".join([_visible(line.replace("\t", " ")).rstrip() for line in text.splitlines()]).strip()


def escape(text: str) -> str:
    """A text that mrkdwn shows as it is: nothing in it can style, link, mention or ping.

    Slack knows entities for ``&``, ``<`` and ``>`` only; its other signs are exchanged for look-alikes where they
    would act. Line breaks stay.
    """
    lines = "\n".join([line.strip() for line in text.replace("\t", " ").splitlines()])
    if "\n\n\n" in lines:
        lines = _BLANK_LINES.sub("\n\n", lines)
    return _neutralise("\n".join([_visible(line) for line in lines.split("\n")]).strip())


def shorten(text: str, limit: int) -> str:
    """``escape`` within ``limit`` characters, entities counted as Slack counts them, with ``…`` if it was cut."""
    escaped = escape(_beginning(text, limit))
    return cut(escaped, limit) if _is_read(text, limit) else _cut_off(escaped, limit)


def shorten_line(text: str, limit: int) -> str:
    """``shorten`` for a name: on one line."""
    return cut(_neutralise(shorten_plain(text, limit)), limit)


def cut(escaped: str, limit: int) -> str:
    """An escaped text within ``limit`` characters, with ``…`` if it was cut.

    It is cut between words where one ends near, and anywhere between two characters of a script without spaces; never
    inside an entity or what people see as one character, and never behind an opening bracket or quote.
    """
    return escaped if len(escaped) <= limit else _cut_off(escaped, limit)


def split(escaped: str, limit: int) -> list[str]:
    """An escaped text as a whole, in parts of at most ``limit`` characters, parted where ``cut`` would cut it."""
    parts = []
    while len(escaped) > limit:
        kept = _beginning_within(escaped, limit) or escaped[:limit]
        parts.append(kept.rstrip())
        escaped = escaped[len(kept) :].lstrip()
        while escaped.startswith("&gt;"):  # at the beginning of a text it would be a quote
            escaped = f"›{escaped[4:]}"
    return [part for part in (*parts, escaped) if part]


def shorten_plain(text: str, limit: int) -> str:
    """``plain`` within ``limit`` characters, with ``…`` if it was cut."""
    cleaned = plain(_beginning(text, limit))
    if _is_read(text, limit) and len(cleaned) <= limit:
        return cleaned
    return _end(whole_characters(cleaned, limit - 1), limit)


def _cut_off(escaped: str, limit: int) -> str:
    return _end(_beginning_within(escaped, limit - 1), limit)


def _beginning_within(escaped: str, limit: int) -> str:
    kept = _whole_entities(whole_characters(escaped, limit))
    following = escaped[len(kept) : len(kept) + 1]
    return kept if following and is_wide(following) else _whole_words(kept)


def _whole_entities(kept: str) -> str:
    entity = kept.rfind("&", max(len(kept) - 4, 0))
    return kept if entity < 0 or ";" in kept[entity:] else kept[:entity]


def _whole_words(kept: str) -> str:
    """Without the word at the end, which may be half of one; with it, if it is long or most of the text."""
    for at in range(len(kept) - 1, max(len(kept) - 21, len(kept) // 2), -1):
        if kept[at].isspace():
            return kept[:at]
        if is_wide(kept[at]):
            return whole_characters(kept, at + 1)
    return kept


def _end(kept: str, limit: int) -> str:
    """A beginning with ``…`` behind it. No quote is left open: one that began near the end goes, another is closed."""
    if limit < 1:
        return ""
    kept = kept.rstrip(_OPENING)
    opened = _open_quote(kept)
    if opened > len(kept) // 2 and len(kept) - opened <= 20:
        kept = kept[:opened].rstrip(_OPENING)
    if _open_quote(kept) < 0:
        return kept + ELLIPSIS
    kept = _whole_entities(whole_characters(kept, limit - 2)).rstrip(_OPENING)
    return f"{kept}{ELLIPSIS}”" if _open_quote(kept) >= 0 else kept + ELLIPSIS


def _open_quote(text: str) -> int:
    """Where a quote begins that does not end; -1 for none."""
    opened = text.rfind("“")
    return opened if opened > text.rfind("”") else -1


def _visible(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    text = _INVISIBLE.sub("", text)
    return text if text.isascii() else _INVISIBLE_BEYOND.sub("", text)


def _neutralise(text: str) -> str:
    """Take their power from mrkdwn's signs in a cleaned text."""
    if ">" in text:
        text = _QUOTE.sub(lambda match: "›" * match[0].count(">") + " ", text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = text.replace("*", "∗").replace("~", "∼").replace("`", "'")
    if "_" in text:
        text = _UNDERSCORE.sub("ˍ", text)
    if ":" in text:
        text = _EMOJI.sub("∶", text.replace("://", "∶//"))
    if "@" in text:
        text = _MENTION.sub("＠", text)
    return text


def _beginning(text: str, limit: int) -> str:
    """As much of a text as can show within a limit: nobody pays for cleaning what is cut off."""
    return whole_characters(text, limit + _SPARE)


def _is_read(text: str, limit: int) -> bool:
    return len(text) <= limit + _SPARE


def link(address: str, label: str) -> str:
    """``<address|label>``.

    Args:
        address: without signs that could end the link; such a one was never let in.
        label: escaped, and not empty.
    """
    # The bar parts the two: a second one would be up to the reader.
    return f"<{address.replace('&', '&amp;')}|{label.replace('|', '∣')}>"
