import pytest
from hypothesis import given
from hypothesis import strategies as st

from formatters.characters import whole_characters
from formatters.text import cut, escape, plain, shorten, shorten_line, shorten_plain

# One visible character each. Those of the first come apart when invisible ones among them are taken out.
JOINED = (
    "👩\u200d🚀",
    "👨🏽\u200d👩🏿\u200d👧",
    "❤\ufe0f",
    "1\ufe0f\u20e3",
    "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "葛\U000e0100",
    "क्\u200dष",
    "\ud83d\ude00",
)
WHOLE = (
    "a",
    " ",
    "字",
    "，",
    "한",
    "é",
    "e\u0301",
    "a\u0308\u0323",
    "ก็",
    "กำ",
    "कि",
    "क्ष",
    "க்",
    "שָׁ",
    "ｶﾞ",
    "\u1112\u1161\u11ab",
    "가\u11a8",
    "👍🏽",
    "🧑🏿",
    "🇺🇸",
    "🇨🇳",
    "🔴",
    "e" + "\u0301" * 30,
)


def beginnings(characters):
    """Every text that a cut between two of these characters may leave."""
    return {"".join(characters[:count]) for count in range(len(characters) + 1)}


@pytest.mark.parametrize("character", [*WHOLE, *JOINED])
def test_what_people_see_as_one_character_is_never_parted(character):
    for limit in range(1, len(character)):
        assert whole_characters(character, limit) == ""
        assert whole_characters(f"字{character}", limit + 1) == "字"
    assert whole_characters(f"{character}字", len(character)) == character


@given(st.lists(st.sampled_from([*WHOLE, *JOINED]), max_size=20), st.integers(-2, 80))
def test_beginning_is_of_whole_characters_and_the_longest_that_fits(characters, limit):
    text = "".join(characters)
    kept = whole_characters(text, limit)
    assert len(kept) <= max(limit, 0)
    assert kept in beginnings(characters)
    longer = [beginning for beginning in beginnings(characters) if len(kept) < len(beginning) <= limit]
    assert not longer


@given(st.lists(st.sampled_from([*WHOLE, "（", "“", "”", "《"]), max_size=40), st.integers(0, 60))
def test_shortened_text_is_a_beginning_of_whole_characters(characters, limit):
    text = "".join(characters)
    for shortened, cleaned in (
        (cut(text, limit), text),
        (shorten(text, limit), escape(text)),
        (shorten_line(text, limit), plain(text)),
        (shorten_plain(text, limit), plain(text)),
    ):
        assert len(shortened) <= limit
        if shortened == cleaned or not limit:
            continue
        kept = shortened.removesuffix("”").removesuffix("…")
        assert len(kept) < len(shortened)
        assert cleaned.startswith(kept)
        assert kept.rstrip("（“《 ") == kept
        assert shortened.rfind("“") <= shortened.rfind("”")
        if cleaned == text:
            assert kept in beginnings(characters)


@pytest.mark.parametrize("hidden", range(60, 80))
def test_text_that_begins_with_invisible_characters_is_cut_between_characters_too(hidden):
    text = "\u200b" * hidden + "🇺🇸" * 50
    for shortened in (shorten(text, 10), shorten_line(text, 10), shorten_plain(text, 10)):
        flags = shortened.removesuffix("…")
        assert flags == "🇺🇸" * (len(flags) // 2)
