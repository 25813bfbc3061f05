"""Whatever comes in: nothing that Slack would refuse goes out, and nothing that pings, links or hides."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import formatters.comparisons as comparisons_module
import formatters.report as report_module
from bot.model.selection import Facet, Order, Selection
from formatters.comparison_form import format_comparisons_form
from formatters.comparison_page import format_comparison
from formatters.comparison_state import PAGE_SIZE, ComparisonsState, Listing, parse_comparisons_state
from formatters.comparison_table import format_comparisons_table, make_comparisons_table
from formatters.comparisons import format_comparisons
from formatters.lookalike import format_check_started, format_history, format_known, format_thread_root, format_usage
from formatters.patent_answers import (
    format_answers,
    format_looking_up,
    format_modals,
    format_refused,
    format_share_failed,
    format_shared,
)
from formatters.patents import make_design_card, title_of
from formatters.problems import describe, format_problem, format_refusal, format_retried
from formatters.progress import format_progress
from formatters.report import format_report
from formatters.similar import format_searching, format_similar
from formatters.similar_form import FormState, format_filter_form, parse_form_state
from tests.languages import EN, ZH
from tests.unit.formatters import strategies as wild
from tests.unit.formatters.builders import CHECK, nasty_report
from tests.unit.formatters.checker import check_message, check_view, check_visible

NOW = datetime(2026, 1, 12, 9, 30, tzinfo=UTC)
LINK = "https://a-workspace-with-quite-a-long-name-to-it.slack.com/archives/C0123456789/p1768210200000100"
THREAD_LINK = f"{LINK}?thread_ts=1768210200.000100&cid=C0123456789"
LANGUAGES = (EN, ZH)
TR = st.sampled_from(LANGUAGES)
PICTURES = st.sampled_from(({}, {"p-1": "F0000000001"}))

pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")

often = settings(
    max_examples=max(10, settings.default.max_examples // 5),
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    # Examples are whole reports: making a failing one smaller takes minutes. Add Phase.shrink when one is found.
    phases=[Phase.explicit, Phase.generate],
)


@often
@given(TR, wild.CHECKS, wild.REPORTS, PICTURES)
def test_no_report_makes_a_message_that_slack_refuses_or_that_acts(tr, check, report, pictures):
    check_message(format_report(tr, check, report, pictures=pictures))


@often
@given(TR, wild.CHECKS, wild.REPORTS, PICTURES, st.integers(-5, 10**9), st.sampled_from(Order), wild.TEXT)
def test_no_comparisons_make_a_view_or_a_table_that_slack_refuses(tr, check, report, pictures, page, order, name):
    for chosen in ({}, {Facet.RISK: (0,), Facet.OWNER: (0, 1)}):
        state = ComparisonsState("0" * 32, "C0123456789", page, abs(page) % 7, Selection(chosen, order))
        listing = Listing.of(check, report, state, {"p-1": date(2030, 1, 1)})
        views = format_comparisons(tr, listing, pictures=pictures, note=name)
        if listing.opened:
            views += format_comparison(tr, listing, listing.opened, pictures=pictures, costs={"p-1": 4})
        views.append(format_comparisons_form(tr, listing, key="1"))
        for view in views:
            check_view(view)
            assert parse_comparisons_state(view["private_metadata"])
        if listing.places:
            check_message(format_comparisons_table(tr, listing, make_comparisons_table(tr, listing), by=name))


@often
@given(TR, wild.POSTS, st.lists(wild.CHECKS, max_size=12), wild.MOMENT, st.one_of(st.none(), st.floats(0, 1e9)))
def test_no_progress_makes_a_message_that_slack_refuses(tr, post, checks, now, expected_s):
    check_message(format_progress(tr, post, checks, now=now, expected_s=expected_s))


@often
@given(TR, wild.CHECKS, wild.PROBLEMS)
def test_no_problem_makes_a_message_that_slack_refuses(tr, check, problem):
    check_message(format_problem(tr, check))
    check_message(format_retried(tr, check))
    check_message(format_refusal(tr, problem))
    check_message(format_refused(tr, problem))
    check_visible(describe(tr, problem))
    assert "\n" not in describe(tr, problem)


@often
@given(TR, st.lists(st.tuples(wild.CHECKS, st.one_of(st.none(), wild.REPORTS)), max_size=10))
def test_no_history_makes_a_message_that_slack_refuses(tr, checks):
    links = {check.id: THREAD_LINK for check, _ in checks}
    check_message(format_history(tr, checks, links))
    check_message(format_known(tr, [check for check, _ in checks], links))


@often
@given(TR, wild.TEXT, wild.POSTS, st.lists(wild.CHECKS, max_size=4))
def test_no_answer_to_a_command_makes_a_message_that_slack_refuses(tr, text, post, checks):
    check_message(format_usage(tr, {"countries": text, "since": "since"}, ["loc"], unknown=text))
    check_message(format_check_started(tr, text))
    check_message(format_searching(tr, text))
    check_message(format_share_failed(tr, text))
    check_message(format_thread_root(tr, post, checks), asker=post.user_id)


@often
@given(TR, wild.PAGES, PICTURES)
def test_no_page_of_similar_designs_makes_a_message_that_slack_refuses(tr, page, pictures):
    check_message(format_similar(tr, page, pictures=pictures))


@often
@given(TR, wild.FILTERS, wild.TEXT, st.integers(1, 100))
def test_no_filters_make_a_form_that_slack_refuses(tr, filters, name, limit):
    state = FormState(search_id="0" * 32, channel_id="C0123456789", response_url="https://hooks.slack.com/actions/x")
    view = format_filter_form(tr, state, name=name, filters=filters, limit=limit)
    check_view(view)
    assert parse_form_state(view["private_metadata"]) == state


@often
@given(TR, st.lists(wild.ANSWERS, min_size=1, max_size=5), st.booleans())
def test_no_patent_makes_a_card_that_slack_refuses(tr, answers, may_share):
    message = format_answers(tr, answers, link=lambda _: THREAD_LINK, may_share=may_share)
    check_message(message)
    for view in format_modals(tr, message, state="{}"):
        check_view(view)
    check_message(format_looking_up(tr, [answer.number for answer in answers]))


@often
@given(TR, wild.CARDS, wild.TEXT)
def test_no_shared_card_makes_a_message_that_slack_refuses(tr, card, name):
    check_message(format_shared(tr, card, by=name, link=lambda _: THREAD_LINK))


@pytest.mark.parametrize("tr", LANGUAGES, ids=["en", "zh"])
@pytest.mark.parametrize("count", [200, 10_000])
def test_reports_of_any_length_are_one_message_and_pages_made_of_what_they_show(monkeypatch, count, tr):
    made = []

    def counted(make):
        def made_and_counted(*arguments, **options):
            made.append(arguments)
            return make(*arguments, **options)

        return made_and_counted

    monkeypatch.setattr(report_module, "make_design_card", counted(make_design_card))
    monkeypatch.setattr(comparisons_module, "title_of", counted(title_of))
    long = nasty_report(count)
    message = format_report(tr, CHECK, long)
    check_message(message)
    assert f"{count:,}" in str(message.blocks[-2])
    assert 1 <= len(made) <= 6
    for page in (0, count // 10, count, 10**12):
        made.clear()
        state = ComparisonsState(CHECK.id, "C1", page)
        check_view(format_comparisons(tr, Listing.of(CHECK, long, state, {}))[0])
        assert len(made) == PAGE_SIZE


@given(st.text())
def test_no_private_metadata_is_more_than_refused(text):
    parse_comparisons_state(text)
    parse_form_state(text)


@pytest.mark.parametrize(
    "text", ["[" * 100_000, '{"check":"x","page":' + "9" * 5000 + "}", "null", "[]", '{"check":1}']
)
def test_hostile_private_metadata_is_no_state(text):
    assert parse_comparisons_state(text) is None
    assert parse_form_state(text) is None
