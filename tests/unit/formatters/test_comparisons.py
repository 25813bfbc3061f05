import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from syrupy.extensions.json import JSONSnapshotExtension

from bot.model import LegalStatus, Problem, ProblemKind, Risk, View
from bot.model.selection import Facet, Order, Selection
from formatters.comparison_form import format_comparisons_form, parse_comparisons_form
from formatters.comparison_page import format_comparison
from formatters.comparison_state import (
    MOST_CHOSEN,
    PAGE_SIZE,
    ComparisonsState,
    Listing,
    parse_comparisons_state,
    turn_to,
    turn_to_page,
)
from formatters.comparison_table import format_comparisons_table, make_comparisons_table
from formatters.comparisons import format_comparisons, format_comparisons_failed, format_comparisons_gone
from tests.catalogues import foreign_words
from tests.languages import EN, ZH
from tests.unit.formatters.builders import (
    CHECK,
    CHINESE_CHECK,
    CLEAN,
    HIGH,
    NASTY_TEXT,
    SANTA,
    UNRATED,
    comparison,
    in_chinese,
    nasty_report,
)
from tests.unit.formatters.checker import FORBIDDEN_WORDS, check_message, check_view, texts_of

TWENTY = replace(CLEAN, comparisons=tuple(comparison(number) for number in range(1, 21)))
LANGUAGES = pytest.mark.parametrize("tr", [EN, ZH], ids=["en", "zh"])
EXPIRIES = {"p-1": date(2035, 1, 15), "p-4": date(2031, 5, 2)}
NORTHPOLE_EU = replace(
    SANTA,
    patent=replace(SANTA.patent, patent_id="p-7", publication_number="EM008000000-0001", country="EU", image_id="i"),
)
ONE_DESIGN = replace(
    HIGH, comparisons=(replace(SANTA, patent=replace(SANTA.patent, image_id="i")), NORTHPOLE_EU, *HIGH.comparisons[2:])
)
DRAWN = {"p-1": "F0001", "p-7": "F0007"}


def listing(report=HIGH, *, check=CHECK, page=0, at=None, expiries=EXPIRIES, chosen=None, order=Order.RISK):
    state = ComparisonsState(check.id, check.post.channel_id, page, at, Selection(chosen or {}, order))
    return Listing.of(check, report, state, expiries)


def page_of(tr, shown, **given):
    return format_comparison(tr, shown, shown.opened, **given)[0]


def table_of(tr, shown, by="王晓明"):
    return format_comparisons_table(tr, shown, make_comparisons_table(tr, shown), by=by)


def joined(view):
    return "\n".join(texts_of(view["blocks"]))


def names(view):
    return [
        text.split("\n")[0].strip("*").split(" · ")[2]
        for text in texts_of(view["blocks"])
        if text.startswith(("*🔵", "*🔴"))
    ]


def buttons(view):
    return [
        (element["action_id"], element["value"])
        for block in view["blocks"]
        if block["type"] == "actions"
        for element in block["elements"]
    ]


def values_of(view, action_id):
    return [value for action, value in buttons(view) if action == action_id]


def fields_of(form):
    return {block["element"]["action_id"]: block["element"] for block in form["blocks"] if block["type"] == "input"}


def submitted(form, **chosen):
    """The state of a form as Slack sends it."""
    values = {}
    for block in form["blocks"]:
        if block["type"] == "input":
            element = block["element"]
            name = element["action_id"]
            options = element.get("options") or [one for group in element["option_groups"] for one in group["options"]]
            picked = [option for option in options if option["value"] in chosen.get(name, ())]
            state = {"selected_option": picked[0] if picked else element.get("initial_option")}
            if name != "order":
                state = {"selected_options": picked}
            values[block["block_id"]] = {name: state}
    return values


GOLDEN = {
    "list": lambda tr, check, high, _: format_comparisons(tr, listing(high, check=check), pictures=DRAWN)[0],
    "list of unrated ones": lambda tr, check, _, unrated: format_comparisons(tr, listing(unrated, check=check))[0],
    "narrowed list": lambda tr, check, high, _: format_comparisons(
        tr,
        listing(high, check=check, chosen={Facet.RISK: (0,), Facet.COUNTRY: (0, 1)}, order=Order.EXPIRES_FIRST),
        note=tr("comparisons-table-posted"),
    )[0],
    "page": lambda tr, check, high, _: page_of(tr, listing(high, check=check, at=0), pictures=DRAWN, costs={"p-1": 4}),
    "page without a drawing": lambda tr, check, high, _: page_of(
        tr, listing(high, check=check, at=3), is_fetching=True
    ),
    "form": lambda tr, check, high, _: format_comparisons_form(
        tr, listing(high, check=check, chosen={Facet.RISK: (0,)}), key="1"
    ),
}


