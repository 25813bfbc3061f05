"""What people type in Chinese means what they would have typed in English."""

import re
from datetime import date

import pytest

from bot.errors import OptionError
from bot.model import CHINESE, ENGLISH, CheckOptions
from bot.model.countries import COUNTRIES
from bot.model.lookup import PatentState, SearchFilters, SortField
from bot.options import CHECK_ACCEPTED, FILTERS_ACCEPTED, read_countries, read_filters, read_post
from formatters.options import accepted_values, option_name
from formatters.similar import simple_state_name, sort_name
from tests.languages import EN, ZH

TODAY = date(2026, 11, 27)
DEFAULTS = CheckOptions(countries=("JP",), lang=ENGLISH)
SINCE_2020 = {"filed_after": date(2020, 1, 1)}
SINCE_31_JANUARY = {"filed_after": date(2020, 1, 31)}
ACTIVE, GRANTED = {"states": (PatentState.ACTIVE,)}, {"legal_statuses": (3,)}


def post(text):
    options = read_post(text, defaults=DEFAULTS, today=TODAY)
    return {
        name: getattr(options, name)
        for name in CheckOptions.__slots__
        if name != "given" and getattr(options, name) != getattr(DEFAULTS, name)
    }


def filters(text):
    read, defaults = read_filters(text).filters, SearchFilters()
    return {
        name: getattr(read, name) for name in SearchFilters.__slots__ if getattr(read, name) != getattr(defaults, name)
    }


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("国家：美国，中国", ("US", "CN")),
        ("国家：美国、中国和欧盟", ("US", "CN", "EU")),
        ("国家／地区：美国、台湾", ("US", "TW")),
        ("国家（地区）：美国", ("US",)),
        ("国家：中国香港、中国台湾地区、澳门特别行政区", ("HK", "TW", "MO")),
        ("国家：海牙", ("WO",)),
        ("国家：中华人民共和国香港特别行政区", ("HK",)),
        ("国家：海牙体系，美国", ("WO", "US")),
        ("国家：美国还有韩国", ("US", "KR")),
        ("国家：美国，以及日本", ("US", "JP")),
        ("国家：ＵＳ，ＣＮ", ("US", "CN")),
        ("国家：俄罗斯联邦", ("RU",)),
        ("国家：英国（GB）、美国（US）", ("GB", "US")),
        ("检测国家：美国", ("US",)),
        ("比对范围：美国、欧盟", ("US", "EU")),
        ("目标市场：欧盟、英国", ("EU", "GB")),
        ("国家 美国", ("US",)),
        ("新杯子，国家：美国，谢谢", ("US",)),
    ],
)
def test_countries(text, countries):
    assert post(text) == {"countries": countries}


@pytest.mark.parametrize("tr", [EN, ZH], ids=["en", "zh"])
def test_every_country_is_read_by_the_name_that_the_app_says(tr):
    for code in COUNTRIES:
        said = tr("list-country", name=tr.country(code), code=code)
        assert read_countries(tr.country(code)) == read_countries(said) == (code,)


@pytest.mark.parametrize(
    "text",
    [
        "自2020年",
        "自 2020 年起",
        "自２０２０年",
        "2020年以来",
        "2020年以后",
        "2020年之后",
        "新杯子\n2020年以来",
        "起始：2020年",
        "起始日期：2020年1月",
        "起始年份：２０２０",
        "开始日期：2020",
        "申请日：2020年至今",
        "申请日期：2020年之后",
        "申请时间：2020年起",
        "申请日：自2020年1月1日起",
        "自：2020",
    ],
)
def test_since(text):
    assert post(text) == SINCE_2020
    assert filters(text.removeprefix("新杯子\n"))["filed_from"] == date(2020, 1, 1)


@pytest.mark.parametrize(
    "text",
    [
        "申请日：2020年1月31日之后",
        "申请日：2020年1月31号以后",
        "申请日：2020.1.31以后",
        "申请日：2020-01-31起",
        "申请日：2020/1/31后",
        "申请日：20200131以后",
        "2020年1月31日以来",
    ],
)
def test_since_a_day(text):
    assert post(text) == SINCE_31_JANUARY


def test_a_year_behind_another_value_is_an_option_of_its_own():
    assert post("国家：美国 语言:中文 自2020年") == {"countries": ("US",), "lang": CHINESE, **SINCE_2020}
    assert post("countries:US since 2020") == {"countries": ("US",), **SINCE_2020}
    assert post("国家：美国，2020年以来") == {"countries": ("US",), **SINCE_2020}
    assert post("关键词：杯子 自2020年") == {"keyword": "杯子 自2020年"}


