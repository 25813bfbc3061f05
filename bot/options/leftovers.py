"""What stands behind a value: whether it may be left alone, and which word of it is wrong."""

import re
from collections.abc import Callable

from bot.model.option import OptionFault
from bot.options.lists import AND
from bot.options.reader import Reader, Unread
from bot.options.speech import begins_speech

AROUND = "\"'()[]{}.,;!? \t\n"
"""Signs that may stand around a value and mean nothing."""

_BRACKETS = "\"'()[]{}, \t"
_MARK = re.compile(r"[\s\"'()\[\]{},]*([^\w\s\"'()\[\]{},@#])")
_WORDS = re.compile(r"\w+(?:[.'-]\w+)*")
_ITEM = re.compile(rf"[^,;/+&|\n]{{0,60}}?(?=\s*(?:[,;/+&|\n]|\b{AND}|$))", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S+")
_FIRST = re.compile(r"[^\s,;+&|\"()\[\]{}]+")


def judge_rest(reader: Reader, rest: str) -> None:
    """Let be what stands behind a value, or not.

    A link may stand there; other words may if they begin as a sentence of its own does (``. ! ? -`` or an emoji), or as
    people speak to each other (*please check*), and hold no word that could be a value too. Anything else may have been
    meant as a part of the value.

    Raises:
        Unread: LEFT_OVER, from the word on.
    """
    rest = _ADDRESS.sub(" ", rest)
    if reader.is_text or not rest.strip(_BRACKETS):
        return
    speech = rest.lstrip(_BRACKETS)
    if mark := _MARK.match(rest):
        following = _WORDS.search(rest, mark.end())
        if following is None or not reader.takes(rest[: following.end()]):
            return
        raise Unread(OptionFault.LEFT_OVER, following[0])
    if begins_speech(speech):
        if not reader.takes(speech):
            return
        speech = next((word[0] for word in _WORDS.finditer(speech) if reader.takes(word[0])), speech)
    raise Unread(OptionFault.LEFT_OVER, speech)


def wrong_word(text: str, nearest: Callable[[str], str]) -> tuple[str, str]:
    """What is wrong at the beginning of a text, and what may be meant by it.

    That is the whole item of a list if something is near to it, else its first word.
    """
    item = _ITEM.match(text)
    whole = item[0].strip(AROUND) if item else ""
    if whole and (meant := nearest(whole)):
        return whole, meant
    first = _FIRST.search(text)
    word = first[0].strip(AROUND) or first[0] if first else text[:20]
    return word, nearest(word)
