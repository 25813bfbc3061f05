from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import OptionError
from bot.model import ProblemKind
from bot.model.lookup import PatentState, PatentType, SearchFilters, SortField
from bot.model.option import OptionFault
from bot.options import FILTERS_ACCEPTED, SearchOptions, read_filter_fields, read_filters


def test_every_filter_is_read():
    options = read_filters(
        'country:US,CN loc:"(21-01 OR 21-03)" assignee:"Acme Toys" status:active legal:3,2 filed:2015..2020 '
        "published:2018.. keyword:car sort:PBD order:asc limit:20"
    )
    assert options == SearchOptions(
        limit=20,
        filters=SearchFilters(
            countries=("US", "CN"),
            locarno="(21-01 OR 21-03)",
            assignee="Acme Toys",
            states=(PatentState.ACTIVE,),
            legal_statuses=(3, 2),
            filed_from=date(2015, 1, 1),
            filed_to=date(2020, 12, 31),
            published_from=date(2018, 1, 1),
            keyword="car",
            sort=SortField.PUBLISHED,
            ascending=True,
        ),
    )


def test_no_filter_searches_all():
    assert read_filters("  ") == SearchOptions()


@pytest.mark.parametrize(
    ("typed", "expression"),
    [
        ("21-1,21-03", "21-01 OR 21-03"),
        ('"(21-01 or 21-03) and not 21-02"', "(21-01 OR 21-03) AND NOT 21-02"),
        ('"21-01 NOT (21-02 OR 14)"', "21-01 NOT (21-02 OR 14)"),
        ("“21-01”", "21-01"),
    ],
)
def test_classes_become_an_expression(typed, expression):
    assert read_filters(f"loc:{typed}").filters.locarno == expression


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2018", date(2018, 1, 1), date(2018, 12, 31)),
        ("2018..", date(2018, 1, 1), None),
        ("..2018", None, date(2018, 12, 31)),
        ("2018-02-03..2018-02-03", date(2018, 2, 3), date(2018, 2, 3)),
        ("20180203..2019", date(2018, 2, 3), date(2019, 12, 31)),
    ],
)
def test_periods_hold_their_first_and_last_day(typed, first, last):
    filters = read_filters(f"filed:{typed}").filters
    assert (filters.filed_from, filters.filed_to) == (first, last)


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("loc:21-01 OR 21-03 country:US", "21-01 OR 21-03"),
        ("loc:(21-01 OR 21-03) NOT 21–02 country:US", "(21-01 OR 21-03) NOT 21-02"),
        ("(loc:21-01) country:US", "21-01"),
    ],
)
def test_expression_without_quotes_goes_to_the_next_filter(text, expression):
    filters = read_filters(text).filters
    assert (filters.locarno, filters.countries) == (expression, ("US",))


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2015-2020", date(2015, 1, 1), date(2020, 12, 31)),
        ("2015–2020", date(2015, 1, 1), date(2020, 12, 31)),
        ("2015 to 2020", date(2015, 1, 1), date(2020, 12, 31)),
        ("2015…2020", date(2015, 1, 1), date(2020, 12, 31)),
        ("2015年至2020年", date(2015, 1, 1), date(2020, 12, 31)),
        ("since 2018", date(2018, 1, 1), None),
        ("2018 onwards", date(2018, 1, 1), None),
        ("until 2018", None, date(2018, 12, 31)),
        ("2018-02", date(2018, 2, 1), date(2018, 2, 28)),
        ("1 Feb 2018 - 3 March 2019", date(2018, 2, 1), date(2019, 3, 3)),
    ],
)
def test_periods_are_read_as_people_write_them(typed, first, last):
    filters = read_filters(f"filed: {typed}").filters
    assert (filters.filed_from, filters.filed_to) == (first, last)


@pytest.mark.parametrize(
    ("text", "filters"),
    [
        ("country:US, CN", SearchFilters(countries=("US", "CN"))),
        ("country：US，中国", SearchFilters(countries=("US", "CN"))),
        ("countries: US and Germany", SearchFilters(countries=("US", "DE"))),
        ("country:US country:DE please", SearchFilters(countries=("US", "DE"))),
        ("assignee:Acme Toys status:active", SearchFilters(assignee="Acme Toys", states=(PatentState.ACTIVE,))),
        ("状态：有效，审中", SearchFilters(states=(PatentState.ACTIVE, PatentState.PENDING))),
        ("legal: authorization, 2", SearchFilters(legal_statuses=(3, 2))),
        ("legal: 12,17,18,19,20,25", SearchFilters(legal_statuses=(12, 17, 18, 19, 20, 25))),
        ("legal: withdrawn-deemed, abandoned", SearchFilters(legal_statuses=(17, 30))),
        ("sort by: publication order: oldest first", SearchFilters(sort=SortField.PUBLISHED, ascending=True)),
        ("since:2020", SearchFilters(filed_from=date(2020, 1, 1))),
        ("type:utility", SearchFilters(patent_type=PatentType.UTILITY)),
        ("type: utility models country:CN", SearchFilters(patent_type=PatentType.UTILITY, countries=("CN",))),
        ("专利类型：实用新型", SearchFilters(patent_type=PatentType.UTILITY)),
        ("type:design by:line-drawing loc:21-01", SearchFilters(by_line_drawing=True, locarno="21-01")),
        ("by: line drawing", SearchFilters(by_line_drawing=True)),
        ("检索方式：线条图", SearchFilters(by_line_drawing=True)),
        ("by:picture type:utility", SearchFilters(patent_type=PatentType.UTILITY)),
    ],
)
def test_filters_are_read_as_people_write_them(text, filters):
    assert read_filters(text).filters == filters


