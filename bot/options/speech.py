"""Plain speech beside options: the words with which people go on talking, as behind ``countries:US please``."""

import re

from bot.options.vocabulary import WITHOUT_SPACES

_SPEECH = frozenset(
    word
    for words in (
        "please pls plz thanks thank thx ty kindly cheers bitte danke merci asap urgent now today tomorrow here",
        "hi hello hey again only first also too just maybe this that these those it its is are was be the a an",
        "our my your their his her we i you they he she for from with without on at by of to as if when while",
        "because so but then there can could would will should may might must need needs want wants have has had",
        "do does did let see look looks check checks compare search find test try new old latest updated fyi",
        "thoughts any before after what which who how why",
    )
    for word in words.split()
)
_SPEECH_WITHOUT_SPACES = (
    *("请", "請", "谢", "謝", "感谢", "感謝", "多谢", "麻烦", "麻煩", "辛苦", "拜托", "帮", "幫", "看", "尽快", "盡快"),
    *("急", "加急", "检查", "检测", "检索", "比对", "对比", "查", "お願い", "부탁", "감사"),
)
_PLEASE = re.compile(
    r"\s*[,;-]?\s*(?:\b(?:please|pls|plz|thanks|thank you|thx|bitte|danke)\b"
    r"|[请請谢謝]|感谢|感謝|多谢|麻烦|麻煩|辛苦|拜托|尽快|盡快|帮)",
    re.IGNORECASE,
)
_FIRST_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


def begins_speech(text: str) -> bool:
    """Whether a text goes on as people speak to each other, and not as a list does."""
    word = _FIRST_WORD.match(text)
    if word is None:
        return False
    if WITHOUT_SPACES.match(text):
        return text.startswith(_SPEECH_WITHOUT_SPACES)
    return word[0].lower() in _SPEECH and text[word.end() : word.end() + 1] not in {"-", "_"}


def find_please(text: str) -> int:
    """Where a *please* or *thanks* begins; the length of the text if nowhere."""
    match = _PLEASE.search(text)
    return match.start() if match else len(text)
