from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import OptionError
from bot.model import ProblemKind
from bot.model.lookup import PatentState, SearchFilters, SortField
from bot.similar.filters import ACCEPTED, SearchOptions, parse_filters


def test_every_filter_is_read():
    options = parse_filters(
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
    assert parse_filters("  ") == SearchOptions()


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
    assert parse_filters(f"loc:{typed}").filters.locarno == expression


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
    filters = parse_filters(f"filed:{typed}").filters
    assert (filters.filed_from, filters.filed_to) == (first, last)


@pytest.mark.parametrize(
    ("text", "option", "value"),
    [
        ("country:ATLANTIS", "country", "ATLANTIS"),
        ("country:", "country", ""),
        ("loc:33-01", "loc", "33-01"),
        ('loc:"(21-01"', "loc", "(21-01"),
        ('loc:"21-01 OR"', "loc", "21-01 OR"),
        ('loc:"21-01 21-02"', "loc", "21-01 21-02"),
        ('loc:""', "loc", ""),
        ("status:alive", "status", "alive"),
        ("status:unknown", "status", "unknown"),
        ("legal:4", "legal", "4"),
        ("legal:x", "legal", "x"),
        ("filed:soon", "filed", "soon"),
        ("filed:2020..2015", "filed", "2020..2015"),
        ("filed:..", "filed", ".."),
        ("published:2020-13-01", "published", "2020-13-01"),
        ("published:9999..10000", "published", "9999..10000"),
        ("sort:size", "sort", "size"),
        ("sort:PBD order:up", "order", "up"),
        ("order:asc", "order", "asc"),
        ("limit:0", "limit", "0"),
        ("limit:101", "limit", "101"),
        ("limit:ten", "limit", "ten"),
        (f"keyword:{'x' * 101}", "keyword", "x" * 101),
    ],
)
def test_wrong_value_is_named_with_what_is_accepted(text, option, value):
    with pytest.raises(OptionError) as raised:
        parse_filters(text)
    problem = raised.value.problem
    assert problem.kind is ProblemKind.INVALID_OPTION
    assert problem.details == {"option": option, "value": value, "accepted": ACCEPTED[option]}


@pytest.mark.parametrize(("text", "name"), [("color:red", "color"), ("country:US red", "red")])
def test_what_is_no_filter_is_named(text, name):
    with pytest.raises(OptionError) as raised:
        parse_filters(text)
    assert raised.value.problem.kind is ProblemKind.UNKNOWN_FILTER
    assert raised.value.problem.details["option"] == name


@given(st.sampled_from(sorted(ACCEPTED)), st.text(max_size=60))
def test_no_value_raises_anything_but_a_refusal(name, value):
    for text in (f"{name}:{value}", f'{name}:"{value}"', value):
        try:
            parse_filters(text)
        except OptionError:
            continue