@pytest.mark.parametrize("make", GOLDEN.values(), ids=GOLDEN)
def test_modal_reads_as_its_golden_view(make, snapshot):
    view = make(EN, CHECK, ONE_DESIGN, UNRATED)
    check_view(view)
    assert view == snapshot(extension_class=JSONSnapshotExtension)
    assert not FORBIDDEN_WORDS.search(joined(view))


@pytest.mark.parametrize("make", GOLDEN.values(), ids=GOLDEN)
def test_chinese_modal_reads_as_its_golden_view(make, snapshot):
    view = make(ZH, CHINESE_CHECK, in_chinese(ONE_DESIGN), in_chinese(UNRATED))
    check_view(view)
    assert view == snapshot(extension_class=JSONSnapshotExtension)
    assert not FORBIDDEN_WORDS.search(joined(view))
    assert foreign_words("\n".join(texts_of(view))) == []


@LANGUAGES
def test_table_reads_as_its_golden_message(tr, snapshot):
    check, report = (CHECK, ONE_DESIGN) if tr is EN else (CHINESE_CHECK, in_chinese(ONE_DESIGN))
    message = table_of(tr, listing(report, check=check, order=Order.SCORE, chosen={Facet.RISK: (0, 1)}))
    check_message(message)
    assert [message.text, message.blocks, message.fallbacks] == snapshot(extension_class=JSONSnapshotExtension)
    assert not FORBIDDEN_WORDS.search("\n".join(texts_of(message.blocks)))
    if tr is ZH:
        assert foreign_words(message.text) == []


@LANGUAGES
def test_report_that_is_gone_or_fails_has_a_view_of_its_own(tr):
    gone = format_comparisons_gone(tr)
    check_view(gone)
    assert joined(gone) == tr("check-gone")
    failed = format_comparisons_failed(tr, Problem(ProblemKind.INTERNAL, {"error_id": "1"}), listing(page=1).state)
    check_view(failed)
    assert values_of(failed, "comparisons_back") == ["page 0"]


@pytest.mark.parametrize(
    ("page", "shown", "number", "paging"),
    [
        (0, range(1, 9), "Page 1 of 3", {"comparisons_next": ["page 1"]}),
        (1, range(9, 17), "Page 2 of 3", {"comparisons_previous": ["page 0"], "comparisons_next": ["page 2"]}),
        (2, range(17, 21), "Page 3 of 3", {"comparisons_previous": ["page 1"]}),
        (99, range(17, 21), "Page 3 of 3", {"comparisons_previous": ["page 1"]}),
        (-1, range(1, 9), "Page 1 of 3", {"comparisons_next": ["page 1"]}),
    ],
)
def test_pages_hold_eight_comparisons_and_what_leads_on(page, shown, number, paging):
    (view,) = format_comparisons(EN, listing(TWENTY, page=page))
    check_view(view)
    assert names(view) == [f"Mug {mug}" for mug in shown]
    assert number in joined(view)
    for action_id in ("comparisons_previous", "comparisons_next"):
        assert values_of(view, action_id) == paging.get(action_id, [])
    assert values_of(view, "comparisons_open") == [turn_to(mug - 1) for mug in shown]


def test_a_report_without_comparisons_makes_a_page_that_says_so_and_offers_nothing():
    for unreadable, words in ((0, "Patsnap sent no comparison."), (2, "No comparison of this report could be read.")):
        (view,) = format_comparisons(EN, listing(replace(CLEAN, comparisons=(), unreadable=unreadable), page=3))
        check_view(view)
        assert words in joined(view)
        assert "Page 1 of 1" in joined(view)
        assert buttons(view) == []


def test_comparisons_that_could_not_be_read_are_counted_on_every_page():
    (view,) = format_comparisons(EN, listing(replace(TWENTY, unreadable=2), page=1))
    assert "*2 comparisons could not be read*" in joined(view)
    assert "2 more could not be read" in joined(view)


def test_list_says_in_which_other_countries_a_design_is_registered():
    (view, plain) = format_comparisons(EN, listing(ONE_DESIGN), pictures=DRAWN)
    assert "Same design also in 🇪🇺 EU" in joined(view)
    assert "Same design also in 🇺🇸 US" in joined(view)
    assert joined(view).count("Same design also in") == 2
    assert "slack_file" in str(view)
    assert "slack_file" not in str(plain)


