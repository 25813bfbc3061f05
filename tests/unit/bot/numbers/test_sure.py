"""What is looked up without anybody having asked for a look-up, and so has to be a number beyond doubt."""

import pytest

from bot.numbers import sure_numbers


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("USD1055174S1", ["USD1055174S1"]),
        ("US D1,055,174 S1", ["US D1,055,174 S1"]),
        ("*CN399801159S*", ["CN399801159S"]),
        ("ＣＮ３９９８０１１５９Ｓ", ["CN399801159S"]),
        ("专利号：ZL 2022 3 0901159.6", ["ZL 2022 3 0901159.6"]),
        ("EU 004035624-0003, please!", ["EU 004035624-0003"]),
        ("JP1747893, KR 30-1234567", ["JP1747893", "KR 30-1234567"]),
        ("please look up USD1055174S1, thanks", ["USD1055174S1"]),
        ("<https://patents.google.com/patent/USD1055174S1/en>", ["patents.google.com/patent/USD1055174S1/en"]),
        ("<https://patents.google.com/patent/USD1055174S1/en|this>", ["patents.google.com/patent/USD1055174S1/en"]),
    ],
)
def test_message_of_numbers_alone_is_read(text, typed):
    assert [number.typed for number in sure_numbers(text)] == typed


@pytest.mark.parametrize(
    "text",
    [
        "hello",
        "帮助",
        "",
        "1747893",
        "4006381333931",
        "2026-11-28",
        "US 1055174",  # a patent's or a design's
        "SKU D1055174",
        "invoice US 1055174",
        "my phone is +49 171 1234567",
        "in US 300000 people",
        "we sold 1200000 units in 2024",
        "is USD1055174S1 like our mug?",
        "<https://example.com/mug.jpg>",
        "USD1055174S1 " * 50,
        "\x00USD1055174S1\ud800 x",
    ],
)
def test_message_that_may_mean_anything_else_is_left_alone(text):
    assert sure_numbers(text) == ()
