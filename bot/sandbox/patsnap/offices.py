"""Patent offices: how they number, in ranges that none of them has reached, so that no number is a real patent's."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.numbers.chinese import check_digit
from bot.sandbox.patsnap.drawings.family import Words


@dataclass(frozen=True, slots=True)
class Office:
    """One authority.

    Attributes:
        publication: year of filing and running number (under 100,000) -> publication number.
        application: the same -> application number.
        image: publication number -> the office's name for the first drawing.
    """

    country: str
    publication: Callable[[int, int], str]
    application: Callable[[int, int], str]
    image: Callable[[str], str]


def _digits(publication: str) -> str:
    return "".join(character for character in publication if character.isdigit()).zfill(16)


def _chinese_application(number: str) -> str:
    """With its check digit: a number copied from a card has to stand the test of a typed one."""
    return f"CN{number}.{check_digit(number)}"


OFFICES: Mapping[str, Office] = {
    office.country: office
    for office in (
        Office(
            "US",
            lambda _, number: f"USD97{number:05}S1",
            lambda _, number: f"US29/9{number:05}",
            lambda publication: f"{publication[:-2]}-D00000_ABST",
        ),
        Office(
            "CN",
            lambda _, number: f"CN3998{number:05}S",
            lambda year, number: _chinese_application(f"{year}309{number:05}"),
            _digits,
        ),
        Office("JP", lambda _, number: f"JP98{number:05}S", lambda year, number: f"JP{year}-9{number:05}", _digits),
        Office(
            "KR",
            lambda _, number: f"KR3099{number:05}0000S",
            lambda year, number: f"KR30{year}99{number:05}",
            _digits,
        ),
        Office(
            "AU",
            lambda year, number: f"AU{year}9{number:05}S",
            lambda year, number: f"AU{year}9{number:05}",
            _digits,
        ),
        Office(
            "EU",
            lambda _, number: f"EU0998{number:05}0001S",
            lambda _, number: f"EU0998{number:05}",
            _digits,
        ),
        Office(
            "DE",
            lambda year, number: f"DE40{year}9{number:05}0001S",
            lambda year, number: f"DE40{year}9{number:05}",
            _digits,
        ),
        Office("GB", lambda _, number: f"GB98{number:05}S", lambda _, number: f"GB98{number:05}", _digits),
    )
}

UTILITY_OFFICES: Mapping[str, Office] = {
    office.country: office
    for office in (
        Office(
            "CN",
            lambda _, number: f"CN2998{number:05}U",
            lambda year, number: _chinese_application(f"{year}209{number:05}"),
            _digits,
        ),
        Office(
            "DE",
            lambda year, number: f"DE20{year}9{number:05}U1",
            lambda year, number: f"DE20{year}9{number:05}",
            _digits,
        ),
    )
}
"""How those of them number utility models that register such."""

ASSIGNEES: tuple[Words, ...] = (
    Words("Example Homeware Ltd. (made up)", "示例家居用品有限公司（虚构）"),
    Words("Sample Designs GmbH (made up)", "样品设计有限公司（虚构）"),
    Words("Placeholder Products Inc. (made up)", "占位产品股份有限公司（虚构）"),
    Words("Fictional Goods Co. (made up)", "虚拟商品有限公司（虚构）"),
    Words("Imaginary Works Pty Ltd (made up)", "想象工坊有限公司（虚构）"),
    Words("Nowhere Manufacturing KK (made up)", "乌有制造株式会社（虚构）"),
    Words("Made-Up Living S.r.l. (made up)", "杜撰生活有限公司（虚构）"),
    Words("Invented Brands LLC (made up)", "臆造品牌有限责任公司（虚构）"),
)

INVENTORS: tuple[Words, ...] = (
    Words("Ada Example", "安·示例"),
    Words("Bo Sample", "博·样品"),
    Words("Cleo Placeholder", "克·占位"),
    Words("Dai Fictional", "戴·虚构"),
    Words("Eun Imaginary", "恩·想象"),
    Words("Finn Nobody", "芬·无名"),
)

LOCARNO: Mapping[str, Words] = {
    "02": Words("Articles of clothing and haberdashery", "服装、服饰用品和缝纫用品"),
    "03": Words(
        "Travel goods, cases, parasols and personal belongings", "其他类未列入的旅行用品、箱包、阳伞和个人用品"
    ),
    "06": Words("Furnishing", "家具和家居用品"),
    "07": Words("Household goods, not elsewhere specified", "其他类未列入的家用物品"),
    "09": Words("Packages and containers", "用于商品运输或装卸的包装和容器"),
    "10": Words("Clocks and watches and other measuring instruments", "钟、表及其他测量仪器，检测仪器，信号仪器"),
    "14": Words("Recording, telecommunication or data processing equipment", "记录、电信或数据处理设备"),
    "21": Words("Games, toys, tents and sports goods", "游戏器具、玩具、帐篷和体育用品"),
    "26": Words("Lighting apparatus", "照明设备"),
}
"""Names of the classes that the catalogue uses."""