@pytest.mark.parametrize(
    "text",
    [
        "2020年之后我们一直在卖这个杯子",
        "2020年会议以来",
        "自从上次之后",
        "从2020年的系列改进而来",
        "2030年以来",
        "请看2020年以来的新款",
        "日期：2020年",
    ],
)
def test_prose_about_years_changes_nothing(text):
    assert post(text) == {}


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("语言:中文", {"lang": CHINESE}),
        ("语言：简体中文", {"lang": CHINESE}),
        ("语言：英文", {}),
        ("关键词：智能 手表", {"keyword": "智能 手表"}),
        ("关键词：“智能 手表”", {"keyword": "智能 手表"}),
        ("关键词：「智能手表」", {"keyword": "智能手表"}),
        ("关键词：智能手表，请检测", {"keyword": "智能手表"}),
        ("分类：07-01、07-02", {"locarno": ("07-01", "07-02")}),
        ("分类：07-01和07-02", {"locarno": ("07-01", "07-02")}),
        ("分类：第07-01类", {"locarno": ("07-01",)}),
        ("分类号：７－１", {"locarno": ("07-01",)}),
        ("洛迦诺分类：21-01；21-03", {"locarno": ("21-01", "21-03")}),
        ("视图：合并", {"views_together": True}),
        ("视图：同一件产品", {"views_together": True}),
        ("多视图：合在一起", {"views_together": True}),
        (
            "国家：美国；语言：中文；起始日期：2020年；分类：21-01；关键词：杯子",
            {"countries": ("US",), "lang": CHINESE, **SINCE_2020, "locarno": ("21-01",), "keyword": "杯子"},
        ),
    ],
)
def test_other_options(text, changed):
    assert post(text) == changed


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("状态：有效", ACTIVE),
        ("状态：有效、审查中", {"states": (PatentState.ACTIVE, PatentState.PENDING)}),
        ("状态：已失效", {"states": (PatentState.INACTIVE,)}),
        ("状态：PCT 指定期内", {"states": (PatentState.PCT_DESIGNATED,)}),
        ("法律状态：有效", ACTIVE),
        ("简单法律状态：有效", ACTIVE),
        ("法律状态：授权", GRANTED),
        ("状态：授权", GRANTED),
        ("status:granted", GRANTED),
        ("legal:active", ACTIVE),
        ("法律状态：驳回、视为撤回", {"legal_statuses": (13, 17)}),
        ("法律状态：3、2", {"legal_statuses": (3, 2)}),
        ("法律状态：撤回", {"legal_statuses": (11,)}),
        ("专利权人：某某科技有限公司", {"assignee": "某某科技有限公司"}),
        ("公司：小米", {"assignee": "小米"}),
        ("分类：07-01或07-02", {"locarno": "07-01 OR 07-02"}),
        ("分类：(07-01 或 07-02) 不含 07-03", {"locarno": "(07-01 OR 07-02) NOT 07-03"}),
        ("分类：07，不包括07-02", {"locarno": "07 NOT 07-02"}),
        ("申请日：2015年至2020年", {"filed_from": date(2015, 1, 1), "filed_to": date(2020, 12, 31)}),
        ("申请日：2015～2020", {"filed_from": date(2015, 1, 1), "filed_to": date(2020, 12, 31)}),
        ("申请日期：2020年12月31日以前", {"filed_to": date(2020, 12, 31)}),
        ("申请日：截至2020年", {"filed_to": date(2020, 12, 31)}),
        ("公开日：2018年起", {"published_from": date(2018, 1, 1)}),
        ("授权公告日：2018年", {"published_from": date(2018, 1, 1), "published_to": date(2018, 12, 31)}),
        ("排序：按公开日", {"sort": SortField.PUBLISHED}),
        ("排序：授权公告日 顺序：从旧到新", {"sort": SortField.ISSUED, "ascending": True}),
        ("排序方式：申请日 顺序：最新在前", {"sort": SortField.FILED}),
    ],
)
def test_filters(text, changed):
    assert filters(text) == changed


@pytest.mark.parametrize("text", ["数量：20", "数量：２０", "数量：20件", "条数：20 条"])
def test_limit(text):
    assert read_filters(text).limit == 20


@pytest.mark.parametrize("tr", [EN, ZH], ids=["en", "zh"])
def test_what_the_app_says_for_a_value_is_read(tr):
    for state in PatentState:
        if state is not PatentState.UNKNOWN:
            name = option_name(tr, "status")
            for said in (simple_state_name(tr, state), tr(f"option-word-{state.replace('_', '-')}")):
                assert filters(f"{name}：{said}") == {"states": (state,)}
    for field in SortField:
        for said in (sort_name(tr, field), tr(f"option-word-{field.lower()}")):
            assert filters(f"{option_name(tr, 'sort')}：{said}") == {"sort": field}
    sorted_by = f"{option_name(tr, 'sort')}：PBD {option_name(tr, 'order')}："
    assert filters(sorted_by + tr("option-word-asc"))["ascending"]
    assert "ascending" not in filters(sorted_by + tr("option-word-desc"))
    assert post(f"{option_name(tr, 'views')}：{tr('option-word-together')}") == {"views_together": True}


SAMPLES = {
    "countries": "US",
    "since": "2020",
    "day": "2020",
    "loc": "21-01",
    "expression": "21-01",
    "lang": "zh",
    "keyword": "mug",
    "views": "together",
    "assignee": "Acme",
    "status": "active",
    "legal": "3",
    "period": "2020",
    "limit": "5",
    "sort": "PBD",
    "order": "sort",
    "type": "utility",
    "by": "line drawing",
}