@pytest.mark.parametrize(
    ("text", "option", "fault", "value", "nearest"),
    [
        ("country:ATLANTIS", "country", OptionFault.WRONG, "ATLANTIS", None),
        ("country:US,Germny", "country", OptionFault.WRONG, "Germny", "DE"),
        ("country:US red", "country", OptionFault.LEFT_OVER, "red", None),
        ("country:", "country", OptionFault.MISSING, "", None),
        ("loc:33-01", "loc", OptionFault.UNFIT, "33-01", None),
        ('loc:"(21-01"', "loc", OptionFault.UNFIT, "(21-01", None),
        ('loc:"21-01 OR"', "loc", OptionFault.UNFIT, "21-01 OR", None),
        ('loc:"21-01 21-02"', "loc", OptionFault.UNFIT, "21-01 21-02", None),
        ("loc:2101", "loc", OptionFault.UNFIT, "2101", "21-01"),
        ('loc:""', "loc", OptionFault.MISSING, "", None),
        ("status:unknown", "status", OptionFault.WRONG, "unknown", None),
        ("status:actve", "status", OptionFault.WRONG, "actve", "active"),
        ("legal:4", "legal", OptionFault.WRONG, "4", None),
        ("filed:soon", "filed", OptionFault.WRONG, "soon", None),
        ("filed:2020..2015", "filed", OptionFault.WRONG, "2020..2015", None),
        ("filed:..", "filed", OptionFault.WRONG, "..", None),
        ("published:2020-13-01", "published", OptionFault.WRONG, "2020-13-01", None),
        ("published:9999..10000", "published", OptionFault.LEFT_OVER, "10000", None),
        ("sort:size", "sort", OptionFault.WRONG, "size", None),
        ("sort:PBD order:up", "order", OptionFault.WRONG, "up", None),
        ("order:asc", "order", OptionFault.UNFIT, "asc", None),
        ("type:trademark", "type", OptionFault.WRONG, "trademark", None),
        ("type:utilty", "type", OptionFault.WRONG, "utilty", "utility"),
        ("by:colour", "by", OptionFault.WRONG, "colour", None),
        ("type:utility by:lines", "type", OptionFault.UNFIT, "utility", None),
        ("loc:21-01 type:utility", "type", OptionFault.UNFIT, "utility", None),
        ("filed:2015 filed:2016", "filed", OptionFault.TWICE, "", None),
        ("limit:0", "limit", OptionFault.WRONG, "0", None),
        ("limit:101", "limit", OptionFault.WRONG, "101", None),
        ("limit:ten", "limit", OptionFault.WRONG, "ten", None),
        (f"keyword:{'x' * 101}", "keyword", OptionFault.TOO_LONG, "x" * 80, None),
    ],
)
def test_wrong_word_is_named_with_the_nearest_one_and_what_is_accepted(text, option, fault, value, nearest):
    with pytest.raises(OptionError) as raised:
        read_filters(text)
    problem = raised.value.problem
    assert problem.kind is ProblemKind.INVALID_OPTION
    details = dict(problem.details)
    assert details.pop("nearest", None) == nearest
    assert details == {"option": option, "fault": fault, "value": value, "takes": FILTERS_ACCEPTED[option]}


@pytest.mark.parametrize(
    ("text", "name", "nearest"),
    [
        ("color:red", "color", None),
        ("red country:US", "red", None),
        ("contry:US", "contry", "country"),
        ("after:2020", "after", "since"),
        ("lang:zh", "lang", None),
    ],
)
def test_what_is_no_filter_is_named(text, name, nearest):
    with pytest.raises(OptionError) as raised:
        read_filters(text)
    problem = raised.value.problem
    assert (problem.kind, problem.details["option"]) == (ProblemKind.UNKNOWN_OPTION, name)
    assert problem.details.get("nearest") == nearest


def test_field_of_a_form_holds_one_value_whatever_stands_in_it():
    filters = read_filter_fields({"assignee": 'Acme" country:US "', "filed": "2015-01-02..2020-03-04"}).filters
    assert (filters.assignee, filters.countries) == ("Acme country:US", ())
    assert (filters.filed_from, filters.filed_to) == (date(2015, 1, 2), date(2020, 3, 4))


@given(st.sampled_from(sorted(FILTERS_ACCEPTED)), st.text(max_size=60))
def test_no_value_raises_anything_but_a_refusal(name, value):
    for text in (f"{name}:{value}", f'{name}:"{value}"', value):
        with suppress(OptionError):
            read_filters(text)
