"""The options of a post, as people really type them."""

from datetime import date

import pytest

from bot.errors import OptionError
from bot.model import CHINESE, CheckOptions, ProblemKind
from bot.model.option import OptionFault
from bot.options import CHECK_ACCEPTED, read_post

TODAY = date(2026, 11, 27)
DEFAULTS = CheckOptions(countries=("US", "CN", "JP", "KR", "AU", "EU"))


def read(text):
    """What a post changes of the defaults."""
    options = read_post(text, defaults=DEFAULTS, today=TODAY)
    changed = {name: getattr(options, name) for name in CheckOptions.__slots__ if name != "given"}
    return {name: value for name, value in changed.items() if value != getattr(DEFAULTS, name)}


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("a mug", ()),
        ("countries:DE", ("countries",)),
        ("countries:US,CN,JP,KR,AU,EU", ("countries",)),
        ("since:2020 lang:zh keyword:mug", ("filed_after", "lang", "keyword")),
    ],
)
def test_options_of_a_post_say_which_of_them_it_has_given(text, given):
    assert read_post(text, defaults=DEFAULTS, today=TODAY).given == given


def test_options_of_a_second_text_add_to_those_given_above():
    above = read_post("countries:DE", defaults=DEFAULTS, today=TODAY)
    assert read_post("since:2020", defaults=above, today=TODAY).given == ("countries", "filed_after")


def refusal(text):
    with pytest.raises(OptionError) as raised:
        read_post(text, defaults=DEFAULTS, today=TODAY)
    return raised.value.problem