@pytest.mark.parametrize("tr", [EN, ZH], ids=["en", "zh"])
def test_every_option_has_a_name_that_is_read_and_says_what_it_takes(tr):
    unknown = accepted_values(tr, "of_a_later_version")
    for read, accepted in ((post, CHECK_ACCEPTED), (filters, FILTERS_ACCEPTED)):
        for name, takes in accepted.items():
            said = option_name(tr, name)
            assert tr.has(f"option-name-{name}")
            assert accepted_values(tr, takes) != unknown
            sample = SAMPLES[takes]
            if takes == "order":
                assert filters(f"sort:PBD {said}：asc")["ascending"]
            elif takes == "limit":
                assert read_filters(f"{said}：{sample}").limit == 5
            else:
                assert read(f"{said}：{sample}") == read(f"{name}:{sample}") != {}


def test_examples_of_the_usage_mean_the_same_in_every_language():
    english, chinese = (re.findall(r"`/lookalike \S+ https://\S+ (.+)`", tr("usage-examples")) for tr in (EN, ZH))
    assert [post(english[0]), filters(english[1])] == [post(chinese[0]), filters(chinese[1])]
    assert filters(chinese[1])["locarno"] == "(07-01 OR 07-02)"


@pytest.mark.parametrize("tr", [EN, ZH], ids=["en", "zh"])
@pytest.mark.parametrize("takes", ["status", "order", "sort", "lang"])
def test_words_that_a_refusal_offers_are_read(tr, takes):
    option = option_name(tr, takes)
    listed = accepted_values(tr, takes).partition("；")[0].partition(";")[0]
    listed = re.sub(
        r"separated by commas|用逗号分隔|[,，]?\s*(?:together with sort|与“排序”一起使用)|\(by \w+\)", "", listed
    )
    words = [word.strip() for word in re.split(r"[,、，或]| or ", listed) if word.strip()]
    assert len(words) > 1
    for word in words:
        text = f"{option}：{word}"
        assert (post if takes == "lang" else filters)(f"sort:APD {text}" if takes == "order" else text) is not None


@pytest.mark.parametrize(
    "speech",
    [
        "谢谢大家",
        "辛苦了",
        "检测一下",
        "比对一下，谢谢",
        "急",
        "尽快",
        "感谢",
        "拜托",
        "帮忙检测",
        "看看",
        "请尽快检测",
    ],
)
@pytest.mark.parametrize("between", ["，", " ", "。", "！"])
def test_plain_speech_behind_a_value_is_let_be(between, speech):
    assert post(f"国家：美国{between}{speech}") == {"countries": ("US",)}
    assert post(f"起始日期：2020年{between}{speech}") == SINCE_2020


@pytest.mark.parametrize("behind", ["，辛苦了", "，请检测", "。这是新款", "！好看吗", "；尽快", "，谢谢"])
def test_keyword_ends_with_its_sentence(behind):
    assert post(f"关键词：杯子{behind}") == {"keyword": "杯子"}


def test_a_country_amid_speech_is_asked_about():
    with pytest.raises(OptionError):
        post("国家：美国，另外看看中国")


@pytest.mark.parametrize(
    "text",
    [
        "大家好，这是新杯子：好看吗",
        "备注：国家不限",
        "时间：10:30",
        "价格：¥20，数量：5",
        "状态：草稿",
        "视图：正面图",
        "分类：厨具",
        "地区：华东",
        "公司：小米",
        "日期：2020年5月",
        "申请日：还没有",
        "自己：做的",
        "起始：明天开会",
        "起始时间：明天",
        "检测范围：外观设计",
        "比对范围：全部",
        "多视图：见附件",
        "（自1998年）",
    ],
)
def test_prose_with_colons_changes_nothing(text):
    assert post(text) == {}


def test_a_slip_in_chinese_is_refused_by_the_word():
    with pytest.raises(OptionError) as raised:
        post("国家：美囯")
    assert raised.value.problem.details["value"] == "美囯"


@pytest.mark.parametrize("text", ["从2020年起", "从2020年开始", "1998年起", "2019年至今"])
def test_line_that_may_be_a_slogan_is_asked_about(text):
    with pytest.raises(OptionError) as raised:
        post(f"新杯子\n{text}")
    assert raised.value.problem.details["nearest"] == "since"


def test_word_that_may_mean_an_office_is_asked_about():
    with pytest.raises(OptionError) as raised:
        post("国家：国际")
    assert raised.value.problem.details["nearest"] == "WO"


@pytest.mark.parametrize("name", ["V2.中控屏", "Dr.王面霜", "i.MX屏"])
def test_keyword_with_a_dot_in_a_word_stays_whole(name):
    assert post(f"关键词：{name}") == {"keyword": name}


@pytest.mark.parametrize("name", ["A.O.史密斯", "Acme Inc.有限公司"])
def test_assignee_with_a_dot_in_its_name_stays_whole(name):
    assert filters(f"申请人：{name}")["assignee"] == name
