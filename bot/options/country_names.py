"""What people call the authorities that are searched, in English, Chinese and their own languages."""

from functools import lru_cache

from bot.languages import translators
from bot.model.countries import ALIASES, COUNTRIES
from bot.options.vocabulary import Vocabulary

_NAMES: dict[str, str] = {
    "AE": "UAE, U.A.E., Emirates, Vereinigte Arabische Emirate, Émirats arabes unis, 阿联酋, 阿拉伯联合酋长国, 阿聯酋",
    "AR": "Argentinien, Argentine, 阿根廷, アルゼンチン, 아르헨티나",
    "AT": "Österreich, Oesterreich, Autriche, 奥地利, 奧地利, オーストリア, 오스트리아",
    "AU": "Australien, Australie, 澳大利亚, 澳洲, 澳大利亞, オーストラリア, 豪州, 호주, 오스트레일리아",
    "BE": "Belgien, Belgique, België, Belgie, 比利时, 比利時, ベルギー, 벨기에",
    "BG": "Bulgarien, Bulgarie, България, 保加利亚, 保加利亞, ブルガリア, 불가리아",
    "BR": "Brasil, Brasilien, Brésil, 巴西, ブラジル, 브라질",
    "BX": "BOIP, 比荷卢, 比荷卢三国, 比荷卢经济联盟, 比荷盧, ベネルクス",
    "CA": "Kanada, 加拿大, カナダ, 캐나다",
    "CH": "Schweiz, Suisse, Svizzera, 瑞士, スイス, 스위스",
    "CL": "智利, チリ, 칠레",
    "CN": "P.R.C., P.R. China, PR China, People's Republic of China, Mainland China, CNIPA, Chine, Cina, "
    "中国, 中國, 中华人民共和国, 中国大陆, 大陆, 중국",
    "CO": "Kolumbien, Colombie, 哥伦比亚, 哥倫比亞, コロンビア, 콜롬비아",
    "CZ": "Czech Republic, Czech, Tschechien, Česko, Česká republika, Tchéquie, 捷克, 捷克共和国, チェコ, 체코",
    "DE": "Deutschland, Allemagne, Alemania, Germania, Duitsland, DPMA, GER, 德国, 德國, ドイツ, 독일",
    "DK": "Dänemark, Danmark, Danemark, 丹麦, 丹麥, デンマーク, 덴마크",
    "EE": "Estland, Eesti, Estonie, 爱沙尼亚, 愛沙尼亞, エストニア, 에스토니아",
    "ES": "España, Spanien, Espagne, Spagna, ESP, 西班牙, スペイン, 스페인",
    "EU": "E.U., EUIPO, OHIM, European Community, Community design, Europäische Union, Union européenne, "
    "欧盟, 歐盟, 欧洲联盟, 欧盟知识产权局, 欧州連合, 유럽연합",
    "FI": "Finnland, Suomi, Finlande, 芬兰, 芬蘭, フィンランド, 핀란드",
    "FR": "Frankreich, Francia, FRA, 法国, 法國, フランス, 프랑스",
    "GB": "U.K., Great Britain, Britain, England, UKIPO, Großbritannien, Grossbritannien, Vereinigtes Königreich, "
    "Royaume-Uni, Reino Unido, Regno Unito, Great Britain and Northern Ireland, "
    "United Kingdom of Great Britain and Northern Ireland, 英国, 英國, 大不列颠, 联合王国, イギリス, 영국",
    "GR": "Griechenland, Grèce, Ελλάδα, Hellas, 希腊, 希臘, ギリシャ, 그리스",
    "HK": "Hongkong, Hong Kong SAR, 香港, 香港特区, 香港特别行政区, 中国香港, 中国香港特别行政区, "
    "中华人民共和国香港特别行政区, 홍콩",
    "HR": "Kroatien, Hrvatska, Croatie, 克罗地亚, 克羅地亞, クロアチア, 크로아티아",
    "HU": "Ungarn, Magyarország, Hongrie, 匈牙利, ハンガリー, 헝가리",
    "ID": "Indonesien, Indonésie, 印度尼西亚, 印尼, インドネシア, 인도네시아",
    "IE": "Irland, Irlande, Éire, Republic of Ireland, 爱尔兰, 愛爾蘭, アイルランド, 아일랜드",
    "IL": "Israël, ישראל, 以色列, イスラエル, 이스라엘",
    "IN": "Indien, Inde, Bharat, भारत, 印度, インド, 인도",
    "IT": "Italien, Italia, Italie, ITA, 意大利, 義大利, イタリア, 이탈리아",
    "JP": "JPN, JPO, Nippon, Nihon, Japon, Giappone, 日本, 日本国, 일본",
    "KR": "KOR, ROK, Republic of Korea, Korea South, Korea Republic of, S. Korea, Südkorea, Corée du Sud, "
    "Corea del Sur, KIPO, 韩国, 韓国, 韓國, 南韩, 大韩民国, 한국, 대한민국",
    "LT": "Litauen, Lietuva, Lituanie, 立陶宛, リトアニア, 리투아니아",
    "LV": "Lettland, Latvija, Lettonie, 拉脱维亚, 拉脫維亞, ラトビア, 라트비아",
    "MO": "Macau, Macau SAR, 澳门, 澳門, 澳门特区, 澳门特别行政区, 中国澳门, 中国澳门特别行政区, "
    "中华人民共和国澳门特别行政区, 마카오",
    "MX": "México, Mexiko, Mexique, MEX, 墨西哥, メキシコ, 멕시코",
    "MY": "马来西亚, 馬來西亞, マレーシア, 말레이시아",
    "NO": "Norwegen, Norge, Norvège, 挪威, ノルウェー, 노르웨이",
    "NZ": "N.Z., Neuseeland, Aotearoa, Nouvelle-Zélande, 新西兰, 紐西蘭, ニュージーランド, 뉴질랜드",
    "PH": "Philippinen, The Philippines, Pilipinas, 菲律宾, 菲律賓, フィリピン, 필리핀",
    "PL": "Polen, Polska, Pologne, 波兰, 波蘭, ポーランド, 폴란드",
    "PT": "葡萄牙, ポルトガル, 포르투갈",
    "RO": "Rumänien, România, Roumanie, 罗马尼亚, 羅馬尼亞, ルーマニア, 루마니아",
    "RU": "Russian Federation, Russland, Россия, Russie, 俄罗斯, 俄罗斯联邦, 俄国, 俄羅斯, ロシア, 러시아",
    "SA": "KSA, Saudi, Kingdom of Saudi Arabia, Saudi-Arabien, السعودية, 沙特, 沙特阿拉伯, 沙烏地阿拉伯, "
    "사우디아라비아",
    "SE": "Schweden, Sverige, Suède, 瑞典, スウェーデン, 스웨덴",
    "SG": "Singapur, Singapour, 新加坡, シンガポール, 싱가포르",
    "SI": "Slowenien, Slovenija, Slovénie, 斯洛文尼亚, 斯洛維尼亞, スロベニア, 슬로베니아",
    "SK": "Slovak Republic, Slowakei, Slovensko, Slovaquie, 斯洛伐克, スロバキア, 슬로바키아",
    "TH": "ประเทศไทย, ไทย, Thaïlande, 泰国, 泰國, タイ, 태국",
    "TR": "Turkey, Türkei, Turquie, TUR, 土耳其, トルコ, 튀르키예, 터키",
    "TW": "TIPO, 台湾, 台湾地区, 台灣, 臺灣, 中国台湾, 中国台湾地区, 대만",
    "UA": "Україна, Ukraïna, 乌克兰, 烏克蘭, ウクライナ, 우크라이나",
    "US": "U.S., U.S.A., United States of America, The United States, The US, The USA, America, USPTO, "
    "Vereinigte Staaten, États-Unis, Estados Unidos, EE.UU., Stati Uniti, 美国, 美國, 美利坚合众国, "
    "アメリカ, 米国, 미국",
    "VN": "Viet Nam, Việt Nam, VNM, 越南, ベトナム, 베트남",
    "WO": "Hague, The Hague, 世界知识产权组织, 海牙, 海牙体系, 海牙协定, 海牙国际注册, WIPO 海牙",
    "ZA": "RSA, Südafrika, Afrique du Sud, 南非, 南アフリカ, 남아프리카공화국",
}


