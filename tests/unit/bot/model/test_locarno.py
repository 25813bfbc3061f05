import pytest

from bot.model.locarno import LocarnoNumber, locarno_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("21-01", LocarnoNumber(21, 1)),
        ("21", LocarnoNumber(21)),
        ("21 游戏器具、玩具、帐篷和体育用品", LocarnoNumber(21)),
        ("1-1", LocarnoNumber(1, 1)),
        (" 14 - 02 计算机", LocarnoNumber(14, 2)),
        ("21.99", LocarnoNumber(21, 99)),
        ("31/00", LocarnoNumber(31, 0)),
        ("33-01", None),
        ("00", None),
        ("2024 edition", None),
        ("3D glasses", None),
        ("२१", None),
        ("", None),
    ],
)
def test_locarno_number_is_what_a_text_begins_with(text, number):
    assert locarno_number(text) == number


def test_locarno_number_is_written_with_two_digits_each():
    assert [str(LocarnoNumber(1, 2)), str(LocarnoNumber(7)), str(LocarnoNumber(31, 0))] == ["01-02", "07", "31-00"]
