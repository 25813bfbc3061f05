from datetime import date

import pytest

from bot.errors import OptionError
from bot.model.lookup import PatentState, PatentType, SearchFilters, SortField
from formatters.similar_form import FormState, format_filter_form, parse_form_state
from handlers.similar.form import read_form
from tests.languages import EN

FILTERS = SearchFilters(
    countries=("US", "CN"),
    locarno="(21-01 OR 21-03) NOT 21-02",
    assignee="Acme Toys",
    legal_statuses=(3, 2),
    states=(PatentState.ACTIVE, PatentState.PENDING),
    keyword="car",
    filed_from=date(2015, 1, 2),
    filed_to=date(2020, 3, 4),
    published_from=date(2018, 5, 6),
    sort=SortField.FILED,
    ascending=True,
)
STATE = FormState(search_id="5" * 32, channel_id="C1", response_url="https://hooks.example.com/1")


def form(filters, limit=10):
    return format_filter_form(EN, STATE, name="mug.png", filters=filters, limit=limit)


def untouched(view):
    """The state that Slack sends if nobody changed anything."""
    renamed = {
        "initial_options": "selected_options",
        "initial_option": "selected_option",
        "initial_date": "selected_date",
        "initial_value": "value",
    }
    return {
        block["block_id"]: {
            block["element"]["action_id"]: {
                renamed[name]: value for name, value in block["element"].items() if name in renamed
            }
        }
        for block in view["blocks"]
        if block["type"] == "input"
    }


@pytest.mark.parametrize(
    "filters",
    [
        SearchFilters(),
        FILTERS,
        SearchFilters(patent_type=PatentType.UTILITY),
        SearchFilters(by_line_drawing=True, locarno="21-01"),
    ],
)
def test_form_left_as_it_is_searches_the_same(filters):
    options = read_form(untouched(form(filters, limit=25)))
    assert (options.filters, options.limit) == (filters, 25)


def test_form_holds_every_filter_and_knows_its_search():
    view = form(FILTERS)
    assert len(view["title"]["text"]) <= 24
    assert len(view["blocks"]) == 16
    assert all(block["optional"] for block in view["blocks"] if block["type"] == "input")
    assert parse_form_state(view["private_metadata"]) == STATE


@pytest.mark.parametrize("metadata", ["", "{}", "[]", '{"search": 1, "channel": "C", "response_url": ""}'])
def test_state_that_is_none_is_not_taken(metadata):
    assert parse_form_state(metadata) is None


def test_quotes_in_a_field_stay_in_the_field():
    values = {"assignee": {"value": {"value": 'Acme" country:US "'}}}
    filters = read_form(values).filters
    assert filters.assignee == "Acme country:US"
    assert filters.countries == ()


def test_number_outside_its_bounds_is_refused():
    with pytest.raises(OptionError):
        read_form({"limit": {"value": {"value": "500"}}})


@pytest.mark.parametrize("filters", [{"by_line_drawing": True}, {"locarno": "21-01"}])
def test_what_no_search_for_utility_models_takes_is_refused_beside_the_choice(filters):
    filled = untouched(form(SearchFilters(patent_type=PatentType.UTILITY, **filters)))
    with pytest.raises(OptionError) as raised:
        read_form(filled)
    assert raised.value.problem.details["option"] == "type"
