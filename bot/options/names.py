"""What each option may be called besides its name. One table for posts, commands and the filters of similar designs."""

from dataclasses import dataclass, replace

from bot.languages import translators


@dataclass(frozen=True, slots=True)
class OptionNames:
    """Names in lower case, separated by commas.

    Attributes:
        sure: hardly anything else in a message.
        plain: words of plain speech too, such as *market*: their value makes them sure.
        asked: names of something else that may have been meant, such as *after* for *since*.
    """

    sure: str = ""
    plain: str = ""
    asked: str = ""


_COUNTRIES = OptionNames(
    sure="countries, country, country code, country codes, target country, target countries, jurisdiction, "
    "jurisdictions, länder, pays, países, paese, paesi, 国家, 國家, 国别, 國別, 目标国家, 国家地区, 国, 國, 国名, "
    "國名, 国家名, 国家名称, 检测国家, 국가",
    plain="market, markets, target market, target markets, region, regions, territory, territories, nation, nations, "
    "authority, authorities, land, país, 市场, 市場, 目标市场, 地区, 地區, 检测范围, 检索范围, 比对范围",
    asked="not in, exclude, excluding, except, without",
)
_LOC = OptionNames(
    sure="loc, locs, locarno, locarno class, locarno classes, loc class, loc classes, 洛迦诺, 洛迦诺分类, "
    "洛迦诺分类号, 外观分类, 分类号",
    plain="class, classes, klasse, klassen, classification, 分类, 分類, 类别, 類別",
)
_KEYWORD = OptionNames(
    sure="keyword, keywords, key word, key words, search term, search terms, stichwort, stichworte, 关键词, 關鍵詞, "
    "关键詞, 关键字, 關鍵字, キーワード, 키워드"
)

_SINCE = "自, 自从, 起始日期, 起始年份, 申请日自, 申请起始日"
_SINCE_OR_PROSE = "起始, 起始时间, 开始日期"

CHECK_NAMES: dict[str, OptionNames] = {
    "countries": _COUNTRIES,
    "since": OptionNames(
        sure=f"since, filed since, filed from, seit, depuis, {_SINCE}",
        plain=f"from, start date, filing date, 申请日, 申請日, 申请日期, 申请时间, 申请年份, {_SINCE_OR_PROSE}",
        asked="after, filed, filed after, until, before, filed before, up to, 之后, 之前",
    ),
    "loc": _LOC,
    "lang": OptionNames(
        sure="lang, langs, report language, report lang, sprache, langue, idioma, 报告语言, 語言, 语言, "
        "语种, 語種, 言語, 언어",
        plain="language, languages, lingua",
        asked="lan, lng, lg",
    ),
    "keyword": _KEYWORD,
    "views": OptionNames(sure="views", plain="view, 视图, 視圖, 多视图"),
}
"""Of a check."""

FILTER_NAMES: dict[str, OptionNames] = {
    "country": _COUNTRIES,
    "loc": _LOC,
    "assignee": OptionNames(
        sure="assignee, assignees, applicant, applicants, proprietor, 申请人, 申請人, 专利权人, 專利權人, 权利人",
        plain="owner, company, 公司, 所有人",
    ),
    "status": OptionNames(
        sure="status, simple legal status, 简单法律状态, 專利狀態, 专利状态, 有效性", plain="state, 状态, 狀態"
    ),
    "legal": OptionNames(sure="legal, legal status, legal state, legal states, 法律状态, 法律狀態"),
    "filed": OptionNames(
        sure="filed, filing, filing date, application date, 申请日, 申請日, 申请日期, 申请时间, 申请年份",
        plain="filed in",
    ),
    "since": OptionNames(
        sure=f"since, filed since, filed from, seit, depuis, {_SINCE}",
        plain=_SINCE_OR_PROSE,
        asked="after, before, until",
    ),
    "published": OptionNames(
        sure="published, publication, publication date, 公开日, 公開日, 公开日期, 公开时间, 公告日, 公布日, 授权公告日"
    ),
    "keyword": _KEYWORD,
    "sort": OptionNames(sure="sort, sort by, sorted by, 排序, 排序方式"),
    "order": OptionNames(sure="order, 顺序, 順序, 排列顺序, 次序"),
    "type": OptionNames(
        sure="type, patent type, kind of patent, 专利类型, 專利類型, 专利种类", plain="kind, 类型, 類型, 种类"
    ),
    "by": OptionNames(
        sure="by, search by, searched by, 检索方式, 檢索方式, 检索方法, 搜索方式, 查找方式", plain="方式"
    ),
    "limit": OptionNames(sure="limit, 数量, 數量, 条数, 件数, 结果数"),
}
"""Of a search for similar designs."""


def in_every_language(option: str, names: OptionNames) -> OptionNames:
    """The same with what the app itself calls an option in each language: whoever reads it may type it."""
    known = {name.strip() for listed in (names.sure, names.plain) for name in listed.split(",")}
    said = {tr(f"option-name-{option}").lower() for tr in translators()}
    return replace(names, sure=", ".join(filter(None, (names.sure, *sorted(said - known)))))
