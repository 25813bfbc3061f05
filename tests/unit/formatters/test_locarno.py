import pytest

from bot.languages import LANGUAGES, translator
from formatters.locarno import locarno_name
from tests.languages import EN, ZH


@pytest.mark.parametrize(
    ("text", "english", "chinese"),
    [
        ("21-01", "21-01 Games and toys", "21-01 游戏器具和玩具"),
        ("21", "21 Games, toys, tents and sports goods", "21 游戏器具、玩具、帐篷和体育用品"),
        ("21 Games, toys", "21 Games, toys, tents and sports goods", "21 游戏器具、玩具、帐篷和体育用品"),
        ("11 装饰品", "11 Articles of adornment", "11 装饰品"),
        ("9-3", "09-03 Boxes, cases, containers, tins and cans", "09-03 盒子、箱子、集装箱、防腐罐或盒"),
        (" 14 - 02 计算机", "14-02 Data processing equipment and peripherals", "14-02 数据处理设备及其外围设备和装置"),
        ("21.01", "21-01 Games and toys", "21-01 游戏器具和玩具"),
        ("21-77", "21-77 Games, toys, tents and sports goods", "21-77 游戏器具、玩具、帐篷和体育用品"),
        (
            "21-99",
            "21-99 Games, toys, tents and sports goods: miscellaneous",
            "21-99 游戏器具、玩具、帐篷和体育用品：其他杂项",
        ),
        (
            "31-00",
            "31-00 Machines and appliances for preparing food or drink",
            "31-00 其他类未列入的食品或饮料制备机械和设备",
        ),
        ("充气玩具\n\x1b", "充气玩具", "充气玩具"),
        ("33-01", "33-01", "33-01"),
        ("00", "00", "00"),
        ("2024 edition", "2024 edition", "2024 edition"),
        ("3D glasses", "3D glasses", "3D glasses"),
        ("", "", ""),
    ],
)
def test_locarno_name_of_what_patsnap_sends(text, english, chinese):
    assert (locarno_name(EN, text), locarno_name(ZH, text)) == (english, chinese)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_class_has_a_name_and_every_subclass_a_class(language):
    numbers = {
        message_id.removeprefix("locarno-")
        for message_id in translator(language).catalogue.ids
        if message_id.startswith("locarno-") and message_id != "locarno-miscellaneous"
    }
    classes = {number for number in numbers if len(number) == 2}
    assert classes == {f"{number:02}" for number in range(1, 33)}
    assert {number[:2] for number in numbers - classes} == classes
    assert all(number[2] == "-" and number[3:].isdigit() and len(number) == 5 for number in numbers - classes)
    assert not any(number.endswith("-99") for number in numbers)