def test_list_that_filters_leave_empty_says_so_and_can_be_undone():
    chosen = {Facet.RISK: (2,), Facet.COUNTRY: (0,)}
    (view,) = format_comparisons(EN, listing(HIGH, chosen=chosen))
    check_view(view)
    assert "No comparison fits these filters." in joined(view)
    assert "0 of 4 comparisons" in joined(view)
    assert [action for action, _ in buttons(view)] == ["comparisons_filter", "comparisons_all"]


def test_page_shows_both_pictures_then_fewer_if_slack_refuses_one():
    shown = listing(HIGH, at=0)
    full, drawing, none = format_comparison(EN, shown, shown.opened, pictures=DRAWN)
    for view in (full, drawing, none):
        check_view(view)
    ids = [
        [block["slack_file"]["id"] for block in view["blocks"] if block["type"] == "image"]
        for view in (full, drawing, none)
    ]
    assert ids == [["F1", "F0001"], ["F0001"], []]
    assert "could not be fetched" in joined(none)
    assert "fetched" not in joined(full)


def test_page_leads_to_its_neighbours_in_the_chosen_order_and_back_to_their_page():
    shown = listing(TWENTY, at=8, order=Order.RISK)
    view = page_of(EN, shown)
    assert "Comparison 9 of 20" in joined(view)
    assert buttons(view)[:3] == [
        ("comparisons_back", turn_to_page(1)),
        ("comparisons_before", turn_to(7)),
        ("comparisons_after", turn_to(9)),
    ]
    assert [action for action, _ in buttons(page_of(EN, listing(TWENTY, at=0)))][:2] == [
        "comparisons_back",
        "comparisons_after",
    ]


def test_page_of_what_the_filters_leave_out_leads_back_only():
    view = page_of(EN, listing(HIGH, at=3, chosen={Facet.RISK: (0,)}))
    check_view(view)
    assert "Not among the comparisons of the list" in joined(view)
    assert [action for action, _ in buttons(view)] == ["comparisons_back", "patent_look_up"]


def test_page_has_every_text_as_a_whole():
    long = "The handle is bent & the rim > round. " * 300
    whole = replace(SANTA, similar=long.strip(), suggestion="Short.")
    view = page_of(EN, listing(replace(HIGH, comparisons=(whole,)), at=0))
    check_view(view)
    assert joined(view).count("handle") == 300
    assert not any(text.startswith("&gt;") for text in texts_of(view["blocks"]))


def test_page_has_a_title_that_fits_no_line_as_a_whole():
    titled = replace(SANTA, patent=replace(SANTA.patent, title="Santa with bells " * 50))
    view = page_of(EN, listing(replace(HIGH, comparisons=(titled,)), at=0))
    check_view(view)
    assert joined(view).count("Santa with bells") >= 50


def test_details_are_offered_where_their_cost_is_known():
    found = [
        (element["text"]["text"], element["value"])
        for costs in ({"p-1": 4}, {"p-1": 0}, {})
        for block in page_of(EN, listing(HIGH, at=0), costs=costs)["blocks"]
        if block["type"] == "actions"
        for element in block["elements"]
        if element["action_id"] == "report_details"
    ]
    assert found == [("Details (4 calls)", f"{CHECK.id}/p-1"), ("Details", f"{CHECK.id}/p-1")]


def test_form_offers_only_what_occurs_with_its_count_and_what_is_chosen_already():
    fields = fields_of(format_comparisons_form(EN, listing(ONE_DESIGN, chosen={Facet.RISK: (1,)}), key="1"))
    assert fields.keys() == {"country", "risk", "order"}  # one owner and one status leave no choice
    offered = [option["text"]["text"] for option in fields["country"]["options"]]
    assert offered == ["🇺🇸 United States (1)", "🇪🇺 European Union (1)", "🇯🇵 Japan (1)", "🇨🇳 China (1)"]
    ratings = [option["text"]["text"] for option in fields["risk"]["options"]]
    assert ratings == ["🔴 High (2)", "🟠 Medium (1)", "🔵 Low (1)"]
    assert [option["text"]["text"] for option in fields["risk"]["initial_options"]] == ["🟠 Medium (1)"]


def test_form_sorts_by_expiry_only_where_one_is_known():
    orders = [
        {option["value"] for option in fields_of(form)["order"]["options"]}
        for form in (
            format_comparisons_form(EN, listing(HIGH, expiries=expiries), key="1")
            for expiries in (EXPIRIES, {"elsewhere": date(2030, 1, 1)})
        )
    ]
    assert orders[0] - orders[1] == {"expires_first", "expires_last"}


