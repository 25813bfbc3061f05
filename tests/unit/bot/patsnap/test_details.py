"""One patent in depth: what is asked, and how every shape of an answer is read."""

from datetime import date

import httpx
import pytest

from bot.errors import BadCredentials, BadResponse, Unavailable
from bot.model.lookup import LocalText, PatentState
from bot.model.patent_details import (
    SERVICES,
    Customs,
    CustomsRecord,
    DetailPart,
    Family,
    FamilyKind,
    FamilyMember,
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
    Priority,
    ProcedureState,
)
from bot.patsnap.details import _CALLS, MAX_FIGURES

PATHS = {
    DetailPart.FIGURES: "/basic-patent-data/fulltext-image",
    DetailPart.DATES: "/basic-patent-data/bibliography",
    DetailPart.FAMILY: "/basic-patent-data/patent-family",
    DetailPart.EVENTS: "/basic-patent-data/legal-status",
    DetailPart.LITIGATION: "/high-value-data/litigation",
    DetailPart.INVALIDATION: "/advanced-patent-data/re-examination-and-invalidation",
    DetailPart.CUSTOMS: "/advanced-patent-data/customs-data",
    DetailPart.LICENCES: "/advanced-patent-data/license-data",
}
ENDPOINTS = {part: path.rpartition("/")[2] for part, path in PATHS.items()}
EMPTY = {
    DetailPart.FIGURES: Figures(),
    DetailPart.DATES: PatentDates(),
    DetailPart.FAMILY: Family(),
    DetailPart.EVENTS: LegalEvents(),
    DetailPart.LITIGATION: Litigation(),
    DetailPart.INVALIDATION: Invalidations(),
    DetailPart.CUSTOMS: Customs(),
    DetailPart.LICENCES: Licences(),
}
NAMES = {
    DetailPart.FIGURES: ("fulltext_image",),
    DetailPart.DATES: ("bibliographic_data",),
    DetailPart.FAMILY: ("patent_family",),
    DetailPart.EVENTS: ("patent_legal", "legal_date"),
    DetailPart.LITIGATION: ("patent_litigation_data",),
    DetailPart.INVALIDATION: ("patent_reexam_invalid_data",),
    DetailPart.CUSTOMS: ("patent_customs_record_data",),
    DetailPart.LICENCES: ("patent_license_data",),
}


@pytest.fixture
def fetch(patsnap, server, time, success):
    """What a part is after this data."""

    async def run(part, data):
        server.script(ENDPOINTS[part], success(data))
        [said] = await time.run(patsnap.details.fetch(part, patent_id="p-1", number="USD1S1"))
        return said

    return run


@pytest.mark.parametrize("part", DetailPart)
async def test_each_part_is_one_call_for_one_patent(fetch, server, part):
    assert await fetch(part, None) is None
    request = server.last(ENDPOINTS[part])
    assert request.url.path == f"/patsnap{PATHS[part]}"
    assert _CALLS[part].endpoint.api == SERVICES[part]
    assert server.calls[ENDPOINTS[part]] == 1
    if part is DetailPart.FIGURES:
        assert request.method == "POST"
        assert server.body("fulltext-image") == {"patent_id": "p-1", "limit": MAX_FIGURES, "offset": 0}
    else:
        assert request.method == "GET"
        assert request.url.params["patent_id"] == "p-1"
        assert set(request.url.params) == {"patent_id", "apikey"}


@pytest.mark.parametrize("part", DetailPart)
@pytest.mark.parametrize("data", [None, [], {}, [None, "x", {}], [{"pn": "USD2S1", "patent_id": "p-2"}]])
async def test_answer_without_the_patent_is_nothing(fetch, part, data):
    assert await fetch(part, data) is None


@pytest.mark.parametrize("part", DetailPart)
@pytest.mark.parametrize("junk", [None, "", [], {}, 5, "x", True, [None, 1, "x", [], {}], {"x": None}])
async def test_field_of_any_other_type_is_read_as_nothing_in_it(fetch, part, junk):
    said = await fetch(part, [{"patent_id": "p-1", **dict.fromkeys(NAMES[part], junk)}])
    assert said == EMPTY[part]


@pytest.mark.parametrize("part", DetailPart)
@pytest.mark.parametrize("data", ["none", 5, True])
async def test_data_of_another_type_is_no_answer(fetch, part, data):
    assert type(await fetch(part, data)) is BadResponse


