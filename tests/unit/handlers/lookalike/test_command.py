"""Where the address in a command ends."""

import pytest

from handlers.lookalike.command import split_address

MUG = "https://example.com/mug.jpg"


@pytest.mark.parametrize(
    ("typed", "address", "rest"),
    [
        (f"{MUG} countries:US", MUG, "countries:US"),
        (f"{MUG}，国家：美国", MUG, "国家：美国"),
        (f"{MUG}?w=800，国家：美国", f"{MUG}?w=800", "国家：美国"),
        (f"{MUG}。国家：美国，中国", MUG, "国家：美国，中国"),
        (f"{MUG}国家:美国", MUG, "国家:美国"),
        (f"{MUG}，countries：US", MUG, "countries：US"),
        ("https://example.com/杯子，一.jpg countries:US", "https://example.com/杯子，一.jpg", "countries:US"),
        ("https://example.com:8443/mug.jpg?t=10:30", "https://example.com:8443/mug.jpg?t=10:30", ""),
        ("", "", ""),
    ],
)
def test_address_ends_where_an_option_begins(typed, address, rest):
    found, behind = split_address(typed)
    assert (found, behind.strip(" ，。")) == (address, rest)
