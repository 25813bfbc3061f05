"""What the words around a number mean, in the languages that patent documents come in."""

from dataclasses import dataclass

from bot.model.countries import ALIASES, COUNTRIES


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What one word says about the number it stands before.

    Attributes:
        country: the authority it names.
        hinted: the authority it belongs to where nothing names another (Japanese words stand for Japan).
        series: letters that are part of the number, such as the D of US designs.
        kind: the kind code that it stands for.
        is_application: it announces an application number.
        is_design: it says that a design is meant.
        may_be_prose: a code that is also a word, as in ``is it in JP 1747893``.
    """

    country: str = ""
    hinted: str = ""
    series: str = ""
    kind: str = ""
    is_application: bool = False
    is_design: bool = False
    may_be_prose: bool = False

    @property
    def begins_number(self) -> bool:
        """Whether a number that comes behind another one begins here."""
        return bool(self.country or self.series or self.hinted)


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# WIPO's standard ST.3: the codes of ISO 3166-1, and those of organisations and of states that are no more.
CODES = frozenset(
    _words(
        "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY "
        "BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DO DZ EC EE EG EH ER ES ET FI FJ FK FM "
        "FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS "
        "IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML "
        "MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN "
        "PR PS PT PW PY QA RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH "
        "TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW "
        "AP BX EA EP EU GC OA WO CS DD SU YU"
    )
)

_PROSE = _words("AM AS AT BE BY DE DO ES ET ID IN IS IT LA MA ME MY NE PM SE SO TO")

_SERIES = {
    "US": _words("D H T X AI PP RD RE RX"),
    "JP": _words("D H S"),
    "TW": _words("D I M"),
    "WO": _words("D DM DMA"),
    "DE": _words("M"),
    "ES": _words("D I U"),
    "BR": _words("DI MU PI"),
}

_OFFICES = {
    "US": _words("USPTO USPAT USPN 美国 美國 米国 미국"),
    "EU": _words("RCD REUD EUIPO OHIM 欧盟 歐盟 유럽연합"),
    "CN": _words("CNIPA SIPO CHINESE 中国 中國 중국"),
    "JP": _words("JPO JAPANESE 日本 일본"),
    "KR": _words("KIPO MOIP KOREAN 韩国 韓國 韓国 한국"),
    "WO": _words("HAGUE"),
    "GB": _words("UKIPO BRITISH 英国"),
    "DE": _words("DPMA GERMAN 德国"),
    "FR": _words("INPI FRENCH 法国"),
    "HK": _words("香港"),
    "TW": _words("TIPO 台湾 台灣 臺灣"),
    "EP": _words("EPO"),
}

_BETWEEN = _words("AND OR UND 和 与 及 以及 或 と 및")

_FILLERS = _words(
    "A THE THIS OF FOR ON PLEASE PLS LOOK LOOKUP UP FIND SHOW SEE CHECK FLAG "
    "N NO NOS NR NUM NUMBER NUMBERS NUMMER PATENT PATENTS PAT PATS PUB PUBL PUBLN PUBLICATION PUBLISHED REG REGD "
    "REGISTRATION REGISTERED GRANT GRANTED COMMUNITY EUROPEAN INTERNATIONAL INTL UTILITY MODEL PLANT REISSUE KIND "
    "SERIAL DOCUMENT DOC "
    "第 号 號 番 番号 号码 號碼 公報 登録 登録番号 登录 公開 公開番号 公開號 公开 公开号 公告 公告号 公告號 授权公告号 "
    "授權公告號 专利 专利号 专利号码 專利 專利號 등록 등록번호 공개 공개번호 공고 특허 특허번호 실용신안 제 호 번호"
)
_DESIGN = _words("DESIGN DESIGNS DES GESCHMACKSMUSTER 디자인 디자인등록 디자인등록번호 外观设计 外觀設計 外观")
_APPLICATION = _words("APP APPL APPLN APPLICATION 申请 申请号 专利申请号 申請 申請號 出願 出願番号 출원 출원번호")

WORDS: dict[str, Meaning] = {
    **dict.fromkeys((*_FILLERS, *_BETWEEN), Meaning()),
    **dict.fromkeys(_DESIGN, Meaning(is_design=True)),
    **dict.fromkeys(_APPLICATION, Meaning(is_application=True)),
    **dict.fromkeys(_words("特許 特許番号 特公 再表"), Meaning(hinted="JP")),
    **dict.fromkeys(_words("意匠 意匠登録番号"), Meaning(hinted="JP", is_design=True)),
    "意匠登録": Meaning(hinted="JP", kind="S", is_design=True),
    **dict.fromkeys(_words("意願 意匠登録出願"), Meaning(hinted="JP", is_application=True, is_design=True)),
    "特願": Meaning(hinted="JP", is_application=True),
    **dict.fromkeys(_words("特開 特表"), Meaning(hinted="JP", kind="A")),
    **dict.fromkeys(_words("実用新案登録 実登"), Meaning(hinted="JP", kind="U")),
    **dict.fromkeys(_words("平 平成"), Meaning(hinted="JP", series="H")),
    **dict.fromkeys(_words("昭 昭和"), Meaning(hinted="JP", series="S")),
    **{word: Meaning(country=country) for country, words in _OFFICES.items() for word in words},
    **{name.upper(): Meaning(country=code) for code, name in COUNTRIES.items() if name.isalpha()},
    **{code: Meaning(country=code, may_be_prose=code in _PROSE) for code in CODES - {"NO"}},
    **{alias: Meaning(country=code) for alias, code in ALIASES.items()},
    # A Chinese patent number is ZL and the number of its application.
    "ZL": Meaning(country="CN"),
    "D": Meaning(series="D"),
    "PP": Meaning(series="PP"),
    "RE": Meaning(series="RE"),
    **dict.fromkeys(("DM", "DMA"), Meaning(country="WO", series="DM")),
}
"""Words in upper case. ``NO`` on its own is a number sign; Norway only where it touches the digits."""

PHRASES: dict[str, str] = {
    **{name.upper(): code for code, name in COUNTRIES.items() if " " in name and "(" not in name},
    "UNITED STATES OF AMERICA": "US",
    "REPUBLIC OF KOREA": "KR",
    "COMMUNITY DESIGN": "EU",
}
"""Names of several words."""

_NORWAY = Meaning(country="NO")


def lookup(word: str, *, touches_digits: bool) -> Meaning | None:
    """What a word in upper case means before a number; None for a word that says nothing about numbers."""
    if word == "NO" and touches_digits:
        return _NORWAY
    if word in WORDS:
        return WORDS[word]
    country = ALIASES.get(word[:2], word[:2])
    series = lookup_series(word[2:], country)
    return Meaning(country=country, series=series) if series else None


def lookup_series(letters: str, country: str) -> str:
    """Letters that begin a series of the country's numbers, as they are written there; empty for others."""
    if country == "WO":
        return letters if letters.startswith("PCT/") else "DM" if letters in _SERIES["WO"] else ""
    return letters if letters in _SERIES.get(country, ()) else ""


def ends_number(word: str) -> bool:
    """Whether a word stands between two numbers."""
    return word in _BETWEEN