def test_form_of_many_owners_offers_two_hundred_in_groups_and_says_how_many_there_are():
    many = tuple(
        replace(each, patent=replace(each.patent, current_assignee=f"Owner {number}"))
        for number, each in enumerate(comparison(number) for number in range(300))
    )
    form = format_comparisons_form(EN, listing(replace(HIGH, comparisons=many)), key="1")
    check_view(form)
    owners = fields_of(form)["owner"]
    assert [len(group["options"]) for group in owners["option_groups"]] == [100, 100]
    assert "300 owners" in json.dumps(form)
    assert owners["max_selected_items"] == MOST_CHOSEN


def test_submitted_form_is_read_back_as_the_first_page_of_what_it_asks_for():
    shown = listing(ONE_DESIGN, page=3)
    form = format_comparisons_form(EN, shown, key="1")
    state = parse_comparisons_form(shown.state, submitted(form, country=("0", "2"), risk=("0",), order=("score",)))
    assert state == ComparisonsState(
        CHECK.id, "C1", selection=Selection({Facet.COUNTRY: (0, 2), Facet.RISK: (0,)}, Order.SCORE)
    )
    assert parse_comparisons_state(state.dump()) == state
    assert parse_comparisons_form(state, submitted(form)) == ComparisonsState(CHECK.id, "C1")


@pytest.mark.parametrize("values", [{}, {"a": {}}, {"a": {"risk": None, "order": {"selected_option": None}}}])
def test_form_of_another_version_chooses_nothing(values):
    assert parse_comparisons_form(listing().state, values) == ComparisonsState(CHECK.id, "C1")


def test_table_holds_what_is_listed_in_its_order_with_expiry_where_it_is_known():
    shown = listing(HIGH, order=Order.EXPIRES_FIRST)
    (table,) = [block for block in table_of(EN, shown).blocks if block["type"] == "data_table"]
    head, *rows = [[cell["text"] for cell in row] for row in table["rows"]]
    assert head[-1] == "Expiry"
    assert [row[3] for row in rows][:2] == ["CN300000004S", "USD1055174S1"]
    assert [row[-1] for row in rows] == ["2031-05-02", "2035-01-15", "–", "–"]
    assert [cell["value"] for cell in table["rows"][1] if cell["type"] == "raw_number"] == [0, 31.0]
    (other,) = [b for b in table_of(EN, listing(HIGH, expiries={})).blocks if b["type"] == "data_table"]
    assert len(other["rows"][0]) == len(head) - 1


def test_table_that_is_too_long_has_the_first_rows_and_says_so():
    many = replace(CLEAN, comparisons=tuple(comparison(number) for number in range(200)))
    shown = listing(many)
    table = make_comparisons_table(EN, shown)
    message = format_comparisons_table(EN, shown, table, by="")
    check_message(message)
    assert 24 < len(table.places) < 101
    assert f"{len(table.places)} of 200 fit into the table" in str(message.blocks)
    assert "And 195 more." in message.text


def test_table_of_one_comparison_without_score_or_day_says_so_in_its_cells():
    patent = replace(SANTA.patent, filed=None, score=None, current_assignee="", title="")
    bare = replace(SANTA, score=None, patent=patent)
    message = table_of(EN, listing(replace(HIGH, comparisons=(bare,)), expiries={}), by="")
    check_message(message)
    (table,) = [block for block in message.blocks if block["type"] == "data_table"]
    assert [cell["text"] for cell in table["rows"][1]] == [
        "🔴 High",
        "–",
        "US",
        "USD1055174S1",
        "–",
        "–",
        "In force",
        "–",
    ]


@LANGUAGES
@pytest.mark.parametrize("count", [1, 5, 200])
def test_hostile_texts_break_no_limit(tr, count):
    check = replace(CHECK, position=9, views=tuple(View(position=n, file_id="F", name=NASTY_TEXT) for n in range(4)))
    report = nasty_report(count)
    expiries = {"p-1": date(2030, 1, 1)}
    shown = listing(report, check=check, page=count, expiries=expiries)
    for view in format_comparisons(tr, shown, pictures={"p-1": "F1"}, note=NASTY_TEXT):
        check_view(view)
        assert all(block["type"] != "container" for block in view["blocks"])
    opened = listing(report, check=check, at=count - 1, expiries=expiries)
    for view in format_comparison(tr, opened, opened.opened, pictures={"p-1": "F1"}, costs={"p-1": 4}):
        check_view(view)
    everything = {facet: tuple(range(MOST_CHOSEN)) for facet in Facet}
    check_view(format_comparisons_form(tr, listing(report, check=check, chosen=everything), key="1"))
    check_message(table_of(tr, shown, by=NASTY_TEXT))


