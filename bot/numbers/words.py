"""What the words around a number mean, in the languages that patent documents come in."""

from dataclasses import dataclass
from functools import lru_cache

from bot.model.countries import ALIASES, COUNTRIES
from bot.model.number import Right


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What one word says about the number it stands beside.

    Attributes:
        country: the authority it names.
        hinted: the authority it belongs to if nothing names another (Japanese words stand for Japan).
        series: letters that are part of the number, such as the D of US designs.
        kind: the kind code that it stands for.
        right: what it says that the number protects.
        is_application: it announces an application number; ``is_publication`` a publication number.
        is_plural: what it says holds for all numbers that follow, as in ``US Pat. Nos. 1 and 2``.
        may_be_prose: a code that is also a word, as in ``is it in JP 1747893``.
        is_other: it announces a number that is no patent's, as in ``model 4711``.
    """

    country: str = ""
    hinted: str = ""
    series: str = ""
    kind: str = ""
    right: Right | None = None
    is_application: bool = False
    is_publication: bool = False
    is_plural: bool = False
    may_be_prose: bool = False
    is_other: bool = False

    @property
    def begins_number(self) -> bool:
        """Whether a number that comes behind another one begins here."""
        return bool(self.country or self.series or self.hinted)


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# WIPO's standard ST.3: the codes of ISO 3166-1, and those of organisations and of states that are no more. Without
# CM, ML, MM, PN, SN and TV, which grant nothing by themselves: beside digits they are units, parts and serial numbers.
CODES = frozenset(
    _words(
        "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY "
        "BZ CA CC CD CF CG CH CI CK CL CN CO CR CU CV CW CX CY CZ DE DJ DK DO DZ EC EE EG EH ER ES ET FI FJ FK FM "
        "FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS "
        "IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK "
        "MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM "
        "PR PS PT PW PY QA RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SO SR SS ST SV SX SY SZ TC TD TF TG TH "
        "TJ TK TL TM TN TO TR TT TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW "
        "AP BX EA EP EU GC OA WO CS DD SU YU"
    )
)

NUMBER_SIGNS = ("NO", "NR")
"""Countries, Norway and Nauru, only if they touch the digits."""

_ENGLISH = _words("AM AS AT BE BY DO ID IN IS IT MA ME MY PM SO TO")
_PROSE = (*_ENGLISH, *_words("DE ES ET LA NE SE"))

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
    "US": "USPTO USPAT USPN AMERICAN AMERIKANISCHES AMÉRICAIN 美国 美國 米国 미국",
    "EU": "RCD REUD EUD EUIPO OHIM GEMEINSCHAFTSGESCHMACKSMUSTER UNIONSGESCHMACKSMUSTER COMMUNAUTAIRE COMMUNAUTAIRES "
    "欧盟 歐盟 欧州共同体 共同体意匠 유럽연합 유럽공동체",
    "CN": "CNIPA SIPO CHINESE CHINESISCHES CHINOIS CHINE 中国 中國 중국",
    "JP": "JPO JAPANESE JAPANISCHES JAPON JAPONAIS 日本 日本国 일본",
    "KR": "KIPO MOIP KOREAN KOREANISCHES CORÉE CORÉEN SÜDKOREA 大韩民国 韩国 韓國 韓国 大韓民国 한국 대한민국",
    "GB": "UKIPO BRITISH 英国 英國 영국",
    "DE": "DPMA GERMAN DEUTSCHES DEUTSCHLAND ALLEMAGNE ALLEMAND 德国 德國 独国 ドイツ 독일",
    "FR": "INPI FRENCH FRANÇAIS FRANKREICH 法国 法國 仏国 フランス 프랑스",
    "AU": "AUSTRALIAN 澳大利亚 豪州 호주",
    "CA": "CIPO CANADIAN 加拿大 カナダ 캐나다",
    "HK": "香港",
    "TW": "TIPO TAIWANESE 中华民国 中華民國 台湾 台灣 臺灣 대만",
    "AT": "ÖSTERREICH AUTRICHE",
    "BR": "BRASILIEN BRÉSIL BRASIL",
    "CH": "SCHWEIZ SUISSE",
    "ES": "SPANIEN ESPAGNE ESPAÑA",
    "IT": "ITALIEN ITALIE ITALIA",
    "EP": "EPO",
}

_BETWEEN = frozenset(_words("AND OR UND ODER OU 和 与 與 及 以及 或 と 및"))

_FILLERS = _words(
    "A AN THE THIS OF FOR ON PLEASE PLS LOOK LOOKUP UP FIND SHOW SEE CHECK FLAG UNDER PROTECTED COVERED ONE MORE OTHER "
    "FOLLOWING PENDING PATENTED MADE LICENSED ISSUED FILED DATED LISTED "
    "N NO NR NUM NUMBER PATENT PAT REG REGD REGISTRATION REGISTERED GRANT GRANTED "
    "COMMUNITY EUROPEAN INTERNATIONAL INTL PLANT REISSUE KIND SERIAL DOCUMENT DOC "
    "NUMMER PATENTNUMMER PATENTSCHRIFT REGISTERNUMMER REGISTRIERNUMMER "
    "EINGETRAGENES EINGETRAGEN ERTEILT SIEHE BITTE VOM BEIM DER DAS DIE "
    "BREVET NUMÉRO ENREGISTREMENT ENREGISTRÉ ENREGISTRÉS DU LE LES VOIR "
    "第 号 號 番 番号 号码 號碼 公報 号公報 登録 登録番号 登录 公告 公告号 公告號 授权公告号 "
    "授權公告號 专利 专利号 专利号码 專利 專利號 注册号 登记号 國際登錄 国际注册 國際註冊 国際登録 국제등록 "
    "국제디자인등록 등록 등록번호 공고 번호 "
    "특허 특허번호 실용신안 제 호 호의 の 의 年 년"
)
_PUBLICATION = _words(
    "PUB PUBL PUBLN PUBLICATION PUBLISHED VERÖFFENTLICHUNGSNUMMER VERÖFFENTLICHUNG 公開 公開番号 公開號 公开 公开号 "
    "공개 공개번호"
)
_PLURALS = _words("NOS NRN NUMBERS PATENTS PATS REGISTRATIONS NUMMERN PATENTE PATENTNUMMERN BREVETS NUMÉROS")
_DESIGN = _words(
    "DESIGN DES GESCHMACKSMUSTER DESSIN MODÈLE MODELE 外观设计 外观设计专利 外观设计专利号 "
    "外观 外观专利 外觀設計 设计 設計 設計專利 专利外观"
)
_DESIGNS = _words("DESIGNS DESSINS MODÈLES MODELES")
_APPLICATION = _words(
    "APP APPL APPLN APPLICATION ANMELDUNG ANMELDENUMMER AKTENZEICHEN DEMANDE DÉPÔT 申请 申请号 专利申请号 申請 申請號 "
    "出願 出願番号 출원 출원번호"
)
_OTHER = _words(
    "MODEL MODELL LOT BATCH CHARGE SN PN SKU TEL PHONE FAX ISBN EAN UPC GTIN ASIN ORDER INVOICE ART ARTIKEL ARTICLE "
    "型号 型號 批号 批號 电话 電話 型番 품번 모델"
)
_SIMILAR = frozenset(_words("類似 類似第 類似意匠 유사 유사디자인"))

_DESIGN_MEANING = Meaning(right=Right.DESIGN)
_HAGUE = Meaning(country="WO", series="DM", right=Right.DESIGN)

WORDS: dict[str, Meaning] = {
    **dict.fromkeys((*_FILLERS, *_SIMILAR), Meaning()),
    **dict.fromkeys(_OTHER, Meaning(is_other=True)),
    **dict.fromkeys(_PLURALS, Meaning(is_plural=True)),
    **dict.fromkeys(_DESIGN, _DESIGN_MEANING),
    **dict.fromkeys(_DESIGNS, Meaning(right=Right.DESIGN, is_plural=True)),
    **dict.fromkeys(_APPLICATION, Meaning(is_application=True)),
    **dict.fromkeys(_PUBLICATION, Meaning(is_publication=True)),
    "PUBLICATIONS": Meaning(is_publication=True, is_plural=True),
    "APPLICATIONS": Meaning(is_application=True, is_plural=True),
    "UTILITY": Meaning(right=Right.PATENT),
    **dict.fromkeys(("UTILITY MODEL", "GEBRAUCHSMUSTER"), Meaning(right=Right.UTILITY_MODEL)),
    **dict.fromkeys(_words("特許 特許番号 特公 再表"), Meaning(hinted="JP")),
    **dict.fromkeys(_words("意匠 登録意匠 意匠公報 意匠登録番号"), Meaning(hinted="JP", right=Right.DESIGN)),
    "意匠登録": Meaning(hinted="JP", kind="S", right=Right.DESIGN),
    **dict.fromkeys(
        _words("意願 意匠登録出願 意匠登録願 意匠出願"), Meaning(hinted="JP", is_application=True, right=Right.DESIGN)
    ),
    **dict.fromkeys(_words("特願 特許願 特許出願"), Meaning(hinted="JP", is_application=True)),
    **dict.fromkeys(_words("特開 特表"), Meaning(hinted="JP", kind="A")),
    **dict.fromkeys(_words("実用新案登録 実登"), Meaning(hinted="JP", kind="U")),
    **dict.fromkeys(_words("平 平成"), Meaning(hinted="JP", series="H")),
    **dict.fromkeys(_words("昭 昭和"), Meaning(hinted="JP", series="S")),
    **dict.fromkeys(
        _words("디자인 디자인특허 디자인등록 디자인등록번호 등록디자인 등록디자인공보 디자인권 디자인공보"),
        Meaning(hinted="KR", right=Right.DESIGN),
    ),
    **dict.fromkeys(
        _words("디자인출원 디자인출원번호 디자인등록출원 디자인등록출원번호"),
        Meaning(hinted="KR", right=Right.DESIGN, is_application=True),
    ),
    **dict.fromkeys(_words("등록특허 특허등록 특허등록번호"), Meaning(hinted="KR", right=Right.PATENT)),
    "공개특허": Meaning(hinted="KR", right=Right.PATENT, is_publication=True),
    **dict.fromkeys(_words("실용신안등록 등록실용신안"), Meaning(hinted="KR", right=Right.UTILITY_MODEL)),
    **{word: Meaning(country=country) for country, words in _OFFICES.items() for word in _words(words)},
    **{name.upper(): Meaning(country=code) for code, name in COUNTRIES.items() if "(" not in name},
    **{code: Meaning(country=code, may_be_prose=code in _PROSE) for code in CODES - set(NUMBER_SIGNS)},
    **{alias: Meaning(country=code) for alias, code in ALIASES.items()},
    "UNITED STATES OF AMERICA": Meaning(country="US"),
    "ÉTATS UNIS": Meaning(country="US"),
    "VEREINIGTE STAATEN": Meaning(country="US"),
    "ROYAUME UNI": Meaning(country="GB"),
    "REPUBLIC OF KOREA": Meaning(country="KR"),
    "COMMUNITY DESIGN": Meaning(country="EU"),
    "COMMUNITY DESIGNS": Meaning(country="EU", is_plural=True),
    "DESSIN ET MODÈLE": _DESIGN_MEANING,
    "DESSIN OU MODÈLE": _DESIGN_MEANING,
    "DESSINS ET MODÈLES": Meaning(right=Right.DESIGN, is_plural=True),
    "DESSINS OU MODÈLES": Meaning(right=Right.DESIGN, is_plural=True),
    # The long-vowel mark is a dash in cleaned text.
    **dict.fromkeys(("DM", "DMA", "HAGUE", "HAAGER", "LA HAYE", "ハ-グ", "헤이그", "海牙"), _HAGUE),
    # A Chinese patent number is ZL and the number of its application.
    "ZL": Meaning(country="CN"),
    "D": Meaning(series="D"),
    "PP": Meaning(series="PP"),
    "RE": Meaning(series="RE"),
}
"""Words in upper case, names of several words with one space."""


PHRASES: dict[str, list[str]] = {}
"""Names of several words by the first of them, the longest first."""
SIZES: dict[str, list[int]] = {}
"""How long the words of other scripts are that begin with a character, the longest first."""

for _word in sorted(WORDS.keys() | _BETWEEN, key=len, reverse=True):
    if " " in _word:
        PHRASES.setdefault(_word.split()[0], []).append(_word)
    elif _word[0] > "\u024f":
        SIZES.setdefault(_word[0], []).append(len(_word))


@lru_cache(maxsize=4096)
def lookup(word: str) -> Meaning | None:
    """What a word in upper case means beside a number; None for a word that says nothing about numbers."""
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


def stands_between(word: str) -> bool:
    """Whether a word stands between two numbers, as *and* does."""
    return word in _BETWEEN


def is_english(word: str) -> bool:
    """Whether a country's code is a word of plain English (``in``, ``is``)."""
    return word in _ENGLISH


def announces_similar(word: str) -> bool:
    """Whether the digits behind it count the similar designs of a main one (Japan, Korea)."""
    return word in _SIMILAR