@pytest.mark.parametrize(
    "item", [{"patent_id": "p-1"}, {"pn": "usd1s1"}, {}], ids=["by id", "by number", "alone without a name"]
)
async def test_patent_is_recognised_by_id_or_number_or_because_it_is_alone(fetch, item):
    said = await fetch(DetailPart.EVENTS, [{**item, "legal_date": "20240501"}])
    assert said.updated == date(2024, 5, 1)


async def test_figures_are_read_once_each_and_only_with_an_address(fetch):
    images = [
        {"path": "https://p/1.png?sign=1", "image_type": "drawings"},
        {"path": "https://p/1.png?sign=1"},
        {"path": "ftp://p/2.png"},
        {"path": None},
        {"path": "https://p/3.png", "image_type": 3},
    ]
    said = await fetch(
        DetailPart.FIGURES, {"patent_id": "p-1", "fulltext_image": images, "total_search_result_count": "120"}
    )
    assert [figure.url for figure in said.listed] == ["https://p/1.png?sign=1", "https://p/3.png"]
    assert [figure.kind for figure in said.listed] == ["drawings", "3"]
    assert said.total == 120
    assert "sign" not in repr(said)


async def test_count_of_figures_is_never_below_those_listed(fetch):
    data = {"fulltext_image": [{"path": "https://p/1.png"}], "total_search_result_count": 0}
    assert (await fetch(DetailPart.FIGURES, data)).total == 1


async def test_dates_come_as_numbers_or_texts_and_expiry_only_as_given(fetch):
    page = {
        "exdt": "2035-09-09",
        "invention_title": [{"lang": "EN", "text": "Santa"}, {"lang": "CN", "text": ""}],
        "priority_claims": [
            {"country": "us", "doc_number": "62/012273", "date": 20211221},
            {"country": "US"},
            {"doc_number": 5},
        ],
        "dates_of_public_availability": {"printed_with_granted": 20220101},
    }
    assert await fetch(DetailPart.DATES, [{"patent_id": "p-1", "bibliographic_data": page}]) == PatentDates(
        titles=(LocalText("en", "Santa"),),
        expires=date(2035, 9, 9),
        granted=date(2022, 1, 1),
        priorities=(
            Priority(country="US", number="62/012273", filed=date(2021, 12, 21)),
            Priority(country="", number="5"),
        ),
    )
    for wrong in (0, "0", 20230231, "soon", None, 99999999):
        page = {"exdt": wrong, "application_reference": {"date": 20200101}}
        assert await fetch(DetailPart.DATES, [{"bibliographic_data": page}]) == PatentDates()


async def test_family_has_each_member_once_in_its_closest_family(fetch):
    simple = [
        {"country": "US", "doc_number": "D1055174", "kind": "S1", "sequence": 1},
        {"country": "cn", "doc_number": "CN303948524S", "kind": "S", "sequence": "2"},
    ]
    wider = [*simple, {"country": "EU", "doc_number": 40356240003, "kind": "-"}, {"country": "JP", "kind": "S"}]
    family = {"simple_family": simple, "inpadoc_family": wider, "patsnap_family": [{"doc_number": "XX1"}, *wider]}
    assert await fetch(DetailPart.FAMILY, [{"patent_family": family}]) == Family(
        members=(
            FamilyMember(country="US", number="USD1055174S1", kind=FamilyKind.SIMPLE),
            FamilyMember(country="CN", number="CN303948524S", kind=FamilyKind.SIMPLE),
            FamilyMember(country="EU", number="EU40356240003", kind=FamilyKind.INPADOC),
            FamilyMember(country="", number="XX1", kind=FamilyKind.PATSNAP),
        )
    )


async def test_events_are_read_in_any_spelling_and_unknown_ones_kept_in_words(fetch):
    legal = {
        "event_status": ["LITIGATION", "invalid procedure", "Customs", "许可", "Re-examination", "Seizure", None, 7],
        "legal_status": "P-Revoked",
        "simple_legal_status": ["Active", "Odd"],
    }
    said = await fetch(DetailPart.EVENTS, [{"legal_date": 20240501, "patent_legal": legal}])
    assert [recorded.event for recorded in said.events] == [
        LegalEvent.LITIGATION,
        LegalEvent.INVALIDATION,
        LegalEvent.CUSTOMS,
        LegalEvent.LICENCE,
        LegalEvent.REEXAMINATION,
        LegalEvent.UNKNOWN,
        LegalEvent.UNKNOWN,
    ]
    assert said.events[5].sent == "Seizure"
    assert [recorded.state for recorded in said.procedure] == [ProcedureState.PARTLY_REVOKED]
    assert said.states == (PatentState.ACTIVE, PatentState.UNKNOWN)