def test_form_and_page_of_the_widest_characters_stay_under_the_size_of_a_view():
    wide = tuple(
        replace(
            SANTA,
            patent=replace(
                SANTA.patent,
                patent_id=str(number),
                current_assignee=f"{number} {'𠀀' * 100}",
                country=f"{number} {'𠀀' * 50}",
                title="𠀀" * 5_000,
            ),
            legal_status=tuple(LegalStatus)[number % 4],
            similar="𠀀" * 5_000,
            difference="𠀀" * 5_000,
            suggestion="𠀀" * 9_000,
        )
        for number in range(250)
    )
    everything = {facet: tuple(range(MOST_CHOSEN)) for facet in Facet}
    shown = listing(replace(HIGH, comparisons=wide), at=3, chosen=everything)
    check_view(format_comparisons_form(EN, shown, key="1"))
    check_view(page_of(EN, shown, pictures={"3": "F3"}))
    check_message(table_of(EN, shown))


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from([EN, ZH]),
    st.lists(st.text(st.one_of(st.characters(), st.sampled_from('&<>"\n'))), min_size=6, max_size=6),
    st.integers(),
)
def test_any_text_makes_a_view_that_slack_takes(tr, texts, page):
    similar, difference, confusion, risk_description, suggestion, level = texts
    any_comparison = replace(
        SANTA,
        risk=Risk.UNRATED,
        risk_level=level,
        similar=similar,
        difference=difference,
        confusion=confusion,
        risk_description=risk_description,
        suggestion=suggestion,
    )
    report = replace(HIGH, comparisons=(any_comparison,) * 9)
    check_view(format_comparisons(tr, listing(report, page=page))[0])
    check_view(page_of(tr, listing(report, at=8)))


@pytest.mark.parametrize(
    "state",
    [
        ComparisonsState("a", "C1"),
        ComparisonsState("a", "C1", 3, 17),
        ComparisonsState("a", "C1", 2, None, Selection({Facet.OWNER: (3, 1)}, Order.OLDEST)),
    ],
)
def test_the_state_of_a_view_is_read_back(state):
    assert parse_comparisons_state(state.dump()) == state


def test_the_longest_state_has_room_in_a_view():
    chosen = {facet: tuple(range(9_900, 10_000)) for facet in Facet}
    state = ComparisonsState("0" * 32, "C" * 20, 10_000, 9_999, Selection(chosen, Order.EXPIRES_FIRST))
    assert len(state.dump()) < 3_000
    assert parse_comparisons_state(state.dump()).selection.chosen[Facet.OWNER] == tuple(range(9_900, 9_950))


@pytest.mark.parametrize(
    "state",
    [
        "",
        "nonsense",
        "[]",
        "null",
        "{}",
        '{"check": "a", "page": 1}',
        '{"check": 5, "channel": "C1", "page": 1}',
        '{"check": "a", "channel": 5, "page": 1}',
        '{"check": "a", "channel": "C1", "page": "1"}',
        '{"check": "a", "channel": "C1", "page": true}',
        '{"check": "a", "channel": "C1"}',
        "[" * 5_000,
    ],
)
def test_a_state_that_is_none_of_ours_is_none(state):
    assert parse_comparisons_state(state) is None


@pytest.mark.parametrize(
    "more",
    [
        {"sort": "score"},
        {"at": -1},
        {"at": True},
        {"at": "1"},
        {"risk": "high"},
        {"risk": ["high", None, -1, True, 10**9]},
        {"order": "nonsense"},
        {"order": ["risk"]},
    ],
)
def test_what_a_state_holds_beyond_this_version_is_left_out(more):
    state = json.dumps({"check": "a", "channel": "C1", "page": 2} | more)
    assert parse_comparisons_state(state) == ComparisonsState("a", "C1", 2)


def test_places_that_a_report_has_not_are_left_out():
    shown = listing(HIGH, at=99, chosen={Facet.RISK: (7,), Facet.COUNTRY: (0, 99)}, page=10**12)
    assert shown.opened is None
    assert shown.places == (0,)
    assert shown.state.page == 0


@pytest.mark.parametrize("value", ["", "0" * 32, "page", "page x", "page -1", "at 1234567", "at ²", "nowhere 1"])
def test_button_that_is_none_of_ours_leads_nowhere(value):
    state = ComparisonsState("a", "C1", 3, 17)
    assert state.turned(value) == state


def test_button_leads_to_a_page_or_to_one_comparison():
    state = ComparisonsState("a", "C1", 3, 17)
    assert state.turned(turn_to_page(5)) == replace(state, page=5, at=None)
    assert state.turned(turn_to(2)) == replace(state, at=2)
    assert PAGE_SIZE == 8