@lru_cache
def country_words() -> Vocabulary[str]:
    """The authorities, by all that people call them; what the app itself calls them in each language is among it."""
    said = ((tr.country(code), code) for tr in translators() for code in COUNTRIES)
    return Vocabulary(
        (
            *((code, code) for code in COUNTRIES),
            *ALIASES.items(),
            *said,
            *((name, code) for code, names in _NAMES.items() for name in names.split(", ")),
        ),
        unsure=("at", "be", "id", "in", "it", "my", "no"),
        suggested={
            "Europe": "EU",
            "Europa": "EU",
            "European": "EU",
            "EPO": "EU",
            "EP": "EU",
            "欧洲": "EU",
            "国际": "WO",
            "国际局": "WO",
            "歐洲": "EU",
            "Netherlands": "BX",
            "The Netherlands": "BX",
            "Holland": "BX",
            "Nederland": "BX",
            "NL": "BX",
            "荷兰": "BX",
            "Luxembourg": "BX",
            "LU": "BX",
            "North Korea": "KR",
            "朝鲜": "KR",
            "Chinese": "CN",
            "Japanese": "JP",
            "German": "DE",
            "American": "US",
            "Northern Ireland": "GB",
            # What the Chinese papers write for a country among others: 中美日韩.
            **dict(
                zip("美中日韩韓欧歐英德法", ("US", "CN", "JP", "KR", "KR", "EU", "EU", "GB", "DE", "FR"), strict=True)
            ),
        },
    )
