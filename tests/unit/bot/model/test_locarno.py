import pytest

from bot.model.locarno import CLASSES, SUBCLASSES, locarno_name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("21-01", "21-01 Games and toys"),
        ("21", "21 Games, toys, tents and sports goods"),
        ("21 游戏器具、玩具、帐篷和体育用品", "21 Games, toys, tents and sports goods"),
        ("1-1", "01-01 Bakers' products, biscuits, pastry, pasta, chocolates, confectionery, ices"),
        (" 14 - 02 计算机", "14-02 Data processing equipment and peripherals"),
        ("21.01", "21-01 Games and toys"),
        ("21-77", "21-77 Games, toys, tents and sports goods"),
        ("21-99", "21-99 Games, toys, tents and sports goods: miscellaneous"),
        ("31-00", "31-00 Machines and appliances for preparing food or drink"),
        ("充气玩具\n\x1b", "充气玩具"),
        ("33-01", "33-01"),
        ("00", "00"),
        ("2024 edition", "2024 edition"),
        ("3D glasses", "3D glasses"),
        ("", ""),
    ],
)
def test_locarno_name_of_what_patsnap_sends(text, expected):
    assert locarno_name(text) == expected


def test_every_class_has_a_name_and_every_subclass_a_class():
    assert list(CLASSES) == [f"{number:02}" for number in range(1, 33)]
    assert {number[:2] for number in SUBCLASSES} == set(CLASSES)
    assert all(len(number) == 5 and number[2] == "-" and number[3:].isdigit() for number in SUBCLASSES)
    assert not any(number.endswith("-99") for number in SUBCLASSES)
