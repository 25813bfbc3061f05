"""The modal about one patent: every page, what is missing, what it costs, and Slack's limits."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from syrupy.extensions.json import JSONSnapshotExtension

from bot.model import Patent, Problem, ProblemKind
from bot.model.language import ENGLISH
from bot.model.lookup import LocalText, PatentState, SearchFilters, Younger
from bot.model.patent_details import (
    BASIC_PARTS,
    Customs,
    CustomsRecord,
    DetailPart,
    Family,
    FamilyKind,
    FamilyMember,
    Figure,
    Figures,
    InvalidationCase,
    Invalidations,
    LegalEvent,
    LegalEvents,
    Licence,
    Licences,
    Litigation,
    LitigationCase,
    PatentDates,
    PatentDetails,
    Priority,
    ProcedureState,
    RecordedEvent,
    RecordedState,
)
from bot.model.similar import SimilarPage
from formatters.detail_pages import figures_on
from formatters.detail_state import DetailsPage, DetailsState, parse_details_state, parse_turn, turn_to
from formatters.details_button import details_button, reply_details_button
from formatters.patent_details import (
    format_details,
    format_details_failed,
    format_details_gone,
    format_details_waiting,
    format_older,
    format_older_posted,
)
from formatters.problems import describe
from tests.languages import EN, ZH
from tests.unit.formatters.builders import NASTY_TEXT, NOW
from tests.unit.formatters.checker import FORBIDDEN_WORDS, check_view, texts_of

DAY = date(2024, 5, 1)
PATENT = Patent(patent_id="p-1", publication_number="USD1055174S1", title="Santa", country="US", filed=date(2020, 9, 9))
DETAILS = PatentDetails(
    patent=PATENT,
    file_id="F9",
    figures=Figures(listed=tuple(Figure(url=f"https://p/{n}") for n in range(6)), total=6),
    dates=PatentDates(
        titles=(LocalText("cn", "充气圣诞老人"), LocalText("en", "Inflatable Santa")),
        expires=date(2035, 9, 9),
        granted=DAY,
        priorities=(Priority(country="CN", number="CN202030000001.X", filed=DAY),),
    ),
    family=Family(
        members=(
            FamilyMember(country="US", number="USD1055174S1"),
            FamilyMember(country="CN", number="CN303948524S"),
            FamilyMember(country="CN", number="CN303948525S", kind=FamilyKind.INPADOC),
        )
    ),
    events=LegalEvents(
        events=(
            *(RecordedEvent(event, "") for event in LegalEvent if event is not LegalEvent.UNKNOWN),
            RecordedEvent(LegalEvent.UNKNOWN, "Seizure"),
        ),
        procedure=(RecordedState(ProcedureState.GRANTED, "Granted"), RecordedState(ProcedureState.UNKNOWN, "Odd")),
        states=(PatentState.ACTIVE,),
        updated=DAY,
    ),
    fetched=dict.fromkeys(BASIC_PARTS, NOW),
)
RECORDS = replace(
    DETAILS,
    litigation=Litigation(
        (
            LitigationCase(
                title="A v. B",
                number="1:23-cv-1",
                court="Court of Nowhere",
                country="US",
                plaintiffs=("A", "C"),
                defendants=("B",),
                filed=DAY,
                decided=DAY + timedelta(days=90),
            ),
        )
    ),
    invalidations=Invalidations(
        (InvalidationCase(kind="WX", country="CN", applicants=("B",), number="W5", grounds=("Art. 23",), decided=DAY),)
    ),
    customs=Customs(
        (CustomsRecord(number="P4", country="CN", status="In effect", product="Santa", starts=DAY, ends=DAY),)
    ),
    licences=Licences(
        (Licence(country="US", licensors=("A",), licensees=("D",), kinds=("Exclusive",), effective=DAY),)
    ),
    fetched=dict.fromkeys(DetailPart, NOW),
)
FILES = {position: f"F{position}" for position in range(6)}


def views(details, page=DetailsPage.OVERVIEW, number=0, *, tr=EN, files=FILES):
    """The rungs of a page, each of which Slack takes."""
    shown = format_details(tr, details, DetailsState("p-1", "C1", page, number), files=files)
    for view in shown:
        check_view(view)
    return shown


def texts(details, page=DetailsPage.OVERVIEW, number=0, *, tr=EN, files=FILES):
    return "\n".join(texts_of(views(details, page, number, tr=tr, files=files)[0]["blocks"]))


def buttons(details, page=DetailsPage.OVERVIEW, number=0, *, files=FILES):
    """Action id -> text and value."""
    blocks = views(details, page, number, files=files)[0]["blocks"]
    found = [element for block in blocks if block["type"] == "actions" for element in block["elements"]]
    assert all(element["accessibility_label"] for element in found)
    return {element["action_id"]: (element["text"]["text"], element["value"]) for element in found}


@pytest.mark.parametrize("tr", [EN, ZH], ids=["en", "zh"])
def test_pages_read_as_their_golden_list(tr, snapshot):
    bare = PatentDetails(patent=PATENT, fetched=dict.fromkeys(DetailPart, NOW))
    problems = dict.fromkeys(BASIC_PARTS[:1], Problem(ProblemKind.QUOTA_EXCEEDED))
    lacking = PatentDetails(patent=PATENT, problems=problems, refused=frozenset(BASIC_PARTS[2:]))
    every = [RecordedState(state) for state in ProcedureState if state is not ProcedureState.UNKNOWN]
    old = replace(DETAILS, reloadable=True, figures=replace(DETAILS.figures, total=120))
    later = {**DETAILS.fetched, DetailPart.FIGURES: NOW + timedelta(days=3)}
    waiting = replace(DETAILS, fetched=later)
    said = {page.value: texts(RECORDS, page, tr=tr) for page in DetailsPage} | {
        "waiting_for_records": texts(waiting, DetailsPage.ENFORCEMENT, tr=tr),
        "of_several_days": texts(waiting, tr=tr),
        "bare": [texts(bare, page, tr=tr) for page in DetailsPage],
        "lacking": texts(lacking, tr=tr),
        "figures_again": texts(old, DetailsPage.FIGURES, 1, tr=tr, files={}),
        "procedures": [
            texts(replace(DETAILS, events=LegalEvents(procedure=tuple(every[at : at + 8]))), DetailsPage.EVENTS, tr=tr)
            for at in range(0, len(every), 8)
        ],
        "other_cases": texts(
            replace(RECORDS, invalidations=Invalidations(tuple(map(_case, ("FS", "KS", "appeal", "判定"))))),
            DetailsPage.ENFORCEMENT,
            tr=tr,
        ),
        "buttons": [details_button(tr, PATENT, calls=calls)["text"]["text"] for calls in (0, 1, 4)],
    }
    assert said == snapshot(extension_class=JSONSnapshotExtension)
    everything = json.dumps(said, ensure_ascii=False)
    assert not FORBIDDEN_WORDS.search(everything)


def _case(kind):
    return InvalidationCase(kind=kind, number="W1")


def test_button_says_what_it_costs_also_to_a_screen_reader():
    button = details_button(EN, PATENT, calls=4)
    assert button["text"]["text"] == "Details (4 calls)"
    assert button["accessibility_label"] == "Details of USD1055174S1, 4 paid calls"
    assert details_button(EN, PATENT, calls=0)["text"]["text"] == "Details"


def test_button_of_a_reply_says_what_it_costs_at_most():
    button = reply_details_button(EN, PATENT, check_id="a" * 32)
    assert button["text"]["text"] == "Details (up to 4 calls)"
    assert button["value"] == f"{'a' * 32}/{PATENT.patent_id}"
    assert reply_details_button(EN, replace(PATENT, patent_id=""), check_id="a" * 32) is None


def test_overview_has_flag_expiry_status_family_and_a_button_for_each_page():
    said = texts(DETAILS)
    for words in (
        "*Inflatable Santa*\n🇺🇸 USD1055174S1 · In force",
        "🚩 *On record at Patsnap:* litigation, invalidation proceedings, customs recordal and licence",
        "*Expiry, estimated by Patsnap:* 9 Sept 2035",
        "*Priority:* 🇨🇳 CN · CN202030000001.X · 1 May 2024",
        "*Legal status:* Granted and Odd",
        "*Family:* 2 patents · 🇨🇳 CN, 🇺🇸 US; 1 more in wider families",
        "Patsnap's records as of 12 Jan 2026. The office's own register decides.",
    ):
        assert words in said
    assert list(buttons(DETAILS)) == [
        f"patent_details_{page}" for page in ("older_here", "figures", "family", "events", "enforcement")
    ]
    assert "slack_file" not in str(views(DETAILS)[1])


def test_expiry_that_patsnap_does_not_give_is_not_made_up():
    said = texts(replace(DETAILS, dates=replace(DETAILS.dates, expires=None)))
    assert "*Expiry:* Patsnap gives no date" in said


def test_no_flag_stands_where_nothing_is_on_record():
    quiet = replace(DETAILS, events=LegalEvents(events=(RecordedEvent(LegalEvent.TRANSFER, "Transfer"),)))
    said = texts(quiet)
    assert "🚩" not in said
    assert "Patsnap has no litigation, invalidation, customs recordal or licence on record" in said
    assert "patent_details_enforcement" not in buttons(quiet)


def test_nothing_is_said_of_enforcement_if_patsnap_has_nothing_on_the_patent():
    unknown = replace(DETAILS, events=None)
    assert "Enforcement:" not in texts(unknown)
    assert buttons(unknown, DetailsPage.ENFORCEMENT)["patent_details_records"][0] == "Load records (4 calls)"


def test_services_that_the_account_lacks_are_named_once_and_offered_no_more():
    lacking = replace(
        DETAILS,
        figures=None,
        events=None,
        fetched={DetailPart.DATES: NOW, DetailPart.FAMILY: NOW},
        refused=frozenset({DetailPart.FIGURES, DetailPart.EVENTS}),
    )
    said = texts(lacking)
    assert said.count("P042") == said.count("P013") == 1
    assert "Not part of Lookalike's Patsnap account: figures (P042), legal events (P013)." in said
    assert "Expiry" in said
    assert list(buttons(lacking)) == [f"patent_details_{page}" for page in ("older_here", "family", "enforcement")]
    assert "P013" not in texts(lacking, DetailsPage.ENFORCEMENT)
    assert buttons(lacking, DetailsPage.ENFORCEMENT)["patent_details_records"][0] == "Load records (4 calls)"


def test_part_that_failed_says_why_once_and_can_be_asked_for_again():
    problem = Problem(ProblemKind.UNAVAILABLE)
    failed = PatentDetails(
        patent=PATENT, fetched={DetailPart.DATES: NOW}, problems=dict.fromkeys(BASIC_PARTS[2:], problem)
    )
    said = texts(failed)
    assert "❗ *Not loaded:* figures, family and legal events\n" in said
    assert said.count(describe(EN, problem)) == 1
    assert buttons(failed)["patent_details_retry"] == ("Try again (3 calls)", "overview 0")
    assert buttons(failed).keys() == {"patent_details_retry", "patent_details_older_here"}


def test_figures_come_by_pages_and_say_which_of_how_many():
    first, last = (views(DETAILS, DetailsPage.FIGURES, number)[0]["blocks"] for number in (0, 1))
    images = [block for block in first if block["type"] == "image"]
    assert [image["slack_file"]["id"] for image in images] == ["F0", "F1", "F2", "F3"]
    assert images[2]["title"]["text"] == "Figure 3 of 6"
    assert images[2]["alt_text"] == "Figure 3 of 6 of patent USD1055174S1"
    assert len([block for block in last if block["type"] == "image"]) == 2
    assert buttons(DETAILS, DetailsPage.FIGURES)["patent_details_next"][1] == "figures 1"
    assert "patent_details_next" not in buttons(DETAILS, DetailsPage.FIGURES, 1)
    assert buttons(DETAILS, DetailsPage.FIGURES, 99)["patent_details_previous"][1] == "figures 0"
    assert list(figures_on(DETAILS, 99)) == [4, 5]
    assert list(figures_on(PatentDetails(patent=PATENT), 0)) == []


def test_figure_that_cannot_be_had_leaves_a_line_and_an_old_one_a_button():
    one = {0: "F0"}
    assert "Figure 2 of 6 could not be loaded. Please open the figures again" in texts(
        DETAILS, DetailsPage.FIGURES, files=one
    )
    assert "patent_details_figures_again" not in buttons(DETAILS, DetailsPage.FIGURES, files=one)
    old = replace(DETAILS, reloadable=True)
    assert buttons(old, DetailsPage.FIGURES, files=one)["patent_details_figures_again"][0] == (
        "Load figures again (1 call)"
    )
    assert "patent_details_figures_again" not in buttons(old, DetailsPage.FIGURES)
    failed = replace(old, problems={DetailPart.FIGURES: Problem(ProblemKind.QUOTA_EXCEEDED)})
    assert "*Not loaded:* figures" in texts(failed, DetailsPage.FIGURES, files=one)


def test_family_of_three_hundred_is_told_in_full_over_pages():
    members = tuple(
        FamilyMember(country=country, number=f"{country}{number:09}S", kind=kind)
        for country, kind, count in (("US", FamilyKind.SIMPLE, 200), ("CN", FamilyKind.PATSNAP, 100))
        for number in range(count)
    )
    large = replace(DETAILS, family=Family(members=members))
    pages = [texts(large, DetailsPage.FAMILY, number) for number in range(5)]
    assert all(sum(member.number in page for page in pages) == 1 for member in members)
    assert "🇺🇸 United States (200): " in pages[0]
    assert "Page 5 of 5" in pages[4]
    assert "patent_details_next" not in buttons(large, DetailsPage.FAMILY, 4)
    markets = tuple(FamilyMember(country=f"{a}{b}", number=f"{a}{b}1") for a in "ABCDEFGHIJKLMNO" for b in "QRSTUVWXYZ")
    assert texts(replace(DETAILS, family=Family(members=markets * 2)))


def test_own_number_stands_out_in_the_family():
    assert "🇺🇸 United States (1): *USD1055174S1*" in texts(DETAILS, DetailsPage.FAMILY)


def test_records_come_by_kind_and_by_pages_and_none_says_so():
    said = texts(RECORDS, DetailsPage.ENFORCEMENT)
    for words in (
        "*A v. B*\nNo. 1:23-cv-1 · Court of Nowhere · 🇺🇸 United States\nPlaintiffs: A, C\nDefendant: B",
        "*Invalidation*\nNo. W5 · 🇨🇳 China\nApplicant: B\nGrounds: Art. 23\nDecided 1 May 2024",
        "*Santa*\nNo. P4 · 🇨🇳 China\nIn effect\nFrom 1 May 2024 · Until 1 May 2024",
        "*Exclusive*\n🇺🇸 United States\nLicensor: A\nLicensee: D\nEffective 1 May 2024",
    ):
        assert words in said
    assert "patent_details_records" not in buttons(RECORDS, DetailsPage.ENFORCEMENT)
    many = replace(RECORDS, litigation=Litigation(RECORDS.litigation.cases * 30), customs=None)
    assert "Page 1 of 7" in texts(many, DetailsPage.ENFORCEMENT)
    assert "*Customs recordals*\nPatsnap has no record." in texts(many, DetailsPage.ENFORCEMENT, 6)


def test_record_that_failed_or_is_not_granted_is_told_and_one_not_asked_for_is_on_offer():
    some = replace(
        DETAILS,
        problems={DetailPart.LITIGATION: Problem(ProblemKind.UNAVAILABLE)},
        refused=frozenset({DetailPart.CUSTOMS}),
    )
    said = texts(some, DetailsPage.ENFORCEMENT)
    assert "*Not loaded:* litigation\n" in said
    assert "customs recordal (P031)" in said
    assert "P028" not in said
    assert buttons(some, DetailsPage.ENFORCEMENT)["patent_details_records"][0] == "Load records (3 calls)"


@pytest.mark.parametrize("tr", [EN, ZH], ids=["en", "zh"])
@pytest.mark.parametrize("size", [60, 5_000])
@pytest.mark.parametrize("count", [1, 300])
def test_hostile_texts_of_any_length_stay_texts(tr, size, count):
    long = (NASTY_TEXT * (size // len(NASTY_TEXT) + 1))[:size]
    names = (long,) * count
    case = LitigationCase(
        title=long, number=long, court=long, country=long, plaintiffs=names, defendants=names, filed=DAY
    )
    hostile = PatentDetails(
        patent=replace(PATENT, title=long, publication_number=long, country=long),
        file_id="F9",
        figures=Figures(listed=(Figure(url=long, kind=long),) * count, total=count),
        dates=PatentDates(
            titles=(LocalText("en", long),), priorities=(Priority(country=long, number=long, filed=DAY),) * count
        ),
        family=Family(members=tuple(FamilyMember(country=f"{n}{long}", number=f"{n}{long}") for n in range(count))),
        events=LegalEvents(
            events=(*DETAILS.events.events, *(RecordedEvent(LegalEvent.UNKNOWN, f"{n}{long}") for n in range(count))),
            procedure=tuple(RecordedState(ProcedureState.UNKNOWN, f"{n}{long}") for n in range(count)),
        ),
        litigation=Litigation((case,) * count),
        invalidations=Invalidations(
            (InvalidationCase(kind=long, country=long, applicants=names, number=long, grounds=names),) * count
        ),
        customs=Customs(
            (CustomsRecord(number=long, country=long, status=long, opinion=long, product=long, ends=DAY),) * count
        ),
        licences=Licences(
            (Licence(country=long, licensors=names, licensees=names, kinds=names, status=long, number=long),) * count
        ),
        fetched=dict.fromkeys(DetailPart, NOW),
    )
    for page in DetailsPage:
        for number in (0, 1, 99):
            assert texts(hostile, page, number, tr=tr)
    assert len(details_button(tr, hostile.patent, calls=4)["accessibility_label"]) <= 75


@pytest.mark.parametrize("page", DetailsPage)
def test_place_in_the_modal_comes_back_from_slack(page):
    (view, *_) = views(RECORDS, page)
    assert parse_details_state(view["private_metadata"]) == DetailsState("p-1", "C1", page, 0)
    assert parse_turn(turn_to(page, 3)) == (page, 3)


@pytest.mark.parametrize(
    "metadata",
    [
        *("", "{", "[]", "null", "[" * 10_000, '{"patent":"p","channel":"C","page":"overview"}'),
        '{"patent":"p","channel":"C","page":"x","number":0}',
        '{"patent":"p","channel":"C","page":"overview","number":-1}',
        '{"patent":"p","channel":"C","page":"overview","number":true}',
        '{"check":"c","channel":"C","page":0}',
    ],
)
def test_anything_else_is_no_place(metadata):
    assert parse_details_state(metadata) is None


@pytest.mark.parametrize("value", ["", "figures", "figures x", "figures -1", "figures 1234567", "x 1", "figures ²"])
def test_anything_else_is_no_turn(value):
    assert parse_turn(value) is None


@pytest.mark.parametrize("tr", [EN, ZH], ids=["en", "zh"])
def test_views_in_place_of_a_page_are_ones_that_slack_takes(tr):
    state = DetailsState("p-1", "C1")
    for view in (
        format_details_waiting(tr, state),
        format_details_gone(tr),
        format_details_failed(tr, Problem(ProblemKind.INTERNAL, {"error_id": "e1"}), state),
    ):
        check_view(view)


OLDER = SimilarPage(
    search_id="5" * 32,
    name="USD1055174S1",
    filters=SearchFilters(
        filed_to=date(2020, 9, 8),
        older_than=Younger(
            patent_id="p-1", publication_number="USD1055174S1", filed=date(2020, 9, 9), family=("CN303948524S",)
        ),
    ),
    limit=10,
    lang=ENGLISH,
    patents=(
        Patent(
            patent_id="p-2",
            publication_number="CN301234567S",
            title="Santa",
            country="CN",
            score=0.81,
            filed=date(2018, 3, 4),
        ),
    ),
    offset=0,
    total=57,
    next_offset=10,
    left_out=1,
)


@pytest.mark.parametrize("tr", [EN, ZH], ids=["en", "zh"])
def test_older_look_alikes_read_as_their_golden_list(tr, snapshot):
    state = DetailsState("p-1", "C1", thread_ts="1.2")
    unknown = replace(OLDER.filters.older_than, family=None)
    shown = {
        "modal": format_older(tr, OLDER, state, pictures={"p-2": "F2"})[0],
        "none": format_older(tr, replace(OLDER, patents=(), left_out=0), state, pictures={})[0],
        "no_family": format_older(
            tr, replace(OLDER, left_out=0, filters=replace(OLDER.filters, older_than=unknown)), state, pictures={}
        )[0],
        "posted": format_older_posted(tr, OLDER, state),
        "no_date": format_details(tr, replace(DETAILS, patent=replace(PATENT, filed=None)), state, files={})[0],
    }
    for view in shown.values():
        check_view(view)
        assert not FORBIDDEN_WORDS.search("\n".join(texts_of(view["blocks"])))
    assert {name: texts_of(view["blocks"]) for name, view in shown.items()} == snapshot(
        extension_class=JSONSnapshotExtension
    )


def test_hits_show_drawings_and_their_days_and_fall_back_to_none():
    full, plain = format_older(EN, OLDER, DetailsState("p-1", "C1"), pictures={"p-2": "F2"})
    assert ("F2" in str(full), "F2" in str(plain)) == (True, False)
    assert "Filed 4 Mar 2018" in str(plain)


@pytest.mark.parametrize(
    ("changes", "calls"),
    [
        ({}, 1),
        ({"reloadable": True}, 2),
        ({"figures": None, "fetched": {}, "file_id": ""}, 2),
        ({"figures": None, "file_id": ""}, 0),
        ({"figures": None, "fetched": {}, "file_id": "", "refused": frozenset({DetailPart.FIGURES})}, 0),
        ({"figures": None, "refused": frozenset({DetailPart.FIGURES})}, 2),
        ({"patent": replace(PATENT, filed=None)}, 0),
    ],
    ids=["fresh", "old", "unasked", "none", "refused", "in_slack", "no_date"],
)
def test_button_of_older_look_alikes_says_what_it_costs_or_why_there_is_none(changes, calls):
    blocks = str(views(replace(DETAILS, **changes))[0]["blocks"])
    assert (f"Older look-alikes ({calls} call" in blocks) == bool(calls)
    assert ("cannot be searched for" in blocks) == (calls == 0)


def test_state_keeps_the_thread_of_its_card():
    state = DetailsState("p-1", "C1", DetailsPage.FIGURES, 2, "1.2")
    assert parse_details_state(state.dump()) == state
    assert "patent_details_older'" in str(
        format_details(EN, DETAILS, replace(state, page=DetailsPage.OVERVIEW), files={})
    )