def test_every_option_is_read():
    assert read('countries:US,CN since:2020-01-31 loc:21-1,21-03 lang:zh keyword:"smart watch" views:together') == {
        "countries": ("US", "CN"),
        "filed_after": date(2020, 1, 31),
        "locarno": ("21-01", "21-03"),
        "lang": CHINESE,
        "keyword": "smart watch",
        "views_together": True,
    }


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("countries：US", ("US",)),
        ("countries:US，CN", ("US", "CN")),
        ("countries：美国，中国", ("US", "CN")),
        ("countries：ＵＳ，ＣＮ", ("US", "CN")),
        ("国家：美国、中国", ("US", "CN")),
        ("请检查国家：美国和中国，谢谢", ("US", "CN")),
        ("countries: US and CN", ("US", "CN")),
        ("Countries: US & CN", ("US", "CN")),
        ("countries:US / CN", ("US", "CN")),
        ("countries:US, CN, and please check the handle", ("US", "CN")),
        ("countries:US CN JP please", ("US", "CN", "JP")),
        ("countries:US countries:DE", ("US", "DE")),
        ("countries:US\nthe mug\ncountries:DE, US", ("US", "DE")),
        ('countries:"United States",Japan', ("US", "JP")),
        ("countries:“United States”, “Hong Kong”", ("US", "HK")),
        ("Countries:United States,Japan", ("US", "JP")),
        ("countries:Korea, Republic of", ("KR",)),
        ("countries: U.S., U.K. and Deutschland", ("US", "GB", "DE")),
        ("countries: 日本, 대한민국, Türkiye, cote d'azur".replace(", cote d'azur", ""), ("JP", "KR", "TR")),
        ("countries:us,in,it", ("US", "IN", "IT")),
        ("countries: 🇺🇸🇩🇪", ("US", "DE")),
        ("countries: :flag-us: :de:", ("US", "DE")),
        ("countries :US", ("US",)),
        ("country(ies): US", ("US",)),
        ("Market(s) : US", ("US",)),
        ("the country's: US", ("US",)),
        ("countries: both US and CN", ("US", "CN")),
        ("countries: US as well as CN", ("US", "CN")),
        ("countries: España y Francia", ("ES", "FR")),
        ("países: Italia e Francia", ("IT", "FR")),
        ("countries: Great Britain, Hong Kong SAR", ("GB", "HK")),
        ("Nations: US", ("US",)),
        ("国家名：美国", ("US",)),
        ("國：美國", ("US",)),
        ("countries:US <https://example.com/CN?countries=CN>", ("US",)),
        ("countries:US, CN https://example.com please", ("US", "CN")),
        ("markets US, CN", ("US", "CN")),
        ("countries: US, CN\nNote: " + "see below: " * 200, ("US", "CN")),
        ("国家︰美国", ("US",)),
        ("countries: the United States and the UK", ("US", "GB")),
        ("countries:US <#C123|general>", ("US",)),
        ("Country.: US", ("US",)),
        ("countries=US", ("US",)),
        ("--countries US", ("US",)),
        ("Countries US, CN", ("US", "CN")),
        ("country:US", ("US",)),
        ("COUNTRY:us", ("US",)),
        ("markets:US", ("US",)),
        ("Market: Germany", ("DE",)),
        ("target countries: US", ("US",)),
        ("(countries:US)", ("US",)),
        ("(countries:US) and tell me", ("US",)),
        ("[countries: US, CN]", ("US", "CN")),
        ("*countries:US*", ("US",)),
        ("*countries:* US", ("US",)),
        ("_countries_: US", ("US",)),
        ("`countries:US`", ("US",)),
        ("```countries:US```", ("US",)),
        ("&gt; countries:US &amp; CN", ("US", "CN")),
        ("• countries:US", ("US",)),
        ('{"countries": ["US", "CN"]}', ("US", "CN")),
        ("<@U0BOT> countries:US <@U0ADA>", ("US",)),
        ("countries:US. New mug for the spring", ("US",)),
        ("countries:US – our new mug", ("US",)),
        ("countries:US :eyes:", ("US",)),
    ],
)
def test_countries_are_read_as_people_write_them(text, countries):
    assert read(text) == {"countries": countries}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("since:2020", date(2020, 1, 1)),
        ("since：2020年", date(2020, 1, 1)),
        ("since:2020-06", date(2020, 6, 1)),
        ("since:2020–06–15", date(2020, 6, 15)),
        ("since: 15 June 2020, please", date(2020, 6, 15)),
        ("since: June 15, 2020", date(2020, 6, 15)),
        ("since: 15th of June 2020", date(2020, 6, 15)),
        ("since:20200615.", date(2020, 6, 15)),
        ("自2020年以来", date(2020, 1, 1)),
        ("自：2020年6月", date(2020, 6, 1)),
        ("since 2020", date(2020, 1, 1)),
        ("filed since: 2020 onwards", date(2020, 1, 1)),
        ("since:2026-11-27", TODAY),
    ],
)
def test_since_is_the_first_day_of_what_was_written(text, day):
    assert read(text) == {"filed_after": day}


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("loc:21–01", {"locarno": ("21-01",)}),
        ("locarno class: 21-1 and 21-3", {"locarno": ("21-01", "21-03")}),
        ("分类：21－01、21－03", {"locarno": ("21-01", "21-03")}),
        ("lang:中文", {"lang": CHINESE}),
        ("language:Chinese", {"lang": CHINESE}),
        ("语言：中文", {"lang": CHINESE}),
        ("lang:zh_CN", {"lang": CHINESE}),
        ("lang:en", {}),
        ("view:together", {"views_together": True}),
        ("keyword:smart watch", {"keyword": "smart watch"}),
        ("keyword:smart watch please check", {"keyword": "smart watch"}),
        ("keyword: smart watch. The strap is new", {"keyword": "smart watch"}),
        ("keyword:smart watch countries:US", {"keyword": "smart watch", "countries": ("US",)}),
        ("keyword:smart watch Note: urgent", {"keyword": "smart watch"}),
        ('keyword:"smart watch" the strap is new', {"keyword": "smart watch"}),
        ("keyword:“countries: US”", {"keyword": "countries: US"}),
        ("keywords:mug keyword:lamp", {"keyword": "mug lamp"}),
        ("keyword: mug (blue)", {"keyword": "mug (blue)"}),
        ("keyword: (mug)", {"keyword": "mug"}),
        ("keyword: mug - blue one", {"keyword": "mug - blue one"}),
        ("keyword:women's watch", {"keyword": "women's watch"}),
        ("关键词：杯子 国家：日本", {"keyword": "杯子", "countries": ("JP",)}),
        ("keyword:<http://lamp.co|lamp.co>", {"keyword": "lamp.co"}),
        ("keyword:<https://lamp.co/a?lang=en>", {"keyword": "https://lamp.co/a?lang=en"}),
        ("keyword:<mailto:a@lamp.co|a@lamp.co>", {"keyword": "a@lamp.co"}),
    ],
)
def test_other_options_are_read_as_people_write_them(text, changed):
    assert read(text) == changed


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Note: see below",
        "Update: new mug",
        "Meeting at 10:30, ratio 16:9",
        "https://example.com/?countries=US&lang=zh <https://example.com/a:b|the mug: here> ",
        "look :mug: :eyes::skin-tone-2:",
        "Monday: mood",
        "Market: see what we can do",
        "Markets:",
        "Language: the label is in German",
        "Status: draft, Order: 12345, Limit: 5 pieces",
        "View: from above",
        "Class: compact",
        "From: the design team",
        "County: Kent",
        "Countries we like: many",
        "Market of the day: apples",
        "view one",
        "市场：美妆",
        "dear all, language matters: see below",
        "Long: 30cm",
        "Keyboard: mechanical",
        "Owner: Ada",
        "we sell it in many countries, since 2020, in the US and CN",
        "新杯子：好看吗",
        "在中国：卖得好",
        "美国：2020年",
        "产品分类：杯子",
        "C:\\pictures\\mug.png",
        "Re: Fwd: mug",
        "a = b, x == y",
    ],
)
def test_prose_with_colons_changes_nothing(text):
    assert read(text) == {}