@pytest.mark.parametrize(
    "sent",
    [
        *("Published", "Examining", "Granted", "Double", "Abandoned-Undetermined", "Abandoned-Voluntarily"),
        *("Abandoned-Deemed", "Withdrawn-Undetermined", "Withdrawn-Voluntarily", "Withdrawn-Deemed", "Rejected"),
        *("Revoked", "Expired", "Non-Payment", "Restoration", "Ceased", "P-Revoked", "Discontinuation"),
        *("PCT published", "PCT entering(designated period)", "PCT entering(designated expiration)", "unentered"),
    ],
)
async def test_documented_legal_status_is_known(fetch, sent):
    said = await fetch(DetailPart.EVENTS, [{"patent_legal": {"legal_status": [sent]}}])
    assert said.procedure[0].state is not ProcedureState.UNKNOWN


@pytest.mark.parametrize(
    "sent",
    [
        *("Transfer", "License", "Pledge", "Trust", "Opposition", "Re-examination", "Customs", "Litigation"),
        *("Preservation", "Invalid-procedure", "Oral-procedure", "Declassification", "Double application"),
    ],
)
async def test_documented_event_is_known(fetch, sent):
    said = await fetch(DetailPart.EVENTS, [{"patent_legal": {"event_status": [sent]}}])
    assert said.events[0].event is not LegalEvent.UNKNOWN


async def test_litigation_is_read_with_parties_as_objects_or_bare_names(fetch):
    case = {
        "title": "A v. B",
        "case_number": 8028,
        "court": "Court",
        "country": "cn",
        "plaintiff": [{"name": "Second", "sequence": "2"}, {"name": "First", "sequence": 1}, {"name": ""}],
        "defendant": ["B", None],
        "filing_date": "20171020",
        "verdict_date": 0,
    }
    said = await fetch(DetailPart.LITIGATION, [{"patent_id": "p-1", "patent_litigation_data": [case, None]}])
    assert said == Litigation(
        (
            LitigationCase(
                title="A v. B",
                number="8028",
                court="Court",
                country="CN",
                plaintiffs=("First", "Second"),
                defendants=("B",),
                filed=date(2017, 10, 20),
            ),
        )
    )


async def test_decisions_customs_records_and_licences_are_read(fetch):
    decision = {"case_type": "WX", "applicant": [{"name": "B"}], "legal_ground": "Art 56", "decision_date": 20190905}
    said = await fetch(DetailPart.INVALIDATION, [{"lang": "CN", "patent_reexam_invalid_data": decision}])
    assert said == Invalidations(
        (InvalidationCase(kind="WX", applicants=("B",), grounds=("Art 56",), decided=date(2019, 9, 5)),)
    )
    record = {"record_number": "P4", "record_status": "生效", "start_date": 20150902, "end_date": "20201119"}
    said = await fetch(DetailPart.CUSTOMS, [{"patent_customs_record_data": [record]}])
    assert said == Customs(
        (CustomsRecord(number="P4", status="生效", starts=date(2015, 9, 2), ends=date(2020, 11, 19)),)
    )
    licence = {"licensees": [{"name": "L"}], "license_type": ["Exclusive"], "effective_date": 20100915}
    said = await fetch(DetailPart.LICENCES, [{"patent_license_data": [licence]}])
    assert said == Licences((Licence(licensees=("L",), kinds=("Exclusive",), effective=date(2010, 9, 15)),))


@pytest.mark.parametrize("part", DetailPart)
async def test_billed_call_is_not_repeated_when_its_answer_got_lost(patsnap, server, time, part):
    server.script(ENDPOINTS[part], httpx.ReadTimeout("silent"))
    [error] = await time.run(patsnap.details.fetch(part, patent_id="p-1", number=""))
    assert type(error) is Unavailable
    assert server.calls[ENDPOINTS[part]] == 1


@pytest.mark.parametrize("part", DetailPart)
async def test_service_that_is_not_granted_is_no_trouble_of_the_app(patsnap, server, time, refusal, part):
    server.script(ENDPOINTS[part], refusal(67200004))
    [error] = await time.run(patsnap.details.fetch(part, patent_id="p-1", number=""))
    assert type(error) is BadCredentials
    assert error.problem.details["api"] == SERVICES[part]
    assert await patsnap.trouble() is None