@pytest.mark.parametrize(
    ("text", "name", "nearest"),
    [
        ("countires:US,CN", "countires", "countries"),
        ("contries: US", "contries", "countries"),
        ("langauge:zh", "langauge", "lang"),
        ("sicne: 2020", "sicne", "since"),
        ("keywrod:mug", "keywrod", "keyword"),
        ("veiws: together", "veiws", "views"),
        ("after:2020", "after", "since"),
        ("filed:2015..2020", "filed", "since"),
        ("exclude:CN", "exclude", "countries"),
        ("status:active", "status", None),
        ("limit:5", "limit", None),
        ("viws: together", "viws", "views"),
        ("keyworld: mug", "keyworld", "keyword"),
        ("lng: zh", "lng", "lang"),
        ("Countries to check: US, CN", "Countries to check", "countries"),
        ("Market list: Germany", "Market list", "countries"),
        ("Report language for us: Chinese", "Report language for us", "lang"),
        ("国家范围：美国", "国家范围", "countries"),
        ("contries US, CN", "contries", "countries"),
    ],
)
def test_what_is_nearly_an_option_is_asked_about(text, name, nearest):
    problem = refusal(f"please check this\n{text}")
    assert (problem.kind, problem.details["option"]) == (ProblemKind.UNKNOWN_OPTION, name)
    assert problem.details.get("nearest") == nearest


@pytest.mark.parametrize(
    ("text", "option", "fault", "word", "nearest"),
    [
        ("countries:US,Germny", "countries", OptionFault.WRONG, "Germny", "DE"),
        ("countries:US,United Sttes", "countries", OptionFault.WRONG, "United Sttes", "US"),
        ("countries:美国，德囯", "countries", OptionFault.WRONG, "德囯", None),
        ("countries:US ATLANTIS", "countries", OptionFault.LEFT_OVER, "ATLANTIS", None),
        ("countries:US Germny please", "countries", OptionFault.LEFT_OVER, "Germny", "DE"),
        ("countries:US please also CN", "countries", OptionFault.LEFT_OVER, "CN", "CN"),
        ("countries:US. CN too", "countries", OptionFault.LEFT_OVER, "CN", "CN"),
        ("countries:us in", "countries", OptionFault.UNSURE, "in", "IN"),
        ("countries: US, CN: the mug", "countries", OptionFault.LEFT_OVER, "CN", "CN"),
        ("countries: US, Japan = new", "countries", OptionFault.LEFT_OVER, "Japan", "JP"),
        ("国家：美国、中国：杯子", "countries", OptionFault.LEFT_OVER, "中国", "CN"),
        ("countries:Europe", "countries", OptionFault.WRONG, "Europe", "EU"),
        ("countries:North Korea", "countries", OptionFault.WRONG, "North Korea", "KR"),
        ("国家：美、日", "countries", OptionFault.WRONG, "美", "US"),
        ("countries:" + "US," * 200, "countries", OptionFault.TOO_LONG, ("US," * 27)[:80], None),
        ("countries:US " * 60, "countries", OptionFault.TOO_LONG, ("countries:US " * 60)[:80].strip(), None),
        ("countries:", "countries", OptionFault.MISSING, "", None),
        ("countries:\nUS", "countries", OptionFault.MISSING, "", None),
        ("Market: Germny", "countries", OptionFault.WRONG, "Germny", "DE"),
        ("since:soon", "since", OptionFault.WRONG, "soon", None),
        ("since:2020-2022", "since", OptionFault.WRONG, "2020-2022", None),
        ("since:2020 to 2022", "since", OptionFault.LEFT_OVER, "2022", None),
        ("since:01/02/2020", "since", OptionFault.WRONG, "01/02/2020", None),
        ("since:2026-11-28", "since", OptionFault.FUTURE, "2026-11-28", None),
        ("since:2020 since:2021", "since", OptionFault.TWICE, "", None),
        ("loc:99-99", "loc", OptionFault.WRONG, "99-99", None),
        ("loc:2101", "loc", OptionFault.WRONG, "2101", "21-01"),
        ("loc:21-01 21", "loc", OptionFault.LEFT_OVER, "21", None),
        ("lang:fr", "lang", OptionFault.WRONG, "fr", None),
        ("Language: French", "lang", OptionFault.WRONG, "French", None),
        ("lang:zh-TW", "lang", OptionFault.WRONG, "zh-TW", "zh"),
        ("lang:en lang:zh", "lang", OptionFault.TWICE, "", None),
        ("views:apart", "views", OptionFault.WRONG, "apart", None),
        ("keyword:", "keyword", OptionFault.MISSING, "", None),
        ("keyword:mug this is our new one", "keyword", OptionFault.TOO_LONG, "mug this is our new one", None),
    ],
)
def test_wrong_word_is_named_with_the_nearest_one(text, option, fault, word, nearest):
    problem = refusal(text)
    assert problem.kind is ProblemKind.INVALID_OPTION
    details = dict(problem.details)
    assert details.pop("nearest", None) == nearest
    assert details == {"option": option, "fault": fault, "value": word, "takes": CHECK_ACCEPTED[option]}


def test_later_text_stands_over_an_earlier_one():
    first = read_post("countries:US since:2020", defaults=DEFAULTS, today=TODAY)
    second = read_post("countries:DE since:2021", defaults=first, today=TODAY)
    assert (second.countries, second.filed_after) == (("DE",), date(2021, 1, 1))
